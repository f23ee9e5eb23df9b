// Code that a call leaves out: it stands under `if option:` or `elif mode == "fast":`, and what the call gives, or the default that it leaves, fails the test.
import type { Span } from "../../notebook/model";
import { holds } from "../../notebook/positions";
import type { PythonNotebook, Read } from "../../python/analysis";
import type { CallExpr, Expr, FunctionDef, If, Node } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { rememberFor } from "../../util/rememberFor";
import { isOpenEnded, keywordValue } from "./arguments";
import { definitionsNamed, readsOf } from "./definitions";
import { knownTest, type KnownValues } from "./knownTests";

/** True of a read in a function's body under a test of its parameters, where the call that leads to it gives them, or leaves them at, constants that fail the test. */
export function isSwitchedOff(read: Read, python: PythonNotebook): boolean {
  const calledAt = read.calledFrom[read.calledFrom.length - 1];
  if (!read.conditional || !calledAt) return false;
  const call = callNamedAt(python, calledAt.cell, calledAt.at.start);
  const around = call ? functionAround(read.cell, read.at, python) : null;
  return around !== null && call !== undefined && leavesOut(call, calledAt.cell, read.at, around, python);
}

/** True of a place in a function's body that none of the notebook's calls of the function reaches, for the same reason. */
export function isNeverSwitchedOn(cell: number, place: Span, python: PythonNotebook): boolean {
  const around = functionAround(cell, place, python);
  if (!around || around.isMethod || around.tests.length === 0) return false;
  const definition = definitionsNamed(python, around.func.name.name).find(({ func }) => func === around.func);
  const uses = definition ? readsOf(definition, python) : [];
  return (
    uses.length > 0 &&
    uses.every((use) => {
      const call = callNamedAt(python, use.cell, use.at.start);
      return call !== undefined && leavesOut(call, use.cell, place, around, python);
    })
  );
}

function leavesOut(call: CallExpr, cell: number, place: Span, around: Around, python: PythonNotebook): boolean {
  if (isOpenEnded(call) || around.tests.length === 0) return false;
  const known = knownAt(call, cell, around, python);
  return around.tests.some(({ test, body }) => knownTest(test, known) === !body.some((one) => holds(one, place)));
}

interface Around {
  readonly func: FunctionDef;
  readonly isMethod: boolean;
  /** The tests inside the function that decide whether the place is reached. */
  readonly tests: readonly If[];
}

/** The innermost function around a place. */
function functionAround(cell: number, at: Span, python: PythonNotebook): Around | null {
  let found: Around | null = null;
  walkNodes(python.cellAt(cell)?.module.body ?? [], (node, parents) => {
    if (node.start > at.start || node.end < at.end) return false;
    if (node.kind === "FunctionDef") found = { func: node, isMethod: parents[0]?.kind === "ClassDef", tests: [] };
    else if (node.kind === "Lambda") found = null;
    else if (node.kind === "If" && found && at.start >= node.test.end) found = { ...found, tests: [...found.tests, node] };
    return true;
  });
  return found;
}

/** The parameters whose value is a constant in the function that a call runs. */
function knownAt(call: CallExpr, cell: number, { func, isMethod }: Around, python: PythonNotebook): KnownValues {
  const known = new Map<string, Expr>();
  for (const [position, { name, kind, default: standard }] of func.params.entries()) {
    if (kind === "*" || kind === "**" || isRebound(name.name, func)) continue;
    // A method gets its object first, unless the object is written or there is none: what its positions hold is not known.
    if (isMethod && kind !== "keyword-only" && call.args.length >= position) continue;
    const given = (kind === "keyword-only" || isMethod ? undefined : call.args[position]) ?? keywordValue(call, name.name);
    const value = given ? python.valueOf(given, cell) : standard;
    if (value) known.set(name.name, value);
  }
  return known;
}

const isRebound = (name: string, { body }: FunctionDef): boolean => namesSetIn(body).has(name);

/** Names that statements set; what a nested function sets is counted, too. */
const namesSetIn = rememberFor((body: readonly Node[]): ReadonlySet<string> => {
  const names = new Set<string>();
  const note = (target: Expr): void => {
    if (target.kind === "Name") names.add(target.name);
    else if (target.kind === "Starred") note(target.value);
    else if (target.kind === "Tuple" || target.kind === "List") target.elements.forEach(note);
  };
  walkNodes(body, (node) => {
    if (node.kind === "Assign") node.targets.forEach(note);
    else if (node.kind === "AugAssign" || node.kind === "AnnAssign" || node.kind === "For" || node.kind === "NamedExpr") note(node.target);
    else if (node.kind === "With") for (const { target } of node.items) if (target) note(target);
  });
  return names;
});

const callNamedAt = (python: PythonNotebook, cell: number, start: number): CallExpr | undefined =>
  python.calls.find(
    ({ cell: own, node: { func } }) =>
      own === cell && (func.kind === "Name" ? func.start : func.kind === "Attribute" ? func.attr.start : -1) === start,
  )?.node;
