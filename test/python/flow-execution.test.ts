// The analysis against CPython: random notebooks are executed, and every read must have gone the way the analysis says.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { analysePython } from "../../language-server/python/analyse";
import type { Read } from "../../language-server/python/analysis";
import { loadTestParser } from "../support/parser";
import { notebookOf } from "./notebookOf";
import { randomNotebook } from "./randomNotebooks";

/** [cell of the source, line from 1, column, cell that ran, (count)] */
type Place = readonly [number, number, number, number, number?];

interface Execution {
  readonly ended: string;
  readonly stopped: Place | null;
  readonly found: readonly Place[];
  readonly raised: readonly Place[];
}

const NOTEBOOKS = Number(process.env["NBREADY_RANDOM_NOTEBOOKS"] ?? 1200);
const FIRST_SEED = Number(process.env["NBREADY_FIRST_SEED"] ?? 1);

describe("flow against execution by CPython", () => {
  before(loadTestParser);

  it(`agrees on ${NOTEBOOKS} random notebooks`, function () {
    const python = findPython();
    if (!python) {
      console.log("      skipped: no Python 3.11 or later here");
      return this.skip();
    }
    this.timeout(Math.max(300_000, 500 * NOTEBOOKS));
    const notebooks = Array.from({ length: NOTEBOOKS }, (_, index) => randomNotebook(FIRST_SEED + index));
    const executions = execute(python, notebooks);
    const counts = { nameErrors: 0, exact: 0, foreseen: 0, caught: 0, otherErrors: 0, readsFound: 0, leftOpen: 0 };
    const problems: string[] = [];
    notebooks.forEach((cells, index) => {
      const execution = executions[index]!;
      for (const problem of compare(cells, execution, counts))
        problems.push(`seed ${FIRST_SEED + index}: ${problem}\n${cells.map((cell, number) => `--- cell ${number}\n${cell}`).join("\n")}`);
    });
    console.log(`      ${NOTEBOOKS} notebooks: ${JSON.stringify(counts)}`);
    assert.equal(
      problems.length,
      0,
      `${problems.length} disagreements, the shortest:\n${[...problems].sort((a, b) => a.length - b.length)[0]}`,
    );
    assert.ok(counts.nameErrors > NOTEBOOKS / 10, "many notebooks stop with NameError");
    assert.ok(counts.foreseen > counts.nameErrors / 10, "and the analysis is certain of many of them");
  });
});

function* compare(cells: readonly string[], execution: Execution, counts: Record<string, number>): Iterable<string> {
  const { reads } = analysePython(notebookOf(cells)).document;
  const at = new Map<string, Read[]>();
  for (const read of reads) {
    const key = keyOf(cells, read);
    at.set(key, [...(at.get(key) ?? []), read]);
  }
  const show = (place: Place) => `cell ${place[0]} line ${place[1]} column ${place[2]} while cell ${place[3]} ran`;
  const statuses = (place: Place) => (at.get(keyOfPlace(place)) ?? []).map((read) => read.status);

  for (const place of execution.found) {
    counts["readsFound"] = (counts["readsFound"] ?? 0) + place[4]!;
    const told = statuses(place);
    if (told.length === 0) yield `no read is known at ${show(place)}`;
    else if (told.every((status) => status === "unbound")) yield `"unbound" where CPython finds the name: ${show(place)}`;
    if (told.every((status) => status === "maybe-unbound")) counts["leftOpen"] = (counts["leftOpen"] ?? 0) + 1;
  }
  for (const place of execution.raised) {
    const told = statuses(place);
    if (!told.some((status) => status === "unbound" || status === "maybe-unbound"))
      yield `${told.join() || "no read"} where CPython raises NameError: ${show(place)}`;
    counts["caught"] = (counts["caught"] ?? 0) + 1;
  }
  const certain = reads.find((read) => read.status === "unbound" && !read.conditional && !read.guarded);
  if (execution.stopped) counts["nameErrors"] = (counts["nameErrors"] ?? 0) + 1;
  else if (execution.ended !== "done") counts["otherErrors"] = (counts["otherErrors"] ?? 0) + 1;
  if (!certain) return;
  counts["foreseen"] = (counts["foreseen"] ?? 0) + 1;
  // A finally clause may put another error in the place of the first.
  if (execution.stopped && [execution.stopped, ...execution.raised].some((place) => keyOfPlace(place) === keyOf(cells, certain))) {
    counts["exact"] = (counts["exact"] ?? 0) + 1;
    return;
  }
  // The run may have stopped before it got there, at a read that was told to be uncertain.
  const isEarlier =
    execution.stopped && reads.indexOf(certain) > reads.findIndex((read) => keyOf(cells, read) === keyOfPlace(execution.stopped!));
  if (execution.ended === "done" || (execution.stopped && !isEarlier))
    yield `certain of NameError at ${certain.name} in ${keyOf(cells, certain)}, but it ended: ${execution.ended} ${execution.stopped ? show(execution.stopped) : ""}`;
}

function keyOf(cells: readonly string[], read: Read): string {
  const above = cells[read.cell]!.slice(0, read.at.start).split("\n");
  return keyOfPlace([read.cell, above.length, above[above.length - 1]!.length, read.runsIn]);
}

const keyOfPlace = ([cell, line, column, runsIn]: Place): string => `${cell}:${line}:${column} in ${runsIn}`;

/** Runs all notebooks in one process. */
function execute(python: string, notebooks: readonly (readonly string[])[]): readonly Execution[] {
  const run = spawnSync(python, [join(__dirname, "run_notebooks.py")], {
    input: JSON.stringify(notebooks),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(run.status, 0, run.stderr);
  // What the notebooks print comes before the answer.
  return JSON.parse(run.stdout.slice(run.stdout.indexOf('[{"ended"'))) as readonly Execution[];
}

/** The project's Python or the system's, where it tells columns (3.11 and later). */
function findPython(): string | null {
  const own = join(__dirname, "../../.venv/bin/python");
  for (const python of [...(existsSync(own) ? [own] : []), "python3", "python"]) {
    const run = spawnSync(python, ["-c", "import sys; print(sys.version_info >= (3, 11))"], { encoding: "utf8" });
    if (run.status === 0 && run.stdout.trim() === "True") return python;
  }
  return null;
}
