// The section of docs/benchmarks.md on diffs and merges, from what was measured.
import { ms, percentile, reached, seconds, table, times } from "../figures";
import type { Again, MeasuredDiff, MeasuredMerge } from "./measured";

/** Seconds of processors, one figure for each pair or triple. */
interface BothPrograms {
  readonly nbready: readonly number[];
  readonly nbdime: readonly number[];
}

export interface WholeProcesses {
  readonly diff: BothPrograms;
  readonly merge: BothPrograms;
}

export interface DiffResults {
  readonly diffs: {
    readonly nbready: readonly (MeasuredDiff & Again)[];
    readonly nbdime: readonly MeasuredDiff[];
    /** nbdime without ids, details and metadata. */
    readonly quiet: readonly MeasuredDiff[];
  };
  readonly merges: { readonly nbready: readonly (MeasuredMerge & Again)[]; readonly nbdime: readonly MeasuredMerge[] };
  readonly whole: WholeProcesses;
  readonly machine: {
    readonly cores: number;
    readonly processor: string;
    readonly node: string;
    readonly nbdime: string;
    readonly load: readonly [number, number];
    readonly date: string;
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const time = (value: number): string => (value < 1 ? ms(value * 1000) : seconds(value));

/** Median, 95 %, worst, total. */
function timeCells(values: readonly number[]): readonly string[] {
  const ascending = [...values].sort((a, b) => a - b);
  return [...[0.5, 0.95, 1].map((share) => time(percentile(ascending, share))), time(sum(values))];
}

const timeHead = ["", "median", "95 %", "worst", "total"];

export function diffSection({ diffs, merges, whole, machine }: DiffResults): string {
  const { cores, processor, node, nbdime, load, date } = machine;
  return [
    "## Diffs and merges",
    `\`npm run bench:diff\` measures this and writes this section: ${diffs.nbready.length} pairs of consecutive revisions and ${merges.nbready.length} merges of real notebooks, beside ${nbdime}. Measured on ${date}: ${cores} cores (${processor}), Node ${node}; load average ${load[0].toFixed(1)} before, ${load[1].toFixed(1)} after.`,
    "Within one process, reading the files included. nbready: elapsed time, the quickest of fifteen processes; *first* in a process that has done nothing like it before (its code is still being compiled), *again* in one that has. nbdime: processor time, of which elapsed time is never less; its time for making the text is not counted. The notebooks of the merges are larger than those of the pairs.",
    table(timeHead, [
      ["nbready diff, first", ...timeCells(diffs.nbready.map((one) => one.seconds))],
      ["nbready diff, again", ...timeCells(diffs.nbready.map(({ again }) => again))],
      ["nbready diff and its text, first", ...timeCells(diffs.nbready.map(({ shown }) => shown))],
      ["nbdime diff", ...timeCells(diffs.nbdime.map((one) => one.seconds))],
      ["nbready merge, first", ...timeCells(merges.nbready.map((one) => one.seconds))],
      ["nbready merge, again", ...timeCells(merges.nbready.map(({ again }) => again))],
      ["nbdime merge", ...timeCells(merges.nbdime.map((one) => one.seconds))],
    ]),
    `Whole processes, for ${whole.diff.nbready.length} of the pairs and ${whole.merge.nbready.length} of the merges: processor time.`,
    table(timeHead, [
      ["`nbready diff`", ...timeCells(whole.diff.nbready)],
      ["`nbdiff`", ...timeCells(whole.diff.nbdime)],
      ["`nbready merge`", ...timeCells(whole.merge.nbready)],
      ["`nbmerge`", ...timeCells(whole.merge.nbdime)],
    ]),
    "What is shown.",
    table(
      ["", "nbready", "nbdime", "nbdime without ids, details, metadata"],
      [
        ["lines in a terminal", ...[diffs.nbready, diffs.nbdime, diffs.quiet].map((list) => String(sum(list.map(({ lines }) => lines))))],
        [
          "cells shown as removed and as added, though they share 70 % of their words",
          ...[diffs.nbready, diffs.nbdime, diffs.quiet].map((list) => String(sum(list.map(({ moves }) => moves)))),
        ],
        ["conflicts of the merges", ...[merges.nbready, merges.nbdime].map(conflictsOf), ""],
      ],
    ),
    goals(diffs, merges),
  ].join("\n\n");
}

const conflictsOf = (list: readonly MeasuredMerge[]): string => {
  const conflicted = list.filter(({ conflicts }) => conflicts > 0);
  return `${sum(conflicted.map(({ conflicts }) => conflicts))} in ${conflicted.length}`;
};

function goals(diffs: DiffResults["diffs"], merges: DiffResults["merges"]): string {
  const total = (list: readonly { readonly seconds: number }[]): number => sum(list.map((one) => one.seconds));
  const again = (list: readonly Again[]): number => sum(list.map((one) => one.again));
  const worst = Math.max(...diffs.nbready.map(({ shown }) => shown));
  const lines = (list: readonly MeasuredDiff[]): number => sum(list.map((one) => one.lines));
  const conflicts = (list: readonly MeasuredMerge[]): number => sum(list.map((one) => one.conflicts));
  const ratio = (name: string, value: number): readonly string[] => [name, `${times(value)} times`, reached(value >= 100)];
  return table(
    ["goal", "measured", ""],
    [
      ratio("diffs: a hundredth of nbdime's time, first", total(diffs.nbdime) / total(diffs.nbready)),
      ratio("diffs: the same, again", total(diffs.nbdime) / again(diffs.nbready)),
      ratio("merges: a hundredth of nbdime's time, first", total(merges.nbdime) / total(merges.nbready)),
      ratio("merges: the same, again", total(merges.nbdime) / again(merges.nbready)),
      ratio("both together, first", (total(diffs.nbdime) + total(merges.nbdime)) / (total(diffs.nbready) + total(merges.nbready))),
      ["no pair over 200 ms, text and all", time(worst), reached(worst < 0.2)],
      [
        "fewer lines than nbdime, noise left out on both sides",
        `${lines(diffs.nbready)} to ${lines(diffs.quiet)}`,
        reached(lines(diffs.nbready) < lines(diffs.quiet)),
      ],
      [
        "no more conflicts than nbdime",
        `${conflicts(merges.nbready)} to ${conflicts(merges.nbdime)}`,
        reached(conflicts(merges.nbready) <= conflicts(merges.nbdime)),
      ],
    ],
  );
}
