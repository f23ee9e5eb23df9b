// Which code may run when some statements do: what they name, and what that names.
import { walkNodes } from "../../python/walk";
import { rememberFor } from "../../util/rememberFor";
import type { Chunk } from "../cut/chunks";
import type { Survey } from "../survey";

/**
 * The chunks themselves, and those that define what they name, from one to the next.
 * @param follows whether to go on from a name to a chunk that defines it
 */
export function reachedFrom(
  survey: Survey,
  chunks: readonly Chunk[],
  follows: (name: string, defining: Chunk) => boolean,
): ReadonlySet<Chunk> {
  const reached = new Set(chunks);
  for (const chunk of reached) {
    for (const name of survey.mentions(chunk)) {
      for (const { cell, at } of survey.definitionsOf(name)) {
        const defining = survey.chunkOf(cell, at.start);
        if (defining && follows(name, defining)) reached.add(defining);
      }
    }
  }
  return reached;
}

/** True of lines that make functions, classes or generators. */
export const definesCode = rememberFor(({ statements }: Chunk): boolean => {
  let found = false;
  walkNodes(
    statements,
    ({ kind }) => void (found ||= kind === "FunctionDef" || kind === "ClassDef" || kind === "Lambda" || kind === "GeneratorExp"),
  );
  return found;
});
