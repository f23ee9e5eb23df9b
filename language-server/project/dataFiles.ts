// Data files that a notebook names: their size, and what they take in memory when a reader takes them whole.
import { ProjectCache } from "./cache";
import type { DataFile } from "./facts";
import type { Files } from "./files";
import type { TextStore } from "./memory/costs";
import { estimateDelimited, type TextHead } from "./memory/csv";
import { estimateJsonLines } from "./memory/jsonLines";
import { estimateParquet } from "./memory/parquet";

/** How much of a text file is looked at. */
const headBytes = 256 * 1024;
/** How much of its middle and of its end. */
const partBytes = 64 * 1024;

/** What a file's name says about its format. Compressed text cannot be sampled without unpacking it: it is none of these. */
const formats: readonly { readonly format: "delimited" | "json-lines" | "parquet"; readonly names: RegExp }[] = [
  { format: "parquet", names: /\.(?:parquet|parq|pq)$/i },
  { format: "json-lines", names: /\.(?:jsonl|ndjson|jl)$/i },
  { format: "delimited", names: /\.(?:csv|tsv|tab|txt|dat|data)$/i },
];

/** The file at an absolute path; undefined where there is none. `modernPandas` (3 and later) keeps text as Arrow does. */
export function openDataFile(path: string, files: Files, cache: ProjectCache, modernPandas: boolean): DataFile | undefined {
  const stat = files.stat(path);
  if (stat?.kind !== "file") return undefined;
  const estimate = (reader: string): number | null =>
    cache.remember(`memory ${path} ${reader} ${modernPandas}`, files, () => ({
      value: estimateMemory(path, stat.size, reader, files, modernPandas),
      from: [path],
    }));
  return { path, size: stat.size, estimateMemory: estimate };
}

/** Bytes when all is read; while a reader works it may take up to twice as much. */
function estimateMemory(path: string, size: number, reader: string, files: Files, modernPandas: boolean): number | null {
  const store: TextStore = /^(?:polars|pyarrow)\./.test(reader) || (modernPandas && reader.startsWith("pandas.")) ? "arrow" : "objects";
  switch (formatOf(path, reader)) {
    case "parquet":
      return estimateParquet(path, files, store, reader.startsWith("pandas."));
    case "json-lines":
      return withHead(path, size, files, (head) => estimateJsonLines(head, store, reader.startsWith("pandas.")));
    case "delimited":
      return withHead(path, size, files, (head) => estimateDelimited(head, store, reader.startsWith("numpy.")));
    default:
      return null;
  }
}

function formatOf(path: string, reader: string): "delimited" | "json-lines" | "parquet" | null {
  const format = formats.find(({ names }) => names.test(path))?.format ?? null;
  const expected = /parquet|pyarrow\.parquet\.read_table/.test(reader)
    ? "parquet"
    : /json/.test(reader)
      ? "json-lines"
      : /csv|read_table|loadtxt|genfromtxt/.test(reader)
        ? "delimited"
        : null;
  return expected === format ? format : null;
}

function withHead(path: string, size: number, files: Files, estimate: (head: TextHead) => number | null): number | null {
  const bytes = files.readBytes(path, 0, headBytes);
  if (!bytes || bytes.includes(0)) return null;
  const isWhole = bytes.length >= size;
  // Later rows are often longer than the first: numbers grow, columns fill.
  const later = isWhole
    ? []
    : [files.readBytes(path, Math.floor(size / 2), partBytes), files.readBytes(path, -partBytes, partBytes)].filter(
        (part) => part !== undefined,
      );
  const parts = [bytes, ...later];
  const lineBreaks = (countLineBreaks(parts) / parts.reduce((sum, part) => sum + part.length, 0)) * size;
  return estimate({ text: textOf(bytes), later: later.map(wholeLines), isWhole, lineBreaks });
}

/** A letter that the sample cuts in two is dropped by `stream`. */
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes, { stream: true });

/** From after the first line break on. */
const wholeLines = (part: Uint8Array): string => textOf(part.subarray(part.indexOf(10) + 1));

const countLineBreaks = (parts: readonly Uint8Array[]): number =>
  parts.reduce((sum, part) => sum + part.reduce((count, byte) => (byte === 10 ? count + 1 : count), 0), 0);
