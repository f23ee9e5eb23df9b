// Cell ids as nbformat 4.5 asks for them, made from content so that the same edit gives the same file.

/** What nbformat accepts as a cell id. */
export const isCellId = (id: unknown): id is string => typeof id === "string" && /^[a-zA-Z0-9_-]{1,64}$/.test(id);

/**
 * Eight hexadecimal digits, as Jupyter's own ids, made from the seed (FNV-1a, 32 bits); another try where the id is
 * taken. Adds the id to `taken`.
 */
export function makeCellId(seed: string, taken: Set<string>): string {
  for (let attempt = 0; ; attempt++) {
    const id = hash(attempt === 0 ? seed : `${attempt}:${seed}`)
      .toString(16)
      .padStart(8, "0");
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
