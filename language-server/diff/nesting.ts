// Measures how deep a JSON text is nested: what goes through values by recursion stops before the engine's stack does.
import { skipString } from "../notebook/jsonSpans";

/** Real notebooks stay below 30; the engine's stack lasts for some thousands. */
export const deepest = 500;

/** The largest number of containers around a value. */
export function nestingOf(text: string): number {
  const token = /["[\]{}]/g;
  let depth = 0;
  let most = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '"') token.lastIndex = skipString(text, match.index);
    else if (match[0] === "[" || match[0] === "{") most = Math.max(most, ++depth);
    else depth--;
  }
  return most;
}
