// Estimates what a Parquet file takes in memory, from the metadata in its footer; no data page is read.
import { parquetMetadata, type ColumnMetaData, type SchemaElement } from "hyparquet";
import type { Files } from "../files";
import { textBytes, type TextStore } from "./costs";

/** Footers of files with thousands of columns and row groups reach some megabytes. */
const largestFooter = 64 * 1024 ** 2;

/** Bytes of the table that a reader makes of the whole file; null where the footer cannot be read. */
export function estimateParquet(path: string, files: Files, store: TextStore): number | null {
  const metadata = readFooter(path, files);
  if (!metadata) return null;
  const leaves = metadata.schema.filter((element) => element.type !== undefined);
  const sum = metadata.row_groups.reduce((all, group) => all + group.columns.reduce((rows, { meta_data: column }, index) =>
    rows + (column && leaves[index] ? columnBytes(column, leaves[index], store) : 0), 0), 0);
  return Math.round(sum);
}

/** A Parquet file ends in its metadata, the metadata's length (4 bytes) and "PAR1". Source: the format's specification. */
function readFooter(path: string, files: Files): ReturnType<typeof parquetMetadata> | null {
  const tail = files.readBytes(path, -8, 8);
  if (!tail || tail.length < 8 || new TextDecoder().decode(tail.subarray(4)) !== "PAR1") return null;
  const length = new DataView(tail.buffer, tail.byteOffset, 4).getUint32(0, true) + 8;
  const footer = length > largestFooter ? undefined : files.readBytes(path, -length, length);
  if (!footer || footer.length < length) return null;
  try {
    return parquetMetadata(new Uint8Array(footer).buffer);
  } catch {
    return null;
  }
}

/** Bytes of one value by its physical type; null for text and bytes. */
function valueBytes({ type, type_length: length, converted_type: converted }: SchemaElement): number | null {
  switch (type) {
    case "BOOLEAN": return 1;
    case "INT32": return converted === "INT_8" || converted === "UINT_8" ? 1 : converted === "INT_16" || converted === "UINT_16" ? 2 : 4;
    case "FLOAT": return 4;
    case "INT64":
    case "INT96":
    case "DOUBLE": return 8;
    // Decimals and UUIDs become Python objects.
    case "FIXED_LEN_BYTE_ARRAY": return 8 + 64 + (length ?? 0);
    default: return null;
  }
}

function columnBytes(column: ColumnMetaData, leaf: SchemaElement, store: TextStore): number {
  const values = Number(column.num_values);
  const each = valueBytes(leaf);
  if (each !== null) return values * each;
  const stored = Number(column.total_uncompressed_size);
  const letters = Number(column.size_statistics?.unencoded_byte_array_data_bytes ?? (isDictionary(column) ? stored * 2 : Math.max(0, stored - 4 * values)));
  if (store === "arrow" || !isDictionary(column)) return textBytes(values, { count: values, bytes: letters, distinct: values }, store);
  // pyarrow makes one object of equal values: what is stored is the dictionary, and a few bits for each value.
  const distinct = Math.min(values, Math.max(1, Math.round(stored / (4 + letters / Math.max(1, values)))));
  return textBytes(values, { count: values, bytes: letters, distinct: Math.min(distinct, values) }, store);
}

/** True where every data page refers to the dictionary; writers fall back to plain pages where it grows too large. */
function isDictionary({ encoding_stats: pages, encodings }: ColumnMetaData): boolean {
  const isReference = (encoding: string): boolean => encoding === "RLE_DICTIONARY" || encoding === "PLAIN_DICTIONARY";
  if (!pages) return encodings.some(isReference);
  return pages.filter((page) => page.page_type !== "DICTIONARY_PAGE").every((page) => isReference(page.encoding));
}
