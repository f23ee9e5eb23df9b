// Features that are made one way for training and another way for the rows that are judged or served.
import { cellLabel } from "../notebook/label";
import type { PythonNotebook } from "../python/analysis";
import { defineRule, type Finding } from "./rule";
import {
  differences,
  featurePairs,
  type Difference,
  type FeatureCode,
  type FeaturePair,
  type FeatureStep,
} from "./support/data/featureSteps";

export default defineRule({
  code: "NBR604",
  name: "train-serve-skew",
  severity: "warning",
  summary: "The same feature is made differently for training and for test or serving",
  *check({ python }) {
    if (!python) return;
    const reported = new Set<FeatureStep>();
    for (const pair of featurePairs(python))
      for (const [train, serve] of sameColumns(pair)) {
        const found = differences(train, serve, [pair.train.frame, pair.serve.frame]);
        // Two differences in one step are two steps that look alike.
        if (found?.length !== 1 || reported.has(serve)) continue;
        reported.add(serve);
        yield report(pair, train, serve, found[0], python);
      }
  },
});

/** Steps for the same column, where both sides make it equally often: the first with the first, and so on. */
function* sameColumns({ train, serve }: FeaturePair): Iterable<readonly [FeatureStep, FeatureStep]> {
  for (const column of new Set(train.steps.map((step) => step.column))) {
    const [ours, theirs] = [train, serve].map((code) => stepsOf(code, column));
    if (ours.length === theirs.length) for (const [index, step] of ours.entries()) yield [step, theirs[index]];
  }
}

const stepsOf = ({ steps }: FeatureCode, column: string | null): readonly FeatureStep[] => steps.filter((step) => step.column === column);

const whatDiffers: Record<Difference["kind"], string> = { constant: "the value", column: "the column", call: "the method" };

function report(
  { train: ours, serve: theirs }: FeaturePair,
  train: FeatureStep,
  serve: FeatureStep,
  { kind, train: trainPlace, serve: servePlace }: Difference,
  python: PythonNotebook,
): Finding {
  const { cells } = python.notebook;
  const trainText = cells[train.cell].source.slice(trainPlace.start, trainPlace.end);
  const serveText = cells[serve.cell].source.slice(servePlace.start, servePlace.end);
  return {
    cell: serve.cell,
    span: { start: servePlace.start, end: servePlace.end },
    message: `${serve.column === null ? "The whole DataFrame" : `The column ${serve.column}`} is made with ${whatDiffers[kind]} ${serveText} for ${theirs.label}, and with ${trainText} for ${ours.label} in ${cellLabel(cells[train.cell])}: the model gets different features than it was trained on. Put the step into one function and use it for both.`,
    related: [
      { cell: train.cell, span: { start: trainPlace.start, end: trainPlace.end }, message: `it is made like this for ${ours.label}` },
    ],
    fixes: [
      {
        title: `Use ${trainText} here too`,
        safe: false,
        edits: [{ kind: "replaceText", cell: serve.cell, start: servePlace.start, end: servePlace.end, text: trainText }],
      },
    ],
  };
}
