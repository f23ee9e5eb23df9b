// Puts other texts in the place of stretches of one.

export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * A stretch of a text, by default all of it, with replacements made that do not overlap; their offsets are those in the text before
 * any of them. Insertions at one place are in the order given.
 */
export function replaceSpans(
  text: string,
  replacements: readonly Replacement[],
  { start, end }: Pick<Replacement, "start" | "end"> = { start: 0, end: text.length },
): string {
  const pieces: string[] = [];
  let at = start;
  for (const one of replacements.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    pieces.push(text.slice(at, one.start), one.text);
    at = one.end;
  }
  return pieces.join("") + text.slice(at, end);
}
