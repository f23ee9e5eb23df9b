// What the engine knows about a notebook's Python: lowered cells, scopes, and which definitions reach which reads.
// These are the types that rules, refactorings and the editor's hover work with; `analysePython` in analyse.ts makes them.
import type { Cell, Notebook } from "../notebook/model";
import type { Scope } from "./scopes/scopes";
import type { CallExpr, Expr, FStringExpr, FunctionDef, Identifier, Module, Stmt, StringExpr } from "./syntax";

/** An expression and its cell. */
export interface PlacedExpr {
  readonly expr: Expr;
  readonly cell: number;
}

/** One Python code cell. */
export interface PythonCell {
  /** The cell's index among all cells of the notebook. */
  readonly index: number;
  readonly cell: Cell;
  readonly module: Module;
  /** The cell's symbol table: its module scope, whose names are the notebook's globals, with the scopes inside. */
  readonly scope: Scope;
}

/** How a name came to be bound. */
export type DefinitionKind =
  | "assign"
  | "augassign"
  | "annassign"
  | "walrus"
  | "for"
  | "with"
  | "except"
  | "match"
  | "import"
  | "import-from"
  | "function"
  | "class"
  | "type"
  | "magic"
  | "global-in-function";

/** One binding of a notebook-global name (a binding inside a function counts where it says `global`). */
export interface Definition {
  readonly id: number;
  readonly name: string;
  /** Cell index among all cells. */
  readonly cell: number;
  /** The place of the bound name. */
  readonly at: Identifier;
  readonly kind: DefinitionKind;
  /** The statement that binds it. */
  readonly node: Stmt;
  /** The value where one expression is it (`x = e`, `x: T = e`, `(x := e)`, `with e as x` gives e); null for unpacking, loops, imports. */
  readonly value: Expr | null;
  /** Dotted path of an import: `import numpy as np` → "numpy", `from a.b import c as d` → "a.b.c", `import os.path` → "os". */
  readonly imported: string | null;
  /** Of a function definition, its node. */
  readonly func: FunctionDef | null;
}

/** What a read finds when cells run in the flow's order. */
export type ReadStatus =
  /** A definition reaches it on every path. */
  | "bound"
  /** Bound on some paths only. */
  | "maybe-unbound"
  /** No definition reaches it, and nothing hides what could: Python raises NameError here. */
  | "unbound"
  /** A Python builtin or a name IPython provides. */
  | "builtin"
  /** Something may have bound it that no analysis can see (star import, %run, exec, a cell that does not parse…). */
  | "unknown";

/** One read of a notebook-global name as it happens when the cells run in order. */
export interface Read {
  readonly name: string;
  /** The cell whose source holds the name. */
  readonly cell: number;
  readonly at: Identifier;
  /** The cell at whose run it is read: differs from `cell` for the body of a function defined in one cell and called in another. */
  readonly runsIn: number;
  /** Of a read inside a function, the calls that lead to it, outermost first (cell and place of the call); empty otherwise. */
  readonly calledFrom: readonly { readonly cell: number; readonly at: Identifier }[];
  readonly status: ReadStatus;
  /** Definitions that may reach it, in id order. */
  readonly definitions: readonly Definition[];
  /** True where the code may not run: a branch, an `except`, the right of `and`/`or`, a loop that may be empty. */
  readonly conditional: boolean;
  /** True where the program is ready for a NameError: try/except NameError (or wider), `if "x" in globals()`. */
  readonly guarded: boolean;
  /** Of an unbound read whose name a `del` (or the end of an except clause) removed: where. */
  readonly removedAt: { readonly cell: number; readonly at: Identifier } | null;
}

/** Names resolved for one order of running the cells. */
export interface Flow {
  /** Cell indexes in the order they run. */
  readonly order: readonly number[];
  readonly reads: readonly Read[];
  /** The same in groups, each the same object from one analysis to the next as long as no read in it changes. */
  readonly readGroups: readonly (readonly Read[])[];
  /**
   * Reads in the bodies of functions and lambdas that nothing visible calls, judged by the notebook's end: "unbound" only
   * where no definition of the name exists anywhere in the notebook.
   */
  readonly latent: readonly Read[];
  readonly latentGroups: readonly (readonly Read[])[];
  /** Reads of one cell's run, function bodies called from it included, in evaluation order. */
  readsIn(cell: number): readonly Read[];
  /** The reads at one place in the source (a name inside a function may be read once per call). */
  readsAt(cell: number, start: number): readonly Read[];
  /** Definitions that may hold a name when the cell starts to run. */
  before(cell: number, name: string): readonly Definition[];
}

/** A call whose function is known by its full dotted name, e.g. `pd.read_csv(…)` → "pandas.read_csv". */
export interface ResolvedCall {
  readonly cell: number;
  readonly node: CallExpr;
  /** Dotted name of the callee through imports and aliases; a method of a known origin is written "origin().method", e.g. "pandas.read_csv().head"; null where unknown. */
  readonly name: string | null;
  /** Innermost statement that holds it. */
  readonly statement: Stmt;
  /** Enclosing loops (For/While statements and comprehensions) inside the same function, outermost first. */
  readonly loops: readonly (Stmt | Expr)[];
  /** The function whose body holds it, or null at the top level. */
  readonly func: FunctionDef | null;
  /** What syntactically holds the call expression: for chains such as f(x).limit(3).collect(). */
  readonly parent: Expr | Stmt | null;
}

/** A string literal or f-string with its context. */
export interface StringUse {
  readonly cell: number;
  readonly node: StringExpr | FStringExpr;
  /** Parents from the innermost outwards, up to the statement. */
  readonly parents: readonly (Expr | Stmt)[];
  readonly isDocstring: boolean;
}

/** The Python of a whole notebook. */
export interface PythonNotebook {
  readonly notebook: Notebook;
  /** The same object from one analysis of a notebook to the next, for as long as what is known about its cells is kept. */
  readonly lineage: object;
  /** Python code cells in document order. */
  readonly cells: readonly PythonCell[];
  /** Every binding of a global name, in document order. */
  readonly definitions: readonly Definition[];
  /** Definitions, calls and strings in groups of neighbouring cells: a group is the same object from one analysis to the next as long as nothing in it changes. */
  readonly definitionGroups: readonly (readonly Definition[])[];
  /** Definitions by their names, in document order: a list is the same object, at the same place, as long as no cell that binds its name changes. */
  readonly definitionsByName: readonly (readonly Definition[])[];
  definitionsNamed(name: string): readonly Definition[];
  readonly callGroups: readonly (readonly ResolvedCall[])[];
  readonly stringGroups: readonly (readonly StringUse[])[];
  /** Cells run from top to bottom. */
  readonly document: Flow;
  /** Cells run in the order that execution_count recorded; null where fewer than two cells have a count, or counts repeat. */
  readonly recorded: Flow | null;
  /** Cells run in another order, as from top to bottom if they were in that order. @param order indexes of all cells of the notebook */
  flowIn(order: readonly number[]): Flow;
  readonly calls: readonly ResolvedCall[];
  readonly strings: readonly StringUse[];
  cellAt(index: number): PythonCell | undefined;
  /** Those of `calls` and `strings` in one cell. */
  callsIn(cell: number): readonly ResolvedCall[];
  stringsIn(cell: number): readonly StringUse[];
  /** A key for all answers about a cell's expressions: the same object from one analysis to the next as long as they hold. */
  answersAbout(cell: number): object;
  /** The same for each of `cells`. */
  readonly answers: readonly object[];
  /**
   * The dotted name that an expression refers to, through imports, aliases and single assignments: `np.random.seed` →
   * "numpy.random.seed"; with `SS = StandardScaler` above, `SS` → "sklearn.preprocessing.StandardScaler". A value made
   * by a call is "callee()": `df` after `df = pd.read_csv(p)` → "pandas.read_csv()". Builtins are "builtins.open", what
   * IPython provides "IPython.get_ipython" and "IPython.display.display". null where it is not certain.
   */
  qualifiedName(expr: Expr, cell: number): string | null;
  /** The one expression that gives a name or an attribute of an own class its value where it is read (followed through both), else the expression itself. */
  valueOf(expr: Expr, cell: number): Expr;
  /** The same with the cell that holds it. */
  placedValueOf(expr: Expr, cell: number): PlacedExpr;
  /** The text of a string that is constant: literals, their concatenation, names bound once to such, os.path.join and Path / of such; null otherwise. */
  constantText(expr: Expr, cell: number): string | null;
}
