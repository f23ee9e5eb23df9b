// A model judged only by the rows that it learned from.
import { holds } from "../notebook/positions";
import type { PythonNotebook } from "../python/analysis";
import type { CallExpr } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { defineRule } from "./rule";
import { keywordValue } from "./support/arguments";
import { forEachAround } from "./support/guards";
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
    for (const score of onlyOwnScores(trace))
      yield {
        cell: score.cell,
        span: { start: score.node.func.start, end: score.node.end },
        severity: isCalledTraining(score, python) || isExplanation(score, python) ? "info" : "warning",
        message: `${score.className} is scored only on the rows it was fitted to: an overfitted model gets the best score and fails on new rows. Hold rows back with train_test_split, or use cross_val_score.`,
      };
  },
});

/** The first score of each model of a class that was never judged, nor looked at, on other rows than it was fitted to. */
function onlyOwnScores(trace: Trace): readonly ModelUse[] {
  const all = [...trace.modelScores, ...trace.modelPredictions].sort((a, b) => a.order - b.order);
  const isScore = (use: ModelUse): boolean => trace.modelScores.includes(use) || trace.judged.has(use);
  const isOwn = ({ object, order, key }: ModelUse): boolean =>
    trace.modelFits.filter((fit) => fit.object === object && fit.order < order).pop()?.key === key;
  // Who judges one model of a class on other rows knows about the other, and shows it.
  const honest = new Set(all.filter((use) => !isOwn(use) && (isScore(use) || trace.looked.has(use))).map(({ className }) => className));
  return [...new Set(trace.modelFits.map(({ object }) => object))].flatMap((object) => {
    const scores = all.filter((use) => use.object === object && isScore(use));
    const explains = trace.modelFits.some((fit) => fit.object === object && fit.explains);
    return scores.length === 0 || explains || honest.has(scores[0].className) || trace.escaped.has(object) || scoresItself(object)
      ? []
      : scores.slice(0, 1);
  });
}

/** `train_score = …`, `{"train_auc": …}`, `print("Training accuracy:", …)`: nobody takes the number for what new rows would give. */
function isCalledTraining({ cell, node: score }: ModelUse, python: PythonNotebook): boolean {
  let isCalled = false;
  forEachAround(python, cell, score, (node) => {
    if (node.kind === "Assign") isCalled ||= node.targets.some((target) => target.kind === "Name" && training.test(target.name));
    else if (node.kind === "Dict")
      isCalled ||= node.entries.some(({ key, value }) => key?.kind === "String" && training.test(key.value) && holds(value, score));
    else if (node.kind === "FString") isCalled ||= node.values.some((part) => part.kind === "Text" && training.test(part.value));
    else if (node.kind === "Call") isCalled ||= node.args.some((given) => given.kind === "String" && training.test(given.value));
  });
  return isCalled;
}

/** A line that is fitted to tell how much the columns matter: its own rows are what it explains. */
function isExplanation({ className, object }: ModelUse, python: PythonNotebook): boolean {
  let isRead = false;
  if (className === "LinearRegression")
    for (const { index, module } of python.cells)
      if (module.source.includes("coef_"))
        walkNodes(module.body, (node) => {
          if (node.kind === "Attribute" && node.attr.name === "coef_") isRead ||= python.valueOf(node.value, index) === object;
        });
  return isRead;
}

const training = /(?<![a-z])train(?:ing)?/i;

/** Bagged models can judge themselves by the rows each tree has not seen. */
function scoresItself(made: CallExpr): boolean {
  const value = keywordValue(made, "oob_score");
  return value !== undefined && !(value.kind === "Constant" && value.value === false);
}
