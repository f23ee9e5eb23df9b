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
  return diagnostics.map(({ code, cell, range }) => {
    const line = cell < 0 ? "" : lineText(notebook.cells[cell], range.start.line).trim();
    const key = JSON.stringify([path, code, line]);
    const number = seen.get(key) ?? 0;
    seen.set(key, number + 1);
    return createHash("sha256").update(`${key}${number}`).digest("hex").slice(0, 32);
  });
}
