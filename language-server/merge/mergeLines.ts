// Merges two changed versions of a list of lines: what only one side changed is taken, what both changed is a conflict.
import type { LineEdit } from "../diff/delta";
import { editsBetween } from "../diff/text/lineDiff";
import { pushAll } from "../util/pushAll";

/** A run of the merged text: settled lines, or what each side has where they disagree. */
export type Chunk =
  | { readonly kind: "settled"; readonly lines: readonly string[] }
  | { readonly kind: "conflict"; readonly ours: readonly string[]; readonly theirs: readonly string[] };

/** A side of a merge. */
export type SideName = "ours" | "theirs";

/** The lines of a text without their ends; joined with line feeds they are the text. */
export const splitText = (text: string): readonly string[] => text.split("\n");

/** Merges two texts that come from `base`; null where there was none: then what both have is what they come from. */
export function mergeTexts(base: string | null, ours: string, theirs: string): readonly Chunk[] {
  const [one, other] = [splitText(ours), splitText(theirs)];
  return mergeLines(base === null ? commonLines(one, other) : splitText(base), one, other);
}

/** Merges lists of lines by the edits that lead from the base to each side, as diff3 does (Khanna, Kunal, Pierce, 2007). */
export function mergeLines(base: readonly string[], ours: readonly string[], theirs: readonly string[]): readonly Chunk[] {
  return mergeEdits(
    base,
    editsBetween(base, ours),
    editsBetween(base, theirs),
    (old, one, other) => mergeFinely(old, one, other) ?? disputed(one, other),
  );
}

/** What becomes of lines that each side changed in its own way. */
type Dispute = (old: readonly string[], ours: readonly string[], theirs: readonly string[]) => readonly Chunk[];

function mergeEdits(base: readonly string[], ours: readonly LineEdit[], theirs: readonly LineEdit[], dispute: Dispute): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let at = 0;
  for (const group of groupEdits(ours, theirs)) {
    const old = base.slice(group.start, group.end);
    if (group.start > at) chunks.push({ kind: "settled", lines: base.slice(at, group.start) });
    chunks.push(...settle(old, edited(old, group.start, group.ours), edited(old, group.start, group.theirs), dispute));
    at = group.end;
  }
  return joinSettled([...chunks, { kind: "settled", lines: base.slice(at) }]);
}

/**
 * Merges by the smallest edits: blank lines are lines like others, and each line that gave way to one line is an edit of its
 * own. Null where these clash, too.
 */
function mergeFinely(old: readonly string[], ours: readonly string[], theirs: readonly string[]): readonly Chunk[] | null {
  const [one, other] = [ours, theirs].map((side) => editsBetween(old, side, () => true).flatMap(eachLine));
  const chunks = mergeEdits(old, one, other, (_, mine, their) => [{ kind: "conflict", ours: mine, theirs: their }]);
  return hasConflict(chunks) ? null : chunks;
}

const eachLine = (edit: LineEdit): readonly LineEdit[] =>
  isLineByLine(edit)
    ? edit.removed.map((line, at) => ({ before: edit.before + at, after: edit.after + at, removed: [line], added: [edit.added[at]] }))
    : [edit];

/** The base with all in its place that is merged already: what differs from it still is in dispute. */
export function disputedBase(base: string, ours: string, theirs: string): string {
  const [old, one, other] = [base, ours, theirs].map(splitText);
  return takeSide(
    mergeEdits(old, editsBetween(old, one), editsBetween(old, other), (...versions) => [
      { kind: "settled", lines: withLinesAlike(...versions) },
    ]),
    "ours",
  );
}

/** Where both sides replaced line by line, each line that they replaced alike is merged already. */
const withLinesAlike = (old: readonly string[], ours: readonly string[], theirs: readonly string[]): readonly string[] =>
  ours.length === old.length && theirs.length === old.length ? old.map((line, at) => (ours[at] === theirs[at] ? ours[at] : line)) : old;

/** The merged text where there is no conflict, or with one side's lines in each. */
export const takeSide = (chunks: readonly Chunk[], side: SideName): string =>
  chunks.flatMap((chunk) => (chunk.kind === "settled" ? chunk.lines : chunk[side])).join("\n");

export const hasConflict = (chunks: readonly Chunk[]): boolean => chunks.some(({ kind }) => kind === "conflict");

/** Edits of both sides that touch the same lines of the base, from `start` up to `end`. */
interface Group {
  readonly start: number;
  end: number;
  readonly ours: LineEdit[];
  readonly theirs: LineEdit[];
}

const endOf = ({ before, removed }: LineEdit): number => before + removed.length;

function groupEdits(ours: readonly LineEdit[], theirs: readonly LineEdit[]): readonly Group[] {
  const all = [...ours.map((edit) => ({ side: "ours" as const, edit })), ...theirs.map((edit) => ({ side: "theirs" as const, edit }))];
  all.sort((a, b) => a.edit.before - b.edit.before || endOf(a.edit) - endOf(b.edit));
  const groups: Group[] = [];
  for (const { side, edit } of all) {
    const last = groups.at(-1);
    if (last && clashes(last, side, edit)) {
      last[side].push(edit);
      last.end = Math.max(last.end, endOf(edit));
    } else
      groups.push({ start: edit.before, end: endOf(edit), ours: side === "ours" ? [edit] : [], theirs: side === "theirs" ? [edit] : [] });
  }
  return groups;
}

/**
 * Edits clash where they overlap, and where they meet without a line between them, as order is then anybody's guess; save
 * where both replace line by line, or only take lines away.
 */
function clashes(group: Group, side: SideName, edit: LineEdit): boolean {
  if (edit.before !== group.end) return edit.before < group.end;
  return ![edit, ...group.ours, ...group.theirs].every(keepsPlaces) && group[side === "ours" ? "theirs" : "ours"].length > 0;
}

/** Whether the place of each new line is beyond doubt. */
const keepsPlaces = (edit: LineEdit): boolean => isLineByLine(edit) || edit.added.length === 0;

const isLineByLine = ({ removed, added }: LineEdit): boolean => removed.length === added.length;

/** A stretch of the base with one side's edits made. */
function edited(old: readonly string[], start: number, edits: readonly LineEdit[]): readonly string[] {
  const lines: string[] = [];
  let at = 0;
  for (const { before, removed, added } of edits) {
    pushAll(lines, old.slice(at, before - start));
    pushAll(lines, added);
    at = before - start + removed.length;
  }
  return [...lines, ...old.slice(at)];
}

function settle(old: readonly string[], ours: readonly string[], theirs: readonly string[], dispute: Dispute): readonly Chunk[] {
  if (isSame(ours, old)) return [{ kind: "settled", lines: theirs }];
  if (isSame(theirs, old) || isSame(ours, theirs)) return [{ kind: "settled", lines: ours }];
  // Empty lines give way to what can be read.
  const [bare, one, other] = [old, ours, theirs].map(filledLines);
  if (isSame(one, other) || isSame(other, bare)) return [{ kind: "settled", lines: ours }];
  if (isSame(one, bare)) return [{ kind: "settled", lines: theirs }];
  return dispute(old, ours, theirs);
}

/** Fewer equal lines between two disputed places belong to one conflict with them: both sides are read as a whole. */
const fewestBetween = 4;

/** What two sides have in place of the same lines: those that both have are settled, except where few of them are between others. */
function disputed(ours: readonly string[], theirs: readonly string[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let open: { readonly ours: string[]; readonly theirs: string[] } = { ours: [], theirs: [] };
  let at = 0;
  const share = (lines: readonly string[], isAtEnd: boolean): void => {
    const isOpen = open.ours.length + open.theirs.length > 0;
    if (isOpen && !isAtEnd && lines.length < fewestBetween) {
      open.ours.push(...lines);
      open.theirs.push(...lines);
      return;
    }
    if (isOpen) chunks.push({ kind: "conflict", ...open });
    open = { ours: [], theirs: [] };
    chunks.push({ kind: "settled", lines });
  };
  for (const { before, removed, added } of editsBetween(ours, theirs)) {
    share(ours.slice(at, before), false);
    open.ours.push(...removed);
    open.theirs.push(...added);
    at = before + removed.length;
  }
  share(ours.slice(at), true);
  return chunks;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((line, at) => line === b[at]);

const filledLines = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.trim() !== "");

function joinSettled(chunks: readonly Chunk[]): readonly Chunk[] {
  const joined: Chunk[] = [];
  let lines: string[] = [];
  const settle = (): void => {
    if (lines.length > 0) joined.push({ kind: "settled", lines });
    lines = [];
  };
  for (const chunk of chunks) {
    if (chunk.kind === "settled") pushAll(lines, chunk.lines);
    else {
      settle();
      joined.push(chunk);
    }
  }
  settle();
  return joined;
}

function commonLines(ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const common: string[] = [];
  let at = 0;
  for (const { before, removed } of editsBetween(ours, theirs)) {
    pushAll(common, ours.slice(at, before));
    at = before + removed.length;
  }
  return [...common, ...ours.slice(at)];
}
