// The module's side of an extraction of scripts: its imports, the declarations that moved, the functions.
import { ts } from "ts-morph";
import { findDocstring } from "../settle/docstring";
import { indent, standsApart, textOf } from "./code";
import { namesOfImport, writeImports, type Folders, type ImportedName } from "./importLines";
import { isExported, isImport } from "./moves";
import type { Unit } from "./names";
import type { Shape } from "./steps";
import type { ScriptSurvey } from "./survey";
import { isLibraryType, typeTextOf } from "./types";

/** A function with the name that it has been given. */
export interface Named {
  readonly shape: Shape;
  readonly name: string;
}

export interface ModuleParts {
  readonly imports: readonly ImportedName[];
  /** Texts of declarations and functions, in order. */
  readonly blocks: readonly string[];
  /** Parameters whose types are not known. */
  readonly untyped: readonly string[];
}

/** What the module holds. `isTypeScript`: types are written. */
export function moduleParts(
  survey: ScriptSurvey,
  moved: ReadonlySet<Unit>,
  named: readonly Named[],
  folders: Folders,
  isTypeScript: boolean,
): ModuleParts {
  const types = new Set(
    [...moved].flatMap((unit) => [...unit.binds].filter(([, how]) => how === "type" || how === "class").map(([name]) => name)),
  );
  const typeImports = new Map(
    survey.units
      .filter(isImport)
      .flatMap((unit) => namesOfImport(unit, folders))
      .map((one) => [one.name, one]),
  );
  const needed = new Map<string, ImportedName>();
  const used = [...moved, ...named.flatMap(({ shape }) => shape.body)];
  for (const { uses } of used)
    for (const { name, from } of uses) {
      const one = from === "unbound" ? undefined : typeImports.get(name);
      if (one && survey.declaring(name).every(isImport)) needed.set(name, one);
    }
  const untyped: string[] = [];
  const functions = named.map((one) =>
    functionText(survey, one, (node) => {
      if (!isTypeScript) return "";
      const text = typeTextOf(
        node,
        survey.checker,
        (name) => types.has(name) || typeImports.has(name) || isLibraryType(name, survey.checker, node),
      );
      if (text === "any") untyped.push(node.text);
      for (const [name, imported] of typeImports)
        if (new RegExp(`\\b${name}\\b`).test(text)) needed.set(name, needed.get(name) ?? { ...imported, isType: true });
      return `: ${text}`;
    }),
  );
  return {
    imports: [...needed.values()],
    blocks: [
      ...[...moved].map((unit) => textOf(unit, survey.cellAt(unit.cell)!.cell.source, isExported(unit.statement) ? "" : "export ")),
      ...functions,
    ],
    untyped,
  };
}

function functionText(survey: ScriptSurvey, { shape, name }: Named, typeOf: (node: ts.Identifier) => string): string {
  const { body, returned, firstValues, declares, assigns, parameters, isAsync, step } = shape;
  const lines = body.flatMap((unit, at) => {
    const { source } = survey.cellAt(unit.cell)!.cell;
    return [
      ...(at > 0 && (unit.cell !== body[at - 1]!.cell || standsApart(unit, source)) ? [""] : []),
      textOf(unit, source, unit === returned ? "return " : firstValues.has(unit) ? "const " : ""),
    ];
  });
  const results = [...declares.map((one) => one.name), ...assigns];
  if (results.length === 1) lines.push(`return ${results[0]};`);
  else if (results.length > 1) lines.push(`return { ${results.join(", ")} };`);
  const docstring = findDocstring(survey.notebook, step.cells[0]!);
  const given = parameters.map((one) => `${one.name}${typeOf(one.node)}`).join(", ");
  return [
    ...(docstring === null ? [] : [`/** ${docstring.replace(/\*\//g, "* /")} */`]),
    `export ${isAsync ? "async " : ""}function ${name}(${given}) {`,
    ...lines.map((text) => indent(text, "  ")),
    "}",
  ].join("\n");
}

/** Blocks below one another; short constants and types without an empty line between. */
export const joinBlocks = (blocks: readonly string[]): string =>
  blocks.map((block, at) => (at === 0 ? block : (isLine(blocks[at - 1]!) && isLine(block) ? "\n" : "\n\n") + block)).join("");
const isLine = (block: string): boolean => /^export (?:const|type) [^\n]*$/.test(block);

/** The text of a new module. */
export const newModule = ({ imports, blocks }: ModuleParts): string =>
  `${[...(imports.length > 0 ? [writeImports(imports).join("\n")] : []), joinBlocks(blocks)].join("\n\n")}\n`;
