// What values cost in memory once a library has read them.

/** How a library keeps text. */
export type TextStore = "objects" | "arrow";

/** Of a column: what its values look like in a sample. */
export interface TextSample {
  readonly count: number;
  /** Bytes (UTF-8) of all sampled values. */
  readonly bytes: number;
  readonly distinct: number;
}

/** Bytes of a reference in an object array, and of an offset in an Arrow string array. */
const reference = 8;
/** sys.getsizeof("") of CPython 3.11 and before; 41 since 3.12. */
const emptyText = 49;

/**
 * Bytes that `rows` text values take. As objects, each is a Python string of 49 bytes and its letters, rounded up to 16
 * by CPython's allocator, behind an 8-byte reference; pandas' parser shares equal values, so where a sample repeats
 * itself only the distinct ones count. As Arrow, letters and an 8-byte offset.
 */
export function textBytes(rows: number, { count, bytes, distinct }: TextSample, store: TextStore): number {
  if (count === 0) return rows * reference;
  const length = bytes / count;
  if (store === "arrow") return rows * (reference + length);
  const repeats = distinct <= count / 2;
  const objects = repeats ? distinct : rows * (distinct / count);
  return rows * reference + objects * (Math.ceil((emptyText + length) / 16) * 16);
}

/** Bytes of a nested value (a list or mapping) as Python objects, by its length as JSON: measured 5 to 12 times as much. */
export const nestedBytes = (jsonLength: number): number => 64 + 8 * jsonLength;
