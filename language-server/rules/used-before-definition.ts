// Names that a cell reads before the cell below that binds them has run: Restart & Run All stops there.
import type { Fix, NotebookEdit } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import { holds } from "../notebook/positions";
import type { Definition, Flow, PythonNotebook, Read } from "../python/analysis";
import { isSameList } from "../util/rememberEach";
import { defineRule, type Finding } from "./rule";
import { namesChangedInside } from "./support/order/innerChanges";
import { namesOf, type Names } from "./support/order/named";
import { failingReads, needsItself } from "./support/order/names";
import { ordersToTry } from "./support/order/reorder";
import { isSwitchedOff } from "./support/switchedOff";

/** Moves are tried on paper, which costs an analysis each: more than this many would make a broken notebook slow to type in. */
const movesTried = 4;

export default defineRule({
  code: "NBR102",
  name: "used-before-definition",
  severity: "error",
  summary: "A name is used above the cell that defines it",
  *check(context) {
    const names = namesOf(context);
    if (!names) return;
    let left = Math.min(movesTried, ordersToTry(names.notebook));
    const { python } = context;
    for (const read of failingReads(names, (read) => !python || !isSwitchedOff(read, python))) {
      const below = boundBelow(read, names);
      if (below) yield finding(read, below, names, python, left-- > 0);
    }
  },
});

/**
 * The first definition that comes after the read: further down in the same cell, or in a cell below. One that needs the name
 * itself counts where there is no other, and not in the same cell. A cell that does not parse binds nothing.
 */
function boundBelow(read: Read, names: Names): Definition | undefined {
  const below = names
    .bindersOf(read.name)
    .filter(
      (one) =>
        one.kind !== "global-in-function" &&
        !names.isBroken(one.cell) &&
        (one.cell > read.runsIn || (one.cell === read.runsIn && endsBelow(one, read, names))),
    );
  return below.find((one) => !needsItself(one, names)) ?? below.find(({ cell }) => cell !== read.runsIn);
}

/** A JavaScript name is unusable inside its own declaration too. */
const endsBelow = ({ at, node }: Definition, read: Read, names: Names): boolean =>
  at.start > placeOf(read).start || (names.language === "script" && node.end > placeOf(read).start);

/** Of a read inside a called function, the call in the cell that runs; else the name. */
const placeOf = (read: Read) => (isThroughCall(read) ? read.calledFrom[0].at : read.at);

/** It is in a function that is called from elsewhere; a lambda that is handed over is in the call itself. */
const isThroughCall = ({ cell, at, calledFrom: [first] }: Read): boolean =>
  first !== undefined && !(first.cell === cell && holds(first.at, at));

function finding(read: Read, definition: Definition, names: Names, python: PythonNotebook | null, tryMove: boolean): Finding {
  const { cells } = names.notebook;
  const sameCell = definition.cell === read.runsIn;
  const binder = cells[definition.cell];
  const called = isThroughCall(read);
  const where = called ? `This call uses ${read.name}` : `${read.name} is used here`;
  const worked = ranBefore(names, definition.cell, read.runsIn) ? ` It worked only because ${cellLabel(binder)} ran first.` : "";
  const [does, advice] = needsItself(definition, names)
    ? ["only changes it", "Define it above this cell."]
    : failsItself(read, definition, names)
      ? ["defines it only after using it itself", "Define it above this cell."]
      : ["defines it", `Move ${cellLabel(binder)} above this cell.`];
  const stops = read.conditional
    ? `when this code runs on Restart & Run All, it stops with ${names.errorName}`
    : `Restart & Run All stops here with ${names.errorName}`;
  return {
    cell: read.runsIn,
    span: placeOf(read),
    severity: read.conditional ? "warning" : "error",
    message: sameCell
      ? `${where}, ${describeSameCell(read, definition)}: ${stops}. Move the definition up.`
      : `${where}, but ${cellLabel(binder)} further down ${does}: ${stops}.${worked} ${advice}`,
    related: [
      { cell: definition.cell, span: definition.at, message: `${read.name} defined in ${cellLabel(binder)}` },
      ...(called ? [{ cell: read.cell, span: read.at, message: `${read.name} used here, when the function is called` }] : []),
    ],
    fixes: tryMove && !sameCell && does === "defines it" ? moveFix(read, definition.cell, names, python) : [],
  };
}

/** The cell that binds the name cannot run before it is bound. */
const failsItself = ({ name }: Read, { cell }: Definition, { document }: Names): boolean =>
  document.readsIn(cell).some((read) => read.name === name && read.status === "unbound" && !read.conditional);

const describeSameCell = (read: Read, { at }: Definition): string =>
  at.start < placeOf(read).start
    ? "inside the declaration that gives it its value"
    : `${isThroughCall(read) ? "which is" : "but"} defined only further down in this cell`;

function ranBefore({ notebook }: Names, one: number, other: number): boolean {
  const [first, second] = [notebook.cells[one].executionCount, notebook.cells[other].executionCount];
  return first !== null && second !== null && first < second;
}

/** Moves the defining cell above the reading one, with the cells between that it needs itself; offered only where no read gets worse or another meaning. */
function moveFix(read: Read, defining: number, names: Names, python: PythonNotebook | null): readonly Fix[] {
  const moved = neededCells(defining, read.runsIn, names, python);
  const all = names.notebook.cells.map((cell) => cell.index);
  const rest = all.filter((index) => !moved.includes(index));
  const order = [...rest];
  order.splice(rest.indexOf(read.runsIn), 0, ...moved);
  if (!onlyImproves(names.document, names.flowIn(order), order)) return [];
  const edits: NotebookEdit[] = moved.map((cell) => ({ kind: "moveCell", cell, before: read.runsIn }));
  const labels = moved.map((index) => cellLabel(names.notebook.cells[index]));
  return [{ title: `Move ${labels.join(", ")} above ${cellLabel(names.notebook.cells[read.runsIn])}`, safe: false, edits }];
}

/**
 * The defining cell and the cells between it and the reading one that it needs, in document order: those that bind its names, and those that share
 * a value with it which one of the two changes inside (`rows.append(3)`), or the path of a file, so that they stay in their order.
 */
function neededCells(defining: number, reading: number, names: Names, python: PythonNotebook | null): readonly number[] {
  const needed = new Set([defining]);
  const changed = python ? namesChangedInside(python) : new Map<number, ReadonlySet<string>>();
  for (const cell of needed) {
    const reads = names.document.readsIn(cell);
    for (const read of reads)
      for (const definition of read.definitions) {
        if (definition.cell > reading && definition.cell < cell) needed.add(definition.cell);
      }
    const used = new Set(reads.flatMap(({ definitions }) => definitions).filter(({ imported }) => imported === null));
    const paths = new Set(python ? pathsIn(cell, python) : []);
    for (let between = reading + 1; between < cell; between++) {
      const isTied = ({ name, value }: Definition): boolean =>
        (changed.get(cell)?.has(name) ?? false) ||
        (changed.get(between)?.has(name) ?? false) ||
        (value?.kind === "String" && isPath(value.value));
      const shares =
        used.size > 0 && names.document.readsIn(between).some(({ definitions }) => definitions.some((one) => used.has(one) && isTied(one)));
      if (shares || (paths.size > 0 && python && pathsIn(between, python).some((path) => paths.has(path)))) needed.add(between);
    }
  }
  return [...needed].sort((a, b) => a - b);
}

const isPath = (text: string): boolean => /^[^\s{}<>]+$/.test(text) && /\w[\\/]|^\.|\w\.\w{1,8}$/.test(text);

const pathsIn = (cell: number, python: PythonNotebook): readonly string[] =>
  python.stringsIn(cell).flatMap(({ node }) => (node.kind === "String" && isPath(node.value) ? [node.value] : []));

/** True where every read that was bound still sees the same definitions, and fewer reads are unbound. */
function onlyImproves(before: Flow, after: Flow, cells: readonly number[]): boolean {
  let isBetter = false;
  for (const cell of cells) {
    const was = before.readsIn(cell);
    const is = after.readsIn(cell);
    if (was.length !== is.length) return false;
    for (const [index, read] of was.entries()) {
      const other = is[index];
      if (read.status === "unbound" && other.status !== "unbound") isBetter = true;
      else if (read.status !== other.status || !isSameList(read.definitions, other.definitions)) return false;
    }
  }
  return isBetter;
}
