// The page of the cell graph: shows the graph that the extension sends, and tells it where the user wants to go.
import "../shared/page.css";
import "./view.css";
import type { Range } from "../../language-server/notebook/model";
import { makeDetails } from "./details";
import { editorWindow } from "../shared/editor";
import { byId, element } from "../shared/elements";
import type { FromView, Kept, ToView } from "./messages";
import { linksFrom, linksInto, nextMarkedRow, rowAt, toShown, type Shown } from "./model";
import { makeRows, type Rows } from "./rows";
import { drawWires, legend, type Wires } from "./wires";
import { isMarked, summarise } from "./words";

const editor = editorWindow<FromView, Kept>();
const main = byId("graph");
const details = byId("details");
const imports = byId("imports") as HTMLInputElement;
const next = byId("next");

/** What is on the page; null before the first graph. */
let page: { readonly shown: Shown; readonly rows: Rows; readonly wires: Wires } | null = null;
/** The graph on the page as text, to tell whether another one differs. */
let shownText = "";
/** Width of the list that the links were drawn for, pixels. */
let drawnFor = 0;
/** Index of the current cell in the notebook. */
let current = 0;

function show(name: string, shown: Shown): void {
  byId("name").textContent = name;
  byId("summary").textContent = shown.graph.followsNames
    ? summarise(shown.rows, shown.links)
    : "This notebook's language is one whose names are not followed: there are no links.";
  next.hidden = !shown.links.some(isMarked);
  byId("legend").hidden = shown.links.length === 0;
  byId("controls").hidden = false;
  const hadFocus = main.contains(document.activeElement);
  const { scrollTop } = main;
  const isSame = page?.shown.graph.notebook === shown.graph.notebook;
  const rows = makeRows(shown, {
    onLook: (row) => {
      rows.look(row);
      wires.light(row === null ? cellAtFocus() : shown.rows[row].cell);
    },
    onOpen: (row) => {
      select(row, true);
      open(shown.rows[row].cell, null);
    },
  });
  drawnFor = main.clientWidth;
  const wires = drawWires(shown, main.clientWidth, (link) => {
    select(shown.rowOf.get(link.to) ?? 0, true);
    open(link.to, link.names[0].readAt);
  });
  page = { shown, rows, wires };
  main.style.setProperty("--gutter", `${wires.width}px`);
  main.replaceChildren(wires.svg, rows.list);
  keep(shown);
  if (shown.rows.length > 0) select(rowAt(shown, current), hadFocus || (document.hasFocus() && document.activeElement === document.body));
  else details.replaceChildren(element("p", { text: "This notebook has no code cells." }));
  if (isSame) main.scrollTop = scrollTop; // an edit must not move what the user looks at
}

function showNothing(says: string): void {
  page = null;
  shownText = "";
  byId("name").textContent = "Cell Graph";
  byId("summary").textContent = says;
  byId("controls").hidden = true;
  main.replaceChildren();
  details.replaceChildren();
}

function select(row: number, takeFocus: boolean): void {
  if (!page) return;
  const { shown, rows, wires } = page;
  current = shown.rows[row].cell;
  rows.select(row, takeFocus);
  wires.light(cellAtFocus());
  details.replaceChildren(...makeDetails(shown, shown.rows[row], open));
  // Only now is it known how much room the details leave.
  rows.reveal();
  keep(shown);
}

const keep = ({ graph }: Shown): void => editor.setState({ notebook: graph.notebook, current, withImports: imports.checked });

/** The current cell where it has links: else no link would be brought out and all would be dim. */
const cellAtFocus = (): number | null =>
  page && (linksInto(page.shown, current).length > 0 || linksFrom(page.shown, current).length > 0) ? current : null;

function open(cell: number, range: Range | null): void {
  const document = page?.shown.graph.documents[cell];
  if (document !== undefined) editor.postMessage({ type: "open", document, range });
}

/** The row that a key leads to; undefined for any other key. */
function rowForKey(key: string, shown: Shown): number | undefined {
  const row = rowAt(shown, current);
  const last = shown.rows.length - 1;
  const page = Math.max(1, Math.floor(main.clientHeight / 26) - 1);
  switch (key) {
    case "ArrowDown":
      return Math.min(last, row + 1);
    case "ArrowUp":
      return Math.max(0, row - 1);
    case "PageDown":
      return Math.min(last, row + page);
    case "PageUp":
      return Math.max(0, row - page);
    case "Home":
      return 0;
    case "End":
      return last;
    // To where the cell's names come from, nearest first; and to where they go.
    case "ArrowLeft":
      return shown.rowOf.get(linksInto(shown, current).at(-1)?.from ?? current);
    case "ArrowRight":
      return shown.rowOf.get(linksFrom(shown, current).at(0)?.to ?? current);
    default:
      return undefined;
  }
}

main.addEventListener("keydown", (event) => {
  if (!page || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = rowForKey(event.key, page.shown);
  if (row !== undefined) select(row, true);
  else if (event.key === "Enter" || event.key === " ") open(current, null);
  else return;
  event.preventDefault();
});

new ResizeObserver(() => {
  if (!page || Math.abs(main.clientWidth - drawnFor) < 40) return;
  show(byId("name").textContent ?? "", page.shown);
}).observe(main);

imports.addEventListener("change", () => {
  if (page) show(byId("name").textContent ?? "", toShown(page.shown.graph, imports.checked));
});

next.addEventListener("click", () => {
  const row = page && nextMarkedRow(page.shown, rowAt(page.shown, current));
  if (row !== null) select(row, true);
});

window.addEventListener("message", ({ data }: MessageEvent<ToView>) => {
  if (data.type === "select") {
    if (page && page.shown.rows.length > 0) select(rowAt(page.shown, data.cell), false);
    return;
  }
  if (data.type === "nothing") return showNothing(data.says);
  const text = JSON.stringify(data);
  if (text === shownText) return;
  shownText = text;
  if (page && page.shown.graph.notebook !== data.graph.notebook) current = 0;
  show(data.name, toShown(data.graph, imports.checked));
});

const kept = editor.getState();
current = kept?.current ?? 0;
imports.checked = kept?.withImports ?? false;
byId("legend").append(legend());
editor.postMessage({ type: "ready" });
