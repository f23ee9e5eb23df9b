// Holds work to what it is done on: four times as much costs about four times the work.
import assert from "node:assert/strict";

/** Four times as much costs four times the work where it grows evenly, sixteen times where it grows with the square. */
const tolerated = 9;
/** Below this many milliseconds nobody waits, and figures say little. */
const negligible = 150;

/** Milliseconds of the processor that something takes. */
export function processorTime(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** Fails where `workOf` (ms, for a size) grows with the square. @param small the smaller of the two sizes */
export function assertEvenGrowth(workOf: (size: number) => number, small = 500): void {
  // The larger size comes first: V8 compiles in the first run, and what it made serves the smaller.
  let most = workOf(4 * small);
  if (most < negligible) return;
  const one = Math.min(...[1, 2, 3].map(() => workOf(small)));
  for (let time = 0; time < 5 && most >= negligible && most >= tolerated * one; time++) most = Math.min(most, workOf(4 * small));
  assert.ok(most < negligible || most < tolerated * one, `${small}: ${one.toFixed(0)} ms, ${4 * small}: ${most.toFixed(0)} ms`);
}
