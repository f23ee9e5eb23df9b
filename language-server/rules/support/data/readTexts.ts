// The texts that a reading call is given: each element of a list that a loop goes through, what callers give, and as much of an address as is known.
import type { PlacedExpr, PythonNotebook, ResolvedCall } from "../../../python/analysis";
import type { Expr, NameExpr } from "../../../python/syntax";
import { givenBySeenCalls } from "../callers";

/** More nested texts than anyone writes. */
const deepest = 20;

/** The expressions that an argument of a call stands for: one as a rule, several in a loop or in a function with several callers. */
export function alternativesOf(argument: Expr, call: ResolvedCall, python: PythonNotebook): readonly PlacedExpr[] {
  const places =
    argument.kind === "Name"
      ? [...passedThrough(argument, call, python), ...(call.func ? givenBySeenCalls(argument, call.cell, python) : [])]
      : [];
  return places.length > 0 ? places : [{ expr: argument, cell: call.cell }];
}

/** The elements of a list, tuple or set, and the values of a dictionary, that are in the notebook. */
export function elementsOf(collection: Expr, cell: number, python: PythonNotebook): readonly PlacedExpr[] {
  const found = python.placedValueOf(collection, cell);
  const { expr } = found;
  if (expr.kind === "List" || expr.kind === "Tuple" || expr.kind === "Set")
    return expr.elements.map((element) => ({ expr: element, cell: found.cell }));
  if (expr.kind === "Dict") return expr.entries.map(({ value }) => ({ expr: value, cell: found.cell }));
  const isView = expr.kind === "Call" && expr.func.kind === "Attribute" && /^(?:values|items)$/.test(expr.func.attr.name);
  return isView && expr.func.kind === "Attribute" ? elementsOf(expr.func.value, found.cell, python) : [];
}

/** What a loop around the call puts into a name: `for address in [a, b]`, `for name, address in addresses.items()`. */
function passedThrough({ name }: NameExpr, { loops, cell }: ResolvedCall, python: PythonNotebook): readonly PlacedExpr[] {
  const binds = (target: Expr): boolean =>
    target.kind === "Tuple" ? target.elements.length === 2 && binds(target.elements[1]!) : target.kind === "Name" && target.name === name;
  for (const loop of loops.toReversed()) {
    const found = (loop.kind === "For" ? [loop] : "generators" in loop ? loop.generators : []).find(({ target }) => binds(target));
    if (found) return elementsOf(found.iter, cell, python);
  }
  return [];
}

/** As much of a text's beginning as is known: of `BASE + name` what BASE holds. */
export const beginningOf = (expr: Expr, cell: number, python: PythonNotebook): string => known(expr, cell, python, 0).text;

function known(
  given: Expr,
  givenCell: number,
  python: PythonNotebook,
  depth: number,
): { readonly text: string; readonly isWhole: boolean } {
  const whole = python.constantText(given, givenCell);
  if (whole !== null) return { text: whole, isWhole: true };
  const { expr, cell } = python.placedValueOf(given, givenCell);
  const parts = expr.kind === "Binary" && expr.op === "+" ? [expr.left, expr.right] : expr.kind === "FString" ? expr.values : [];
  let text = "";
  if (depth > deepest) return { text, isWhole: false };
  for (const part of parts) {
    const one =
      part.kind === "Text"
        ? { text: part.value, isWhole: true }
        : known(part.kind === "Field" ? part.value : part, cell, python, depth + 1);
    text += one.text;
    if (!one.isWhole) break;
  }
  return { text, isWhole: false };
}
