// The graph as it is shown: rows by position, links between rows, the imports in or out. Pure.
import type { GraphCell, GraphLink } from "../../language-server/graph/graph";
import type { NotebookGraph } from "../../language-server/server/protocol";
import { isMarked, namesOf } from "./words";

export interface Shown {
  readonly graph: NotebookGraph;
  readonly withImports: boolean;
  /** Code cells and sections; a row's number is its place here. */
  readonly rows: readonly GraphCell[];
  /** The links that have a name to show. */
  readonly links: readonly GraphLink[];
  /** Row of a cell by its index in the notebook. */
  readonly rowOf: ReadonlyMap<number, number>;
}

export function toShown(graph: NotebookGraph, withImports: boolean): Shown {
  const rowOf = new Map(graph.cells.map(({ cell }, row) => [cell, row]));
  const links = graph.links.filter((link) => namesOf(link, withImports).length > 0 && rowOf.has(link.from) && rowOf.has(link.to));
  return { graph, withImports, rows: graph.cells, links, rowOf };
}

export const cellOf = ({ rows, rowOf }: Shown, cell: number): GraphCell => rows[rowOf.get(cell) ?? 0];

/** Links that bring names to a cell, by where they come from. */
export const linksInto = ({ links }: Shown, cell: number): readonly GraphLink[] => links.filter(({ to }) => to === cell);

/** Links that take names out of a cell, by where they go. */
export const linksFrom = ({ links }: Shown, cell: number): readonly GraphLink[] => links.filter(({ from }) => from === cell);

/** The row (or the section above it) that shows a cell of the notebook, Markdown between rows included; 0 above all. */
export function rowAt({ rows }: Shown, cell: number): number {
  const after = rows.findIndex((row) => row.cell > cell);
  return Math.max(0, (after < 0 ? rows.length : after) - 1);
}

/** The next row below `row` that a marked link comes into, from the top again after the last; null where no link is marked. */
export function nextMarkedRow({ links, rowOf }: Shown, row: number): number | null {
  const rows = [...new Set(links.filter(isMarked).map(({ to }) => rowOf.get(to) ?? 0))].sort((a, b) => a - b);
  return rows.find((one) => one > row) ?? rows[0] ?? null;
}
