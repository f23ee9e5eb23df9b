// All that is safe to fix in an open notebook as one edit, as the editor asks for it.
import { chooseFix } from "../fixes/chooseFix";
import { combineFixes } from "../fixes/combineFixes";
import { maxRounds } from "../fixes/fixNotebook";
import { groupBy } from "../util/groupBy";
import type { Diagnostic } from "../lint/lint";
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { Notebook } from "../notebook/model";
import { describeRequest, replaceAll } from "./describeEdit";
import type { SafeFixes } from "./protocol";
import type { Result } from "./session";
import { uriOf } from "./uris";

/**
 * The edit, empty where nothing is safe to fix, and how many findings it mends. Fixes of cells' texts are made as long as there are any, for one may
 * stand in the way of another or call for it; those that change which cells and files there are come last, once, because the others go by their numbers.
 * @param check finds what is wrong with the notebook as it would be
 */
export function fixAllOf({ open, notebook, diagnostics, project }: Result, check: (changed: Notebook) => readonly Diagnostic[]): SafeFixes {
  let now = notebook;
  let found = diagnostics;
  let mended = 0;
  for (let round = 0; round < maxRounds; round++) {
    const { edits, taken } = combineFixes(safeFixes(found).filter(isOfTexts), (fix) => fix);
    if (taken.length === 0) break;
    now = withTexts(now, edits);
    found = check(now);
    mended += taken.length;
  }
  const last = combineFixes(safeFixes(found).filter((fix) => !isOfTexts(fix)), (fix) => fix);
  const texts = withTexts(now, last.edits).cells.filter(({ index, source }) => source !== notebook.cells[index].source)
    .map(({ index, source }): NotebookEdit => ({ kind: "replaceText", cell: index, start: 0, end: notebook.cells[index].source.length, text: source }));
  const target = { open, language: notebook.language || "python", uriOf, readText: (path: string) => project.readText(path) };
  const edits = [...texts, ...last.edits.filter(({ kind }) => kind !== "replaceText")];
  return { edit: describeRequest({ title: "Fix everything that is safe to fix", edits, files: last.files }, target), mended: mended + last.taken.length };
}

const safeFixes = (diagnostics: readonly Diagnostic[]): readonly Fix[] => diagnostics.flatMap((diagnostic) => chooseFix(diagnostic, false) ?? []);

const isOfTexts = ({ edits, files = [] }: Fix): boolean => files.length === 0 && edits.every(({ kind }) => kind === "replaceText");

/** The notebook with the changes of its texts made; as in the editor, a changed cell has not run as it stands. */
function withTexts(notebook: Notebook, edits: readonly NotebookEdit[]): Notebook {
  const byCell = groupBy(edits.filter((edit) => edit.kind === "replaceText"), ({ cell }) => cell);
  return { ...notebook, cells: notebook.cells.map((cell) => {
    const changes = byCell.get(cell.index);
    return changes ? { ...cell, source: replaceAll(cell.source, changes), executionCount: null } : cell;
  }) };
}
