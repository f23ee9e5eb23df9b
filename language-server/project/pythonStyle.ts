// How a project wants its Python written: what its configuration of Ruff says to Ruff's formatter.
import { isTable } from "./manifests/declaring";
import { parseToml, type TomlTable } from "./manifests/toml";
import { joinPath, parentFolder } from "./paths";

/** The formatter's settings. What a project does not set is Ruff's default. */
export interface PythonStyle {
  /** Columns, at most 320. */
  readonly lineLength: number;
  /** Columns of one level. */
  readonly indentWidth: number;
  readonly indentStyle: "space" | "tab";
  readonly quoteStyle: "double" | "single" | "preserve";
  /** Joins lines although their last element is followed by a comma. */
  readonly skipsTrailingComma: boolean;
  readonly lineEnding: "auto" | "lf" | "cr-lf" | "native";
  /** Formats the code in docstrings, too. */
  readonly formatsDocstringCode: boolean;
  readonly docstringCodeLength: number | "dynamic";
  /** "py311"; null: Ruff's default. */
  readonly targetVersion: string | null;
}

/** Formats Python text in a style; null where it is no Python that the formatter reads. */
export type FormatPython = (text: string, style: PythonStyle) => string | null;

/** Ruff's defaults (its settings reference). */
export const defaultStyle: PythonStyle = {
  lineLength: 88,
  indentWidth: 4,
  indentStyle: "space",
  quoteStyle: "double",
  skipsTrailingComma: false,
  lineEnding: "auto",
  formatsDocstringCode: false,
  docstringCodeLength: "dynamic",
  targetVersion: null,
};

/** How many files may extend one another, so that a circle ends. */
const longestChain = 8;

/**
 * The style of a Python file (absolute path): the nearest configuration of Ruff from its folder upwards counts, as Ruff
 * looks for it, with the files that it extends. A file that cannot be read counts as one that sets nothing.
 */
export function findPythonStyle(path: string, readText: (path: string) => string | undefined): PythonStyle {
  for (let folder = parentFolder(path); folder !== null; folder = parentFolder(folder)) {
    const found = ruffTableIn(folder, readText);
    if (found) return readStyle(withExtended(found.table, found.path, readText, longestChain));
  }
  return defaultStyle;
}

/** In one folder .ruff.toml goes before ruff.toml, and that before pyproject.toml, which counts only with a table for Ruff. */
function ruffTableIn(
  folder: string,
  readText: (path: string) => string | undefined,
): { readonly path: string; readonly table: TomlTable } | null {
  for (const name of [".ruff.toml", "ruff.toml", "pyproject.toml"]) {
    const path = joinPath(folder, name);
    const table = readRuffTable(path, readText);
    if (table) return { path, table };
  }
  return null;
}

function readRuffTable(path: string, readText: (path: string) => string | undefined): TomlTable | null {
  const text = readText(path);
  if (text === undefined) return null;
  const parsed = parseToml(text);
  const whole = "value" in parsed ? parsed.value : {};
  return path.endsWith("pyproject.toml") ? tableOf(tableOf(whole.tool)?.ruff) : whole;
}

function withExtended(table: TomlTable, path: string, readText: (path: string) => string | undefined, left: number): TomlTable {
  if (typeof table.extend !== "string" || left === 0) return table;
  const basePath = joinPath(parentFolder(path) ?? "/", table.extend);
  const base = readRuffTable(basePath, readText);
  if (!base) return table;
  const extended = withExtended(base, basePath, readText, left - 1);
  return { ...extended, ...table, format: { ...tableOf(extended.format), ...tableOf(table.format) } };
}

function readStyle(ruff: TomlTable): PythonStyle {
  const format = tableOf(ruff.format) ?? {};
  const codeLength = format["docstring-code-line-length"];
  return {
    lineLength: readNumber(ruff["line-length"], 320) ?? defaultStyle.lineLength,
    indentWidth: readNumber(ruff["indent-width"], 16) ?? defaultStyle.indentWidth,
    indentStyle: oneOf(format["indent-style"], ["space", "tab"]) ?? defaultStyle.indentStyle,
    quoteStyle: oneOf(format["quote-style"], ["double", "single", "preserve"]) ?? defaultStyle.quoteStyle,
    skipsTrailingComma: format["skip-magic-trailing-comma"] === true,
    lineEnding: oneOf(format["line-ending"], ["auto", "lf", "cr-lf", "native"]) ?? defaultStyle.lineEnding,
    formatsDocstringCode: format["docstring-code-format"] === true,
    docstringCodeLength: readNumber(codeLength, 320) ?? defaultStyle.docstringCodeLength,
    targetVersion:
      typeof ruff["target-version"] === "string" && /^py3\d{1,2}$/.test(ruff["target-version"]) ? ruff["target-version"] : null,
  };
}

const tableOf = (value: unknown): TomlTable | null => (isTable(value) ? value : null);

const readNumber = (value: unknown, most: number): number | null =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most ? value : null;

const oneOf = <Option extends string>(value: unknown, options: readonly Option[]): Option | null =>
  options.find((option) => option === value) ?? null;
