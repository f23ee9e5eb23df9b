// What the user should know about a plan, as sentences.
import type { NotebookEdit } from "../../notebook/edits";
import { wordList } from "../../util/wordList";
import type { CellParts } from "../cut/cellParts";
import { cellSettings, type Chunk } from "../cut/chunks";
import type { ModuleParts } from "../define/moveDefinitions";
import type { HiddenReads } from "../follow/hiddenReads";
import type { MadeFunction } from "../plan";
import type { Survey } from "../survey";

export function tellPlan(
  functions: readonly MadeFunction[],
  survey: Survey,
  parts: ModuleParts,
  cells: readonly CellParts[],
  note: string | null,
): readonly string[] {
  const chosen = new Set(cells.map(({ cell }) => cell));
  const along = [...parts.moved].filter(([chunk]) => !chosen.has(chunk.cell));
  const passed = functions.flatMap(({ name, parameters }) =>
    parameters
      .filter((one) => survey.definitionsOf(one).some(({ func }) => func))
      .map((one) => `${one} is handed over to ${name}, because it cannot move to the module as it is.`),
  );
  const lister = listerOf(survey);
  return [
    ...along.map(
      ([chunk, names]) =>
        `${wordList(names)} of cell ${chunk.cell} ${names.length === 1 ? "moves along, because the moved code needs it" : "move along, because the moved code needs them"}.`,
    ),
    ...(parts.held ?? []).map(
      (name) => `${name} is made by the module now, once: the notebook has the same one, and running its cell again does not make it anew.`,
    ),
    ...passed,
    ...(parts.stars.length === 0
      ? []
      : [
          `The module repeats ${parts.stars.map(({ module }) => `"from ${module} import *"`).join(", ")}, because it is not known which names the code has from there.`,
        ]),
    ...tellLocals(functions),
    ...(lister === undefined
      ? []
      : [
          `Cell ${lister.cell} looks at all variables (${survey.hiddenReads(lister).unknown.find(isLooking)!.name}) and finds the new functions among them.`,
        ]),
    ...(note === null ? [] : [note]),
  ];
}

/** The settings of cells of which nothing is left. */
export const tellSettings = (survey: Survey, edits: readonly NotebookEdit[]): readonly string[] =>
  edits.flatMap((edit) => {
    if (edit.kind !== "deleteCell") return [];
    const lines = cellSettings(survey.sourceOf(edit.cell))
      .split(/[\r\n]+/)
      .filter((line) => line !== "");
    return lines.length === 0
      ? []
      : [`Nothing is left of cell ${edit.cell}, so its ${lines.length === 1 ? "setting goes" : "settings go"}, too: ${lines.join(", ")}`];
  });

/** The first code of the notebook that lists all variables. */
export const listerOf = (survey: Survey): Chunk | undefined =>
  survey.chunks.find((chunk) => survey.hiddenReads(chunk).unknown.some(isLooking));

const isLooking = ({ name, asked }: HiddenReads["unknown"][number]): boolean =>
  asked === null && /^(?:who|who_ls|whos|psearch|globals|locals|dir|vars)$/.test(name);

/** Names that the notebook has no more; nobody misses `_`. */
export const tellLocals = (functions: readonly MadeFunction[]): readonly string[] =>
  functions.flatMap(({ name, locals }) => {
    const gone = locals.filter((one) => one !== "_");
    return gone.length === 0
      ? []
      : [`${gone.join(", ")}: now known inside ${name} only, because nothing else reads ${gone.length === 1 ? "it" : "them"}.`];
  });
