// The state of a walk that follows names: what is bound on every path to here, and what was noted on the way.
import { isBuiltin } from "../../python/builtins";
import type { Identifier, Node } from "../../python/syntax";
import type { Obstacle, UseFacts } from "./nameUse";

export type Names = Set<string>;

export interface Walk {
  /** What is known of the cell whose statements run. */
  facts: UseFacts;
  readonly needs: Map<string, Identifier>;
  readonly binds: Map<string, Identifier>;
  readonly removes: Map<string, Identifier>;
  readonly rebound: Set<string>;
  readonly bare: Map<string, Identifier>;
  readonly kept: Map<string, Identifier>;
  readonly obstacles: Obstacle[];
  readonly parents: Node[];
  isAsync: boolean;
  /** Names that may have been removed on the way to here. */
  readonly gone: Set<string>;
  /** Bound on every path to here; null where nothing gets here. */
  definite: Names | null;
  /** States at `break` and `continue` of the innermost loop. */
  jumps: { readonly breaks: (Names | null)[]; readonly continues: (Names | null)[] } | null;
}

export interface Place {
  /** Names of lambdas and comprehensions around. */
  readonly hidden: ReadonlySet<string>;
  /** Inside something that may run later. */
  readonly isKept: boolean;
  /** What is read here is read whenever the code gets here, in a function, too, and ends it where it is not bound. */
  readonly isCertain: boolean;
}

/** Not inside a lambda or comprehension. */
export const top: Place = { hidden: new Set(), isKept: false, isCertain: true };

/** What perhaps nobody reads: an annotation, which a function does not evaluate, or text that a magic looks through. */
export const beside: Place = { ...top, isCertain: false };

/** Runs what may run or not, from here; gives the state at its end and leaves the walk's own as it was. */
export function branch(walk: Walk, run: () => void): Names | null {
  const before = walk.definite;
  walk.definite = before && new Set(before);
  run();
  const after = walk.definite;
  walk.definite = before;
  return after;
}

/** Names in all the states from which something goes on. */
export function meet(...states: readonly (Names | null)[]): Names | null {
  const live = states.filter((state) => state !== null);
  if (live.length === 0) return null;
  return new Set([...live[0]].filter((name) => live.every((state) => state.has(name))));
}

/** After a name that was read for certain it is bound: else the code had ended there. What is removed somewhere is not so sure. */
export function readName(walk: Walk, name: Identifier, place: Place): void {
  if (place.hidden.has(name.name)) return;
  if (walk.definite !== null && !walk.definite.has(name.name)) {
    note(walk.needs, name);
    if (walk.gone.has(name.name) && isBuiltin(name.name)) note(walk.bare, name);
  }
  if (place.isKept) note(walk.kept, name);
  else if (place.isCertain && !walk.removes.has(name.name) && !isBuiltin(name.name)) walk.definite?.add(name.name);
}

export function bind(walk: Walk, name: Identifier): void {
  note(walk.binds, name);
  if (walk.removes.has(name.name)) walk.rebound.add(name.name);
  walk.definite?.add(name.name);
}

/** From here on the names are perhaps not bound any more. */
export function forget(walk: Walk, names: readonly string[]): void {
  for (const name of names) {
    walk.definite?.delete(name);
    walk.gone.add(name);
  }
}

/** Only the first place counts. */
export function note(names: Map<string, Identifier>, { name, start, end }: Identifier): void {
  if (!names.has(name)) names.set(name, { name, start, end });
}

export const obstacle = (walk: Walk, node: Obstacle["node"], what: Obstacle["what"], name: string | null = null): void =>
  void walk.obstacles.push({ node, what, name });
