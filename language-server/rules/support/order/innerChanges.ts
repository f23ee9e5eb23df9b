// Changes inside a value that a name keeps (`df["a"] = …`): the cell binds no name, and yet the order of the runs decides what others find there.
import { firstOfEach, groupBy } from "../../../util/groupBy";
import type { Cell } from "../../../notebook/model";
import type { PythonNotebook, Read } from "../../../python/analysis";
import type { Expr, NameExpr, Stmt } from "../../../python/syntax";
import { walkStatements } from "../../../python/walk";
import { rememberFor } from "../../../util/rememberFor";
import { rootOf } from "../code/repeats";
import { readsNamed } from "../definitions";
import { rememberCells } from "../rememberCells";
import { countOf } from "./runOrder";

/** A cell that changes a value which another cell uses, where the one below ran before the one above. */
export interface SharedChange {
  readonly upper: Cell;
  readonly lower: Cell;
  readonly changer: Cell;
  /** By which the cell below uses the value. */
  readonly read: Read;
}

interface InnerChange {
  readonly cell: number;
  readonly root: NameExpr;
  /** The column that alone changes (`df["a"] = …`); null where more may. */
  readonly column: string | null;
}

const innerChanges = rememberCells(({ index, module }): readonly InnerChange[] => {
  const found: InnerChange[] = [];
  walkStatements(
    module.body,
    (statement) => {
      for (const target of targetsOf(statement)) {
        const root = target.kind === "Name" ? null : rootOf(target);
        if (root)
          found.push({
            cell: index,
            root,
            column: target.kind === "Subscript" && target.value === root && target.index.kind === "String" ? target.index.value : null,
          });
      }
    },
    { intoFunctions: false },
  );
  return found;
});

/** Names whose value each cell may change inside: it assigns to a part of it, or calls a method of it or a function with it for the sake of what that does. */
export const namesChangedInside: (python: PythonNotebook) => ReadonlyMap<number, ReadonlySet<string>> = (python) =>
  new Map(changedNames(python).map(({ cell, names }) => [cell, names]));

const changedNames = rememberCells(({ index, module }) => {
  const names = new Set<string>();
  const add = (value: Expr): void => {
    const root = rootOf(value);
    if (root) names.add(root.name);
  };
  walkStatements(
    module.body,
    (statement) => {
      for (const target of targetsOf(statement)) if (target.kind !== "Name") add(target);
      const value = statement.kind === "ExprStmt" ? statement.value : null;
      if (value?.kind !== "Call" || (value.func.kind === "Name" && /^(?:print|display|len|help|type)$/.test(value.func.name))) return;
      if (value.func.kind === "Attribute") add(value.func.value);
      for (const given of [...value.args, ...value.keywords.map((keyword) => keyword.value)]) add(given);
    },
    { intoFunctions: false },
  );
  return names.size > 0 ? [{ cell: index, names }] : [];
});

function targetsOf(statement: Stmt): readonly Expr[] {
  if (statement.kind === "Assign" || statement.kind === "Delete") return statement.targets;
  return statement.kind === "AugAssign" ? [statement.target] : [];
}

/** Items by the column that they are about. */
interface Columns<Item> {
  readonly all: readonly Item[];
  /** Under null those that may be about any. */
  readonly byColumn: ReadonlyMap<string | null, readonly Item[]>;
}

/** The changes of values, and the uses of those values, each once: by the value's name, and by the cell that runs them. */
interface ValueUses {
  readonly changesOf: ReadonlyMap<string, Columns<InnerChange>>;
  readonly usesOf: ReadonlyMap<string, Columns<Read>>;
  readonly changesIn: ReadonlyMap<number, readonly InnerChange[]>;
  readonly usesIn: ReadonlyMap<number, readonly Read[]>;
}

const valueUses = rememberFor((python: PythonNotebook): ValueUses => {
  const columnOf = (read: Read): string | null => columnRead(read, python);
  const once = firstOfEach(innerChanges(python), ({ cell, root, column }) => JSON.stringify([cell, root.name, column]));
  const changes = groupBy(once, ({ root }) => root.name);
  const uses = new Map(
    [...changes.keys()].map((name) => {
      const reads = readsNamed(python.document.readGroups, name).filter(({ definitions }) =>
        definitions.every(({ imported }) => imported === null),
      );
      return [
        name,
        firstOfEach(reads, (read) =>
          JSON.stringify([read.runsIn, columnOf(read), read.definitions.map(({ cell, at }) => [cell, at.start])]),
        ),
      ];
    }),
  );
  return {
    changesOf: new Map([...changes].map(([name, all]) => [name, { all, byColumn: groupBy(all, ({ column }) => column) }])),
    usesOf: new Map([...uses].map(([name, all]) => [name, { all, byColumn: groupBy(all, columnOf) }])),
    changesIn: groupBy(once, ({ cell }) => cell),
    usesIn: groupBy([...uses.values()].flat(), ({ runsIn }) => runsIn),
  };
});

/** The first such change between one of some cells and any other that ran; modules are left out, which keep settings only. */
export function sharedChange(cells: readonly Cell[], ran: ReadonlyMap<number, Cell>, python: PythonNotebook): SharedChange | null {
  const { usesIn } = valueUses(python);
  for (const cell of cells)
    for (const { change, use } of pairsWith(cell, python)) {
      const [changer, user] = [ran.get(change.cell), ran.get(use.runsIn)];
      if (!changer || !user || !ranTheOtherWay(changer, user)) continue;
      const own = usesIn
        .get(changer.index)
        ?.find(({ name, definitions }) => name === use.name && definitions.some((one) => use.definitions.includes(one)));
      if (own)
        return changer.index > user.index
          ? { upper: user, lower: changer, changer, read: own }
          : { upper: changer, lower: user, changer, read: use };
    }
  return null;
}

/** What a cell uses with the changes of it, and what it changes with the uses of it. Cells that are about columns of their own have nothing to do with each other. */
function* pairsWith({ index }: Cell, python: PythonNotebook): Iterable<{ readonly change: InnerChange; readonly use: Read }> {
  const { changesOf, usesOf, changesIn, usesIn } = valueUses(python);
  for (const use of usesIn.get(index) ?? [])
    for (const change of about(changesOf.get(use.name), columnRead(use, python))) yield { change, use };
  for (const change of changesIn.get(index) ?? [])
    for (const use of about(usesOf.get(change.root.name), change.column)) yield { change, use };
}

/** Those that may be about a column; null for any. */
function about<Item>(columns: Columns<Item> | undefined, column: string | null): readonly Item[] {
  if (!columns) return [];
  return column === null ? columns.all : [...(columns.byColumn.get(column) ?? []), ...(columns.byColumn.get(null) ?? [])];
}

/** The column that a name is read for (`df["a"]`); null where it may be any. */
function columnRead({ cell, runsIn, at: { end } }: Read, { notebook }: PythonNotebook): string | null {
  return cell === runsIn
    ? (/^\[\s*(["'])((?:(?!\1)[^\\\n])*)\1\s*\]/.exec(notebook.cells[cell].source.slice(end, end + 200))?.[2] ?? null)
    : null;
}

const ranTheOtherWay = (one: Cell, other: Cell): boolean =>
  one.index < other.index ? countOf(one) > countOf(other) : one.index > other.index && countOf(one) < countOf(other);
