// Finds the heaviest run of pairs that keep their order: what stays in place when the rest is said to have moved.

/** Two places that belong together, and how much that says. */
export interface WeightedPair {
  readonly before: number;
  readonly after: number;
  readonly weight: number;
}

/**
 * The subset of pairs, both places rising, with the greatest sum of weights (each greater than 0). Of equal sums the one that is found first.
 * O(n log n): a Fenwick tree over `after` keeps the best chain that ends below a place.
 */
export function heaviestChain<Pair extends WeightedPair>(pairs: readonly Pair[]): readonly Pair[] {
  const ordered = [...pairs].sort((a, b) => a.before - b.before || b.after - a.after);
  const size = ordered.reduce((most, { after }) => Math.max(most, after + 1), 0);
  const tree = new Int32Array(size + 1).fill(-1);
  const sums = new Float64Array(ordered.length);
  const previous = new Int32Array(ordered.length).fill(-1);
  let last = -1;
  ordered.forEach(({ after, weight }, index) => {
    let best = -1;
    for (let at = after; at > 0; at -= at & -at) if (tree[at] >= 0 && (best < 0 || sums[tree[at]] > sums[best])) best = tree[at];
    previous[index] = best;
    sums[index] = weight + (best < 0 ? 0 : sums[best]);
    for (let at = after + 1; at <= size; at += at & -at) if (tree[at] < 0 || sums[tree[at]] < sums[index]) tree[at] = index;
    if (last < 0 || sums[index] > sums[last]) last = index;
  });
  const chain: Pair[] = [];
  for (let at = last; at >= 0; at = previous[at]) chain.push(ordered[at]);
  return chain.reverse();
}
