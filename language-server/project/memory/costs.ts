// What values cost in memory once a library has read them, counted as pandas' memory_usage(deep=True) does: each value once for
// every place that refers to it. docs/memory.md has the measurements.

/** How a library keeps text. */
export type TextStore = "objects" | "arrow";

/** What is known of a text column from a sample. */
export interface TextSample {
  /** Values in the sample, missing ones included. */
  readonly count: number;
  readonly missing: number;
  /** Bytes (UTF-8) of all sampled values. */
  readonly bytes: number;
  /** Bytes of the Python strings of all sampled values, by sys.getsizeof. */
  readonly objectBytes: number;
}

/** Bytes of a reference in an object array, and of an offset in an Arrow string array. */
const reference = 8;
/** sys.getsizeof(float("nan")), which stands for a missing text in an object array. */
const missingObject = 24;

/** Bytes of a truth value in a column where some are missing: a reference, and sys.getsizeof(True). */
export const optionalBoolean = reference + 28;
/** Bytes of a datetime.date, and of a decimal.Decimal, in an object array. */
export const dateObject = reference + 32;
export const decimalObject = reference + 104;

/** sys.getsizeof of a text: CPython keeps 1, 2 or 4 bytes a letter, by the widest one. Source: PEP 393; sizes of the empty text as CPython 3.11 has them. */
export function textObjectBytes(text: string): number {
  if (/^[\x00-\x7f]*$/.test(text)) return 49 + text.length;
  if (/^[\x00-\xff]*$/.test(text)) return 73 + text.length;
  return /[\ud800-\udfff]/.test(text) ? 76 + 4 * [...text].length : 74 + 2 * text.length;
}

/** Measures sampled texts; `count` is that of all values, missing ones included. */
export const sampleTexts = (texts: readonly string[], count: number): TextSample => ({
  count,
  missing: count - texts.length,
  bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  objectBytes: texts.reduce((sum, text) => sum + textObjectBytes(text), 0),
});

/** Bytes that `rows` text values take: as objects, a reference and a Python string each; as Arrow, letters and an 8-byte offset. */
export function textBytes(rows: number, { count, missing, bytes, objectBytes }: TextSample, store: TextStore): number {
  if (count === 0) return rows * reference;
  return rows * (reference + (store === "arrow" ? bytes : objectBytes + missing * missingObject) / count);
}

/** Bytes of a nested value (a list or mapping) as Python objects, by its length as JSON: measured 5 to 12 times as much. */
export const nestedBytes = (jsonLength: number): number => 64 + 8 * jsonLength;
