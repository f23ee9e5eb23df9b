// Estimates what a delimited text file takes in memory, from its first rows.
import { textBytes, type TextStore } from "./costs";

/** Rows beyond this many add little to the estimate. */
const sampledRows = 2000;

/** Spellings that pandas reads as missing. Source: pandas' documentation of `read_csv`, `na_values`. */
const missing = new Set(["", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"]);

/** What is known of a text file: its beginning, and how many lines it has. */
export interface TextHead {
  readonly text: string;
  /** True where `text` is the whole file. */
  readonly isWhole: boolean;
  /** Line breaks in the whole file, estimated from its beginning, middle and end. */
  readonly lineBreaks: number;
}

/**
 * Bytes of the data frame that a reader makes of the whole file, its types as pandas infers them: whole numbers and
 * fractions 8 bytes, True and False 1, everything else text. `numbersOnly` is for NumPy, which makes each value a double.
 * null where there is not one row.
 */
export function estimateDelimited(head: TextHead, store: TextStore, numbersOnly: boolean): number | null {
  const [first] = head.text.split("\n", 1);
  const { rows, end } = splitRows(head.text, delimiterOf(first), sampledRows + 2);
  // A last row that the sample cuts off says nothing; nor does an empty one.
  const complete = head.isWhole && end >= head.text.length ? rows : rows.slice(0, -1);
  const data = complete.slice(1).filter((row) => row.fields.length > 1 || row.fields[0] !== "");
  if (data.length === 0) return null;
  const breaks = complete.reduce((sum, row) => sum + row.lineBreaks, 0);
  const total = Math.max(data.length, Math.round((head.lineBreaks / Math.max(1, breaks)) * complete.length) - 1);
  const columns = Math.max(...data.map((row) => row.fields.length));
  if (numbersOnly) return total * columns * 8;
  let sum = 0;
  for (let column = 0; column < columns; column++) sum += columnBytes(data.map((row) => row.fields[column] ?? ""), total, store);
  return Math.round(sum);
}

function columnBytes(values: readonly string[], rows: number, store: TextStore): number {
  const given = values.filter((value) => !missing.has(value));
  if (given.every((value) => /^\s*[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?)\s*$/i.test(value))) return rows * 8;
  if (given.every((value) => /^(?:true|false)$/i.test(value))) return given.length === values.length ? rows : rows * 8;
  const bytes = given.reduce((sum, value) => sum + Buffer.byteLength(value), 0);
  return textBytes(rows, { count: values.length, bytes, distinct: new Set(given).size }, store);
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
    for (let ended = false; !ended; ) {
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
