// Scalers, encoders and their like that learn from rows which are split into train and test afterwards.
import { groupBy } from "../util/groupBy";
import { roleOfName } from "../knowledge/splitters";
import type { Fix, NotebookEdit } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { PythonNotebook } from "../python/analysis";
import type { Assign, CallExpr, Expr, NameExpr } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { defineRule, type Finding } from "./rule";
import { cutStatement } from "./support/code/cutStatement";
import { definitionBoundAt, definitionsNamed, readsNamed, readsOf } from "./support/definitions";
import { traceLearning, type Trace } from "./support/learning/trace";
import { appliedFits, type Applied } from "./support/learning/applied";
import { byHand, figureName, isScaling } from "./support/learning/figures";
import { isBefore, type Moment } from "./support/order/runMoments";
import { targetMeans } from "./support/learning/targetMeans";
import { rolesBySplit, shareRoots, type Fit, type Split } from "./support/learning/values";

export default defineRule({
  code: "NBR601",
  name: "fit-before-split",
  severity: "warning",
  summary: "A transformer learns from rows that are split into train and test later",
  oncePerCell: true,
  *check({ python }) {
    if (!python) return;
    for (const [fit, split] of leaks(python)) if (isUnderstood(fit, python)) yield report(fit, split, python);
    yield* targetLeaks(python);
  },
});

/** False where a line that does not parse mentions the rows: it may be the one that divides them. */
function isUnderstood({ node, cell }: Fit, python: PythonNotebook): boolean {
  const names = new Set<string>();
  for (const rows of node.args)
    walkNodes(rows, (part) => {
      if (part.kind === "Name") names.add(part.name);
    });
  const { problems, source } = python.cellAt(cell)!.module;
  return problems.every(({ start }) => {
    const line = source.slice(source.lastIndexOf("\n", start - 1) + 1).split("\n", 1)[0];
    return !line.split(/\W+/).some((word) => names.has(word));
  });
}

/** Each fit with the first split that its result, or the transformer itself, reaches. */
function leaks(python: PythonNotebook): ReadonlyMap<Fit, Split> {
  const trace = traceLearning(python);
  const applied = transformsBySide(trace);
  const found = new Map<Fit, Split>();
  const places = new Set<string>();
  const note = (fit: Fit, split: Split): void => {
    // A function may be called many times: its fit is one mistake.
    if (found.has(fit)) return;
    const place = `${fit.cell}:${fit.node.start}:${fit.node.end}`;
    if (!places.has(place)) found.set(fit, split);
    places.add(place);
  };
  for (const split of trace.splits) {
    for (const input of split.inputs)
      for (const fit of input.fits) {
        if (mayLeak(fit, split) && (isOfKnownRows(fit) || shareRoots(input, fit.data))) note(fit, split);
      }
    // Fitted on all rows, then applied to the two sides.
    for (const { transform, fit } of applied.get(split) ?? []) {
      if (transform.order >= split.order && mayLeak(fit, split) && split.inputs.some((input) => shareRoots(input, fit.data)))
        note(fit, split);
    }
  }
  return found;
}

/** The transforms of each split's sides, in the order of running. */
const transformsBySide = (trace: Trace): ReadonlyMap<Split, readonly Applied[]> =>
  groupBy(
    appliedFits(trace).flatMap((applied) => [...rolesBySplit(applied.transform.data).keys()].map((split) => ({ split, ...applied }))),
    ({ split }) => split,
  );

/** A fit on one side of an earlier split is what it should be, whatever is split later. */
const mayLeak = (fit: Fit, split: Split): boolean =>
  fit.order < split.order && fit.data.parts.size === 0 && fit.transformer.kind !== "labels";

/** False where no cell above binds what it was fitted to: which rows these are nobody can say, nor that they are those which are split. */
const isOfKnownRows = ({ data }: Fit): boolean => typeof data.roots.youngest?.id !== "string";

function report(fit: Fit, split: Split, python: PythonNotebook): Finding {
  const { node, cell, className, transformer } = fit;
  const place = cellLabel(python.notebook.cells[split.cell]);
  const isInFunction = split.cell < cell || (split.cell === cell && split.node.start < node.start);
  const where = isInFunction ? `later, in the function in ${place}` : split.cell === cell ? "below" : `in ${place}`;
  const figure = transformer === byHand && figureName(className);
  const seen = split.isInside ? "each training fold has seen the fold it is scored on" : "the training data has seen the test data";
  const what =
    transformer.kind === "resampler"
      ? `${className} makes new rows from all rows, before ${split.label} divides them ${where}: the model is trained on rows made from test rows`
      : `${figure ? `${isScaling(fit) ? "Columns are scaled" : "Gaps are filled"} with the ${figure} of all rows here` : `${className} is fitted to all rows here`}, before ${split.label} divides them ${where}: ${seen}`;
  const mend = figure ? "take the figure from the training rows, for both sides" : "fit on the training rows only, or use a Pipeline";
  const severity = transformer.kind !== "resampler" && split.isInside ? "info" : transformer.severity;
  return {
    cell,
    span: { start: node.func.start, end: node.func.end },
    message: `${what}, so the score is better than in production. Split first and ${mend}.`,
    ...(severity === "warning" ? {} : { severity }),
    related: [{ cell: split.cell, span: { start: split.node.start, end: split.node.end }, message: "the rows are split here" }],
    fixes: splitFirstFix(fit, split, python),
  };
}

/** Columns of the target's means by group, each reported with the first split that divides them. */
function* targetLeaks(python: PythonNotebook): Iterable<Finding> {
  const reported = new Set<CallExpr>();
  for (const split of traceLearning(python).splits)
    for (const { node, cell, figure, column, target } of targetMeans(split, python)) {
      if (reported.has(node)) continue;
      reported.add(node);
      const where = split.cell === cell ? "below" : `in ${cellLabel(python.notebook.cells[split.cell])}`;
      yield {
        cell,
        span: { start: node.start, end: node.end },
        message: `${column} holds the ${figureName(figure)} of ${target} by group over all rows, before ${split.label} divides them ${where}: it tells the model what ${target} is in the test rows, so the score is better than in production. Split first, and take the figures from the training rows for both sides.`,
        related: [{ cell: split.cell, span: { start: split.node.start, end: split.node.end }, message: "the rows are split here" }],
      };
    }
}

/**
 * `X = scaler.fit_transform(X)` taken out above, and below the split `a = scaler.fit_transform(a)`, `b = scaler.transform(b)`:
 * where the fitted rows go nowhere but into that split.
 */
function splitFirstFix(fit: Fit, split: Split, python: PythonNotebook): readonly Fix[] {
  const call = fit.node;
  const fitting = assignmentOf(fit.cell, call, python);
  const splitting = assignmentOf(split.cell, split.node, python);
  const [rows] = call.args;
  if (
    !fitting ||
    !splitting ||
    fit.object === null ||
    fit.method !== "fit_transform" ||
    call.args.length !== 1 ||
    call.keywords.length > 0 ||
    rows.kind !== "Name" ||
    split.label !== "train_test_split"
  )
    return [];
  if (call.func.kind !== "Attribute" || call.func.value.kind !== "Name" || split.node.kind !== "Call") return [];
  const [made] = fitting.targets;
  const [sides] = splitting.targets;
  const [first] = split.node.args;
  if (made.kind !== "Name" || first?.kind !== "Name" || first.name !== made.name || sides.kind !== "Tuple") return [];
  const [train, test] = sides.elements;
  if (train?.kind !== "Name" || test?.kind !== "Name" || roleOfName(train.name) === "test" || roleOfName(test.name) === "train") return [];
  if (!goesOnlyTo(made, fit.cell, first, split.cell, python)) return [];
  const scaler = call.func.value.name;
  if (
    [scaler, rows.name].some(
      (name) =>
        name !== made.name && isUsedBetween(name, { cell: fit.cell, at: fitting.end }, { cell: split.cell, at: splitting.start }, python),
    )
  )
    return [];
  const source = python.notebook.cells[split.cell].source;
  const lineEnd = /^[ \t]*(?:#[^\n]*)?(?=\r?\n|$)/.exec(source.slice(splitting.end));
  if (!lineEnd) return [];
  const cell = python.cellAt(fit.cell);
  const removed = cell ? cutStatement(cell, fitting, cell.module.body) : null;
  if (!removed) return [];
  const below = splitting.end + lineEnd[0].length;
  const renamed: NotebookEdit[] =
    rows.name === made.name ? [] : [{ kind: "replaceText", cell: split.cell, start: first.start, end: first.end, text: rows.name }];
  return [
    {
      title: "Split first, then fit on the training rows only",
      safe: false,
      edits: [
        removed,
        ...renamed,
        {
          kind: "replaceText",
          cell: split.cell,
          start: below,
          end: below,
          text: `\n${train.name} = ${scaler}.fit_transform(${train.name})\n${test.name} = ${scaler}.transform(${test.name})`,
        },
      ],
    },
  ];
}

/** True where something between two places reads a name, which would not yet be fitted there, or binds it anew. */
function isUsedBetween(name: string, from: Moment, to: Moment, python: PythonNotebook): boolean {
  const isInside = (place: Moment): boolean => isBefore(from, place) && isBefore(place, to);
  return (
    readsNamed(python.document.readGroups, name).some(({ cell, at }) => isInside({ cell, at: at.start })) ||
    definitionsNamed(python, name).some(({ cell, at }) => isInside({ cell, at: at.start }))
  );
}

/** The top-level statement `target = call`. */
function assignmentOf(cell: number, call: CallExpr | Expr, python: PythonNotebook): Assign | null {
  const found = python.cellAt(cell)?.module.body.find((statement) => statement.kind === "Assign" && statement.value === call);
  return found?.kind === "Assign" && found.targets.length === 1 ? found : null;
}

/** True where the value is read at one place only. */
function goesOnlyTo(made: NameExpr, cell: number, use: NameExpr, useCell: number, python: PythonNotebook): boolean {
  const definition = definitionBoundAt(made, cell, python);
  const reads = definition ? readsOf(definition, python) : [];
  return reads.length === 1 && reads[0].cell === useCell && reads[0].at.start === use.start;
}
