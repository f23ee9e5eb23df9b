// Which statements are definitions that move to the module as they are, and whether their evaluation at the module's import
// is the same as in the notebook.
import type { PythonNotebook } from "../../python/analysis";
import { isPythonBuiltin } from "../../python/builtins";
import { bodiesOf } from "../../python/children";
import type { ClassDef, Expr, FunctionDef, Identifier, Stmt } from "../../python/syntax";
import { walkExpressions } from "../../python/walk";
import type { Chunk } from "../cut/chunks";
import type { Survey } from "../survey";
import { isConstant, namesThat } from "./constants";
import { namesType } from "./typeExpressions";

/** The name that a chunk defines, if it is a function, a class, a type or a constant, and the names of several constants on a line; else none. */
export function definedNames({ statements, cell }: Chunk, survey: Survey): readonly Identifier[] {
  const [statement, ...others] = statements;
  const isOnce = (name: string): boolean => survey.definitionsOf(name).length === 1;
  if (others.length === 0) {
    if (statement.kind === "FunctionDef" || statement.kind === "ClassDef" || statement.kind === "TypeAlias") return [statement.name];
    if (statement.kind === "AnnAssign") {
      const { target, value } = statement;
      return target.kind === "Name" && value !== null && isOnce(target.name) && isConstant(survey, target.name, value, cell)
        ? [target]
        : [];
    }
  }
  return namesThat(
    statements,
    ({ target: { name }, value }) =>
      isOnce(name) &&
      (isConstant(survey, name, value, cell) || isAlias(survey, name, value, cell) || makesType(value, cell, survey.python)),
  );
}

const isAlias = (survey: Survey, name: string, value: Expr, cell: number): boolean => /^[A-Z]/.test(name) && namesType(value, cell, survey);

/** `namedtuple(…)`, `TypeVar(…)`, `NewType(…)`: calls that make a type. */
function makesType(value: Expr, cell: number, python: PythonNotebook): boolean {
  if (value.kind !== "Call") return false;
  return /^(?:collections\.namedtuple|typing\.(?:TypeVar|ParamSpec|NewType|NamedTuple|TypedDict)|enum\.(?:Enum|IntEnum|StrEnum|Flag))$/.test(
    python.qualifiedName(value.func, cell) ?? "",
  );
}

/** What of a definition is evaluated when it runs and might give something else, or do something, at import; null where nothing. */
export function findEarlyEffect(
  statement: Stmt,
  cell: number,
  survey: Survey,
): { readonly node: Expr | Stmt; readonly what: string } | null {
  switch (statement.kind) {
    case "FunctionDef":
      return inHeader(statement, cell, survey);
    case "ClassDef":
      return inClass(statement, cell, survey);
    case "TypeAlias":
      return null;
    case "Assign":
    case "AnnAssign":
      return statement.value === null ? null : inExpression(statement.value, cell, survey);
    default:
      return { node: statement, what: "runs code" };
  }
}

function inHeader(func: FunctionDef, cell: number, survey: Survey): ReturnType<typeof findEarlyEffect> {
  for (const decorator of func.decorators) {
    const found = inDecorator(decorator, cell, survey);
    if (found) return found;
  }
  for (const { annotation, default: value } of func.params) {
    const found = (value && inExpression(value, cell, survey)) ?? (annotation && inAnnotation(annotation, cell, survey));
    if (found) return found;
  }
  return func.returns && inAnnotation(func.returns, cell, survey);
}

function inClass(statement: ClassDef, cell: number, survey: Survey): ReturnType<typeof findEarlyEffect> {
  for (const decorator of statement.decorators) {
    const found = inDecorator(decorator, cell, survey);
    if (found) return found;
  }
  for (const expr of [...statement.bases, ...statement.keywords.map(({ value }) => value)]) {
    const found = inExpression(expr, cell, survey);
    if (found) return found;
  }
  for (const inner of statement.body) {
    const found = inClassBody(inner, cell, survey);
    if (found) return found;
  }
  return null;
}

function inClassBody(inner: Stmt, cell: number, survey: Survey): ReturnType<typeof findEarlyEffect> {
  switch (inner.kind) {
    case "FunctionDef":
      return inHeader(inner, cell, survey);
    case "ClassDef":
      return inClass(inner, cell, survey);
    case "Pass":
      return null;
    case "ExprStmt":
      return inner.value.kind === "String" || inner.value.kind === "Constant"
        ? null
        : { node: inner, what: "runs code in the class's body" };
    case "Assign":
      return inner.targets.every((target) => target.kind === "Name")
        ? inExpression(inner.value, cell, survey)
        : { node: inner, what: "changes something in the class's body" };
    case "AnnAssign":
      return (inner.value && inExpression(inner.value, cell, survey)) ?? inAnnotation(inner.annotation, cell, survey);
    default:
      return { node: inner, what: "runs code in the class's body" };
  }
}

/** Decorators of libraries are taken as they are, but for those that register something for the process's end; the notebook's own must only wrap. */
function inDecorator(decorator: Expr, cell: number, survey: Survey): ReturnType<typeof findEarlyEffect> {
  const called = decorator.kind === "Call" ? decorator.func : decorator;
  const own = called.kind === "Name" ? survey.definitionsOf(called.name) : [];
  if (own.length === 1 && own[0].func)
    return own[0].func.body.every(onlyWraps)
      ? inArguments(decorator, cell, survey)
      : { node: decorator, what: `runs ${own[0].name}, which does more than wrap the function` };
  const root = rootName(called);
  const isImported =
    root !== null &&
    survey.definitionsOf(root.name).length > 0 &&
    survey.definitionsOf(root.name).every(({ kind }) => kind === "import" || kind === "import-from");
  if (root === null || !(isImported || (own.length === 0 && isPythonBuiltin(root.name)) || called.kind === "Attribute"))
    return { node: decorator, what: "is decorated by something that is made in the notebook" };
  if (/^(?:atexit|signal)\./.test(survey.python.qualifiedName(called, cell) ?? ""))
    return { node: decorator, what: "is registered where it is defined" };
  return inArguments(decorator, cell, survey);
}

function inArguments(decorator: Expr, cell: number, survey: Survey): ReturnType<typeof findEarlyEffect> {
  if (decorator.kind !== "Call") return null;
  for (const argument of [...decorator.args, ...decorator.keywords.map(({ value }) => value)]) {
    const found = inExpression(argument, cell, survey);
    if (found) return found;
  }
  return null;
}

const onlyWraps = (statement: Stmt): boolean =>
  statement.kind === "FunctionDef" || statement.kind === "Return" || (statement.kind === "ExprStmt" && statement.value.kind === "String");

const rootName = (expr: Expr): Identifier | null => (expr.kind === "Name" ? expr : expr.kind === "Attribute" ? rootName(expr.value) : null);

/** Annotations name types; a call in one is rare enough to be refused. */
const inAnnotation = (annotation: Expr, cell: number, survey: Survey): ReturnType<typeof findEarlyEffect> =>
  inExpression(annotation, cell, survey);

/** Calls that give the same whenever they run and do nothing else: methods of texts, the constructors of the standard library's, numpy's and scikit-learn's values, and what fields of data classes, models and widgets are declared by. */
const plainCalls =
  /^(?:builtins\.str\.\w+|builtins\.(?:dict|list|set|tuple|frozenset|range|len|min|max|sum|sorted|str|int|float|bool|complex|bytes|abs|round|zip|enumerate|object|type|super|slice|property|divmod|pow|chr|ord|reversed)|dataclasses\.field|collections\.\w+|re\.compile|pathlib\.\w+|os\.path\.(?:join|basename|dirname|splitext)|datetime\.(?:timedelta|date|datetime|time|timezone)|typing\.\w+|enum\.auto|decimal\.Decimal|fractions\.Fraction|numpy\.(?:array|zeros|ones|arange|linspace|dtype|float32|float64|int32|int64|sqrt|exp|log)|math\.\w+|string\.Template|operator\.\w+|functools\.\w+|types\.\w+|abc\.\w+|sklearn\.(?:\w+\.)+(?:[A-Z]\w*|make_pipeline|make_scorer)|torch\.device|torch\.cuda\.is_available|uuid\.UUID|tensorflow\.TensorSpec|pydantic\.(?:\w+\.)?(?:[A-Z]\w*|con[a-z]+)|attrs?\.(?:field|ib|attrib|Factory|validators\.\w+)|(?:sqlmodel|pandera)\.(?:\w+\.)*(?:Field|Relationship|Column|Check)|dspy\.(?:InputField|OutputField)|traitlets\.[A-Z]\w*)$/;

function inExpression(expr: Expr, cell: number, survey: Survey): ReturnType<typeof findEarlyEffect> {
  let found: ReturnType<typeof findEarlyEffect> = null;
  walkExpressions(expr, (node) => {
    if (found || node.kind === "Lambda") return false;
    const what = effectOf(node, cell, survey);
    if (what !== null) found = { node, what };
    return found === null;
  });
  return found;
}

/** True of expressions that do more than give a value, whatever their parts; of calls their function says it. */
export const doesMore = ({ kind }: Expr): boolean =>
  kind === "NamedExpr" || kind === "Await" || kind === "Yield" || kind === "EscapeExpr" || kind === "InvalidExpr";

/** What an expression does beyond giving a value, its parts apart; null where it does nothing. */
function effectOf(expr: Expr, cell: number, survey: Survey): string | null {
  if (doesMore(expr)) return "does more than name a value";
  if (expr.kind !== "Call") return null;
  const name = survey.python.qualifiedName(expr.func, cell);
  const isOfText = expr.func.kind === "Attribute" && expr.func.value.kind === "String";
  return isOfText || (name !== null && plainCalls.test(name))
    ? null
    : `calls ${survey.sourceOf(cell).slice(expr.func.start, expr.func.end).split("\n")[0]} when it is defined`;
}

/** Every statement of a definition that says `global`, or is no Python. */
export function findForbidden(statements: readonly Stmt[]): Stmt | null {
  for (const statement of statements) {
    if (statement.kind === "Global" || statement.kind === "EscapeStmt" || statement.kind === "InvalidStmt") return statement;
    if (statement.kind === "Assign" && statement.value.kind === "EscapeExpr") return statement;
    if (statement.kind === "ImportFrom" && (statement.level > 0 || statement.names.some(({ name }) => name.name === "*"))) return statement;
    for (const body of bodiesOf(statement)) {
      const found = findForbidden(body);
      if (found) return found;
    }
  }
  return null;
}
