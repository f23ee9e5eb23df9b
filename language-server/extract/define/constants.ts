// Constants: literals, and what is computed of literals and other constants alone, so that it has one value wherever it is evaluated.
import type { Definition } from "../../python/analysis";
import type { Assign, Expr, NameExpr, Stmt } from "../../python/syntax";
import { walkExpressions } from "../../python/walk";
import { rememberFor } from "../../util/rememberFor";
import type { Chunk } from "../cut/chunks";
import type { Survey } from "../survey";
import { isBoundAgain } from "./inPlace";

/** A name in capitals, as constants have. */
const inCapitals = /^_*[A-Z][A-Z0-9_]*$/;

/** Numbers, texts, True, False, None, and tuples of them; lists, sets and dicts too unless `isFixed`. */
export function isLiteral(expr: Expr, isFixed = false): boolean {
  switch (expr.kind) {
    case "Number":
    case "String":
    case "Constant":
      return true;
    case "Unary":
      return expr.operand.kind === "Number";
    case "Binary":
      return expr.left.kind !== "String" && expr.right.kind !== "String" && isNumeric(expr);
    case "Tuple":
      return expr.elements.every((element) => isLiteral(element, isFixed));
    case "List":
    case "Set":
      return !isFixed && expr.elements.every((element) => isLiteral(element, isFixed));
    case "Dict":
      return !isFixed && expr.entries.every(({ key, value }) => key !== null && isLiteral(key) && isLiteral(value));
    default:
      return false;
  }
}

const isNumeric = (expr: Expr): boolean =>
  expr.kind === "Number" ||
  (expr.kind === "Unary" && isNumeric(expr.operand)) ||
  (expr.kind === "Binary" && /^[-+*]$/.test(expr.op) && isNumeric(expr.left) && isNumeric(expr.right));

/** Functions without effects whose value depends on their arguments alone and cannot be changed. */
const fixedCalls =
  /^(?:builtins\.(?:int|float|str|bool|len|min|max|sum|abs|round|tuple|frozenset|range|pow)|math\.\w+|pathlib\.(?:Pure)?Path|os\.path\.(?:join|basename|dirname|splitext)|datetime\.(?:timedelta|date|datetime|time)|decimal\.Decimal|fractions\.Fraction|re\.compile)$/;
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
function isConstantValue(survey: Survey, expr: Expr, cell: number, isFixed: boolean, depth = 0): boolean {
  if (depth > deepest) return false;
  const isPart = (part: Expr): boolean => isConstantValue(survey, part, cell, true, depth + 1);
  const isItem = (item: Expr): boolean => isConstantValue(survey, item, cell, isFixed, depth + 1);
  switch (expr.kind) {
    case "Number":
    case "String":
    case "Constant":
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
    case "List":
    case "Set":
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

/** A name, and the expression whose value an assignment gives it. */
export interface Assigned {
  readonly target: NameExpr;
  readonly value: Expr;
}

/** The names of `name = value` and of `a, b = 1, 2`, each with its value; [] of other assignments. */
export function assignedBy({ targets: [target, ...others], value }: Assign): readonly Assigned[] {
  if (others.length > 0) return [];
  if (target.kind === "Name") return [{ target, value }];
  if (
    target.kind !== "Tuple" ||
    value.kind !== "Tuple" ||
    target.elements.length !== value.elements.length ||
    value.elements.some(({ kind }) => kind === "Starred")
  )
    return [];
  const pairs = target.elements.flatMap((one, at): readonly Assigned[] =>
    one.kind === "Name" ? [{ target: one, value: value.elements[at] }] : [],
  );
  return pairs.length === target.elements.length ? pairs : [];
}

/** True of a name that is bound once, above this place, to a constant that nothing can change. */
function isConstantName(survey: Survey, name: string, place: { readonly cell: number; readonly at: number }): boolean {
  const [definition, ...others] = survey.definitionsOf(name);
  const isAbove =
    definition !== undefined && (definition.cell < place.cell || (definition.cell === place.cell && definition.node.end <= place.at));
  return isAbove && others.length === 0 && keepsItsValue(survey)(definition);
}

/** Of each definition, whether its name has that value for good, and nothing can change it. */
const keepsItsValue = rememberFor((survey: Survey) =>
  rememberFor(({ node, name, cell, at }: Definition): boolean => {
    if (node.kind !== "Assign" || !survey.chunkOf(cell, at.start)?.statements.includes(node)) return false;
    return !isBoundAgain(survey, name) && assignedBy(node).some((one) => one.target.name === name && isFixed(survey, one, cell));
  }),
);

/** True of `name = literal`, and in capitals, or `inAnyCase`, of what is computed of constants, if the value cannot be changed. */
const isFixed = (survey: Survey, { target, value }: Assigned, cell: number, inAnyCase = false): boolean =>
  isLiteral(value, true) || ((inAnyCase || inCapitals.test(target.name)) && isConstantValue(survey, value, cell, true));

/** The names that a chunk gives values which cannot be changed, where it does nothing else: what a moved function reads of them may move along; else none. */
export const fixedNames = (survey: Survey, { cell, statements }: Chunk, inAnyCase = false): readonly NameExpr[] =>
  namesThat(statements, (one) => isFixed(survey, one, cell, inAnyCase));

/** What makes a new collection. */
const collections = /^(?:builtins\.(?:list|dict|set)|collections\.(?:defaultdict|Counter|deque|OrderedDict))$/;
const builtinTypes = /^builtins\.(?:bool|dict|float|int|list|set|str)$/;

/** The names that a chunk gives literals and new collections, which hold but literals, where it does nothing else; else none. */
export function madeNames(survey: Survey, { cell, statements }: Chunk): readonly NameExpr[] {
  const nameOf = (expr: Expr): string => survey.python.qualifiedName(expr, cell) ?? "";
  const isCollection = (value: Expr): boolean =>
    value.kind === "Call" &&
    value.keywords.length === 0 &&
    collections.test(nameOf(value.func)) &&
    value.args.every((one) => isLiteral(one) || builtinTypes.test(nameOf(one)));
  return namesThat(statements, ({ value }) => isLiteral(value) || isCollection(value));
}

/** True of a constant by its name and value: a literal, or what is computed of constants of its own cell. */
export function isConstant(survey: Survey, name: string, value: Expr, cell: number): boolean {
  if (!inCapitals.test(name)) return false;
  if (isLiteral(value)) return true;
  return (
    !isBoundAgain(survey, name) &&
    isConstantValue(survey, value, cell, false) &&
    readNames(value).every((one) =>
      survey.definitionsOf(one).every((definition) => definition.cell === cell || definition.imported !== null),
    )
  );
}

/** The names that statements assign, where they do nothing else and all of them are of this kind; else none. */
export function namesThat(statements: readonly Stmt[], isSuch: (one: Assigned) => boolean): readonly NameExpr[] {
  const assigned = statements.map((one) => (one.kind === "Assign" ? assignedBy(one) : []));
  return assigned.every((pairs) => pairs.length > 0 && pairs.every(isSuch)) ? assigned.flat().map(({ target }) => target) : [];
}

function readNames(value: Expr): readonly string[] {
  const names: string[] = [];
  walkExpressions(value, (node) => void (node.kind === "Name" && names.push(node.name)));
  return names;
}
