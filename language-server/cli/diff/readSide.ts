// Opens what `nbready diff` compares: a file, standard input, or a file at a revision of git.
import { existsSync } from "node:fs";
import type { Side } from "../../diff/canonical";
import { openNotebook } from "../../diff/openNotebook";
import { explainRefusal, runGit } from "../../host/git";
import { isSameFile, readWholeFile } from "../../host/readNotebookFile";
import { readStandardInput } from "../standardInput";

/** A side with the bytes that it was read from. */
export interface ReadSide {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly side: Side;
}

/** @param name a path, `-`, or `REV:PATH` (`:PATH` is the index); a file of that name comes first */
export async function readSide(name: string): Promise<ReadSide | { readonly problem: string }> {
  const read = await readBytes(name);
  if ("problem" in read) return read;
  const opened = openNotebook(read.bytes, name);
  return "problem" in opened ? opened : { ...opened, ...read, name };
}

/** What was read of the file that is to be written, where it is one of the sides: the result is made from that, and from nothing that somebody has saved since. */
export const asReadAt = (output: string, sides: readonly ReadSide[]): Uint8Array | undefined =>
  sides.find(({ name }) => isSameFile(name, output))?.bytes;

async function readBytes(name: string): Promise<{ readonly bytes: Uint8Array } | { readonly problem: string }> {
  if (name === "-") return { bytes: await readStandardInput() };
  const revision = existsSync(name) ? null : splitRevision(name);
  if (revision === null) {
    const read = readWholeFile(name);
    return "bytes" in read ? read : { problem: `${name}: ${read.message}` };
  }
  // REV:PATH counts from the repository's root; a path from the working folder is written REV:./PATH, as for git itself.
  const shown = showAt(revision.rev, revision.path);
  if (shown.ok) return { bytes: shown.output };
  if (/not a git repository/.test(shown.message))
    return {
      problem: `${name}: There is no such file, and as REV:PATH it asks for a git repository, which this folder is not in. Check the spelling, or go to the repository.`,
    };
  return {
    problem: `${name}: ${explainRefusal(shown, "git finds no such file there", "Write it as REV:PATH with a path from the repository's root, or REV:./PATH from this folder")}`,
  };
}

function showAt(rev: string, path: string) {
  const fromRoot = runGit(process.cwd(), ["cat-file", "blob", `${rev}:${path}`]);
  if (fromRoot.ok || path.startsWith("./") || path.startsWith("../")) return fromRoot;
  const fromHere = runGit(process.cwd(), ["cat-file", "blob", `${rev}:./${path}`]);
  return fromHere.ok ? fromHere : fromRoot;
}

/** A revision and a path; a drive letter (C:\…) is no revision, and neither is what git would take for an option. */
function splitRevision(name: string): { readonly rev: string; readonly path: string } | null {
  const at = name.indexOf(":");
  if (at < 0 || name.startsWith("-") || /^[A-Za-z]:[\\/]/.test(name) || at === name.length - 1) return null;
  return { rev: name.slice(0, at), path: name.slice(at + 1) };
}
