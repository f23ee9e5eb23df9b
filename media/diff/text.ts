// Texts side by side: a table of lines with numbers, marked words, and runs of equal lines that unfold.
import { elsewhereText, type Elsewhere, type SourceBlock } from "../../language-server/diff/elsewhere";
import type { Block, LineView } from "../../language-server/diff/textView";
import type { Piece } from "../../language-server/diff/wordDiff";
import { visible } from "../../language-server/notebook/visible";
import { element } from "../shared/elements";
import { facing, hunkAt, placeOf, runAt, type Hunk, type Place } from "./facing";
import type { Token } from "./highlight";

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
  readonly lines?: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Offers to put a run of lines back. */
  readonly onRevert?: (hunk: Hunk) => void;
}

/** Pixels that are left beside a mark that a table is scrolled to. */
const margin = 24;
/** Longer lines are data: their middle is left out. */
const longestLine = 2_000;

/** The table; a side that has no line at a place is empty there. */
export function textTable(blocks: readonly SourceBlock[], { label, colours, lines, onRevert }: TextOptions): HTMLTableElement {
  const parts: HTMLElement[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at];
    if (block.kind === "skipped") parts.push(element("tbody", {}, [skippedRow(block.count, lines && placeOf(blocks, at), lines, colours)]));
    else if (block.kind === "elsewhere") parts.push(element("tbody", {}, [elsewhereRow(block, lines, colours)]));
    else if (block.kind === "same") parts.push(element("tbody", {}, [sameRow(block.before, block.after, block.text, colours)]));
    else {
      const run = runAt(blocks, at);
      const rows = facing(run).map(({ before, after }) => element("tr", { className: "edit" }, [...half(before, "del", colours.before), ...half(after, "ins", colours.after)]));
      if (onRevert) rows[0].cells[2].append(revertButton(hunkAt(blocks, at), onRevert));
      parts.push(element("tbody", { className: "run" }, rows));
      at += run.length - 1;
    }
  }
  return element("table", { className: "text", attributes: { "aria-label": label } }, [columns(), heading(), ...parts]);
}

/** Lines that stay whole, as those of a table of data: a pane for each side, scrolled together. */
export function textPanes(blocks: readonly Block[], label: string): HTMLElement {
  const faced = blocks.flatMap((block, at): readonly Block[] => (block.kind !== "edit" ? [block] : blocks[at - 1]?.kind === "edit" ? [] : facing(runAt(blocks, at))));
  const sides = (["before", "after"] as const).map((side) => {
    const rows = faced.map((block): HTMLElement => {
      if (block.kind === "skipped") return element("tr", { className: "skip" }, [element("td", { text: "⋯", attributes: { colspan: "2" } })]);
      if (block.kind === "same") return element("tr", { className: "same" }, [number(block[side]), line([{ text: block.text, changed: false }], undefined)]);
      return element("tr", { className: "edit" }, half(block[side], side === "before" ? "del" : "ins", []));
    });
    const table = element("table", { className: "text", attributes: { "aria-label": `${label}, ${side}` } }, [element("tbody", {}, rows)]);
    return element("div", { className: "pane", attributes: { role: "region", tabindex: "0", "aria-label": `${label}, ${side}` } }, [table]);
  });
  const [one, other] = sides;
  one.addEventListener("scroll", () => { other.scrollLeft = one.scrollLeft; });
  other.addEventListener("scroll", () => { one.scrollLeft = other.scrollLeft; });
  // What changed is seen at once, also in a wide table.
  requestAnimationFrame(() => {
    const mark = one.querySelector<HTMLElement>("del") ?? other.querySelector<HTMLElement>("ins");
    const pane = mark?.closest<HTMLElement>(".pane");
    if (mark && pane) pane.scrollLeft = Math.max(0, mark.offsetLeft + mark.offsetWidth + margin - pane.clientWidth);
  });
  return element("div", { className: "panes" }, sides);
}

const columns = (): HTMLElement => element("colgroup", {}, ["n", "t", "n", "t"].map((className) => element("col", { className })));

const heading = (): HTMLElement => {
  const names = ["Line before", "Before", "Line after", "After"];
  return element("thead", {}, [element("tr", {}, names.map((text) => element("th", { attributes: { scope: "col" } }, [element("span", { className: "unseen", text })])))]);
};

const sameRow = (before: number, after: number, text: string, colours: Colours): HTMLElement =>
  element("tr", { className: "same" }, [
    number(before), line([{ text, changed: false }], colours.before[before - 1]),
    number(after), line([{ text, changed: false }], colours.after[after - 1]),
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

/** A line's text: its changed words marked, its tokens coloured where they are known and are its text. */
function line(pieces: readonly Piece[], tokens: readonly Token[] | undefined, side: "del" | "ins" = "ins"): HTMLElement {
  const cell = element("td", { className: "t" });
  const text = pieces.map((piece) => piece.text).join("");
  const isColoured = tokens && text.length <= longestLine && tokens.map((token) => token.text).join("") === text;
  const coloured = isColoured ? new Coloured(tokens) : undefined;
  const nodesOf = (part: string): readonly Node[] => (coloured ? coloured.take(part.length) : [document.createTextNode(visible(part))]);
  for (const [index, piece] of shortened(pieces, text.length).entries()) {
    const indent = index === 0 && !piece.changed ? /^[ \t]+(?=\S)/.exec(piece.text)?.[0] ?? "" : "";
    // The style sheet keeps a line from being broken behind its indentation.
    if (indent !== "") cell.append(element("span", { className: "indent" }, nodesOf(indent)));
    const nodes = nodesOf(piece.text.slice(indent.length));
    if (piece.changed) cell.append(element(side, {}, nodes));
    else cell.append(...nodes);
  }
  return cell;
}

/** Hands out a line's tokens by length. */
class Coloured {
  private token = 0;
  private at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  take(length: number): readonly Node[] {
    const nodes: Node[] = [];
    for (let left = length; left > 0 && this.token < this.tokens.length;) {
      const { kind, text } = this.tokens[this.token];
      const part = text.slice(this.at, this.at + left);
      nodes.push(kind === "" ? document.createTextNode(visible(part)) : element("span", { className: `k-${kind}`, text: visible(part) }));
      left -= part.length;
      this.at += part.length;
      if (this.at === text.length) [this.token, this.at] = [this.token + 1, 0];
    }
    return nodes;
  }
}

/** What did not change in a long line is shown at its ends only. */
function shortened(pieces: readonly Piece[], length: number): readonly Piece[] {
  if (length <= longestLine) return pieces;
  const most = Math.max(200, Math.floor(longestLine / pieces.length));
  return pieces.map(({ text, changed }) => ({ changed, text: text.length <= most ? text : `${text.slice(0, most - 40)} … (${text.length} characters) … ${text.slice(-40)}` }));
}

function skippedRow(count: number, place: Place | undefined, lines: TextOptions["lines"], colours: Colours): HTMLElement {
  const text = `${count} unchanged ${count === 1 ? "line" : "lines"}`;
  const row = element("tr", { className: "skip" });
  if (!place || !lines) {
    row.append(element("td", { text, attributes: { colspan: "4" } }));
    return row;
  }
  const button = element("button", { className: "fold", text, attributes: { "aria-expanded": "false" }, onClick: () => {
    const rows = Array.from({ length: count }, (_, index) => sameRow(place.before + index + 1, place.after + index + 1, lines.after[place.after + index] ?? "", colours));
    row.replaceWith(...rows);
  } });
  row.append(element("td", { attributes: { colspan: "4" } }, [button]));
  return row;
}

/** Lines that stand in another cell now: a word tells where, a click shows them. */
function elsewhereRow(block: Elsewhere, lines: TextOptions["lines"], colours: Colours): HTMLElement {
  const text = elsewhereText(block);
  const row = element("tr", { className: "edit" });
  const old = lines?.before.slice(block.first - 1, block.first - 1 + block.count);
  const button = element("button", { className: "fold", text, attributes: { "aria-expanded": "false" }, onClick: () => {
    row.replaceWith(...(old ?? []).map((line, index) => element("tr", { className: "edit" }, [...half({ number: block.first + index, pieces: [{ text: line, changed: false }] }, "del", colours.before), ...half(null, "ins", colours.after)])));
  } });
  row.append(element("td", { className: "n del" }), element("td", { className: "t del elsewhere" }, [old ? button : document.createTextNode(text)]), ...half(null, "ins", colours.after));
  return row;
}

function revertButton(hunk: Hunk, onRevert: (hunk: Hunk) => void): HTMLElement {
  const count = Math.max(hunk.new.end - hunk.new.start, hunk.old.end - hunk.old.start);
  const title = count === 1 ? "Revert this line" : `Revert these ${count} lines`;
  return element("button", { className: "revert-lines", text: "→", title, attributes: { "aria-label": title }, onClick: () => onRevert(hunk) });
}
