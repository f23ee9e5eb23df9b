// Path arithmetic on text: absolute paths with forward slashes, POSIX or with a Windows drive. Touches no disk.
import { posix } from "node:path";

/** Backslashes to forward slashes, no trailing slash (except of a root). */
export function toSlashes(path: string): string {
  const slashed = path.replace(/\\/g, "/");
  return slashed.length > 1 && slashed.endsWith("/") && !/^[A-Za-z]:\/$/.test(slashed) ? slashed.slice(0, -1) : slashed;
}

/** True for `/x`, `C:/x` and `C:\x`; also for UNC paths, which start with two slashes. */
export const isAbsolutePath = (path: string): boolean => /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path);

/** True for paths that name another machine (`\\server\share`): looking at them would send a request, and credentials, there. */
export const isNetworkPath = (path: string): boolean => /^[\\/]{2}[^\\/]/.test(path);

/** The folder that holds a path; null for a root. */
export function parentFolder(path: string): string | null {
  if (path === "/" || /^[A-Za-z]:\/?$/.test(path)) return null;
  const parent = posix.dirname(path);
  return /^[A-Za-z]:$/.test(parent) ? `${parent}/` : parent === "." ? null : parent;
}

/** A path seen from a folder, with `.` and `..` resolved. An absolute path stays what it is. */
export function joinPath(folder: string, path: string): string {
  const slashed = toSlashes(path);
  const whole = isAbsolutePath(slashed) ? slashed : `${folder}/${slashed}`;
  const drive = /^[A-Za-z]:(?=\/)/.exec(whole)?.[0] ?? "";
  return drive + (toSlashes(posix.normalize(whole.slice(drive.length))) || "/");
}

/** Last part of a path. */
export const baseName = (path: string): string => posix.basename(path);

/** True where `path` is `folder` or lies below it. Both are resolved. */
export const isInside = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);

/** The folder and those above it up to `top` inclusive; the folder alone where `top` is not above it. */
export function foldersUpTo(folder: string, top: string): readonly string[] {
  if (!isInside(top, folder)) return [folder];
  const folders = [folder];
  for (let at = folder; at !== top; ) {
    const parent = parentFolder(at);
    if (parent === null) break;
    folders.push(parent);
    at = parent;
  }
  return folders;
}
