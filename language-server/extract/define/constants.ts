// Constants: literals, and what is computed of literals and other constants alone, so that it has one value wherever it is evaluated.
import type { Definition } from "../../python/analysis";
import type { Expr } from "../../python/syntax";
import { walkExpressions } from "../../python/walk";
import { rememberFor } from "../../rememberFor";
import type { Chunk } from "../cut/chunks";
import type { Survey } from "../survey";
import { isBoundAgain } from "./inPlace";

/** A name in capitals, as constants have. */
const inCapitals = /^_*[A-Z][A-Z0-9_]*$/;

/** Numbers, texts, True, False, None, and tuples of them; lists, sets and dicts too unless `isFixed`. */
export function isLiteral(expr: Expr, isFixed = false): boolean {
  switch (expr.kind) {
    case "Number": case "String": case "Constant":
      return true;
    case "Unary":
      return expr.operand.kind === "Number";
    case "Binary":
      return expr.left.kind !== "String" && expr.right.kind !== "String" && isNumeric(expr);
    case "Tuple":
      return expr.elements.every((element) => isLiteral(element, isFixed));
    case "List": case "Set":
      return !isFixed && expr.elements.every((element) => isLiteral(element, isFixed));
    case "Dict":
      return !isFixed && expr.entries.every(({ key, value }) => key !== null && isLiteral(key) && isLiteral(value));
    default:
      return false;
  }
}

const isNumeric = (expr: Expr): boolean => expr.kind === "Number" || (expr.kind === "Unary" && isNumeric(expr.operand)) || (expr.kind === "Binary" && /^[-+*]$/.test(expr.op) && isNumeric(expr.left) && isNumeric(expr.right));

/** Functions without effects whose value depends on their arguments alone and cannot be changed. */
const fixedCalls = /^(?:builtins\.(?:int|float|str|bool|len|min|max|sum|abs|round|tuple|frozenset|range|pow)|math\.\w+|pathlib\.(?:Pure)?Path|os\.path\.(?:join|basename|dirname|splitext)|datetime\.(?:timedelta|date|datetime|time)|decimal\.Decimal|fractions\.Fraction|re\.compile)$/;
/** Those of numpy give an array for a tuple. */
const numberCalls = /^numpy\.(?:sqrt|log|exp|float32|float64|int32|int64)$/;
/** Values that modules have once and for all. */
const fixedMembers = /^(?:math\.(?:pi|e|tau|inf|nan)|numpy\.(?:pi|e|inf|nan|newaxis|float\d+|u?int\d+)|os\.sep|sys\.maxsize|re\.[A-Z]+)$/;
/** Parts of a path: of other constants they are not asked. */
const partsOfPath = /^(?:parent|name|stem|suffix)$/;

/** Deeper expressions are no constants that anybody wrote. */
const deepest = 20;

/**
 * True of an expression that is computed of literals, of names that are bound once to such values above, and of functions that only compute.
 * @param isFixed whether the value must not be one that can be changed, as a list
 */
export function isConstantValue(survey: Survey, expr: Expr, cell: number, isFixed: boolean, depth = 0): boolean {
  if (depth > deepest) return false;
  const isPart = (part: Expr): boolean => isConstantValue(survey, part, cell, true, depth + 1);
  const isItem = (item: Expr): boolean => isConstantValue(survey, item, cell, isFixed, depth + 1);
  switch (expr.kind) {
    case "Number": case "String": case "Constant":
      return true;
    case "Name":
      return isConstantName(survey, expr.name, { cell, at: expr.start });
    case "Attribute":
      return fixedMembers.test(survey.python.qualifiedName(expr, cell) ?? "") || (partsOfPath.test(expr.attr.name) && isPart(expr.value));
    case "FString":
      return expr.values.every((part) => part.kind === "Text" || (part.format.every(({ kind }) => kind === "Text") && isPart(part.value)));
    case "Unary":
      return isPart(expr.operand);
    case "Binary":
      return expr.op !== "@" && isPart(expr.left) && isPart(expr.right);
    case "Compare":
      return isPart(expr.left) && expr.comparators.every(isPart);
    case "Bool":
      return expr.values.every(isPart);
    case "Conditional":
      return isPart(expr.test) && isPart(expr.body) && isPart(expr.orelse);
    case "Tuple":
      return expr.elements.every(isItem);
    case "List": case "Set":
      return !isFixed && expr.elements.every(isItem);
    case "Dict":
      return !isFixed && expr.entries.every(({ key, value }) => key !== null && isPart(key) && isItem(value));
    case "Call": {
      const name = survey.python.qualifiedName(expr.func, cell) ?? "";
      const args = [...expr.args, ...expr.keywords.map(({ value }) => value)];
      if (numberCalls.test(name)) return !isFixed && args.every(isPart);
      return fixedCalls.test(name) && args.every(isPart);
    }
    default:
      return false;
  }
}

/** True of a name that is bound once, above this place, to a constant that nothing can change. */
function isConstantName(survey: Survey, name: string, place: { readonly cell: number; readonly at: number }): boolean {
  const [definition, ...others] = survey.definitionsOf(name);
  const isAbove = definition !== undefined && (definition.cell < place.cell || (definition.cell === place.cell && definition.at.start < place.at));
  return isAbove && others.length === 0 && keepsItsValue(survey)(definition);
}

/** Of each definition, whether its name has that value for good, and nothing can change it. */
const keepsItsValue = rememberFor((survey: Survey) => rememberFor(({ node, name, cell, at }: Definition): boolean => {
  const chunk = survey.chunkOf(cell, at.start);
  return chunk?.statements[0] === node && !isBoundAgain(survey, name) && isFixedValue(survey, chunk);
}));

/** True of `name = literal`, and in capitals of what is computed of such constants, if the value cannot be changed: what a moved function reads of it may move along. */
export function isFixedValue(survey: Survey, { cell, statements }: Chunk): boolean {
  const [statement] = statements;
  if (statements.length !== 1 || statement.kind !== "Assign" || statement.targets.length !== 1) return false;
  const { targets: [target], value } = statement;
  return target.kind === "Name" && (isLiteral(value, true) || (inCapitals.test(target.name) && isConstantValue(survey, value, cell, true)));
}

/** True of a constant by its name and value: a literal, or what is computed of constants of its own cell. */
export function isConstant(survey: Survey, name: string, value: Expr, cell: number): boolean {
  if (!inCapitals.test(name)) return false;
  if (isLiteral(value)) return true;
  return !isBoundAgain(survey, name) && isConstantValue(survey, value, cell, false) && readNames(value).every((one) => survey.definitionsOf(one).every((definition) => definition.cell === cell || definition.imported !== null));
}

function readNames(value: Expr): readonly string[] {
  const names: string[] = [];
  walkExpressions(value, (node) => void (node.kind === "Name" && names.push(node.name)));
  return names;
}
