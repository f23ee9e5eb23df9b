// The marks that git leaves in a file whose lines it could not merge: a notebook with them is no JSON.

/** Where conflicts begin in a text, with the line that says so; none where it has no marks of both sides. */
export function conflictStarts(text: string): readonly RegExpMatchArray[] {
  return /^>{7}(?: .*)?$/m.test(text) ? [...text.matchAll(/^<{7}(?: .*)?$/gm)] : [];
}
