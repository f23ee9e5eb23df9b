// Notebooks for the tests of diffs: made at random, edited at random, and read from the collection.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { openSide, type Side } from "../../language-server/diff/canonical";
import { readNotebook } from "../../language-server/notebook/read";

export type Json = Record<string, unknown>;

export function sideOf(json: unknown): Side {
  return sideOfText(typeof json === "string" ? json : `${JSON.stringify(json, null, 1)}\n`);
}

export function sideOfText(text: string): Side {
  const read = readNotebook(text, "n.ipynb");
  assert.ok(read.ok, read.ok ? "" : read.error.message);
  return openSide(read.file);
}

export const sideAt = (path: string): Side => sideOfText(readFileSync(path, "utf8"));

/** Pairs of revisions among the paths of a folder of the collection, each way named by its folder. */
export function revisionPairs(
  paths: readonly string[],
  names: readonly (readonly [string, string])[],
): readonly { readonly name: string; readonly a: string; readonly b: string }[] {
  const known = new Set(paths);
  return [...new Set(paths.map((path) => dirname(path)))].flatMap((folder) =>
    names
      .map(([a, b]) => ({ name: `${folder} ${a} ${b}`, a: join(folder, `${a}.ipynb`), b: join(folder, `${b}.ipynb`) }))
      .filter(({ a, b }) => known.has(a) && known.has(b)),
  );
}

export const code = (source: string, more: Json = {}): Json => ({
  cell_type: "code",
  execution_count: null,
  metadata: {},
  outputs: [],
  source,
  ...more,
});
export const markdown = (source: string, more: Json = {}): Json => ({ cell_type: "markdown", metadata: {}, source, ...more });
export const notebookOf = (cells: readonly Json[], more: Json = {}): Json => ({
  cells,
  metadata: { language_info: { name: "python" } },
  nbformat: 4,
  nbformat_minor: 4,
  ...more,
});
export const withIds = (cells: readonly Json[], ids: readonly string[]): Json =>
  notebookOf(
    cells.map((cell, index) => ({ ...cell, id: ids[index] })),
    { nbformat_minor: 5 },
  );

const line = fc.constantFrom(
  "import pandas as pd",
  "x = 1",
  "x = 1.0",
  "df = pd.read_csv('a.csv')",
  "df.head()",
  "for i in range(10):",
  "    total += i",
  "",
  "# Results",
  "Some text.",
  "é 漢字 😀",
  "print(x)\r",
);
const source = fc.array(line, { maxLength: 8 }).map((lines) => lines.join("\n"));
const number = fc.constantFrom(0, 1, 2.5, -3, 1e21, 1e-7);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom<unknown>(null, true, "a", "a\nb\n", "b\nc", "", "__proto__"),
    number,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "constructor", "x.y", "scrolled"), tie("value"), { maxKeys: 3 }),
  ),
})).value;
const metadata = fc
  .dictionary(fc.constantFrom("tags", "collapsed", "scrolled", "name", "x y"), json, { maxKeys: 3 })
  .map((value): Json => ("tags" in value ? { ...value, tags: ["a", "b"] } : value));
const bundle = fc.dictionary(
  fc.constantFrom("text/plain", "text/html", "image/png", "application/json"),
  fc.oneof(source, fc.constant("iVBORw0KGgo=")),
  { minKeys: 1, maxKeys: 3 },
);
const output = fc.oneof(
  fc.record({
    output_type: fc.constant("stream"),
    name: fc.constantFrom("stdout", "stderr"),
    text: fc.oneof(
      source,
      source.map((text) => text.split(/(?<=\n)/)),
    ),
  }),
  fc.record({ output_type: fc.constant("display_data"), data: bundle, metadata: fc.constant({}) }),
  fc.record({
    output_type: fc.constant("execute_result"),
    data: bundle,
    metadata: fc.constant({}),
    execution_count: fc.constantFrom(null, 1, 7),
  }),
  fc.record({
    output_type: fc.constant("error"),
    ename: fc.constantFrom("KeyError", "ValueError"),
    evalue: source,
    traceback: fc.array(source, { maxLength: 3 }),
  }),
);
const cell: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      cell_type: fc.constant("code"),
      execution_count: fc.constantFrom(null, 1, 2),
      metadata,
      outputs: fc.array(output, { maxLength: 3 }),
      source: fc.oneof(
        source,
        source.map((text) => (text === "" ? [] : text.split(/(?<=\n)/))),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ cell_type: fc.constantFrom("markdown", "raw"), metadata, source }) },
);

type Edit = {
  readonly kind: "insert" | "delete" | "move" | "copy" | "replace" | "edit";
  readonly at: number;
  readonly to: number;
  readonly cell: Json;
};
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom("insert", "delete", "move", "copy", "replace", "edit"),
  at: fc.nat(1000),
  to: fc.nat(1000),
  cell,
});

function applyEdit(cells: readonly Json[], { kind, at, to, cell: fresh }: Edit): readonly Json[] {
  const place = cells.length === 0 ? 0 : at % cells.length;
  if (kind === "insert" || cells.length === 0) return cells.toSpliced(place, 0, fresh);
  const own = cells[place];
  switch (kind) {
    case "delete":
      return cells.toSpliced(place, 1);
    case "move":
      return cells.toSpliced(place, 1).toSpliced(to % cells.length, 0, own);
    case "copy":
      return cells.toSpliced(to % cells.length, 0, own);
    case "replace":
      return cells.with(place, fresh);
    case "edit":
      return cells.with(place, { ...own, source: fresh.source, metadata: to % 2 ? fresh.metadata : own.metadata });
  }
}

/** A notebook and what edits made of it; with ids (unique, as nbformat asks) or without. */
export const editedNotebooks: fc.Arbitrary<readonly [Json, Json]> = fc
  .record({
    cells: fc.array(cell, { maxLength: 8 }),
    edits: fc.array(edit, { maxLength: 6 }),
    hasIds: fc.boolean(),
    root: metadata,
    other: fc.oneof(fc.constant(null), metadata),
  })
  .map(({ cells, edits, hasIds, root, other }) => {
    const named = cells.map((one, index): Json => (hasIds ? { ...one, id: `id${(index * 7919) % 1009}x` } : one));
    const edited = edits.reduce<readonly Json[]>((current, one) => applyEdit(current, one), named);
    const seen = new Set<unknown>();
    const unique = edited.map((one, index): Json => {
      if (!hasIds) return one;
      const id = one.id === undefined || seen.has(one.id) ? `new${index}y` : one.id;
      seen.add(id);
      return { ...one, id };
    });
    const minor = { nbformat_minor: hasIds ? 5 : 4 };
    return [notebookOf(named, { metadata: root, ...minor }), notebookOf(unique, { metadata: other ?? root, ...minor })] as const;
  });
