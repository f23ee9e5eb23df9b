// How this machine compares with the one for which limits of time are set, and how tests hold work to such limits.
import assert from "node:assert/strict";
import { processorTime } from "./evenGrowth";

/** What the work below takes of the processor there, ms: half of what it takes on a Xeon of 2 GHz with Node 20. */
const there = 20;

/** Text, numbers and maps, as a check handles them. */
function work(): void {
  const counts = new Map<string, number>();
  const text = JSON.stringify(
    Array.from({ length: 4000 }, (_, index) => ({ cell_type: "code", source: `value_${index} = frame_${index % 97}.sum()`, index })),
  );
  for (let round = 0; round < 4; round++) {
    for (const { source } of JSON.parse(text) as { readonly source: string }[])
      for (const [word] of source.matchAll(/[A-Za-z_]\w*/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
}

let usual: number | undefined;

/** How many times as long this machine takes, at least 1; measured once. */
const usualSlowness = (): number => (usual ??= Math.min(...[1, 2, 3].map(slowness)));

/** How many times as long this machine takes at this moment, at least 1. */
export const slowness = (): number => Math.max(1, processorTime(work) / there);

/** The same by the clock: it grows while others use the processors. */
export function hindrance(): number {
  const began = performance.now();
  work();
  return Math.max(1, (performance.now() - began) / there);
}

/**
 * Fails where something takes `limit` or more, in ms of the processor on the machine that limits are set for. It is
 * measured again where it does: others who use this machine can slow it down for seconds, and some of their work counts
 * as the test's own.
 */
export function assertQuick(limit: number, measure: () => number, what = "it"): void {
  let took = measure() / usualSlowness();
  for (let time = 1; time < 5 && took >= limit; time++) {
    const before = slowness();
    took = Math.min(took, measure() / Math.max(before, slowness()));
  }
  assert.ok(took < limit, `${what} takes ${Math.round(took)} ms, not less than ${limit}`);
}
