// Estimates what a file of JSON lines takes in memory as a data frame, from its first lines.
import { nestedBytes, textBytes, type TextStore } from "./costs";
import type { TextHead } from "./csv";

/** Records beyond this many add little to the estimate. */
const sampledLines = 2000;

/** Bytes of the data frame; null where the first lines are not one JSON object each. */
export function estimateJsonLines(head: TextHead, store: TextStore): number | null {
  const lines = head.text.split("\n");
  const whole = (head.isWhole ? lines : lines.slice(0, -1)).filter((line) => line.trim() !== "").slice(0, sampledLines);
  const records = whole.map(parseRecord);
  if (records.length === 0 || records.some((record) => record === null)) return null;
  const total = Math.max(records.length, head.lineBreaks);
  const keys = new Set(records.flatMap((record) => Object.keys(record ?? {})));
  return Math.round([...keys].reduce((sum, key) => sum + columnBytes(records.map((record) => record?.[key]), total, store), 0));
}

function parseRecord(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function columnBytes(values: readonly unknown[], rows: number, store: TextStore): number {
  const given = values.filter((value) => value !== null && value !== undefined);
  if (given.every((value) => typeof value === "number")) return rows * 8;
  if (given.every((value) => typeof value === "boolean")) return given.length === values.length ? rows : rows * 8;
  const texts = given.filter((value) => typeof value === "string");
  const nested = given.filter((value) => typeof value === "object").reduce<number>((sum, value) => sum + nestedBytes(JSON.stringify(value).length), 0);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return textBytes(rows, { count: values.length, bytes, distinct: new Set(texts).size }, store) + (nested / values.length) * rows;
}
