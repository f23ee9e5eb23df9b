// What the graph of a notebook's cells consists of: cells as nodes, the names that tie them as links.
import type { Range } from "../notebook/model";

/** A code cell, or a Markdown cell that opens a section. */
export interface GraphCell {
  /** Index among all cells of the notebook. */
  readonly cell: number;
  /** Of a section, the level of its heading (1 to 6); 0 of a code cell. */
  readonly level: number;
  /** The recorded run number; null if the cell never ran or that is unknown. */
  readonly run: number | null;
  /** A line that says what it is: its first comment or line of code, or the heading's text; secrets masked. */
  readonly title: string;
  /** Global names that it binds, in order, imports left out. */
  readonly defines: readonly string[];
  /** Global names that its imports bind, in order. */
  readonly imports: readonly string[];
}

/**
 * A link and the order of runs:
 * - in-order: the cell that binds is above, and nothing says that it ran later;
 * - ran-later: it is above, but ran after the cell that reads;
 * - from-below: it is below the cell that reads, so that no run from top to bottom gives the name in time;
 * - only-as-run: the recorded run took the name from here, a run from top to bottom takes it from another cell.
 */
export type LinkState = "in-order" | "ran-later" | "from-below" | "only-as-run";

/** One name of a link. */
export interface LinkName {
  readonly name: string;
  readonly isImport: boolean;
  /** Where it is bound, in the cell that the link comes from. */
  readonly boundAt: Range;
  /** Where it is read, in the cell that the link goes to; of a read inside a function, where that is called. */
  readonly readAt: Range;
}

/** Names that one cell binds and another reads. */
export interface GraphLink {
  /** Index of the cell that binds. */
  readonly from: number;
  /** Index of the cell at whose run they are read. */
  readonly to: number;
  readonly state: LinkState;
  /** By name, at least one, each once. */
  readonly names: readonly LinkName[];
}

export interface CellGraph {
  /** Code cells and sections, in document order. */
  readonly cells: readonly GraphCell[];
  /** By `to`, then `from`. */
  readonly links: readonly GraphLink[];
  /** False where the notebook's language is one whose names are not followed: there are no links then. */
  readonly followsNames: boolean;
}
