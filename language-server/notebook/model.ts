// The notebook as the engine sees it: cells, outputs and metadata, the same from a file or from an editor.

/** What a cell holds. */
export type CellKind = "code" | "markdown" | "raw";

/** A half-open range of UTF-16 offsets inside one cell's source. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A zero-based line and UTF-16 character inside one cell, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A half-open range of positions inside one cell. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** One representation of an output. `text` is null where the front did not send it (images from an editor). */
export interface OutputData {
  readonly mime: string;
  /** Size as stored in the notebook, in bytes. */
  readonly bytes: number;
  readonly text: string | null;
}

/** One saved output of a code cell. */
export interface Output {
  readonly kind: "stream" | "display_data" | "execute_result" | "error";
  /** Stream name (stdout, stderr); empty otherwise. */
  readonly name: string;
  readonly data: readonly OutputData[];
  /** Of an error output: exception name, message, traceback joined by newlines. */
  readonly error: { readonly name: string; readonly message: string; readonly traceback: string } | null;
}

/** One cell. */
export interface Cell {
  /** Position among all cells, from 0. */
  readonly index: number;
  readonly kind: CellKind;
  /** nbformat's cell id (4.5 and later), else null. */
  readonly id: string | null;
  /** The text, lines joined, with the line ends that the file has. */
  readonly source: string;
  /** The language of a code cell where the front knows it (VS Code's per-cell language), else the notebook's. */
  readonly language: string;
  /** The recorded run number; null where it never ran or is unknown (0 is read as null). */
  readonly executionCount: number | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly outputs: readonly Output[];
}

/** Something about the file that is not valid nbformat; the notebook could be read all the same. */
export interface FormatProblem {
  readonly kind:
    | "old-format"
    | "duplicate-id"
    | "missing-id"
    | "invalid-id"
    | "missing-key"
    | "wrong-type"
    | "null-source"
    /** The file begins with U+FEFF. */
    | "byte-order-mark"
    /** NaN or Infinity, which Python's writer lets through. */
    | "not-a-number";
  /** Index of the cell it is about, -1 for the whole notebook. */
  readonly cell: number;
  /** What is wrong, as a sentence without the fix. */
  readonly message: string;
  /** True where `repairNotebook` can repair it without losing anything. */
  readonly repairable: boolean;
}

/** A notebook that could be read. */
export interface Notebook {
  /** Path or URI as the user knows it, for messages; null for an unsaved one. */
  readonly path: string | null;
  /** Lower-case language of the kernel: python, r, julia, typescript, javascript…; "" where nothing says. */
  readonly language: string;
  readonly nbformat: number;
  readonly nbformatMinor: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly cells: readonly Cell[];
  readonly formatProblems: readonly FormatProblem[];
}
