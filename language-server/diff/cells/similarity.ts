// Says how alike two cells are, by the words they share.
import type { Cell } from "../../notebook/model";
import { rememberFor } from "../../util/rememberFor";
import { hasWord, isSpace, isWord, tokensOf } from "../text/tokens";

/** What is known of a cell before it is compared. Its words are counted when somebody asks: most cells are known again by their whole text. */
export interface Profile extends Words {
  readonly kind: Cell["kind"];
  readonly id: string | null;
  /** Equal for cells that hold the same. */
  readonly key: string;
  /** Length of the text, in characters. */
  readonly size: number;
  /** The first line with something on it; "" where that is a word or a sign alone. */
  readonly head: string;
  /** False for an empty cell, or one of signs alone. */
  readonly hasWords: boolean;
  /** The start of what the outputs show, to distinguish cells of the same few words. */
  readonly shown: string;
}

interface Words {
  /** Weight of each token: how often it stands there, signs for less than words. */
  readonly bag: ReadonlyMap<string, number>;
  readonly weight: number;
  /** Number of names and numbers. */
  readonly words: number;
}

const signWeight = 0.25;
/** Text after this many characters is not looked at: what a cell is shows before. */
const looked = 20_000;

/** A cell's profile; made once for each cell. */
export const profileOf = rememberFor(({ kind, id, source, outputs }: Cell): Profile => {
  const text = (source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source).trimEnd();
  let words: Words | undefined;
  const counted = (): Words => (words ??= countWords(source.slice(0, looked)));
  return {
    kind,
    id,
    key: `${kind} ${text}`,
    size: text.length,
    hasWords: hasWord(text),
    get head() {
      return headOf(text);
    },
    get bag() {
      return counted().bag;
    },
    get weight() {
      return counted().weight;
    },
    get words() {
      return counted().words;
    },
    get shown() {
      return outputs[0]?.data[0]?.text?.slice(0, 200) ?? "";
    },
  };
});

function headOf(text: string): string {
  const line = /\S.*/.exec(text)?.[0].trimEnd() ?? "";
  return tokensOf(line).filter(isWord).length > 1 ? line : "";
}

function countWords(text: string): Words {
  const bag = new Map<string, number>();
  let weight = 0;
  let words = 0;
  for (const token of tokensOf(text)) {
    if (isSpace(token)) continue;
    const own = isWord(token) ? 1 : signWeight;
    if (own === 1) words++;
    bag.set(token, (bag.get(token) ?? 0) + own);
    weight += own;
  }
  return { bag, weight, words };
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
