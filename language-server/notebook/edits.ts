// Changes to a notebook as data. Fixes and refactorings produce them; the fronts apply them
// (the command line to the file's bytes, the server to the editor).

/** A cell that an edit puts in. */
export interface NewCell {
  readonly kind: "code" | "markdown" | "raw";
  readonly source: string;
  readonly tags?: readonly string[];
}

/**
 * One change. Cell numbers are those of the notebook before any of the changes; text offsets are UTF-16 units in
 * that cell's source before any of the changes. Edits of one fix never overlap.
 */
export type NotebookEdit =
  | { readonly kind: "replaceText"; readonly cell: number; readonly start: number; readonly end: number; readonly text: string }
  | { readonly kind: "insertCell"; readonly before: number; readonly cell: NewCell }
  | { readonly kind: "deleteCell"; readonly cell: number }
  /** Puts the cell, with its outputs, in front of another one (`before` = number of cells: to the end). */
  | { readonly kind: "moveCell"; readonly cell: number; readonly before: number }
  /** Removes the outputs and the execution count together. */
  | { readonly kind: "clearOutputs"; readonly cell: number }
  | { readonly kind: "setTags"; readonly cell: number; readonly tags: readonly string[] }
  /** Repairs what `formatProblems` lists as repairable (ids, missing keys, null sources). */
  | { readonly kind: "repair" }
  /** Rewrites the notebook as the current nbformat. */
  | { readonly kind: "upgrade" };

/** Whether a move leaves its cell where it is. */
export const staysInPlace = ({ cell, before }: { readonly cell: number; readonly before: number }): boolean =>
  before === cell || before === cell + 1;

/** A change to a text file beside the notebook (a manifest). `path` is absolute. */
export type FileEdit =
  | { readonly kind: "createFile"; readonly path: string; readonly text: string }
  | { readonly kind: "replaceFileText"; readonly path: string; readonly start: number; readonly end: number; readonly text: string };

/** A fix for a finding. Safe: the notebook's behaviour and evidence cannot change for the worse. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly NotebookEdit[];
  readonly files?: readonly FileEdit[];
  /** It is a beginning: other code has to follow, or somebody has to choose (how many rows will do?). Offered one by one, never made among others. */
  readonly needsHand?: true;
}
