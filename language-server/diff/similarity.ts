// Says how alike two cells are, by the words they share.
import type { Cell } from "../notebook/model";
import { isSpace, isWord, tokensOf } from "./tokens";

/** What is known of a cell before it is compared. */
export interface Profile {
  readonly kind: Cell["kind"];
  readonly id: string | null;
  /** Equal for cells that hold the same. */
  readonly key: string;
  /** Weight of each token: how often it stands there, signs for less than words. */
  readonly bag: ReadonlyMap<string, number>;
  readonly weight: number;
  /** Number of names and numbers. */
  readonly words: number;
  /** The start of what the outputs show, to tell cells of the same few words apart. */
  readonly shown: string;
}

const signWeight = 0.25;
/** Text behind this many characters is not looked at: what a cell is shows before. */
const looked = 20_000;

export function profileOf({ kind, id, source, outputs }: Cell): Profile {
  const bag = new Map<string, number>();
  let weight = 0;
  let words = 0;
  for (const token of tokensOf(source.slice(0, looked))) {
    if (isSpace(token)) continue;
    const own = isWord(token) ? 1 : signWeight;
    if (own === 1) words++;
    bag.set(token, (bag.get(token) ?? 0) + own);
    weight += own;
  }
  const shown = outputs[0]?.data[0]?.text?.slice(0, 200) ?? "";
  return { kind, id, key: `${kind} ${source.replace(/\r\n?/g, "\n").trimEnd()}`, bag, weight, words, shown };
}

/**
 * From 0 (nothing in common) to 1 (the same tokens): Dice's coefficient over the bags of tokens. Cells of different kinds are
 * alike where nearly all of the text is the same (code that was made Markdown).
 */
export function similarity(a: Profile, b: Profile): number {
  if (a.key === b.key) return 1;
  if (a.weight === 0 || b.weight === 0) return 0;
  const [small, large] = a.bag.size <= b.bag.size ? [a.bag, b.bag] : [b.bag, a.bag];
  let shared = 0;
  for (const [token, count] of small) shared += Math.min(count, large.get(token) ?? 0);
  const alike = (2 * shared) / (a.weight + b.weight);
  if (a.kind !== b.kind) return alike >= 0.8 ? alike - 0.2 : 0;
  return a.shown !== "" && a.shown === b.shown ? Math.min(1, alike + 0.1) : alike;
}
