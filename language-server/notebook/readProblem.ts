// Why a file cannot be read as a notebook, and where in the file.

export interface ReadProblem {
  /** What is wrong and how to fix it; names the place as people count, from 1. */
  readonly message: string;
  /** Line in the file, from 0; absent if the whole file is meant. */
  readonly line?: number;
  /** UTF-16 character in that line, from 0. */
  readonly character?: number;
}

/** The position at the end of `before`, the text in front of the place. Lines end with \n, \r\n or \r. */
export function positionInText(before: string): { readonly line: number; readonly character: number } {
  const lines = before.split(/\r\n|\n|\r/);
  const bom = lines.length === 1 && before.charCodeAt(0) === 0xfeff ? 1 : 0;
  return { line: lines.length - 1, character: lines[lines.length - 1].length - bom };
}
