// A library that shows its progress anew each time leaves the same output many times: one stands for all that follow one another.
import { textOf, type Block } from "../text/textView";
import { withoutNoise } from "./noise";
import type { OutputView } from "./outputChanges";

/** The outputs; of neighbours that came or went alike the first, with how many they are. */
export function foldAlike(outputs: readonly OutputView[]): readonly OutputView[] {
  const folded: OutputView[] = [];
  for (let at = 0; at < outputs.length;) {
    let end = at + 1;
    while (end < outputs.length && isAlike(outputs[at], outputs[end])) end++;
    folded.push(end - at === 1 ? outputs[at] : { ...outputs[at], note: `${end - at} alike` });
    at = end;
  }
  return folded;
}

/** True for texts that only one side has, and that say the same but for what every run makes anew. */
const isAlike = (one: OutputView, other: OutputView): boolean =>
  one.kind !== "changed" &&
  one.kind === other.kind &&
  one.label === other.label &&
  isText(one) &&
  isText(other) &&
  one.blocks.length === other.blocks.length &&
  one.blocks.every((block, at) => lineOf(block) === lineOf(other.blocks[at]));

const isText = ({ image, html, json }: OutputView): boolean => image === null && html === null && json === undefined;

const lineOf = (block: Block): string =>
  block.kind === "edit" ? withoutNoise([block.before, block.after].map((line) => (line ? textOf(line) : "")).join("")) : "";
