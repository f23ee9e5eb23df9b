// How this machine compares with the one for which limits of time are set.
import { processorTime } from "./evenGrowth";

/** What the work below takes of the processor there, ms: half of what it takes on a Xeon of 2 GHz with Node 20. */
const there = 20;

/** Text, numbers and maps, as a check handles them. */
function work(): void {
  const counts = new Map<string, number>();
  const text = JSON.stringify(Array.from({ length: 4000 }, (_, index) => ({ cell_type: "code", source: `value_${index} = frame_${index % 97}.sum()`, index })));
  for (let round = 0; round < 4; round++) {
    for (const { source } of JSON.parse(text) as { readonly source: string }[]) for (const [word] of source.matchAll(/[A-Za-z_]\w*/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
}

let known: number | undefined;

/** How many times as long this machine takes, at least 1; measured once. */
export function slowness(): number {
  known ??= Math.max(1, Math.min(...[1, 2, 3].map(() => processorTime(work))) / there);
  return known;
}
