// Fixes a notebook as its file has it: bytes that no fix touches stay as they are.
import type { NotebookFile } from "../notebook/read";
import { editNotebook } from "../notebook/write";
import type { ChooseFix } from "./chooseFix";
import { fixInRounds, type FixResult, type FixWorld, type Form } from "./fixInRounds";

const asFile: Form<NotebookFile> = {
  cellCount: ({ notebook }) => notebook.cells.length,
  edit(file, edits) {
    const result = editNotebook(file, edits);
    return "problem" in result ? result : { edited: result.file };
  },
  textOf: ({ text }) => text,
};

/** Applies, of each finding's fixes, the one that `choose` picks. */
export const fixNotebook = (start: NotebookFile, choose: ChooseFix, world: FixWorld<NotebookFile>): FixResult<NotebookFile> =>
  fixInRounds(start, asFile, choose, world);
