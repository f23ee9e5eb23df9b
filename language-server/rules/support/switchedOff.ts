// Code that a call leaves out: it stands under `if option:`, and the call does not give the option, whose default is false.
import type { Span } from "../../notebook/model";
import type { PythonNotebook, Read } from "../../python/analysis";
import { constantTest } from "../../python/flow/tests";
import type { CallExpr, Expr, FunctionDef, If, Parameter } from "../../python/syntax";
import { walkNodes, type Node } from "../../python/walk";
import { rememberFor } from "../../rememberFor";
import { isOpenEnded, keywordOf } from "./arguments";
import { definitionsNamed, readsOf } from "./definitions";

/** True of a read in a function's body under a test of one parameter, where the call that leads to it leaves the parameter at a default that fails the test. */
export function isSwitchedOff(read: Read, python: PythonNotebook): boolean {
  const calledAt = read.calledFrom[read.calledFrom.length - 1];
  if (!read.conditional || !calledAt) return false;
  const call = callNamedAt(python, calledAt.cell, calledAt.at.start);
  const around = call ? functionAround(read.cell, read.at, python) : null;
  return around !== null && call !== undefined && leavesOut(call, read.at, around);
}

/** True of a place in a function's body that none of the notebook's calls of the function reaches, for the same reason. */
export function isNeverSwitchedOn(cell: number, place: Span, python: PythonNotebook): boolean {
  const around = functionAround(cell, place, python);
  if (!around || around.isMethod || around.tests.length === 0) return false;
  const definition = definitionsNamed(python, around.func.name.name).find(({ func }) => func === around.func);
  const uses = definition ? readsOf(definition, python) : [];
  return uses.length > 0 && uses.every((use) => {
    const call = callNamedAt(python, use.cell, use.at.start);
    return call !== undefined && leavesOut(call, place, around);
  });
}

const leavesOut = (call: CallExpr, place: Span, around: Around): boolean => !isOpenEnded(call) && around.tests.some((test) => {
  const runsWhen = test.body.some((one) => one.start <= place.start && place.end <= one.end);
  const option = optionIn(test.test, around.func);
  return option !== null && !isGiven(option, around, call) && !isRebound(option.name.name, around.func) && outcome(test.test, option) === !runsWhen;
});

interface Around {
  readonly func: FunctionDef;
  /** A method gets its object before its arguments. */
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

/** The parameter with a constant default that a test asks for: `option`, `not option`, `option is None`. */
function optionIn(test: Expr, { params }: FunctionDef): Parameter | null {
  const asked = test.kind === "Unary" && test.op === "not" ? test.operand : test.kind === "Compare" && isNoneTest(test) ? test.left : test;
  return asked.kind === "Name" ? (params.find(({ name, default: value }) => name.name === asked.name && value !== null && constantTest(value) !== null) ?? null) : null;
}

const isNoneTest = ({ ops, comparators }: Expr & { readonly kind: "Compare" }): boolean =>
  ops.length === 1 && /^is(?: not)?$/.test(ops[0]) && comparators[0].kind === "Constant" && comparators[0].value === null;

function outcome(test: Expr, { default: value }: Parameter): boolean | null {
  if (!value) return null;
  if (test.kind === "Compare") return (value.kind === "Constant" && value.value === null) === (test.ops[0] === "is");
  const truth = constantTest(value);
  return truth === null ? null : test.kind === "Unary" ? !truth : truth;
}

function isGiven(option: Parameter, { func, isMethod }: Around, call: CallExpr): boolean {
  const position = func.params.indexOf(option) - (isMethod ? 1 : 0);
  return keywordOf(call, option.name.name) !== undefined || (option.kind !== "keyword-only" && call.args.length > position);
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
  python.calls.find(({ cell: own, node: { func } }) => own === cell && (func.kind === "Name" ? func.start : func.kind === "Attribute" ? func.attr.start : -1) === start)?.node;
