// Applies edits to text files beside a notebook.
import type { FileEdit } from "../notebook/edits";
import { replaceSpans } from "../util/replaceSpans";

/**
 * The files' new texts by path, or why the edits cannot be made. Offsets are those before any of the edits; insertions
 * at one place come in the order given.
 */
export function applyFileEdits(
  edits: readonly FileEdit[],
  readText: (path: string) => string | undefined,
): { readonly texts: ReadonlyMap<string, string> } | { readonly problem: string } {
  const texts = new Map<string, string>();
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const own = edits.filter((edit) => edit.path === path);
    const created = own.find((edit) => edit.kind === "createFile");
    const before = readText(path);
    if (created) {
      if (before !== undefined || own.length > 1) return { problem: `${path} already exists` };
      texts.set(path, created.text);
      continue;
    }
    if (before === undefined) return { problem: `${path} cannot be read` };
    texts.set(
      path,
      replaceSpans(
        before,
        own.flatMap((edit) => (edit.kind === "replaceFileText" ? [edit] : [])),
      ),
    );
  }
  return { texts };
}
