// What a name may hold where it is read: by the flow for the notebook's names, by the scope for those of functions.
import { indexGroups } from "../../util/indexGroups";
import { groupsOf } from "../../util/rememberEach";
import type { Definition, PlacedExpr, PythonCell, Read } from "../analysis";
import { builtinOrigin, isBuiltin } from "../builtins";
import type { CellFlow } from "../flow/flow";
import type { ClassDef, Expr, NameExpr } from "../syntax";
import type { OwnParameter } from "./locals";
import { placesIn } from "./places";

/** One thing that a name may hold: the value of an expression, what an import or a builtin gives, or a class of the notebook. */
export type Source =
  | { readonly value: Expr; readonly cell: number; readonly path: null; readonly made: null }
  | { readonly value: null; readonly path: string; readonly made: null }
  | { readonly value: null; readonly path: null; readonly made: ClassDef; readonly cell: number };

export interface NameLookup {
  /** The cell of a name: usually the given one; another if the name was reached by way of a value. */
  homeOf(node: NameExpr, given: number): number | undefined;
  /** Everything that a name may hold at its place; null in the list is something unknown, and so is an empty list. */
  sourcesOf(node: NameExpr, cell: number): readonly (Source | null)[];
}

/** Where names are looked up. */
export interface NameSource {
  readonly cells: readonly PythonCell[];
  cellAt(index: number): PythonCell | undefined;
  readonly document: CellFlow;
  definitionsNamed(name: string): readonly Definition[];
  /** All that calls give to a parameter; null among it is something unknown, and so is an empty list. */
  givenTo(parameter: OwnParameter, cell: number): readonly (PlacedExpr | null)[];
}

/** A lookup for one notebook. */
export function createNameLookup({ cells, cellAt, document, definitionsNamed, givenTo }: NameSource): NameLookup {
  const placeOf = (node: NameExpr, index: number) => {
    const cell = cellAt(index);
    return cell && placesIn(cell.module, cell.scope).names.get(node);
  };
  const globals = (node: NameExpr, cell: number, isInFunction: boolean): readonly (Source | null)[] => {
    const { name } = node;
    const reads = document.readsAt(cell, node.start);
    // Of a function that nothing visible calls, nobody knows when it runs: any definition may be the one.
    const isLatent = reads.length === 0 || (isInFunction && reads.some((read) => read.calledFrom.length === 0));
    const reaching = isLatent
      ? definitionsNamed(name)
      : reads.length === 1
        ? reads[0]!.definitions
        : [...new Set(reads.flatMap((read) => read.definitions))];
    const sources = reaching.map(sourceOf);
    const mayBeBuiltin =
      isBuiltin(name) && (isLatent || !reads.every((read) => read.definitions.some((definition) => certainlyPrecedes(definition, read))));
    return mayBeBuiltin ? [...sources, pathSource(builtinOrigin(name))] : sources;
  };
  /** True where the definition runs before the read whatever happens: then a builtin of its name is hidden. */
  const certainlyPrecedes = ({ kind, cell, at, node }: Definition, read: Read): boolean =>
    (cell === read.runsIn
      ? read.cell === cell && at.end <= read.at.start
      : (document.placeOf(cell) ?? -1) < (document.placeOf(read.runsIn) ?? -1)) &&
    alwaysBinds.has(kind) &&
    (cellAt(cell)?.module.body.includes(node) ?? false);

  const givenSources = (parameter: OwnParameter, cell: number): readonly (Source | null)[] => {
    const given = givenTo(parameter, cell);
    return given.length === 0 ? [null] : given.map((one) => one && valueSource(one.expr, one.cell));
  };

  return {
    homeOf: (node, given) => (placeOf(node, given) ? given : cellsWith(groupsOf(cells), node)[0]?.index),
    sourcesOf(node, cell) {
      const place = placeOf(node, cell);
      if (!place) return [];
      const { bindings, isClassName, isInFunction } = place;
      if (!bindings) return globals(node, cell, isInFunction);
      const sources = bindings.flatMap(({ value, imported, parameter }): readonly (Source | null)[] => {
        if (parameter) return givenSources(parameter, cell);
        return [value ? valueSource(value, cell) : pathSource(imported)];
      });
      return isClassName ? [...sources, ...globals(node, cell, isInFunction)] : sources;
    },
  };
}

const cellsWith = indexGroups(({ module, scope }: PythonCell): Iterable<NameExpr> => placesIn(module, scope).names.keys());

/** Kinds of statements that bind their names wherever they run to their end. */
const alwaysBinds: ReadonlySet<Definition["kind"]> = new Set<Definition["kind"]>([
  "assign",
  "annassign",
  "augassign",
  "import",
  "import-from",
  "function",
  "class",
  "with",
]);

function sourceOf({ kind, node, value, imported, cell }: Definition): Source | null {
  if (imported !== null) return pathSource(imported);
  if (node.kind === "ClassDef") return { value: null, path: null, made: node, cell };
  return value !== null && kind !== "augassign" ? valueSource(value, cell) : null;
}

const valueSource = (value: Expr, cell: number): Source => ({ value, cell, path: null, made: null });
const pathSource = (path: string | null): Source | null => (path === null ? null : { value: null, path, made: null });
