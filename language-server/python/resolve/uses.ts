// Where the cells of a notebook use global names and attributes of a name: every call of a function is found among them.
import { addTo } from "../../util/groupBy";
import { indexGroups } from "../../util/indexGroups";
import { rememberFor } from "../../util/rememberFor";
import type { PythonCell } from "../analysis";
import type { AttributeExpr, CallExpr, Expr, Module, NameExpr, Node } from "../syntax";
import { walkNodes } from "../walk";
import { boundOutside } from "./attributes";
import { placesIn } from "./places";

/** How a cell may use a name: as a notebook-global name, as an attribute, or as an attribute that is bound from outside of its class. */
export type UseKind = "name" | "attribute" | "bound attribute";

/** One use of a name, with the call whose function it is. */
export interface Use<Node extends NameExpr | AttributeExpr> {
  readonly node: Node;
  readonly call: CallExpr | null;
}

/** The cells that use a name in a way; the same objects as long as these cells do not change. */
export const cellsUsing = (groups: readonly (readonly PythonCell[])[], kind: UseKind, name: string): readonly PythonCell[] =>
  indexes[kind](groups, name);

/** The uses of a notebook-global name in a cell; not where an assignment binds it, nor in type hints, which hand nothing on. */
export const usesOfName = ({ module, scope }: PythonCell, name: string): readonly Use<NameExpr>[] => namesIn(module, scope).get(name) ?? [];

/** The attributes of a name in a cell. */
export const usesOfAttribute = ({ module }: PythonCell, name: string): readonly Use<AttributeExpr>[] =>
  attributesIn(module).get(name) ?? [];

const namesIn = rememberFor((module: Module, scope: PythonCell["scope"]): ReadonlyMap<string, readonly Use<NameExpr>[]> => {
  const found = new Map<string, Use<NameExpr>[]>();
  const calls = callsIn(module);
  const others = targetsAndHints(module);
  for (const [node, { bindings }] of placesIn(module, scope).names)
    if (!bindings && !others.has(node)) addTo(found, node.name, { node, call: calls.get(node) ?? null });
  return found;
});

const attributesIn = rememberFor((module: Module): ReadonlyMap<string, readonly Use<AttributeExpr>[]> => {
  const found = new Map<string, Use<AttributeExpr>[]>();
  const calls = callsIn(module);
  walkNodes(module.body, (node) => {
    if (node.kind === "Attribute") addTo(found, node.attr.name, { node, call: calls.get(node) ?? null });
  });
  return found;
});

/** What an assignment binds, and everything in annotations. */
const targetsAndHints = ({ body }: Module): ReadonlySet<Node> => {
  const found = new Set<Node>();
  const addHint = (hint: Expr | null): void => {
    if (hint) walkNodes(hint, (node) => void found.add(node));
  };
  walkNodes(body, (node) => {
    if (node.kind === "Assign") for (const target of node.targets) found.add(target);
    if (node.kind === "AnnAssign") addHint(node.annotation);
    if (node.kind !== "FunctionDef") return;
    addHint(node.returns);
    for (const { annotation } of node.params) addHint(annotation);
  });
  return found;
};

/** Calls by the expression that is called. */
const callsIn = rememberFor(({ body }: Module): ReadonlyMap<Expr, CallExpr> => {
  const found = new Map<Expr, CallExpr>();
  walkNodes(body, (node) => {
    if (node.kind === "Call") found.set(node.func, node);
  });
  return found;
});

const indexes: Readonly<Record<UseKind, (groups: readonly (readonly PythonCell[])[], name: string) => readonly PythonCell[]>> = {
  name: indexGroups(({ module, scope }: PythonCell): Iterable<string> => namesIn(module, scope).keys()),
  attribute: indexGroups(({ module }: PythonCell): Iterable<string> => attributesIn(module).keys()),
  "bound attribute": indexGroups(({ module }: PythonCell): Iterable<string> => boundOutside(module)),
};
