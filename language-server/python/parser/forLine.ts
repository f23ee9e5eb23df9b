// A `for` line without `in`: it does not say what it goes through.

/** Matches such a line, whether it ends with a colon or not; the group `place` is what is wrong. */
export const forLine = /^\s*(?<place>(?:async\s+)?for\s+(?!=|.*\bin\b)[^#"']*?)\s*:?\s*(?:#.*)?$/d;

export const forLineMessage = "A `for` line must say what it loops over: write `for name in values:`.";
