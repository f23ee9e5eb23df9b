// Changes several files together: all of them, or none.
import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, type Stats } from "node:fs";
import { dirname } from "node:path";
import { describeFileError } from "./readNotebookFile";
import { changedMeanwhile, describeWriteError, draftFile, textInPlaceOf, type Draft } from "./writeFile";

/** The text that a file is to have; null where it is to be gone. */
export interface TextChange {
  readonly path: string;
  readonly text: string | null;
  /** The text that it was made from, null where there was no file: where that has changed, nothing is. */
  readonly asRead?: string | null;
}

/** Which file is in the way of all, and why, as half a sentence. */
export interface WriteProblem {
  readonly path: string;
  readonly problem: string;
}

/** A change that only has to be taken, and the way back from it. */
interface Step {
  readonly path: string;
  readonly there: Draft;
  readonly back: Draft;
}

/**
 * Writes the files in this order, each whole, with the folders that they need; a byte-order mark stays. Gives null, or
 * what could not be written and why: then all is as it was. The disk holds the new texts, and the old ones once more,
 * before the first file changes: whether it is full or closed shows before anything is done, and the way back needs no
 * more of it. A program that is killed between two files leaves the first ones changed, so the order should make sense
 * at every step.
 */
export function writeTogether(changes: readonly TextChange[]): WriteProblem | null {
  const folders: string[] = [];
  const steps: Step[] = [];
  const giveUp = (taken: number, path: string, problem: string): WriteProblem => {
    steps
      .slice(0, taken)
      .toReversed()
      .forEach(({ back }) => back.take());
    steps.slice(taken).forEach(({ there, back }) => [there, back].forEach((draft) => draft.drop()));
    folders.toReversed().forEach(removeEmptyFolder);
    return { path, problem };
  };
  for (const change of changes) {
    const step = prepare(change, folders, change !== changes.at(-1));
    if (step === null) continue;
    if ("problem" in step) return giveUp(0, change.path, step.problem);
    steps.push(step);
  }
  for (const [at, { path, there }] of steps.entries()) {
    const problem = there.take();
    if (problem !== null) return giveUp(at, path, problem);
  }
  steps.forEach(({ back }) => back.drop());
  return null;
}

/**
 * Null where the file is so already.
 * @param folders those that are made are added
 * @param mayGoBack false where nothing follows that could fail
 */
function prepare({ path, text, asRead }: TextChange, folders: string[], mayGoBack: boolean): Step | { readonly problem: string } | null {
  const before = readBytes(path);
  if (before !== null && "problem" in before) return before;
  if (asRead !== undefined && textOf(before) !== (asRead && withoutMark(asRead))) return { problem: changedMeanwhile };
  const content = text === null ? null : textInPlaceOf(before, text);
  if (content !== null && "problem" in content) return content;
  if (content === null ? before === null : before?.equals(Buffer.from(content.text))) return null;
  const problem = makeFolder(dirname(path), folders);
  if (problem !== null) return { problem };
  const there = content === null ? removal(path) : draftFile(path, content.text, asRead === undefined ? undefined : before);
  if ("problem" in there) return there;
  const back = !mayGoBack ? nothing : before === null ? removal(path) : draftFile(path, before);
  if ("problem" in back) there.drop();
  return "problem" in back ? back : { path, there, back };
}

const textOf = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes);

const withoutMark = (text: string): string => text.replace(/^\ufeff/, "");

/** What a file holds: nothing of a device; null where there is no file. */
function readBytes(path: string): Buffer | { readonly problem: string } | null {
  try {
    const stat = statAt(path);
    if (stat?.isDirectory()) return { problem: "this is a folder; name a file" };
    return stat && (stat.isFile() ? readFileSync(path) : Buffer.alloc(0));
  } catch (error) {
    return { problem: describeFileError(error).replace(/\.$/, "") };
  }
}

/** null where nothing is there, or a file where a folder should be. */
function statAt(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

/** No file, as what is to be there. */
const removal = (path: string): Draft => ({
  take() {
    try {
      rmSync(path, { force: true });
      return null;
    } catch (error) {
      return `it could not be removed: ${describeWriteError(error, path)}`;
    }
  },
  drop: () => undefined,
});

const nothing: Draft = { take: () => null, drop: () => undefined };

/** Makes a folder with those above it, and adds each that was missing. Gives null, or why it could not. */
function makeFolder(folder: string, made: string[]): string | null {
  try {
    const stat = statAt(folder);
    if (stat) return stat.isDirectory() ? null : `${folder} is a file, so nothing can be created in it`;
    const problem = dirname(folder) === folder ? null : makeFolder(dirname(folder), made);
    if (problem !== null) return problem;
    mkdirSync(folder);
    made.push(folder);
    return null;
  } catch (error) {
    return `its folder could not be created: ${describeWriteError(error, folder)}`;
  }
}

/** Leaves it where something is in it. */
export function removeEmptyFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Not empty, or not ours: it stays.
  }
}
