// Random notebooks: straight-line and branching programs cut into cells. The same seed gives the same notebook.
import { numbersFrom } from "../support/random";
import { ProgramWriter } from "./programWriter";

/** A program, and cells chosen from it. */
export interface Program {
  readonly cells: readonly string[];
  readonly chosen: readonly number[];
  readonly together: boolean;
}

/** @param hasDefaults whether functions and classes take what the notebook made when they are defined */
export function makeProgram(seed: number, hasDefaults = false): Program {
  const writer = new ProgramWriter(numbersFrom(seed), hasDefaults);
  const cells = [writer.start(), ...Array.from({ length: 3 + writer.below(4) }, () => makeCell(writer)), writer.end()];
  const first = writer.below(cells.length);
  const together = writer.chance(0.3);
  const isChosen = (index: number): boolean =>
    index === first || (together ? index > first && index < first + 3 : index > first && writer.chance(0.35));
  return { cells, chosen: cells.map((_, index) => index).filter(isChosen), together };
}

function makeCell(writer: ProgramWriter): string {
  const lines = Array.from({ length: 1 + writer.below(4) }, () => writer.statement(0)).flat();
  if (writer.chance(0.2)) lines.unshift("# a comment on top");
  if (writer.chance(0.35)) lines.push(`${writer.look()}${writer.chance(0.1) ? ";" : ""}`);
  if (writer.chance(0.1)) lines.push("# a comment below");
  return lines.join("\n");
}
