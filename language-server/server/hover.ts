// What the editor shows over a name: where it was last bound, in which cell, at which run, and what is wrong with it.
import { MarkupKind, type Hover } from "vscode-languageserver";
import { cellLabel } from "../notebook/label";
import type { Notebook } from "../notebook/model";
import { lineText, positionAt, rangeOf } from "../notebook/positions";
import type { Definition, PythonNotebook, Read } from "../python/analysis";
import type { Identifier } from "../python/syntax";
import { maskCell } from "../secrets/mask";
import { secretUses } from "../secrets/secretUses";

/** Longest piece of source that is quoted, in UTF-16 units. */
const longestQuote = 80;

/** The hover for an offset in a cell; null where no name of the notebook stands there. */
export function hoverAt(python: PythonNotebook, cell: number, offset: number): Hover | null {
  const { notebook } = python;
  const read = readUnder(python, cell, offset);
  const definition = read ? undefined : python.definitions.find((one) => one.cell === cell && covers(one.at, offset));
  const at = read?.at ?? definition?.at;
  if (!at) return null;
  const lines = read ? describeRead(read, python) : describeBinding(definition!, python);
  if (lines.length === 0) return null;
  return { contents: { kind: MarkupKind.Markdown, value: lines.join("\n\n") }, range: rangeOf(notebook.cells[cell], at) };
}

const covers = (at: Identifier, offset: number): boolean => at.start <= offset && offset <= at.end;

function readUnder(python: PythonNotebook, cell: number, offset: number): Read | undefined {
  const found = python.document.reads.find((read) => read.cell === cell && covers(read.at, offset));
  return found && worst(python.document.readsAt(cell, found.at.start));
}

/** A name in a function is read once for each call: the read with the most to say speaks for all. */
const worst = (reads: readonly Read[]): Read =>
  reads.find((read) => read.status === "unbound") ?? reads.find((read) => read.status === "maybe-unbound") ?? reads[0];

function describeRead(read: Read, python: PythonNotebook): readonly string[] {
  const inDocument = bindings(read.definitions, python);
  const name = `\`${read.name}\``;
  if (read.status === "builtin") return [];
  if (read.status === "unknown") return [`${name}: nothing above binds it for certain. A star import, a magic or \`exec\` may.`];
  if (read.status === "unbound") return [describeUnbound(read, python)];
  const said = `${name} comes from ${inDocument}.`;
  const maybe = read.status === "maybe-unbound" ? ["It is bound on some paths only: on the others this line stops with NameError."] : [];
  return [said, ...maybe, ...describeRecorded(read, inDocument, python)];
}

/** What the recorded run saw, where that is not what a run from top to bottom sees. */
function describeRecorded(read: Read, inDocument: string, python: PythonNotebook): readonly string[] {
  const recorded = python.recorded?.readsAt(read.cell, read.at.start).find((one) => one.runsIn === read.runsIn);
  if (!recorded) return [];
  if (recorded.definitions.length === 0) return recorded.status === "unbound" ? ["In the order the cells last ran, nothing had bound it yet."] : [];
  const inRecorded = bindings(recorded.definitions, python);
  return inRecorded === inDocument ? [] : [`In the order the cells last ran it came from ${inRecorded}: what is saved here may differ from what Restart & Run All gives.`];
}

function describeUnbound(read: Read, python: PythonNotebook): string {
  const { notebook } = python;
  const elsewhere = python.definitions.filter((one) => one.name === read.name);
  if (read.removedAt) return `\`${read.name}\` is deleted in ${place(read.removedAt.cell, read.removedAt.at, notebook)}.`;
  if (elsewhere.length === 0) return `\`${read.name}\` is bound in no cell: it may have been in a cell that is gone.`;
  return `\`${read.name}\` is not bound above; ${bindings(elsewhere, python)} binds it later.`;
}

function describeBinding(definition: Definition, python: PythonNotebook): readonly string[] {
  const readers = new Set(python.document.reads.filter((read) => read.definitions.includes(definition) && read.cell !== definition.cell).map((read) => read.cell));
  const labels = [...readers].sort((a, b) => a - b).map((cell) => cellLabel(python.notebook.cells[cell]));
  const shown = labels.length > 5 ? [...labels.slice(0, 5), `${labels.length - 5} more`] : labels;
  return [shown.length === 0 ? `\`${definition.name}\` is read in no other cell.` : `\`${definition.name}\` is read in ${joined(shown)}.`];
}

/** "cell 3 [7], line 2: `df = load()`", for each binding, the last three at most; secrets are masked. */
function bindings(definitions: readonly Definition[], python: PythonNotebook): string {
  const { notebook } = python;
  const secrets = secretUses(notebook, python);
  const shown = definitions.slice(-3).map(({ cell, at }) => {
    const masked = maskCell(notebook.cells[cell], secrets.filter((one) => one.cell === cell).map(({ span }) => span));
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

const joined = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
