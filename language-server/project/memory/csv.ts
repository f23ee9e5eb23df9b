// Estimates what a delimited text file takes in memory, from its first rows.
import { optionalBoolean, sampleTexts, textBytes, type TextStore } from "./costs";

/** Rows beyond this many add little to the estimate. */
const sampledRows = 2000;
/** Fewer rows than this say nothing about a part of a file. */
const fewest = 20;

/** Spellings that pandas reads as missing. Source: pandas' documentation of `read_csv`, `na_values`. */
const missing = new Set([
  "",
  "#N/A",
  "#N/A N/A",
  "#NA",
  "-1.#IND",
  "-1.#QNAN",
  "-NaN",
  "-nan",
  "1.#IND",
  "1.#QNAN",
  "<NA>",
  "N/A",
  "NA",
  "NULL",
  "NaN",
  "None",
  "n/a",
  "nan",
  "null",
]);

/** What is known of a text file: its beginning, pieces of the rest, and how many lines it has. */
export interface TextHead {
  readonly text: string;
  /** Whole lines from the file's middle and end; none where `text` is the whole file. */
  readonly later: readonly string[];
  /** True where `text` is the whole file. */
  readonly isWhole: boolean;
  /** Line breaks in the whole file, estimated from its beginning, middle and end. */
  readonly lineBreaks: number;
}

/**
 * Bytes of the data frame that a reader makes of the whole file, its types as pandas infers them: whole numbers and
 * fractions 8 bytes, True and False 1 (objects where some are missing), everything else text. `numbersOnly` is for NumPy, which makes each value a double.
 * null where there is not one row.
 */
export function estimateDelimited(head: TextHead, store: TextStore, numbersOnly: boolean): number | null {
  const [first] = head.text.split("\n", 1);
  const delimiter = delimiterOf(first);
  const { rows, end } = splitRows(head.text, delimiter, sampledRows + 2);
  // A last row that the sample cuts off says nothing; nor does an empty one.
  const complete = head.isWhole && end >= head.text.length ? rows : rows.slice(0, -1);
  const data = complete.slice(1).filter((row) => row.fields.length > 1 || row.fields[0] !== "");
  if (data.length === 0) return null;
  const breaks = complete.reduce((sum, row) => sum + row.lineBreaks, 0);
  const total = Math.max(data.length, Math.round((head.lineBreaks / Math.max(1, breaks)) * complete.length) - 1);
  const columns = Math.max(...data.map((row) => row.fields.length));
  if (numbersOnly) return total * columns * 8;
  const sample = balanced([data, ...head.later.map((text) => laterRows(text, delimiter, columns))]);
  let sum = 0;
  for (let column = 0; column < columns; column++)
    sum += columnBytes(
      sample.map((row) => row.fields[column] ?? ""),
      total,
      store,
    );
  return Math.round(sum);
}

/** Rows of a later piece; none where it began inside quotes, which shows in rows of another width. */
function laterRows(text: string, delimiter: string, columns: number): readonly Row[] {
  const { rows } = splitRows(text, delimiter, sampledRows);
  const whole = rows.slice(0, -1);
  return whole.every((row) => row.fields.length === columns) ? whole : [];
}

/** As many from each part of a file, so that none outweighs the others; the first part alone where there is too little of another. */
export function balanced<Item>(parts: readonly (readonly Item[])[]): readonly Item[] {
  const size = Math.min(...parts.map((part) => part.length));
  return size < fewest ? parts[0] : parts.flatMap((part) => part.slice(0, size));
}

function columnBytes(values: readonly string[], rows: number, store: TextStore): number {
  const given = values.filter((value) => !missing.has(value));
  if (given.every((value) => /^\s*[+-]?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?)\s*$/i.test(value)))
    return rows * 8;
  if (given.every((value) => /^(?:true|false)$/i.test(value))) return rows * (given.length === values.length ? 1 : optionalBoolean);
  return textBytes(rows, sampleTexts(given, values.length), store);
}

/** The sign that parts a header line the most often; a comma where there is none. */
function delimiterOf(line: string): string {
  const counts = [",", ";", "\t", "|"].map((sign) => ({ sign, count: line.split(sign).length - 1 }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

interface Row {
  readonly fields: readonly string[];
  /** Its own line end, and those in its quotes. */
  readonly lineBreaks: number;
}

/** Rows as RFC 4180 has them: fields in double quotes may hold delimiters and line breaks. `end` is where reading stopped. */
function splitRows(text: string, delimiter: string, most: number): { readonly rows: readonly Row[]; readonly end: number } {
  const rows: Row[] = [];
  let at = 0;
  while (at < text.length && rows.length < most) {
    const start = at;
    const fields: string[] = [];
    for (let ended = false; !ended;) {
      const field = readField(text, at, delimiter);
      fields.push(field.value);
      at = field.end;
      ended = text[at] !== delimiter;
      if (!ended) at++;
    }
    if (text[at] === "\r") at++;
    if (text[at] === "\n") at++;
    rows.push({ fields, lineBreaks: lineBreaksIn(text, start, at) });
  }
  return { rows, end: at };
}

function lineBreaksIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function readField(text: string, start: number, delimiter: string): { readonly value: string; readonly end: number } {
  let at = start;
  if (text[at] === '"') {
    for (at++; at < text.length; at++) {
      if (text[at] !== '"') continue;
      if (text[at + 1] !== '"') break;
      at++;
    }
    const value = text.slice(start + 1, at).replace(/""/g, '"');
    at++;
    while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at++;
    return { value, end: at };
  }
  while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at++;
  return { value: text.slice(start, at), end: at };
}
