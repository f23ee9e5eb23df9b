// Opens a notebook file as one side of a diff or a merge, or says why that cannot be.
import { readNotebook } from "../notebook/read";
import { openSide, type Side } from "./canonical";
import { deepest, nestingOf } from "./nesting";

/** The side, or a sentence for the user. */
export type SideResult = { readonly side: Side } | { readonly problem: string };

/**
 * @param content the file's text or bytes
 * @param name how messages call the file
 */
export function openNotebook(content: Uint8Array | string, name: string): SideResult {
  const read = readNotebook(content, name);
  if (!read.ok) return { problem: `${name}: ${read.error.message}` };
  if (nestingOf(read.file.text) > deepest)
    return {
      problem: `${name}: The file is nested deeper than ${deepest} levels, which no program that makes notebooks does. Clear the outputs of the cell that holds it`,
    };
  return { side: openSide(read.file) };
}
