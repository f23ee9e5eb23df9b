// The one door to files for the engine: the fronts give it, tests give one made of plain objects.

export interface FileStat {
  readonly kind: "file" | "folder";
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

/** Read-only access to files. Paths are absolute with forward slashes. No method throws: what cannot be read is undefined. */
export interface Files {
  stat(path: string): FileStat | undefined;
  /** The whole text (UTF-8, BOM removed), or undefined where it is missing, a folder, not text, or over `limit` bytes (default 8 MiB). */
  readText(path: string, limit?: number): string | undefined;
  /** `length` bytes from `offset` (negative: from the end). */
  readBytes(path: string, offset: number, length: number): Uint8Array | undefined;
  /** Names in a folder, sorted. */
  list(folder: string): readonly string[] | undefined;
  /** Where a path leads when every link on the way is followed. */
  realPath(path: string): string | undefined;
}
