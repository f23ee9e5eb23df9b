// Expressions in the middle of a cell whose value nobody sees.
import {
  changingMethods,
  quietBuiltins,
  quietFrameMethods,
  quietFunctions,
  rowKeepingMethods,
  unmistakableFrameMethods,
} from "../knowledge/quietMethods";
import type { Fix } from "../notebook/edits";
import type { PythonCell, PythonNotebook } from "../python/analysis";
import { bodiesOf } from "../python/children";
import type { AttributeExpr, CallExpr, Expr, ExprStmt, Stmt } from "../python/syntax";
import { walkStatements } from "../python/walk";
import { rememberEach } from "../util/rememberEach";
import { defineRule, type Finding } from "./rule";
import { unseenValues } from "./scripts/useless-expression";
import { frameLibrary } from "./support/data/frames";
import { removeStatement } from "./support/packages/importLines";
import { rememberCells } from "./support/rememberCells";

export default defineRule({
  code: "NBR905",
  name: "useless-expression",
  severity: "hint",
  summary: "An expression in the middle of a cell whose value is never shown",
  options: {
    "at-most": {
      description: "A notebook with more of them was written for a setting that shows all values: they become one finding.",
      default: 10,
    },
  },
  *check({ python, script, options }) {
    if (script) yield* unseenValues(script);
    if (!python || showsEveryValue(python)) return;
    const found = useless(python);
    if (found.length > Number(options["at-most"])) yield together(found);
    else yield* found.map(alone);
  },
});

interface Found extends Unseen {
  readonly cell: PythonCell;
}

const useless = rememberCells((cell, python): readonly Found[] =>
  cell.module.problems.length > 0 || expectsError(cell)
    ? []
    : unseenExpressions(cell)
        .filter(({ statement }) => isQuiet(statement.value, cell.index, python))
        .map((unseen) => ({ ...unseen, cell })),
);

const alone = ({ statement, parents, cell }: Found): Finding => ({
  ...placeOf({ statement, cell }),
  ...describe(statement.value),
  fixes: fixes(statement, parents, cell),
  unnecessary: true,
});

const together = (found: readonly Found[]): Finding => ({
  ...placeOf(found[0]),
  message: `Jupyter shows only the value of a cell's last expression, so this one and ${found.length - 1} others in this notebook are never shown. Show them with display(), split the cells, or set InteractiveShell.ast_node_interactivity = "all" to show them all.`,
  related: found.slice(1).map((one) => ({ ...placeOf(one), message: "also not shown" })),
});

const placeOf = ({ statement: { start, end }, cell }: Pick<Found, "statement" | "cell">): Pick<Finding, "cell" | "span"> => ({
  cell: cell.index,
  span: { start, end },
});

/** A change that is lost, and brackets that were forgotten, make results wrong; a look that nobody sees only costs time. */
function describe(value: Expr): Pick<Finding, "message" | "severity"> {
  const change = lostChange(value);
  if (change) {
    return {
      severity: "info",
      message: `${change.attr.name}() returns a changed copy and leaves the original as it is: the copy is not used, so the change is lost. Assign the result.`,
    };
  }
  return {
    message:
      "Jupyter shows only the value of a cell's last expression, so this value is never shown, and computing it has no other effect. Remove it, or show it with display().",
  };
}

/** `df.dropna`, where the call makes a changed copy that nobody takes. */
const lostChange = (value: Expr): AttributeExpr | null =>
  value.kind === "Call" && value.func.kind === "Attribute" && changingMethods.has(value.func.attr.name) ? value.func : null;

/** `InteractiveShell.ast_node_interactivity = "all"` shows the value of each expression; a cell that saved two results ran so, wherever that is set. */
const showsEveryValue = (python: PythonNotebook): boolean => showing(python.cells).length > 0;

const showing = rememberEach((code: PythonCell) =>
  code.module.source.includes("ast_node_interactivity") || code.cell.outputs.filter(({ kind }) => kind === "execute_result").length > 1
    ? [code]
    : [],
);

/** A cell that shows how something fails. */
const expectsError = ({ cell }: PythonCell): boolean =>
  cell.tags.includes("raises-exception") || cell.outputs.some(({ kind }) => kind === "error");

interface Unseen {
  readonly statement: ExprStmt;
  readonly parents: readonly Stmt[];
}

/** Expression statements of the cell itself but for the one that is shown; not those in `try` and `with`, which may be there to raise. */
function unseenExpressions({ module }: PythonCell): readonly Unseen[] {
  const found: Unseen[] = [];
  const last = module.body[module.body.length - 1];
  walkStatements(
    module.body,
    (statement, parents) => {
      if (statement.kind === "ExprStmt" && statement !== last) found.push({ statement, parents: [...parents] });
      return statement.kind === "If" || statement.kind === "For" || statement.kind === "While" || statement.kind === "Match";
    },
    { intoFunctions: false },
  );
  return found;
}

/** True where evaluating changes nothing and shows nothing. Texts stand as comments, and `...` for what is to come. */
const isQuiet = (expr: Expr, cell: number, python: PythonNotebook): boolean =>
  expr.kind !== "String" && expr.kind !== "Constant" && isValue(expr, cell, python);

/** True of an expression that is made of names, literals and quiet calls only. */
function isValue(expr: Expr, cell: number, python: PythonNotebook): boolean {
  const every = (parts: readonly (Expr | null)[]): boolean => parts.every((part) => part === null || isValue(part, cell, python));
  const everyPlain = (parts: readonly Expr[]): boolean => every(parts) && !parts.some((part) => isOwnObject(part, cell, python));
  switch (expr.kind) {
    case "Number":
    case "String":
    case "Constant":
      return true;
    case "Name":
      return isKnown(expr, cell, python);
    case "Attribute":
      return !isOwnObject(expr.value, cell, python) && isValue(expr.value, cell, python);
    // A missing key is made in a defaultdict.
    case "Subscript":
      return everyPlain([expr.value]) && every([expr.index]) && !/defaultdict/.test(python.qualifiedName(expr.value, cell) ?? "");
    case "Slice":
      return every([expr.lower, expr.upper, expr.step]);
    case "Compare":
      return everyPlain([expr.left, ...expr.comparators]);
    // Pipelines and task graphs are built with >>, << and |.
    case "Binary":
      return (
        !/^(?:>>|<<|\|)$/.test(expr.op) &&
        everyPlain([expr.right]) &&
        !isOwnObject(expr.left, cell, python) &&
        isValue(expr.left, cell, python)
      );
    case "Bool":
      return every(expr.values);
    case "Unary":
      return everyPlain([expr.operand]);
    case "Tuple":
    case "List":
    case "Set":
      return every(expr.elements);
    case "Dict":
      return every(expr.entries.flatMap(({ key, value }) => [key, value]));
    case "FString":
      return every(expr.values.map((part) => (part.kind === "Field" ? part.value : null)));
    case "Call":
      return isQuietCall(expr, cell, python);
    default:
      return false;
  }
}

/** A name of an object of the notebook's own class, whose properties and signs may do anything. */
const isOwnObject = (expr: Expr, cell: number, python: PythonNotebook): boolean =>
  expr.kind === "Name" &&
  python.document
    .readsAt(cell, expr.start)
    .some(({ definitions }) =>
      definitions.some(
        ({ value }) =>
          value?.kind === "Call" &&
          value.func.kind === "Name" &&
          python.definitionsNamed(value.func.name).some(({ kind }) => kind === "class"),
      ),
    );

/** A name that the notebook binds; IPython gives a meaning to some bare words (`exit`). */
const isKnown = (expr: Expr, cell: number, python: PythonNotebook): boolean =>
  python.document.readsAt(cell, expr.start).some(({ status, definitions }) => status === "bound" && definitions.length > 0);

/** Builtin types that methods are given: `df["a"].astype(int)`. */
const typeNames: ReadonlySet<string> = new Set(["int", "float", "str", "bool", "complex", "object"]);

function isQuietCall(call: CallExpr, cell: number, python: PythonNotebook): boolean {
  const { func, args, keywords } = call;
  const isGiven = (value: Expr): boolean =>
    isValue(value, cell, python) ||
    (value.kind === "Name" && typeNames.has(value.name) && python.qualifiedName(value, cell) === `builtins.${value.name}`);
  if (!args.every(isGiven) || !keywords.every(({ name, value }) => name !== null && name.name !== "inplace" && isGiven(value)))
    return false;
  if (func.kind === "Name") return quietBuiltins.has(func.name) && python.qualifiedName(func, cell) === `builtins.${func.name}`;
  if (quietFunctions.test(python.qualifiedName(func, cell) ?? "")) return true;
  if (func.kind !== "Attribute" || !isValue(func.value, cell, python)) return false;
  // No method of a text changes it.
  if (/^F?String$/.test(python.valueOf(func.value, cell).kind)) return true;
  if (!quietFrameMethods.has(func.attr.name)) return false;
  return unmistakableFrameMethods.has(func.attr.name) || isFrame(func.value, cell, python);
}

/** A frame or column, or what a method that only those have makes of one. */
function isFrame(expr: Expr, cell: number, python: PythonNotebook): boolean {
  if (frameLibrary(expr, cell, python) !== null) return true;
  return expr.kind === "Call" && expr.func.kind === "Attribute" && unmistakableFrameMethods.has(expr.func.attr.name);
}

/** All are unsafe: only the author knows whether the value was to be seen. In a loop a name stands for one frame after the other, and binding it changes none of them. */
function fixes(statement: ExprStmt, parents: readonly Stmt[], cell: PythonCell): readonly Fix[] {
  const { start, end } = statement;
  const parent = parents[parents.length - 1];
  const isOnlyOne = parent !== undefined && bodiesOf(parent).some((body) => body.length === 1 && body[0] === statement);
  const removal = isOnlyOne ? null : removeStatement(cell, statement, parents);
  const changed = parents.some(({ kind }) => kind === "For") ? null : assignable(statement.value, cell);
  return [
    ...(changed
      ? [
          {
            title: `Assign the result to ${changed}`,
            safe: false,
            edits: [{ kind: "replaceText" as const, cell: cell.index, start, end: start, text: `${changed} = ` }],
          },
        ]
      : []),
    ...(removal ? [{ title: "Remove the expression", safe: false, edits: removal }] : []),
    {
      title: "Show the value with display()",
      safe: false,
      edits: [
        { kind: "replaceText", cell: cell.index, start, end: start, text: "display(" },
        { kind: "replaceText", cell: cell.index, start: end, end, text: ")" },
      ],
    },
  ];
}

/** What a lost change was meant for: a name, or a frame's column where the copy has all of its rows (`df["a"] = df["a"].dropna()` changes nothing). */
function assignable(value: Expr, { module }: PythonCell): string | null {
  const change = lostChange(value);
  if (!change) return null;
  const { value: changed, attr } = change;
  const isColumn =
    changed.kind === "Subscript" && changed.value.kind === "Name" && changed.index.kind === "String" && rowKeepingMethods.has(attr.name);
  return changed.kind === "Name" || isColumn ? module.source.slice(changed.start, changed.end) : null;
}
