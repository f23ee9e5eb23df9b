// Which code may run when some statements do: the functions, classes and lambdas that they name, and what these name.
import { walkNodes } from "../python/walk";
import { rememberFor } from "../rememberFor";
import type { Chunk } from "./chunks";
import type { Survey } from "./survey";

/** The chunks themselves, and those that define what they name, from one to the next. */
export function reachedFrom(survey: Survey, chunks: readonly Chunk[]): ReadonlySet<Chunk> {
  const reached = new Set(chunks);
  for (const chunk of reached) {
    for (const name of survey.mentions(chunk)) {
      for (const { cell, at } of survey.definitionsOf(name)) {
        const defining = survey.chunkOf(cell, at.start);
        if (defining && definesCode(defining)) reached.add(defining);
      }
    }
  }
  return reached;
}

const definesCode = rememberFor(({ statements }: Chunk): boolean => {
  let found = false;
  walkNodes(statements, ({ kind }) => void (found ||= kind === "FunctionDef" || kind === "ClassDef" || kind === "Lambda" || kind === "GeneratorExp"));
  return found;
});
