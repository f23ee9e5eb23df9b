// What statements do with names when they run: which they need from outside, which they bind on every path or on some,
// which a lambda keeps, and what in them cannot move into a function. The types; `followNames` finds it out.
import type { CallExpr, Expr, Identifier, Node } from "../../python/syntax";

/** What cannot be inside a function that was top-level code. */
export interface Obstacle {
  readonly node: { readonly start: number; readonly end: number };
  readonly what:
    "shell" | "magic" | "global" | "nested-definition" | "star-import" | "yield" | "lambda-walrus" | "syntax-error" | "relative-import";
  readonly name: string | null;
}

export interface NameUse {
  /** Names read where no statement in front binds them on every path, with the first such place. */
  readonly needs: ReadonlyMap<string, Identifier>;
  /** Names bound on some path, in order of first binding, with that place. */
  readonly binds: ReadonlyMap<string, Identifier>;
  /** Names bound on every path that reaches the end; null where none does. */
  readonly definite: ReadonlySet<string> | null;
  /** Names that `del` (or the end of an except clause) removes. */
  readonly removes: ReadonlyMap<string, Identifier>;
  /** Of these, the ones that are bound again after it, on some path. */
  readonly rebound: ReadonlySet<string>;
  /** Python's and the kernel's names read where a variable of that name may have been removed: what is read is the builtin again. */
  readonly bare: ReadonlyMap<string, Identifier>;
  /** Names read by lambdas and generator expressions, which may run later. */
  readonly kept: ReadonlyMap<string, Identifier>;
  readonly obstacles: readonly Obstacle[];
  /** Awaits at the top level. */
  readonly isAsync: boolean;
}

/** What the walk asks about the notebook. */
export interface UseFacts {
  /** The number that a name has wherever it is bound; null where that is not certain. */
  readonly numberOf: (name: string) => number | null;
  /** True where an exception inside the `with` may be swallowed. */
  readonly maySuppress: (context: Expr) => boolean;
  /** True of a function argument that is used up in the call: `sorted(xs, key=lambda …)`. */
  readonly isUsedUp: (argument: Expr, parents: readonly Node[]) => boolean;
  /** Names that a call takes from its caller by text: `df.query("price > @limit")`. */
  readonly namesInText: (call: CallExpr) => readonly Identifier[];
}
