// Estimates what a file of JSON lines takes in memory as a data frame, from lines of its beginning, middle and end.
import { nestedBytes, sampleTexts, textBytes, type TextStore } from "./costs";
import { balanced, type TextHead } from "./csv";

/** Records beyond this many add little to the estimate. */
const sampledLines = 2000;

type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * Bytes of the data frame; null where the first lines are not one JSON object each. `converts` is for pandas, which makes
 * numbers of texts that are all numbers, and moments of texts under certain names. Source: its documentation of `read_json`, `dtype` and `convert_dates`.
 */
export function estimateJsonLines(head: TextHead, store: TextStore, converts: boolean): number | null {
  const lines = head.text.split("\n");
  const first = recordsOf(head.isWhole ? lines : lines.slice(0, -1));
  if (first === null || first.length === 0) return null;
  const later = head.later.map((text) => recordsOf(text.split("\n").slice(0, -1)) ?? []);
  const sample = balanced([first, ...later]);
  const total = Math.max(first.length, head.lineBreaks);
  const keys = new Set(sample.flatMap((record) => Object.keys(record)));
  return Math.round(
    [...keys].reduce(
      (sum, key) =>
        sum +
        columnBytes(
          key,
          sample.map((record) => record[key]),
          total,
          store,
          converts,
        ),
      0,
    ),
  );
}

/** The records of lines; null where one of them is something else. */
function recordsOf(lines: readonly string[]): readonly JsonRecord[] | null {
  const records: JsonRecord[] = [];
  for (const line of lines.filter((one) => one.trim() !== "").slice(0, sampledLines)) {
    const record = parseRecord(line);
    if (record === null) return null;
    records.push(record);
  }
  return records;
}

function parseRecord(line: string): JsonRecord | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

const dateName = /(?:_at|_time)$|^timestamp|^(?:modified|date|datetime)$/i;
const dateText = /^\d{4}-\d{2}(?:-\d{2})?(?:[T ]\d{2}:\d{2}|$)/;
const numberText = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

function columnBytes(name: string, values: readonly unknown[], rows: number, store: TextStore, converts: boolean): number {
  const given = values.filter((value) => value !== null && value !== undefined);
  if (given.every((value) => typeof value === "number")) return rows * 8;
  if (given.every((value) => typeof value === "boolean")) return given.length === values.length ? rows : rows * 8;
  const texts = given.filter((value) => typeof value === "string");
  if (
    converts &&
    texts.length === given.length &&
    texts.every((text) => numberText.test(text) || (dateName.test(name) && dateText.test(text)))
  )
    return rows * 8;
  const nested = given
    .filter((value) => typeof value === "object")
    .reduce<number>((sum, value) => sum + nestedBytes(JSON.stringify(value).length), 0);
  return textBytes(rows, sampleTexts(texts, values.length), store) + (nested / values.length) * rows;
}
