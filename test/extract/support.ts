// What the tests of extraction share: extract cells of a notebook in memory.
import assert from "node:assert/strict";
import { extractToFunction } from "../../language-server/extract/extractToFunction";
import { extractToModule } from "../../language-server/extract/extractToModule";
import type { ExtractRequest, ExtractResult } from "../../language-server/extract/plan";
import type { FileEdit, NotebookEdit } from "../../language-server/notebook/edits";
import type { Notebook } from "../../language-server/notebook/model";
import { usualVersion } from "../../language-server/project/pythonVersion";
import { isStandardLibrary } from "../../language-server/project/stdlib";
import { analysePython } from "../../language-server/python/analyse";
import { notebookOf } from "../python/notebookOf";

/** Whether a cell, as a text, is code; one that begins with "md:" is Markdown. */
export const isCode = (cell: string): boolean => !cell.startsWith("md:");

export function makeNotebook(cells: readonly string[]): Notebook {
  const notebook = notebookOf(cells.map((source) => source.replace(/^md:/, "")));
  return {
    ...notebook,
    cells: notebook.cells.map((cell, at) => (!isCode(cells[at]) ? { ...cell, kind: "markdown" as const, language: "" } : cell)),
  };
}

/** The same to functions in the notebook. */
export function extractInNotebook(
  cells: readonly string[],
  chosen: readonly number[],
  { functionName = null, together = false }: Partial<ExtractRequest> = {},
): ExtractResult {
  const notebook = makeNotebook(cells);
  return extractToFunction(notebook, analysePython(notebook), { cells: chosen, functionName, together });
}

export function extract(cells: readonly string[], chosen: readonly number[], options: Partial<ExtractRequest> = {}): ExtractResult {
  const notebook = makeNotebook(cells);
  return extractToModule(notebook, analysePython(notebook), requestFor(chosen, options));
}

/** A request for a module beside the notebook. */
export const requestFor = (cells: readonly number[], options: Partial<ExtractRequest> = {}): ExtractRequest => ({
  cells,
  functionName: null,
  together: false,
  moveCalled: false,
  existing: null,
  testPath: null,
  existingTest: null,
  format: (text) => text,
  target: { path: "/project/nbready_module.py", importName: "nbready_module", sysPath: null, note: null },
  isStandardLibrary: (module) => isStandardLibrary(module, usualVersion),
  isFirstParty: () => false,
  ...options,
});

/** The cells after the edits, new ones among them; removed ones are left out. */
export function applyToCells(cells: readonly string[], edits: readonly NotebookEdit[]): readonly string[] {
  return cells.flatMap((source, cell) => {
    const own = edits.filter((edit) => "cell" in edit && edit.cell === cell);
    const inserted = edits.flatMap((edit) => (edit.kind === "insertCell" && edit.before === cell ? [edit.cell.source] : []));
    if (own.some(({ kind }) => kind === "deleteCell")) return inserted;
    const texts = own.flatMap((edit) => (edit.kind === "replaceText" ? [edit] : [])).sort((a, b) => b.start - a.start);
    assert.equal(texts.length, own.length);
    return [...inserted, texts.reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source)];
  });
}

/** The module's text after the edits. */
export function moduleAfter(edits: readonly FileEdit[], before = ""): string {
  return edits
    .toReversed()
    .reduce(
      (text, edit) => (edit.kind === "createFile" ? edit.text : text.slice(0, edit.start) + edit.text + text.slice(edit.end)),
      before,
    );
}
