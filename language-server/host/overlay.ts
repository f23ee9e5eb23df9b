// Files with changes that are not written yet laid over them: fixes are checked before they reach the disk.
import type { Files } from "../project/files";
import { baseName, parentFolder } from "../project/paths";

export interface Overlay extends Files {
  /** Lays texts over files (absolute paths); null takes away what was laid over. */
  put(texts: ReadonlyMap<string, string | null>): void;
  /** Takes away all that was laid over. */
  clear(): void;
  /** The files that differ from the disk, with their texts. */
  changed(): ReadonlyMap<string, string>;
}

export function createOverlay(files: Files): Overlay {
  const texts = new Map<string, string>();
  const encoder = new TextEncoder();
  return {
    put(given) {
      for (const [path, text] of given) {
        if (text === null) texts.delete(path);
        else texts.set(path, text);
      }
    },
    clear: () => texts.clear(),
    changed: () => new Map([...texts].filter(([path, text]) => files.readText(path) !== text)),
    stat(path) {
      const text = texts.get(path);
      return text === undefined ? files.stat(path) : { kind: "file", size: encoder.encode(text).length, modified: 0 };
    },
    realPath: (path) => files.realPath(path) ?? (texts.has(path) ? path : undefined),
    readText: (path, limit) => texts.get(path) ?? files.readText(path, limit),
    readBytes(path, offset, length) {
      const text = texts.get(path);
      if (text === undefined) return files.readBytes(path, offset, length);
      const bytes = encoder.encode(text);
      const start = offset < 0 ? Math.max(0, bytes.length + offset) : offset;
      return bytes.subarray(start, start + length);
    },
    list(folder) {
      const names = files.list(folder);
      const added = [...texts.keys()].filter((path) => parentFolder(path) === folder).map(baseName);
      return added.length === 0 ? names : [...new Set([...(names ?? []), ...added])].sort();
    },
  };
}
