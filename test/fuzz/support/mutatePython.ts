// Breaks Python as people and merges break it: tokens dropped, doubled, swapped, brackets put in, lines cut and moved.
import type { Chance } from "./random";

const spices = [
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "'",
  '"',
  "'''",
  "f'{",
  ":",
  "=",
  ":=",
  "\\\n",
  "\n",
  "\n    ",
  "\t",
  "%",
  "!",
  "?",
  "%%time\n",
  "@",
  "*",
  "**",
  ".",
  ",",
  ";",
  "#",
  "except:",
  "try:",
  "lambda",
  "async ",
  "await ",
  "\r\n",
  "\0",
  "\ud800",
  "\u2028",
  "é",
  "# nbready: ignore",
  "%time ",
  "!pip install x",
  "import ",
  "del ",
  "global x",
  "yield",
  "match x:\n case",
  "0x",
  "1e999",
  "\f",
];

/** One to four mutations of a cell's text; `other` lends tokens. */
export function mutatePython(source: string, other: string, chance: Chance): string {
  let tokens = tokensOf(source);
  const strangers = tokensOf(other);
  for (let left = 1 + chance.below(4); left > 0; left--) tokens = mutate(tokens, strangers, chance);
  return tokens.join("");
}

const tokensOf = (text: string): string[] => text.match(/\w+|\n[ \t]*|[^\S\n]+|[^\w\s]/g) ?? [];

function mutate(tokens: readonly string[], strangers: readonly string[], chance: Chance): string[] {
  const at = chance.below(tokens.length + 1);
  const to = chance.below(tokens.length + 1);
  const before = tokens.slice(0, at);
  const after = tokens.slice(at);
  switch (chance.below(8)) {
    case 0:
      return [...before, ...after.slice(1)];
    case 1:
      return [...before, ...after.slice(0, 1), ...after];
    case 2:
      return tokens.map((token, index) => (index === at ? (tokens[to] ?? "") : index === to ? (tokens[at] ?? "") : token));
    case 3:
      return [...before, chance.pick(spices), ...after];
    case 4:
      return [...before, ...(strangers.length > 0 ? [chance.pick(strangers)] : []), ...after];
    case 5:
      return [...before, ...tokens.slice(Math.min(at, to), Math.max(at, to)), ...after];
    case 6:
      return [...tokens.slice(0, Math.min(at, to)), ...tokens.slice(Math.min(at, to) + 1 + chance.below(6))];
    default:
      return before;
  }
}
