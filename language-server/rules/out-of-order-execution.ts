// Cells that ran in another order than they stand, where a name ties them.
import { firstOfEach, groupBy } from "../util/groupBy";
import type { Fix, NotebookEdit } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { Cell } from "../notebook/model";
import type { PythonNotebook, Read } from "../python/analysis";
import { capital } from "../util/capital";
import { rememberFor } from "../util/rememberFor";
import { defineRule, type Finding, type Related } from "./rule";
import { isBoundByLoop } from "./support/order/loopBound";
import { namesOf, type Names } from "./support/order/named";
import { failingReads } from "./support/order/names";
import { ordersToTry, sameMeaning } from "./support/order/reorder";
import { countOf, misplacedCells, ranCells, type Misplaced } from "./support/order/runOrder";
import { sharedChange, type SharedChange } from "./support/order/innerChanges";
import { rebindings, type Rebinding } from "./support/order/rebindings";
import { isSameAgain } from "./support/order/sameAgain";
import { firstLine } from "./support/spans";

export default defineRule({
  code: "NBR101",
  name: "out-of-order-execution",
  severity: "warning",
  summary: "A cell ran before a cell above it that it depends on",
  *check(context) {
    const { notebook } = context;
    const names = namesOf(context);
    const ran = ranCells(notebook).filter(({ index }) => !isIdle(index, context.python));
    const byIndex = new Map(ran.map((cell) => [cell.index, cell]));
    let left = ordersToTry(notebook);
    let rebound: readonly Rebinding[] | undefined;
    yield* oncePerPair(
      misplacedCells(ran).map((block) => {
        const ties = names ? findTies(block, byIndex, names, context.python) : [];
        if (ties.length > 0) return { finding: tiedFinding(ties, block, names && left-- > 0 ? sortFix(block, ran, names) : []), block };
        rebound ??= names ? [...rebindings(byIndex, names, context.python)] : [];
        const rebinding = rebound.find(({ upper, lower }) => block.cells.includes(upper) || block.cells.includes(lower));
        const shared = !rebinding && context.python ? sharedChange(block.cells, byIndex, context.python) : null;
        const finding = rebinding
          ? reboundFinding(rebinding, block)
          : shared
            ? changedFinding(shared, block)
            : untiedFinding(block, names !== null);
        return { finding, block };
      }),
    );
  },
});

/** Two blocks that lie the wrong way round to each other are one finding, with a fix for both. */
const oncePerPair = (found: readonly { readonly finding: Finding; readonly block: Misplaced }[]): readonly Finding[] =>
  [...groupBy(found, ({ finding: { cell, span, message } }) => `${cell}:${span.start}:${message}`).values()].map((same) => {
    const [{ finding }] = same;
    return same.length === 1 ? finding : { ...finding, fixes: [clearFix(same.flatMap(({ block }) => block.cells))] };
  });

/** Comments alone do nothing, whenever they ran. */
function isIdle(index: number, python: PythonNotebook | null): boolean {
  const module = python?.cellAt(index)?.module;
  return module !== undefined && module.body.length + module.escapes.length + module.problems.length === 0;
}

/** A name that one cell defines and the other reads, in cells that ran the other way round. */
interface Tie {
  readonly name: string;
  /** The cell above, which ran later. */
  readonly upper: Cell;
  /** The cell below, which ran earlier. */
  readonly lower: Cell;
  /** Where the name is in each. */
  readonly inUpper: Related;
  readonly inLower: Related;
  /** True where the cell below reads what the cell above binds; else the cell above reads what the cell below binds. */
  readonly lowerReads: boolean;
}

function findTies({ cells }: Misplaced, ran: ReadonlyMap<number, Cell>, names: Names, python: PythonNotebook | null): readonly Tie[] {
  const pairs = cells
    .flatMap((cell) =>
      cellsTiedTo(cell, names, ran).flatMap((other) => {
        const [upper, lower] = other.index < cell.index ? [other, cell] : [cell, other];
        return countOf(upper) > countOf(lower) ? [{ upper, lower }] : [];
      }),
    )
    .sort((a, b) => a.lower.index - b.lower.index || a.upper.index - b.upper.index);
  return pairs.flatMap(({ upper, lower }) => [...tiesBetween(upper, lower, names, python)]);
}

/** Those of some cells that bind a name which the cell reads, or read one which it binds, in either order: long notebooks have too many pairs to look at each. */
function cellsTiedTo(cell: Cell, names: Names, among: ReadonlyMap<number, Cell>): readonly Cell[] {
  return [...(neighbours(names).get(cell.index) ?? [])].flatMap((index) => among.get(index) ?? []);
}

/** The cells that share a name with each cell. */
const neighbours = rememberFor((names: Names): ReadonlyMap<number, ReadonlySet<number>> => {
  const found = new Map<number, Set<number>>();
  const add = (one: number, other: number): void => {
    const known = found.get(one);
    if (known) known.add(other);
    else found.set(one, new Set([other]));
  };
  for (const flow of [names.document, ...(names.recorded ? [names.recorded] : [])]) {
    for (const reads of flow.readGroups)
      for (const { runsIn, definitions } of reads)
        for (const { cell } of definitions) {
          if (cell === runsIn) continue;
          add(cell, runsIn);
          add(runsIn, cell);
        }
  }
  return found;
});

function* tiesBetween(upper: Cell, lower: Cell, names: Names, python: PythonNotebook | null): Iterable<Tie> {
  const seen = new Set<string>();
  for (const [reads, from, lowerReads] of [
    [names.document.readsIn(lower.index), upper, true],
    [names.recorded?.readsIn(upper.index) ?? [], lower, false],
  ] as const) {
    for (const read of reads) {
      const definition = isBoundByLoop(read, python)
        ? undefined
        : read.definitions.find((one) => one.cell === from.index && !isSameAgain(one, python));
      if (!definition || seen.has(read.name)) continue;
      seen.add(read.name);
      const reader: Related = { cell: lowerReads ? lower.index : upper.index, span: readPlace(read), message: `uses ${read.name}` };
      const binder: Related = { cell: from.index, span: definition.at, message: `${read.name} defined in ${cellLabel(from)}` };
      yield { name: read.name, upper, lower, lowerReads, inUpper: lowerReads ? binder : reader, inLower: lowerReads ? reader : binder };
    }
  }
}

/** Of a read inside a called function, the call; else the name itself. */
const readPlace = (read: Read) => (read.calledFrom.length > 0 ? read.calledFrom[0].at : read.at);

function tiedFinding(ties: readonly Tie[], block: Misplaced, sorting: readonly Fix[]): Finding {
  const [{ name, upper, lower, lowerReads, inLower }] = ties;
  const tie = lowerReads ? `but uses ${name}, which ${cellLabel(upper)} defines` : `and defines ${name}, which ${cellLabel(upper)} uses`;
  return {
    cell: lower.index,
    span: inLower.span,
    message: `${capital(cellLabel(lower))} ran before ${cellLabel(upper)} above it, ${tie}: ${otherOrder}`,
    related: distinct(ties.map((tie) => tie.inUpper)).slice(0, 5),
    fixes: [...sorting, clearFix(block.cells)],
  };
}

const otherOrder =
  "the saved results come from a different order than Restart & Run All. Run the notebook from the top, or move the cells into the order in which they ran.";

const reboundFinding = ({ upper, lower, definition, reader, read }: Rebinding, block: Misplaced): Finding => ({
  cell: lower.index,
  span: definition.at,
  message: `${capital(cellLabel(lower))} ran before ${cellLabel(upper)} above it, and both define ${definition.name}, which ${cellLabel(reader)} uses: ${otherOrder}`,
  related: [{ cell: reader.index, span: readPlace(read), message: `${definition.name} is used here` }],
  fixes: [clearFix(block.cells)],
});

/** Which part of the value each of the two uses is seldom known, so this is a hint. */
const changedFinding = ({ upper, lower, changer, read }: SharedChange, block: Misplaced): Finding => ({
  cell: lower.index,
  span: readPlace(read),
  severity: "hint",
  message: `${capital(cellLabel(lower))} ran before ${cellLabel(upper)} above it. Both use ${read.name}, and ${cellLabel(changer)} changes it, so the saved results may differ from those of Restart & Run All. Run the notebook from the top before you share it.`,
  fixes: [clearFix(block.cells)],
});

function untiedFinding(block: Misplaced, isFollowed: boolean): Finding {
  const [first] = block.cells;
  const lower = block.above ? first : (block.below ?? first);
  const upper = block.above ?? first;
  return {
    cell: lower.index,
    span: firstLine(lower),
    severity: "hint",
    message: `${capital(cellLabel(lower))} ran before ${cellLabel(upper)} above it. ${isFollowed ? "No name connects them, so the results should be the same" : "Whether the results depend on it is not known in this language"}; run the notebook from the top before you share it.`,
    fixes: [clearFix(block.cells)],
  };
}

/** Puts the block where its run numbers belong, where every name then means what it meant in the recorded run. */
function sortFix(block: Misplaced, ran: readonly Cell[], names: Names): readonly Fix[] {
  const moved = new Set(block.cells.map((cell) => cell.index));
  const last = countOf(block.cells[block.cells.length - 1]);
  const next = ran.find((cell) => !moved.has(cell.index) && countOf(cell) > last);
  const before = next ? next.index : names.notebook.cells.length;
  const order = [...names.notebook.cells.keys()].filter((index) => !moved.has(index));
  order.splice(next ? order.indexOf(before) : order.length, 0, ...moved);
  if (!names.recorded) return [];
  const after = names.flowIn(order);
  // The recorded run may have used names of a deleted cell: an order that stops with NameError fixes nothing.
  if (failingReads({ ...names, document: after }).length > 0 || !sameMeaning(names.recorded, after)) return [];
  const edits: NotebookEdit[] = [...moved].map((cell) => ({ kind: "moveCell", cell, before }));
  return [{ title: `Move ${block.cells.map(cellLabel).join(", ")} to where it ran`, safe: false, edits }];
}

const clearFix = (cells: readonly Cell[]): Fix => ({
  title: `Clear the outputs and run numbers of ${cells.map(cellLabel).join(", ")}`,
  safe: false,
  edits: cells.map(({ index }) => ({ kind: "clearOutputs", cell: index })),
});

const distinct = (places: readonly Related[]): readonly Related[] => firstOfEach(places, ({ cell, span }) => `${cell}:${span.start}`);
