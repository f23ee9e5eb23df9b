// Which names are certainly bound when a part of the notebook starts to run, with the cells run from the top.
import type { Chunk } from "../cut/chunks";
import type { Survey } from "../survey";
import { followNames } from "./followNames";

/** Names that are bound on every path to a chunk. */
export function boundBeforeChunks(survey: Survey): ReadonlyMap<Chunk, ReadonlySet<string>> {
  const states = new Map<Chunk, ReadonlySet<string>>();
  let state: ReadonlySet<string> = new Set();
  for (const chunk of survey.chunks) {
    states.set(chunk, state);
    const after = followNames(chunk.statements, survey.facts(chunk.cell), state).definite;
    // A name that nothing in the notebook binds is read by code that fails.
    const known = state;
    if (after) state = new Set([...after].filter((name) => known.has(name) || survey.definitionsOf(name).length > 0));
  }
  return states;
}

/** Names that are bound on every path to a cell that has statements. */
export function boundBeforeCells(survey: Survey): (cell: number) => ReadonlySet<string> {
  const states = boundBeforeChunks(survey);
  return (cell) => {
    const [first] = survey.chunksIn(cell);
    return (first && states.get(first)) ?? new Set();
  };
}
