// What would make a function behave otherwise than the statements that it is made of did.
import { walkNodes } from "../../python/walk";
import { isIn, isSometimesBound, whereIs, type Step, type Surroundings } from "../cut/step";
import type { NameUse } from "../follow/nameUse";
import { definesCode, reachedFrom } from "../follow/reached";
import { starNames } from "../follow/starNames";
import type { Refusal } from "../plan";
import type { Survey } from "../survey";
import { explainObstacle } from "./obstacles";
import { refuse } from "./refusals";

/** What would make the function behave otherwise than the statements did. */
export function findHazards({ survey, parts, boundBefore }: Surroundings, step: Step, use: NameUse, parameters: readonly string[], removes: readonly string[]): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const last = step.chunks[step.chunks.length - 1];
  const isOwn = (cell: number, at: number): boolean => isIn(step, cell, at);
  const isMovedAt = (cell: number, at: number): boolean => {
    const chunk = survey.chunkOf(cell, at);
    return chunk !== undefined && parts.moved.has(chunk);
  };
  refusals.push(...use.obstacles.map((obstacle) => explainObstacle(survey, step, obstacle)));
  for (const chunk of step.chunks) {
    for (const { node, name } of survey.hiddenReads(chunk).unknown) {
      refusals.push(refuse(survey, "hidden-names", { cell: chunk.cell, at: node.start }, name, `${name} looks at variables that nothing in the text names; in a function it would see others.`, "Leave this line in the notebook, in a cell of its own, or hand over by name what it needs."));
    }
  }
  for (const [name, at] of use.removes) {
    if (use.definite?.has(name) || removes.includes(name)) continue;
    if (!isSometimesBound(survey, step, name) && !boundBefore(step.callCell).has(name)) continue;
    refusals.push(refuse(survey, "removes-name", whereIs(survey, step, at), name, `This code removes ${name}, which the notebook bound before; a function cannot remove it there.`, `Leave \`del ${name}\` in the notebook, in a cell of its own, or give the name in the except clause another name.`));
  }
  for (const [name, at] of use.kept) {
    if (!parameters.includes(name) && !use.binds.has(name)) continue;
    const isLater = (cell: number, at: number): boolean => cell > last.cell || (cell === last.cell && at > last.end);
    const gone = [...survey.removed.get(name) ?? [], ...survey.removed.get("*") ?? []].find(({ cell, at }) => !isOwn(cell, at) && isLater(cell, at));
    const later = survey.definitionsOf(name).find((definition) => !isOwn(definition.cell, definition.at.start) && (definition.kind === "global-in-function" || isLater(definition.cell, definition.at.start)));
    if (gone && !later) refusals.push(refuse(survey, "kept-closure", whereIs(survey, step, at), name, `A function or generator that is made here may run later, when cell ${gone.cell} has removed ${name}; in a module it would still see it.`, `Hand ${name} over as a default (lambda …, ${name}=${name}: …), or keep the name.`));
    const another = later ? null : starNames(survey).mayBindBetween(name, { cell: last.cell, at: last.end }, null);
    const binds = later ? `cell ${later.cell} has` : another && `${another} may have`;
    if (binds) refusals.push(refuse(survey, "kept-closure", whereIs(survey, step, at), name, `A function or generator that is made here may run later, when ${binds} given ${name} another value; in a module it would see the old one.`, `Hand ${name} over as a default (lambda …, ${name}=${name}: …), or give the later value another name.`));
  }
  const reached = reachedFrom(survey, step.chunks, (_, defining) => definesCode(defining));
  for (const { cell, start, name: func, writes } of survey.functions) {
    const changed = [...writes].find((name) => use.binds.has(name) || use.needs.has(name));
    if (changed === undefined || cell > last.cell || !(reached.has(survey.chunkOf(cell, start)!) || mayBeCalled(survey, step, func, changed, isOwn))) continue;
    const at = use.needs.get(changed) ?? use.binds.get(changed)!;
    const refusal = refuse(survey, "global", whereIs(survey, step, at), changed, `${func ?? "A function"} of cell ${cell} sets ${changed} by global and may be called here, so ${changed} may change while this code runs.`, "Return the value from that function in place of global.");
    refusals.push(func === null ? refusal : { ...refusal, reader: func });
  }
  for (const { cell, start, name: func, reads } of survey.functions) {
    if (isMovedAt(cell, start) || isOwn(cell, start) || cell > last.cell) continue;
    for (const shared of reads) {
      const changed = use.binds.get(shared) ?? use.removes.get(shared);
      if (!changed || !mayBeCalled(survey, step, func, shared, isOwn)) continue;
      const refusal = refuse(survey, "used-by-staying-function", whereIs(survey, step, changed), shared, `${func ?? "A function"} of cell ${cell} reads ${shared} from the notebook and may be called here, after ${shared} is ${use.binds.has(shared) ? "bound" : "removed"}: it would see the value from before.`, `Make ${shared} a parameter of ${func ?? "that function"}.`);
      refusals.push(func === null ? refusal : { ...refusal, reader: func });
    }
  }
  return refusals;
}

/** Whether a function that stays may run while the step runs. Plain functions are followed from call to call; others may always. */
function mayBeCalled(survey: Survey, step: Step, func: string | null, shared: string, isOwn: (cell: number, at: number) => boolean): boolean {
  let calls = false;
  for (const chunk of step.chunks) walkNodes(chunk.statements, (node) => void (calls ||= node.kind === "Call" || node.kind === "Subscript" || node.kind === "Attribute" || node.kind === "Binary" || node.kind === "Compare" || node.kind === "For"));
  if (!calls) return false;
  if (func === null) return true;
  const { document } = survey.python;
  if (step.cells.some((cell) => document.readsIn(cell).some((read) => read.name === shared && read.calledFrom.length > 0 && !isOwn(read.cell, read.at.start)))) return true;
  const isNamed = step.chunks.some((chunk) => survey.mentions(chunk).has(func));
  return isNamed || isHandedOver(survey, func);
}

/** Whether a function's name is read anywhere but as the function of a call. */
export function isHandedOver(survey: Survey, func: string): boolean {
  let found = false;
  for (const chunk of survey.chunks) {
    walkNodes(chunk.statements, (node, parents) => {
      if (node.kind !== "Name" || node.name !== func) return;
      const parent = parents[parents.length - 1];
      found ||= !(parent?.kind === "Call" && parent.func === node);
    });
  }
  return found;
}
