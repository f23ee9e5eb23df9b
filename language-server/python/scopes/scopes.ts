// Python's name scopes, as the language reference defines them and CPython's `symtable` computes them.
import { rememberFor } from "../../util/rememberFor";
import type { ClassDef, ComprehensionExpr, FunctionDef, LambdaExpr, Module, TypeAlias } from "../syntax";
import { FLAGS, type ScopeBlock } from "./collector";
import { collectBlocks } from "./scopeBlocks";

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
  /** The function's or class's name; "top", "lambda", "listcomp", "setcomp", "dictcomp", "genexpr" as in `symtable`. */
  readonly name: string;
  readonly node: Module | FunctionDef | LambdaExpr | ClassDef | ComprehensionExpr | TypeAlias;
  /** By name; private names of a class are mangled (`__x` in class C is `_C__x`). */
  readonly symbols: ReadonlyMap<string, Symbol>;
  readonly children: readonly Scope[];
}

/**
 * The symbol table of one cell. The second pass of CPython 3.11's `symtable.c` (analyze_block): names flow down from
 * enclosing functions, free names flow up to the scope that holds them.
 */
export function buildScope(module: Module): Scope {
  return resolveBlock(collectBlocks(module), null).scope;
}

interface Resolved {
  readonly scope: Scope;
  /** Names that an enclosing scope has to provide. */
  readonly free: ReadonlySet<string>;
}

/** `bound`: names of enclosing functions that nothing between declares global; null at the top. */
function resolveBlock(block: ScopeBlock, bound: ReadonlySet<string> | null): Resolved {
  const places = new Map<string, SymbolPlace>();
  const free = new Set<string>();
  const locals = new Set<string>();
  const visible = new Set(bound);
  for (const [name, flags] of block.names) {
    const place = placeOf(name, flags, bound);
    places.set(name, place);
    if (place === "free") free.add(name);
    else if (place === "local") locals.add(name);
    else if (place === "global-explicit") visible.delete(name);
  }
  const isClass = block.kind === "class";
  const isFunction = !isClass && block.kind !== "module";
  // A class body sees what its surroundings see, and its methods see the same: not the class's own names, but __class__.
  const below = isClass ? new Set(bound) : visible;
  if (isFunction) for (const name of locals) below.add(name);
  if (isClass) below.add("__class__");

  const children: Scope[] = [];
  const wanted = new Set<string>();
  for (const child of block.children) {
    const resolved = resolveBlock(child, below);
    children.push(resolved.scope);
    for (const name of resolved.free) wanted.add(name);
  }
  if (isFunction) {
    for (const name of locals) {
      if (wanted.delete(name)) places.set(name, "cell");
    }
  }
  if (isClass) wanted.delete("__class__");
  for (const name of wanted) {
    if (!places.has(name) && (bound === null || bound.has(name))) places.set(name, "free");
    free.add(name);
  }
  return { scope: { kind: block.kind, name: block.name, node: block.node, symbols: symbolsOf(block, places), children }, free };
}

function placeOf(name: string, flags: number, bound: ReadonlySet<string> | null): SymbolPlace {
  if (flags & FLAGS.global) return "global-explicit";
  if (flags & FLAGS.nonlocal) return "free";
  if (flags & (FLAGS.assigned | FLAGS.parameter | FLAGS.imported)) return "local";
  if (bound?.has(name)) return "free";
  return "global-implicit";
}

function symbolsOf(block: ScopeBlock, places: ReadonlyMap<string, SymbolPlace>): ReadonlyMap<string, Symbol> {
  const symbols = new Map<string, Symbol>();
  for (const [name, place] of places) {
    const flags = block.names.get(name) ?? 0;
    symbols.set(name, {
      name,
      place,
      isAssigned: (flags & FLAGS.assigned) !== 0,
      isReferenced: (flags & FLAGS.used) !== 0,
      isParameter: (flags & FLAGS.parameter) !== 0,
      isImported: (flags & FLAGS.imported) !== 0,
    });
  }
  return symbols;
}

/** The scope that a node makes directly inside another; undefined where it makes none. */
export const childScope = (scope: Scope, node: Scope["node"]): Scope | undefined => childrenByNode(scope).get(node);

const childrenByNode = rememberFor(
  ({ children }: Scope): ReadonlyMap<Scope["node"], Scope> => new Map(children.map((child) => [child.node, child])),
);
