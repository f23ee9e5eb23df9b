// Opens what `nbready diff` compares: a file, standard input, or a file at a revision of git.
import { existsSync } from "node:fs";
import { openNotebook, type SideResult } from "../../diff/openNotebook";
import { explainRefusal, runGit } from "../../host/git";
import { readWholeFile } from "../../host/readNotebookFile";
import { readStandardInput } from "../standardInput";

/** @param name a path, `-`, or `REV:PATH` (`:PATH` is the index); a file of that name comes first */
export async function readSide(name: string): Promise<SideResult> {
  const bytes = await readBytes(name);
  return "problem" in bytes ? bytes : openNotebook(bytes.bytes, name);
}

async function readBytes(name: string): Promise<{ readonly bytes: Uint8Array } | { readonly problem: string }> {
  if (name === "-") return { bytes: await readStandardInput() };
  const revision = existsSync(name) ? null : splitRevision(name);
  if (revision === null) {
    const read = readWholeFile(name);
    return "bytes" in read ? read : { problem: `${name}: ${read.message}` };
  }
  // REV:PATH counts from the repository's root; a path from the working folder is written REV:./PATH, as for git itself.
  const shown = showAt(revision.rev, revision.path);
  return shown.ok ? { bytes: shown.output } : { problem: `${name}: ${explainRefusal(shown, "git finds no such file there", "Write it as REV:PATH with a path from the repository's root, or REV:./PATH from this folder")}` };
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
