// The engine's own typed form of Python: what CPython's `ast` module calls the abstract syntax tree, with the same
// names, plus IPython's escapes. Offsets are UTF-16 units in the cell's source. Everything that reads Python
// (scopes, flow, rules, extraction) builds on this file and never sees the parser.
import type { Span } from "../notebook/model";

/** A name at its place. */
export interface Identifier extends Span {
  readonly name: string;
}

// ---------------------------------------------------------------- expressions

export interface NameExpr extends Span {
  readonly kind: "Name";
  readonly name: string;
}
/** A string literal without replacement fields; adjacent literals are one. `value` is the text Python would hold. */
export interface StringExpr extends Span {
  readonly kind: "String";
  readonly value: string;
  readonly isBytes: boolean;
  /** The literals as written, one for each adjacent part: span of the whole and of what is between the quotes. */
  readonly parts: readonly StringPart[];
}
export interface StringPart extends Span {
  /** Lower-case prefix: "", "r", "b", "rb", "u", "f", "rf", "t"… */
  readonly prefix: string;
  readonly content: Span;
}
/** An f-string (or t-string), possibly joined with plain literals: constant text and replacement fields in order. */
export interface FStringExpr extends Span {
  readonly kind: "FString";
  readonly values: readonly (FStringText | FStringField)[];
  readonly parts: readonly StringPart[];
}
export interface FStringText extends Span {
  readonly kind: "Text";
  readonly value: string;
}
export interface FStringField extends Span {
  readonly kind: "Field";
  readonly value: Expr;
  readonly format: readonly (FStringText | FStringField)[];
}
/** `value` is NaN where the number does not fit a double exactly (huge or complex); `text` is as written. */
export interface NumberExpr extends Span {
  readonly kind: "Number";
  readonly value: number;
  readonly text: string;
}
/** True, False, None and `...`. */
export interface ConstantExpr extends Span {
  readonly kind: "Constant";
  readonly value: true | false | null | "...";
}
export interface AttributeExpr extends Span {
  readonly kind: "Attribute";
  readonly value: Expr;
  readonly attr: Identifier;
}
export interface SubscriptExpr extends Span {
  readonly kind: "Subscript";
  readonly value: Expr;
  readonly index: Expr;
}
export interface SliceExpr extends Span {
  readonly kind: "Slice";
  readonly lower: Expr | null;
  readonly upper: Expr | null;
  readonly step: Expr | null;
}
export interface Keyword extends Span {
  /** null for `**mapping`. */
  readonly name: Identifier | null;
  readonly value: Expr;
}
export interface CallExpr extends Span {
  readonly kind: "Call";
  readonly func: Expr;
  /** Positional arguments in order, starred ones as Starred. */
  readonly args: readonly Expr[];
  readonly keywords: readonly Keyword[];
}
export interface StarredExpr extends Span {
  readonly kind: "Starred";
  readonly value: Expr;
}
export interface UnaryExpr extends Span {
  readonly kind: "Unary";
  readonly op: "not" | "-" | "+" | "~";
  readonly operand: Expr;
}
export interface BinaryExpr extends Span {
  readonly kind: "Binary";
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
}
export interface BoolExpr extends Span {
  readonly kind: "Bool";
  readonly op: "and" | "or";
  readonly values: readonly Expr[];
}
export interface CompareExpr extends Span {
  readonly kind: "Compare";
  readonly left: Expr;
  readonly ops: readonly string[];
  readonly comparators: readonly Expr[];
}
export interface ConditionalExpr extends Span {
  readonly kind: "Conditional";
  readonly test: Expr;
  readonly body: Expr;
  readonly orelse: Expr;
}
export interface LambdaExpr extends Span {
  readonly kind: "Lambda";
  readonly params: Parameters;
  readonly body: Expr;
}
export interface SequenceExpr extends Span {
  readonly kind: "Tuple" | "List" | "Set";
  readonly elements: readonly Expr[];
}
export interface DictExpr extends Span {
  readonly kind: "Dict";
  /** key null for `**mapping`. */
  readonly entries: readonly { readonly key: Expr | null; readonly value: Expr }[];
}
export interface ComprehensionExpr extends Span {
  readonly kind: "ListComp" | "SetComp" | "DictComp" | "GeneratorExp";
  readonly element: Expr;
  /** Of a DictComp, the value; null otherwise. */
  readonly value: Expr | null;
  readonly generators: readonly ComprehensionFor[];
}
export interface ComprehensionFor {
  readonly target: Expr;
  readonly iter: Expr;
  readonly ifs: readonly Expr[];
  readonly isAsync: boolean;
}
export interface AwaitExpr extends Span {
  readonly kind: "Await";
  readonly value: Expr;
}
export interface YieldExpr extends Span {
  readonly kind: "Yield";
  readonly value: Expr | null;
  readonly isFrom: boolean;
}
export interface NamedExpr extends Span {
  readonly kind: "NamedExpr";
  readonly target: NameExpr;
  readonly value: Expr;
}
/** An IPython escape in expression place: the right side of `x = !ls` or `x = %magic`. */
export interface EscapeExpr extends Span {
  readonly kind: "EscapeExpr";
  readonly escape: Escape;
}
/** What could not be understood; `names` are the identifiers in it, in order. */
export interface InvalidExpr extends Span {
  readonly kind: "InvalidExpr";
  readonly names: readonly Identifier[];
}

export type Expr =
  | NameExpr
  | StringExpr
  | FStringExpr
  | NumberExpr
  | ConstantExpr
  | AttributeExpr
  | SubscriptExpr
  | SliceExpr
  | CallExpr
  | StarredExpr
  | UnaryExpr
  | BinaryExpr
  | BoolExpr
  | CompareExpr
  | ConditionalExpr
  | LambdaExpr
  | SequenceExpr
  | DictExpr
  | ComprehensionExpr
  | AwaitExpr
  | YieldExpr
  | NamedExpr
  | EscapeExpr
  | InvalidExpr;

export interface Parameter {
  readonly name: Identifier;
  readonly annotation: Expr | null;
  readonly default: Expr | null;
  readonly kind: "positional-only" | "positional" | "keyword-only" | "*" | "**";
}
export type Parameters = readonly Parameter[];

/** A PEP 695 type parameter. */
export interface TypeParameter extends Span {
  readonly name: Identifier;
  readonly bound: Expr | null;
  readonly default: Expr | null;
}

// ----------------------------------------------------------------- statements

export interface FunctionDef extends Span {
  readonly kind: "FunctionDef";
  readonly name: Identifier;
  readonly isAsync: boolean;
  readonly typeParams: readonly TypeParameter[];
  readonly params: Parameters;
  readonly returns: Expr | null;
  readonly decorators: readonly Expr[];
  readonly body: readonly Stmt[];
}
export interface ClassDef extends Span {
  readonly kind: "ClassDef";
  readonly name: Identifier;
  readonly typeParams: readonly TypeParameter[];
  readonly bases: readonly Expr[];
  readonly keywords: readonly Keyword[];
  readonly decorators: readonly Expr[];
  readonly body: readonly Stmt[];
}
export interface ExprStmt extends Span {
  readonly kind: "ExprStmt";
  readonly value: Expr;
}
export interface Assign extends Span {
  readonly kind: "Assign";
  readonly targets: readonly Expr[];
  readonly value: Expr;
}
export interface AugAssign extends Span {
  readonly kind: "AugAssign";
  readonly target: Expr;
  readonly op: string;
  readonly value: Expr;
}
export interface AnnAssign extends Span {
  readonly kind: "AnnAssign";
  readonly target: Expr;
  readonly annotation: Expr;
  readonly value: Expr | null;
  readonly simple: boolean;
}
export interface TypeAlias extends Span {
  readonly kind: "TypeAlias";
  readonly name: Identifier;
  readonly typeParams: readonly TypeParameter[];
  readonly value: Expr;
}
export interface Return extends Span {
  readonly kind: "Return";
  readonly value: Expr | null;
}
export interface Delete extends Span {
  readonly kind: "Delete";
  readonly targets: readonly Expr[];
}
export interface Raise extends Span {
  readonly kind: "Raise";
  readonly exception: Expr | null;
  readonly cause: Expr | null;
}
export interface Assert extends Span {
  readonly kind: "Assert";
  readonly test: Expr;
  readonly message: Expr | null;
}
export interface If extends Span {
  readonly kind: "If";
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}
export interface For extends Span {
  readonly kind: "For";
  readonly target: Expr;
  readonly iter: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
  readonly isAsync: boolean;
}
export interface While extends Span {
  readonly kind: "While";
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}
export interface With extends Span {
  readonly kind: "With";
  readonly items: readonly { readonly context: Expr; readonly target: Expr | null }[];
  readonly body: readonly Stmt[];
  readonly isAsync: boolean;
}
export interface ExceptHandler extends Span {
  readonly type: Expr | null;
  readonly name: Identifier | null;
  readonly body: readonly Stmt[];
}
export interface Try extends Span {
  readonly kind: "Try";
  readonly body: readonly Stmt[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Stmt[];
  readonly finalbody: readonly Stmt[];
  readonly isStar: boolean;
}
export interface MatchCase extends Span {
  readonly pattern: Pattern;
  readonly guard: Expr | null;
  readonly body: readonly Stmt[];
}
/** A pattern reduced to what flow needs: the names it binds, the expressions it evaluates, whether it always matches. */
export interface Pattern extends Span {
  readonly captures: readonly Identifier[];
  readonly values: readonly Expr[];
  readonly irrefutable: boolean;
}
export interface Match extends Span {
  readonly kind: "Match";
  readonly subject: Expr;
  readonly cases: readonly MatchCase[];
}
/** `import a.b as c`: name "a.b", asName c. */
export interface ImportAlias extends Span {
  readonly name: Identifier;
  readonly asName: Identifier | null;
}
export interface Import extends Span {
  readonly kind: "Import";
  readonly names: readonly ImportAlias[];
}
/** `from ..a import b`: level 2, module a. A star import has one alias whose name is "*". */
export interface ImportFrom extends Span {
  readonly kind: "ImportFrom";
  readonly module: Identifier | null;
  readonly level: number;
  readonly names: readonly ImportAlias[];
}
export interface Global extends Span {
  readonly kind: "Global" | "Nonlocal";
  readonly names: readonly Identifier[];
}
export interface SimpleStmt extends Span {
  readonly kind: "Pass" | "Break" | "Continue";
}
/** An IPython escape as a statement of its own. */
export interface EscapeStmt extends Span {
  readonly kind: "EscapeStmt";
  readonly escape: Escape;
}
/** Source that does not parse; `names` are the identifiers in it (any of them may be bound there). */
export interface InvalidStmt extends Span {
  readonly kind: "InvalidStmt";
  readonly names: readonly Identifier[];
}

export type Stmt =
  | FunctionDef
  | ClassDef
  | ExprStmt
  | Assign
  | AugAssign
  | AnnAssign
  | TypeAlias
  | Return
  | Delete
  | Raise
  | Assert
  | If
  | For
  | While
  | With
  | Try
  | Match
  | Import
  | ImportFrom
  | Global
  | SimpleStmt
  | EscapeStmt
  | InvalidStmt;

export type Node = Expr | Stmt;

// -------------------------------------------------------------------- escapes

/** One IPython construct that is not Python, with what it means for names. */
export interface Escape extends Span {
  readonly kind:
    | "line-magic" // %name args      (also automagic: `ls`, `pip install x`)
    | "cell-magic" // %%name args + body
    | "shell" // !cmd
    | "shell-capture" // !!cmd
    | "help" // name?  ?name  name??
    | "auto-call"; // /f a   ,f a   ;f a
  /** Magic's name without %, e.g. "time", "pip"; of help the expression asked about; of auto-call the function; "" for shell. */
  readonly name: string;
  /** Everything after the name (magic), after ! (shell); as written, with its span. */
  readonly args: Identifier;
  /** Of a cell magic the text below the first line, else null. */
  readonly body: Identifier | null;
  /** What the body is: Python run in the notebook's namespace, Python run apart (its names do not escape), or not Python. */
  readonly bodyKind: "python" | "isolated-python" | "foreign" | "unknown" | null;
  /**
   * Lowered statements where the arguments are Python (%time x = 1, %timeit f(x)), and of a body that runs apart (%%timeit); else empty.
   * The body of %%time, %%capture and their like runs in the notebook's namespace: its statements are in `Module.body`, after the magic.
   */
  readonly statements: readonly Stmt[];
  /** Names it reads: {expr} and $name in shell lines and magics' arguments, `%R -i x`, help's subject. Lowered expressions. */
  readonly reads: readonly Expr[];
  /** Names it binds in the notebook: `%%capture out`, `%%bash --out v`, `%%sql x <<`, `%store -r x`, `%R -o x`. */
  readonly binds: readonly Identifier[];
  /** Names it removes: `%xdel x`; "*" for `%reset`. */
  readonly unbinds: readonly string[];
  /** True where it may bind names that nobody can know: %run, %load, %pylab, `%store -r`, %load_ext of the unknown, unknown cell magics. */
  readonly opensScope: boolean;
  /** True for a shell or magic written as a bare word (automagic). */
  readonly automagic: boolean;
}

// ------------------------------------------------------------------- the cell

export interface Comment extends Span {
  /** With the leading `#`. */
  readonly text: string;
}

/** A place where the cell is not Python, after IPython's transformation. */
export interface SyntaxProblem extends Span {
  /** What is wrong and, where it is known, the fix. */
  readonly message: string;
}

/** One code cell, lowered. Cached by source text, so it never holds the cell's number. */
export interface Module {
  readonly source: string;
  readonly body: readonly Stmt[];
  readonly comments: readonly Comment[];
  readonly escapes: readonly Escape[];
  /** Empty where CPython would accept the transformed cell. */
  readonly problems: readonly SyntaxProblem[];
  /** True where the last expression's value is not displayed (`;` at the end). */
  readonly quiet: boolean;
}
