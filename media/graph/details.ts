// The part below the list: the current cell's names one by one, each a button that leads to where it is bound or read.
import type { GraphCell, GraphLink, LinkName } from "../../language-server/graph/graph";
import { element } from "./elements";
import { cellOf, linksFrom, linksInto, type Shown } from "./model";
import { explain, isMarked, labelOf, namesOf } from "./words";
import type { Range } from "../../language-server/notebook/model";

/** @param open goes to a place in a cell (index) */
export function makeDetails(shown: Shown, cell: GraphCell, open: (cell: number, range: Range | null) => void): readonly Node[] {
  const heading = element("div", { className: "heading" }, [
    element("h2", { text: cell.level > 0 ? cell.title : `${labelOf(cell)}: ${cell.title || "empty"}` }),
    element("button", { className: "primary", text: "Go to Cell", onClick: () => open(cell.cell, null) }),
  ]);
  if (cell.level > 0) return [heading];
  const into = linksInto(shown, cell.cell).flatMap((link) => namesOf(link, shown.withImports).map((name) => item(link, name, link.from, name.boundAt)));
  const outof = linksFrom(shown, cell.cell).flatMap((link) => namesOf(link, shown.withImports).map((name) => item(link, name, link.to, name.readAt)));
  const columns = [column("Reads", "from", into), column("Gives", "to", outof)];
  return [heading, ...(into.length + outof.length > 0 ? [element("div", { className: "columns" }, columns)] : [element("p", { text: shown.graph.followsNames ? "Shares no name with another cell." : "Names are followed in Python, TypeScript and JavaScript notebooks." })])];

  function item(link: GraphLink, { name }: LinkName, other: number, range: Range): Item {
    return { name, link, other, range };
  }
  function column(title: string, word: string, items: readonly Item[]): HTMLElement {
    return element("section", {}, [
      element("h3", { text: items.length > 0 ? title : `${title} nothing` }),
      element("ul", {}, items.map(({ name, link, other, range }) => element("li", { className: link.state }, [
        element("button", { className: "link", onClick: () => open(other, range) }, [element("code", { text: name }), document.createTextNode(` ${word} ${labelOf(cellOf(shown, other))}`)]),
        ...(isMarked(link) ? [element("p", { className: "why", text: explain(link, cellOf(shown, link.from), cellOf(shown, link.to)) })] : []),
      ]))),
    ]);
  }
}

interface Item {
  readonly name: string;
  readonly link: GraphLink;
  /** The cell at the link's other end. */
  readonly other: number;
  readonly range: Range;
}
