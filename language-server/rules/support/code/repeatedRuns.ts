// Finds runs of statements that stand again somewhere in the notebook with other names and values.
import { groupBy } from "../../../util/groupBy";
import type { Span } from "../../../notebook/model";
import type { Definition, PythonCell, PythonNotebook } from "../../../python/analysis";
import { bodiesOf } from "../../../python/children";
import type { Stmt } from "../../../python/syntax";
import { groupsOf, isSameList } from "../../../util/rememberEach";
import { rememberFor } from "../../../util/rememberFor";
import { isText } from "./codeSize";
import { shaperFor, type Shaper } from "./statementShape";

/** Statements one after another in one body. */
export interface StatementRun extends Span {
  readonly cell: number;
}

export interface RepeatedRun {
  readonly first: StatementRun;
  /** Where it stands again, in document order. */
  readonly copies: readonly StatementRun[];
  /** Statements in the run, nested ones included. */
  readonly statements: number;
}

/** One statement of a body, with what comparing needs. `next` is the following one of the same body. */
interface Step {
  readonly cell: number;
  readonly statement: Stmt;
  readonly shaper: Shaper;
  /** Statements in it, itself included. */
  readonly size: number;
  next: Step | null;
  /** The shortest run from here that is large enough to be told. */
  window: Window | null;
}

interface Window {
  /** Number of the text of its shapes. */
  readonly key: number;
  readonly end: Step;
}

/** Runs of at least `minimum` statements (nested ones count) that stand again; what lies inside a reported run is not reported once more. */
export function repeatedRuns(python: PythonNotebook, minimum: number): readonly RepeatedRun[] {
  naming = namingOf(python);
  const runs = findRuns(stepsOf(python, minimum), minimum);
  naming = noNaming;
  return runs;
}

function findRuns(steps: readonly Step[], minimum: number): readonly RepeatedRun[] {
  const firstByKey = new Map<number, Step>();
  const covered = new Set<Stmt>();
  const runs = new Map<Step, { length: number; copies: Step[] }>();
  for (const step of steps) {
    if (covered.has(step.statement)) continue;
    const { window } = step;
    if (!window) continue;
    const original = firstByKey.get(window.key);
    if (!original) firstByKey.set(window.key, step);
    else if (!overlaps(original, step, minimum)) {
      const length = commonLength(original, step);
      const run = runs.get(original);
      if (run) {
        run.length = Math.min(run.length, length);
        run.copies.push(step);
      } else runs.set(original, { length, copies: [step] });
      cover(step, length, covered);
      cover(original, length, covered);
    }
  }
  return [...runs].map(([step, { length, copies }]) => ({
    first: runAt(step, length),
    copies: copies.map((copy) => runAt(copy, length)),
    statements: sizeOf(step, length),
  }));
}

/** The statements of all bodies where a run of `minimum` statements begins that stands again, outer bodies first, so that a whole copied function is found before its parts. */
function stepsOf(python: PythonNotebook, minimum: number): readonly Step[] {
  if (keys.size > MOST_KEYS) {
    keys.clear();
    told.length = 0;
    generation++;
  }
  const groups = groupsOf(python.cells).map((cells) => stepsInGroup(cells, minimum));
  const met = new Uint8Array(keys.size);
  for (const { windows } of groups) for (const [key, times] of windows) met[key] = Math.min(2, met[key] + times);
  const isTold = (step: Step): boolean => met[step.window!.key] === 2 && isWorthTelling(step);
  const found: Step[] = [];
  const telling = groups.filter(({ beginnings }) => beginnings.some(isTold));
  for (let depth = 0, rest = telling; rest.length > 0; depth++, rest = rest.filter(({ levels }) => levels.length > depth)) {
    for (const { levels } of rest) for (const step of levels[depth] ?? []) if (isTold(step)) found.push(step);
  }
  return found;
}

/** Whether a run is worth telling, by the number of its text: all runs of one text are alike in that. */
const told: boolean[] = [];
const isWorthTelling = (step: Step): boolean => (told[step.window!.key] ??= isVaried(step, step.window!.end));

/** What steps depend on: they hold as long as names are kept in shapes as they were. */
interface Basis {
  /** Of the naming under which they were found to hold last. */
  signature: readonly string[];
  readonly minimum: number;
  readonly generation: number;
  /** Names that were asked for in each cell, with the answers. */
  readonly kept: readonly ReadonlyMap<string, boolean>[];
}

function holds(basis: Basis, minimum: number): boolean {
  if (basis.minimum !== minimum || basis.generation !== generation) return false;
  if (basis.signature === naming.signature) return true;
  for (const kept of basis.kept) for (const [name, isKept] of kept) if (naming.keeps(name) !== isKept) return false;
  basis.signature = naming.signature;
  return true;
}

/** The steps of neighbouring cells where a run begins. */
interface GroupSteps extends Basis {
  /** By their depth. */
  readonly levels: readonly (readonly Step[])[];
  /** The numbers of their windows, with how often they stand there, and for each the first step. */
  readonly windows: ReadonlyMap<number, number>;
  readonly beginnings: readonly Step[];
}

const knownGroups = new WeakMap<readonly PythonCell[], GroupSteps>();

function stepsInGroup(group: readonly PythonCell[], minimum: number): GroupSteps {
  const before = knownGroups.get(group);
  if (before && holds(before, minimum)) return before;
  const cells = group.map((cell) => stepsIn(cell, minimum));
  const depth = cells.reduce((most, { steps }) => Math.max(most, steps.length), 0);
  const levels = Array.from({ length: depth }, (_, at) => cells.flatMap(({ steps }) => steps[at] ?? []));
  const byWindow = groupBy(levels.flat(), ({ window }) => window!.key);
  const found: GroupSteps = {
    signature: naming.signature,
    minimum,
    generation,
    levels,
    kept: cells.flatMap(({ kept }) => kept),
    windows: new Map([...byWindow].map(([key, steps]) => [key, steps.length])),
    beginnings: [...byWindow.values()].map(([first]) => first),
  };
  knownGroups.set(group, found);
  return found;
}

/** Numbers of the texts of windows, so that those that stand once are passed over fast. */
const keys = new Map<string, number>();
const MOST_KEYS = 50_000;
/** Grows where all numbers are forgotten. */
let generation = 0;

function keyOf(text: string): number {
  let key = keys.get(text);
  if (key === undefined) keys.set(text, (key = keys.size));
  return key;
}

/** Which names keep their text in a shape: those that are the same thing wherever they stand. */
interface Naming {
  keeps(name: string): boolean;
  /** Two of the same signature keep the same names. */
  readonly signature: readonly string[];
}

const namingOf = ({ definitionsNamed, definitionGroups }: PythonNotebook): Naming => ({
  signature: sameTexts(definitionGroups.map(signatureOf)),
  keeps(name) {
    const definitions = definitionsNamed(name);
    return definitions.some(isKept) || (commonBuiltins.has(name) && definitions.length === 0);
  },
});

const signatureOf = rememberFor((definitions: readonly Definition[]): string => {
  let signature = "";
  for (const definition of definitions) {
    if (isKept(definition)) signature += `${definition.name} `;
    else if (commonBuiltins.has(definition.name)) signature += `-${definition.name} `;
  }
  return signature;
});

const isKept = ({ imported, func, kind }: Definition): boolean => imported !== null || func !== null || kind === "class";

/** The naming of the notebook that is looked at, and of none: what is remembered of cells must not keep a notebook. */
const noNaming: Naming = { signature: [], keeps: () => false };
let naming = noNaming;

/** The signature of the last check where it reads the same. */
let latestSignature: readonly string[] = [];
const sameTexts = (signature: readonly string[]): readonly string[] =>
  isSameList(signature, latestSignature) ? latestSignature : (latestSignature = signature);

/** The steps of one cell where a run begins, by their depth. */
interface CellSteps extends Basis {
  readonly steps: readonly (readonly Step[])[];
}

/** An edit leaves most cells as they were. */
const known = new WeakMap<PythonCell, CellSteps>();

function stepsIn(cell: PythonCell, minimum: number): CellSteps {
  const before = known.get(cell);
  if (before && holds(before, minimum)) return before;
  const all: Step[][] = [];
  const kept = new Map<string, boolean>();
  const shaper = shaperFor((name) => {
    const isKept = kept.get(name) ?? naming.keeps(name);
    kept.set(name, isKept);
    return isKept;
  });
  /** Gives the number of statements, those in bodies included; texts that stand as comments are none. */
  const add = (body: readonly Stmt[], depth: number): number => {
    let last: Step | null = null;
    let count = 0;
    for (const statement of body) {
      if (isText(statement)) continue;
      const size = bodiesOf(statement).reduce((sum, inner) => sum + add(inner, depth + 1), 1);
      const step: Step | null = isSeparator(statement) ? null : { cell: cell.index, statement, shaper, size, next: null, window: null };
      if (last) last.next = step;
      if (step) (all[depth] ??= []).push(step);
      last = step;
      count += size;
    }
    return count;
  };
  add(cell.module.body, 0);
  const steps = Array.from(all, (level) => (level ?? []).filter((step) => (step.window = windowAt(step, minimum)) !== null));
  const found: CellSteps = { signature: naming.signature, minimum, generation, kept: [kept], steps };
  known.set(cell, found);
  return found;
}

/** Imports and magics are alike in every notebook and cell. */
const isSeparator = ({ kind }: Stmt): boolean =>
  kind === "Import" || kind === "ImportFrom" || kind === "EscapeStmt" || kind === "InvalidStmt";

const commonBuiltins: ReadonlySet<string> = new Set([
  "print",
  "len",
  "range",
  "enumerate",
  "zip",
  "list",
  "dict",
  "set",
  "tuple",
  "sum",
  "min",
  "max",
  "sorted",
  "open",
  "int",
  "float",
  "str",
  "map",
  "filter",
  "display",
  "isinstance",
  "abs",
  "round",
  "any",
  "all",
  "super",
  "type",
]);

function windowAt(start: Step, minimum: number): Window | null {
  let size = 0;
  for (let step: Step | null = start; step; step = step.next) {
    size += step.size;
    if (size >= minimum) return { key: keyOf(shapesOf(start, step).join("\n")), end: step };
  }
  return null;
}

const shapeOf = ({ statement, shaper }: Step): string => shaper(statement);

function shapesOf(start: Step, end: Step): readonly string[] {
  const shapes: string[] = [];
  for (let step: Step | null = start; step; step = step === end ? null : step.next) shapes.push(shapeOf(step));
  return shapes;
}

/** Calls that dress a plot: each has its own, and they look alike. */
const dressesPlot =
  /^(?:plt|pylab|pyplot)\.|^\w+\.(?:set_\w+|set|legend|grid|axis|xlabel|ylabel|title|tick_params|despine|figure|subplots?|show|savefig|imshow|axhline|axvline)\(/;

/** Results that are asserted one by one do not drift: each says what it must be. */
const tests = /^assert /;

/**
 * A column of like assignments or layers is a table, not a repetition: two thirds of the statements must differ, most
 * must call or compute something, and some of them something else than the looks of a plot.
 */
function isVaried(start: Step, end: Step): boolean {
  const shapes: string[] = [];
  for (const shape of shapesOf(start, end)) for (const part of shape.split(/[;{}]/)) if (part !== "") shapes.push(part);
  const working = shapes.filter((shape) => /[(.[]/.test(shape));
  const distinct = new Set(working);
  return (
    distinct.size >= Math.max(4, (shapes.length * 2) / 3) &&
    [...distinct].filter((shape) => !dressesPlot.test(shape) && !tests.test(shape)).length >= 2
  );
}

function overlaps(original: Step, copy: Step, minimum: number): boolean {
  let size = 0;
  for (let step: Step | null = original; step && size < minimum; step = step.next) {
    if (step === copy) return true;
    size += step.size;
  }
  return original.cell === copy.cell && original.statement.start <= copy.statement.start && copy.statement.end <= original.statement.end;
}

/** Number of steps from both places on that are alike, before one runs into the other. */
function commonLength(original: Step, copy: Step): number {
  let length = 0;
  let left: Step | null = original;
  let right: Step | null = copy;
  for (; left && right && left !== copy && shapeOf(left) === shapeOf(right); left = left.next, right = right.next) length++;
  return length;
}

function cover(start: Step, length: number, covered: Set<Stmt>): void {
  const add = (statement: Stmt): void => {
    covered.add(statement);
    for (const body of bodiesOf(statement)) body.forEach(add);
  };
  for (const step of take(start, length)) add(step.statement);
}

function runAt(start: Step, length: number): StatementRun {
  const steps = take(start, length);
  return { cell: start.cell, start: start.statement.start, end: steps[steps.length - 1].statement.end };
}

const sizeOf = (start: Step, length: number): number => take(start, length).reduce((sum, { size }) => sum + size, 0);

function take(start: Step, length: number): readonly Step[] {
  const steps: Step[] = [];
  for (let step: Step | null = start; step && steps.length < length; step = step.next) steps.push(step);
  return steps;
}
