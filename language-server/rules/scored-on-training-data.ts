// A model judged only by the rows that it learned from.
import type { CallExpr } from "../python/syntax";
import { defineRule } from "./rule";
import { keywordValue } from "./support/arguments";
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

/** The first score of each model of a class that was never judged, nor looked at, on other rows than it was fitted to. */
function onlyOwnScores(trace: Trace): readonly ModelUse[] {
  const all = [...trace.modelScores, ...trace.modelPredictions].sort((a, b) => a.order - b.order);
  const isScore = (use: ModelUse): boolean => trace.modelScores.includes(use) || trace.judged.has(use);
  const isOwn = ({ object, order, key }: ModelUse): boolean => trace.modelFits.filter((fit) => fit.object === object && fit.order < order).pop()?.key === key;
  // Who judges one model of a class on other rows knows about the other, and shows it.
  const honest = new Set(all.filter((use) => !isOwn(use) && (isScore(use) || trace.looked.has(use))).map(({ className }) => className));
  return [...new Set(trace.modelFits.map(({ object }) => object))].flatMap((object) => {
    const scores = all.filter((use) => use.object === object && isScore(use));
    const explains = trace.modelFits.some((fit) => fit.object === object && fit.explains);
    return scores.length === 0 || explains || honest.has(scores[0].className) || trace.escaped.has(object) || scoresItself(object) ? [] : scores.slice(0, 1);
  });
}

/** Bagged models can judge themselves by the rows each tree has not seen. */
function scoresItself(made: CallExpr): boolean {
  const value = keywordValue(made, "oob_score");
  return value !== undefined && !(value.kind === "Constant" && value.value === false);
}
