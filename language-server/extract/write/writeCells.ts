// The notebook's side of an extraction: what stays of each cell, the import of the module, and the calls.
import type { NotebookEdit } from "../../notebook/edits";
import { rememberFor } from "../../util/rememberFor";
import type { CellParts } from "../cut/cellParts";
import { cellSettings, isImportChunk, type Chunk } from "../cut/chunks";
import type { Survey } from "../survey";
import type { ImportPlace } from "./importPlace";
import { fromLine } from "./imports";

export interface CellChanges {
  /** Chunks that leave the notebook. */
  readonly gone: ReadonlySet<Chunk>;
  /** Lines that stand for chunks; they are not among those that leave. */
  readonly replaced: ReadonlyMap<Chunk, string>;
  readonly cells: readonly CellParts[];
  /** The import of the module; null where there is none. */
  readonly imports: ImportLine | null;
  /** By cell, the call that stands for its statements. */
  readonly calls: ReadonlyMap<number, string>;
  /** By cell, the chunks that are in front of its call; they may come from other cells. */
  readonly hoisted: ReadonlyMap<number, readonly Chunk[]>;
}

export interface ImportLine {
  readonly line: string;
  readonly names: readonly string[];
  readonly place: ImportPlace;
  /** The first changed cell. */
  readonly first: number;
}

/** One text edit a cell; a cell of which nothing is left is removed, unless its settings are the whole notebook's. */
export function writeCells(survey: Survey, changes: CellChanges): readonly NotebookEdit[] {
  const touched = new Set([
    ...[...changes.gone, ...changes.replaced.keys()].map(({ cell }) => cell),
    ...changes.calls.keys(),
    ...(changes.imports ? [(changes.imports.place.behind ?? changes.imports.place.ahead)?.cell ?? changes.imports.first] : []),
  ]);
  return [...touched]
    .sort((a, b) => a - b)
    .flatMap((cell): readonly NotebookEdit[] => {
      const source = survey.sourceOf(cell);
      const settings = cellSettings(source);
      const code = cellText(survey, cell, changes);
      const text = code.trim() !== "" || settings.includes("ignore-file") ? settings + code : "";
      if (text === source) return [];
      return text === "" ? [{ kind: "deleteCell", cell }] : [{ kind: "replaceText", cell, start: 0, end: source.length, text }];
    });
}

const allOf = rememberFor((hoisted: CellChanges["hoisted"]): ReadonlySet<Chunk> => new Set([...hoisted.values()].flat()));

/** What stays of a cell below its settings. */
function cellText(survey: Survey, cell: number, changes: CellChanges): string {
  const source = survey.sourceOf(cell);
  const eol = source.includes("\r\n") ? "\r\n" : "\n";
  const {
    line: importLine,
    names,
    place,
    first,
  } = changes.imports ?? { line: "", names: [], place: { behind: null, ahead: null }, first: null };
  const isPlace = (chunk: Chunk): boolean => chunk === place.behind || chunk === place.ahead;
  const own = survey.chunksIn(cell).filter((chunk) => !changes.gone.has(chunk) || isPlace(chunk));
  const ahead = changes.hoisted.get(cell)?.filter((chunk) => !changes.gone.has(chunk) || isPlace(chunk)) ?? [];
  const raw = (chunk: Chunk): string => changes.replaced.get(chunk) ?? survey.sourceOf(chunk.cell).slice(chunk.start, chunk.end);
  const call = changes.calls.get(cell);
  const joinedTo = (chunk: Chunk): string | null =>
    changes.gone.has(chunk) || !isImportChunk(chunk) ? null : mergeImports(raw(chunk), importLine);
  const joined =
    place.behind?.cell === cell ? own.find((chunk) => chunk.index <= place.behind!.index && joinedTo(chunk) !== null) : undefined;
  const lines: string[] = [];
  let above: "code" | "import" | "import of the module" = "code";
  const pushImport = (line: string): void => {
    const merged = above === "import of the module" ? mergeImports(lines[lines.length - 1], line) : null;
    if (merged !== null) lines.pop();
    lines.push(merged ?? line);
    above = "import of the module";
  };
  const pushCode = (text: string): void => {
    if (above !== "code" && !/^\s*\n/.test(text)) lines.push("");
    lines.push(text);
    above = "code";
  };
  const push = (chunk: Chunk): void => {
    if (chunk === place.ahead) pushImport(importLine);
    if (changes.replaced.has(chunk)) pushImport(raw(chunk));
    else if (!changes.gone.has(chunk)) {
      if (chunk === place.ahead) pushCode(raw(chunk));
      else if (chunk === joined) lines.push(joinedTo(chunk)!);
      else lines.push(raw(chunk));
      above = isImportChunk(chunk) ? "import" : "code";
    }
    if (chunk === place.behind && !joined) pushImport(importLine);
  };
  const isFirst = place.behind === null && place.ahead === null && first === cell;
  if (call === undefined) {
    const kept = own.filter((chunk) => !allOf(changes.hoisted).has(chunk));
    const top = isFirst ? kept.findIndex((chunk) => changes.replaced.has(chunk) || !(isMagicLine(chunk) || isImportChunk(chunk))) : -1;
    kept.forEach((chunk, at) => {
      if (at !== top) return push(chunk);
      pushImport(importLine);
      if (changes.replaced.has(chunk)) push(chunk);
      else pushCode(raw(chunk));
    });
    if (isFirst && top < 0) pushImport(importLine);
  } else {
    // In front of code that stays and needs what is imported.
    const code = isFirst
      ? ahead.findIndex((chunk) => !changes.replaced.has(chunk) && names.some((name) => survey.mentions(chunk).has(name)))
      : -1;
    ahead.forEach((chunk, at) => {
      if (at !== code) return push(chunk);
      pushImport(importLine);
      pushCode(raw(chunk));
    });
    if (isFirst && code < 0) pushImport(importLine);
    pushCode(call);
    own.filter((chunk) => !ahead.includes(chunk)).forEach(push);
  }
  const text = lines.map((line) => (eol === "\n" ? line : line.replace(/\r?\n/g, eol))).join(eol);
  const ending = text !== "" && /\r?\n$/.test(source) ? eol : "";
  return (own.length > 0 && own[0].index === 0 && !changes.gone.has(own[0]) ? text : text.replace(/^(?:[^\S\r\n]*\r?\n)+/, "")) + ending;
}

const isMagicLine = ({ statements }: Chunk): boolean => statements.every(({ kind }) => kind === "EscapeStmt");

/** `from features import clean` and `from features import load` as one line; null where they are not such lines of one module. */
function mergeImports(above: string, below: string): string | null {
  const [first, second] = [above, below].map((text) => /^(\s*)from (\S+) import ([\p{L}\p{N}_]+(?:, [\p{L}\p{N}_]+)*)$/u.exec(text));
  return first && second && first[2] === second[2]
    ? first[1] + fromLine(first[2], [...first[3].split(", "), ...second[3].split(", ")])
    : null;
}
