// NaN and Infinity in a JSON text: Python writes and reads them although JSON has neither.
import { skipString } from "./jsonSpans";

/** The text with null for each NaN and Infinity outside strings, which is what browsers make of them; the same text where it has none. */
export function withoutNaN(text: string): string {
  const special = /"|-?(?:NaN|Infinity)/g;
  const pieces: string[] = [];
  let kept = 0;
  for (let match = special.exec(text); match; match = special.exec(text)) {
    if (match[0] === '"') special.lastIndex = skipString(text, match.index);
    else {
      pieces.push(text.slice(kept, match.index), "null");
      kept = special.lastIndex;
    }
  }
  return pieces.length === 0 ? text : pieces.join("") + text.slice(kept);
}
