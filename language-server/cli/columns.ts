// Characters as people see them, and the columns they take in a terminal. ASCII needs no tables; those of Unicode take
// longer to load than a small notebook to check, so they are loaded where a text needs them.

interface Unicode {
  readonly segmenter: Intl.Segmenter;
  readonly width: (text: string) => number;
}

let unicode: Unicode | undefined;

const loadUnicode = (): Unicode =>
  (unicode ??= {
    segmenter: new Intl.Segmenter(undefined, { granularity: "grapheme" }),
    width: (require("string-width") as typeof import("string-width")).default,
  });

/** Columns that a text without tabs takes. */
export const columnsOf = (text: string): number => (/^[\x20-\x7e]*$/.test(text) ? text.length : loadUnicode().width(text));

/** The characters of a line, each as people see one, with its offset in UTF-16 units. */
export function charactersOf(line: string): readonly { readonly segment: string; readonly index: number }[] {
  if (/^[\t\x20-\x7e]*$/.test(line)) return Array.from(line, (segment, index) => ({ segment, index }));
  return [...loadUnicode().segmenter.segment(line)];
}
