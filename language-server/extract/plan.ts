// What "extract to a module" is asked and what it answers: a plan that the fronts apply, or refusals that a user can act on.
import type { FileEdit, NotebookEdit } from "../notebook/edits";
import type { Tunable } from "./settle/tunables";
import type { Target } from "./write/target";

export interface ExtractRequest {
  /** Indexes of the chosen cells, among all cells. */
  readonly cells: readonly number[];
  /** The module and how the notebook imports it, see `locateModule`. */
  readonly target: Target;
  /** Name of the function; with several cells of statements they become this one function. null: a name is found for each cell. */
  readonly functionName: string | null;
  /** One function for the run of cells. */
  readonly together: boolean;
  /** Moves functions that the moved code calls along, even where cells that stay call them, too (these import them). */
  readonly moveCalled: boolean;
  /** Absolute path of a pytest file to be made for the functions; null: none. */
  readonly testPath: string | null;
  /** Text of that file where it exists: it is extended. */
  readonly existingTest: string | null;
  /** Text of the module where it exists; null where it is to be made. */
  readonly existing: string | null;
  /** Names that hold a literal become keyword parameters with that default. */
  readonly keywordParameters?: boolean;
  /** Puts `%load_ext autoreload` and `%autoreload 2` into the notebook, where it does not have them. */
  readonly autoreload?: boolean;
  /** Formats Python text as the project's formatter would; gives it back where it cannot. */
  readonly format: (text: string) => string;
  /** Whether a top-level module belongs to the standard library, and to the project: for the order of the imports. */
  readonly isStandardLibrary: (module: string) => boolean;
  readonly isFirstParty: (module: string) => boolean;
  /** Text of a file by its path from the notebook's folder, for scripts that the notebook runs (`%run`); undefined where there is none. */
  readonly readBeside?: (path: string) => string | undefined;
}

/** A function that was made of statements. */
export interface MadeFunction {
  readonly name: string;
  /** Cells whose statements it holds. */
  readonly cells: readonly number[];
  readonly parameters: readonly string[];
  /** Names that the notebook takes from its result, in order of first binding. */
  readonly returns: readonly string[];
  /** Names that it binds and nothing outside reads: the notebook has them no more. */
  readonly locals: readonly string[];
  readonly isAsync: boolean;
}

export interface ExtractPlan {
  readonly ok: true;
  readonly edits: readonly NotebookEdit[];
  readonly files: readonly FileEdit[];
  readonly functions: readonly MadeFunction[];
  /** Definitions that moved as they are. */
  readonly moved: readonly string[];
  /** Statements of the chosen cells that are in the way and stay in the notebook. */
  readonly stays: readonly Stay[];
  /** Names that hold a literal, which are keyword parameters with that default, or could be. */
  readonly tunables?: readonly Tunable[];
  /** What the user should know, as sentences. */
  readonly messages: readonly string[];
}

export type RefusalReason =
  | "no-code"
  | "syntax-error"
  | "shell"
  | "magic"
  | "history"
  | "main-guard"
  | "hidden-names"
  | "star-import"
  | "global"
  | "nested-definition"
  | "bound-in-one-branch"
  | "maybe-unbound"
  | "unbound"
  | "removes-name"
  | "reads-variable"
  | "import-time"
  | "redefined"
  | "used-by-staying-function"
  | "used-elsewhere"
  | "kept-closure"
  | "import-order"
  | "display"
  | "apart"
  | "name-taken"
  | "layout"
  | "file"
  | "not-importable"
  | "check-failed";

/** Lines of a chosen cell that stay in the notebook, and why. */
export interface Stay {
  readonly cell: number;
  /** Zero-based lines in the cell, the last one included. */
  readonly line: number;
  readonly lastLine: number;
  readonly reason: RefusalReason;
  /** A sentence for the user. */
  readonly message: string;
}

/** Why something is not extracted. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly cell: number;
  /** Zero-based line in the cell. */
  readonly line: number;
  readonly name: string | null;
  /** The function that reads or sets that name of the notebook. */
  readonly reader?: string;
  /** What is in the way, a sentence. */
  readonly message: string;
  /** What the user can do, a sentence. */
  readonly wayOut: string;
}

export interface Refused {
  readonly ok: false;
  readonly refusals: readonly Refusal[];
}

export type ExtractResult = ExtractPlan | Refused;
