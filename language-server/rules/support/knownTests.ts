// What a test says where names in it are known to hold literals: `mode == "fast"`, `not verbose`, `size in (1, 2)`.
import { constantTest } from "../../python/flow/tests";
import type { CompareExpr, Expr } from "../../python/syntax";

/** Names and the literals that they hold. */
export type KnownValues = ReadonlyMap<string, Expr>;

/** The truth of a test; null where it asks for more than `known` and literals tell. */
export function knownTest(test: Expr, known: KnownValues): boolean | null {
  switch (test.kind) {
    case "Name": {
      const value = known.get(test.name);
      return value ? constantTest(value) : null;
    }
    case "Unary": {
      const operand = test.op === "not" ? knownTest(test.operand, known) : null;
      return operand === null ? constantTest(test) : !operand;
    }
    case "Bool": {
      const values = test.values.map((value) => knownTest(value, known));
      const decides = test.op === "or";
      return values.includes(decides) ? decides : values.includes(null) ? null : !decides;
    }
    case "Compare":
      return comparison(test, known);
    default:
      return constantTest(test);
  }
}

function comparison(test: CompareExpr, known: KnownValues): boolean | null {
  const [op] = test.ops;
  const [right] = test.comparators;
  if (test.ops.length !== 1 || !op || !right) return null;
  const left = plainValue(test.left, known);
  if (left === undefined) return constantTest(test);
  if (op === "in" || op === "not in") {
    const members =
      right.kind === "Tuple" || right.kind === "List" || right.kind === "Set"
        ? right.elements.map((element) => plainValue(element, known))
        : [undefined];
    if (members.some((member) => same(left, member))) return op === "in";
    return members.includes(undefined) ? null : op !== "in";
  }
  const other = plainValue(right, known);
  if (other === undefined) return null;
  if (op === "==") return same(left, other);
  if (op === "!=") return !same(left, other);
  // Only None, True and False are one object each wherever they stand.
  if ((op === "is" || op === "is not") && (other === null || typeof other === "boolean")) return (left === other) === (op === "is");
  return null;
}

type PlainValue = string | number | boolean | null;

/** The value of a literal, or of a name that holds one; undefined of everything else. */
function plainValue(expr: Expr, known: KnownValues): PlainValue | undefined {
  switch (expr.kind) {
    case "Name": {
      const value = known.get(expr.name);
      return value && value.kind !== "Name" ? plainValue(value, known) : undefined;
    }
    case "String":
      return expr.isBytes ? undefined : expr.value;
    case "Number":
      return Number.isNaN(expr.value) ? undefined : expr.value;
    case "Constant":
      return expr.value === "..." ? undefined : expr.value;
    default:
      return undefined;
  }
}

/** As Python's == has it, where True is 1. */
const same = (left: PlainValue, right: PlainValue | undefined): boolean =>
  left === right ||
  (typeof left !== "string" &&
    left !== null &&
    typeof right !== "string" &&
    right !== null &&
    right !== undefined &&
    Number(left) === Number(right));
