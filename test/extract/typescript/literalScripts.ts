// Random script notebooks whose cells work on literals of the cells above: what a test of an extracted function can be made of.
import { numbersFrom } from "../../support/random";

/** Code cells of one notebook; the same seed gives the same notebook. */
export function makeLiteralScript(seed: number): readonly string[] {
  const next = numbersFrom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!;
  const number = (): string => pick(["0", "-3", "2.5", "7", "1e-3", "12", "0.1"]);
  const word = (): string => pick(["'red'", '"it\'s"', "'two\\nlines'", "'größe'", "''", "`plain`", "'50%d'"]);
  const list = (): string => `[${Array.from({ length: 1 + Math.floor(next() * 4) }, number).join(", ")}]`;
  const statements = [
    "const total = rows.reduce((sum, row) => sum + row, n);",
    "rows.push(n);",
    "counts[word] = (counts[word] ?? 0) + 1;",
    "console.log(word, n);",
    "console.log(`${n.toFixed(3)} ${word}`);",
    "const doubled = rows.map((row) => row * 2);",
    "for (const row of rows) console.log(row);",
    "const best = Math.max(...rows);\nconsole.log(best);",
    "rows.sort((a, b) => a - b);",
    "const text = word.toUpperCase() + n;",
    "const pairs = Object.fromEntries(rows.map((row, at) => [`k${at}`, row]));",
    "const root = Math.hypot(n, 4);",
    "n = n * 2;",
    "const share = Math.round(n / 7 * 1000) / 1000;",
    "let label;\nif (n > 2) label = 'high';\nelse label = 'low';",
    "const found = word.match(/\\w/g);",
    "const nested = { rows: [rows.length, n], word };",
    "const scaled = scale(n, 3);",
    "const waited = await Promise.resolve(n);",
    "console.log(rows);",
  ];
  const displays = [
    "total",
    "rows",
    "counts",
    "doubled",
    "n + 1",
    "word.repeat(2)",
    "[n, word]",
    "({ [word]: n })",
    "n",
    "word",
    "text",
    "null",
    "rows[0] === n",
    "[...rows, -0, NaN, undefined]",
    "new Set(rows)",
    "nested",
    "10n ** 3n",
  ];
  const step = [...new Set(Array.from({ length: 1 + Math.floor(next() * 3) }, () => pick(statements)))];
  const isBound = (display: string): boolean =>
    !["total", "doubled", "text", "nested"].includes(display) || step.some((one) => one.startsWith(`const ${display} =`));
  const display = (): string => pick(displays.filter(isBound));
  return [
    `const rows: number[] = ${list()};\nlet n = ${number()};`,
    `const word = ${word()};\nconst counts: Record<string, number> = ${pick(["{}", "{ red: 1 }", "{ a: 2, 'b-c': -1 }"])};`,
    "function scale(value: number, by = 2) { return [value * by]; }\nconst spell = (text: string) => text.toUpperCase();",
    [...step, next() < 0.7 ? display() : "undefined"].join("\n"),
    display(),
    `scale(${number()}, ${1 + Math.floor(next() * 3)})`,
    `console.log(spell(${word()}))`,
    ...["total", "label", "best", "pairs", "root", "share", "found", "nested", "scaled", "waited"].filter((name) =>
      step.some((one) => new RegExp(`(?:const|let) ${name}\\b`).test(one)),
    ),
  ];
}
