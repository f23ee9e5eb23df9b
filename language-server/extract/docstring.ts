// The docstring of a function that is made of a cell: the heading above it.
import { headingOf } from "../graph/title";
import type { Notebook } from "../notebook/model";

/** One line without quotes around it, or null where no heading stands directly above the cell. */
export function findDocstring({ cells }: Notebook, cell: number): string | null {
  for (let at = cell - 1; at >= 0 && cells[at].kind === "markdown"; at--) {
    const heading = headingOf(cells[at]);
    if (!heading) continue;
    const text = heading.title.replace(/\\/g, "\\\\").replace(/"/g, "'").replace(/^[\d.)\s]+/, "").trim();
    return text === "" || text.length > 72 ? null : /[.!?…]$/.test(text) ? text : `${text}.`;
  }
  return null;
}
