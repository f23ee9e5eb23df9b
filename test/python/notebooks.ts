// Notebooks for tests of the Python analysis, made from cells' sources.
import type { Notebook } from "../../language-server/notebook/model";

/** A Python notebook whose code cells hold these sources, never run. */
export function pythonNotebook(sources: readonly string[]): Notebook {
  const cells = sources.map((source, index) => ({
    index,
    kind: "code" as const,
    id: `cell-${index}`,
    source,
    language: "python",
    executionCount: null,
    metadata: {},
    tags: [],
    outputs: [],
  }));
  return { path: "test.ipynb", language: "python", nbformat: 4, nbformatMinor: 5, metadata: {}, cells, formatProblems: [] };
}
