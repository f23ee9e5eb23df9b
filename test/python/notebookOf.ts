// A notebook in memory, made of code cells' sources.
import type { Cell, Notebook } from "../../language-server/notebook/model";

/** Run numbers may be given by cell; null where a cell did not run. */
export function notebookOf(
  sources: readonly string[],
  runs: readonly (number | null)[] = [],
  metadata: Notebook["metadata"] = {},
): Notebook {
  const cells = sources.map((source, index): Cell => ({
    index,
    source,
    kind: "code",
    id: null,
    language: "python",
    executionCount: runs[index] ?? null,
    metadata: {},
    tags: [],
    outputs: [],
  }));
  return { path: null, language: "python", nbformat: 4, nbformatMinor: 5, metadata, cells, formatProblems: [] };
}
