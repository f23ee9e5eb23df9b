// Reads a PEP 723 block: the `# /// script` comment that declares a script's or notebook's dependencies.
import type { Declaration } from "../facts";
import type { Cell } from "../../notebook/model";
import { declareRequirement, isText, listOf, present } from "./declaring";
import { parseToml } from "./toml";

export interface InlineScript {
  /** Offsets of the whole block in the cell's source. */
  readonly start: number;
  readonly end: number;
  readonly declarations: readonly Declaration[];
  /** `requires-python` as written; null where it is not given. */
  readonly requiresPython: string | null;
  readonly problem: string | null;
}

/** The pattern of PEP 723, for the type `script`. */
const blockPattern = /^# \/\/\/ script[ \t]*\r?\n((?:#(?:| [^\r\n]*)\r?\n)*?(?:#(?:| [^\r\n]*)\r?\n)*)# \/\/\/[ \t]*$/m;

/** The block in a cell; null where there is none. */
export function readInlineScript(cell: Cell): InlineScript | null {
  if (cell.kind !== "code" || !cell.source.includes("# /// script")) return null;
  const match = blockPattern.exec(cell.source);
  if (!match) return null;
  const content = match[1]
    .split("\n")
    .map((line) => line.replace(/^# ?/, "").replace(/\r$/, ""))
    .join("\n");
  const place = { start: match.index, end: match.index + match[0].length };
  const parsed = parseToml(content);
  if ("problem" in parsed) return { ...place, declarations: [], requiresPython: null, problem: parsed.problem };
  const { dependencies, "requires-python": requiresPython } = parsed.value;
  const declarations = listOf(dependencies)
    .filter(isText)
    .map((text) => declareRequirement(text, null, spanOf(text, place, cell.source), cell.index))
    .filter(present);
  return { ...place, declarations, requiresPython: isText(requiresPython) ? requiresPython : null, problem: null };
}

function spanOf(text: string, place: { readonly start: number; readonly end: number }, source: string): Declaration["span"] {
  const block = source.slice(place.start, place.end);
  const found = [`"${text}"`, `'${text}'`].flatMap((quoted) => {
    const at = block.indexOf(quoted);
    return at < 0 ? [] : [{ at, again: block.indexOf(quoted, at + 1) >= 0 }];
  });
  if (found.length !== 1 || found[0].again) return null;
  const start = place.start + found[0].at + 1;
  return { start, end: start + text.length };
}
