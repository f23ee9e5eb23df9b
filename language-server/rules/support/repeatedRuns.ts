// Finds runs of statements that stand again somewhere in the notebook with other names and values.
import type { PythonNotebook } from "../../python/analysis";
import type { Span } from "../../notebook/model";
import type { Stmt } from "../../python/syntax";
import { bodiesOf } from "../../python/walk";
import { countStatements, isText } from "./codeSize";
import { shapeOf } from "./statementShape";

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
  readonly shape: string;
  readonly size: number;
  readonly depth: number;
  next: Step | null;
}

/** Runs of at least `minimum` statements (nested ones count) that stand again; what lies inside a reported run is not reported once more. */
export function repeatedRuns(python: PythonNotebook, minimum: number): readonly RepeatedRun[] {
  const steps = stepsOf(python);
  const firstByKey = new Map<string, Step>();
  const covered = new Set<Stmt>();
  const runs = new Map<Step, { length: number; copies: Step[] }>();
  for (const step of steps) {
    if (covered.has(step.statement)) continue;
    const window = windowAt(step, minimum);
    if (window === null) continue;
    const original = firstByKey.get(window.key);
    if (!original) firstByKey.set(window.key, step);
    else if (!overlaps(original, step, minimum) && isVaried(step, window.end)) {
      const length = commonLength(original, step);
      const run = runs.get(original) ?? { length, copies: [] };
      runs.set(original, { length: Math.min(run.length, length), copies: [...run.copies, step] });
      cover(step, length, covered);
      cover(original, length, covered);
    }
  }
  return [...runs].map(([step, { length, copies }]) => ({ first: runAt(step, length), copies: copies.map((copy) => runAt(copy, length)), statements: sizeOf(step, length) }));
}

/** The statements of all bodies, outer bodies first, so that a whole copied function is found before its parts. */
function stepsOf(python: PythonNotebook): readonly Step[] {
  const [kept, own] = [new Set<string>(), new Set<string>()];
  for (const { name, imported, func, kind } of python.definitions) (imported !== null || func !== null || kind === "class" ? kept : own).add(name);
  const keeps = (name: string): boolean => kept.has(name) || (commonBuiltins.test(name) && !own.has(name));
  const signature = sameText(`${[...kept].sort().join(" ")}|${[...own].filter((name) => commonBuiltins.test(name)).sort().join(" ")}`);
  const steps: Step[] = [];
  const add = (body: readonly Stmt[], cell: number, depth: number): void => {
    let before: Step | null = null;
    for (const statement of body) {
      if (isText(statement)) continue;
      const step: Step | null = isSeparator(statement) ? null : { cell, statement, ...measure(statement, keeps, signature), depth, next: null };
      if (before) before.next = step;
      if (step) steps.push(step);
      before = step;
      for (const inner of bodiesOf(statement)) add(inner, cell, depth + 1);
    }
  };
  for (const { index, module } of python.cells) add(module.body, index, 0);
  return steps.sort((a, b) => a.depth - b.depth);
}

/** Shapes by statement, for as long as the notebook keeps the same names: an edit leaves most of both as they were. */
const measured = new WeakMap<Stmt, Pick<Step, "shape" | "size"> & { readonly signature: string }>();

/** The signature of the last check where it reads the same: comparing a text with itself takes no time, however long it is. */
let latestSignature = "";
const sameText = (signature: string): string => (signature === latestSignature ? latestSignature : (latestSignature = signature));

function measure(statement: Stmt, keeps: (name: string) => boolean, signature: string): Pick<Step, "shape" | "size"> {
  const known = measured.get(statement);
  if (known?.signature === signature) return { shape: known.shape, size: known.size };
  const made = { shape: shapeOf(statement, keeps), size: countStatements([statement]) };
  measured.set(statement, { ...made, signature });
  return made;
}

/** Imports and magics stand in every notebook and cell alike. */
const isSeparator = ({ kind }: Stmt): boolean => kind === "Import" || kind === "ImportFrom" || kind === "EscapeStmt" || kind === "InvalidStmt";

const commonBuiltins = /^(?:print|len|range|enumerate|zip|list|dict|set|tuple|sum|min|max|sorted|open|int|float|str|map|filter|display|isinstance|abs|round|any|all|super|type)$/;

/** The shortest run from here that is large enough to be told, with the shapes in it; null where there is none. */
function windowAt(start: Step, minimum: number): { readonly key: string; readonly end: Step } | null {
  let key = "";
  let size = 0;
  for (let step: Step | null = start; step; step = step.next) {
    key += `${step.shape}\n`;
    size += step.size;
    if (size >= minimum) return { key, end: step };
  }
  return null;
}

/** Calls that dress a plot: each has its own, and they look alike. */
const dressesPlot = /^(?:plt|pylab|pyplot)\.|^\w+\.(?:set_\w+|set|legend|grid|axis|xlabel|ylabel|title|tick_params|despine|figure|subplots?|show|savefig|imshow|axhline|axvline)\(/;

/**
 * A column of like assignments or layers is a table, not a repetition: two thirds of the statements must differ, most
 * must call or compute something, and some of them something else than the looks of a plot.
 */
function isVaried(start: Step, end: Step): boolean {
  const shapes: string[] = [];
  const collect = (text: string): void => void text.split(/[;{}]/).forEach((part) => part !== "" && shapes.push(part));
  for (let step: Step | null = start; step; step = step === end ? null : step.next) collect(step.shape);
  const working = shapes.filter((shape) => /[(.[]/.test(shape));
  const distinct = new Set(working);
  return distinct.size >= Math.max(4, (shapes.length * 2) / 3) && [...distinct].filter((shape) => !dressesPlot.test(shape)).length >= 2;
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
  for (; left && right && left !== copy && left.shape === right.shape; left = left.next, right = right.next) length++;
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
