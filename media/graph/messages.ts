// What the graph's web view and the extension say to each other.
import type { Range } from "../../language-server/notebook/model";
import type { NotebookGraph } from "../../language-server/server/protocol";

export type ToView =
  /** Show this graph. */
  | { readonly type: "graph"; readonly graph: NotebookGraph; readonly name: string }
  /** There is none, and why. */
  | { readonly type: "nothing"; readonly says: string }
  /** The user has gone to this cell (index) of the notebook. */
  | { readonly type: "select"; readonly cell: number };

export type FromView =
  /** The page is there and waits for a graph. */
  | { readonly type: "ready" }
  /** Go to a cell by its document, and in it to a place. */
  | { readonly type: "open"; readonly document: string; readonly range: Range | null };

/** What VS Code keeps of the page while it is hidden, and when the window is loaded anew. */
export interface Kept {
  /** The notebook's URI. */
  readonly notebook: string;
  /** Index of the current cell. */
  readonly current: number;
  readonly withImports: boolean;
}
