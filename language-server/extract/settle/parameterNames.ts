// What parameters are called in the function where that is not as in the notebook: PEP 8 has them in lower case.
import { isBuiltin } from "../../python/builtins";
import { walkNodes } from "../../python/walk";
import type { FunctionShape } from "../cut/step";
import { isPythonName } from "../naming/pythonNames";
import type { Survey } from "../survey";

/** LIMIT, MAX_ROWS; not X, which is a matrix. */
export const isConstantName = (name: string): boolean => /^\p{Lu}[\p{N}_]*\p{Lu}[\p{Lu}\p{N}_]*$/u.test(name);

/**
 * The parameters' names by the notebook's, where they differ.
 * @param isWanted which of them are to be in lower case; one that the function binds or gives back keeps its name
 */
export function parameterNames(
  survey: Survey,
  { step, use, parameters, returns }: FunctionShape,
  isWanted: (name: string) => boolean,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(parameters);
  for (const name of parameters) {
    const small = name.toLowerCase();
    if (taken.has(small) || !isWanted(name) || use.binds.has(name) || returns.includes(name) || !isPythonName(small) || isBuiltin(small))
      continue;
    if (step.chunks.some((chunk) => survey.mentions(chunk).has(small)) || !canRename(survey, step.chunks, name)) continue;
    names.set(name, small);
    taken.add(small);
  }
  return names;
}

/** False where the name is in a place that cannot be rewritten: a string that pandas reads, text that shows it (`f"{LIMIT=}"`), a lambda's own parameter. */
function canRename(survey: Survey, chunks: FunctionShape["step"]["chunks"], name: string): boolean {
  return chunks.every((chunk) => {
    const source = survey.sourceOf(chunk.cell);
    let isPlain = survey.hiddenReads(chunk).known.every((one) => one.name !== name);
    walkNodes(chunk.statements, (node) => {
      if (node.kind === "Name" && node.name === name)
        isPlain &&= source.startsWith(name, node.start) && node.end - node.start === name.length;
      else if (node.kind === "Lambda") isPlain &&= node.params.every((param) => param.name.name !== name);
      else if (node.kind === "FString") isPlain &&= !showsNames(source.slice(node.start, node.end)) || !survey.mentions(chunk).has(name);
    });
    return isPlain;
  });
}

/** True of an f-string that seems to write out an expression's own text: `f"{LIMIT = :.2f}"`. */
const showsNames = (text: string): boolean => /[^=!<>{]=\s*[}:!]/.test(text);
