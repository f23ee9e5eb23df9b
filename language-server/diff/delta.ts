// What a diff of two notebooks is as data: documented in docs/diff-format.md, complete enough to apply and to reverse.
import type { JsonValue } from "../notebook/jsonStyle";

/** Where a value is inside a notebook, a cell or an output. */
export type Path = readonly (string | number)[];

/** A run of lines that gives way to another. Lines keep their line ends; numbers count from 0. */
export interface LineEdit {
  /** Number of the first removed line in the old text (or of the line before which others come in). */
  readonly before: number;
  /** The same place in the new text. */
  readonly after: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** One change inside a notebook, a cell or an output. */
export type Change =
  /** `old` is missing where the key is new, `new` where it is gone. */
  | { readonly kind: "value"; readonly path: Path; readonly old?: JsonValue; readonly new?: JsonValue }
  | { readonly kind: "text"; readonly path: Path; readonly edits: readonly LineEdit[] }
  | { readonly kind: "list"; readonly path: Path; readonly items: readonly ItemChange[] };

/** What happened to one item of a list (a cell, an output). `before` and `after` are its indexes in the old and the new list. */
export type ItemChange =
  | { readonly kind: "added"; readonly after: number; readonly value: JsonValue }
  | { readonly kind: "removed"; readonly before: number; readonly value: JsonValue }
  | { readonly kind: "changed" | "moved"; readonly before: number; readonly after: number; readonly changes: readonly Change[] };

/** Items that no entry names are equal on both sides and keep their order. */
export interface NotebookDelta {
  readonly format: "nbready-diff";
  readonly version: 1;
  /** Changes of the notebook itself: metadata, nbformat numbers. */
  readonly notebook: readonly Change[];
  readonly cells: readonly ItemChange[];
}

/** Parts of a notebook that a diff can leave out. */
export const parts = ["outputs", "metadata", "counts", "ids"] as const;
export type Part = (typeof parts)[number];

/** True where the two notebooks say the same. */
export const isEmptyDelta = ({ notebook, cells }: NotebookDelta): boolean => notebook.length === 0 && cells.length === 0;
