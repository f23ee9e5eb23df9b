// Which expressions name a type, so that `Grid = dict[Cell, str]` is a type alias.
import type { Expr } from "../../python/syntax";
import type { Survey } from "../survey";

/** Types by their dotted name; all members of `typing` that are annotations are among them (Python's library reference). */
const types =
  /^(?:builtins\.(?:str|int|float|bool|complex|bytes|bytearray|list|dict|set|frozenset|tuple|type|object)|typing\.\w+|typing_extensions\.\w+|collections\.abc\.\w+|numbers\.\w+|numpy\.ndarray|pandas\.(?:DataFrame|Series))$/;

/** True of a type of Python, numpy or pandas, of a class or an alias of the notebook that is bound once, and of what `[…]` and `|` make of them. */
export function namesType(expr: Expr, cell: number, survey: Survey): boolean {
  switch (expr.kind) {
    case "Name": {
      const [definition, ...others] = survey.definitionsOf(expr.name);
      if (!definition || definition.imported !== null) return isKnown(expr, cell, survey);
      if (others.length > 0) return false;
      const { node } = definition;
      // An alias is defined above, so that this ends.
      return (
        node.kind === "ClassDef" ||
        (node.kind === "Assign" &&
          definition.cell <= cell &&
          node.value.end < expr.start + (definition.cell < cell ? Infinity : 0) &&
          namesType(node.value, definition.cell, survey))
      );
    }
    case "Attribute":
      return isKnown(expr, cell, survey);
    case "Subscript":
      return namesType(expr.value, cell, survey) && isArgument(expr.index, cell, survey);
    case "Binary":
      return (
        expr.op === "|" &&
        [expr.left, expr.right].every((side) => isArgument(side, cell, survey)) &&
        [expr.left, expr.right].some((side) => namesType(side, cell, survey))
      );
    default:
      return false;
  }
}

const isKnown = (expr: Expr, cell: number, survey: Survey): boolean => types.test(survey.python.qualifiedName(expr, cell) ?? "");

/** What may be in the brackets of a type: types, None, `...`, names in quotes, literals, lists of these. */
function isArgument(expr: Expr, cell: number, survey: Survey): boolean {
  if (expr.kind === "Tuple" || expr.kind === "List") return expr.elements.every((element) => isArgument(element, cell, survey));
  return expr.kind === "Constant" || expr.kind === "String" || expr.kind === "Number" || namesType(expr, cell, survey);
}
