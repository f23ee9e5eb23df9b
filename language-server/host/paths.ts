// Turns what a user or the system gives as a path into the engine's form, and back into what the user knows.
import system, { type PlatformPath } from "node:path";
import { toSlashes } from "../project/paths";

/** Absolute, with forward slashes. */
export const absolutePath = (path: string, from: string = process.cwd(), { resolve }: PlatformPath = system): string =>
  toSlashes(resolve(from, path));

/** As seen from the working folder, where it lies inside it; else absolute. Forward slashes. */
export function displayPath(path: string, from: string = process.cwd(), { isAbsolute, relative }: PlatformPath = system): string {
  const seen = toSlashes(relative(from, path));
  return seen === "" ? "." : isAbsolute(seen) || seen.startsWith("../../..") ? path : seen;
}
