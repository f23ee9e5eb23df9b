// Finds what a notebook asks nbready not to report: suppression comments, tags and metadata.
import { nearestWord } from "../config/nearest";
import type { Cell, Notebook, Span } from "../notebook/model";
import { firstLine, lineAt, positionAt } from "../notebook/positions";
import type { PythonCell, PythonNotebook } from "../python/analysis";
import { rememberEach } from "../util/rememberEach";
import type { ScriptNotebook } from "../typescript/analysis";

/** Where a suppression holds. */
export type Reach =
  | { readonly kind: "line"; readonly cell: number; readonly line: number }
  | { readonly kind: "cell"; readonly cell: number }
  | { readonly kind: "notebook" }
  /** Nowhere: it is written wrongly; `problem` is a sentence that says how. */
  | { readonly kind: "nothing"; readonly problem: string };

export interface Suppression {
  readonly reach: Reach;
  /** Codes, names and families as written; null means every rule. */
  readonly selectors: readonly string[] | null;
  readonly form: "ignore" | "ignore-file" | "tag" | "metadata";
  /** Its cell. */
  readonly cell: number;
  /** The directive in that cell's source; the cell's first line for a tag or metadata. */
  readonly span: Span;
}

/** The cell tag that silences every rule in its cell. */
export const suppressionTag = "nbready-ignore";

const directive = /(?:#|\/[/*])\s*nbready\s*:\s*([A-Za-z][A-Za-z-]*)[^\S\n]*(?:\[([^\]\n]*)(\])?)?/g;

/**
 * Every suppression in document order. Comments are those that the language's parser found, so a string that looks like
 * one is none; of a notebook in another language (`python` and `script` null) only tags and metadata count.
 */
export function readSuppressions(
  notebook: Notebook,
  python: PythonNotebook | null,
  script: ScriptNotebook | null = null,
): readonly Suppression[] {
  const first = notebook.cells.find((cell) => cell.kind === "code")?.index ?? -1;
  if (script)
    return notebook.cells.flatMap((cell) => [
      ...inCell(cell),
      ...(script.cellAt(cell.index)?.comments ?? []).flatMap((comment) => fromComment(comment, cell, cell.index === first)),
    ]);
  const firstCode = python?.cellAt(first);
  const cells: (Cell | PythonCell)[] = notebook.cells.slice();
  for (const code of python?.cells ?? []) cells[code.index] = code;
  const inOthers = inEach(cells);
  return firstCode
    ? [...inOthers.filter(({ cell }) => cell < first), ...inCode(firstCode, true), ...inOthers.filter(({ cell }) => cell > first)]
    : inOthers;
}

const inEach = rememberEach((one: Cell | PythonCell): readonly Suppression[] => ("cell" in one ? inCode(one, false) : inCell(one)));
const inCode = (code: PythonCell, isFirst: boolean): readonly Suppression[] => [...inCell(code.cell), ...fromComments(code, isFirst)];
const inCell = (cell: Cell): readonly Suppression[] => [...fromTags(cell), ...fromMetadata(cell)];

function fromTags(cell: Cell): readonly Suppression[] {
  if (!cell.tags.includes(suppressionTag)) return [];
  return [{ reach: { kind: "cell", cell: cell.index }, selectors: null, form: "tag", cell: cell.index, span: firstLine(cell) }];
}

function fromMetadata(cell: Cell): readonly Suppression[] {
  const own = cell.metadata.nbready;
  if (typeof own !== "object" || own === null || !("ignore" in own)) return [];
  const { ignore } = own;
  const names = typeof ignore === "string" ? [ignore] : ignore;
  const isList = Array.isArray(names) && names.every((name): name is string => typeof name === "string");
  const reach: Reach = isList
    ? { kind: "cell", cell: cell.index }
    : { kind: "nothing", problem: 'The cell\'s metadata nbready.ignore must be a list of rules, e.g. ["NBR301"].' };
  return [{ reach, selectors: isList ? names : [], form: "metadata", cell: cell.index, span: firstLine(cell) }];
}

function fromComments({ cell, module }: PythonCell, isFirstCode: boolean): readonly Suppression[] {
  const inPython = module.comments.map((comment) => ({ start: comment.start, text: comment.text }));
  // What follows # in a shell line or a line magic is not Python's comment, and the shell passes over it all the same.
  const inEscapes = module.escapes
    .filter((escape) => escape.body === null)
    .flatMap((escape) => {
      const text = cell.source.slice(escape.start, escape.end);
      const at = text.search(/\s#\s*nbready\s*:/);
      return at < 0 ? [] : [{ start: escape.start + at + 1, text: text.slice(at + 1) }];
    })
    .filter((found) => !inPython.some((comment) => comment.start === found.start));
  return [...inPython, ...inEscapes].sort((a, b) => a.start - b.start).flatMap((comment) => fromComment(comment, cell, isFirstCode));
}

function fromComment(comment: { readonly start: number; readonly text: string }, cell: Cell, isFirstCode: boolean): readonly Suppression[] {
  if (!comment.text.includes("nbready")) return [];
  return [...comment.text.matchAll(directive)].flatMap((match): Suppression[] => {
    const [, word, list, closed] = match;
    const start = comment.start + match.index;
    const next = comment.text.slice(match.index + 2).search(comment.text.startsWith("#") ? /#/ : /\/\/|\*\//);
    const written = next < 0 ? comment.text.slice(match.index) : comment.text.slice(match.index, match.index + 2 + next);
    const place = { cell: cell.index, span: { start, end: start + written.trimEnd().length } };
    const selectors = list === undefined ? null : list.split(/[\s,]+/).filter(Boolean);
    if (word !== "ignore" && word !== "ignore-file") {
      const meant = nearestWord(word, ["ignore", "ignore-file"]);
      return meant === null
        ? []
        : [
            {
              ...place,
              form: "ignore",
              selectors,
              reach: { kind: "nothing", problem: `"${word}" is not understood; did you mean "${meant}"?` },
            },
          ];
    }
    const isOpen = list !== undefined && closed === undefined;
    const reach: Reach = isOpen
      ? { kind: "nothing", problem: `The list of rules is not closed: write # nbready: ${word}[${list.trim()}].` }
      : reachOf(word, start, cell, isFirstCode);
    return [{ ...place, form: word, selectors, reach }];
  });
}

function reachOf(word: "ignore" | "ignore-file", start: number, cell: Cell, isFirstCode: boolean): Reach {
  if (word === "ignore-file")
    return isFirstCode
      ? { kind: "notebook" }
      : { kind: "nothing", problem: "ignore-file works only in the first code cell: move it there, or use ignore for this cell." };
  const { line } = positionAt(cell, start);
  const lineStart = lineAt(cell, line)?.start ?? 0;
  // Another comment may precede it on the line (`# noqa  # nbready: ignore`).
  if (!/^\s*(?:#.*)?$/.test(cell.source.slice(lineStart, start))) return { kind: "line", cell: cell.index, line };
  const above = cell.source.slice(0, lineStart).replace(/^\s*%%[^\n]*\n/, "");
  const isTop = above.split(/\r\n?|\n/).every((one) => /^\s*(?:#.*)?$/.test(one));
  if (isTop) return { kind: "cell", cell: cell.index };
  return {
    kind: "nothing",
    problem: "A suppression on its own line works only at the top of the cell: put it at the end of the line it is meant for.",
  };
}
