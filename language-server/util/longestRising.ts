// The longest rising part of a list.
import { countLeading } from "./countLeading";

/** Indexes of a longest strictly increasing subsequence (patience sorting). O(n log n). */
export function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous = numbers.map((number, index) => {
    const length = countLeading(tails, (tail) => numbers[tail] < number);
    tails[length] = index;
    return length === 0 ? -1 : tails[length - 1];
  });
  const kept = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index]) kept.add(index);
  return kept;
}
