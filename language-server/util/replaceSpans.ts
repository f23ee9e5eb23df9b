// Puts other texts in the place of stretches of one.

export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with replacements made that do not overlap; their offsets are those before any of them. Insertions at one place stand in the order given. */
export function replaceSpans(text: string, replacements: readonly Replacement[]): string {
  let result = "";
  let at = 0;
  for (const one of replacements.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, one.start) + one.text;
    at = one.end;
  }
  return result + text.slice(at);
}
