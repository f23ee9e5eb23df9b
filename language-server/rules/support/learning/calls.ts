// What calls do to rows: splitting, fitting, transforming, predicting, judging.
import { judgingArguments, measures, modelPipelines, predicting, settingSearches, supervisedModels } from "../../../knowledge/models";
import { boosterValidations, crossValidations, foldSplitters, pairSplits, splitLoaders, type Role } from "../../../knowledge/splitters";
import { transformerHolders, transformers, transformingFunctions, type Transformer } from "../../../knowledge/transformers";
import type { PythonNotebook } from "../../../python/analysis";
import type { CallExpr, Expr } from "../../../python/syntax";
import { walkNodes } from "../../../python/walk";
import { rememberFor } from "../../../util/rememberFor";
import { figureOf, fill, isFigure, scaleEach } from "./figures";
import { callOwn, runSearched } from "./functions";
import { noRoots } from "./roots";
import { change, evaluate, evaluateReceiver, youngestRoots } from "./run";
import { freshData, type Tracer } from "./tracer";
import { emptyData, joinData, partOf, stackData, withFit, withPart, type Data, type Fit, type ModelUse, type Split } from "./values";
import { argumentOf } from "../arguments";
import { definitionsAt } from "../definitions";
import { pickCalls } from "../pickCalls";

/** Methods that put their arguments into what they are called on. */
const absorbing: ReadonlySet<string> = new Set(["append", "extend", "insert", "add", "update"]);
/** Functions that put rows below one another, unless `axis` says otherwise. */
const stacking: ReadonlySet<string> = new Set([
  "pandas.concat",
  "polars.concat",
  "numpy.concatenate",
  "numpy.vstack",
  "numpy.row_stack",
  "scipy.sparse.vstack",
]);
/** Callees that keep or reshape values, and show them to nobody. */
const storing =
  /^(?:builtins\.(?:int|float|list|tuple|dict|zip|set|map|print|round|str|len|range|enumerate|open|sorted|min|max|sum)|pandas\.(?:DataFrame|Series|concat)|numpy\.\w+)$/;
/** Callees that take a model without doing anything to it that would matter. */
const harmless =
  /^(?:builtins\.(?:print|type|repr|str|id|isinstance)|IPython\.|joblib\.dump$|pickle\.dump|sklearn\.tree\.(?:export|plot)|sklearn\.inspection\.|matplotlib\.)/;

/** Records what a call does and gives what it returns. */
export function callValue(call: CallExpr, tracer: Tracer): Data {
  const figure = figureOf(call, tracer);
  if (figure) return figure;
  const name = tracer.python.qualifiedName(call.func, tracer.cell);
  if (name !== null) {
    if (pairSplits.has(name)) return splitPairs(call, tracer);
    if (foldSplitters.test(name)) return splitFolds(call, name, tracer);
    if (splitLoaders.test(name)) return loadSplit(call, tracer);
    if (name === "builtins.next" && call.args[0]) return evaluate(call.args[0], tracer);
    if (/^builtins\.(?:len|range|print|type|isinstance)$/.test(name)) return discard(call, tracer);
    const made = transformingFunctions.get(name);
    if (made && call.args[0]) return learn(call, null, name, made, "fit_transform", tracer);
    const method = methodOf(call, name, tracer);
    if (method) {
      const value = isModel(method, tracer) ? modelCall(call, method, tracer) : transformerCall(call, method, tracer);
      if (value) return value;
    }
    if (stacking.has(name) && joinsRows(call)) return stack(call, tracer);
    if (measures.has(name)) return judge(call, tracer);
    const ofRows = crossValidations.has(name) ? "X" : boosterValidations.get(name);
    if (ofRows !== undefined) return crossValidate(call, name, ofRows, tracer);
    if (settingSearches.test(name)) tracer.events.crossValidated = true;
    runSearched(call, name, tracer);
    if (/^[\w.]+$/.test(name) && harmless.test(name)) return joinData(argumentsOf(call).map((value) => evaluateReceiver(value, tracer)));
  }
  return splitBySample(call, tracer) ?? callOwn(call, tracer) ?? plainCall(call, tracer);
}

const argumentsOf = (call: CallExpr): readonly Expr[] => [...call.args, ...call.keywords.map(({ value }) => value)];

function discard(call: CallExpr, tracer: Tracer): Data {
  for (const argument of argumentsOf(call)) evaluateReceiver(argument, tracer);
  return emptyData;
}

/** False for `axis=1`, which puts columns side by side. */
function joinsRows(call: CallExpr): boolean {
  const axis = argumentOf(call, 1, "axis");
  return (
    axis === undefined || (axis.kind === "Number" && axis.value === 0) || (axis.kind === "String" && /^(?:index|rows)$/.test(axis.value))
  );
}

function stack(call: CallExpr, tracer: Tracer): Data {
  const given = argumentsOf(call).map((argument) => evaluate(argument, tracer));
  const value = given[0]?.elements ? stackData(given[0].elements) : joinData(given);
  return value === emptyData ? freshData(tracer) : value;
}

/** Any other call returns something made of its receiver and arguments. */
function plainCall(call: CallExpr, tracer: Tracer): Data {
  const isOfModule = call.func.kind === "Attribute" && isModule(call.func.value, tracer);
  const receiver = call.func.kind === "Attribute" && !isOfModule ? evaluateReceiver(call.func.value, tracer) : emptyData;
  const given = argumentsOf(call).map((argument) => evaluate(argument, tracer));
  if (mayShow(call, tracer)) {
    for (const { predictions } of given) for (const use of predictions) tracer.events.looked.add(use);
  }
  if (call.func.kind === "Attribute" && absorbing.has(call.func.attr.name) && !isOfModule && given.some((value) => value !== emptyData))
    change(call.func.value, joinData(given), tracer);
  const joined = joinData([receiver, ...given]);
  const value = fill(call, receiver, given, tracer) ?? scaleEach(call, joined, tracer) ?? joined;
  if (value === emptyData || isFigure(value)) return { ...freshData(tracer), figures: value.figures };
  // What an unknown model makes of test rows is not test rows: another model may learn from it.
  return call.func.kind === "Attribute" && predicting.has(call.func.attr.name) ? { ...emptyData, roots: value.roots } : value;
}

/** Of `np.append(rows, row)`: a module holds no rows, and takes none. */
const isModule = (receiver: Expr, { python, cell }: Tracer): boolean =>
  receiver.kind === "Name" && definitionsAt(receiver, cell, python).some(({ kind }) => kind === "import");

/** True for a function that may draw, print or measure what it is given; `rows.append(p)`, `frame.assign(p=p)` keep it. */
function mayShow({ func }: CallExpr, tracer: Tracer): boolean {
  if (func.kind === "Attribute" && (absorbing.has(func.attr.name) || func.attr.name === "assign")) return false;
  return !storing.test(tracer.python.qualifiedName(func, tracer.cell) ?? "");
}

// ------------------------------------------------------------------- splits

function splitPairs(call: CallExpr, tracer: Tracer): Data {
  const inputs = call.args.map((argument) => evaluate(argument, tracer));
  for (const { name, value } of call.keywords) if (name?.name !== "stratify") evaluate(value, tracer);
  if (call.args.some(({ kind }) => kind === "Starred")) return joinData(inputs);
  const split = addSplit(call, "train_test_split", inputs, tracer);
  const elements = inputs.flatMap((input) => sides(input, split));
  return { ...joinData(inputs), elements };
}

function splitFolds(call: CallExpr, name: string, tracer: Tracer): Data {
  const inputs = argumentsOf(call).map((argument) => evaluate(argument, tracer));
  const split = addSplit(call, /\.(\w+)\(\)/.exec(name)?.[1] ?? "split", inputs.slice(0, 1), tracer);
  return { ...emptyData, elements: sides(emptyData, split) };
}

/** `train = df.sample(frac=0.8)` with `test = df.drop(train.index)` somewhere after it. */
function splitBySample(call: CallExpr, tracer: Tracer): Data | null {
  if (call.func.kind !== "Attribute" || (call.func.attr.name !== "sample" && call.func.attr.name !== "drop")) return null;
  const rows = call.func.value;
  if (call.func.attr.name === "drop") {
    const drawn = drawnBefore(call, tracer.cell, tracer.python);
    const split = drawn && tracer.slots.drawn.get(drawn);
    return split ? withPart(evaluateReceiver(rows, tracer), partOf(split, "test")) : null;
  }
  if (!drawnCalls(tracer.python).has(call)) return null;
  const input = evaluateReceiver(rows, tracer);
  const split = addSplit(call, "sample", [input], tracer);
  tracer.slots.drawn.set(call, split);
  return withPart(input, partOf(split, "train"));
}

/** The calls that draw rows which a call somewhere leaves out of the same frame. */
export const drawnCalls = rememberFor(
  (python: PythonNotebook): ReadonlySet<CallExpr> =>
    new Set(dropCalls(python).flatMap(({ node, cell }) => drawnBefore(node, cell, python) ?? [])),
);

const dropCalls = pickCalls(
  ({ node: { func, args } }) =>
    func.kind === "Attribute" && func.attr.name === "drop" && args[0]?.kind === "Attribute" && args[0].attr.name === "index",
);

/** The call that drew the rows which `df.drop(train.index)` leaves out of the same frame. */
function drawnBefore({ func, args: [index] }: CallExpr, cell: number, python: PythonNotebook): CallExpr | null {
  if (func.kind !== "Attribute" || func.value.kind !== "Name" || index?.kind !== "Attribute" || index.attr.name !== "index") return null;
  const drawn = python.valueOf(index.value, cell);
  return drawn.kind === "Call" &&
    drawn.func.kind === "Attribute" &&
    drawn.func.attr.name === "sample" &&
    drawn.func.value.kind === "Name" &&
    drawn.func.value.name === func.value.name
    ? drawn
    : null;
}

function loadSplit(call: CallExpr, tracer: Tracer): Data {
  const split = addSplit(call, "load_data", [], tracer);
  const pair = (role: Role): Data => {
    const rows = withPart(freshData(tracer), partOf(split, role));
    return { ...rows, elements: [rows, withPart(freshData(tracer), partOf(split, role))] };
  };
  const elements = [pair("train"), pair("test")];
  return { ...joinData(elements), elements };
}

const sides = (data: Data, split: Split): readonly Data[] => [
  withPart(data, partOf(split, "train")),
  withPart(data, partOf(split, "test")),
];

function addSplit(call: CallExpr, label: string, inputs: readonly Data[], tracer: Tracer, isInside = false): Split {
  const split: Split = { cell: tracer.cell, node: call, order: ++tracer.clock, label, isInside, inputs };
  tracer.events.splits.push(split);
  return split;
}

function crossValidate(call: CallExpr, name: string, ofRows: string, tracer: Tracer): Data {
  tracer.events.crossValidated = true;
  const value = plainCall(call, tracer);
  const rows = argumentOf(call, 1, ofRows);
  if (rows) addSplit(call, name.slice(name.lastIndexOf(".") + 1), [evaluate(rows, tracer)], tracer, true);
  return value;
}

// ------------------------------------------------------- transformers and models

interface Method {
  readonly className: string | null;
  /** The call that made the object. */
  readonly object: CallExpr;
  readonly method: string;
}

/** `scaler.fit(…)`, `StandardScaler().fit(X).transform(…)`: the class, the making call and the method. */
function methodOf(call: CallExpr, name: string, tracer: Tracer): Method | null {
  const match = /^([\w.]+)\(\)(?:\.fit\(\))*\.(\w+)$/.exec(name);
  if (!match || call.func.kind !== "Attribute") return null;
  let made = tracer.python.valueOf(call.func.value, tracer.cell);
  // fit returns the object itself; more than a few in a row nobody writes.
  for (let count = 0; count < 10 && made.kind === "Call" && made.func.kind === "Attribute" && made.func.attr.name === "fit"; count++)
    made = tracer.python.valueOf(made.func.value, tracer.cell);
  return made.kind === "Call" ? { className: match[1], object: made, method: match[2] } : null;
}

function transformerCall(call: CallExpr, { className, object, method }: Method, tracer: Tracer): Data | null {
  const transformer =
    className === null
      ? null
      : (transformers.get(className) ?? (transformerHolders.has(className) ? heldTransformer(object, tracer) : null));
  if (!transformer || className === null) return null;
  if (/^(?:fit|fit_transform|fit_resample|fit_sample|partial_fit|fit_on_texts)$/.test(method)) {
    // A pipeline that ends in a model is fitted as the model is.
    return transformer.kind === "pipeline" && method !== "fit_transform"
      ? null
      : learn(call, object, className, transformer, method, tracer);
  }
  if (!/^(?:transform|texts_to_(?:sequences|matrix))$/.test(method)) return null;
  const receiver = call.func.kind === "Attribute" && call.func.value.kind === "Call" ? evaluate(call.func.value, tracer) : emptyData;
  const data = joinData(argumentsOf(call).map((argument) => evaluate(argument, tracer)));
  tracer.events.transforms.push({ cell: tracer.cell, node: call, order: ++tracer.clock, object, data });
  const learned = tracer.slots.lastFits.get(object);
  const made = joinData([data, { ...receiver, roots: noRoots }]);
  return learned ? withFit(made, learned) : made;
}

/** A pipeline that ends in a model is one, and so is a search for a model's settings. */
const isModel = ({ className, object }: Method, tracer: Tracer): boolean =>
  className !== null &&
  (supervisedModels.has(className) ||
    ((modelPipelines.has(className) || settingSearches.test(className)) &&
      classesIn(object, tracer).some((name) => supervisedModels.has(name))));

/** A pipeline or column transformer learns what those inside it learn. */
function heldTransformer(made: CallExpr, tracer: Tracer): Transformer | null {
  const held = classesIn(made, tracer);
  const severities = new Set(held.flatMap((name) => transformers.get(name)?.severity ?? []));
  if (severities.size === 0 || held.some((name) => supervisedModels.has(name))) return null;
  return { kind: "pipeline", severity: severities.has("warning") ? "warning" : "info" };
}

/** What is made in the arguments of a call, by dotted name, be it under names of its own. */
function classesIn(made: CallExpr, tracer: Tracer): readonly string[] {
  const found: string[] = [];
  const look = (node: Expr): void =>
    walkNodes(node, (part) => {
      if (part.kind === "Name") {
        const value = tracer.python.valueOf(part, tracer.cell);
        if (value !== part && value !== made) look(value);
      }
      if (part.kind === "Call") found.push(tracer.python.qualifiedName(part.func, tracer.cell) ?? "");
    });
  for (const argument of argumentsOf(made)) look(argument);
  return found;
}

function learn(call: CallExpr, object: CallExpr | null, className: string, transformer: Transformer, method: string, tracer: Tracer): Data {
  if (call.func.kind === "Attribute") evaluateReceiver(call.func.value, tracer);
  const rows = rowsOf(call);
  const given = [...(rows ? [rows] : []), ...argumentsOf(call).filter((argument) => argument !== rows)].map((argument) =>
    evaluate(argument, tracer),
  );
  const data = given[0] ?? emptyData;
  const fit: Fit = {
    cell: tracer.cell,
    node: call,
    order: ++tracer.clock,
    object,
    className: className.slice(className.lastIndexOf(".") + 1),
    method,
    transformer,
    data,
    youngest: youngestRoots(rows, data, tracer),
  };
  tracer.events.fits.push(fit);
  if (object) tracer.slots.lastFits.set(object, fit);
  if (/^(?:fit|partial_fit|fit_on_texts)$/.test(method)) return { ...emptyData, fits: new Set([fit]) };
  if (transformer.kind === "resampler") return { ...withFit(joinData(given), fit), elements: given.map((value) => withFit(value, fit)) };
  return withFit(data, fit);
}

/** What is fitted, scored or predicted: the first argument, or scikit-learn's `X=`. */
const rowsOf = (call: CallExpr): Expr | undefined => argumentOf(call, 0, "X");

function modelCall(call: CallExpr, { className, object, method }: Method, tracer: Tracer): Data | null {
  const rows = rowsOf(call);
  if (!rows || className === null || (method !== "fit" && method !== "score" && !predicting.has(method))) return null;
  const receiver = call.func.kind === "Attribute" ? call.func.value : null;
  if (receiver?.kind === "Call") evaluate(receiver, tracer);
  const key = keyOf(rows, tracer);
  const [data, ...others] = [rows, ...argumentsOf(call).filter((argument) => argument !== rows)].map((argument) =>
    evaluate(argument, tracer),
  );
  const use: ModelUse = {
    cell: tracer.cell,
    node: call,
    order: ++tracer.clock,
    object,
    className: modelPipelines.has(className) ? "Pipeline" : className.slice(className.lastIndexOf(".") + 1),
    key,
    data,
    explains: others.some(({ predictions }) => predictions.size > 0),
  };
  if (method === "fit") {
    tracer.events.modelFits.push(use);
    if (call.keywords.some(({ name }) => name === null || judgingArguments.has(name.name))) tracer.events.escaped.add(object);
    return emptyData;
  }
  if (method === "score") {
    tracer.events.modelScores.push(use);
    return emptyData;
  }
  tracer.events.modelPredictions.push(use);
  // What a model predicts for test rows may train another one: it is no longer test rows.
  return { ...emptyData, roots: joinData([data, ...others]).roots, predictions: new Set([use]) };
}

/** The text of an expression with each name's present value in its place: equal keys are equal rows. */
export function keyOf(expr: Expr, tracer: Tracer): string {
  const { source } = tracer.python.notebook.cells[tracer.cell];
  let key = "";
  let at = expr.start;
  walkNodes(expr, (node) => {
    if (node.kind !== "Name") return;
    const value = evaluateReceiver(node, tracer);
    key += `${source.slice(at, node.start)}#${value.roots.youngest?.id ?? ""}`;
    at = node.end;
  });
  return (key + source.slice(at, expr.end)).replace(/\s+/g, "");
}

function judge(call: CallExpr, tracer: Tracer): Data {
  const predicted = argumentsOf(call)
    .map((argument) => evaluate(argument, tracer))
    .filter(({ predictions }) => predictions.size > 0);
  // What two models say is compared: that judges neither.
  const into = predicted.length > 1 ? tracer.events.looked : tracer.events.judged;
  for (const { predictions } of predicted) for (const use of predictions) into.add(use);
  return emptyData;
}
