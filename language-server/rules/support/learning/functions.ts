// Calls of the notebook's own functions: their bodies run with what they are given.
import type { CallExpr, Expr, FunctionDef, NameExpr } from "../../../python/syntax";
import { keyOf } from "./calls";
import { evaluate, runBody } from "./run";
import { lookAt, metNow, Scope, type Tracer } from "./tracer";
import { emptyData, joinData, withRoot, type Data } from "./values";
import { argumentOf } from "../arguments";
import { definitionsAt } from "../definitions";

/** Functions inside functions that are followed, and calls in one cell: enough for any notebook, few enough to be quick. */
const deepest = 3;
const mostCalls = 400;

/** What the call of a function that a cell defines returns; null where the function is not known for certain. */
export function callOwn(call: CallExpr, tracer: Tracer): Data | null {
  const own = call.func.kind === "Name" ? ownFunction(call.func, tracer) : null;
  if (!own || !mayRun(own, tracer) || call.args.some(({ kind }) => kind === "Starred")) return null;
  return run(own, giveParameters(own.node, call, tracer), tracer);
}

/** Searches for settings that call a function again and again: `study.optimize(objective)`, `fmin(fn=objective)`. */
const searches = /^(?:optuna\.(?:study\.)?(?:create_study|load_study)\(\)\.optimize|hyperopt\.fmin)$/;

/** Runs the function, or the lambda, that such a search is handed, on what it finds around it: nothing is known of what it is given. */
export function runSearched(call: CallExpr, name: string, tracer: Tracer): void {
  const handed = searches.test(name) ? (argumentOf(call, 0, "func") ?? argumentOf(call, 0, "fn")) : undefined;
  if (handed?.kind === "Lambda") evaluate(handed.body, tracer);
  const own = handed?.kind === "Name" ? ownFunction(handed, tracer) : null;
  if (own && mayRun(own, tracer)) run(own, new Scope(null), tracer);
}

interface OwnFunction {
  readonly node: FunctionDef;
  readonly cell: number;
}

const mayRun = ({ node }: OwnFunction, { calls, frames }: Tracer): boolean =>
  calls < mostCalls &&
  frames.length < deepest &&
  !frames.some((frame) => frame.node === node) &&
  !node.isAsync &&
  !node.params.some(({ kind }) => kind === "*" || kind === "**");

function run({ node, cell }: OwnFunction, given: Scope, tracer: Tracer): Data {
  const outer = { names: tracer.names, cell: tracer.cell };
  tracer.calls++;
  tracer.frames.push({ node, returned: [] });
  tracer.names = given;
  lookAt(cell, tracer);
  runBody(node.body, tracer);
  const frame = tracer.frames.pop();
  tracer.names = outer.names;
  tracer.cell = outer.cell;
  tracer.slots.inlined.set(node, true);
  const returned = frame?.returned ?? [];
  return returned.length === 1 ? returned[0] : joinData(returned);
}

function ownFunction(func: NameExpr, { python, cell }: Tracer): OwnFunction | null {
  const definitions = definitionsAt(func, cell, python);
  const [only] = definitions;
  return definitions.length === 1 && only.func && only.func.decorators.length === 0 ? { node: only.func, cell: only.cell } : null;
}

/** Parameters by position and by keyword; a default is evaluated where it is taken. */
function giveParameters({ params }: FunctionDef, call: CallExpr, tracer: Tracer): Scope {
  const given = new Scope(null);
  params.forEach((parameter, index) => {
    const value = argumentOf(call, parameter.kind === "keyword-only" ? null : index, parameter.name.name) ?? parameter.default;
    if (value) given.set(parameter.name.name, givenValue(value, tracer));
  });
  return given;
}

/** `f(X_train[chosen], X_test[chosen])`: the parameters hold different rows, though the youngest name in both is the same; another call with the same text gives the same rows. */
function givenValue(value: Expr, tracer: Tracer): Data {
  const data = evaluate(value, tracer);
  if (value.kind === "Name" || data === emptyData) return data;
  const key = keyOf(value, tracer);
  const root = tracer.slots.given.get(key) ?? metNow(tracer);
  tracer.slots.given.set(key, root);
  return withRoot(data, root);
}
