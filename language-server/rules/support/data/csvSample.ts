// The types that the first rows of a delimited file have.

/** pandas' name of a column's type, by column. */
export type ColumnTypes = ReadonlyMap<string, string>;

const sampledRows = 1000;
const missing = /^(?:|#?N\/?A|nan|NaN|null|NULL|None)$/;

/**
 * The columns of a delimited text and the pandas type that each of the first 1,000 rows fits; null where rows differ in
 * width, a field breaks over lines, or a column has no name of its own.
 */
export function columnTypes(text: string, delimiter: string): ColumnTypes | null {
  const lines = text
    .split(/\r?\n/)
    .slice(0, sampledRows + 1)
    .filter((line) => line !== "");
  const [header, ...rows] = lines.map((line) => splitLine(line, delimiter));
  if (!header || rows.length === 0 || new Set(header).size < header.length || header.some((name) => name === "")) return null;
  if (rows.some((row) => row?.length !== header.length)) return null;
  return new Map(header.map((name, index) => [name, typeOf(rows.map((row) => row?.[index] ?? ""))]));
}

/** The fields of one line; null where a quote does not close. */
function splitLine(line: string, delimiter: string): readonly string[] | null {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = "";
    if (line[at] === '"') {
      const quoted = /"((?:[^"]|"")*)"/y;
      quoted.lastIndex = at;
      const match = quoted.exec(line);
      if (!match) return null;
      field = match[1].replace(/""/g, '"');
      at += match[0].length;
    } else {
      const end = line.indexOf(delimiter, at);
      field = line.slice(at, end < 0 ? line.length : end);
      at = end < 0 ? line.length : end;
    }
    fields.push(field);
    if (at >= line.length) return fields;
    if (!line.startsWith(delimiter, at)) return null;
    at += delimiter.length;
    if (at === line.length) return [...fields, ""];
  }
}

/** Whole numbers with a gap are fractions to pandas' plain types; digits that begin with 0 are a code, not a number. */
function typeOf(values: readonly string[]): string {
  const given = values.filter((value) => !missing.test(value));
  if (given.length === 0) return "string";
  if (given.every((value) => /^-?(?:0|[1-9]\d{0,17})$/.test(value))) return given.length === values.length ? "int64" : "Int64";
  if (given.every((value) => /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(value))) return "float64";
  if (given.every((value) => /^(?:True|False|TRUE|FALSE|true|false)$/.test(value)))
    return given.length === values.length ? "bool" : "boolean";
  return "string";
}
