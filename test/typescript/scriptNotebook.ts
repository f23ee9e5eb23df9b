// Notebooks of a Deno kernel made of sources, for tests.
import assert from "node:assert/strict";
import type { Notebook } from "../../language-server/notebook/model";
import { readNotebook } from "../../language-server/notebook/read";

export const deno = { kernelspec: { name: "deno", display_name: "Deno", language: "typescript" }, language_info: { name: "typescript" } };
export const tslab = {
  kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" },
  language_info: { name: "typescript" },
};
export const sloppy = {
  kernelspec: { name: "javascript", display_name: "JavaScript (Node.js)", language: "javascript" },
  language_info: { name: "javascript" },
};

/** A notebook whose code cells have these sources. */
export function scriptNotebook(sources: readonly string[], metadata: unknown = deno): Notebook {
  const cells = sources.map((source, index) => ({
    cell_type: "code",
    id: `cell-${index}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source,
  }));
  const read = readNotebook(JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }), "test.ipynb");
  assert.ok(read.ok);
  return read.file.notebook;
}

/** The names that a cell declares at its top level; declarations begin their line there, and no block is indented. */
export function declaredNames(source: string): readonly string[] {
  const lines = source.split("\n");
  let depth = 0;
  return lines.flatMap((line) => {
    const isTop = depth === 0;
    depth += (line.match(/\{/g)?.length ?? 0) - (line.match(/\}/g)?.length ?? 0);
    if (!isTop) return [];
    const pattern = /^let \{ (\w+), other: (\w+)/.exec(line);
    if (pattern) return [pattern[1]!, pattern[2]!];
    const name = /^(?:let|const|var|function|class) (\w+)/.exec(line);
    return name ? [name[1]!] : [];
  });
}
