// Writes suppression comments: for a line, a cell or the notebook, into a comment that is already there where there is one.
import type { NotebookEdit } from "../notebook/edits";
import type { Cell } from "../notebook/model";
import { lineAt, positionAt } from "../notebook/positions";
import type { PythonCell, PythonNotebook } from "../python/analysis";
import { readSuppressions, type Suppression } from "../suppression/read";
import type { Diagnostic } from "../lint/lint";

export interface IgnoreChoice {
  readonly title: string;
  readonly edits: readonly NotebookEdit[];
}

/** The ways to stop hearing of a diagnostic; none where the notebook is not Python, or the place can hold no comment. */
export function ignoreChoices(diagnostic: Diagnostic, python: PythonNotebook): readonly IgnoreChoice[] {
  const suppressions = readSuppressions(python.notebook, python);
  const cell = python.cellAt(diagnostic.cell);
  const rule = `${diagnostic.code} (${diagnostic.name})`;
  const line = cell && onLine(diagnostic, cell, suppressions, python);
  const whole = cell && inCell(diagnostic, cell, suppressions);
  const file = inNotebook(diagnostic, python, suppressions);
  return [
    ...(line ? [{ title: `Ignore ${rule} on this line`, edits: [line] }] : []),
    ...(whole ? [{ title: `Ignore ${rule} in this cell`, edits: [whole] }] : []),
    ...(file ? [{ title: `Ignore ${rule} in this notebook`, edits: [file] }] : []),
  ];
}

function onLine(
  { code, range, span, cell }: Diagnostic,
  { cell: source, module }: PythonCell,
  suppressions: readonly Suppression[],
  python: PythonNotebook,
): NotebookEdit | null {
  const existing = suppressions.find(({ reach }) => reach.kind === "line" && reach.cell === cell && reach.line === range.start.line);
  if (existing) return addTo(existing, code, source);
  // A comment fits at the end of a line unless the line's end lies inside a string, or is a continuation.
  const lastLine = positionAt(source, Math.max(span.start, span.end - 1)).line;
  for (const line of new Set([range.start.line, lastLine])) {
    const place = lineAt(source, line);
    if (!place || !fitsComment(place.end, source, module, python, cell)) continue;
    const end = place.start + source.source.slice(place.start, place.end).trimEnd().length;
    return { kind: "replaceText", cell, start: end, end: place.end, text: `  # nbready: ignore[${code}]` };
  }
  return null;
}

function fitsComment(end: number, { source }: Cell, module: PythonCell["module"], python: PythonNotebook, cell: number): boolean {
  if (source.slice(0, end).endsWith("\\")) return false;
  const isInString = python.strings.some(
    ({ cell: at, node }) => at === cell && node.parts.some((part) => part.start < end && end < part.end),
  );
  // IPython hands the rest of a magic's line to the magic; a shell takes # as a comment itself.
  const isInMagic = module.escapes.some(
    ({ kind, start, end: escapeEnd, body }) =>
      start < end && end <= escapeEnd && (body !== null || (kind !== "shell" && kind !== "shell-capture")),
  );
  return !isInString && !isInMagic;
}

function inCell(
  { code, cell }: Diagnostic,
  { cell: source, module }: PythonCell,
  suppressions: readonly Suppression[],
): NotebookEdit | null {
  const existing = suppressions.find(({ reach, form }) => form === "ignore" && reach.kind === "cell" && reach.cell === cell);
  if (existing) return addTo(existing, code, source);
  const at = topOf(source, module);
  return at === null ? null : { kind: "replaceText", cell, start: at, end: at, text: `# nbready: ignore[${code}]\n` };
}

function inNotebook({ code }: Diagnostic, python: PythonNotebook, suppressions: readonly Suppression[]): NotebookEdit | null {
  const { notebook } = python;
  const first = notebook.cells.find(({ kind }) => kind === "code");
  const code0 = first && python.cellAt(first.index);
  if (!first || !code0) return null;
  const existing = suppressions.find(({ reach, form }) => form === "ignore-file" && reach.kind === "notebook");
  if (existing) return addTo(existing, code, first);
  const at = topOf(first, code0.module);
  return at === null ? null : { kind: "replaceText", cell: first.index, start: at, end: at, text: `# nbready: ignore-file[${code}]\n` };
}

/** Where a comment at the top of a cell goes: a cell magic must stay first, and only a Python body takes comments. */
function topOf({ source }: Cell, module: PythonCell["module"]): number | null {
  const magic = module.escapes.find(({ kind }) => kind === "cell-magic");
  if (!magic) return 0;
  const isPython = magic.bodyKind === "python" || magic.bodyKind === "isolated-python";
  const end = source.indexOf("\n", magic.args.end);
  return isPython && end >= 0 ? end + 1 : null;
}

/** Adds a code to a suppression's list; null where it has it, or hides everything already. */
export function addTo({ selectors, span }: Suppression, code: string, { index, source }: Cell): NotebookEdit | null {
  if (selectors === null || selectors.includes(code)) return null;
  const open = source.indexOf("[", span.start) + 1;
  return { kind: "replaceText", cell: index, start: open, end: source.indexOf("]", open), text: [...selectors, code].join(", ") };
}
