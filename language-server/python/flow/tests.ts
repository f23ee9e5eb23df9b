// What the text alone says about tests, iterables and handlers: constants, `"x" in globals()`, loops that run, errors caught.
import { calledName } from "../calledName";
import type { Expr, ExceptHandler } from "../syntax";
import { walkStatements } from "../walk";
import { isNamespaceCall } from "./namespace";

/** The truth of a test that is constant: literals, `not`, TYPE_CHECKING, `__name__ == "__main__"`; null where it is not. */
export function constantTest(expr: Expr): boolean | null {
  switch (expr.kind) {
    case "Constant":
      return expr.value === "..." ? true : Boolean(expr.value);
    case "Number":
      return Number.isNaN(expr.value) ? null : expr.value !== 0;
    case "String":
      return expr.value !== "";
    case "Tuple":
    case "List":
    case "Set":
      return expr.elements.length === 0 ? false : expr.elements.some((element) => element.kind !== "Starred") ? true : null;
    case "Name":
      return expr.name === "TYPE_CHECKING" ? false : expr.name === "__debug__" ? true : null;
    case "Attribute":
      return expr.attr.name === "TYPE_CHECKING"
        ? false
        : expr.value.kind === "Name" && expr.value.name === "six"
          ? (sixConstants.get(expr.attr.name) ?? null)
          : null;
    case "Unary": {
      const operand = expr.op === "not" ? constantTest(expr.operand) : null;
      return operand === null ? null : !operand;
    }
    case "Bool": {
      const decides = expr.op === "or";
      const values = expr.values.map(constantTest);
      if (values.includes(decides)) return values.slice(0, values.indexOf(decides)).includes(null) ? null : decides;
      return values.includes(null) ? null : !decides;
    }
    case "Compare":
      if (expr.ops.length !== 1) return null;
      if (isMainTest(expr.left, expr.comparators[0])) return expr.ops[0] === "==" ? true : expr.ops[0] === "!=" ? false : null;
      return versionTest(expr.left, expr.ops[0]!, expr.comparators[0]!);
    default:
      return null;
  }
}

const isMainTest = (left: Expr, right: Expr | undefined): boolean =>
  left.kind === "Name" && left.name === "__name__" && right?.kind === "String" && right.value === "__main__";

const sixConstants: ReadonlyMap<string, boolean> = new Map([
  ["PY2", false],
  ["PY3", true],
]);

/** The Python 3 releases that notebooks run on; what holds for the first and the last holds for all between. */
const releases: readonly (readonly [number, number])[] = [
  [3, 8],
  [3, 14],
];

/** `sys.version_info < (3, 0)`, `sys.version_info[0] == 2`, `sys.version_info.major >= 3`: where every release answers alike. */
function versionTest(left: Expr, op: string, right: Expr): boolean | null {
  const takesMajor =
    left.kind === "Subscript"
      ? left.index.kind === "Number" && left.index.value === 0
      : left.kind === "Attribute" && left.attr.name === "major";
  const info = takesMajor && (left.kind === "Subscript" || left.kind === "Attribute") ? left.value : left;
  if (info.kind !== "Attribute" || info.attr.name !== "version_info" || info.value.kind !== "Name" || info.value.name !== "sys")
    return null;
  const wanted = right.kind === "Tuple" ? right.elements.map(integerOf) : [integerOf(right)];
  if (takesMajor === (right.kind === "Tuple") || wanted.length === 0) return null;
  const answers = releases.map((release) => compareVersions(takesMajor ? [release[0]] : release, op, wanted));
  return answers.every((answer) => answer === answers[0]) ? answers[0]! : null;
}

/** Compares as Python's tuples do; null where parts that are not known decide. */
function compareVersions(release: readonly number[], op: string, wanted: readonly (number | null)[]): boolean | null {
  let order = 0;
  for (const [at, part] of wanted.entries()) {
    if (part === null || (release[at] === undefined && order === 0)) return null;
    order ||= Math.sign(release[at]! - part);
  }
  // The real tuple goes on, with a micro version and more: it is greater than its own beginning.
  if (order === 0 && release.length > 1) order = 1;
  switch (op) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    default:
      return null;
  }
}

/** What a true test says about a name: `"x" in globals()` → bound. */
export interface NameTest {
  readonly name: string;
  readonly boundWhenTrue: boolean;
  readonly boundWhenFalse: boolean;
}

/** The name that a test asks for in the namespace (`in`/`not in` globals(), locals(), dir(), vars(), possibly `.keys()`); null for other tests. */
export function nameTest(expr: Expr): NameTest | null {
  if (expr.kind === "Unary" && expr.op === "not") {
    const inner = nameTest(expr.operand);
    return inner && { name: inner.name, boundWhenTrue: inner.boundWhenFalse, boundWhenFalse: inner.boundWhenTrue };
  }
  if (expr.kind !== "Compare" || expr.ops.length !== 1 || expr.left.kind !== "String") return null;
  const [op] = expr.ops;
  if (op !== "in" && op !== "not in") return null;
  const held = expr.comparators[0]!;
  const space = held.kind === "Call" && held.func.kind === "Attribute" && held.func.attr.name === "keys" ? held.func.value : held;
  if (!isNamespaceCall(space)) return null;
  return { name: expr.left.value, boundWhenTrue: op === "in", boundWhenFalse: op === "not in" };
}

/** True where the text shows that a loop over it runs at least once. */
export function isNonEmptyIterable(expr: Expr): boolean {
  switch (expr.kind) {
    case "Tuple":
    case "List":
    case "Set":
      return expr.elements.some((element) => element.kind !== "Starred");
    case "Dict":
      return expr.entries.some((entry) => entry.key !== null);
    case "String":
      return expr.value !== "";
    case "Call":
      return expr.func.kind === "Name" && isNonEmptyCall(expr.func.name, expr.args);
    default:
      return false;
  }
}

function isNonEmptyCall(name: string, args: readonly Expr[]): boolean {
  if (name === "range") return isNonEmptyRange(args.map(integerOf));
  if (name === "zip") return args.length > 0 && args.every(isNonEmptyIterable);
  return wrappers.has(name) && args.length > 0 && isNonEmptyIterable(args[0]!);
}
const wrappers: ReadonlySet<string> = new Set(["enumerate", "reversed", "sorted", "list", "tuple", "set", "iter", "tqdm", "trange"]);

function isNonEmptyRange(bounds: readonly (number | null)[]): boolean {
  const [start, stop, step] =
    bounds.length === 1 ? [0, bounds[0]!, 1] : [bounds[0] ?? null, bounds[1] ?? null, bounds.length > 2 ? bounds[2]! : 1];
  if (start === null || stop === null || step === null) return false;
  return step > 0 ? start < stop : step < 0 && start > stop;
}

function integerOf(expr: Expr): number | null {
  if (expr.kind === "Number") return Number.isInteger(expr.value) ? expr.value : null;
  if (expr.kind !== "Unary" || expr.op !== "-") return null;
  const value = integerOf(expr.operand);
  return value === null ? null : -value;
}

/** True where the handler catches NameError, or may, and keeps it: bare, NameError and its bases, and a variable that may hold them. */
export const catchesNameError = (handler: ExceptHandler): boolean =>
  (handler.type === null || mayBeNameError(handler.type)) && !raisesAgain(handler);

/** `except Exception as error: log(error); raise`: whatever is caught goes on its way. */
function raisesAgain({ name, body }: ExceptHandler): boolean {
  const last = body.at(-1);
  if (last?.kind !== "Raise" || !(last.exception === null || (last.exception.kind === "Name" && last.exception.name === name?.name)))
    return false;
  let leaves = false;
  walkStatements(body, ({ kind }) => void (leaves ||= kind === "Return" || kind === "Break" || kind === "Continue"), {
    intoFunctions: false,
  });
  return !leaves;
}

/** True of an exception class (or tuple of them) that NameError belongs to or may belong to. */
export function mayBeNameError(expr: Expr): boolean {
  if (expr.kind === "Tuple") return expr.elements.some(mayBeNameError);
  const name = expr.kind === "Name" ? expr.name : expr.kind === "Attribute" ? expr.attr.name : null;
  if (name === null || nameErrors.has(name)) return true;
  // A class of errors is written in capitals; a lower-case name is a variable (or a rare class such as socket.timeout).
  return expr.kind === "Name" && name[0] === name[0]!.toLowerCase();
}
const nameErrors: ReadonlySet<string> = new Set(["NameError", "Exception", "BaseException"]);

/** `contextlib.suppress(…)` and tests' `raises(…)`: the with statement goes on after such an error. null for other contexts. */
export function suppressedErrors(context: Expr): readonly Expr[] | null {
  if (context.kind !== "Call") return null;
  return swallowers.has(calledName(context)) ? context.args : null;
}
const swallowers: ReadonlySet<string> = new Set(["suppress", "raises", "assertRaises", "assertRaisesRegex", "ExpectedException"]);
