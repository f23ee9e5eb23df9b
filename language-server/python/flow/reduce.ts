// Reduces a cell to the program of its names; made once a source text.
import type { Scope } from "../scopes/scopes";
import type { Module } from "../syntax";
import { moduleFrame } from "./frames";
import type { Block, Program } from "./program";
import { noStatement } from "./reduceFunctions";
import { blockOf, newReducer, numberOf } from "./reducer";
import { reduceBody } from "./reduceStatements";

/** The program of a cell. `scope` is the cell's symbol table (`buildScope`). */
export function reduceModule(module: Module, scope: Scope): Program {
  const r = newReducer(moduleFrame(scope), noStatement(0));
  const isValid = module.problems.length === 0;
  const body = blockOf(r, () => reduceBody(r, module.body));
  // Python runs nothing of a cell that does not parse; once it is corrected, it may bind any name that it holds.
  const softened: Block = isValid
    ? []
    : [{ kind: "soften", names: [...new Set(module.source.match(identifiers) ?? [])].map((name) => numberOf(r, name)) }];
  const block: Block = isValid
    ? body
    : [
        ...softened,
        {
          kind: "choice",
          arms: [
            { block: body, known: null },
            { block: [], known: null },
          ],
        },
      ];
  const { names, bodies, classes, bindings, localNames } = r;
  return { names, block, bodies, classes, bindings, isValid, localNames };
}

const identifiers = /[\p{ID_Start}_][\p{ID_Continue}]*/gu;
