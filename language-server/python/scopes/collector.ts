// What the first pass over a cell's names collects: blocks, and what each does with which name.
import type { Stmt } from "../syntax";
import type { Scope } from "./scopes";

/** What a block does with a name; the bits of one name are joined. */
export const FLAGS = { used: 1, assigned: 2, parameter: 4, imported: 8, global: 16, nonlocal: 32 } as const;

/** One block before its names are resolved. */
export interface ScopeBlock {
  readonly kind: Scope["kind"];
  readonly name: string;
  readonly node: Scope["node"];
  readonly names: Map<string, number>;
  readonly children: ScopeBlock[];
}

/** A pass under way. */
export interface Collector {
  readonly stack: ScopeBlock[];
  /** Name of the class whose private names are mangled. */
  privateTo: string | null;
  /** `from __future__ import annotations`: annotations are text, their names do not count. */
  postponesAnnotations: boolean;
  /** Visits the statements of a magic, which may be inside an expression. */
  readonly visitBody: (body: readonly Stmt[]) => void;
}

export function newBlock(kind: Scope["kind"], name: string, node: Scope["node"]): ScopeBlock {
  return { kind, name, node, names: new Map(), children: [] };
}

/** Visits what belongs to a block of its own. */
export function inside(collector: Collector, block: ScopeBlock, visit: () => void): void {
  collector.stack[collector.stack.length - 1]!.children.push(block);
  collector.stack.push(block);
  visit();
  collector.stack.pop();
}

/** Notes what a block, by default the innermost, does with a name. */
export function mark(name: string, flag: number, collector: Collector, block = collector.stack[collector.stack.length - 1]!): void {
  const mangled = mangle(name, collector.privateTo);
  block.names.set(mangled, (block.names.get(mangled) ?? 0) | flag);
}

/** A name that any block declares global is explicitly so in the module too. */
export function markGlobal(name: string, collector: Collector): void {
  mark(name, FLAGS.global, collector);
  mark(name, FLAGS.global, collector, collector.stack[0]!);
}

/** `__x` inside `class C` is `_C__x` (language reference, "Identifiers (Names)"). */
export function mangle(name: string, className: string | null): string {
  if (className === null || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  const owner = className.replace(/^_+/, "");
  return owner === "" ? name : `_${owner}${name}`;
}
