// Personal data in saved outputs: a displayed table of customers is kept wherever the notebook is.
import { cellLabel } from "../notebook/label";
import type { Cell, Output } from "../notebook/model";
import { outputTexts } from "../notebook/outputText";
import { rememberEach } from "../util/rememberEach";
import { rememberFor } from "../util/rememberFor";
import { personalData } from "../secrets/personal";
import { defineRule } from "./rule";
import { firstLine } from "./support/spans";

export default defineRule({
  code: "NBR708",
  name: "personal-data-in-output",
  severity: "info",
  summary: "Saved outputs contain e-mail addresses, phone numbers, payment cards or national ids",
  options: {
    minimum: { description: "How many different ones a cell's outputs must contain to be reported.", default: 3 },
  },
  *check({ notebook, options }) {
    const found = cellsWithData(notebook.cells);
    if (found.length === 0) return;
    const code = codeTexts(notebook.cells);
    const showing = found
      .map(({ cell, values }) => ({ cell, values: withoutThoseIn(code, values) }))
      .filter(({ values }) => total(values) >= Number(options.minimum));
    const [first, ...others] = showing;
    if (!first) return;
    const edits = showing.map(({ cell }) => ({ kind: "clearOutputs", cell: cell.index }) as const);
    yield {
      cell: first.cell.index,
      span: firstLine(first.cell),
      message: `This cell's saved output shows personal data (${describe(first.values)})${others.length > 0 ? `, as do those of ${others.length} more ${others.length === 1 ? "cell" : "cells"}` : ""}: everyone with a copy of the notebook can read it, and it stays in the repository's history. Clear the ${others.length > 0 ? "outputs" : "output"}, and show counts or masked columns.`,
      related: others.map(({ cell, values }) => ({
        cell: cell.index,
        span: firstLine(cell),
        message: `personal data in the output of ${cellLabel(cell)} (${describe(values)})`,
      })),
      fixes: [{ title: others.length > 0 ? `Clear these ${showing.length} outputs` : "Clear this output", safe: false, edits }],
    };
  },
});

type Values = ReadonlyMap<string, ReadonlySet<string>>;

const total = (values: Values): number => [...values.values()].reduce((sum, { size }) => sum + size, 0);

/** "3 e-mail addresses, 1 payment card"; never the data itself. */
const describe = (values: Values): string =>
  [...values].map(([kind, { size }]) => `${size} ${size === 1 ? singular(kind) : kind}`).join(", ");

const singular = (kind: string): string => kind.replace(/(?<=ss)es$|(?<!s)s$/, "");

/** Different values of each kind in all outputs of a cell; a table stands there as text and as HTML. */
function valuesByKind(outputs: readonly Output[]): Values {
  const byKind = new Map<string, Set<string>>();
  for (const output of outputs)
    for (const { kind, values } of dataIn(output)) {
      const all = byKind.get(kind) ?? new Set();
      values.forEach((value) => all.add(value));
      byKind.set(kind, all);
    }
  return byKind;
}

const cellsWithData = rememberEach((cell: Cell) => {
  const values = valuesByKind(cell.outputs);
  return values.size > 0 ? [{ cell, values }] : [];
});

/** Made-up rows are in the code itself, where clearing an output would leave them; numbers are compared by their digits. */
function withoutThoseIn(code: readonly string[], values: Values): Values {
  const isWritten = (value: string): boolean => code.some((text) => text.includes(value));
  return new Map(
    [...values]
      .map(([kind, all]) => [kind, new Set([...all].filter((value) => !isWritten(value)))] as const)
      .filter(([, left]) => left.size > 0),
  );
}

/** The code of each cell as values are kept: in small letters, and once more without what is between the digits of numbers. */
const codeTexts = rememberEach((cell: Cell) =>
  cell.kind === "code" ? [cell.source.toLowerCase(), cell.source.replace(/(?<=\d\)?)[ ().-]+(?=\(?\d)/g, "")] : [],
);

/** Worked out once an output, for outputs are large and edits frequent. Scripts and pages of libraries are no data. */
const dataIn = rememberFor((output: Output): ReturnType<typeof personalData> =>
  outputTexts(output)
    .filter(({ mime }) => /^text\/(?:plain|html|markdown|csv)|^application\/json/.test(mime))
    .flatMap(({ text }) => personalData(text)),
);
