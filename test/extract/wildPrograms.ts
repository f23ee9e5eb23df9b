// Random notebooks of statements that seldom stand together: match, walrus, contexts, closures, classes, removals, and in IPython magics, frames and figures.
import { numbersFrom } from "../support/random";
import type { Program } from "./programs";
import { notebookForms, plainForms } from "./wildForms";

/** Names by the letter that stands for them in the forms. */
const pools = {
  n: ["a", "b", "c", "größe", "e"],
  l: ["xs", "ys"],
  d: ["seen", "found"],
  o: ["box", "other"],
  s: ["text", "word"],
  f: ["scale", "shift"],
} as const;

type Kind = keyof typeof pools;

const head = `import asyncio
from contextlib import asynccontextmanager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial, wraps
LIMIT = 2
class Box:
    def __init__(self, n):
        self.n = n
@contextmanager
def noted(n):
    print("in", n)
    yield n
    print("out")
def doubled(func):
    @wraps(func)
    def wrapped(v):
        return func(v) * 2
    return wrapped
hooks = []
def hook(func):
    hooks.append(func)
    return func`;

const notebookHead = `import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from patsy import dmatrices, dmatrix
async def later(v):
    await asyncio.sleep(0)
    return v
@asynccontextmanager
async def held(v):
    yield v
async def each_of(values):
    for value in values:
        yield value`;

const values = `a, b, c, größe, e = 1, 2, 3, 4, 5
xs, ys = [3, 1], [2]
seen, found = {'k': 1}, {}
box, other = Box(1), Box(2)
text, word = 'one', 'two'
def scale(v):
    return v * 2
shift = abs
limit = 1`;

const notebookValues = `frame = pd.DataFrame({'a': [3, 1, 2], 'b': [1, 1, 2]})
grid = np.arange(4)
fig = ax = None`;

/** The same seed gives the same notebook; `inIPython` with what only IPython runs. */
export function makeWildProgram(seed: number, inIPython: boolean): Program {
  const random = numbersFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)];
  let counter = 0;

  const value = (depth = 0): string => {
    const forms = [() => pick(pools.n), () => pick(pools.n), () => pick(pools.n), () => String(below(7)), () => `len(${pick(pools.l)})`];
    const deep = [
      () => `(${value(depth + 1)} ${pick(["+", "-", "*"])} ${value(depth + 1)})`,
      () => `${pick(pools.o)}.n`,
      () => `len(${pick(pools.d)})`,
      () => `${pick(pools.f)}(${value(depth + 1)})`,
      () => `max(${value(depth + 1)}, LIMIT)`,
    ];
    return pick(depth < 2 ? [...forms, ...deep] : forms)();
  };

  const statement = (depth: number): string => {
    const isOfNotebook = inIPython && random() < (depth === 0 ? 0.55 : 0.2);
    const form = isOfNotebook ? pick(notebookForms.filter((one) => depth === 0 || !/^[%!?]|\?$|= !/.test(one))) : pick(plainForms);
    // Deep down there are no further blocks.
    if (depth > 1 && form.includes("$b")) return statement(depth);
    const own = `v${counter++}`;
    return form
      .split("\n")
      .map((line) =>
        line.replace(/^(\s*)\$b$/, (_, indent: string) =>
          block(depth + 1)
            .split("\n")
            .map((one) => `${indent}${one}`)
            .join("\n"),
        ),
      )
      .join("\n")
      .replace(/\$([nldosfNLDOSFxXk])/g, (_, kind: string) => {
        if (kind === "x") return own;
        if (kind === "X") return `Kind${own}`;
        if (kind === "k") return String(1 + below(4));
        if (kind === "n") return value();
        return pick(pools[kind.toLowerCase() as Kind]);
      });
  };

  const block = (depth: number): string => Array.from({ length: 1 + below(2) }, () => statement(depth)).join("\n");

  const makeCell = (): string => {
    const statements = Array.from({ length: 1 + below(4) }, () => statement(0));
    // A magic of the whole cell stands at its top.
    const magics = statements.filter((one) => one.startsWith("%%"));
    const lines = [...magics.slice(0, 1), ...statements.filter((one) => !one.startsWith("%%"))];
    if (random() < 0.3)
      lines.push(pick(["a", "xs", "a + b", "scale(2)", "xs[:1]", "box.n", "seen;", "print(a)", "a if a else None", "[a, b]", "None"]));
    return lines.join("\n");
  };

  const start = [
    head,
    ...(inIPython ? [notebookHead] : []),
    ...(random() < 0.9 ? [values, ...(inIPython ? [notebookValues] : [])] : []),
  ].join("\n");
  const cells = [start, ...Array.from({ length: 3 + below(4) }, makeCell), "print(a, b, xs, seen, box.n, text, scale(3), shift(1))"];
  const first = below(cells.length - 1);
  const together = random() < 0.3;
  const isChosen = (index: number): boolean =>
    index === first || (together ? index > first && index < first + 3 : index > first && random() < 0.35);
  return { cells, chosen: cells.map((_, index) => index).filter(isChosen), together };
}
