// Which names are certainly bound when a part of the notebook starts to run, with the cells run from the top.
import { countLeading } from "../../util/countLeading";
import { addTo } from "../../util/groupBy";
import type { Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { rememberFor } from "../../util/rememberFor";
import type { Chunk } from "../cut/chunks";
import type { Survey } from "../survey";
import { followNames } from "./followNames";
import { targetNames } from "./nameExpressions";

/** Names that are bound on every path to a place. */
export interface BoundNames {
  has(name: string): boolean;
}

/** Names that are bound on every path to a chunk. */
export function boundBeforeChunks(survey: Survey): (chunk: Chunk) => BoundNames {
  // By name, the numbers of the chunks before which it becomes bound, then is no longer, then is again: a set for each chunk would grow with the square.
  const turns = new Map<string, number[]>();
  const boundBefore = (number: number): BoundNames => ({
    has: (name) => countLeading(turns.get(name) ?? [], (turn) => turn <= number) % 2 === 1,
  });
  survey.chunks.forEach(({ statements, cell }, number) => {
    const before = boundBefore(number);
    for (const [name, isBound] of changesOf(survey, statements, cell, before)) {
      // A name that nothing in the notebook binds is read by code that fails.
      if (isBound !== before.has(name) && (!isBound || survey.definitionsOf(name).length > 0)) addTo(turns, name, number + 1);
    }
  });
  const numbers = new Map(survey.chunks.map((chunk, number) => [chunk, number]));
  return (chunk) => boundBefore(numbers.get(chunk)!);
}

/** Names that are bound on every path to a cell that has statements. */
export function boundBeforeCells(survey: Survey): (cell: number) => BoundNames {
  const boundBefore = boundBeforeChunks(survey);
  return (cell) => {
    const [first] = survey.chunksIn(cell);
    return first ? boundBefore(first) : new Set();
  };
}

/** Names that are bound after statements of a cell, where these are bound before them; the same where nothing gets after them. */
export function boundBehind(survey: Survey, statements: readonly Stmt[], cell: number, before: BoundNames): BoundNames {
  const changes = changesOf(survey, statements, cell, before);
  return { has: (name) => changes.get(name) ?? before.has(name) };
}

/** Of the names that statements touch, whether each is bound after them; none where nothing gets after them. */
function changesOf(survey: Survey, statements: readonly Stmt[], cell: number, before: BoundNames): ReadonlyMap<string, boolean> {
  const facts = survey.facts(cell);
  const { needs, binds, removes } = followNames(statements, facts);
  const removed = survey.removed.has("*") ? survey.python.definitions.map(({ name }) => name) : survey.removed.keys();
  const touched = [...needs.keys(), ...binds.keys(), ...removes.keys(), ...removed];
  const after = followNames(
    statements,
    facts,
    touched.filter((name) => before.has(name)),
  ).definite;
  return new Map(after ? touched.map((name) => [name, after.has(name) && !removedByGlobal(survey).has(name)]) : []);
}

/** Names that a function or a class declares global and removes: whatever runs may have run it, so they are never certain to be bound. */
const removedByGlobal = rememberFor((survey: Survey): ReadonlySet<string> => {
  const declared = new Set<string>();
  const removed = new Set<string>();
  for (const { statements } of survey.chunks) {
    walkNodes(statements, (node, parents) => {
      if (!parents.some(({ kind }) => kind === "FunctionDef" || kind === "ClassDef")) return;
      if (node.kind === "Global") node.names.forEach(({ name }) => declared.add(name));
      else if (node.kind === "Delete") node.targets.flatMap(targetNames).forEach((name) => removed.add(name));
      else if (node.kind === "Try") node.handlers.forEach(({ name }) => void (name && removed.add(name.name)));
    });
  }
  return new Set([...removed].filter((name) => declared.has(name)));
});
