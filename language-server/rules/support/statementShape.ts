// The shape of a statement: its text with the notebook's own names and all literals taken out, so that copies that were
// adapted have one shape. Names of functions, modules, methods, columns' methods and keywords stay: they say what is done.
import type { BinaryExpr, Expr, FStringField, FStringText, Parameters, Stmt } from "../../python/syntax";

/** True of a name that stays as it is: imported, a function's or a class's, a builtin. */
export type KeepsName = (name: string) => boolean;

/** The shape of a statement with everything in it. */
export function shapeOf(statement: Stmt, keeps: KeepsName): string {
  const expr = (one: Expr | null): string => (one === null ? "" : exprShape(one, keeps));
  const all = (exprs: readonly Expr[]): string => exprs.map(expr).join(",");
  const body = (statements: readonly Stmt[]): string => `{${statements.map((one) => shapeOf(one, keeps)).join(";")}}`;
  switch (statement.kind) {
    case "ExprStmt": return expr(statement.value);
    case "Assign": return `${all(statement.targets)}=${isMade(statement.value) ? "Class()" : expr(statement.value)}`;
    case "AugAssign": return `${expr(statement.target)}${statement.op}${expr(statement.value)}`;
    case "AnnAssign": return `${expr(statement.target)}:=${expr(statement.value)}`;
    case "Return": return `return ${expr(statement.value)}`;
    case "Delete": return `del ${all(statement.targets)}`;
    case "Raise": return `raise ${expr(statement.exception)}`;
    case "Assert": return `assert ${expr(statement.test)}`;
    case "If": return `if ${expr(statement.test)}${body(statement.body)}${body(statement.orelse)}`;
    case "While": return `while ${expr(statement.test)}${body(statement.body)}${body(statement.orelse)}`;
    case "For": return `for ${expr(statement.target)} in ${expr(statement.iter)}${body(statement.body)}${body(statement.orelse)}`;
    case "With": return `with ${statement.items.map(({ context, target }) => `${expr(context)} as ${expr(target)}`).join(",")}${body(statement.body)}`;
    case "Try": return `try${body(statement.body)}${statement.handlers.map(({ type, body: handled }) => `except ${expr(type)}${body(handled)}`).join("")}${body(statement.orelse)}${body(statement.finalbody)}`;
    case "Match": return `match ${expr(statement.subject)}${statement.cases.map(({ body: taken }) => body(taken)).join("")}`;
    case "FunctionDef": return `def(${parametersShape(statement.params, keeps)})${body(statement.body)}`;
    case "ClassDef": return `class(${all(statement.bases)})${body(statement.body)}`;
    case "EscapeStmt": return `${statement.escape.kind}${statement.escape.name} ${statement.escape.args.name}`;
    default: return statement.kind;
  }
}

/** `model = SVC(C=3)`: which class it is made of, and with which settings, is a value that a function would be given. */
const isMade = (value: Expr): boolean => value.kind === "Call" && value.func.kind === "Name" && /^[A-Z]{2,}$|^[A-Z]\w*[a-z]/.test(value.func.name);

function exprShape(node: Expr, keeps: KeepsName): string {
  const shape = (one: Expr | null): string => (one === null ? "" : exprShape(one, keeps));
  const all = (exprs: readonly Expr[]): string => exprs.map(shape).join(",");
  switch (node.kind) {
    case "Name": return keeps(node.name) ? node.name : "_";
    case "String": case "Number": case "Constant": return "#";
    case "FString": return `f(${fieldShapes(node.values, keeps)})`;
    case "Attribute": return `${shape(node.value)}.${node.attr.name}`;
    case "Subscript": return `${shape(node.value)}[${shape(node.index)}]`;
    case "Slice": return `${shape(node.lower)}:${shape(node.upper)}:${shape(node.step)}`;
    case "Call": return `${shape(node.func)}(${[...node.args.map(shape), ...node.keywords.map(({ name, value }) => `${name?.name ?? "**"}=${shape(value)}`)].join(",")})`;
    case "Starred": return `*${shape(node.value)}`;
    // A sign belongs to the literal.
    case "Unary": return node.operand.kind === "Number" ? "#" : `${node.op} ${shape(node.operand)}`;
    case "Binary": return operatorsShape(node, shape);
    case "Bool": return `(${node.values.map(shape).join(` ${node.op} `)})`;
    case "Compare": return `(${shape(node.left)}${node.ops.map((op, index) => `${op}${shape(node.comparators[index])}`).join("")})`;
    case "Conditional": return `(${shape(node.body)} if ${shape(node.test)} else ${shape(node.orelse)})`;
    case "Lambda": return `lambda ${parametersShape(node.params, keeps)}:${shape(node.body)}`;
    // A list of literals is a literal, however long.
    case "Tuple": case "List": case "Set": {
      const elements = node.elements.map(shape);
      return elements.length > 0 && elements.every(isLiteral) ? "#" : `${node.kind}(${elements.join(",")})`;
    }
    case "Dict": {
      const entries = node.entries.map(({ key, value }) => [shape(key), shape(value)]);
      return entries.length > 0 && entries.flat().every(isLiteral) ? "#" : `{${entries.map(([key, value]) => `${key}:${value}`).join(",")}}`;
    }
    case "ListComp": case "SetComp": case "DictComp": case "GeneratorExp":
      return `${node.kind}(${shape(node.element)}:${shape(node.value)}${node.generators.map(({ target, iter, ifs }) => ` for ${shape(target)} in ${shape(iter)} if ${all(ifs)}`).join("")})`;
    case "Await": return `await ${shape(node.value)}`;
    case "Yield": return `yield ${shape(node.value)}`;
    case "NamedExpr": return `${shape(node.target)}:=${shape(node.value)}`;
    case "EscapeExpr": return `${node.escape.kind}${node.escape.name} ${node.escape.args.name}`;
    case "InvalidExpr": return "invalid";
  }
}

const isLiteral = (shape: string): boolean => shape === "#";

const fieldShapes = (values: readonly (FStringText | FStringField)[], keeps: KeepsName): string =>
  values.map((one) => (one.kind === "Field" ? `{${exprShape(one.value, keeps)}}` : "")).join("");

const parametersShape = (params: Parameters, keeps: KeepsName): string =>
  params.map(({ kind, default: value }) => `${kind}=${value ? exprShape(value, keeps) : ""}`).join(",");

/** Sums have thousands of terms: no call for each operator. */
function operatorsShape(node: BinaryExpr, shape: (expr: Expr) => string): string {
  let [opened, rest] = ["", ""];
  let left: Expr = node;
  for (; left.kind === "Binary"; left = left.left, opened += "(") rest = `${left.op}${shape(left.right)})${rest}`;
  return `${opened}${shape(left)}${rest}`;
}
