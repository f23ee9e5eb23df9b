// Writes the imports of a module that repeats the notebook's star imports: in the notebook's order, because each may hide what is above it.
import { starsBefore, type StarImport } from "../follow/starNames";
import type { Survey } from "../survey";
import { writeImports, type ImportedName, type ImportOrder } from "./imports";

/** What Ruff says of every star import, and of every name that may come from one (its rules F403 and F405). */
const header = "# ruff: noqa: F403, F405";

/** The text of all imports. `needed` are the others, by name; those that the notebook does not have come last. */
export function writeAroundStars(
  survey: Survey,
  stars: readonly StarImport[],
  futures: readonly ImportedName[],
  needed: ReadonlyMap<string, readonly ImportedName[]>,
  order: ImportOrder,
): string {
  const starsAbove = (name: string): number => {
    const [first] = survey.definitionsOf(name);
    return first ? starsBefore(stars, { cell: first.cell, at: first.at.start }) : stars.length;
  };
  const between = [...stars, null].flatMap((star, at) => [
    writeImports(
      [...needed].flatMap(([name, imports]) => (starsAbove(name) === at ? imports : [])),
      order,
    ),
    star === null ? "" : `from ${star.module} import *`,
  ]);
  return [header, writeImports(futures, order), ...between].filter((text) => text !== "").join("\n");
}
