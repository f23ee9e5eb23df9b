// What reducing a cell to a program of reads and bindings works with: the steps so far, the scopes, and small helpers.
import { ts } from "ts-morph";
import { addTo } from "../util/groupBy";
import type { DefinitionKind } from "../python/analysis";
import type { Binding, Block, Body, ClassBody, LocalFrame, Op, Ref } from "../python/flow/program";
import type { Identifier } from "../python/syntax";

/** One scope inside a cell; the notebook's own has none. */
export interface LocalScope {
  readonly outer: LocalScope | null;
  readonly names: ReadonlySet<string>;
  /** What its names hold, where the text says. */
  readonly frame: { readonly bindings: Map<string, Binding[]>; readonly parameters: Set<string> };
}

/** What kernels do differently, and the language of a cell. */
export type Dialect = Pick<Reducer, "isStrict" | "hidesEarlier"> & {
  readonly isTypeScript: boolean;
  /** A cell that begins with a brace is tried as an object first. Source: Deno's cli/tools/repl/session.rs. */
  readonly takesObjects: boolean;
};

export interface Reducer {
  readonly source: ts.SourceFile;
  /** Assignments to names that nothing declares fail, as in modules; else they make a global. */
  readonly isStrict: boolean;
  /** A `let` of this cell hides an earlier cell's from the cell's first line on (tslab makes each cell a module; V8's REPL mode, which Deno uses, does not). */
  readonly hidesEarlier: boolean;
  readonly names: string[];
  readonly numbers: Map<string, number>;
  readonly bodies: Body[];
  readonly classes: ClassBody[];
  readonly bindings: Binding[];
  /** Bindings that declare their name, by the place of the name. */
  readonly declaring: Set<Identifier>;
  /** Places where a name is only assigned: no value is read there. */
  readonly writes: Set<number>;
  /** Where the cell's own `let`, `const` and `class` names are: above, even `typeof` fails. */
  readonly lexical: Map<string, number>;
  out: Op[];
  scope: LocalScope | null;
  /** Innermost class whose body or method this is, and whether a function holds the code. */
  classIndex: number | null;
  isInFunction: boolean;
  /** In a `try`: what may fail matters. */
  isInTry: boolean;
}

export const newReducer = (source: ts.SourceFile, { isStrict, hidesEarlier }: Dialect): Reducer => ({
  source,
  isStrict,
  hidesEarlier,
  names: [],
  numbers: new Map(),
  bodies: [],
  classes: [],
  bindings: [],
  declaring: new Set(),
  writes: new Set(),
  lexical: new Map(),
  out: [],
  scope: null,
  classIndex: null,
  isInFunction: false,
  isInTry: false,
});

/** The place of a node's name. */
export const placed = (r: Reducer, node: ts.Node, name: string): Identifier => ({
  name,
  start: node.getStart(r.source),
  end: node.getEnd(),
});

export const identifier = (r: Reducer, node: ts.Identifier): Identifier => placed(r, node, node.text);

export function numberOf(r: Reducer, name: string): number {
  let number = r.numbers.get(name);
  if (number === undefined) r.numbers.set(name, (number = r.names.push(name) - 1));
  return number;
}

/** The steps that `run` makes. */
export function blockOf(r: Reducer, run: () => void): Block {
  const before = r.out;
  const block: Op[] = (r.out = []);
  run();
  r.out = before;
  return block;
}

/** Runs inside a new scope of so many names. */
export function inScope<Result>(r: Reducer, names: Iterable<string>, run: (scope: LocalScope) => Result): Result {
  const outer = r.scope;
  const scope: LocalScope = { outer, names: new Set(names), frame: { bindings: new Map(), parameters: new Set() } };
  r.scope = scope;
  const result = run(scope);
  r.scope = outer;
  return result;
}

/** The scope inside the cell that holds a name, or null where it is the notebook's. */
export function scopeOf(r: Reducer, name: string): LocalScope | null {
  for (let scope = r.scope; scope; scope = scope.outer) if (scope.names.has(name)) return scope;
  return null;
}

const frameOf = (scope: LocalScope): LocalFrame => scope.frame;

/** Reads a name at its place. */
export function readName(r: Reducer, node: ts.Identifier, use: "value" | "hand-over"): Ref {
  const scope = scopeOf(r, node.text);
  if (scope) {
    const ref: Ref = { kind: "local", frame: frameOf(scope), name: node.text };
    if (use === "hand-over") handOver(r, ref, node);
    return ref;
  }
  const name = numberOf(r, node.text);
  r.out.push({ kind: "read", name, at: identifier(r, node), use, slot: null });
  return { kind: "name", name };
}

export interface BindAs {
  readonly kind: DefinitionKind;
  readonly isDeclaration: boolean;
  /** The statement that binds. */
  readonly within: ts.Node;
  readonly imported?: string | null;
  readonly ref?: Ref | null;
}

/** Binds a name at its place. */
export function bindName(r: Reducer, node: ts.Identifier, how: BindAs): void {
  const at = identifier(r, node);
  const isGlobalInFunction = r.isInFunction && !scopeOf(r, node.text);
  const binding: Binding = {
    name: node.text,
    at,
    kind: isGlobalInFunction ? "global-in-function" : how.kind,
    node: { kind: "Pass", start: how.within.getStart(r.source), end: how.within.getEnd() },
    value: null,
    imported: how.imported ?? null,
    func: null,
    ref: how.ref ?? null,
  };
  const scope = scopeOf(r, node.text);
  if (scope) {
    addTo(scope.frame.bindings, node.text, binding);
    return;
  }
  if (how.isDeclaration) r.declaring.add(at);
  r.out.push({ kind: "bind", name: numberOf(r, node.text), binding: r.bindings.push(binding) - 1 });
}

/** A function leaves as a value: someone may call it. */
export function handOver(r: Reducer, ref: Ref | null, node: ts.Node): void {
  if (ref && ref.kind !== "name" && ref.kind !== "class") r.out.push({ kind: "hand-over", ref, at: placed(r, node, "") });
}

/** Something that may throw runs. */
export function risk(r: Reducer): void {
  if (r.isInTry) r.out.push({ kind: "risk" });
}
