// A model judged only by the rows that it learned from.
import type { CallExpr } from "../python/syntax";
import { defineRule } from "./rule";
import { keywordValue } from "./support/callArguments";
import { traceLearning, type Trace } from "./support/learning/trace";
import type { ModelUse } from "./support/learning/values";

export default defineRule({
  code: "NBR603",
  name: "scored-on-training-data",
  severity: "warning",
  summary: "A model is scored only on the rows it was fitted to",
  *check({ python }) {
    if (!python) return;
    const trace = traceLearning(python);
    if (trace.crossValidated) return;
    for (const score of onlyOwnScores(trace)) yield {
      cell: score.cell,
      span: { start: score.node.func.start, end: score.node.end },
      message: `${score.className} is scored only on the rows it was fitted to: a model that has learned them by heart scores best, and fails on new rows. Hold rows back with train_test_split, or use cross_val_score.`,
    };
  },
});

/** The first score of each model whose every score and prediction is for rows that it was fitted to. */
function onlyOwnScores(trace: Trace): readonly ModelUse[] {
  const objects = new Set(trace.modelFits.map(({ object }) => object));
  return [...objects].flatMap((object) => {
    const uses = [...trace.modelScores, ...trace.modelPredictions].filter((use) => use.object === object).sort((a, b) => a.order - b.order);
    const scores = uses.filter((use) => trace.modelScores.includes(use) || trace.judged.has(use));
    if (scores.length === 0 || trace.escaped.has(object) || scoresItself(object)) return [];
    const isOwn = (use: ModelUse): boolean => trace.modelFits.filter((fit) => fit.object === object && fit.order < use.order).pop()?.key === use.key;
    return uses.every(isOwn) ? scores.slice(0, 1) : [];
  });
}

/** Bagged models can judge themselves by the rows each tree has not seen. */
function scoresItself(made: CallExpr): boolean {
  const value = keywordValue(made, "oob_score");
  return value !== undefined && !(value.kind === "Constant" && value.value === false);
}
