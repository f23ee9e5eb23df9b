// Patterns in .gitignore's syntax.
import ignoreFactory, { type Ignore } from "ignore";

/** What patterns (lines of a .gitignore, or one by one) say of paths. One that is too long for a regular expression says nothing: no path is as long. */
export function readIgnorePatterns(patterns: string | readonly string[]): Ignore {
  const lines = typeof patterns === "string" ? patterns.split(/\r?\n/) : patterns;
  return ignoreFactory().add(lines.filter(isUsable));
}

/** The library compiles a pattern when the first path is tested, and throws there. */
function isUsable(pattern: string): boolean {
  if (pattern.length < shortest) return true;
  try {
    ignoreFactory().add(pattern).ignores("a");
    return true;
  } catch {
    return false;
  }
}

/** Shorter patterns always compile: V8 takes expressions of many thousand characters. */
const shortest = 1000;
