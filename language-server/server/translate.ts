// Turns the engine's diagnostics into the protocol's. Pure.
import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as LspDiagnostic,
  type DiagnosticRelatedInformation,
  type Location,
  type Position,
  type Range,
} from "vscode-languageserver";
import { addTo } from "../util/groupBy";
import type { Diagnostic } from "../lint/lint";
import type { ReadProblem } from "../notebook/readProblem";
import type { Severity } from "../rules/rule";
import type { SeverityCounts } from "./protocol";

/** One diagnostic with where the editor shows it. */
export interface Placed {
  /** URI of the cell's document, or of the notebook where it has no cells. */
  readonly uri: string;
  readonly lsp: LspDiagnostic;
  readonly diagnostic: Diagnostic;
}

const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/**
 * Places diagnostics where the editor shows them.
 * @param placeOf where a range of a cell (-1: the notebook as a whole) is shown
 */
export function placeDiagnostics(diagnostics: readonly Diagnostic[], placeOf: (cell: number, range: Range) => Location): readonly Placed[] {
  return diagnostics.map((diagnostic, index) => {
    const { uri, range } = placeOf(diagnostic.cell, diagnostic.range);
    const related = diagnostic.related.map((one): DiagnosticRelatedInformation => ({
      location: placeOf(one.cell, one.range),
      message: one.message,
    }));
    const fixIds = diagnostic.fixes.map((_, fix) => `${index}.${fix}`);
    return { uri, diagnostic, lsp: { ...describe(diagnostic), range, relatedInformation: related, data: { fixes: fixIds } } };
  });
}

/**
 * Diagnostics of a notebook that no editor has open, for the file's own URI. The list of problems shows no cell then,
 * so the message says which one.
 * @param rangeIn where a range of a cell is in the file's text
 */
export const fileDiagnostics = (
  diagnostics: readonly Diagnostic[],
  rangeIn: (cell: number, range: Range) => Range,
): readonly LspDiagnostic[] =>
  diagnostics.map((diagnostic) => {
    const place = diagnostic.cell < 0 ? "" : `In cell ${diagnostic.cell}, line ${diagnostic.range.start.line + 1}: `;
    return { ...describe(diagnostic), range: rangeIn(diagnostic.cell, diagnostic.range), message: place + diagnostic.message };
  });

/** Why a text is no notebook, where it stops being one. */
export function unreadableDiagnostic(problem: ReadProblem): LspDiagnostic {
  const at = placeOf(problem);
  return { range: { start: at, end: at }, severity: DiagnosticSeverity.Error, source: "nbready", message: problem.message };
}

/** Where a text stops being a notebook. */
export const placeOf = ({ line = 0, character = 0 }: ReadProblem): Position => ({ line, character });

function describe({ code, severity, message, range, url, unnecessary }: Diagnostic): LspDiagnostic {
  return {
    range,
    severity: severityOf[severity],
    code,
    codeDescription: { href: url },
    source: "nbready",
    message,
    ...(unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

/** How many there are of each severity. */
export function countSeverities(diagnostics: readonly { readonly severity: Severity }[]): SeverityCounts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

/** Diagnostics by URI, with an empty list for each URI of `all` that has none (so that old ones are cleared). */
export function groupByUri(
  placed: readonly Pick<Placed, "uri" | "lsp">[],
  all: readonly string[],
): ReadonlyMap<string, readonly LspDiagnostic[]> {
  const groups = new Map<string, LspDiagnostic[]>(all.map((uri) => [uri, []]));
  for (const { uri, lsp } of placed) addTo(groups, uri, lsp);
  return groups;
}
