// The parameters cell, papermill's convention: values at the top that a scheduled run may override.
import type { NotebookEdit } from "../../notebook/edits";
import type { Cell } from "../../notebook/model";
import type { PythonNotebook } from "../../python/analysis";
import { isBuiltin } from "../../python/builtins";
import { groupsOf } from "../../util/rememberEach";
import { rememberFor } from "../../util/rememberFor";
import { definitionsNamed } from "./definitions";
import { isFreedIn } from "./freedNames";

const isParametersCell = (cell: { readonly kind: string; readonly tags: readonly string[] }): boolean =>
  cell.kind === "code" && cell.tags.includes("parameters");

/** True for a cell that is tagged `parameters`. */
export const holdsParameters = (index: number, python: PythonNotebook): boolean => isParametersCell(python.notebook.cells[index]);

/** A constant of the parameters cell that has this value already and is bound nowhere else; null where there is none. */
export function knownParameter(name: string, literal: string, useCell: number, python: PythonNotebook): string | null {
  const found = definitionsNamed(python, name);
  const [only] = found;
  if (found.length !== 1 || !only.value || only.cell >= useCell || !holdsParameters(only.cell, python)) return null;
  return python.notebook.cells[only.cell].source.slice(only.value.start, only.value.end) === literal ? name : null;
}

/** Every word of the code among some cells. */
const wordsOf = rememberFor(
  (cells: readonly Cell[]): ReadonlySet<string> =>
    new Set(cells.flatMap((cell) => (cell.kind === "code" ? (cell.source.match(/[\p{L}\p{N}_]+/gu) ?? []) : []))),
);

/** The name, with a number where the notebook says it anywhere already (in strings and comments too) or `taken` has it. */
export function freeName(name: string, taken: ReadonlySet<string>, python: PythonNotebook): string {
  const groups = groupsOf(python.notebook.cells);
  const isFree = (candidate: string): boolean =>
    !taken.has(candidate) && !isBuiltin(candidate) && !groups.some((cells) => wordsOf(cells).has(candidate));
  if (isFree(name)) return name;
  for (let number = 2; ; number++) if (isFree(`${name}_${number}`)) return `${name}_${number}`;
}

/**
 * Writes lines into the parameters cell above a cell: at its end, or into a new cell before the first code cell (after
 * one that holds inline script metadata, which must stay first). null where the only such cell is below, or `%reset`
 * takes all names away in between. Each line is an edit of its own, so that fixes which need the same one write it once.
 */
export function addParameters(lines: readonly string[], useCell: number, python: PythonNotebook): readonly NotebookEdit[] | null {
  const { cells } = python.notebook;
  if (python.cells.some((one) => one.index <= useCell && isFreedIn(one, "*"))) return null;
  const tagged = cells.filter(isParametersCell);
  if (tagged.length > 0) {
    const [cell] = tagged;
    if (cell.index >= useCell) return null;
    const end = cell.source.length;
    const isOnNewLine = end === 0 || cell.source.endsWith("\n");
    return lines.map((line) => ({ kind: "replaceText", cell: cell.index, start: end, end, text: isOnNewLine ? `${line}\n` : `\n${line}` }));
  }
  const first = cells.find((cell) => cell.kind === "code");
  if (!first) return null;
  const before = /^# \/\/\/ script\s*$/m.test(first.source) ? first.index + 1 : first.index;
  return before > useCell ? null : [{ kind: "insertCell", before, cell: { kind: "code", source: lines.join("\n"), tags: ["parameters"] } }];
}

/** True where something may bind any name behind the analysis' back: `from x import *`, `%run`, a cell that does not parse. */
export const mayRebind = (python: PythonNotebook): boolean =>
  python.cells.some(
    ({ module }) =>
      module.problems.length > 0 ||
      module.escapes.some(({ opensScope, unbinds }) => opensScope || unbinds.includes("*")) ||
      /^[^\S\r\n]*from\s+[\w.]+\s+import\s+\*/m.test(module.source),
  );
