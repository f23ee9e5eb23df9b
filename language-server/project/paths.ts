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

/** `//server/share` of a path on another machine (its letters' case does not count); null for any other path. */
export const shareOf = (path: string): string | null => /^\/\/[^/]+\/[^/]+/.exec(path)?.[0].toLowerCase() ?? null;

/** The folder that holds a path; null for a root: `/`, a drive, a machine or its share. */
export function parentFolder(path: string): string | null {
  if (path === "/" || /^[A-Za-z]:\/?$/.test(path) || /^\/\/[^/]+(?:\/[^/]+)?$/.test(path)) return null;
  const parent = posix.dirname(path);
  return /^[A-Za-z]:$/.test(parent) ? `${parent}/` : parent === "." ? null : parent;
}

/** A path seen from a folder, with `.` and `..` resolved. An absolute path stays what it is. */
export function joinPath(folder: string, path: string): string {
  const slashed = toSlashes(path);
  const whole = isAbsolutePath(slashed) ? slashed : `${folder.endsWith("/") ? folder : `${folder}/`}${slashed}`;
  const drive = /^[A-Za-z]:(?=\/)/.exec(whole)?.[0] ?? "";
  const root = whole.slice(0, shareOf(whole)?.length ?? drive.length);
  const rest = toSlashes(posix.normalize(whole.slice(root.length) || "/"));
  return rest === "/" && root !== drive ? root : root + rest;
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
  for (let at = folder; at !== top;) {
    const parent = parentFolder(at);
    if (parent === null) break;
    folders.push(parent);
    at = parent;
  }
  return folders;
}

/** `to` seen from `folder`; both absolute with forward slashes. */
export function relativePath(folder: string, to: string): string {
  const from = folder.split("/").filter(Boolean);
  const path = to.split("/").filter(Boolean);
  let shared = 0;
  while (shared < from.length && shared < path.length && from[shared] === path[shared]) shared++;
  return [...from.slice(shared).map(() => ".."), ...path.slice(shared)].join("/") || ".";
}
