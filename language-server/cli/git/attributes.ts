// The line of a .gitattributes file that hands notebooks to nbready; other lines stay as they are, byte for byte.

const attributeLine = "*.ipynb diff=nbready merge=nbready";

/** The text with the line as its last one; the same text where it has it. */
export function withAttributeLine(text: string): string {
  if (text.split(/\r?\n/).some(isOwn)) return text;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  // A last line without an end stays without one, so that taking the line out again leaves what was there.
  return text === "" || text.endsWith("\n") ? `${text}${attributeLine}${newline}` : `${text}${newline}${attributeLine}`;
}

/** The text without the line. */
export function withoutAttributeLine(text: string): string {
  const lines = text.split(/(?<=\n)/);
  const kept = lines.filter((line) => !isOwn(line)).join("");
  const wasLast = isOwn(lines.at(-1) ?? "") && !text.endsWith("\n");
  return wasLast ? kept.replace(/\r?\n$/, "") : kept;
}

const isOwn = (line: string): boolean => line.trim() === attributeLine;
