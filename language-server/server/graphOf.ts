// The graph of an open notebook's cells, as the editor asks for it.
import { makeCellGraph } from "../graph/cellGraph";
import { secretUses } from "../secrets/secretUses";
import type { NotebookGraph } from "./protocol";
import type { Result } from "./session";

/** What was found in an open notebook, as a graph. */
export function graphOf({ open, notebook, python, script }: Result): NotebookGraph {
  const graph = makeCellGraph(notebook, python ?? script, secretUses(notebook, python, script));
  return { ...graph, notebook: open.uri, documents: open.cells.map(({ uri }) => uri) };
}
