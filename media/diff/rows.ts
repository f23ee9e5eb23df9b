// The rows of the diff: a section for each cell that something happened to, a line for runs of cells without a change.
import { capital } from "../../language-server/util/capital";
import type { DiffPage, PageCell, PageRow } from "../../language-server/diff/diffPage";
import { textOf, type Block } from "../../language-server/diff/text/textView";
import type { ValueView } from "../../language-server/diff/view";
import { gist } from "../../language-server/diff/words";
import { visible } from "../../language-server/notebook/visible";
import { element } from "../shared/elements";
import { highlightLines, type Token } from "./highlight";
import { rowMarkdown, type ChangedRow } from "./markdown";
import type { Revert } from "./messages";
import { clearedLines, mostLines, outputSection } from "./outputs";
import { textTable } from "./text";

export interface RowEvents {
  /** The file's name, for what is copied. */
  readonly file: string;
  readonly canRevert: boolean;
  onCopy(text: string, what: string): void;
  onRevert(revert: Revert): void;
  onOpen(side: "before" | "after", cell: number): void;
  /** Asks for the images that lie on servers. */
  onLoadImages(): void;
  /** Leads to the row of a moved cell: from its old place to the new one, and back. */
  onJump(from: HTMLElement): void;
}

/** A row on the page. Its body is made when it comes near the window: a diff of hundreds of cells opens at once. */
export interface Row {
  readonly element: HTMLElement;
  /** null for the notebook's own metadata. */
  readonly row: PageRow | null;
  /** True for what "next change" stops at. */
  readonly isChange: boolean;
  /** What its body holds as text, for the search. */
  readonly texts: () => readonly string[];
  /** Makes the body where it is not there yet; unfolded, shows unchanged cells and lines, too. */
  fill(isUnfolded: boolean): void;
}

const signs = { added: "+", removed: "−", changed: "~", moved: "↕" } as const;
/** Height of a line of code, pixels: for the place that a body takes before it is there. */
const lineHeight = 19;

export function makeRows({ notebook, rows }: DiffPage, events: RowEvents): readonly Row[] {
  return [...(notebook.length > 0 ? [notebookRow(notebook)] : []), ...rows.map((row) => makeRow(row, events))];
}

function makeRow(row: PageRow, events: RowEvents): Row {
  if (row.kind === "same") return sameRow(row, events);
  return row.kind === "left" ? leftRow(row, events) : changedRow(row, events);
}

function notebookRow(values: readonly ValueView[]): Row {
  const section = element(
    "section",
    { className: "row changed", attributes: { "aria-label": "Notebook: metadata changed", tabindex: "-1" } },
    [
      element("header", {}, [
        sign("changed"),
        element("h2", { text: "Notebook" }),
        element("span", { className: "word", text: "metadata changed" }),
      ]),
      valueList(values),
    ],
  );
  return {
    element: section,
    row: null,
    isChange: true,
    texts: () => values.flatMap(({ name, before, after }) => [name, before ?? "", after ?? ""]),
    fill: (isUnfolded) => {
      if (isUnfolded) unfold(section);
    },
  };
}

const sign = (kind: keyof typeof signs): HTMLElement =>
  element("span", { className: "sign", text: signs[kind], attributes: { "aria-hidden": "true" } });

function changedRow(row: Exclude<ChangedRow, { kind: "left" }>, events: RowEvents): Row {
  const cell = row.kind === "removed" ? row.before : row.after;
  const title = capital(cell.label);
  const body = element("div", { className: "body" });
  const section = element(
    "section",
    {
      className: `row ${row.kind}`,
      attributes: { "aria-label": `${title}: ${row.happening}`, tabindex: "-1", "data-cell": String(cell.index) },
    },
    [
      element("header", {}, [
        sign(row.kind),
        element("h2", { text: title }),
        element("span", { className: "word", text: row.happening }),
        actions(row, events),
      ]),
      body,
    ],
  );
  section.style.setProperty("--height", `${estimate(row)}px`);
  let isFilled = false;
  const fill = (isUnfolded: boolean): void => {
    if (!isFilled) body.replaceChildren(...bodyOf(row, events));
    isFilled = true;
    section.classList.add("filled");
    if (isUnfolded) unfold(body);
  };
  const texts = (): readonly string[] => [
    ...("before" in row ? [row.before.source] : []),
    ...("after" in row ? [row.after.source] : []),
    ...row.values.flatMap(({ name, before, after }) => [name, before ?? "", after ?? ""]),
    ...row.outputs.flatMap(({ lines }) => (lines ? [...lines.before, ...lines.after] : [])),
    ...row.outputs.flatMap(({ json }) => (json ? [JSON.stringify(json)] : [])),
    ...row.outputs.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === "same"
          ? [block.was ?? "", block.text]
          : block.kind === "edit"
            ? [block.before, block.after].map((line) => (line ? textOf(line) : ""))
            : [],
      ),
    ),
  ];
  return { element: section, row, isChange: true, texts, fill };
}

/** What unfolds may hold what unfolds: deeper than this nobody looks. */
const deepest = 20;

function unfold(body: HTMLElement): void {
  for (let depth = 0; depth < deepest; depth++)
    body.querySelectorAll<HTMLElement>('button.fold:not([aria-expanded="true"])').forEach((button) => button.click());
}

/** What can be done with a change, as buttons in its head. */
function actions(row: Exclude<ChangedRow, { kind: "left" }>, events: RowEvents): HTMLElement {
  const cell = row.kind === "removed" ? row.before : row.after;
  const name = capital(cell.label);
  const button = (text: string, title: string, onClick: () => void): HTMLElement =>
    element("button", { className: "action", text, title, attributes: { "aria-label": `${text}, ${name}: ${title}` }, onClick });
  const group = element("span", { className: "actions" });
  if (row.kind === "moved") group.append(button("Old place", "Go to where the cell stood before", () => events.onJump(group)));
  group.append(button("Copy", "Copy the change as Markdown", () => events.onCopy(rowMarkdown(row, events.file), name)));
  if (events.canRevert) group.append(button("Revert", revertTitles[row.kind], () => events.onRevert(revertOf(row))));
  group.append(
    button("Open", "Open the cell in the notebook", () => events.onOpen(row.kind === "removed" ? "before" : "after", cell.index)),
  );
  return group;
}

const revertTitles = {
  added: "Take the cell out",
  removed: "Put the cell back",
  changed: "Put the cell back to how it was",
  moved: "Put the cell back to where and how it was",
} as const;

function revertOf(row: Exclude<ChangedRow, { kind: "left" }>): Revert {
  switch (row.kind) {
    case "added":
      return { kind: "added", after: row.after.index };
    case "removed":
      return { kind: "removed", before: row.before.index, place: row.place };
    case "moved":
      return { kind: "moved", before: row.before.index, after: row.after.index, place: row.place };
    case "changed":
      return { kind: "changed", before: row.before.index, after: row.after.index };
  }
}

function bodyOf(row: Exclude<ChangedRow, { kind: "left" }>, events: RowEvents): readonly Node[] {
  const [before, after] = ["before" in row ? row.before : undefined, "after" in row ? row.after : undefined];
  const isElsewhere = (row.kind === "added" || row.kind === "removed") && row.split !== null;
  const isNothing = (row.kind === "added" || row.kind === "removed") && row.source.length === 0;
  // A text that did not change, or that stands in another cell's diff, is named by its first words and unfolds.
  const source = isNothing
    ? []
    : row.source.length === 0 || isElsewhere
      ? [foldedText(before, after)]
      : [
          textTable(row.source, {
            label: "Source",
            colours: { before: colours(before), after: colours(after) },
            lines: before && after && { before: linesOf(before), after: linesOf(after) },
            onRevert:
              events.canRevert && (row.kind === "changed" || row.kind === "moved")
                ? (hunk) => events.onRevert({ kind: "lines", before: row.before.index, after: row.after.index, ...hunk })
                : undefined,
          }),
        ];
  const isCleared = (row.kind === "changed" || row.kind === "moved") && row.after.outputs === 0;
  return [
    ...source,
    ...(row.values.length > 0 ? [valueList(row.values)] : []),
    ...row.outputs.map((output) => outputSection(output, isCleared ? clearedLines : mostLines, events.onLoadImages)),
  ];
}

/** The first words of a text; a click shows all of it. */
function foldedText(before: PageCell | undefined, after: PageCell | undefined): HTMLElement {
  const known = after ?? before;
  const words = element("code", { text: visible(known ? gist(known, 100) : "") });
  if (!known || linesOf(known).length === 1) return element("p", { className: "gist" }, [words]);
  const button = element("button", { className: "fold gist", attributes: { "aria-expanded": "false" } }, [words]);
  button.addEventListener("click", () => {
    const blocks = linesOf(known).map((text, index): Block => {
      const number = index + 1;
      const line = { number, pieces: [{ text, changed: false }] };
      return before && after
        ? { kind: "same", before: number, after: number, text }
        : { kind: "edit", before: before ? line : null, after: after ? line : null };
    });
    button.replaceWith(textTable(blocks, { label: "Source", colours: { before: colours(before), after: colours(after) } }));
  });
  return button;
}

const linesOf = ({ source }: PageCell): readonly string[] => source.split(/\r?\n/);

const colours = (cell: PageCell | undefined): readonly (readonly Token[])[] =>
  cell ? highlightLines(cell.source, cell.kind === "code" ? cell.language : cell.kind) : [];

/** Pixels that a body will take, roughly. */
function estimate(row: Exclude<ChangedRow, { kind: "left" }>): number {
  const outputs = row.outputs.map(({ blocks, image }) => 34 + (image ? 320 : Math.min(blocks.length, mostLines) * lineHeight));
  return row.source.length * lineHeight + row.values.length * 22 + outputs.reduce((sum, height) => sum + height, 0) + 24;
}

function leftRow(row: Extract<PageRow, { kind: "left" }>, events: RowEvents): Row {
  const text = `${capital(row.before.label)} ${row.happening}`;
  const section = element("section", {
    className: "row left",
    attributes: { "aria-label": text, tabindex: "-1", "data-left": String(row.after) },
  });
  section.append(
    element("button", { className: "fold", onClick: () => events.onJump(section) }, [
      document.createTextNode(`${text}: `),
      element("code", { text: visible(gist(row.before, 80)) }),
    ]),
  );
  return { element: section, row, isChange: false, texts: () => [], fill: () => {} };
}

function sameRow({ cells }: Extract<PageRow, { kind: "same" }>, events: RowEvents): Row {
  const text = `${cells.length} unchanged ${cells.length === 1 ? "cell" : "cells"}`;
  const body = element("div", { className: "body" });
  const section = element("section", { className: "row same", attributes: { "aria-label": text, tabindex: "-1" } });
  const button = element("button", { className: "fold", text, attributes: { "aria-expanded": "false" } });
  const open = (isOpen: boolean): void => {
    button.setAttribute("aria-expanded", String(isOpen));
    body.hidden = !isOpen;
    if (isOpen && body.childElementCount === 0) body.append(...cells.map(({ before, after }) => sameCell(before, after, events)));
  };
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"));
  open(false);
  section.append(button, body);
  return {
    element: section,
    row: null,
    isChange: false,
    texts: () => cells.map(({ after }) => after.source),
    fill: (isUnfolded) => {
      if (isUnfolded) open(true);
    },
  };
}

function sameCell(before: number, cell: PageCell, events: RowEvents): HTMLElement {
  const tokens = colours(cell);
  const blocks = linesOf(cell).map((text, index) => ({ kind: "same" as const, before: index + 1, after: index + 1, text }));
  const moved = before === cell.index ? "" : `, was cell ${before}`;
  const outputs = cell.outputs > 0 ? ` · ${cell.outputs} ${cell.outputs === 1 ? "output" : "outputs"}` : "";
  return element("section", { className: "quiet", attributes: { "aria-label": `${capital(cell.label)}, unchanged` } }, [
    element("header", {}, [
      element("h3", { text: `${capital(cell.label)}${moved}${outputs}` }),
      element("span", { className: "actions" }, [
        element("button", {
          className: "action",
          text: "Open",
          title: "Open the cell in the notebook",
          attributes: { "aria-label": `Open ${cell.label} in the notebook` },
          onClick: () => events.onOpen("after", cell.index),
        }),
      ]),
    ]),
    textTable(cell.source === "" ? [] : blocks, { label: "Source", colours: { before: tokens, after: tokens } }),
  ]);
}

/** Of many values so many are shown at first. */
const mostValues = 12;

function valueList(values: readonly ValueView[]): HTMLElement {
  const list = element("ul", { className: "values" }, values.slice(0, mostValues).map(valueItem));
  const rest = values.slice(mostValues);
  if (rest.length === 0) return list;
  const more = element("li", { className: "more" }, [
    element("button", {
      className: "fold",
      text: `${rest.length} more`,
      attributes: { "aria-expanded": "false" },
      onClick: () => more.replaceWith(...rest.map(valueItem)),
    }),
  ]);
  list.append(more);
  return list;
}

function valueItem({ name, before, after }: ValueView): HTMLElement {
  const part = (text: string | null, side: "del" | "ins"): readonly Node[] =>
    text === null ? [] : [element(side, { text: visible(text) })];
  return element("li", {}, [
    element("code", { text: visible(name) }),
    document.createTextNode(" "),
    ...part(before, "del"),
    document.createTextNode(before !== null && after !== null ? " → " : ""),
    ...part(after, "ins"),
    ...(before === null ? [document.createTextNode(" (new)")] : after === null ? [document.createTextNode(" (removed)")] : []),
  ]);
}
