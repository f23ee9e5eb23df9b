// The lines at the left edge that join where a moved cell stood with where it stands.
import { element } from "../shared/elements";
import type { Row } from "./rows";

/** Lines beside one another, so many at most; further ones share their places. */
const lanes = 3;

/** The lines as elements, to be put over the rows; they say nothing that the rows do not. */
export function joinsOf(rows: readonly Row[]): HTMLElement {
  const box = element("div", { className: "joins", attributes: { "aria-hidden": "true" } });
  const moved = new Map(rows.flatMap(({ row, element: section }) => (row?.kind === "moved" ? [[row.after.index, section] as const] : [])));
  const pairs = rows.flatMap(({ row, element: section }) => {
    const target = row?.kind === "left" ? moved.get(row.after) : undefined;
    return target ? [[section, target] as const] : [];
  });
  for (const [index, [from, to]] of pairs.entries()) {
    const ends = [middleOf(from), middleOf(to)].sort((a, b) => a - b);
    const line = element("div", { className: `join ${middleOf(from) < middleOf(to) ? "down" : "up"}` });
    line.style.top = `${ends[0]}px`;
    line.style.height = `${ends[1] - ends[0]}px`;
    line.style.left = `${4 + 3 * (index % lanes)}px`;
    box.append(line);
  }
  return box;
}

/** The middle of a row's head, from the top of all rows. */
const middleOf = (row: HTMLElement): number => row.offsetTop + Math.min(row.offsetHeight, 26) / 2;
