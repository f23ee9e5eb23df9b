// Follows a value back to where it comes into the notebook: a prompt, a web request, a file, a widget, the command line.
import {
  configurationFile,
  handingOn,
  handingOnMethods,
  outsideFunctions,
  outsideValues,
  textWidgets,
  type OutsideKind,
} from "../../../knowledge/outside";
import type { PythonCell, PythonNotebook } from "../../../python/analysis";
import { isComprehension } from "../../../python/children";
import type { CallExpr, Expr, NameExpr } from "../../../python/syntax";
import { walkNodes } from "../../../python/walk";
import { rememberFor } from "../../../util/rememberFor";
import { argumentOf, isNone } from "../arguments";
import { givenBySeenCalls } from "../callers";
import { definitionsAt } from "../definitions";
import { appendedTo } from "./grownTexts";

/** Where a value comes from. */
export interface Outside {
  readonly kind: OutsideKind;
  /** What stands there, for messages: "input()", "requests.get". */
  readonly name: string;
}

/** In words, behind "comes from": `input()`, `a web request (requests.get)`. */
export function describeOutside({ kind, name }: Outside): string {
  switch (kind) {
    case "input":
      return `${name}()`;
    case "request":
      return `a web request (${name})`;
    case "file":
      return `a file (${name})`;
    case "widget":
      return `a widget (${name})`;
    case "arguments":
      return `the command line (${name})`;
  }
}

/** Where an expression's text comes from outside; null where it does not, or where nobody can know. Looks at the cell and at what its names stand for. */
export const outsideOf = (expr: Expr, cell: number, python: PythonNotebook): Outside | null =>
  new Follower(python, () => []).follow(expr, cell);

/** As `outsideOf`, and through the parameters of the notebook's own functions to what any cell's calls give them. */
export const outsideOfAny = (expr: Expr, cell: number, python: PythonNotebook): Outside | null =>
  new Follower(python, givenBySeenCalls).follow(expr, cell);

/** Longest way back that is followed. */
const longestWay = 200;

class Follower {
  private readonly seen = new Set<Expr>();
  constructor(
    private readonly python: PythonNotebook,
    private readonly given: typeof givenBySeenCalls,
  ) {}

  follow(expr: Expr, cell: number): Outside | null {
    if (this.seen.has(expr) || this.seen.size > longestWay) return null;
    this.seen.add(expr);
    switch (expr.kind) {
      case "FString":
        return this.first(
          expr.values.flatMap((part) => (part.kind === "Field" ? [part.value] : [])),
          cell,
        );
      case "Binary":
        return this.first([expr.left, expr.right], cell);
      case "Bool":
        return this.first(expr.values, cell);
      case "Conditional":
        return this.first([expr.body, expr.orelse], cell);
      case "Tuple":
      case "List":
      case "Set":
        return this.first(expr.elements, cell);
      case "Dict":
        return this.first(
          expr.entries.map(({ value }) => value),
          cell,
        );
      case "NamedExpr":
      case "Await":
      case "Starred":
        return this.follow(expr.value, cell);
      case "Subscript":
        return this.follow(expr.value, cell);
      case "Attribute":
        return this.attribute(expr, cell);
      case "Call":
        return this.call(expr, cell);
      case "Name":
        return this.name(expr, cell);
      default:
        return null;
    }
  }

  private first(exprs: readonly Expr[], cell: number): Outside | null {
    for (const expr of exprs) {
      const found = this.follow(expr, cell);
      if (found) return found;
    }
    return null;
  }

  private attribute(expr: Expr & { readonly kind: "Attribute" }, cell: number): Outside | null {
    const value = outsideValues.get(this.python.qualifiedName(expr, cell) ?? "");
    if (value) return { kind: value, name: this.python.qualifiedName(expr, cell) ?? "" };
    const owner = this.python.qualifiedName(expr.value, cell) ?? "";
    if (expr.attr.name === "value" && textWidgets.has(owner)) return { kind: "widget", name: owner.slice(0, -2) };
    return this.follow(expr.value, cell);
  }

  private call(expr: CallExpr, cell: number): Outside | null {
    const name = this.python.qualifiedName(expr.func, cell) ?? "";
    const kind = outsideFunctions.get(name);
    const words = kind === "arguments" ? argumentOf(expr, 0, "args") : undefined;
    // `parser.parse_args([])`: the notebook's own words in place of the command line's.
    if (words && !isNone(words)) return this.follow(words, cell);
    // A file that is opened to be written brings nothing in; the project's settings come from those who write the notebook.
    if (kind)
      return kind === "file" && (this.writes(expr, cell) || this.isConfiguration(expr, cell))
        ? null
        : { kind, name: name.replace(/^builtins\./, "") };
    if (handingOn.has(name)) return this.first(expr.args, cell);
    if (expr.func.kind !== "Attribute") return null;
    const method = expr.func.attr.name;
    if (method === "format") return this.first([expr.func.value, ...expr.args, ...expr.keywords.map(({ value }) => value)], cell);
    if (method === "join") return this.first(expr.args, cell);
    return handingOnMethods.has(method) ? this.follow(expr.func.value, cell) : null;
  }

  private writes(expr: CallExpr, cell: number): boolean {
    const mode = argumentOf(expr, 1, "mode");
    return mode !== undefined && /[wax]/.test(this.python.constantText(mode, cell) ?? "");
  }

  private isConfiguration({ func, args: [first] }: CallExpr, cell: number): boolean {
    const opened = func.kind === "Attribute" ? this.python.valueOf(func.value, cell) : null;
    const path = opened?.kind === "Call" ? opened.args[0] : first;
    return path !== undefined && configurationFile.test(this.python.constantText(path, cell) ?? "");
  }

  private name(expr: NameExpr, cell: number): Outside | null {
    const qualified = this.python.qualifiedName(expr, cell) ?? "";
    const value = outsideValues.get(qualified);
    if (value) return { kind: value, name: qualified };
    const definitions = definitionsAt(expr, cell, this.python);
    if (definitions.length === 0) {
      const single = this.python.valueOf(expr, cell);
      if (single !== expr) return this.follow(single, cell);
      for (const given of this.given(expr, cell, this.python)) {
        const found = this.follow(given.expr, given.cell);
        if (found) return found;
      }
      const analysed = this.python.cellAt(cell);
      const items = analysed && comprehendedNames(analysed).get(expr);
      return items ? this.follow(items, cell) : null;
    }
    for (const definition of definitions) {
      const from = definition.value ?? (definition.node.kind === "For" ? definition.node.iter : null);
      const found = from && this.follow(from, definition.cell);
      if (found) return found;
      // `command += " out.mp4"`: what it held before, and what is put after it.
      const grown =
        definition.node.kind === "AugAssign" ? this.first([definition.node.target, definition.node.value], definition.cell) : null;
      if (grown) return grown;
      for (const part of appendedTo(definition, this.python)) {
        const put = this.follow(part.expr, part.cell);
        if (put) return put;
      }
    }
    return null;
  }
}

/** The names of a cell that a comprehension around them binds, each with what it goes through. */
const comprehendedNames = rememberFor(({ module }: PythonCell): ReadonlyMap<NameExpr, Expr> => {
  const found = new Map<NameExpr, Expr>();
  walkNodes(module.body, (comprehension) => {
    if (!isComprehension(comprehension)) return;
    const bound = new Map(comprehension.generators.flatMap(({ target, iter }) => targetNames(target).map((name) => [name, iter] as const)));
    // An inner comprehension comes later, and has the last word. What the first one goes through is taken from outside it.
    walkNodes(comprehension, (node) => {
      const iter = node.kind === "Name" ? bound.get(node.name) : undefined;
      if (node.kind === "Name" && iter) found.set(node, iter);
      return node !== comprehension.generators[0].iter;
    });
  });
  return found;
});

/** `row`, or each of `index, row`. */
const targetNames = (target: Expr): readonly string[] =>
  target.kind === "Name" ? [target.name] : target.kind === "Tuple" || target.kind === "List" ? target.elements.flatMap(targetNames) : [];
