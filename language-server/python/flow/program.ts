// A cell reduced to what names do in it: a small program of reads, bindings, branches and calls, made once a source text
// and run by run.ts at every analysis of the notebook.
import type { DefinitionKind } from "../analysis";
import type { ClassDef, Expr, FunctionDef, Identifier, LambdaExpr, NameExpr, Stmt } from "../syntax";

/** Steps in evaluation order. Names are numbers: indexes into the program's `names`. */
export type Block = readonly Op[];

export type Op =
  | ReadOp
  | { readonly kind: "bind"; readonly name: number; readonly binding: number }
  /** `del`, or the end of an except clause. */
  | { readonly kind: "unbind"; readonly name: number; readonly at: Identifier }
  /** One of the arms runs. */
  | { readonly kind: "choice"; readonly arms: readonly Arm[] }
  | LoopOp
  | TryOp
  | { readonly kind: "jump"; readonly to: "break" | "continue" | "return" | "raise" }
  /** exit(), quit(): ends the program where no cell binds the name. */
  | { readonly kind: "exit"; readonly name: number | null }
  | { readonly kind: "call"; readonly callee: Ref; readonly at: Identifier; readonly isAwaited: boolean }
  /** A function made here leaves as a value (a lambda as an argument): someone may call it, perhaps at once. */
  | { readonly kind: "hand-over"; readonly ref: Ref; readonly at: Identifier; readonly isAtOnce?: boolean }
  /** A `def` runs: the function exists from here on. */
  | { readonly kind: "define"; readonly body: number }
  /** Evaluated at the definition, except under `from __future__ import annotations` and from Python 3.14 on. */
  | { readonly kind: "annotation"; readonly block: Block }
  | { readonly kind: "postpone-annotations" }
  /** Something that may raise an exception other than NameError: what follows in a `try` may not run. */
  | { readonly kind: "risk" }
  /** Anything may be bound from here on. */
  | { readonly kind: "open" }
  /** These may be bound from here on: `globals()["x"] = …`, text that does not parse. */
  | { readonly kind: "soften"; readonly names: readonly number[] }
  /** `%reset`. */
  | { readonly kind: "reset"; readonly at: Identifier }
  /** Never runs: the arm of a test that is constant. */
  | { readonly kind: "dead"; readonly block: Block }
  /** Runs later, perhaps, or never: a generator expression, the value of a type alias. */
  | { readonly kind: "deferred"; readonly block: Block };

export interface ReadOp {
  readonly kind: "read";
  readonly name: number;
  readonly at: Identifier;
  /**
   * "value": looked at; "hand-over": the object goes elsewhere (an argument, an element), which may call it;
   * "callback": an argument of a call that calls it before it returns, unless it has nothing to call it for; "delete": `del x` needs x, and no builtin helps; "mention": text that does not parse names it; "text": a shell line
   * or a magic names it, which IPython leaves as it is where the name is unbound.
   */
  readonly use: "value" | "hand-over" | "callback" | "delete" | "mention" | "text";
  /** In a class body, the class's own name that is looked up first. */
  readonly slot: number | null;
}

export interface Arm {
  readonly block: Block;
  /** What the test says in this arm: `"x" in globals()`. */
  readonly known: { readonly name: number; readonly bound: boolean } | null;
}

export interface LoopOp {
  readonly kind: "loop";
  /** Runs before each round: a while's test, a for's target. */
  readonly head: Block;
  readonly body: Block;
  readonly orelse: Block;
  /** The body may run not even once. */
  readonly maySkip: boolean;
  /** `while True`: only break leaves it. */
  readonly isEndless: boolean;
  /** A while's test runs once more than the body. */
  readonly testsFirst: boolean;
}

export interface TryOp {
  readonly kind: "try";
  readonly body: Block;
  readonly handlers: readonly Block[];
  readonly orelse: Block;
  readonly finalbody: Block;
  /** A handler catches NameError. */
  readonly catchesNameError: boolean;
  /** No exception gets past the handlers: `except:`, `except Exception:`. */
  readonly catchesAll: boolean;
}

/** What a callee or a bound value is, as far as the text says; resolved when it runs. */
export type Ref =
  | { readonly kind: "name"; readonly name: number }
  /** A name of an enclosing function: what its one binding says. */
  | { readonly kind: "local"; readonly frame: LocalFrame; readonly name: string }
  | { readonly kind: "body"; readonly body: number }
  | { readonly kind: "class"; readonly classIndex: number }
  | { readonly kind: "attribute"; readonly of: Ref; readonly name: string }
  | { readonly kind: "result"; readonly of: Ref }
  | { readonly kind: "self" }
  | { readonly kind: "super"; readonly classIndex: number };

/** A binding as the text says it, before the notebook gives it a number. */
export interface Binding {
  readonly name: string;
  readonly at: Identifier;
  readonly kind: DefinitionKind;
  readonly node: Stmt;
  readonly value: Expr | null;
  readonly imported: string | null;
  readonly func: FunctionDef | null;
  readonly ref: Ref | null;
}

/** The names of one function (lambda, comprehension) and how they are bound there. */
export interface LocalFrame {
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  readonly parameters: ReadonlySet<string>;
}

/** A function's, method's or lambda's body. */
export interface Body {
  readonly node: FunctionDef | LambdaExpr;
  readonly block: Block;
  /** A call runs nothing by itself: generators. */
  readonly isGenerator: boolean;
  /** A call runs only where it is awaited. */
  readonly isAsync: boolean;
  /** A decorator that is not known to hand the call through: calls may not reach the body. */
  readonly isWrapped: boolean;
  /** Of a method, its class. */
  readonly classIndex: number | null;
}

export interface ClassBody {
  readonly node: ClassDef;
  /** Methods written directly in the body. */
  readonly methods: ReadonlyMap<string, number>;
  readonly bases: readonly Ref[];
  readonly isDataclass: boolean;
  /** Something else may make the instances: an unknown decorator or a metaclass. */
  readonly isWrapped: boolean;
}

export interface Program {
  /** The notebook-global names it mentions; "" for a class body's own names. */
  readonly names: readonly string[];
  readonly block: Block;
  readonly bodies: readonly Body[];
  readonly classes: readonly ClassBody[];
  /** Bindings of notebook-global names; a "bind" of a class's own name has the number -1. */
  readonly bindings: readonly Binding[];
  /** False for text that is not Python: nothing of it runs as it stands. */
  readonly isValid: boolean;
  /** Where a name of a function stands, whose it is. */
  readonly localNames: ReadonlyMap<NameExpr, LocalFrame>;
}
