// Places that stand for a whole cell.
import type { Cell, Span } from "../../notebook/model";

/** The first line of a cell that is not blank, without the blanks around it. */
export function firstLine({ source }: Cell): Span {
  const match = /\S[^\r\n]*/.exec(source);
  return match ? { start: match.index, end: match.index + match[0].trimEnd().length } : { start: 0, end: 0 };
}
