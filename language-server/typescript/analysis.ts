// What the engine knows about a notebook's TypeScript or JavaScript: plain data, so that rules need not load the compiler.
// `analyseScript` in analyse.ts makes it.
import type { Cell, Notebook, Span } from "../notebook/model";
import type { Definition, Flow } from "../python/analysis";
import type { Identifier } from "../python/syntax";

/** What the rules about the order of cells need to know, in whatever language the notebook is written. */
export interface NamedNotebook {
  readonly notebook: Notebook;
  /** Every binding of a notebook-global name, in document order. */
  readonly definitions: readonly Definition[];
  /** Cells run from top to bottom. */
  readonly document: Flow;
  /** Cells run in the order that execution_count recorded; null where fewer than two cells have a count, or counts repeat. */
  readonly recorded: Flow | null;
}

/** Source that TypeScript's parser refuses. */
export interface ScriptProblem extends Span {
  readonly message: string;
}

export interface ScriptComment extends Span {
  /** With its // or slash and star. */
  readonly text: string;
}

/** A statement at the top level of a cell. */
export interface ScriptStatement extends Span {
  /** "expression" is a statement that is an expression alone; "pure" one without a call, an assignment, an await or a new. */
  readonly kind: "expression" | "pure" | "declaration" | "function" | "class" | "import" | "type" | "control" | "empty";
}

/** One TypeScript or JavaScript code cell. */
export interface ScriptCell {
  /** The cell's index among all cells of the notebook. */
  readonly index: number;
  readonly cell: Cell;
  readonly problems: readonly ScriptProblem[];
  readonly comments: readonly ScriptComment[];
  readonly statements: readonly ScriptStatement[];
  readonly size: ScriptSize;
}

export interface ScriptFunction extends Identifier {
  /** Cyclomatic complexity without the functions inside. */
  readonly complexity: number;
}

export interface ScriptSize {
  /** Lines that hold code. */
  readonly lines: number;
  /** Statements, those inside others too. */
  readonly statements: number;
  /** Cyclomatic complexity of the cell itself (T. J. McCabe, "A Complexity Measure", 1976), without its functions. */
  readonly complexity: number;
  /** In order; the name is "" of one that nothing names. */
  readonly functions: readonly ScriptFunction[];
}

/**
 * An expression as far as rules look into it. Parentheses, `as`, `satisfies`, `!` and `await` are taken off. A path of
 * names reads as written: `Deno.env.get` is a member of a member of a name.
 */
export type ScriptExpr = Span &
  /** `value` is the whole text, or of a template with holes and a sum the constant text it begins with. */
  (
    | { readonly kind: "text"; readonly value: string; readonly isWhole: boolean }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "member"; readonly of: ScriptExpr; readonly name: string }
    | { readonly kind: "call"; readonly callee: ScriptExpr; readonly args: readonly ScriptExpr[]; readonly isNew: boolean }
    /** `left + right`. */
    | { readonly kind: "sum"; readonly left: ScriptExpr; readonly right: ScriptExpr }
    | { readonly kind: "object"; readonly entries: readonly ScriptEntry[] }
    | { readonly kind: "array"; readonly elements: readonly ScriptExpr[] }
    /** Numbers as numbers; null is null. */
    | { readonly kind: "literal"; readonly value: number | boolean | null }
    | { readonly kind: "function" }
    | { readonly kind: "other" }
  );

export interface ScriptEntry extends Span {
  /** null for spreads and computed keys. */
  readonly key: string | null;
  readonly value: ScriptExpr;
}

/** A call, with the name of the function through imports and aliases. */
export interface ScriptCall extends Span {
  readonly cell: number;
  readonly callee: ScriptExpr;
  readonly args: readonly ScriptExpr[];
  readonly isNew: boolean;
  readonly isAwaited: boolean;
  /**
   * "Deno.readTextFile", "fetch"; of an import "fs.readFileSync", "axios.get", "https://deno.land/std/fs/mod.ts.walk":
   * the module without `npm:`, `jsr:`, `node:` and version. null where it is not certain.
   */
  readonly name: string | null;
  /** The function whose body holds it, or null at the top level of the cell. */
  readonly func: Span | null;
}

/** A string literal or template with its context. */
export interface ScriptString extends Span {
  readonly cell: number;
  /** The whole text, or the constant text that a template begins with. */
  readonly value: string;
  readonly isWhole: boolean;
  /** Between the quotes. */
  readonly content: Span;
  /** The variable, property or parameter that it is the value of. */
  readonly boundTo: Identifier | null;
  /** The call that it is an argument of: index in `calls`, and which argument. */
  readonly argumentOf: { readonly call: number; readonly index: number } | null;
  /** An import's address, a directive ("use strict"), a key, an enum's value, one side of a comparison, a type: never a value that goes elsewhere. */
  readonly isInert: boolean;
}

/** `import … from "x"`, `export … from "x"`, `import("x")`, `require("x")`. */
export interface ScriptImport extends Span {
  readonly cell: number;
  readonly specifier: string;
  /** The address between its quotes. */
  readonly at: Span;
  readonly form: "import" | "export" | "dynamic" | "require";
  readonly isTypeOnly: boolean;
  /** What it binds; [] of an import for its effects alone, and of a dynamic one. */
  readonly names: readonly Identifier[];
}

/** A catch clause. */
export interface ScriptCatch extends Span {
  readonly cell: number;
  readonly error: Identifier | null;
  /** No statement at all. */
  readonly isEmpty: boolean;
  /** Its statements read the error, or throw. */
  readonly usesError: boolean;
  readonly hasComment: boolean;
}

/** The TypeScript or JavaScript of a whole notebook. */
export interface ScriptNotebook extends NamedNotebook {
  readonly language: "typescript" | "javascript";
  /** Cells in document order; those that are no script (another language, a magic) are left out. */
  readonly cells: readonly ScriptCell[];
  /** Definitions that make their name exist: declarations, and plain assignments where the kernel is not strict. */
  readonly declarations: readonly Definition[];
  readonly calls: readonly ScriptCall[];
  readonly strings: readonly ScriptString[];
  readonly imports: readonly ScriptImport[];
  readonly catches: readonly ScriptCatch[];
  cellAt(index: number): ScriptCell | undefined;
  /** The expressions that may give a name its value where it is read, with their cells; [] where they are not known. */
  valuesOf(name: ScriptExpr & { readonly kind: "name" }, cell: number): readonly { readonly expr: ScriptExpr; readonly cell: number }[];
  /** The expression that gives a declared name its value, by the place of the name. */
  valueAt(cell: number, start: number): ScriptExpr | undefined;
  /** The dotted name that an expression refers to, as `ScriptCall.name`. */
  qualifiedName(expr: ScriptExpr, cell: number): string | null;
  /** Cells run in another order, as from top to bottom if they were in that order. @param order indexes of all cells of the notebook */
  flowIn(order: readonly number[]): Flow;
}
