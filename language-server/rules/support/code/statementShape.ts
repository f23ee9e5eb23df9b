// The shape of a statement: its text with the notebook's own names and all literals taken out, so that copies that were
// adapted have one shape. Names of functions, modules, methods, columns' methods and keywords stay: they say what is done.
import type { BinaryExpr, Expr, FStringField, FStringText, Parameters, Stmt } from "../../../python/syntax";

/** True of a name that stays as it is: imported, a function's or a class's, a builtin. */
export type KeepsName = (name: string) => boolean;

/** Gives the shape of a statement with everything in it. */
export type Shaper = (statement: Stmt) => string;

/** A shaper that remembers: the shape of a statement is a part of the shapes of those around it. */
export function shaperFor(keeps: KeepsName): Shaper {
  const { expr, all, parameters } = expressionShaper(keeps);
  const known = new Map<Stmt, string>();
  const body = (statements: readonly Stmt[]): string => `{${statements.map(shaper).join(";")}}`;
  const shapeOf = (statement: Stmt): string => {
    switch (statement.kind) {
      case "ExprStmt":
        return expr(statement.value);
      case "Assign":
        return `${all(statement.targets)}=${isMade(statement.value) ? "Class()" : expr(statement.value)}`;
      case "AugAssign":
        return `${expr(statement.target)}${statement.op}${expr(statement.value)}`;
      case "AnnAssign":
        return `${expr(statement.target)}:=${expr(statement.value)}`;
      case "Return":
        return `return ${expr(statement.value)}`;
      case "Delete":
        return `del ${all(statement.targets)}`;
      case "Raise":
        return `raise ${expr(statement.exception)}`;
      case "Assert":
        return `assert ${expr(statement.test)}`;
      case "If":
        return `if ${expr(statement.test)}${body(statement.body)}${body(statement.orelse)}`;
      case "While":
        return `while ${expr(statement.test)}${body(statement.body)}${body(statement.orelse)}`;
      case "For":
        return `for ${expr(statement.target)} in ${expr(statement.iter)}${body(statement.body)}${body(statement.orelse)}`;
      case "With":
        return `with ${statement.items.map(({ context, target }) => `${expr(context)} as ${expr(target)}`).join(",")}${body(statement.body)}`;
      case "Try":
        return `try${body(statement.body)}${statement.handlers.map(({ type, body: handled }) => `except ${expr(type)}${body(handled)}`).join("")}${body(statement.orelse)}${body(statement.finalbody)}`;
      case "Match":
        return `match ${expr(statement.subject)}${statement.cases.map(({ body: taken }) => body(taken)).join("")}`;
      case "FunctionDef":
        return `def(${parameters(statement.params)})${body(statement.body)}`;
      case "ClassDef":
        return `class(${all(statement.bases)})${body(statement.body)}`;
      case "EscapeStmt":
        return `${statement.escape.kind}${statement.escape.name} ${statement.escape.args.name}`;
      default:
        return statement.kind;
    }
  };
  function shaper(statement: Stmt): string {
    let shape = known.get(statement);
    if (shape === undefined) known.set(statement, (shape = shapeOf(statement)));
    return shape;
  }
  return shaper;
}

/** `model = SVC(C=3)`: which class it is made of, and with which settings, is a value that a function would be given. */
const isMade = (value: Expr): boolean =>
  value.kind === "Call" && value.func.kind === "Name" && /^[A-Z]{2,}$|^[A-Z]\w*[a-z]/.test(value.func.name);

/** What expressions, lists of them and parameters look like. Its functions are made once: they are called for every expression of a notebook. */
interface ExpressionShaper {
  expr(node: Expr | null): string;
  all(nodes: readonly Expr[]): string;
  parameters(params: Parameters): string;
}

function expressionShaper(keeps: KeepsName): ExpressionShaper {
  const all = (nodes: readonly Expr[]): string => nodes.map(expr).join(",");
  const fields = (values: readonly (FStringText | FStringField)[]): string =>
    values.map((one) => (one.kind === "Field" ? `{${expr(one.value)}}` : "")).join("");
  const parameters = (params: Parameters): string => params.map(({ kind, default: value }) => `${kind}=${expr(value)}`).join(",");
  function expr(node: Expr | null): string {
    if (node === null) return "";
    switch (node.kind) {
      case "Name":
        return keeps(node.name) ? node.name : "_";
      case "String":
      case "Number":
      case "Constant":
        return "#";
      case "FString":
        return `f(${fields(node.values)})`;
      case "Attribute":
        return `${expr(node.value)}.${node.attr.name}`;
      case "Subscript":
        return `${expr(node.value)}[${expr(node.index)}]`;
      case "Slice":
        return `${expr(node.lower)}:${expr(node.upper)}:${expr(node.step)}`;
      case "Call":
        return `${expr(node.func)}(${[...node.args.map(expr), ...node.keywords.map(({ name, value }) => `${name?.name ?? "**"}=${expr(value)}`)].join(",")})`;
      case "Starred":
        return `*${expr(node.value)}`;
      // A sign belongs to the literal.
      case "Unary":
        return node.operand.kind === "Number" ? "#" : `${node.op} ${expr(node.operand)}`;
      case "Binary":
        return operatorsShape(node, expr);
      case "Bool":
        return `(${node.values.map(expr).join(` ${node.op} `)})`;
      case "Compare":
        return `(${expr(node.left)}${node.ops.map((op, index) => `${op}${expr(node.comparators[index])}`).join("")})`;
      case "Conditional":
        return `(${expr(node.body)} if ${expr(node.test)} else ${expr(node.orelse)})`;
      case "Lambda":
        return `lambda ${parameters(node.params)}:${expr(node.body)}`;
      // A list of literals is a literal, however long.
      case "Tuple":
      case "List":
      case "Set": {
        const elements = node.elements.map(expr);
        return elements.length > 0 && elements.every(isLiteral) ? "#" : `${node.kind}(${elements.join(",")})`;
      }
      case "Dict": {
        const entries = node.entries.map(({ key, value }) => [expr(key), expr(value)]);
        return entries.length > 0 && entries.flat().every(isLiteral)
          ? "#"
          : `{${entries.map(([key, value]) => `${key}:${value}`).join(",")}}`;
      }
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        return `${node.kind}(${expr(node.element)}:${expr(node.value)}${node.generators.map(({ target, iter, ifs }) => ` for ${expr(target)} in ${expr(iter)} if ${all(ifs)}`).join("")})`;
      case "Await":
        return `await ${expr(node.value)}`;
      case "Yield":
        return `yield ${expr(node.value)}`;
      case "NamedExpr":
        return `${expr(node.target)}:=${expr(node.value)}`;
      case "EscapeExpr":
        return `${node.escape.kind}${node.escape.name} ${node.escape.args.name}`;
      case "InvalidExpr":
        return "invalid";
    }
  }
  return { expr, all, parameters };
}

const isLiteral = (shape: string): boolean => shape === "#";

/** Sums have thousands of terms: no call for each operator. */
function operatorsShape(node: BinaryExpr, shape: (expr: Expr) => string): string {
  let [opened, rest] = ["", ""];
  let left: Expr = node;
  for (; left.kind === "Binary"; left = left.left, opened += "(") rest = `${left.op}${shape(left.right)})${rest}`;
  return `${opened}${shape(left)}${rest}`;
}
