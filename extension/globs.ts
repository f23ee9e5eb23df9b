// VS Code's patterns of files in the syntax of .gitignore.

/** A pattern that stands for more than these means nothing here: each further pair of braces doubles them. */
const mostPatterns = 256;

/** The patterns that say together what a glob from a folder says there: without `**` in front it starts from that folder, and braces stand for several. */
export function toIgnorePatterns(glob: string): readonly string[] {
  const patterns: string[] = [];
  for (const one of alternativesOf(glob)) if (patterns.push(/^(\*\*)?\//.test(one) ? one : `/${one}`) > mostPatterns) return [];
  return patterns;
}

/** `*.{py,ipynb}` stands for `*.py` and `*.ipynb`. */
function* alternativesOf(glob: string): Generator<string> {
  // The innermost braces first: those around them are simple then.
  const braces = /\{([^{}]*)\}/.exec(glob);
  if (!braces) return void (yield glob);
  for (const choice of braces[1].split(",")) yield* alternativesOf(glob.replace(braces[0], () => choice));
}
