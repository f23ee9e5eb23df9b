// Calls whose value is None, so that Jupyter displays nothing below a cell that ends with them.
import { valueless } from "../../knowledge/valuelessCalls";
import type { CallExpr, Expr, FunctionDef, Keyword } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import type { Survey } from "../survey";

/** Methods that mostly give None; where a saved run displayed nothing, they do. */
const mostlyWithout =
  /^(?:add|append|clear|close|compile|extend|info|insert|load_weights|remove|save|save_\w+|savefig|set_\w+|show|sort|summary|to_(?:csv|excel|feather|hdf|html|json|parquet|pickle|sql)|update|write)$/;

/** True of a call whose value is None. */
export function givesNothing(value: Expr, cell: number, survey: Survey): boolean {
  if (value.kind !== "Call") return false;
  return (
    valueless.has(survey.python.qualifiedName(value.func, cell) ?? "") ||
    endsWithoutValue(survey, value) ||
    displayedNothing(survey, value, cell)
  );
}

/** True of a function of the notebook that never returns a value. */
function endsWithoutValue(survey: Survey, { func }: CallExpr): boolean {
  if (func.kind !== "Name") return false;
  const [definition, ...others] = survey.definitionsOf(func.name);
  const own = definition?.func;
  return others.length === 0 && own?.kind === "FunctionDef" && !own.isAsync && own.decorators.length === 0 && !returnsValue(own);
}

function returnsValue({ body }: FunctionDef): boolean {
  let found = false;
  walkNodes(body, (node) => {
    found ||=
      node.kind === "Yield" ||
      (node.kind === "Return" && node.value !== null && !(node.value.kind === "Constant" && node.value.value === null));
    return node.kind !== "FunctionDef" && node.kind !== "ClassDef" && node.kind !== "Lambda";
  });
  return found;
}

/** True of pandas' `inplace=True`. */
const isInPlace = ({ name, value }: Keyword): boolean => name?.name === "inplace" && value.kind === "Constant" && value.value === true;

function displayedNothing({ python }: Survey, { func, keywords }: CallExpr, cell: number): boolean {
  const { executionCount, outputs } = python.notebook.cells[cell];
  return (
    func.kind === "Attribute" &&
    (mostlyWithout.test(func.attr.name) || keywords.some(isInPlace)) &&
    executionCount !== null &&
    outputs.every(({ kind }) => kind !== "execute_result" && kind !== "error")
  );
}
