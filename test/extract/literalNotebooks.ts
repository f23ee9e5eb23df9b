// Random notebooks whose cells work on literals of the cells above: what a test of an extracted function can be made of.
import { numbersFrom } from "../support/random";

/** Code cells of one notebook; the same seed gives the same notebook. */
export function makeLiteralNotebook(seed: number): readonly string[] {
  const next = numbersFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)];
  const number = (): string => pick(["0", "-3", "2.5", "7", "1e-3", "12", "0.1"]);
  const word = (): string => pick(["'red'", '"it\'s"', "'two\\nlines'", "'größe'", "''", "'''long'''"]);
  const list = (item: () => string): string => `[${Array.from({ length: 1 + Math.floor(next() * 4) }, item).join(", ")}]`;
  const statements = [
    "total = sum(rows) + n",
    "rows.append(n)",
    "counts[word] = counts.get(word, 0) + 1",
    "print(word, n)",
    "print(f'{n:.3f} {word!r}')",
    "doubled = [row * 2 for row in rows]",
    "for row in rows:\n    print(row, end=';')",
    "best = max(rows)\nprint(best)",
    "rows.sort()",
    "text = word.upper() + str(n)",
    "pairs = dict(zip('abc', rows))",
    "root = math.hypot(n, 4)",
    "n = n * 2",
    "share = round(n / 7, 3)",
    "if n > 2:\n    label = 'high'\nelse:\n    label = 'low'",
    "found = re.findall(r'\\w', word)",
  ];
  const displays = [
    "total",
    "rows",
    "counts",
    "doubled",
    "n + 1",
    "word * 2",
    "(n, word)",
    "{word: n}",
    "len(rows), n",
    "n",
    "word",
    "text",
    "None",
    "rows[0] == n",
  ];
  const step = Array.from({ length: 1 + Math.floor(next() * 3) }, () => pick(statements));
  const isBound = (display: string): boolean =>
    !["total", "doubled", "text"].includes(display) || step.some((one) => one.startsWith(`${display} =`));
  const display = (): string => pick(displays.filter(isBound));
  return [
    "import math\nimport re",
    `rows = ${list(number)}\nn = ${number()}`,
    `word, counts = ${word()}, {${pick(["", "'red': 1", "'a': [1, 2]"])}}`,
    "def scale(value, by=2):\n    return [value * by]",
    [...step, ...(next() < 0.7 ? [display()] : [])].join("\n"),
    display(),
    `scale(${number()}, by=${1 + Math.floor(next() * 3)})`,
    ...["total", "label", "best", "pairs", "root", "share", "found"].filter((name) => step.some((one) => one.includes(`${name} =`))),
  ];
}
