// The open conflicts of a notebook as the data of an interactive page: what each side changed, and what each choice leaves.
import type { JsonObject } from "../diff/canonical";
import { plainText } from "../diff/exactNumbers";
import { diffLines, linesOf } from "../diff/text/lineDiff";
import { viewText, type Block } from "../diff/text/textView";
import type { CellKind } from "../notebook/model";
import { maskSecrets } from "../secrets/mask";
import { findConflicts, versionOf, type Conflict, type MarkedCell } from "./findConflicts";
import { partsOf, type LinePart } from "./markers";
import { disputedBase } from "./mergeLines";
import { settle, takesOf, type Take } from "./settle";

/** What the page needs of a cell. */
export interface PagedCell extends MarkedCell {
  readonly kind: CellKind;
  readonly language: string;
}

/** A text that became another one. */
export interface TextChange {
  /** "Base → ours" */
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly blocks: readonly Block[];
}

/** A value of metadata on which the sides disagree; null where a side has none. */
export interface PagedValue {
  readonly name: string;
  readonly theirs: string | null;
}

export interface PagedConflict {
  /** Index of its first cell among all cells; -1 for the notebook itself. */
  readonly cell: number;
  /** "Cell 3", "The notebook" */
  readonly title: string;
  /** "Both sides changed the same lines." */
  readonly says: string;
  /** For the colours of its texts: a language, or the kind of a cell that is no code. */
  readonly language: string;
  readonly changes: readonly TextChange[];
  readonly values: readonly PagedValue[];
  /** What can be taken, and the text that results; null if no cell is left. */
  readonly choices: readonly { readonly take: Take; readonly text: string | null }[];
  /** The current text, markers included; empty if it is several cells. */
  readonly now: string;
  /** What each line of that is. */
  readonly parts: readonly LinePart[];
}

/** The open conflicts from the top down. Secrets are masked. */
export function mergePage(cells: readonly PagedCell[], notebookMetadata: JsonObject): readonly PagedConflict[] {
  return findConflicts(cells, notebookMetadata).open.map((conflict) => pagedConflict(cells, conflict));
}

function pagedConflict(cells: readonly PagedCell[], conflict: Conflict): PagedConflict {
  const sides = textsOf(cells, conflict);
  const [shown] = conflict.kind === "cells" ? [...versionOf(conflict, "ours"), ...versionOf(conflict, "theirs")] : [conflict.cell];
  const known = cells[shown];
  const now = conflict.cell < 0 || conflict.kind === "cells" ? "" : maskSecrets(cells[conflict.cell].source);
  return {
    cell: conflict.cell,
    title: conflict.cell < 0 ? "The notebook" : `Cell ${conflict.cell}`,
    says: saying(conflict, sides),
    language: known === undefined ? "" : known.kind === "code" ? known.language : known.kind,
    changes: changesOf(sides),
    values:
      conflict.kind === "metadata"
        ? conflict.theirValues.map(({ path, value }) => ({
            name: path.join("."),
            theirs: value === undefined ? null : maskSecrets(plainText(value)),
          }))
        : [],
    choices: takesOf(conflict).map((take) => ({ take, text: textAfter(cells, conflict, take) })),
    now,
    parts: partsOf(now),
  };
}

/** The texts of the three versions; null for one that is not there, or not known. */
interface Sides {
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
}

function textsOf(cells: readonly PagedCell[], conflict: Conflict): Sides {
  // Outside of the markers both have what is merged already: whose change that was, nobody knows any more.
  if (conflict.kind === "lines")
    return {
      base: conflict.base === null ? null : disputedBase(conflict.base, conflict.ours, conflict.theirs),
      ours: conflict.ours,
      theirs: conflict.theirs,
    };
  if (conflict.kind !== "cells") return { base: null, ours: null, theirs: null };
  const text = (side: "ours" | "theirs"): string | null => {
    const version = versionOf(conflict, side).map((index) => cells[index].source);
    return version.length === 0 ? null : version.join("\n\n");
  };
  return { base: conflict.base, ours: text("ours"), theirs: text("theirs") };
}

function changesOf({ base, ours, theirs }: Sides): readonly TextChange[] {
  if (base === null) return ours === null || theirs === null ? [] : [change("Ours → theirs", ours, theirs)];
  const changes = [
    ...(ours === null ? [] : [change("Base → ours", base, ours)]),
    ...(theirs === null ? [] : [change("Base → theirs", base, theirs)]),
  ];
  if (ours === null || theirs === null) return changes;
  // Where both sides did much the same, that in which they differ is shown first.
  const between = change("Ours → theirs", ours, theirs);
  const [fewer, more] = changes.map(editedLines).sort((one, other) => one - other);
  return editedLines(between) <= fewer && editedLines(between) < more ? [between, ...changes] : changes;
}

const editedLines = ({ blocks }: TextChange): number => blocks.filter(({ kind }) => kind === "edit").length;

function change(name: string, one: string, other: string): TextChange {
  const [before, after] = [one, other].map((text) => maskSecrets(text.replace(/\r\n?/g, "\n")));
  return { name, before, after, blocks: viewText(linesOf(before), linesOf(after), diffLines(before, after)) };
}

function saying(conflict: Conflict, { ours, theirs }: Sides): string {
  switch (conflict.kind) {
    case "lines":
      return "Both sides changed the same lines.";
    case "cells":
      if (ours === null) return "Ours deleted the cell, theirs changed it.";
      if (theirs === null) return "Theirs deleted the cell, ours changed it.";
      return conflict.base === null ? "Both sides added the cell, each in its own way." : "Both sides changed the cell.";
    case "metadata":
      return "Both sides changed metadata; ours is kept.";
    case "torn":
      return "A marker of the conflict is missing. Edit the cell by hand, or delete it.";
  }
}

function textAfter(cells: readonly PagedCell[], conflict: Conflict, take: Take): string | null {
  const settled = settle(cells, conflict, take)?.cells ?? [];
  return conflict.kind === "metadata" ? "" : settled.length === 0 ? null : maskSecrets(settled.map(({ source }) => source).join("\n\n"));
}
