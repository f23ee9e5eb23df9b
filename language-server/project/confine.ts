// Narrows the door to files: to this machine and the share that holds the notebook, and to the notebook's own folder where the workspace is not trusted.
import type { Files } from "./files";
import { isInside, isNetworkPath, joinPath, shareOf } from "./paths";

/** The same files without any that lie outside `folder` (absolute), or lead outside by a link; with null there are none at all. */
export function confineFiles(files: Files, folder: string | null): Files {
  const top = folder === null ? undefined : files.realPath(folder);
  return narrow(files, (path) => {
    if (folder === null || top === undefined || !isInside(folder, joinPath(folder, path))) return false;
    const real = files.realPath(path);
    return real !== undefined && isInside(top, real);
  });
}

/** The same files without those of other machines, as looking at one is a call to it; the share that holds `folder` was called already. */
export function nearFiles(files: Files, folder: string | null): Files {
  const own = folder === null ? null : shareOf(folder);
  return narrow(files, (path) => !isNetworkPath(path) || (own !== null && shareOf(path) === own));
}

const narrow = (files: Files, isAllowed: (path: string) => boolean): Files => ({
  stat: (path) => (isAllowed(path) ? files.stat(path) : undefined),
  readText: (path, limit) => (isAllowed(path) ? files.readText(path, limit) : undefined),
  readBytes: (path, offset, length) => (isAllowed(path) ? files.readBytes(path, offset, length) : undefined),
  list: (path) => (isAllowed(path) ? files.list(path) : undefined),
  realPath: (path) => (isAllowed(path) ? files.realPath(path) : undefined),
});
