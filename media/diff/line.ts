// One line of a text on the page: its changed words marked, its tokens coloured, broken where code is best broken.
import { indentOf, shortestBroken } from "../../language-server/diff/text/indent";
import { textOf } from "../../language-server/diff/text/textView";
import type { Piece } from "../../language-server/diff/text/wordDiff";
import { visible } from "../../language-server/notebook/visible";
import { element } from "../shared/elements";
import type { Token } from "./highlight";

/** Longer lines are data: their middle is left out. */
const longestLine = 2_000;

/** A line's text: its changed words marked, its tokens coloured where they are known and are its text. */
export function line(pieces: readonly Piece[], tokens: readonly Token[] | undefined, side: "del" | "ins" = "ins"): HTMLElement {
  const cell = element("td", { className: "t" });
  const text = textOf({ pieces });
  const isColoured = tokens && text.length <= longestLine && tokens.map((token) => token.text).join("") === text;
  const write = text.length < shortestBroken ? plain : isColoured ? brokenCode : brokenText;
  const coloured = isColoured ? new Coloured(tokens, write) : undefined;
  const nodesOf = (part: string): readonly Node[] => (coloured ? coloured.take(part.length) : write(part));
  const { lead: indent, columns } = indentOf(text);
  if (columns > 0) cell.style.setProperty("--indent", `${columns}ch`);
  for (const [index, piece] of shortened(pieces, text.length).entries()) {
    // The style sheet keeps a line from being broken behind its indentation.
    const lead = index === 0 && indent !== "" ? (/^[ \t]+/.exec(piece.text)?.[0] ?? "") : "";
    const nodes = [
      ...(lead === "" ? [] : [element("span", { className: "indent" }, nodesOf(lead))]),
      ...nodesOf(piece.text.slice(lead.length)),
    ];
    if (piece.changed) cell.append(element(side, {}, nodes));
    else cell.append(...nodes);
  }
  return cell;
}

/** A letter of a script that is written from right to left: Hebrew, Arabic and those about them. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Code that has no colour may hold several names: each stands to the right of the sign before it. */
function terms(token: Token): readonly Token[] {
  if (token.kind !== "") return [token];
  const ends = [...[...token.text.matchAll(signBeforeName)].map(({ index, 0: sign }) => index + sign.length), token.text.length];
  return ends.map((end, at) => ({ ...token, text: token.text.slice(ends[at - 1] ?? 0, end) }));
}

const signBeforeName = /[^\p{L}\p{M}\p{N}_\s]\s*(?=[\p{L}_])/gu;

type Write = (text: string) => readonly Node[];

const plain: Write = (text) => (text === "" ? [] : [document.createTextNode(visible(text))]);

/** A text that may be broken behind these signs: data often has no spaces, and code only some; a call may be broken behind its parenthesis. */
const brokenBehind =
  (signs: RegExp): Write =>
  (text) =>
    text.split(/(?<=[,;]|[^\s\]]\()(?!\))/).flatMap((part) => [...plain(part), ...(signs.test(part) ? [element("wbr")] : [])]);

const brokenText = brokenBehind(/[,;]$/);
const brokenCode = brokenBehind(/[,;]$|[^\s\]]\($/);

/** Hands out a line's tokens by length. */
class Coloured {
  private token = 0;
  private at = 0;
  private readonly tokens: readonly Token[];
  /** Whether letters run both ways. */
  private readonly isMixed: boolean;
  constructor(
    tokens: readonly Token[],
    private readonly write: Write,
  ) {
    this.isMixed = tokens.some(({ isApart, text }) => isApart && rightToLeft.test(text));
    this.tokens = this.isMixed ? tokens.flatMap(terms) : tokens;
  }

  take(length: number): readonly Node[] {
    const nodes: Node[] = [];
    for (let left = length; left > 0 && this.token < this.tokens.length;) {
      const { kind, text } = this.tokens[this.token];
      const part = text.slice(this.at, this.at + left);
      const written = this.write(part);
      // Only where a token begins: what a change has cut in parts is read on as one.
      const names = [...(kind === "" ? [] : [`k-${kind}`]), ...(this.isMixed && this.at === 0 ? ["apart"] : [])];
      nodes.push(...(names.length === 0 ? written : [element("span", { className: names.join(" ") }, written)]));
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
  return pieces.map(({ text, changed }) => ({
    changed,
    text: text.length <= most ? text : `${text.slice(0, most - 40)} … (${text.length} characters) … ${text.slice(-40)}`,
  }));
}
