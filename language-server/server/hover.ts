// What the editor shows over a name: where it was last bound, in which cell, at which run. What a finding says there is not said again.
import { MarkupKind, type Hover } from "vscode-languageserver";
import type { CheckResult } from "../lint/check";
import { cellLabel } from "../notebook/label";
import type { Notebook } from "../notebook/model";
import { isSameRange, lineText, positionAt, rangeOf } from "../notebook/positions";
import type { Definition, Read } from "../python/analysis";
import type { Identifier } from "../python/syntax";
import { maskCell } from "../secrets/mask";
import { secretUses, type SecretUse } from "../secrets/secretUses";
import type { NamedNotebook } from "../typescript/analysis";
import { wordList } from "../util/wordList";

/** Longest piece of source that is quoted, in UTF-16 units. */
const longestQuote = 80;

/** The names of a notebook, and what none of its texts may be shown with. */
interface Known extends NamedNotebook {
  readonly secrets: readonly SecretUse[];
  readonly errorName: string;
  readonly findings: CheckResult["diagnostics"];
}

/** The hover for an offset in a cell; null where no name of the notebook stands there, its language is one whose names are not followed, or a finding says it all. */
export function hoverAt(
  { python, script, diagnostics }: Pick<CheckResult, "python" | "script" | "diagnostics">,
  cell: number,
  offset: number,
): Hover | null {
  const names = python ?? script;
  return (
    names &&
    hoverIn(
      {
        ...pickNames(names),
        secrets: secretUses(names.notebook, python, script),
        errorName: python ? "NameError" : "ReferenceError",
        findings: diagnostics,
      },
      cell,
      offset,
    )
  );
}

const pickNames = ({ notebook, definitions, document, recorded }: NamedNotebook): NamedNotebook => ({
  notebook,
  definitions,
  document,
  recorded,
});

function hoverIn(known: Known, cell: number, offset: number): Hover | null {
  const { notebook } = known;
  const read = readUnder(known, cell, offset);
  const definition = read ? undefined : known.definitions.find((one) => one.cell === cell && covers(one.at, offset));
  const at = read?.at ?? definition?.at;
  if (!at || (read?.status === "unbound" && isReported(known, cell, at))) return null;
  const lines = read ? describeRead(read, known) : describeBinding(definition!, known);
  if (lines.length === 0) return null;
  return { contents: { kind: MarkupKind.Markdown, value: lines.join("\n\n") }, range: rangeOf(notebook.cells[cell], at) };
}

const covers = (at: Identifier, offset: number): boolean => at.start <= offset && offset <= at.end;

/** Whether the editor shows a finding on this very name. */
function isReported({ notebook, findings }: Known, cell: number, at: Identifier): boolean {
  const here = rangeOf(notebook.cells[cell], at);
  return findings.some(({ cell: where, range }) => where === cell && isSameRange(range, here));
}

function readUnder(known: Known, cell: number, offset: number): Read | undefined {
  const found = known.document.reads.find((read) => read.cell === cell && covers(read.at, offset));
  return found && worst(known.document.readsAt(cell, found.at.start));
}

/** A name in a function is read once for each call: the read with the most to say speaks for all. */
const worst = (reads: readonly Read[]): Read =>
  reads.find((read) => read.status === "unbound") ?? reads.find((read) => read.status === "maybe-unbound") ?? reads[0];

function describeRead(read: Read, known: Known): readonly string[] {
  const inDocument = bindings(read.definitions, known);
  const name = `\`${read.name}\``;
  if (read.status === "builtin") return [];
  if (read.status === "unknown")
    return [
      `${name}: nothing above defines it for certain. ${known.errorName === "NameError" ? "A star import, a magic or \`exec\`" : "A cell that does not parse, or \`eval\`,"} may.`,
    ];
  if (read.status === "unbound") return [describeUnbound(read, known)];
  const said = `${name} comes from ${inDocument}.`;
  const maybe =
    read.status === "maybe-unbound" ? [`It is defined only on some paths: on the others this line stops with ${known.errorName}.`] : [];
  return [said, ...maybe, ...describeRecorded(read, inDocument, known)];
}

/** What the recorded run saw, where that is not what a run from top to bottom sees. */
function describeRecorded(read: Read, inDocument: string, known: Known): readonly string[] {
  const recorded = known.recorded?.readsAt(read.cell, read.at.start).find((one) => one.runsIn === read.runsIn);
  if (!recorded) return [];
  if (recorded.definitions.length === 0)
    return recorded.status === "unbound" ? ["In the order the cells last ran, it was not defined yet."] : [];
  const inRecorded = bindings(recorded.definitions, known);
  return inRecorded === inDocument
    ? []
    : [`In the order the cells last ran it came from ${inRecorded}: what is saved here may differ from what Restart & Run All gives.`];
}

function describeUnbound(read: Read, known: Known): string {
  const { notebook } = known;
  const elsewhere = known.definitions.filter((one) => one.name === read.name);
  if (read.removedAt && !elsewhere.some(({ cell, at }) => cell === read.removedAt?.cell && at.start === read.removedAt.at.start))
    return `\`${read.name}\` is deleted in ${place(read.removedAt.cell, read.removedAt.at, notebook)}.`;
  if (elsewhere.length === 0) return `\`${read.name}\` is defined in no cell: its cell may have been deleted.`;
  return `\`${read.name}\` is not defined above; ${bindings(elsewhere, known)} defines it later.`;
}

function describeBinding(definition: Definition, known: Known): readonly string[] {
  const readers = new Set(
    known.document.reads.filter((read) => read.definitions.includes(definition) && read.cell !== definition.cell).map((read) => read.cell),
  );
  const labels = [...readers].sort((a, b) => a - b).map((cell) => cellLabel(known.notebook.cells[cell]));
  const shown = labels.length > 5 ? [...labels.slice(0, 5), `${labels.length - 5} more`] : labels;
  return [
    shown.length === 0 ? `\`${definition.name}\` is used in no other cell.` : `\`${definition.name}\` is used in ${wordList(shown)}.`,
  ];
}

/** "cell 3 [7], line 2: `df = load()`", for each binding, the last three at most; secrets are masked. */
function bindings(definitions: readonly Definition[], known: Known): string {
  const { notebook, secrets } = known;
  const shown = definitions.slice(-3).map(({ cell, at }) => {
    const masked = maskCell(
      notebook.cells[cell],
      secrets.filter((one) => one.cell === cell).map(({ span }) => span),
    );
    return `${place(cell, at, notebook)}: ${quote(lineText(masked, positionAt(masked, at.start).line))}`;
  });
  return definitions.length > 3 ? `${shown.join("; or ")} (and ${definitions.length - 3} more)` : shown.join("; or ");
}

const place = (cell: number, at: Identifier, notebook: Notebook): string =>
  `${cellLabel(notebook.cells[cell])}, line ${positionAt(notebook.cells[cell], at.start).line + 1}`;

function quote(line: string): string {
  const text = line.trim().replace(/`/g, "'");
  return `\`${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}\``;
}
