// A file system made of plain objects, for tests of everything that reads project files.
import type { Files } from "../../language-server/project/files";

/** Files by absolute path; folders follow from the paths. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): Files {
  const bytes = new Map(
    Object.entries(contents).map(([path, content]) => [path, typeof content === "string" ? new TextEncoder().encode(content) : content]),
  );
  const paths = [...bytes.keys()];
  const inside = (folder: string) => (folder.endsWith("/") ? folder : `${folder}/`);
  const isThere = (path: string): boolean => bytes.has(path) || paths.some((one) => one.startsWith(inside(path)));
  return {
    realPath: (path) => (isThere(path) ? path : undefined),
    stat(path) {
      const found = bytes.get(path);
      if (found) return { kind: "file", size: found.length, modified: 0 };
      return isThere(path) ? { kind: "folder", size: 0, modified: 0 } : undefined;
    },
    readText(path, limit = 8 * 1024 ** 2) {
      const found = bytes.get(path);
      return found && found.length <= limit ? new TextDecoder().decode(found) : undefined;
    },
    readBytes(path, offset, length) {
      const found = bytes.get(path);
      if (!found) return undefined;
      const start = offset < 0 ? Math.max(0, found.length + offset) : offset;
      return found.subarray(start, start + length);
    },
    list(folder) {
      const names = new Set(
        paths.filter((path) => path.startsWith(inside(folder))).map((path) => path.slice(inside(folder).length).split("/")[0]),
      );
      return names.size > 0 ? [...names].sort() : undefined;
    },
  };
}
