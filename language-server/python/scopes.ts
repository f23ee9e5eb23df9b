// Python's name scopes, as the language reference defines them and CPython's `symtable` computes them.
import type { ClassDef, ComprehensionExpr, FunctionDef, LambdaExpr, Module, TypeAlias } from "./syntax";

/** Where a name used in a scope lives. */
export type SymbolPlace = "local" | "cell" | "free" | "global-explicit" | "global-implicit";

export interface Symbol {
  readonly name: string;
  readonly place: SymbolPlace;
  readonly isAssigned: boolean;
  readonly isReferenced: boolean;
  readonly isParameter: boolean;
  readonly isImported: boolean;
}

/** One scope with its names. Module scope: of one cell; its locals are the notebook's globals. */
export interface Scope {
  readonly kind: "module" | "function" | "lambda" | "class" | "comprehension" | "type-parameters" | "type-alias";
  readonly name: string;
  readonly node: Module | FunctionDef | LambdaExpr | ClassDef | ComprehensionExpr | TypeAlias;
  readonly symbols: ReadonlyMap<string, Symbol>;
  readonly children: readonly Scope[];
}
