// The runs of neighbouring cells taken as one: what they looked at together and what they left. After an edit, a group that
// nothing of it concerns repeats what it did without a look at its cells.
import { rememberFor } from "../../util/rememberFor";
import type { Differences } from "./differences";
import { bothTargets } from "./names";
import type { Settled } from "./records";
import type { PlacedProgram, Run, Trace } from "./running";
import { setValue, type State } from "./state";
import type { Targets } from "./targets";

/** What one cell's run, or the runs of neighbours, looked at and left. */
export interface Passage {
  /** How the run stood before and after it, as `flagsOf` says. */
  readonly entry: number;
  readonly exit: number;
  /** The programs that were looked at, and what definitions were bound to: lists, as they are gone through after each edit. */
  readonly programs: readonly PlacedProgram[];
  readonly holds: readonly (readonly [definition: number, targets: Targets])[];
  /** The names that may have been looked at, and those of them that are left with another value, each followed by that value. */
  readonly names: readonly number[];
  readonly changes: readonly number[];
  /** Definitions of which was asked what they hold. */
  readonly seen: { has(definition: number): boolean };
  /** Steps taken inside called functions. */
  readonly steps: number;
}

/** The run of one cell. */
export interface CellRun extends Passage {
  readonly cell: number;
  readonly trace: Trace;
  /** The values of the names before and after, in step. */
  readonly valuesBefore: readonly number[];
  readonly valuesAfter: readonly number[];
  /** Its reads, once they were settled; until then those of the run in whose place it stands. */
  settled: Settled | null;
  earlier: Settled | null;
}

/** The runs of neighbours in the order of the cells. */
export interface RunGroup {
  /** The programs that stand there, whether they have runs or not. */
  readonly placed: readonly PlacedProgram[];
  readonly runs: readonly CellRun[];
  /** How the run stands where there are no runs. */
  readonly flags: number;
}

/** What the runs of a group looked at and left together. */
export interface GroupPassage extends Passage {
  /** Something in them may bind anything. */
  readonly opens: boolean;
  readonly isRepeatable: boolean;
  /** `changes` by name. */
  readonly left: ReadonlyMap<number, number>;
}

/** Joined where someone asks: an order of the cells that is only tried needs none of it. */
export const passageOf = rememberFor(({ runs, flags }: RunGroup): GroupPassage => {
  const left = new Map<number, number>();
  for (const { changes } of runs) for (let at = 0; at < changes.length; at += 2) left.set(changes[at]!, changes[at + 1]!);
  return {
    left,
    entry: runs[0]?.entry ?? flags,
    exit: runs.at(-1)?.exit ?? flags,
    programs: [...new Set(runs.flatMap(({ programs }) => programs))],
    holds: runs.flatMap(({ holds }) => holds),
    names: [...new Set(runs.flatMap(({ names }) => names))],
    changes: [...left].flat(),
    seen: new Set(runs.flatMap(({ trace }) => [...trace.seen.keys()])),
    steps: runs.reduce((sum, { steps }) => sum + steps, 0),
    opens: runs.some(({ trace }) => trace.opens),
    isRepeatable: runs.every(({ trace }) => trace.isRepeatable),
  };
});

/** The state of the run between two cells, without the names' values. */
export const flagsOf = (state: State, { postponed }: Run): number =>
  (state.isOpen ? OPEN : 0) | (state.isPartial ? PARTIAL : 0) | (postponed ? POSTPONED : 0);
export const PARTIAL = 2;
const [OPEN, POSTPONED] = [1, 4];

/**
 * True where nothing that the passage looked at stands otherwise; false where something may.
 * @param differences to the run before, which the passage is from
 */
export function isUnconcerned(passage: Passage, state: State, run: Run, differences: Differences): boolean {
  const { entry, programs } = passage;
  if (entry !== flagsOf(state, run)) return false;
  for (let at = 0; at < programs.length; at++) if (run.input.programs[programs[at]!.cell] !== programs[at]) return false;
  return !differences.concern(passage);
}

/** Leaves what the passage left. */
export function repeat({ exit, changes, holds }: Passage, state: State, run: Run): void {
  for (let at = 0; at < changes.length; at += 2) setValue(state, changes[at]!, changes[at + 1]!);
  state.isOpen = (exit & OPEN) !== 0;
  state.isPartial = (exit & PARTIAL) !== 0;
  run.postponed = (exit & POSTPONED) !== 0;
  for (const [definition, targets] of holds) run.held[definition] = bothTargets(run.held[definition], targets);
}
