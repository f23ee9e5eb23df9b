// Texts side by side: a table of lines with numbers, marked words, and runs of equal lines that unfold.
import type { SideLines } from "../../language-server/diff/outputs/outputChanges";
import { elsewhereText, type Elsewhere, type SourceBlock } from "../../language-server/diff/text/elsewhere";
import { facing, hunkAt, keptLine, placeOf, runAt, type Edit, type Hunk, type Place } from "../../language-server/diff/text/facing";
import type { Block, LineView, SameLine } from "../../language-server/diff/text/textView";
import { unmarked } from "../../language-server/diff/text/wordDiff";
import { element } from "../shared/elements";
import type { Token } from "./highlight";
import { line } from "./line";

/** Coloured lines of both texts; none for outputs. */
export interface Colours {
  readonly before: readonly (readonly Token[])[];
  readonly after: readonly (readonly Token[])[];
}

export const noColours: Colours = { before: [], after: [] };

export interface TextOptions {
  readonly label: string;
  readonly colours: Colours;
  /** The texts of both sides, so that what is left out can be unfolded. */
  readonly lines?: SideLines;
  /** Where in them the blocks begin; default at the start. */
  readonly from?: Place;
  /** Offers to put a run of lines back. */
  readonly onRevert?: (hunk: Hunk) => void;
}

/** Pixels that are left beside a mark that a table is scrolled to. */
const margin = 24;

/** The table; a side that has no line at a place is empty there. */
export function textTable(
  blocks: readonly SourceBlock[],
  { label, colours, lines, from = { before: 0, after: 0 }, onRevert }: TextOptions,
): HTMLTableElement {
  const parts: HTMLElement[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at];
    if (block.kind === "skipped")
      parts.push(element("tbody", {}, [skippedRow(block.count, lines && placeOf(blocks, at, from), lines, colours)]));
    else if (block.kind === "elsewhere") parts.push(element("tbody", { className: "run" }, [elsewhereRow(block, lines, colours)]));
    else if (block.kind === "same") parts.push(element("tbody", {}, [sameRow(block, colours)]));
    else {
      const run = runAt(blocks, at);
      const made = runParts(run, colours);
      if (onRevert) made.find(({ className }) => className === "run")?.rows[0].cells[2].append(revertButton(hunkAt(blocks, at), onRevert));
      parts.push(...made);
      at += run.length - 1;
    }
  }
  return element("table", { className: "text", attributes: { "aria-label": label } }, [columns(), heading(), ...parts]);
}

/** A run of edits: its changed lines, and between them those that stand as they were. */
function runParts(run: readonly Edit[], colours: Colours): readonly HTMLTableSectionElement[] {
  const parts: HTMLTableSectionElement[] = [];
  for (const edit of facing(run)) {
    const kept = keptLine(edit);
    if (kept) {
      parts.push(element("tbody", {}, [sameRow(kept, colours)]));
      continue;
    }
    if (parts.at(-1)?.className !== "run") parts.push(element("tbody", { className: "run" }));
    parts
      .at(-1)
      ?.append(
        element("tr", { className: "edit" }, [...half(edit.before, "del", colours.before), ...half(edit.after, "ins", colours.after)]),
      );
  }
  return parts;
}

/** Lines that stay whole, as those of a table of data: a pane for each side, scrolled together. */
export function textPanes(
  blocks: readonly Block[],
  { label, lines, from = { before: 0, after: 0 } }: Omit<TextOptions, "colours" | "onRevert">,
): HTMLElement {
  const rows = { before: [] as HTMLElement[], after: [] as HTMLElement[] };
  blocks.forEach((block, at) => {
    const made = block.kind === "skipped" ? skippedPaneRows(block.count, lines && placeOf(blocks, at, from), lines) : paneRows(block);
    rows.before.push(made.before);
    rows.after.push(made.after);
  });
  const sides = bothSides.map((side) => {
    const table = element("table", { className: "text", attributes: { "aria-label": `${label}, ${side}` } }, [
      element("tbody", {}, rows[side]),
    ]);
    return element("div", { className: "pane", attributes: { role: "region", tabindex: "0", "aria-label": `${label}, ${side}` } }, [table]);
  });
  const [one, other] = sides;
  one.addEventListener("scroll", () => {
    other.scrollLeft = one.scrollLeft;
  });
  other.addEventListener("scroll", () => {
    one.scrollLeft = other.scrollLeft;
  });
  // What changed is seen at once, also in a wide table: as much is scrolled as the change furthest to the left asks for.
  requestAnimationFrame(() => {
    const ends = sides.flatMap((pane) =>
      [...pane.querySelectorAll("td > del, td > ins")].map(
        (mark) => mark.getBoundingClientRect().right - pane.getBoundingClientRect().left,
      ),
    );
    if (ends.length > 0) one.scrollLeft = Math.max(0, Math.min(...ends) + margin - one.clientWidth);
  });
  return element("div", { className: "panes" }, sides);
}

const bothSides = ["before", "after"] as const;

/** A row of each pane. */
type PaneRows = Readonly<Record<(typeof bothSides)[number], HTMLElement>>;

function paneRows(block: Exclude<Block, { kind: "skipped" }>): PaneRows {
  if (block.kind === "edit")
    return {
      before: element("tr", { className: "edit" }, half(block.before, "del", [])),
      after: element("tr", { className: "edit" }, half(block.after, "ins", [])),
    };
  const row = (place: number, text: string): HTMLElement =>
    element("tr", { className: "same" }, [number(place), line(unmarked(text), undefined)]);
  return { before: row(block.before, block.was ?? block.text), after: row(block.after, block.text) };
}

/** Rows that did not change: a click in one pane shows them in both. */
function skippedPaneRows(count: number, place: Place | undefined, lines: SideLines | undefined): PaneRows {
  const text = `${count} unchanged ${count === 1 ? "row" : "rows"}`;
  const unfold = (): void => {
    const shown =
      place && lines
        ? Array.from({ length: count }, (_, at) =>
            paneRows({
              kind: "same",
              before: place.before + at + 1,
              after: place.after + at + 1,
              text: lines.after[place.after + at] ?? "",
              was: lines.before[place.before + at],
            }),
          )
        : [];
    for (const side of bothSides) folded[side].replaceWith(...shown.map((row) => row[side]));
  };
  const row = (): HTMLElement => {
    const told = lines
      ? element("button", { className: "fold", text, attributes: { "aria-expanded": "false" }, onClick: unfold })
      : element("span", { className: "fold", text });
    return element("tr", { className: "skip" }, [element("td", { attributes: { colspan: "2" } }, [told])]);
  };
  const folded: PaneRows = { before: row(), after: row() };
  return folded;
}

const columns = (): HTMLElement =>
  element(
    "colgroup",
    {},
    ["n", "t", "n", "t"].map((className) => element("col", { className })),
  );

const heading = (): HTMLElement => {
  const names = ["Line before", "Before", "Line after", "After"];
  return element("thead", {}, [
    element(
      "tr",
      {},
      names.map((text) => element("th", { attributes: { scope: "col" } }, [element("span", { className: "unseen", text })])),
    ),
  ]);
};

const sameRow = ({ before, after, text, was = text }: SameLine, colours: Colours): HTMLElement =>
  element("tr", { className: "same" }, [
    number(before),
    line(unmarked(was), colours.before[before - 1]),
    number(after),
    line(unmarked(text), colours.after[after - 1]),
  ]);

function half(view: LineView | null, side: "del" | "ins", colours: readonly (readonly Token[])[]): readonly HTMLElement[] {
  if (!view) return [element("td", { className: "n none" }), element("td", { className: "t none" })];
  const [n, t] = [number(view.number), line(view.pieces, colours[view.number - 1], side)];
  n.classList.add(side);
  t.classList.add(side);
  // Colour alone tells nobody who cannot see it.
  n.prepend(element("span", { className: "unseen", text: side === "del" ? "removed " : "added " }));
  return [n, t];
}

const number = (value: number): HTMLElement => element("td", { className: "n", text: String(value) });

function skippedRow(count: number, place: Place | undefined, lines: TextOptions["lines"], colours: Colours): HTMLElement {
  const text = `${count} unchanged ${count === 1 ? "line" : "lines"}`;
  const row = element("tr", { className: "skip" });
  if (!place || !lines) {
    row.append(element("td", { text, attributes: { colspan: "4" } }));
    return row;
  }
  const button = element("button", {
    className: "fold",
    text,
    attributes: { "aria-expanded": "false" },
    onClick: () => {
      const rows = Array.from({ length: count }, (_, index) => {
        const [before, after] = [place.before + index, place.after + index];
        return sameRow({ before: before + 1, after: after + 1, text: lines.after[after] ?? "", was: lines.before[before] }, colours);
      });
      row.replaceWith(...rows);
    },
  });
  row.append(element("td", { attributes: { colspan: "4" } }, [button]));
  return row;
}

/** Lines that stand in another cell on the other side: a word tells where, a click shows them. */
function elsewhereRow(block: Elsewhere, lines: TextOptions["lines"], colours: Colours): HTMLElement {
  const text = elsewhereText(block);
  const tag = block.side === "before" ? "del" : "ins";
  const own = lines?.[block.side].slice(block.first - 1, block.first - 1 + block.count);
  const beside = (cells: readonly HTMLElement[]): HTMLElement => {
    const nothing = half(null, tag, []);
    return element("tr", { className: "edit" }, tag === "del" ? [...cells, ...nothing] : [...nothing, ...cells]);
  };
  const unfold = (): void =>
    row.replaceWith(
      ...(own ?? []).map((line, index) => beside(half({ number: block.first + index, pieces: unmarked(line) }, tag, colours[block.side]))),
    );
  const told = own
    ? element("button", { className: "fold", text, attributes: { "aria-expanded": "false" }, onClick: unfold })
    : document.createTextNode(text);
  const row = beside([element("td", { className: `n ${tag}` }), element("td", { className: `t ${tag} elsewhere` }, [told])]);
  return row;
}

function revertButton(hunk: Hunk, onRevert: (hunk: Hunk) => void): HTMLElement {
  const count = Math.max(hunk.new.end - hunk.new.start, hunk.old.end - hunk.old.start);
  const title = count === 1 ? "Revert this line" : `Revert these ${count} lines`;
  return element("button", {
    className: "revert-lines",
    text: "→",
    title,
    attributes: { "aria-label": title },
    onClick: () => onRevert(hunk),
  });
}
