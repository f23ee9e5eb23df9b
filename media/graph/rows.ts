// The list of cells: a listbox whose rows stand beside the links, for mouse, keyboard and screen reader.
import type { GraphCell, GraphLink } from "../../language-server/graph/graph";
import { element } from "../shared/elements";
import { cellOf, linksFrom, linksInto, type Shown } from "./model";
import { explain, isMarked, labelOf, listNames, namesOf } from "./words";

export interface Rows {
  readonly list: HTMLElement;
  /** Marks one row as the current one, and the rows that it is tied to. */
  select(row: number, takeFocus: boolean): void;
  /** Scrolls the current row into sight. */
  reveal(): void;
  /** Shows what a row is tied to while the mouse is over it; null goes back to the current row. */
  look(row: number | null): void;
}

export interface RowEvents {
  /** The mouse has come over a row, or left the list. */
  onLook(row: number | null): void;
  /** A row was clicked. */
  onOpen(row: number): void;
}

export function makeRows(shown: Shown, { onLook, onOpen }: RowEvents): Rows {
  const options = shown.rows.map((cell, row) => makeRow(cell, row, shown));
  const ties = options.map((option) => option.querySelector<HTMLElement>(".ties"));
  options.forEach((option, row) => {
    option.addEventListener("mouseenter", () => onLook(row));
    option.addEventListener("click", () => onOpen(row));
  });
  const list = element("div", { className: "rows", attributes: { role: "listbox", "aria-label": "Cells" } }, options);
  // Columns as wide as their widest number, so that the titles stand below one another.
  const widest = (texts: readonly string[]): string => `${Math.max(2, ...texts.map(({ length }) => length))}ch`;
  list.style.setProperty("--index", widest(shown.rows.map(({ cell }) => String(cell))));
  list.style.setProperty("--run", widest(shown.rows.map(runText)));
  list.addEventListener("mouseleave", () => onLook(null));
  let current = 0;
  const look = (row: number | null): void => {
    const at = shown.rows[row ?? current];
    options.forEach((option, index) => {
      const into = at && linksInto(shown, at.cell).filter(({ from }) => from === shown.rows[index].cell);
      const outof = at && linksFrom(shown, at.cell).filter(({ to }) => to === shown.rows[index].cell);
      option.classList.toggle("gives", into.length > 0);
      option.classList.toggle("takes", outof.length > 0);
      const tie = ties[index];
      if (tie)
        tie.textContent = [into.length > 0 ? `gives ${namesIn(into, shown)}` : "", outof.length > 0 ? `reads ${namesIn(outof, shown)}` : ""]
          .filter(Boolean)
          .join(" · ");
    });
  };
  return {
    list,
    look,
    select(row, takeFocus) {
      options[current]?.setAttribute("aria-selected", "false");
      options[current]?.setAttribute("tabindex", "-1");
      current = row;
      options[row]?.setAttribute("aria-selected", "true");
      options[row]?.setAttribute("tabindex", "0");
      if (takeFocus) options[row]?.focus({ preventScroll: true });
      look(null);
    },
    reveal: () => options[current]?.scrollIntoView({ block: "nearest" }),
  };
}

function makeRow(cell: GraphCell, row: number, shown: Shown): HTMLElement {
  const attributes = { role: "option", tabindex: row === 0 ? "0" : "-1", "aria-selected": "false", "data-cell": String(cell.cell) };
  if (cell.level > 0) {
    return element(
      "div",
      { className: `row section level-${cell.level}`, attributes: { ...attributes, "aria-label": `Section ${cell.title}` } },
      [element("span", { className: "title", text: cell.title, title: cell.title })],
    );
  }
  const marked = [...linksInto(shown, cell.cell), ...linksFrom(shown, cell.cell)].some(isMarked);
  const names = listNames([...cell.defines, ...(shown.withImports ? cell.imports : [])]);
  return element(
    "div",
    { className: `row${marked ? " marked" : ""}`, attributes: { ...attributes, "aria-label": describe(cell, shown) } },
    [
      element("span", { className: "index", text: String(cell.cell), title: labelOf(cell) }),
      element("span", {
        className: "run",
        text: runText(cell),
        title: cell.run === null ? "has no run number" : `ran as number ${cell.run}`,
      }),
      element("span", { className: "title", text: cell.title || "empty", title: cell.title }),
      element("span", {
        className: "defines",
        text: names,
        title: names ? `defines ${cell.defines.concat(shown.withImports ? cell.imports : []).join(", ")}` : undefined,
      }),
      element("span", { className: "ties" }),
    ],
  );
}

const runText = ({ run }: GraphCell): string => (run === null ? "[ ]" : `[${run}]`);

const namesIn = (links: readonly GraphLink[], { withImports }: Shown): string =>
  listNames([...new Set(links.flatMap((link) => namesOf(link, withImports)).map(({ name }) => name))]);

/** A row for those who do not see it. */
function describe(cell: GraphCell, shown: Shown): string {
  const into = linksInto(shown, cell.cell);
  const outof = linksFrom(shown, cell.cell);
  const named = (link: GraphLink): string => listNames(namesOf(link, shown.withImports).map(({ name }) => name));
  return [
    `${labelOf(cell)}: ${cell.title || "empty"}`,
    ...(cell.defines.length > 0 ? [`defines ${listNames(cell.defines)}`] : []),
    ...into.map((link) => `reads ${named(link)} from ${labelOf(cellOf(shown, link.from))}`),
    ...outof.map((link) => `gives ${named(link)} to ${labelOf(cellOf(shown, link.to))}`),
    ...[...into, ...outof]
      .filter(isMarked)
      .map((link) => explain(link, cellOf(shown, link.from), cellOf(shown, link.to)).replace(/\.$/, "")),
  ].join(". ");
}
