// Checks one notebook of a run, from its path to what is reported about it; on the main thread or on a worker.
import { stampOf } from "../host/fileStamp";
import { fileAt, readNotebookFile, type FileOnDisk } from "../host/readNotebookFile";
import { displayPath } from "../host/paths";
import { readNotebook, type NotebookFile, type ReadResult } from "../notebook/read";
import { parentFolder } from "../project/paths";
import { failureText, isOverflow } from "./failure";
import type { NotebookChecker } from "./notebookChecker";
import type { CheckedNotebook, InputError } from "./report";
import { emptyFile, shownPart, type Shown } from "./shownNotebook";

export type Outcome = { readonly checked: CheckedNotebook } | Failure;
interface Failure {
  readonly error: InputError;
  /** True where the stack was too small for the notebook's code. */
  readonly isTooDeep?: boolean;
}

/** A notebook to check, with its content where that does not come from the disk. */
export interface Input {
  /** Absolute. */
  readonly path: string;
  /** As the user knows it. */
  readonly shownAs: string;
  readonly content?: Uint8Array;
}

export const inputAt = (path: string): Input => ({ path, shownAs: displayPath(path) });

export const readInput = ({ path, shownAs, content }: Input): ReadResult =>
  content ? readNotebook(content, shownAs) : readNotebookFile(path, shownAs);

/** What can be reported about a notebook without checking it: what an earlier run found, or why it cannot be checked; null where it is to be checked. */
export function recallOne(input: Input, checker: NotebookChecker, shown: Shown): Outcome | null {
  const reading = checker.configFor(parentFolder(input.path) ?? "/");
  if ("error" in reading) return reading;
  const file = fileAt(input.path);
  const kept = checker.recall(file, input.path, reading.config);
  if (!kept) return null;
  if ("unreadable" in kept) return { error: unreadable(input, kept.unreadable) };
  if (kept.diagnostics.length === 0 || shown === "findings")
    return { checked: checkedNotebook(input, emptyFile(kept.language), kept, shown) };
  const whole = file.read();
  if ("message" in whole) return null;
  // Where the stamp was enough, the file may have changed since; findings are shown on the text that they are about.
  if (file.stamp !== null && stampOf(input.path) !== file.stamp) return null;
  const read = readNotebook(whole.bytes, input.shownAs);
  return read.ok ? { checked: checkedNotebook(input, read.file, kept, shown) } : null;
}

export function checkOne(input: Input, checker: NotebookChecker, shown: Shown): Outcome {
  const reading = checker.configFor(parentFolder(input.path) ?? "/");
  if ("error" in reading) return reading;
  const { content } = input;
  const file: FileOnDisk = content ? { stamp: null, read: () => ({ bytes: content }) } : fileAt(input.path);
  const whole = file.read();
  if ("message" in whole) return { error: unreadable(input, whole.message) };
  const read = readNotebook(whole.bytes, input.shownAs);
  if (!read.ok) {
    checker.keepUnreadable(file, input.path, reading.config, read.error.message);
    return { error: unreadable(input, read.error.message) };
  }
  try {
    const { diagnostics, grade, score } = checker.check(read.file.notebook, input.path, reading.config, file);
    return { checked: checkedNotebook(input, read.file, { diagnostics, grade, score }, shown) };
  } catch (error) {
    return { error: unchecked(input, error), isTooDeep: isOverflow(error) };
  }
}

export const isTooDeep = (outcome: Outcome): boolean => "error" in outcome && outcome.isTooDeep === true;

/** An input that is no readable notebook. */
export function unreadable({ shownAs }: Input, message: string): InputError {
  const isNamedSo = /\.ipynb$/i.test(shownAs) || shownAs === "-";
  return { path: shownAs, message: isNamedSo ? message : `This is not a notebook (.ipynb). ${message}` };
}

/** A mistake of nbready's own on one notebook must not keep the others from being checked. */
export const unchecked = ({ shownAs }: Input, error: unknown): InputError => ({
  path: shownAs,
  message: failureText("nbready failed on this notebook", error),
});

/** What reports are written from. */
export function checkedNotebook(
  { shownAs }: Input,
  file: NotebookFile,
  { diagnostics, grade, score }: Pick<CheckedNotebook, "diagnostics" | "grade" | "score">,
  shown: Shown,
): CheckedNotebook {
  return { path: shownAs, ...shownPart(file, diagnostics, shown), diagnostics, grade, score };
}
