// Draws the links in the gutter: one SVG group each, with a wide invisible line that the mouse can meet.
import type { GraphLink } from "../../language-server/graph/graph";
import { element, svgElement } from "../shared/elements";
import { layOut, type Metrics } from "./layout";
import { cellOf, type Shown } from "./model";
import { explain, isMarked, labelOf, namesOf } from "./words";

/** Titles keep this much of the page's width, pixels; of the rest links take about this part, and pixels at least and at most. */
const room = 120;
const share = 0.35;
const narrowest = 36;
const widest = 260;

const metricsFor = (width: number): Metrics => ({
  row: 26,
  lane: 14,
  narrowLane: 3,
  wide: Math.min(widest, Math.max(narrowest, (width - room) * share)),
});

export interface Wires {
  readonly svg: SVGSVGElement;
  /** Width of the gutter, pixels. */
  readonly width: number;
  /** Brings out the links of one cell (index), or of none. */
  light(cell: number | null): void;
}

/**
 * @param width of the page, pixels
 * @param open called where the user clicks a link
 */
export function drawWires(shown: Shown, width: number, open: (link: GraphLink) => void): Wires {
  const { links, rows, rowOf } = shown;
  const drawing = layOut(
    rows.length,
    links.map((link) => ({ from: rowOf.get(link.from) ?? 0, to: rowOf.get(link.to) ?? 0, isMarked: isMarked(link) })),
    metricsFor(width),
  );
  const groups = links.map((link, index) => {
    const { line, head } = drawing.wires[index];
    const group = svgElement("g", { class: `wire ${link.state}` }, [
      svgElement("path", { class: "reach", d: line }, [tooltip(link, shown)]),
      svgElement("path", { class: "line", d: line }),
      svgElement("path", { class: "head", d: head }),
    ]);
    group.addEventListener("click", () => open(link));
    return group;
  });
  // The list of cells says the same in words.
  const svg = svgElement(
    "svg",
    { width: String(drawing.width), height: String(drawing.height), "aria-hidden": "true" },
    marked(groups, links),
  );
  return {
    svg,
    width: drawing.width,
    light(cell) {
      svg.classList.toggle("lit", cell !== null);
      links.forEach(({ from, to }, index) => {
        groups[index].classList.toggle("into", to === cell);
        groups[index].classList.toggle("outof", from === cell);
      });
      // Links of one cell share a line: those that are brought out lie over the others, and marked ones over all.
      const isLit = ({ from, to }: GraphLink): boolean => from === cell || to === cell;
      svg.append(
        ...groups.filter((_, index) => isLit(links[index]) && !isMarked(links[index])),
        ...groups.filter((_, index) => isMarked(links[index])),
      );
    },
  };
}

/** What is marked is drawn last, over the rest. */
const marked = (groups: readonly SVGGElement[], links: readonly GraphLink[]): readonly SVGGElement[] => [
  ...groups.filter((_, index) => !isMarked(links[index])),
  ...groups.filter((_, index) => isMarked(links[index])),
];

function tooltip(link: GraphLink, shown: Shown): SVGTitleElement {
  const [from, to] = [cellOf(shown, link.from), cellOf(shown, link.to)];
  const names = namesOf(link, shown.withImports)
    .map(({ name }) => name)
    .join(", ");
  return svgElement("title", {}, [
    document.createTextNode(`${names}: from ${labelOf(from)} to ${labelOf(to)}${isMarked(link) ? `\n${explain(link, from, to)}` : ""}`),
  ]);
}

/** The samples of lines that the header explains. */
export const legend = (): HTMLElement =>
  element("span", { className: "legend", attributes: { "aria-hidden": "true" } }, [
    sample("in-order", "defines → reads"),
    sample("ran-later", "out of order"),
    sample("from-below", "from below"),
  ]);

const sample = (state: string, text: string): HTMLElement =>
  element("span", {}, [
    svgElement("svg", { width: "26", height: "10" }, [
      svgElement("g", { class: `wire ${state}` }, [
        svgElement("path", { class: "line", d: "M1 5H18" }),
        svgElement("path", { class: "head", d: "M18 1.5L25 5L18 8.5Z" }),
      ]),
    ]),
    document.createTextNode(text),
  ]);
