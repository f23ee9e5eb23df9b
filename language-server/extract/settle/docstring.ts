// The docstring of a function that is made of a cell: the heading above it, else the comment that it begins with.
import { headingOf } from "../../graph/title";
import type { Notebook } from "../../notebook/model";
import { rememberFor } from "../../util/rememberFor";
import type { Step } from "../cut/step";
import type { Survey } from "../survey";

const longest = 72;

/** "1. ", "2.3 ", "4) ": not the number of "8-bit Adam". */
const numbering = /^\d+(?:[.)]|(?:\.\d+)+[.)]?)\s+/;
/** "Lesson 14.3: ", "Step 2 - ", in front of more. */
const part =
  /^(?:appendix|chapter|day|exercise|lab|lecture|lesson|module|part|problem|question|section|step|task|unit|week)\s+\d+(?:\.\d+)*\s*[.):–—-]\s*(?=\p{L})/iu;
/** The name of a place in the text, as Hugging Face's documentation writes it: "Train[[train]]". */
const anchor = /\[\[[^[\]]*\]\]$/;

/** A heading without its number and its anchor. */
const plainTitle = (title: string): string => title.replace(part, "").replace(numbering, "").replace(anchor, "");

/** One line without quotes around it, or null where no heading is directly above the cell. */
export function findDocstring(notebook: Notebook, cell: number): string | null {
  const title = titleAbove(notebook, cell);
  return title === null ? null : asSentence(title);
}

/** The nearest heading above a cell with no code in between, but for the title of the whole notebook; null where there is none. */
export function titleAbove(notebook: Notebook, cell: number): string | null {
  for (let at = cell - 1; at >= 0 && notebook.cells[at].kind !== "code"; at--) {
    const heading = notebook.cells[at].kind === "markdown" ? headingOf(notebook.cells[at]) : null;
    if (heading) return at === titleCell(notebook) ? null : plainTitle(heading.title);
  }
  return null;
}

/** The cell with the notebook's title: its first heading, where that is the only one of the first level and others follow; -1 where there is none. */
const titleCell = rememberFor(({ cells }: Notebook): number => {
  const levels = cells.map((cell) => (cell.kind === "markdown" ? (headingOf(cell)?.level ?? 0) : 0));
  const headings = levels.filter((level) => level > 0);
  const isTitle = headings.length > 1 && headings[0] === 1 && headings.lastIndexOf(1) === 0;
  return isTitle ? levels.indexOf(1) : -1;
});

/** A single line of prose at the top of the statements, which is the docstring in place of a comment; null where there is none. */
export function openingComment(
  survey: Survey,
  { chunks: [{ cell, start, statements }] }: Step,
): { readonly line: string; readonly docstring: string } | null {
  const above = survey
    .sourceOf(cell)
    .slice(start, statements[0].start)
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const [line] = above;
  if (
    above.length !== 1 ||
    !/^#[ \t]+\p{L}/u.test(line) ||
    !/^[^=()[\]{}@%<>`]*$/.test(line) ||
    /noqa|type:|nbready|pylint|fmt:|TODO|FIXME|XXX/.test(line)
  )
    return null;
  const docstring = asSentence(line.slice(1));
  return docstring !== null && docstring.includes(" ") ? { line, docstring: docstring.charAt(0).toUpperCase() + docstring.slice(1) } : null;
}

/** "Let's ", "And now we will ", in front of what is done. */
const lead =
  /^(?:(?:and|so|now|next|first|then|finally|here)\b,?\s+)*(?:let['’]?s|let us|we(?:['’]ll| will| can| are going to))\s+(?:(?:now|first|then|also|just)\s+)*(?=\p{L})/iu;

/** A sentence that says what the code does; null for a question, which does not. */
function asSentence(title: string): string | null {
  if (/[?？]\s*$/.test(title)) return null;
  const told = title.replace(lead, "");
  const text = (told === title ? title : told.charAt(0).toUpperCase() + told.slice(1))
    .replace(/(?<![\s:;,–—-])[\s:;,–—-]+$/u, "")
    .replace(/\\/g, "\\\\")
    .replace(/"/g, "'")
    .trim();
  // A heading that was shortened is no sentence.
  return text === "" || text.length > longest || text.endsWith("…")
    ? null
    : /[.!?…。！？\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(text)
      ? text
      : `${text}.`;
}
