// The tools that the reduction of a cell is made with: the program that grows, and the steps for names.
import { addTo } from "../../util/groupBy";
import type { DefinitionKind } from "../analysis";
import { mangle } from "../scopes/collector";
import type { Expr, FunctionDef, Identifier, LambdaExpr, NameExpr, Stmt } from "../syntax";
import { meaningOf, isInFunction, type Frame } from "./frames";
import type { Binding, Block, Body, ClassBody, LocalFrame, Op, ReadOp, Ref } from "./program";

/** A reduction under way: the program's parts so far, and where it stands. */
export interface Reducer {
  readonly names: string[];
  readonly numbers: Map<string, number>;
  readonly bodies: Body[];
  readonly classes: ClassBody[];
  readonly bindings: Binding[];
  readonly localNames: Map<NameExpr, LocalFrame>;
  /** Lambdas already reduced, with the numbers of their bodies. */
  readonly lambdas: Map<LambdaExpr, number>;
  frame: Frame;
  /** The block that grows. */
  out: Op[];
  /** Innermost statement. */
  statement: Stmt;
  /** In the arguments of a shell line or a magic. */
  isInText: boolean;
}

export function newReducer(frame: Frame, statement: Stmt): Reducer {
  return {
    names: [],
    numbers: new Map(),
    bodies: [],
    classes: [],
    bindings: [],
    localNames: new Map(),
    lambdas: new Map(),
    frame,
    out: [],
    statement,
    isInText: false,
  };
}

/** Reduces into a block of its own. */
export function blockOf(r: Reducer, reduce: () => void): Block {
  const { out } = r;
  const block: Op[] = [];
  r.out = block;
  reduce();
  r.out = out;
  return block;
}

/** Reduces inside another scope. */
export function inFrame<Made>(r: Reducer, frame: Frame, reduce: () => Made): Made {
  const { frame: outer } = r;
  r.frame = frame;
  const made = reduce();
  r.frame = outer;
  return made;
}

export const risk = (r: Reducer): void => void r.out.push({ kind: "risk" });

export function numberOf(r: Reducer, name: string): number {
  let number = r.numbers.get(name);
  if (number === undefined) {
    number = r.names.push(name) - 1;
    r.numbers.set(name, number);
  }
  return number;
}

/** The number of a class's own name. */
function slotOf(r: Reducer, frame: Frame, name: string): number {
  let slot = frame.slots.get(name);
  if (slot === undefined) {
    slot = r.names.push("") - 1;
    frame.slots.set(name, slot);
  }
  return slot;
}

/** A name is read. */
export function readName(r: Reducer, node: NameExpr | Identifier, use: ReadOp["use"]): void {
  const name = mangle(node.name, r.frame.privateTo);
  const meaning = meaningOf(name, r.frame);
  if (meaning.kind === "local") {
    if ("kind" in node) r.localNames.set(node, meaning.local);
    const bindings = meaning.local.bindings.get(name);
    const mayBeFunction = bindings ? bindings.some((binding) => binding.ref) : !meaning.local.parameters.has(name);
    if ((use === "hand-over" || use === "callback") && mayBeFunction)
      r.out.push({ kind: "hand-over", ref: { kind: "local", frame: meaning.local, name }, at: node, isAtOnce: use === "callback" });
    return;
  }
  // A free name that nobody holds is __class__, which a class gives its methods.
  if (name === "__class__" && r.frame.scope.symbols.get(name)?.place === "free") return;
  const at: Identifier = { name, start: node.start, end: node.end };
  r.out.push({
    kind: "read",
    name: numberOf(r, name),
    at,
    use: r.isInText ? "text" : use,
    slot: meaning.kind === "slot" ? slotOf(r, meaning.frame, name) : null,
  });
}

/** What is said of a binding, apart from its name. */
export interface BindingDetails {
  readonly kind: DefinitionKind;
  readonly value?: Expr | null;
  readonly imported?: string | null;
  readonly func?: FunctionDef | null;
  readonly ref?: Ref | null;
}

/** A name is bound. */
export function bindName(r: Reducer, at: Identifier, details: BindingDetails): void {
  const name = mangle(at.name, r.frame.privateTo);
  const { kind, value = null, imported = null, func = null, ref = null } = details;
  const meaning = meaningOf(name, r.frame);
  const binding: Binding = {
    name,
    at: { name, start: at.start, end: at.end },
    node: r.statement,
    value,
    imported,
    func,
    ref,
    kind: meaning.kind === "global" && isInFunction(r.frame) ? "global-in-function" : kind,
  };
  if (meaning.kind === "global") r.out.push({ kind: "bind", name: numberOf(r, name), binding: r.bindings.push(binding) - 1 });
  else if (meaning.kind === "slot") r.out.push({ kind: "bind", name: slotOf(r, meaning.frame, name), binding: -1 });
  else addTo(meaning.frame.local!.bindings, name, binding);
}

/** A name is removed: by `del` (which needs it), or at the end of an except clause. */
export function unbindName(r: Reducer, at: Identifier): void {
  const name = mangle(at.name, r.frame.privateTo);
  const meaning = meaningOf(name, r.frame);
  if (meaning.kind === "local") return;
  const number = meaning.kind === "slot" ? slotOf(r, meaning.frame, name) : numberOf(r, name);
  r.out.push({ kind: "unbind", name: number, at: { name, start: at.start, end: at.end } });
}

/** Links of a chain `a.b().c()` that are followed: more than any real one has, and few enough to be followed for each link anew. */
const longestRef = 100;

/** What a callee or a value is, as far as the text says; null where it says nothing. */
export function refOf(expr: Expr, r: Reducer, links = 0): Ref | null {
  if (links > longestRef) return null;
  switch (expr.kind) {
    case "Name":
      return nameRef(expr, r);
    case "Attribute": {
      const of = refOf(expr.value, r, links + 1);
      return of && { kind: "attribute", of, name: mangle(expr.attr.name, r.frame.privateTo) };
    }
    case "Call": {
      if (expr.func.kind === "Name" && expr.func.name === "super" && expr.args.length === 0) return superRef(r.frame);
      const of = refOf(expr.func, r, links + 1);
      return of && { kind: "result", of };
    }
    case "NamedExpr":
    case "Await":
      return refOf(expr.value, r, links + 1);
    case "Lambda": {
      const body = r.lambdas.get(expr);
      return body === undefined ? null : { kind: "body", body };
    }
    default:
      return null;
  }
}

function nameRef(expr: NameExpr, r: Reducer): Ref | null {
  const name = mangle(expr.name, r.frame.privateTo);
  const meaning = meaningOf(name, r.frame);
  if (meaning.kind === "global") return { kind: "name", name: numberOf(r, name) };
  if (meaning.kind === "slot") return null;
  if (meaning.frame.selfName === name && !meaning.local.bindings.has(name)) return { kind: "self" };
  return { kind: "local", frame: meaning.local, name };
}

function superRef(frame: Frame): Ref | null {
  for (let at: Frame | null = frame; at; at = at.parent)
    if (at.scope.kind === "function" && at.classIndex !== null) return { kind: "super", classIndex: at.classIndex };
  return null;
}
