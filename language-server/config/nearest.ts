// Finds what somebody probably meant: the known word nearest to one that is not known.

/**
 * The candidate with the fewest typing mistakes between it and `word` (letters added, left out, changed or swapped with
 * their neighbour: the optimal string alignment distance), or null where none is near: at most one mistake in three letters.
 */
export function nearestWord(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const mistakes = distance(word.toLowerCase(), candidate.toLowerCase());
    if (mistakes < fewest) {
      best = candidate;
      fewest = mistakes;
    }
  }
  return best;
}

function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const changed = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2][j - 2] + 1 : Infinity;
      rows[i].push(Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, changed, swapped));
    }
  }
  return rows[a.length][b.length];
}

/** `; did you mean "select"?`, or the known words where nothing is near. */
export function suggest(word: string, candidates: readonly string[]): string {
  const near = nearestWord(word, candidates);
  if (near !== null) return `; did you mean "${near}"?`;
  return candidates.length <= 12 ? `; there are ${candidates.map((candidate) => `"${candidate}"`).join(", ")}` : "";
}
