// Paths from URIs and back. The engine's paths are absolute with forward slashes.
import { fileURLToPath, pathToFileURL } from "node:url";
import { toSlashes } from "../project/paths";

/** The path of a `file:` URI; null for any other (an unsaved notebook has none). */
export function pathOf(uri: string): string | null {
  try {
    return uri.startsWith("file:") ? toSlashes(fileURLToPath(uri)) : null;
  } catch {
    return null; // file: with a host on a system that has no such paths
  }
}

/** The `file:` URI of an absolute path. */
export const uriOf = (path: string): string => pathToFileURL(path).href;
