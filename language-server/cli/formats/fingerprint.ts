// Names a finding so that it is known again after cells have moved and lines have shifted.
import { createHash } from "node:crypto";
import type { Diagnostic } from "../../lint";
import type { Notebook } from "../../notebook/model";
import { lineText } from "../../notebook/positions";

/**
 * One fingerprint a diagnostic, in order: a hash of the path, the rule and the text of the line it stands on. Equal ones
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

/** Where a finding stands, without numbers that change when cells move or lines shift. */
export interface Context {
  /** Hash of the rule, the line and the part of it that is marked; of the rule alone for the notebook as a whole. */
  readonly line: string;
  /** Hash of the whole cell's text; of the message without its numbers for the notebook as a whole. */
  readonly cell: string;
}

export function contextOf(diagnostic: Diagnostic, notebook: Notebook): Context {
  const { code, cell: index, range, message } = diagnostic;
  const cell = notebook.cells[index];
  if (!cell) return { line: hashOf(code, 16), cell: hashOf(message.replace(/\d+/g, "0"), 16) };
  const text = lineText(cell, range.start.line);
  const marked = text.slice(range.start.character, range.end.line === range.start.line ? range.end.character : undefined);
  return { line: hashOf(JSON.stringify([code, text.trim(), marked.trim()]), 16), cell: hashOf(cell.source.replace(/\r\n?/g, "\n").trim(), 16) };
}

const lineOf = ({ cell, range }: Diagnostic, notebook: Notebook): string => (cell < 0 ? "" : lineText(notebook.cells[cell], range.start.line).trim());

const hashOf = (text: string, length: number): string => createHash("sha256").update(text).digest("hex").slice(0, length);
