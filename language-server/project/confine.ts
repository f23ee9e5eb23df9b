// Narrows the door to files where a workspace is not trusted: only what lies in the notebook's own folder can be seen.
import type { Files } from "./files";
import { isInside, joinPath } from "./paths";

/** The same files without any that lie outside `folder` (absolute), or lead outside by a link; with null there are none at all. */
export function confineFiles(files: Files, folder: string | null): Files {
  const top = folder === null ? undefined : files.realPath(folder);
  const isAllowed = (path: string): boolean => {
    if (folder === null || top === undefined || !isInside(folder, joinPath(folder, path))) return false;
    const real = files.realPath(path);
    return real !== undefined && isInside(top, real);
  };
  return {
    stat: (path) => (isAllowed(path) ? files.stat(path) : undefined),
    readText: (path, limit) => (isAllowed(path) ? files.readText(path, limit) : undefined),
    readBytes: (path, offset, length) => (isAllowed(path) ? files.readBytes(path, offset, length) : undefined),
    list: (path) => (isAllowed(path) ? files.list(path) : undefined),
    realPath: (path) => (isAllowed(path) ? files.realPath(path) : undefined),
  };
}
