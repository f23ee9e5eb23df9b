// The scopes a cell's reduction is in, from the innermost outwards, and what a name means there.
import { childScope, type Scope } from "../scopes/scopes";
import type { FunctionDef } from "../syntax";
import type { Binding, LocalFrame } from "./program";

/** One scope on the way. */
export interface Frame {
  readonly scope: Scope;
  readonly parent: Frame | null;
  /** Of functions, lambdas and comprehensions: their names. */
  readonly local: { readonly bindings: Map<string, Binding[]>; readonly parameters: Set<string> } | null;
  /** Of a class: numbers of its own names. */
  readonly slots: Map<string, number>;
  /** Of a class its number; of a method its class's; else null. */
  readonly classIndex: number | null;
  /** Of a method, its first parameter. */
  readonly selfName: string | null;
  /** Name of the class whose private names are mangled here. */
  readonly privateTo: string | null;
  hasYield: boolean;
}

export function moduleFrame(scope: Scope): Frame {
  return { scope, parent: null, local: null, slots: new Map(), classIndex: null, selfName: null, privateTo: null, hasYield: false };
}

/** The frame of the scope that `node` makes inside `parent`; type parameters have one between. */
export function innerFrame(
  parent: Frame,
  node: Scope["node"],
  details: { readonly classIndex?: number; readonly selfName?: string | null; readonly privateTo?: string },
): Frame {
  const scope = childScope(parent.scope, node);
  if (!scope) return { ...moduleFrame({ kind: "function", name: "", node, symbols: new Map(), children: [] }), parent };
  const frame: Frame = {
    scope,
    parent,
    local: scope.kind === "class" ? null : { bindings: new Map(), parameters: new Set() },
    slots: new Map(),
    classIndex: details.classIndex ?? null,
    selfName: details.selfName ?? null,
    privateTo: details.privateTo ?? parent.privateTo,
    hasYield: false,
  };
  if (scope.kind !== "type-parameters") return frame;
  return innerFrame(frame, node, details);
}

/** What a (mangled) name means in a frame. */
export type Meaning =
  | { readonly kind: "global" }
  /** A class body's own name. */
  | { readonly kind: "slot"; readonly frame: Frame }
  | { readonly kind: "local"; readonly frame: Frame; readonly local: LocalFrame };

const globalMeaning: Meaning = { kind: "global" };

export function meaningOf(name: string, frame: Frame): Meaning {
  for (let at: Frame | null = frame; at; at = at.parent) {
    if (at.scope.kind === "module") return globalMeaning;
    const place = at.scope.symbols.get(name)?.place;
    if (place === "global-explicit" || place === "global-implicit") return globalMeaning;
    if (at.scope.kind === "class") {
      if (at === frame && place === "local") return { kind: "slot", frame: at };
    } else if (at.local && (place === "local" || place === "cell")) return { kind: "local", frame: at, local: at.local };
  }
  return globalMeaning;
}

/** True inside a function or lambda, also in a comprehension or class within one. */
export function isInFunction(frame: Frame): boolean {
  for (let at: Frame | null = frame; at; at = at.parent) if (at.scope.kind === "function" || at.scope.kind === "lambda") return true;
  return false;
}

/** The nearest function around, comprehensions skipped; a `yield` there makes it a generator. */
export function functionFrame(frame: Frame): Frame {
  let at = frame;
  while (at.scope.kind === "comprehension" && at.parent) at = at.parent;
  return at;
}

/** First parameter of a method that is handed the instance or the class. */
export function selfParameter(node: FunctionDef, parent: Frame): string | null {
  if (parent.scope.kind !== "class") return null;
  const isStatic = node.decorators.some((decorator) => decorator.kind === "Name" && decorator.name === "staticmethod");
  const first = node.params[0];
  return !isStatic && first && (first.kind === "positional" || first.kind === "positional-only") ? first.name.name : null;
}
