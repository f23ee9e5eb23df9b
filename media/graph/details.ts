// The part below the list: what the current cell reads and gives, each name a button that leads to where it is bound or read.
import type { GraphCell, GraphLink, LinkName } from "../../language-server/graph/graph";
import type { Range } from "../../language-server/notebook/model";
import { element } from "../shared/elements";
import { cellOf, linksFrom, linksInto, type Shown } from "./model";
import { explainBeside, isMarked, labelOf, namesOf } from "./words";

/** Goes to a place in a cell (index); null selects the cell. */
type Open = (cell: number, range: Range | null) => void;

export function makeDetails(shown: Shown, cell: GraphCell, open: Open): readonly Node[] {
  const into = linksInto(shown, cell.cell).map((link) =>
    item(shown, link, open, { word: "from", other: link.from, placeOf: ({ boundAt }) => boundAt }),
  );
  const outof = linksFrom(shown, cell.cell).map((link) =>
    item(shown, link, open, { word: "to", other: link.to, placeOf: ({ readAt }) => readAt }),
  );
  const heading = element("div", { className: "heading" }, [
    element("h2", { text: headOf(cell), title: headOf(cell) }),
    element("button", { className: "secondary", text: "Go to Cell", onClick: () => open(cell.cell, null) }),
  ]);
  if (cell.level > 0) return [heading];
  if (into.length + outof.length > 0)
    return [heading, element("div", { className: "columns" }, [column("Reads", into), column("Gives", outof)])];
  return [heading, element("p", { className: "none", text: sharesNothing(shown, cell) })];
}

const headOf = (cell: GraphCell): string => (cell.level > 0 ? cell.title : `${labelOf(cell)}: ${cell.title || "empty"}`);

function sharesNothing({ graph }: Shown, { cell }: GraphCell): string {
  if (!graph.followsNames) return "Names are followed in Python, TypeScript and JavaScript notebooks.";
  return graph.links.some(({ from, to }) => from === cell || to === cell)
    ? "Shares imports with other cells, no other name."
    : "Shares no name with another cell.";
}

const column = (title: string, items: readonly HTMLElement[]): HTMLElement =>
  element("section", {}, [element("h3", { text: items.length > 0 ? title : `${title} nothing` }), element("ul", {}, items)]);

interface End {
  readonly word: "from" | "to";
  /** The cell at the link's other end. */
  readonly other: number;
  /** Where a name stands there. */
  readonly placeOf: (name: LinkName) => Range;
}

function item(shown: Shown, link: GraphLink, open: Open, { word, other, placeOf }: End): HTMLElement {
  const label = labelOf(cellOf(shown, other));
  const names = namesOf(link, shown.withImports).flatMap((name, index): Node[] => [
    ...(index > 0 ? [document.createTextNode(", ")] : []),
    element("button", {
      className: "link",
      text: name.name,
      title: `Go to ${label}`,
      attributes: { "aria-label": `${name.name} ${word} ${label}` },
      onClick: () => open(other, placeOf(name)),
    }),
  ]);
  return element("li", { className: link.state }, [
    ...names,
    element("span", { className: "end", text: ` ${word} ${label}` }),
    ...(isMarked(link) ? [element("p", { className: "why", text: explainBeside(link, word === "from") })] : []),
  ]);
}
