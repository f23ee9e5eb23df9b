// Files as a command has read them: each text once, so that edits fit what they were made for, and what is written can be held against it.
import type { Files } from "../project/files";

export interface ReadOnce extends Files {
  /** What a file (absolute path) held when it was read; null where there was none, or no text. */
  asRead(path: string): string | null;
  /** Lets all texts be read anew. */
  forget(): void;
}

export function readOnce(files: Files): ReadOnce {
  const texts = new Map<string, string | null>();
  const readText = (path: string, limit?: number): string | undefined => {
    const known = texts.get(path);
    if (known !== undefined) return known ?? undefined;
    const text = files.readText(path, limit);
    // One that is too large for this reader may be read by another.
    if (text !== undefined || limit === undefined) texts.set(path, text ?? null);
    return text;
  };
  return { ...files, readText, asRead: (path) => readText(path) ?? null, forget: () => texts.clear() };
}
