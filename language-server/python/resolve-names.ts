// What a name may hold where it is read: by the flow for the notebook's names, by the scope for those of functions.
import type { Definition, Flow, PythonCell } from "./analysis";
import { builtinOrigin, isBuiltin } from "./builtins";
import { placesIn } from "./resolve-places";
import type { Expr, NameExpr } from "./syntax";

/** One thing that a name may hold: the value of an expression, or what an import or a builtin gives. */
export type Source =
  | { readonly value: Expr; readonly cell: number; readonly path: null }
  | { readonly value: null; readonly path: string };

/** Looks up all that a name may hold where it stands; null among them is something unknown, and so is an empty list. */
export type NameLookup = (node: NameExpr, cell: number) => readonly (Source | null)[];

/** A lookup for one notebook. Names that a rule found by way of another cell are looked up where they stand. */
export function createNameLookup(cells: readonly PythonCell[], definitions: readonly Definition[], document: Flow): NameLookup {
  const cellAt = new Map(cells.map((cell) => [cell.index, cell]));
  const named = groupByName(definitions);
  let homes: Map<NameExpr, number> | null = null;

  const bindingsAt = (node: NameExpr, index: number) => {
    const cell = cellAt.get(index);
    return cell && placesIn(cell.module, cell.scope).names.get(node);
  };
  const homeOf = (node: NameExpr): number | undefined => {
    homes ??= new Map(cells.flatMap(({ index, module, scope }) => [...placesIn(module, scope).names.keys()].map((name) => [name, index])));
    return homes.get(node);
  };

  return (node, given) => {
    const isThere = bindingsAt(node, given) !== undefined;
    const cell = isThere ? given : homeOf(node);
    if (cell === undefined) return [];
    const bindings = bindingsAt(node, cell);
    if (!bindings) return globalSources(node, cell, document, named);
    return bindings.map(({ value, imported }) => (value ? { value, cell, path: null } : pathSource(imported)));
  };
}

function globalSources(node: NameExpr, cell: number, document: Flow, named: ReadonlyMap<string, readonly Definition[]>): readonly (Source | null)[] {
  const { name } = node;
  const builtin = () => pathSource(builtinOrigin(name));
  const reads = document.readsAt(cell, node.start);
  if (reads.length === 0) {
    // Code that the flow did not come to, such as a function that nothing calls: any definition may be the one.
    const all = (named.get(name) ?? []).map(sourceOf);
    return isBuiltin(name) ? [...all, builtin()] : all;
  }
  const reaching = new Set(reads.flatMap((read) => read.definitions));
  const sources = [...reaching].map(sourceOf);
  return isBuiltin(name) && reads.some((read) => read.status !== "bound") ? [...sources, builtin()] : sources;
}

function groupByName(definitions: readonly Definition[]): ReadonlyMap<string, readonly Definition[]> {
  const named = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const known = named.get(definition.name);
    if (known) known.push(definition);
    else named.set(definition.name, [definition]);
  }
  return named;
}

function sourceOf({ kind, value, imported, cell }: Definition): Source | null {
  if (imported !== null) return pathSource(imported);
  return value !== null && kind !== "augassign" ? { value, cell, path: null } : null;
}

const pathSource = (path: string | null): Source | null => (path === null ? null : { value: null, path });
