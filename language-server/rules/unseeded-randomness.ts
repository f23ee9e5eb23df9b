// Random numbers that no seed governs: each run gives other data, other models, other figures.
import {
  dataShuffle,
  drawsFrom,
  generators,
  ownGenerators,
  shapeTakers,
  shufflingLoaders,
  weightedLayers,
  type GeneratorId,
} from "../knowledge/generators";
import { currentName, distributionDraw, seededCalls, seededMethods, type OptionTest, type SeededCall } from "../knowledge/seededCalls";
import type { Fix } from "../notebook/edits";
import { cellListLabel } from "../notebook/label";
import type { Span } from "../notebook/model";
import { holds } from "../notebook/positions";
import type { PythonNotebook, Read, ResolvedCall } from "../python/analysis";
import { calledName } from "../python/calledName";
import type { Expr, FunctionDef, Node } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { addTo } from "../util/groupBy";
import { defineRule, type Finding } from "./rule";
import { addArgument, isNone, isOpenEnded, keywordValue, replaceExpression } from "./support/arguments";
import { tableLibrary } from "./support/data/frames";
import { definitionBoundAt, readsOf } from "./support/definitions";
import { firstRun, isBefore, isOnlyTimed, type Moment } from "./support/order/runMoments";
import { pickCalls, pickDefinitions } from "./support/pickCalls";
import { findSeeds, isFresh, isSeeded, seedFix, seedText } from "./support/seeds";
import { isNeverSwitchedOn } from "./support/switchedOff";

export default defineRule({
  code: "NBR501",
  name: "unseeded-randomness",
  severity: "warning",
  summary: "Random numbers are drawn without a seed",
  *check({ python }) {
    if (!python) return;
    const calls = relevantCalls(python).filter(
      ({ cell, node }) => !isOnlyTimed(cell, node, python) && !isNeverSwitchedOn(cell, node, python),
    );
    if (calls.length === 0) return;
    const seeds = findSeeds(python);
    yield* globalDraws(calls, (id, moment) => isSeeded(id, moment, seeds, python), python);
    for (const call of calls) {
      const own = unseededGenerator(call, python);
      if (own) yield own;
      const seeded = seededCall(call, python);
      if (
        !seeded ||
        !isRandom(call, seeded) ||
        seedArgument(call, seeded) ||
        setsSeedLater(call, python) ||
        isSeededByEnsemble(call, python)
      )
        continue;
      const moment = firstRun(call.cell, call.node, python);
      if (moment && (seeded.generator === null || !isSeeded(seeded.generator, moment, seeds, python)))
        yield missingSeed(call, seeded, moment, python);
    }
  },
});

/** Calls that draw, that make what draws, and those that tell why it is drawn. */
const relevantCalls = pickCalls((call) => {
  const { name } = call;
  if (
    name !== null &&
    (ownGenerators.has(name) || generatorOf(call, true) !== null || seededCalls.has(currentName(name)) || distributionDraw.test(name))
  )
    return true;
  return /^(?:sample|shuffle|randomSplit|train_test_split|backward|fit|fit_generator|train_on_batch)$/.test(calledName(call.node));
});

interface Draw {
  readonly call: ResolvedCall;
  readonly moment: Moment;
}

/** Draws from a library's one generator have one cause, so one finding: at the first of them. */
function* globalDraws(
  calls: readonly ResolvedCall[],
  isSeededAt: (id: GeneratorId, moment: Moment) => boolean,
  python: PythonNotebook,
): Iterable<Finding> {
  const trains = calls.some(
    ({ node }) => node.func.kind === "Attribute" && /^(?:backward|fit|fit_generator|train_on_batch)$/.test(node.func.attr.name),
  );
  const draws = new Map<GeneratorId, Draw[]>();
  for (const call of calls) {
    const id = generatorOf(call, trains);
    const moment =
      id && !isDelay(call, python) && !makesIdentifier(call, python) && !isShapeOnly(call, python)
        ? (firstRound(call, python) ?? firstRun(call.cell, call.node, python))
        : null;
    if (!id || !moment || isSeededAt(id, moment)) continue;
    addTo(draws, id, { call, moment });
  }
  for (const [id, found] of draws) {
    const [first, ...others] = found.sort((a, b) => (isBefore(a.moment, b.moment) ? -1 : 1));
    const label = generators.find((one) => one.id === id)?.label ?? id;
    const cells = [...new Set(others.map(({ call }) => call.cell).filter((cell) => cell !== first.call.cell))].sort((a, b) => a - b);
    const inNumba = id === "numpy" && isCompiledByNumba(first.call, python);
    const also = cells.length > 0 ? ` (and in ${cellListLabel(cells)})` : "";
    yield {
      cell: first.call.cell,
      span: { start: first.call.node.func.start, end: first.call.node.func.end },
      message: `${label} random generator is used here${also} without a seed, so every run gives different results and a failure cannot be reproduced. ${inNumba ? "Numba's compiled functions have a generator of their own: call np.random.seed in one of them first." : "Seed it once before the first use."}`,
      fixes: inNumba ? [] : seedFix(id, first.moment, python),
    };
  }
}

/** Below `@njit`, `@numba.jit(…)`: there a seed that is set outside has no effect. Source: Numba's documentation of numpy.random. */
const isCompiledByNumba = ({ cell, func }: ResolvedCall, python: PythonNotebook): boolean =>
  func?.decorators.some((decorator) =>
    /^numba\.(?:jit|njit|vectorize|guvectorize)$/.test(
      python.qualifiedName(decorator.kind === "Call" ? decorator.func : decorator, cell) ?? "",
    ),
  ) ?? false;

function generatorOf({ name, node }: ResolvedCall, trains: boolean): GeneratorId | null {
  if (name === null) return null;
  const loader = shufflingLoaders.get(name);
  if (loader) {
    const shuffle = keywordValue(node, "shuffle");
    const isShuffled = name.endsWith("RandomSampler") || (shuffle?.kind === "Constant" && shuffle.value === true);
    return isShuffled && !keywordValue(node, loader.own) && !isOpenEnded(node) ? loader.generator : null;
  }
  if (dataShuffle.test(name)) return node.args.length > 1 || keywordValue(node, "seed") || isOpenEnded(node) ? null : "tensorflow";
  const drawn = drawsFrom.get(name);
  if (drawn) return keywordValue(node, "generator") || keywordValue(node, "seed") ? null : drawn;
  return trains && !keywordValue(node, "kernel_initializer") ? (weightedLayers.get(name) ?? null) : null;
}

/** `time.sleep(random.random())`, `delay = random.uniform(1, 2)` for a sleep and for what is printed: a delay changes no result. */
function isDelay(call: ResolvedCall, python: PythonNotebook): boolean {
  const sleeps = sleepCalls(python);
  const isIn = (outer: ResolvedCall, cell: number, place: Span): boolean =>
    outer.cell === cell && outer.node !== call.node && holds(outer.node, place);
  if (sleeps.some((outer) => isIn(outer, call.cell, call.node))) return true;
  const { cell, statement, func } = call;
  if (sleeps.length === 0 || statement.kind !== "Assign" || statement.targets.length !== 1 || statement.targets[0].kind !== "Name")
    return false;
  const { name } = statement.targets[0];
  const reads = func === null ? readsOfBound(call, python) : readsInside(func, name, cell);
  const bounds = func === null ? [] : rebindings(func, name);
  return (
    reads.some((read) => sleeps.some((outer) => isIn(outer, read.cell, read.at))) &&
    reads.every(
      (read) =>
        [...sleeps, ...shownCalls(python)].some((outer) => isIn(outer, read.cell, read.at)) ||
        bounds.some((bound) => holds(bound, read.at)),
    )
  );
}

/** Where a function binds a name again: `delay = min(delay, 60)` still is a delay. */
function rebindings({ body }: FunctionDef, name: string): readonly Span[] {
  const found: Span[] = [];
  walkNodes(body, (node) => {
    if (node.kind === "Assign" && node.targets.length === 1 && node.targets[0].kind === "Name" && node.targets[0].name === name)
      found.push(node);
  });
  return found;
}

const sleepCalls = pickCalls(({ name }) => name === "time.sleep" || name === "asyncio.sleep");
const shownCalls = pickCalls(
  ({ name, node }) => name === "builtins.print" || (node.func.kind === "Attribute" && /^(?:debug|info|warning)$/.test(node.func.attr.name)),
);

/** Where a function reads a local name. */
function readsInside({ body }: FunctionDef, name: string, cell: number): readonly Pick<Read, "cell" | "at">[] {
  const bound = new Set<Node>();
  const found: Pick<Read, "cell" | "at">[] = [];
  walkNodes(body, (node) => {
    if (node.kind === "Assign") for (const target of node.targets) bound.add(target);
    if (node.kind === "Name" && node.name === name && !bound.has(node)) found.push({ cell, at: node });
  });
  return found;
}

const takingShapes = pickCalls(({ name }) => name !== null && shapeTakers.has(name));

/** `torch.onnx.export(model, torch.randn(1, 3, 224, 224), path)`, be it under a name: nothing comes of the numbers. */
function isShapeOnly(call: ResolvedCall, python: PythonNotebook): boolean {
  const takers = takingShapes(python);
  const isTaken = (cell: number, place: Span): boolean =>
    takers.some((taker) => taker.cell === cell && taker.node !== call.node && holds(taker.node, place));
  if (isTaken(call.cell, call.node)) return true;
  const reads = takers.length > 0 ? readsOfBound(call, python) : [];
  return reads.length > 0 && reads.every(({ cell, at }) => isTaken(cell, at));
}

/** A loader draws when a loop begins to go through it, so at the earliest where its name is first read; null for what draws at once. */
function firstRound(call: ResolvedCall, python: PythonNotebook): Moment | null {
  if (!shufflingLoaders.has(call.name ?? "") || call.func !== null) return null;
  const moments = readsOfBound(call, python).map(({ runsIn, at, calledFrom }): Moment => ({
    cell: runsIn,
    at: (calledFrom[0]?.at ?? at).start,
  }));
  return moments.length === 0 ? null : moments.reduce((first, one) => (isBefore(one, first) ? one : first));
}

/** The reads of the one name that the statement binds. */
function readsOfBound({ cell, statement }: ResolvedCall, python: PythonNotebook): readonly Read[] {
  if (statement.kind !== "Assign" || statement.targets.length !== 1) return [];
  const [target] = statement.targets;
  const definition = target.kind === "Name" ? definitionBoundAt(target, cell, python) : undefined;
  return definition ? readsOf(definition, python) : [];
}

/** `random.choices(string.ascii_lowercase, k=8)`, `session_id = random.randint(0, 10**6)`: a name that must not repeat. */
function makesIdentifier(call: ResolvedCall, python: PythonNotebook): boolean {
  const { cell, node } = call;
  if (isBoundToIdentifier(call)) return true;
  let letters = false;
  for (const argument of node.args)
    walkNodes(argument, (part) => {
      if (part.kind === "Attribute") letters ||= /^string\.(?:ascii_\w+|digits|hexdigits)$/.test(python.qualifiedName(part, cell) ?? "");
    });
  return letters;
}

/** One whole number, drawn once, for the name of a run or of what it writes. */
const isBoundToIdentifier = ({ name, node, statement, func, loops }: ResolvedCall): boolean =>
  /^random\.(?:randint|randrange|getrandbits)$|^numpy\.random\.randint$/.test(name ?? "") &&
  !keywordValue(node, "size") &&
  node.args.length < 3 &&
  func === null &&
  loops.length === 0 &&
  statement.kind === "Assign" &&
  statement.value.kind !== "Subscript" &&
  statement.targets.every((target) => target.kind === "Name" && identifier.test(target.name));

const identifier = /(?:^|_)(?:id|uid|guid|suffix|postfix|prefix|name|tag|bucket|topic|table|path|folder|dir|file|port)$/i;

/** `default_rng()`: fresh entropy at each run, whatever seed the library has. */
function unseededGenerator(call: ResolvedCall, python: PythonNotebook): Finding | null {
  const own = call.name === null ? undefined : ownGenerators.get(call.name);
  if (!own || isOpenEnded(call.node) || !firstRun(call.cell, call.node, python)) return null;
  const seed = call.node.args[0] ?? keywordValue(call.node, own.keyword);
  if (seed && !isNone(seed) && !isFresh(seed, call.cell, python)) return null;
  const text = seedText({ cell: call.cell, at: call.node.start }, python);
  const edit = seed ? replaceExpression(call.cell, seed, text) : addArgument(call.node, call.cell, text, python);
  const what = seed && !isNone(seed) ? "is seeded with a value that changes with every run" : "has no seed";
  return {
    cell: call.cell,
    span: { start: call.node.start, end: call.node.end },
    message: `This generator ${what}, so every run gives different results and a failure cannot be reproduced. Give it a fixed seed.`,
    fixes: [{ title: `Seed the generator with ${text}`, safe: false, edits: [edit] }],
  };
}

function seededCall(call: ResolvedCall, python: PythonNotebook): SeededCall | null {
  const { func } = call.node;
  const known = call.name === null ? undefined : seededCalls.get(currentName(call.name));
  if (known) return isOnlyShown(call) ? null : known;
  if (call.name !== null && distributionDraw.test(call.name)) return { ...pandasSample, name: call.name };
  if (func.kind !== "Attribute" || !drawingMethods.has(func.attr.name) || isDisplayed(call)) return null;
  const library =
    tableLibrary(func.value, call.cell, python) ?? (drawsShare(call, python) || drawsFromGroup(call, python) ? "pandas" : null);
  return library === null ? null : (seededMethods[library].get(func.attr.name) ?? null);
}

/** `rows.sample(frac=0.1)`: by this keyword a frame of pandas or of a library with its interface, wherever it comes from. Snowpark's takes it, too, and no seed. */
const drawsShare = ({ node }: ResolvedCall, python: PythonNotebook): boolean =>
  calledName(node) === "sample" && keywordValue(node, "frac") !== undefined && snowparkImports(python).length === 0;

/** `df.groupby("class").apply(lambda group: group.sample(5))`: pandas gives a frame to the function. */
function drawsFromGroup({ cell, node: { func }, statement }: ResolvedCall, python: PythonNotebook): boolean {
  if (func.kind !== "Attribute" || func.attr.name !== "sample" || func.value.kind !== "Name" || statement.kind === "ExprStmt") return false;
  const { value } = func;
  return groupFunctions(python).some((outer) => {
    const [given] = outer.node.args;
    return (
      outer.cell === cell &&
      given.kind === "Lambda" &&
      holds(given, value) &&
      given.params[0]?.name.name === value.name &&
      outer.node.func.kind === "Attribute" &&
      isGrouped(outer.node.func.value, cell, python)
    );
  });
}

const groupFunctions = pickCalls(({ node }) => node.args[0]?.kind === "Lambda" && calledName(node) === "apply");

/** `df.groupby("class")`, with columns chosen from it or without, be it under a name. */
function isGrouped(expr: Expr, cell: number, python: PythonNotebook): boolean {
  const value = python.placedValueOf(expr, cell);
  const grouped = value.expr.kind === "Subscript" ? python.valueOf(value.expr.value, value.cell) : value.expr;
  return grouped.kind === "Call" && calledName(grouped) === "groupby";
}

const snowparkImports = pickDefinitions(({ imported }) => imported !== null && /^snowflake\.snowpark(?:\.|$)/.test(imported));

const drawingMethods = new Set(Object.values(seededMethods).flatMap((methods) => [...methods.keys()]));
const pandasSample = seededMethods.pandas.get("sample")!;

/** An estimator made to be looked at: `SVC()` alone, `SVC().get_params()`. */
const isOnlyShown = ({ statement, node, parent, name }: ResolvedCall): boolean =>
  /\.[A-Z]\w*$/.test(name ?? "") &&
  ((statement.kind === "ExprStmt" && statement.value === node) || (parent?.kind === "Attribute" && parent.attr.name === "get_params"));

/** A few rows to look at: `df.sample(5)` as the cell's last line, or printed. */
function isDisplayed({ statement, node }: ResolvedCall): boolean {
  if (statement.kind !== "ExprStmt") return false;
  const shown = statement.value;
  if (shown.start === node.start) return !isWritten(shown, node);
  return shown.kind === "Call" && shown.func.kind === "Name" && /^(?:print|display)$/.test(shown.func.name);
}

/** `rows.sample(frac=0.1).to_csv(path)`, `rows.sample(0.1).write.parquet(path)`. */
function isWritten(shown: Expr, drawn: Expr): boolean {
  for (let expr = shown; expr !== drawn; expr = expr.value) {
    if (expr.kind === "Call") expr = expr.func;
    if (expr.kind !== "Attribute") return false;
    if (writing.test(expr.attr.name)) return true;
  }
  return false;
}

const writing = /^(?:to_(?:csv|parquet|json|excel|feather|pickle|sql|stata|hdf|gbq|orc|delta|table)|write\w*|sink_\w+|save\w*)$/;

function isRandom({ node }: ResolvedCall, { when, unless }: SeededCall): boolean {
  if (isOpenEnded(node)) return false;
  const holds = ({ keyword, is }: OptionTest, ifUnknown: boolean): boolean => {
    const value = keywordValue(node, keyword);
    if (!value) return false;
    const literal = value.kind === "String" || value.kind === "Number" || value.kind === "Constant" ? value.value : undefined;
    if (is === "set") return literal !== 0 && literal !== null && literal !== false;
    return literal === undefined ? ifUnknown : is.some((one) => one === literal);
  };
  return (when === null || when.some((tests) => tests.every((test) => holds(test, false)))) && !unless.some((test) => holds(test, true));
}

/** True where a seed is given, be it by a name: what it holds may be None, but somebody thought of it. */
const seedArgument = ({ node }: ResolvedCall, { seed, otherSeeds, position }: SeededCall): boolean =>
  [position === null ? undefined : node.args[position], ...[seed, ...otherSeeds].map((keyword) => keywordValue(node, keyword))].some(
    (value) => value !== undefined && !isNone(value),
  );

/** `model = SVC(); model.set_params(random_state=0)`. */
const setsSeedLater = ({ node }: ResolvedCall, python: PythonNotebook): boolean =>
  settingCalls(python).some(
    (call) =>
      call.node.func.kind === "Attribute" &&
      python.valueOf(call.node.func.value, call.cell) === node &&
      (isOpenEnded(call.node) || call.node.keywords.some(({ name }) => /random_state$/.test(name?.name ?? ""))),
  );

const settingCalls = pickCalls((call) => calledName(call.node) === "set_params");

/**
 * Ensembles give each copy of the estimator that they are made with a state of their own: the ensemble's random_state is what counts.
 * Source: scikit-learn's BaseEnsemble._make_estimator, which imbalanced-learn's ensembles use, too.
 */
const isSeededByEnsemble = ({ node }: ResolvedCall, python: PythonNotebook): boolean =>
  seedingEnsembles(python).some((call) =>
    [call.node.args[0], keywordValue(call.node, "estimator"), keywordValue(call.node, "base_estimator")].some(
      (given) => given && python.valueOf(given, call.cell) === node,
    ),
  );

const seedingEnsembles = pickCalls(
  ({ name }) =>
    name !== null &&
    /^(?:sklearn|imblearn)\.ensemble\.(?:Bagging|AdaBoost|BalancedBagging|EasyEnsemble|RUSBoost)(?:Classifier|Regressor)$/.test(
      currentName(name),
    ),
);

function missingSeed(call: ResolvedCall, seeded: SeededCall, moment: Moment, python: PythonNotebook): Finding {
  const { func } = call.node;
  const name = func.kind === "Attribute" ? func.attr.name : func.kind === "Name" ? func.name : seeded.name;
  const library = generators.find(({ id }) => id === seeded.generator)?.label.replace(/'s?$/, "");
  const effect =
    seeded.severity === "info"
      ? "so results may differ slightly from run to run"
      : "so every run gives a different result and a failure cannot be reproduced";
  return {
    cell: call.cell,
    span: { start: func.start, end: func.end },
    message: `${name} has no ${seeded.seed}${library ? `, and nothing above seeds ${library}` : ""}, ${effect}. Pass ${seeded.seed}=${seeded.takesGenerator ? " made with a seed" : ""}.`,
    ...(seeded.severity === "warning" ? {} : { severity: seeded.severity }),
    fixes: [...argumentFix(call, seeded, python), ...(seeded.generator ? seedFix(seeded.generator, moment, python) : [])],
  };
}

function argumentFix(call: ResolvedCall, { seed, takesGenerator }: SeededCall, python: PythonNotebook): readonly Fix[] {
  if (takesGenerator) return [];
  const text = seedText({ cell: call.cell, at: call.node.start }, python);
  const none = keywordValue(call.node, seed);
  const edit = none ? replaceExpression(call.cell, none, text) : addArgument(call.node, call.cell, `${seed}=${text}`, python);
  return [{ title: `Give ${seed}=${text}`, safe: false, edits: [edit] }];
}
