// What the graph says in words: in its header, its details, and to screen readers. Pure.
import { counted } from "../../language-server/util/counted";
import type { GraphCell, GraphLink, LinkName } from "../../language-server/graph/graph";
import { cellLabel } from "../../language-server/notebook/label";

/** Names shown in one place at most; of more, how many. */
const mostNames = 4;

/** "cell 3 [7]", as findings name it. */
export const labelOf = ({ cell, run }: Pick<GraphCell, "cell" | "run">): string => cellLabel({ index: cell, executionCount: run });

export const isMarked = ({ state }: GraphLink): boolean => state !== "in-order";

/** "df, model and 3 more". */
export function listNames(names: readonly string[]): string {
  if (names.length <= mostNames) return names.join(", ");
  return `${names.slice(0, mostNames - 1).join(", ")} and ${names.length - mostNames + 1} more`;
}

/** The names of a link that are shown. */
export const namesOf = ({ names }: GraphLink, withImports: boolean): readonly LinkName[] =>
  names.filter(({ isImport }) => withImports || !isImport);

/** Why a link is marked; "" where it is not. */
export function explain({ state }: GraphLink, from: GraphCell, to: GraphCell): string {
  switch (state) {
    case "in-order":
      return "";
    case "ran-later":
      return `${labelOf(from)} ran after ${labelOf(to)}, which reads it: what is saved there comes from before that run.`;
    case "from-below":
      return `${labelOf(from)} stands below ${labelOf(to)}, which reads it: a run from top to bottom does not get it from there.`;
    case "only-as-run":
      return `${labelOf(to)} took it from ${labelOf(from)} when it ran; from top to bottom it comes from another cell.`;
  }
}

/** The same beside a link of the current cell, which reads (or gives) the name. */
export function explainBeside({ state }: GraphLink, isRead: boolean): string {
  switch (state) {
    case "in-order":
      return "";
    case "ran-later":
      return isRead
        ? "It ran after this cell: the result here comes from before that run."
        : "It ran before this cell: its result comes from before this run.";
    case "from-below":
      return `It stands ${isRead ? "below" : "above"}: a run from top to bottom does not get it from ${isRead ? "there" : "here"}.`;
    case "only-as-run":
      return "In the recorded run only: from top to bottom it comes from another cell.";
  }
}

/** "12 cells, 20 links, 2 out of order". */
export function summarise(rows: readonly GraphCell[], links: readonly GraphLink[]): string {
  const cells = rows.filter(({ level }) => level === 0);
  const marked = links.filter(isMarked).length;
  const order = marked > 0 ? `, ${marked} out of order` : links.length > 0 && isOrderKnown(cells) ? ", all in order" : "";
  return `${counted(cells.length, "cell")}, ${counted(links.length, "link")}${order}`;
}

/** Too few run numbers, or those of several sessions mixed, say nothing of the order: where no link is marked, all may be in order or not. */
function isOrderKnown(cells: readonly GraphCell[]): boolean {
  const runs = cells.flatMap(({ run }) => run ?? []);
  return runs.length >= 2 && new Set(runs).size === runs.length;
}
