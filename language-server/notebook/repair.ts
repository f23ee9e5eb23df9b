// Repairs what can be repaired in a notebook file without losing anything: ids, missing keys, null sources, a byte-order mark, NaN.
import { findFaults } from "./formatProblems";
import { withoutNaN } from "./jsonNaN";
import { replaceSpans } from "../util/replaceSpans";
import { setValues } from "./jsonPatch";
import { rootSpan } from "./jsonSpans";
import { detectStyle } from "./jsonStyle";
import { jsonOf } from "./read";

/** The text of a readable notebook with every repairable format problem repaired; other bytes stay. */
export function repairText(text: string): string {
  const body = withoutNaN(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  const json = jsonOf(body);
  if (!Array.isArray(json.cells)) return body;
  const sets = findFaults(json).flatMap((fault) => fault.repairs);
  const patches = setValues(body, rootSpan(body), sets, detectStyle(body), 0);
  return replaceSpans(body, patches);
}
