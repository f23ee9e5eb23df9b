// What a function's body may leave behind whenever it runs: the globals it binds and removes, read off its program.
import { rememberFor } from "../../util/rememberFor";
import type { Identifier } from "../syntax";
import type { Block, Body, Op, Program } from "./program";

/** By the program's own numbers. */
export interface Effects {
  readonly binds: readonly { readonly name: number; readonly binding: number }[];
  readonly unbinds: readonly { readonly name: number; readonly at: Identifier }[];
  readonly opens: boolean;
}

/** The effects of a body and of the functions made in it, without those of what it calls. */
export const looseEffects = rememberFor((body: Body, program: Program): Effects => {
  const found: { binds: { name: number; binding: number }[]; unbinds: { name: number; at: Identifier }[]; opens: boolean } = {
    binds: [],
    unbinds: [],
    opens: false,
  };
  const visit = (block: Block): void => {
    for (const op of block) {
      if (op.kind === "bind" && op.binding >= 0) found.binds.push(op);
      else if (op.kind === "unbind" && program.names[op.name] !== "") found.unbinds.push(op);
      else if (op.kind === "open") found.opens = true;
      else if (op.kind === "define") visit(program.bodies[op.body]!.block);
      for (const inner of blocksOf(op)) visit(inner);
    }
  };
  visit(body.block);
  return found;
});

/** The blocks directly inside a step. */
function blocksOf(op: Op): readonly Block[] {
  switch (op.kind) {
    case "choice":
      return op.arms.map((arm) => arm.block);
    case "loop":
      return [op.head, op.body, op.orelse];
    case "try":
      return [op.body, ...op.handlers, op.orelse, op.finalbody];
    case "annotation":
    case "dead":
    case "deferred":
      return [op.block];
    default:
      return [];
  }
}
