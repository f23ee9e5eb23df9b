// A baseline: the findings that a project already had. Which findings it hides, and the file that it is kept in.
import { readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { describeFileError } from "../host/readNotebookFile";
import type { Diagnostic } from "../lint/lint";
import { toSlashes } from "../project/paths";
import { contextOf, lineHashes, type Context } from "./formats/fingerprint";
import type { CheckedNotebook } from "./report";

/** One known finding. */
export interface BaselineEntry extends Context {
  readonly code: string;
}

const columns = ["code", "line", "mark", "cell", "message"] as const;

/** Known findings by the notebook's path, as seen from the baseline's folder, with forward slashes. */
export type Baseline = ReadonlyMap<string, readonly BaselineEntry[]>;

/** The path under which a baseline (absolute path) lists a notebook (absolute path). */
export const pathInBaseline = (notebook: string, baseline: string): string => toSlashes(relative(dirname(baseline), notebook));

/** The entries for what was found in a notebook, in an order that does not change when cells move. */
export const entriesFor = ({ diagnostics, notebook }: Pick<CheckedNotebook, "diagnostics" | "notebook">): readonly BaselineEntry[] =>
  diagnostics
    .map((diagnostic): BaselineEntry => ({ code: diagnostic.code, ...contextOf(diagnostic, notebook) }))
    .sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));

const orderKey = (entry: BaselineEntry): string => columns.map((column) => entry[column]).join(" ");

/** A finding that no entry hides yet. */
interface Candidate {
  readonly diagnostic: Diagnostic;
  readonly context: Context;
  /** Hashes of the lines of its cell. */
  lines(): ReadonlySet<string>;
}

/**
 * Splits findings into those that the entries do not list, and the number of those that they do. An entry hides one
 * finding of its rule, the likeliest: (1) on the same line in a cell of the same text, so that of two equal lines the new
 * one is reported; (2) on the same line in a cell that was edited elsewhere; (3) with the same message in the cell that still
 * holds the line, where others came in above and the finding points to the cell's beginning; (4) anywhere, for a rule
 * that reports once a notebook (`once`, codes). `gone` counts the entries that hid nothing.
 */
export function hideKnown(
  { diagnostics, notebook }: Pick<CheckedNotebook, "diagnostics" | "notebook">,
  entries: readonly BaselineEntry[],
  once: ReadonlySet<string>,
): { readonly left: readonly Diagnostic[]; readonly hidden: number; readonly gone: number } {
  const isSame: readonly ((entry: BaselineEntry, candidate: Candidate) => boolean)[] = [
    (entry, { context }) => entry.line === context.line && entry.mark === context.mark && entry.cell === context.cell,
    (entry, { context }) => entry.line === context.line && entry.mark === context.mark,
    (entry, { context, lines }) => entry.message === context.message && lines().has(entry.line),
    (entry, { diagnostic }) => once.has(entry.code) || diagnostic.cell < 0,
  ];
  let unused = entries;
  let left = diagnostics.map((diagnostic): Candidate => {
    let lines: ReadonlySet<string> | undefined;
    return { diagnostic, context: contextOf(diagnostic, notebook), lines: () => (lines ??= lineHashes(notebook, diagnostic.cell)) };
  });
  for (const test of isSame) {
    const taken = new Set<BaselineEntry>();
    left = left.filter((candidate) => {
      const entry = unused.find((one) => one.code === candidate.diagnostic.code && !taken.has(one) && test(one, candidate));
      if (entry) taken.add(entry);
      return !entry;
    });
    unused = unused.filter((entry) => !taken.has(entry));
  }
  return { left: left.map(({ diagnostic }) => diagnostic), hidden: diagnostics.length - left.length, gone: unused.length };
}

/** The text of a baseline's file: one entry per line, so that version control shows what came and went. */
export function baselineText(baseline: Baseline): string {
  const notebooks = [...baseline].filter(([, entries]) => entries.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const lists = notebooks.map(
    ([path, entries]) =>
      `    ${JSON.stringify(path)}: [\n${entries.map((entry) => `      ${JSON.stringify(entry, [...columns])}`).join(",\n")}\n    ]`,
  );
  return `{\n  "version": 1,\n  "notebooks": {${lists.length > 0 ? `\n${lists.join(",\n")}\n  ` : ""}}\n}\n`;
}

export type BaselineReading = { readonly baseline: Baseline } | { readonly problem: string; readonly isMissing: boolean };

/** Reads a baseline's file (absolute path), or says what is wrong with it. */
export function readBaseline(path: string): BaselineReading {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    return { isMissing, problem: isMissing ? "there is no such file; --write-baseline creates it" : describeFileError(error) };
  }
  const baseline = parseBaseline(text);
  return baseline
    ? { baseline }
    : { isMissing: false, problem: "this is not a baseline of this version of nbready; --write-baseline creates a new one" };
}

function parseBaseline(text: string): Baseline | null {
  try {
    const json = JSON.parse(text) as { readonly version?: unknown; readonly notebooks?: unknown } | null;
    if (json?.version !== 1 || typeof json.notebooks !== "object" || json.notebooks === null) return null;
    const notebooks = Object.entries(json.notebooks as Readonly<Record<string, unknown>>);
    if (!notebooks.every((pair): pair is [string, BaselineEntry[]] => Array.isArray(pair[1]) && pair[1].every(isEntry))) return null;
    return new Map(notebooks);
  } catch {
    return null;
  }
}

const isEntry = (value: unknown): value is BaselineEntry => {
  const entry = value as Partial<BaselineEntry> | null;
  return typeof entry === "object" && entry !== null && columns.every((column) => typeof entry[column] === "string");
};
