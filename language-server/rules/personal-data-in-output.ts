// Personal data in saved outputs: a displayed table of customers is kept wherever the notebook is.
import type { Output } from "../notebook/model";
import { outputTexts } from "../notebook/outputText";
import { personalData } from "../secrets/personal";
import { defineRule } from "./rule";
import { firstLine } from "./support/spans";

export default defineRule({
  code: "NBR708",
  name: "personal-data-in-output",
  severity: "info",
  summary: "Saved outputs hold e-mail addresses, phone numbers, payment cards or national ids",
  options: {
    minimum: { description: "Different ones that a cell's outputs must hold before it is reported.", default: 3 },
  },
  *check({ notebook, options }) {
    for (const cell of notebook.cells) {
      const byKind = valuesByKind(cell.outputs);
      const counts = [...byKind].map(([kind, values]) => ({ kind, count: values.size }));
      if (counts.reduce((sum, { count }) => sum + count, 0) < Number(options.minimum)) continue;
      const list = counts.map(({ kind, count }) => `${count} ${count === 1 ? singular(kind) : kind}`).join(", ");
      yield {
        cell: cell.index,
        span: firstLine(cell),
        message: `This cell's saved output shows personal data (${list}): it goes wherever the notebook goes, and stays in the repository's history. Clear the output, and show counts or masked columns.`,
        fixes: [{ title: "Clear this output", safe: false, edits: [{ kind: "clearOutputs", cell: cell.index }] }],
      };
    }
  },
});

const singular = (kind: string): string => kind.replace(/(?<=ss)es$|(?<!s)s$/, "");

/** Different values of each kind in all outputs of a cell; a table stands there as text and as HTML. */
function valuesByKind(outputs: readonly Output[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byKind = new Map<string, Set<string>>();
  for (const output of outputs) for (const { kind, values } of dataIn(output)) {
    const all = byKind.get(kind) ?? new Set();
    values.forEach((value) => all.add(value));
    byKind.set(kind, all);
  }
  return byKind;
}

const known = new WeakMap<Output, ReturnType<typeof personalData>>();

/** Worked out once an output, for outputs are large and edits frequent. Scripts and pages of libraries are no data. */
function dataIn(output: Output): ReturnType<typeof personalData> {
  let data = known.get(output);
  if (!data) known.set(output, (data = outputTexts(output).filter(({ mime }) => /^text\/(?:plain|html|markdown|csv)|^application\/json/.test(mime)).flatMap(({ text }) => personalData(text))));
  return data;
}
