// Estimates what a Parquet file takes in memory, from the metadata in its footer; no data page is read.
import { parquetMetadata, type ColumnMetaData, type FileMetaData, type SchemaElement } from "hyparquet";
import type { Files } from "../files";
import { dateObject, decimalObject, optionalBoolean, textBytes, textObjectBytes, type TextStore } from "./costs";

/** Footers of files with thousands of columns and row groups reach some megabytes. */
const largestFooter = 64 * 1024 ** 2;

/** A leaf of the schema with its pieces in every row group. */
interface Leaf {
  readonly element: SchemaElement;
  readonly columns: readonly ColumnMetaData[];
  /** Bytes of a category's code, where pandas wrote the column as categories and reads it so. */
  readonly codeBytes: number | null;
}

/**
 * Bytes of the table that a reader makes of the whole file; null where the footer cannot be read. `isPandas`: numbers with gaps become
 * doubles, days and decimals objects, and categories come back as such.
 */
export function estimateParquet(path: string, files: Files, store: TextStore, isPandas: boolean): number | null {
  const metadata = readFooter(path, files);
  if (!metadata) return null;
  const categories = isPandas ? categoryCodes(metadata) : new Map<string, number>();
  const leaves = metadata.schema
    .filter((element) => element.type !== undefined)
    .map((element, index): Leaf => ({
      element,
      columns: metadata.row_groups.flatMap((group) => group.columns[index]?.meta_data ?? []),
      codeBytes: categories.get(element.name) ?? null,
    }));
  const containers = isPandas ? Number(metadata.num_rows) * containerBytes(metadata.schema) : 0;
  return Math.round(leaves.reduce((sum, leaf) => sum + leafBytes(leaf, store, isPandas), containers));
}

/** Bytes a row of the objects that hold nested values: a reference, and sys.getsizeof of an array (112) or of a dict (184). What they hold is counted as leaves. */
function containerBytes([root, ...elements]: readonly SchemaElement[]): number {
  let bytes = 0;
  let at = 0;
  const skip = (): void => {
    const { num_children: children = 0 } = elements[at++] ?? {};
    for (let child = 0; child < children; child++) skip();
  };
  for (let column = 0; column < (root?.num_children ?? 0); column++) {
    const element = elements[at];
    if ((element?.num_children ?? 0) > 0)
      bytes += 8 + (element?.converted_type === "LIST" || element?.converted_type === "MAP" ? 112 : 184);
    skip();
  }
  return bytes;
}

/** Bytes a code of the columns that pandas noted as categories. Source: pandas' developer documentation, "Storing pandas DataFrame objects in Apache Parquet format". */
function categoryCodes({ key_value_metadata: notes }: FileMetaData): ReadonlyMap<string, number> {
  const codes = new Map<string, number>();
  try {
    const note: unknown = JSON.parse(notes?.find(({ key }) => key === "pandas")?.value ?? "{}");
    const columns =
      typeof note === "object" && note !== null && "columns" in note && Array.isArray(note.columns)
        ? (note.columns as readonly Readonly<Record<string, unknown>>[])
        : [];
    for (const { field_name: name, pandas_type: type, numpy_type: code } of columns) {
      if (type === "categorical" && typeof name === "string") codes.set(name, code === "int8" ? 1 : code === "int16" ? 2 : 4);
    }
  } catch {
    // A note that is no JSON is somebody else's.
  }
  return codes;
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

function leafBytes({ element, columns, codeBytes }: Leaf, store: TextStore, isPandas: boolean): number {
  const values = columns.reduce((sum, column) => sum + Number(column.num_values), 0);
  if (codeBytes !== null) return values * codeBytes;
  const hasGaps = columns.some(({ statistics }) => Number(statistics?.null_count ?? 0) > 0);
  const each = valueBytes(element, isPandas, hasGaps);
  return each === null ? columns.reduce((sum, column) => sum + textColumnBytes(column, store), 0) : values * each;
}

/** Bytes of one value by its type; null for text and bytes. */
function valueBytes(
  { type, type_length: length, converted_type: converted, logical_type: logical }: SchemaElement,
  isPandas: boolean,
  hasGaps: boolean,
): number | null {
  if (isPandas && (converted === "DECIMAL" || logical?.type === "DECIMAL")) return decimalObject;
  if (isPandas && (converted === "DATE" || logical?.type === "DATE")) return dateObject;
  switch (type) {
    case "BOOLEAN":
      return isPandas && hasGaps ? optionalBoolean : 1;
    case "INT32":
      if (isPandas && hasGaps) return 8;
      return converted === "INT_8" || converted === "UINT_8" ? 1 : converted === "INT_16" || converted === "UINT_16" ? 2 : 4;
    case "FLOAT":
      return 4;
    case "INT64":
    case "INT96":
    case "DOUBLE":
      return 8;
    // UUIDs and other fixed bytes become Python objects.
    case "FIXED_LEN_BYTE_ARRAY":
      return 8 + 33 + (length ?? 0);
    default:
      return null;
  }
}

function textColumnBytes(column: ColumnMetaData, store: TextStore): number {
  const count = Number(column.num_values);
  const missing = Number(column.statistics?.null_count ?? 0);
  const bytes = lettersOf(column, count - missing);
  return textBytes(count, { count, missing, bytes, objectBytes: objectBytes(column, count - missing, bytes) }, store);
}

/** Bytes of the letters of all values: as the writer noted them, else by what is stored, where each value is stored with its 4-byte length. */
function lettersOf(column: ColumnMetaData, given: number): number {
  const noted = column.size_statistics?.unencoded_byte_array_data_bytes;
  if (noted !== undefined) return Number(noted);
  if (!isDictionary(column)) return Math.max(0, Number(column.total_uncompressed_size) - 4 * given);
  // A dictionary stores each text once: only the least and the greatest show how long they are.
  const ends = extremes(column);
  return ends.length === 0
    ? Number(column.total_uncompressed_size) * 2
    : given * (ends.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / ends.length);
}

/** Bytes of the values as Python strings; the least and the greatest show whether their letters are beyond ASCII. */
function objectBytes(column: ColumnMetaData, given: number, bytes: number): number {
  const ends = extremes(column);
  const widest = ends.find((text) => /[^\x00-\x7f]/.test(text)) ?? "";
  const empty = widest === "" ? 49 : textObjectBytes(widest) - lettersIn(widest);
  const letters = widest === "" ? bytes : bytes * (lettersIn(widest) / Buffer.byteLength(widest));
  return given * empty + letters;
}

/** What a text's letters take in a Python string. */
const lettersIn = (text: string): number => (textObjectBytes(text + text[0]) - textObjectBytes(text)) * [...text].length;

/** The least and the greatest text, where the writer noted them. */
const extremes = ({ statistics }: ColumnMetaData): readonly string[] =>
  [statistics?.min_value ?? statistics?.min, statistics?.max_value ?? statistics?.max].flatMap((value) =>
    typeof value === "string" ? [value] : value instanceof Uint8Array ? [new TextDecoder().decode(value)] : [],
  );

/** True where every data page refers to the dictionary; writers fall back to plain pages where it grows too large. */
function isDictionary({ encoding_stats: pages, encodings }: ColumnMetaData): boolean {
  const isReference = (encoding: string): boolean => encoding === "RLE_DICTIONARY" || encoding === "PLAIN_DICTIONARY";
  if (!pages) return encodings.some(isReference);
  return pages.filter((page) => page.page_type !== "DICTIONARY_PAGE").every((page) => isReference(page.encoding));
}
