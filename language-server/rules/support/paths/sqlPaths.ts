// Files that a query names: DuckDB reads and writes them by their quoted paths.
import type { PythonNotebook, ResolvedCall } from "../../../python/analysis";
import { cellOfValue } from "../definitions";
import { pickCalls } from "../pickCalls";
import { classifyPath } from "./pathKinds";
import type { PathUse } from "./pathUses";

const queries = pickCalls(({ name, node }) => /^duckdb\.(?:connect\(\)\.)?(?:sql|query|execute)$/.test(name ?? "") && node.args.length > 0);

/** `FROM '/data/a.parquet'`, `read_csv('/data/b.csv')`, `COPY t TO '/data/c.csv'`. Source: DuckDB's documentation of data import. */
const quoted = /\b(?:from|join|to|\w+\s*\(\s*\[?)\s*'([^'\n]+)'/gi;

/** The machine-bound paths in a notebook's queries for DuckDB. */
export const pathsInSql = (python: PythonNotebook): readonly PathUse[] => queries(python).flatMap((call) => pathsIn(call, python));

function pathsIn({ node, cell }: ResolvedCall, python: PythonNotebook): readonly PathUse[] {
  const [query] = node.args;
  const literal = python.valueOf(query, cell);
  if (literal.kind !== "String" || literal.parts.length !== 1) return [];
  const [{ content }] = literal.parts;
  const place = cellOfValue(query, literal, cell, python) ?? cell;
  // Where the text is written with escapes, places in it are not places in the cell.
  if (python.notebook.cells[place].source.slice(content.start, content.end) !== literal.value) return [];
  return [...literal.value.matchAll(quoted)].flatMap((match) => {
    const [whole, text] = match;
    const shape = classifyPath(text);
    const end = content.start + match.index + whole.length - 1;
    return shape ? [{ cell: place, span: { start: end - text.length, end }, text, shape, sink: "DuckDB", literal: null }] : [];
  });
}
