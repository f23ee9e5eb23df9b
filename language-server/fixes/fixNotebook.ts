// Fixes a notebook as its file has it: bytes that no fix touches stay as they are.
import type { NotebookFile } from "../notebook/read";
import { editNotebook } from "../notebook/write";
import { chooseFix } from "./chooseFix";
import { fixInRounds, type FixResult, type FixWorld, type Form } from "./fixInRounds";

const asFile: Form<NotebookFile> = {
  cellCount: ({ notebook }) => notebook.cells.length,
  edit(file, edits) {
    const result = editNotebook(file, edits);
    return "problem" in result ? result : { edited: result.file };
  },
  textOf: ({ text }) => text,
};

/** Applies safe fixes, with `unsafe` the others too. Of a finding's fixes the first that may be applied is. */
export const fixNotebook = (start: NotebookFile, unsafe: boolean, world: FixWorld<NotebookFile>): FixResult<NotebookFile> =>
  fixInRounds(start, asFile, (diagnostic) => chooseFix(diagnostic, unsafe), world);
