// The docstring of a function that is made of a cell: the heading above it, else the comment that it begins with.
import { headingOf } from "../../graph/title";
import type { Notebook } from "../../notebook/model";
import type { Step } from "../cut/step";
import type { Survey } from "../survey";

const longest = 72;

/** "1. ", "2.3 ", "4) ": not the number of "8-bit Adam". */
const numbering = /^\d+(?:[.)]|(?:\.\d+)+[.)]?)\s+/;
/** The name of a place in the text, as Hugging Face's documentation writes it: "Train[[train]]". */
const anchor = /\[\[[^[\]]*\]\]$/;

/** A heading without its number and its anchor. */
export const plainTitle = (title: string): string => title.replace(numbering, "").replace(anchor, "");

/** One line without quotes around it, or null where no heading stands directly above the cell. */
export function findDocstring({ cells }: Notebook, cell: number): string | null {
  for (let at = cell - 1; at >= 0 && cells[at].kind === "markdown"; at--) {
    const heading = headingOf(cells[at]);
    if (heading) return asSentence(plainTitle(heading.title));
  }
  return null;
}

/** A single line of prose at the top of the statements, which is the docstring in place of a comment; null where there is none. */
export function openingComment(survey: Survey, { chunks: [{ cell, start, statements }] }: Step): { readonly line: string; readonly docstring: string } | null {
  const above = survey.sourceOf(cell).slice(start, statements[0].start).split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== "");
  const [line] = above;
  if (above.length !== 1 || !/^#[ \t]+\p{L}/u.test(line) || !/^[^=()[\]{}@%<>`]*$/.test(line) || /noqa|type:|nbready|pylint|fmt:|TODO|FIXME|XXX/.test(line)) return null;
  const docstring = asSentence(line.slice(1));
  return docstring !== null && docstring.includes(" ") ? { line, docstring: docstring.charAt(0).toUpperCase() + docstring.slice(1) } : null;
}

function asSentence(title: string): string | null {
  const text = title.replace(/\\/g, "\\\\").replace(/"/g, "'").trim();
  return text === "" || text.length > longest ? null : /[.!?…]$/.test(text) ? text : `${text}.`;
}
