// Code that is as deep as it is long for a parser, and that people and programs write long.

export interface Chain {
  readonly source: (links: number) => string;
  /** Nearly the most links that CPython 3.11 takes, which gives up at 3,000 levels (3.13: 6,000 to 10,000); of what it takes at any length, many. */
  readonly most: number;
  readonly isEndless?: true;
}

/** Chains by what they are made of. */
export const chains: Readonly<Record<string, Chain>> = {
  attributes: { source: (links) => `y = x${".a".repeat(links)}`, most: 2980 },
  "attributes of a target": { source: (links) => `x${".a".repeat(links)} = y = 1`, most: 2980 },
  "attributes in an f-string": { source: (links) => `y = f"{x${".a".repeat(links)}}"`, most: 2975 },
  calls: { source: (links) => `y = x${"()".repeat(links)}`, most: 2980 },
  subscripts: { source: (links) => `y = x${"[0]".repeat(links)}`, most: 2980 },
  methods: { source: (links) => `y = x${".a(1)".repeat(links)}`, most: 1485 },
  "methods, one a line": { source: (links) => `y = (x\n${"    .a(b=1)\n".repeat(links)})`, most: 1485 },
  sums: { source: (links) => `y = x${" + x".repeat(links)}`, most: 2900 },
  "sums of methods": { source: (links) => `y = x${" + x.a(1)".repeat(links)}`, most: 2900 },
  and: { source: (links) => `y = x${" and x".repeat(links)}`, most: 5000, isEndless: true },
  "and in or": { source: (links) => `y = x${" and x or x".repeat(links)}`, most: 2500, isEndless: true },
  comparisons: { source: (links) => `y = x${" < x".repeat(links)}`, most: 5000, isEndless: true },
  assignments: { source: (links) => `${"y = ".repeat(links)}x`, most: 5000, isEndless: true },
  elif: { source: (links) => `if x:\n    y = 0\n${"elif x:\n    y = 1\n".repeat(links)}else:\n    y = 2`, most: 2980 },
  "texts side by side": { source: (links) => `y = (x, ${"'a' ".repeat(links)})`, most: 5000, isEndless: true },
};
