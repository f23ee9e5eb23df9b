// The part of docs/benchmarks.md on checks, from what was measured: figures, and how they stand to the goals.
import { megabytes, ms, percentile, reached, seconds, table, times } from "./figures";
import type { FolderResult, FolderRow } from "./folders";
import type { StartRow } from "./start";
import type { Typing } from "./typing";

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  /** Gigabytes. */
  readonly memory: number;
  readonly node: string;
  readonly python: string;
  readonly ruff: string;
  /** Load average of the last minute, before and after. */
  readonly load: readonly [number, number];
  readonly date: string;
}

export interface Results {
  readonly machine: Machine;
  readonly folders: readonly FolderResult[];
  readonly start: readonly StartRow[];
  readonly typing: readonly Typing[];
}

function folderSection({ name, notebooks, bytes, rows }: FolderResult): string {
  const cold = rows[0].measured.seconds;
  return [
    `## ${name}`,
    `${notebooks} notebooks, ${megabytes(bytes)}.`,
    table(
      ["", "wall clock", "processor", "peak memory", "nbready, cold, is"],
      rows.map(({ program, measured, sample }, index) => [
        sample === null ? program : `${program} (extrapolated from ${sample})`,
        seconds(measured.seconds),
        seconds(measured.processor),
        megabytes(measured.bytes),
        index === 0
          ? ""
          : measured.seconds > cold
            ? `${times(measured.seconds / cold)} times faster`
            : `${times(cold / measured.seconds)} times slower`,
      ]),
    ),
    folderGoals(rows),
  ].join("\n\n");
}

function folderGoals(rows: readonly FolderRow[]): string {
  const of = (program: string) => rows.find((row) => row.program.startsWith(program))!.measured;
  const [cold, warm] = [of("nbready, cold"), of("nbready, warm")];
  const [cpython, ruffWarm] = [of("CPython"), of("ruff, warm")];
  return table(
    ["goal", "measured", ""],
    [
      ...rows
        .filter(({ sample }) => sample !== null)
        .map(({ program, measured }) => {
          const ratio = measured.seconds / cold.seconds;
          return [`20 times faster than ${program}`, times(ratio), reached(ratio >= 20)];
        }),
      [
        "no slower than CPython's parse alone",
        `${times(cold.seconds / cpython.seconds)} times its time`,
        reached(cold.seconds <= cpython.seconds),
      ],
      ["as near to ruff, cold, as can be had", `${times(cold.seconds / of("ruff, cold").seconds)} times its time`, ""],
      ["warm at least 5 times faster than cold", times(cold.seconds / warm.seconds), reached(cold.seconds >= 5 * warm.seconds)],
      ["warm at most 2 times ruff's warm", times(warm.seconds / ruffWarm.seconds), reached(warm.seconds <= 2 * ruffWarm.seconds)],
      ["peak memory under 400 MB", megabytes(Math.max(cold.bytes, warm.bytes)), reached(Math.max(cold.bytes, warm.bytes) < 400e6)],
    ],
  );
}

function startSection(rows: readonly StartRow[]): string {
  const of = (what: string): number => rows.find((row) => row.what === what)!.measured.seconds * 1000;
  const [version, small] = [of("nbready --version"), of("nbready, one small notebook")];
  return [
    "## Start",
    "Whole processes, the quickest of several runs.",
    table(
      ["", "wall clock", "peak memory"],
      rows.map(({ what, measured }) => [what, ms(measured.seconds * 1000), megabytes(measured.bytes)]),
    ),
    table(
      ["goal", "measured", ""],
      [
        ["`--version` under 100 ms", ms(version), reached(version < 100)],
        ["one small notebook under 300 ms", ms(small), reached(small < 300)],
      ],
    ),
  ].join("\n\n");
}

function typingSection(rows: readonly Typing[]): string {
  const goals = rows.flatMap((row) => {
    const limit = row.cells === 200 && row.outputs > 0 ? 16 : row.cells === 2000 ? 50 : null;
    const measured = percentile(row.times, 0.95);
    return limit === null
      ? []
      : [
          [
            `${row.cells} cells${row.outputs > 0 ? " with outputs" : ""}: 95 % of the keystrokes answered within ${limit} ms`,
            ms(measured),
            reached(measured < limit),
          ],
        ];
  });
  const bare = rows.filter(({ outputs }) => outputs === 0);
  const [least, most] = [bare[0]!, bare.at(-1)!];
  const ratio = percentile(most.times, 0.5) / percentile(least.times, 0.5);
  return [
    "## Typing",
    "The bundled server as a process of its own, over LSP messages: from a keystroke that brings a finding or takes one away to the arrival of the diagnostics. The next key is struck 50 ms after that.",
    table(
      ["cells", "outputs", "keystrokes", "first check", "median", "95 %", "slowest"],
      rows.map(({ cells, outputs, opening, times }) => [
        String(cells),
        outputs === 0 ? "none" : megabytes(outputs),
        String(times.length),
        ms(opening),
        ...[0.5, 0.95, 1].map((share) => ms(percentile(times, share))),
      ]),
    ),
    table(
      ["goal", "measured", ""],
      [
        ...goals,
        [
          `an edit costs the same in ${most.cells} cells as in ${least.cells}`,
          `${times(ratio)} times as much (median)`,
          reached(ratio < 1.5),
        ],
      ],
    ),
  ].join("\n\n");
}

/** That part, from what was measured. */
export function checkSections({ machine, folders, start, typing }: Results): string {
  const { cores, processor, memory, node, python, ruff, load, date } = machine;
  return `${[
    "`npm run bench` measures this, all in one run, and writes the sections down to Typing; `npm run bench -- --quick` takes 200 made-up notebooks and fewer samples. Python 3.11 or later is needed: the other linters are installed by pip.",
    `Measured on ${date}: ${cores} cores (${processor}), ${memory} GB, Node ${node}, Python ${python}, ${ruff}. The machine did other work as well: its load average was ${load[0].toFixed(1)} before and ${load[1].toFixed(1)} after. Ratios, measured side by side, say more than times.`,
    "nbready runs all its rules on two threads. ruff runs its rules F, E7 and S, on as many threads as there are cores; the other linters their own. The time of the linters in Python is extrapolated from a folder of notebooks spread over all of them: one start, and what each notebook adds to it.",
    ...folders.map(folderSection),
    startSection(start),
    typingSection(typing),
  ].join("\n\n")}\n`;
}
