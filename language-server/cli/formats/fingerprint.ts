// Names a finding so that it is recognised after cells have moved and lines have shifted.
import { createHash } from "node:crypto";
import type { Diagnostic } from "../../lint/lint";
import type { Notebook } from "../../notebook/model";
import { lineText } from "../../notebook/positions";

/**
 * One fingerprint for each diagnostic, in order: a hash of the path, the rule and the text of its line. Equal ones
 * in a notebook are counted, so each is unique.
 */
export function fingerprints(path: string, notebook: Notebook, diagnostics: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const key = JSON.stringify([path, diagnostic.code, lineOf(diagnostic, notebook)]);
    const number = seen.get(key) ?? 0;
    seen.set(key, number + 1);
    return hashOf(`${key}${number}`, 32);
  });
}

/** What a finding is about, in hashes, without numbers that change when cells move or lines shift. */
export interface Context {
  /** Of its line; of nothing for the notebook as a whole. */
  readonly line: string;
  /** Of the part of the line that is marked. */
  readonly mark: string;
  /** Of the whole cell's text; of the message for the notebook as a whole. */
  readonly cell: string;
  readonly message: string;
}

export function contextOf({ cell: index, range, message }: Diagnostic, notebook: Notebook): Context {
  const cell = notebook.cells[index];
  const text = cell ? lineText(cell, range.start.line) : "";
  const mark = text.slice(range.start.character, range.end.line === range.start.line ? range.end.character : undefined);
  const wording = hashOf(message.replace(/(?<!\s)\s*\[\d+\]/g, "").replace(/\d+/g, "0"), length);
  return {
    line: hashOfLine(text),
    mark: hashOfLine(mark),
    cell: cell ? hashOf(cell.source.replace(/\r\n?/g, "\n").trim(), length) : wording,
    message: wording,
  };
}

/** Hashes of the lines of a cell, as in `Context.line`. */
export const lineHashes = (notebook: Notebook, cell: number): ReadonlySet<string> =>
  new Set((notebook.cells[cell]?.source ?? "").split(/\r\n?|\n/).map(hashOfLine));

/** 64 bits: enough to distinguish the lines of a notebook. */
const length = 16;
const hashOfLine = (text: string): string => hashOf(text.trim(), length);

const lineOf = ({ cell, range }: Diagnostic, notebook: Notebook): string =>
  cell < 0 ? "" : lineText(notebook.cells[cell], range.start.line).trim();

const hashOf = (text: string, digits: number): string => createHash("sha256").update(text).digest("hex").slice(0, digits);
