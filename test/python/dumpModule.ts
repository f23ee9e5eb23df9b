// Writes the engine's typed form in the neutral form of astOracle.py, so that the two can be compared as JSON.
import type { Expr, FStringField, FStringText, Keyword, Parameters, Pattern, Stmt } from "../../language-server/python/syntax";

export type Dump = string | number | boolean | null | readonly Dump[];

let insideFString = 0;

export const dumpAll = (nodes: readonly (Expr | Stmt)[]): Dump[] => nodes.map(dump);
const maybe = (node: Expr | null): Dump => (node ? dump(node) : null);
const span = (node: { readonly start: number; readonly end: number }): [number, number] =>
  insideFString ? [0, 0] : [node.start, node.end];
const keywords = (all: readonly Keyword[]): Dump => all.map((one) => [...span(one), one.name?.name ?? null, dump(one.value)]);
const parameters = (all: Parameters): Dump =>
  all.map((one) => [one.kind, span(one.name)[0], one.name.name, maybe(one.annotation), maybe(one.default)]);

/** Every node is `[kind, start, end, …parts]`. */
export function dump(node: Expr | Stmt): Dump {
  const head = [node.kind, ...span(node)];
  switch (node.kind) {
    case "Name":
      return [...head, node.name];
    case "String":
      return [...head, node.value, node.isBytes];
    case "FString":
      return [...head, pieces(node.values)];
    case "Number":
      return [...head, Number.isNaN(node.value) ? null : pythonFloat(node.value)];
    case "Constant":
      return [...head, node.value];
    case "Attribute":
      return [...head, dump(node.value), node.attr.name];
    case "Subscript":
      return [...head, dump(node.value), dump(node.index)];
    case "Slice":
      return [...head, maybe(node.lower), maybe(node.upper), maybe(node.step)];
    case "Call":
      return [...head, dump(node.func), dumpAll(node.args), keywords(node.keywords)];
    case "Starred":
    case "Await":
    case "ExprStmt":
      return [...head, dump(node.value)];
    case "Unary":
      return [...head, node.op, dump(node.operand)];
    case "Binary":
      return [...head, node.op, dump(node.left), dump(node.right)];
    case "Bool":
      return [...head, node.op, dumpAll(node.values)];
    case "Compare":
      return [...head, dump(node.left), node.ops, dumpAll(node.comparators)];
    case "Conditional":
      return [...head, dump(node.test), dump(node.body), dump(node.orelse)];
    case "Lambda":
      return [...head, parameters(node.params), dump(node.body)];
    case "Tuple":
    case "List":
    case "Set":
      return [...head, dumpAll(node.elements)];
    case "Dict":
      return [...head, node.entries.map((entry) => [maybe(entry.key), dump(entry.value)])];
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return [
        ...head,
        dump(node.element),
        maybe(node.value),
        node.generators.map((one) => [dump(one.target), dump(one.iter), dumpAll(one.ifs), one.isAsync]),
      ];
    case "Yield":
      return [...head, maybe(node.value), node.isFrom];
    case "NamedExpr":
      return [...head, dump(node.target), dump(node.value)];
    case "FunctionDef":
      return [
        ...head,
        node.name.name,
        node.isAsync,
        parameters(node.params),
        maybe(node.returns),
        dumpAll(node.decorators),
        dumpAll(node.body),
      ];
    case "ClassDef":
      return [...head, node.name.name, dumpAll(node.bases), keywords(node.keywords), dumpAll(node.decorators), dumpAll(node.body)];
    case "Assign":
      return [...head, dumpAll(node.targets), dump(node.value)];
    case "AugAssign":
      return [...head, dump(node.target), node.op, dump(node.value)];
    case "AnnAssign":
      return [...head, dump(node.target), dump(node.annotation), maybe(node.value), node.simple];
    case "Return":
      return [...head, maybe(node.value)];
    case "Delete":
      return [...head, dumpAll(node.targets)];
    case "Raise":
      return [...head, maybe(node.exception), maybe(node.cause)];
    case "Assert":
      return [...head, dump(node.test), maybe(node.message)];
    case "If":
    case "While":
      return [...head, dump(node.test), dumpAll(node.body), dumpAll(node.orelse)];
    case "For":
      return [...head, dump(node.target), dump(node.iter), dumpAll(node.body), dumpAll(node.orelse), node.isAsync];
    case "With":
      return [...head, node.items.map((item) => [dump(item.context), maybe(item.target)]), dumpAll(node.body), node.isAsync];
    case "Try": {
      const handlers = node.handlers.map((one) => [...span(one), maybe(one.type), one.name?.name ?? null, dumpAll(one.body)]);
      return [...head, dumpAll(node.body), handlers, dumpAll(node.orelse), dumpAll(node.finalbody), node.isStar];
    }
    case "Match":
      return [...head, dump(node.subject), node.cases.map((one) => [...pattern(one.pattern), maybe(one.guard), dumpAll(one.body)])];
    case "Import":
      return [...head, node.names.map((alias) => [...span(alias), alias.name.name, alias.asName?.name ?? null])];
    case "ImportFrom":
      return [
        ...head,
        node.module?.name ?? null,
        node.level,
        node.names.map((alias) => [...span(alias), alias.name.name, alias.asName?.name ?? null]),
      ];
    case "Global":
    case "Nonlocal":
      return [...head, node.names.map((one) => one.name)];
    default:
      return head;
  }
}

function pieces(values: readonly (FStringText | FStringField)[]): Dump {
  insideFString++;
  const dumped = values.map((value): Dump =>
    value.kind === "Text" ? ["Text", value.value] : ["Field", dump(value.value), pieces(value.format)],
  );
  insideFString--;
  return dumped;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function pattern({ captures, values, irrefutable }: Pattern): Dump[] {
  return [captures.map((one) => one.name).sort(byText), [...values].sort((a, b) => a.start - b.start).map(dump), irrefutable];
}

/** Only to be compared: the shortest digits that give the double back, as Python's `str(float)` has them, but for the exponent's form. */
function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return "inf";
  return String(value);
}
