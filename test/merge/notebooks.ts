// Triples of notebooks for the tests of merges: a base made at random, and what two people made of it. All are valid.
import fc from "fast-check";
import { code, markdown, notebookOf, revisionPairs, sideAt, type Json } from "../diff/notebooks";

const word = fc.constantFrom("alpha", "beta", "gamma", "delta", "rows", "total", "frame", "model");
/** Lines that repeat, and lines that stand once. */
const line = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom("", "    ", "import os", "df.head()", "x = 1", "é 漢字 😀") },
  { weight: 3, arbitrary: fc.tuple(word, word, fc.nat(9)).map(([one, other, number]) => `${one}_${number} = load_${other}(${number})`) },
);
const source = fc.array(line, { maxLength: 8 }).map((lines) => lines.join("\n"));
const tags = fc.subarray(["slow", "parameters", "hide-input"]);
const metadata = fc.record({ tags, note: fc.constantFrom("a", "b", "c"), scrolled: fc.boolean() }, { requiredKeys: [] });
const output = fc.oneof(
  line.map((text): Json => ({ output_type: "stream", name: "stdout", text })),
  line.map((text): Json => ({ output_type: "display_data", data: { "text/plain": text }, metadata: {} })),
);
const outputs = fc.array(output, { maxLength: 2 });
const cell: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(source, metadata, outputs, fc.constantFrom(null, 1, 2))
      .map(([text, meta, saved, count]) => code(text, { metadata: meta, outputs: saved, execution_count: count })),
  },
  { weight: 1, arbitrary: fc.tuple(source, metadata).map(([text, meta]) => markdown(text, { metadata: meta })) },
);

const kinds = ["insert", "delete", "move", "copy", "replace line", "insert line", "delete line", "run", "metadata", "type"] as const;
type Edit = { readonly kind: (typeof kinds)[number]; readonly at: number; readonly to: number; readonly line: string; readonly cell: Json };
const edit: fc.Arbitrary<Edit> = fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(1000), to: fc.nat(1000), line, cell });

function applyEdit(cells: readonly Json[], { kind, at, to, line: text, cell: fresh }: Edit): readonly Json[] {
  const place = cells.length === 0 ? 0 : at % cells.length;
  if (kind === "insert" || cells.length === 0) return cells.toSpliced(place, 0, fresh);
  const own = cells[place];
  const lines = String(own.source).split("\n");
  const where = to % lines.length;
  const withLines = (changed: readonly string[]) => cells.with(place, { ...own, source: changed.join("\n") });
  switch (kind) {
    case "delete":
      return cells.toSpliced(place, 1);
    case "move":
      return cells.toSpliced(place, 1).toSpliced(to % cells.length, 0, own);
    case "copy":
      return cells.toSpliced(to % cells.length, 0, own);
    case "replace line":
      return withLines(lines.with(where, text));
    case "insert line":
      return withLines(lines.toSpliced(where, 0, text));
    case "delete line":
      return withLines(lines.toSpliced(where, 1));
    case "run":
      return own.cell_type === "code" ? cells.with(place, { ...own, outputs: fresh.outputs ?? [], execution_count: to }) : cells;
    case "metadata":
      return cells.with(place, { ...own, metadata: fresh.metadata });
    case "type":
      return cells.with(
        place,
        own.cell_type === "code" ? markdown(String(own.source), { id: own.id }) : code(String(own.source), { id: own.id }),
      );
  }
}

/** Cells with ids that are unique, as an editor gives them, or without any. */
function identified(cells: readonly Json[], hasIds: boolean, mark: string): readonly Json[] {
  const seen = new Set<unknown>();
  return cells.map(({ id, ...rest }, index): Json => {
    if (!hasIds) return rest;
    const own = id === undefined || seen.has(id) ? `${mark}${index}` : id;
    seen.add(own);
    return { ...rest, id: own };
  });
}

export interface Triple {
  readonly base: Json;
  readonly ours: Json;
  readonly theirs: Json;
}

const edits = fc.array(edit, { maxLength: 5 });
const kernel = fc.constantFrom(
  {},
  { kernelspec: { name: "python3", display_name: "Python 3" } },
  { kernelspec: { name: "env", display_name: "Env" } },
  { title: "One" },
  { title: "Two" },
);

/** Notebooks of format 4.4 or 4.5; a side may have raised the format. */
export const triples: fc.Arbitrary<Triple> = fc
  .record({
    cells: fc.array(cell, { maxLength: 7 }),
    ours: edits,
    theirs: edits,
    hasIds: fc.boolean(),
    oursHas: fc.boolean(),
    theirsHas: fc.boolean(),
    roots: fc.tuple(kernel, kernel, kernel),
  })
  .map(({ cells, ours, theirs, hasIds, oursHas, theirsHas, roots }) => {
    const base = identified(cells, hasIds, "b");
    const side = (own: readonly Edit[], withIds: boolean, mark: string, metadata: Json) =>
      notebookOf(identified(own.reduce<readonly Json[]>(applyEdit, base), withIds, mark), { metadata, nbformat_minor: withIds ? 5 : 4 });
    return {
      base: notebookOf(base, { metadata: roots[0], nbformat_minor: hasIds ? 5 : 4 }),
      ours: side(ours, hasIds || oursHas, "o", roots[1]),
      theirs: side(theirs, hasIds || theirsHas, "t", roots[2]),
    };
  });

/** A cell that no other is like. */
export const distinct = (number: number): string =>
  Array.from(
    { length: 4 },
    (_, at) => `name${number}_${at} = load${number}("file${number * 7 + at}.csv", option${number}=${number + at})`,
  ).join("\n");

/** The real merges among the corpus's files. */
export const triplesIn = (paths: readonly string[]) =>
  revisionPairs(paths, [["base", "ours"]]).map(({ a, b }) => ({
    name: a,
    base: sideAt(a),
    ours: sideAt(b),
    theirs: sideAt(a.replace(/base\.ipynb$/, "theirs.ipynb")),
  }));
