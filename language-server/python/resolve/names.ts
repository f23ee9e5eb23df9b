// What a name may hold where it is read: by the flow for the notebook's names, by the scope for those of functions.
import type { Definition, PythonCell, Read } from "../analysis";
import { builtinOrigin, isBuiltin } from "../builtins";
import type { CellFlow } from "../flow/flow";
import type { Expr, NameExpr } from "../syntax";
import { placesIn } from "./places";

/** One thing that a name may hold: the value of an expression, or what an import or a builtin gives. */
export type Source =
  | { readonly value: Expr; readonly cell: number; readonly path: null }
  | { readonly value: null; readonly path: string };

/** Looks up all that a name may hold where it stands; null among them is something unknown, and so is an empty list. */
export type NameLookup = (node: NameExpr, cell: number) => readonly (Source | null)[];

/** Where names are looked up. */
export interface NameSource {
  readonly cells: readonly PythonCell[];
  cellAt(index: number): PythonCell | undefined;
  readonly document: CellFlow;
  definitionsNamed(name: string): readonly Definition[];
  /** Told where an answer rests on more than the cell's own reads and the definitions of a name. */
  distrust(): void;
}

/** A lookup for one notebook. Names that a rule found by way of another cell are looked up where they stand. */
export function createNameLookup({ cells, cellAt, document, definitionsNamed, distrust }: NameSource): NameLookup {
  let homes: Map<NameExpr, number> | null = null;

  const placeOf = (node: NameExpr, index: number) => {
    const cell = cellAt(index);
    return cell && placesIn(cell.module, cell.scope).names.get(node);
  };
  const homeOf = (node: NameExpr): number | undefined => {
    distrust();
    homes ??= new Map(cells.flatMap(({ index, module, scope }) => [...placesIn(module, scope).names.keys()].map((name) => [name, index])));
    return homes.get(node);
  };

  const globals = (node: NameExpr, cell: number, isInFunction: boolean): readonly (Source | null)[] => {
    const { name } = node;
    const reads = document.readsAt(cell, node.start);
    // Of a function that nothing visible calls, nobody knows when it runs: any definition may be the one.
    const isLatent = reads.length === 0 || (isInFunction && reads.some((read) => read.calledFrom.length === 0));
    const reaching = isLatent ? definitionsNamed(name) : reads.length === 1 ? reads[0]!.definitions : [...new Set(reads.flatMap((read) => read.definitions))];
    const sources = reaching.map(sourceOf);
    const mayBeBuiltin = isBuiltin(name) && (isLatent || !reads.every((read) => read.definitions.some((definition) => certainlyPrecedes(definition, read))));
    return mayBeBuiltin ? [...sources, pathSource(builtinOrigin(name))] : sources;
  };
  /** True where the definition runs before the read whatever happens: then a builtin of its name is hidden. */
  const certainlyPrecedes = ({ kind, cell, at, node }: Definition, read: Read): boolean =>
    (cell === read.runsIn ? read.cell === cell && at.end <= read.at.start : (document.placeOf(cell) ?? -1) < (document.placeOf(read.runsIn) ?? -1))
    && alwaysBinds.has(kind) && (cellAt(cell)?.module.body.includes(node) ?? false);

  return (node, given) => {
    const here = placeOf(node, given);
    const cell = here ? given : homeOf(node);
    const place = here ?? (cell === undefined ? undefined : placeOf(node, cell));
    if (cell === undefined || !place) return [];
    const { bindings, isClassName, isInFunction } = place;
    if (!bindings) return globals(node, cell, isInFunction);
    const sources = bindings.map(({ value, imported }): Source | null => (value ? { value, cell, path: null } : pathSource(imported)));
    return isClassName ? [...sources, ...globals(node, cell, isInFunction)] : sources;
  };
}

/** Kinds of statements that bind their names wherever they run to their end. */
const alwaysBinds: ReadonlySet<Definition["kind"]> = new Set<Definition["kind"]>(["assign", "annassign", "augassign", "import", "import-from", "function", "class", "with"]);

function sourceOf({ kind, value, imported, cell }: Definition): Source | null {
  if (imported !== null) return pathSource(imported);
  return value !== null && kind !== "augassign" ? { value, cell, path: null } : null;
}

const pathSource = (path: string | null): Source | null => (path === null ? null : { value: null, path });
