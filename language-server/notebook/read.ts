// Reads a notebook file: any nbformat from 2 to 4.5, and every kind of broken file as a value that says what to do.
import { decodeText, tooLarge } from "./decode";
import { cellsOfFormat3, languageOfFormat3, worksheetCells } from "./format3";
import { findFaults, nameOf, withIds, type Fault } from "./formatProblems";
import { findJsonError } from "./jsonErrors";
import { withoutNaN } from "./jsonNaN";
import { cellLanguage, languageName, notebookLanguage } from "./language";
import type { Cell, CellKind, FormatProblem, Notebook } from "./model";
import { conflictStarts } from "./gitMarks";
import { isObject, readOutputs, textOf } from "./outputs";
import { positionInText, type ReadProblem } from "./readProblem";

/** A notebook with the text it was read from, which `applyEdits` needs to write it back. */
export interface NotebookFile {
  readonly notebook: Notebook;
  /** The file's text, byte-order mark included. */
  readonly text: string;
  /** What the text parses to, for those who work on the whole of it; not there where it holds NaN, which is not JSON. */
  readonly json?: Json;
}

/** Why a file cannot be read as a notebook. */
export interface ReadError extends ReadProblem {
  readonly path: string;
}

export type ReadResult = { readonly ok: true; readonly file: NotebookFile } | { readonly ok: false; readonly error: ReadError };

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a notebook. Never throws.
 * @param content the file's bytes, or its text
 * @param path as the user knows it, for messages
 */
export function readNotebook(content: string | Uint8Array, path: string): ReadResult {
  const fail = (problem: ReadProblem): ReadResult => ({ ok: false, error: { path, ...problem } });
  const decoded = typeof content === "string" ? { text: content } : decodeText(content);
  if ("problem" in decoded) return fail(decoded.problem);
  const { text } = decoded;
  const parsed = parseJson(text);
  if ("problem" in parsed) return fail(parsed.problem);
  const { json } = parsed;
  if (!isObject(json))
    return fail({
      message: `The file contains ${Array.isArray(json) ? "a list" : nameOf(json)} instead of a notebook (an object with a list "cells"). It is not a notebook, or another file was saved under this name.`,
    });
  if (Array.isArray(json.cells))
    return {
      ok: true,
      file: {
        text,
        ...(parsed.lenient ? {} : { json }),
        notebook: notebookOf(json, json.cells, [...fileProblems(text, parsed.lenient), ...problemsOf(findFaults(json))], path),
      },
    };
  if (Array.isArray(json.worksheets))
    return { ok: true, file: { text, notebook: oldNotebook(json, fileProblems(text, parsed.lenient), path) } };
  return fail({ message: withoutCells(json) });
}

/** The JSON of a notebook's text, for writers that work on the whole of it; the text was read before. */
export function jsonOf(text: string): Json {
  const parsed = parseJson(text);
  return "json" in parsed && isObject(parsed.json) ? parsed.json : {};
}

function parseJson(text: string): { readonly json: unknown; readonly lenient: boolean } | { readonly problem: ReadProblem } {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    return { json: JSON.parse(body) as unknown, lenient: false };
  } catch (error) {
    if (error instanceof RangeError) return { problem: tooLarge(text.length) };
  }
  // Python writes NaN and Infinity although JSON has neither, and reads them again; so does Jupyter.
  const strict = withoutNaN(body);
  if (strict !== body) {
    try {
      return { json: JSON.parse(strict) as unknown, lenient: true };
    } catch {
      // Broken elsewhere: the error below names the first place.
    }
  }
  return { problem: notJson(text) };
}

function notJson(text: string): ReadProblem {
  if (text.trim() === "" || text === "\ufeff")
    return {
      message:
        'The file is empty. Restore it from version control, from .ipynb_checkpoints beside it, or from a backup; a new notebook is at least {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}.',
    };
  const conflict = mergeConflict(text);
  if (conflict) return conflict;
  const start = text.slice(0, 200).trimStart();
  if (start.startsWith("version https://git-lfs"))
    return { message: 'The file is a Git LFS pointer; the notebook itself was not fetched. Run "git lfs pull".', line: 0, character: 0 };
  if (/^<(?:!doctype|html|\?xml|head|body)/i.test(start))
    return {
      message: "The file is a web page, not a notebook: the page that shows the notebook was saved. Download the raw file instead.",
      line: 0,
      character: 0,
    };
  const error = findJsonError(text);
  if (!error) return { message: "The file could not be parsed as JSON." };
  const place = positionInText(text.slice(0, error.offset));
  return { ...place, message: `Not valid JSON at line ${place.line + 1}, column ${place.character + 1}: ${error.message}.` };
}

/** Git's conflict markers at line starts: the file was saved in the middle of a merge. */
function mergeConflict(text: string): ReadProblem | null {
  const starts = conflictStarts(text);
  if (starts.length === 0) return null;
  const first = positionInText(text.slice(0, starts[0].index));
  const count = starts.length === 1 ? "an unresolved merge conflict" : `${starts.length} unresolved merge conflicts`;
  return {
    ...first,
    message: `The file contains ${count}, the first at line ${first.line + 1} ("${starts[0][0].trim().slice(0, 60)}"). Merge it again by cell with "nbready git install" and then "git checkout --merge FILE", or take one side with "git checkout --ours FILE" or "git checkout --theirs FILE".`,
  };
}

function withoutCells(json: Json): string {
  if ("cells" in json)
    return `"cells" is ${nameOf(json.cells)}, not the list of cells. Restore the file from version control, from .ipynb_checkpoints beside it, or from a backup.`;
  if (json.nbformat === 1)
    return "The notebook is in format 1 of 2011, which no current tool reads. Open it with an IPython of that time and save it again.";
  const keys = Object.keys(json)
    .slice(0, 4)
    .map((key) => `"${key.slice(0, 30)}"`);
  return `The file is JSON, but not a notebook: it has no list "cells"${keys.length > 0 ? ` (it has ${keys.join(", ")})` : ""}. Another file was saved under this name, or its end is missing.`;
}

function fileProblems(text: string, lenient: boolean): readonly FormatProblem[] {
  const problems: FormatProblem[] = [];
  if (text.charCodeAt(0) === 0xfeff)
    problems.push({
      kind: "byte-order-mark",
      cell: -1,
      message: "the file begins with a byte-order mark, which Jupyter cannot read",
      repairable: true,
    });
  if (lenient)
    problems.push({
      kind: "not-a-number",
      cell: -1,
      message: "the file holds NaN or Infinity, which are not JSON: Python reads them, browsers and VS Code do not",
      repairable: true,
    });
  return problems;
}

const problemsOf = (faults: readonly Fault[]): readonly FormatProblem[] =>
  faults.map(({ kind, cell, message, repairs }) => ({ kind, cell, message, repairable: repairs.length > 0 }));

function oldNotebook(json: Json, problems: readonly FormatProblem[], path: string): Notebook {
  const number = wholeNumber(json.nbformat) ?? 3;
  const cells = cellsOfFormat3(json);
  const language = languageName(languageOfFormat3(worksheetCells(json).flat()));
  const old: FormatProblem = {
    kind: "old-format",
    cell: -1,
    message: `the notebook is in nbformat ${number}, which was replaced in 2015`,
    repairable: false,
  };
  const typed = findFaults({ cells, metadata: {}, nbformat: 4, nbformat_minor: 4 }).filter((fault) => fault.repairs.length === 0);
  const notebook = notebookOf({ ...json, nbformat: number }, cells, [...problems, old, ...problemsOf(typed)], path);
  return notebook.language === "" && language !== ""
    ? {
        ...notebook,
        language,
        cells: notebook.cells.map((cell) => (cell.kind === "code" && cell.language === "" ? { ...cell, language } : cell)),
      }
    : notebook;
}

function notebookOf(json: Json, cells: readonly unknown[], formatProblems: readonly FormatProblem[], path: string): Notebook {
  const metadata = isObject(json.metadata) ? json.metadata : {};
  const language = notebookLanguage(metadata);
  const ids = withIds(json);
  return {
    path,
    language,
    nbformat: wholeNumber(json.nbformat) ?? 4,
    nbformatMinor: wholeNumber(json.nbformat_minor) ?? 0,
    metadata,
    cells: cells.map((cell, index) => cellOf(isObject(cell) ? cell : {}, index, language, ids)),
    formatProblems,
  };
}

function cellOf(cell: Json, index: number, language: string, ids: boolean): Cell {
  const metadata = isObject(cell.metadata) ? cell.metadata : {};
  const kind = kindOf(cell);
  const count = wholeNumber(cell.execution_count);
  return {
    index,
    kind,
    id: ids && typeof cell.id === "string" ? cell.id : null,
    source: textOf(cell.source),
    language: kind === "code" ? cellLanguage(metadata, language) : kind === "markdown" ? "markdown" : "",
    // Platforms that keep no count (Databricks) write 0.
    executionCount: kind === "code" && count !== null && count > 0 ? count : null,
    metadata,
    tags: Array.isArray(metadata.tags) ? metadata.tags.filter((tag) => typeof tag === "string") : [],
    outputs: kind === "code" ? readOutputs(cell.outputs) : [],
  };
}

function kindOf(cell: Json): CellKind {
  if (cell.cell_type === "code" || cell.cell_type === "markdown") return cell.cell_type;
  return cell.cell_type === undefined && Array.isArray(cell.outputs) ? "code" : "raw";
}

const wholeNumber = (value: unknown): number | null => (typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : null);
