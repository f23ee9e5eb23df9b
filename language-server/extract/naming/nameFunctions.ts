// Gives the functions of a request their names: the wanted one, or one found for each.
import type { Notebook } from "../../notebook/model";
import type { FunctionShape } from "../cut/step";
import type { ExtractRequest, MadeFunction, Refusal } from "../plan";
import { refuse } from "../refuse/refusals";
import { openingComment } from "../settle/docstring";
import type { Survey } from "../survey";
import { findFunctionName, type About } from "./functionName";
import { isPythonName } from "./pythonNames";
import type { WhoHas } from "./takenNames";

export interface Named {
  readonly shape: FunctionShape;
  readonly name: string;
}

const aboutFunction = (survey: Survey, { step, returns }: FunctionShape): About => ({
  cell: step.cells[0],
  statements: step.chunks.flatMap(({ statements }) => statements),
  returns,
  comment: openingComment(survey, step)?.docstring ?? null,
  isImported: (name) => survey.definitionsOf(name).some(({ imported }) => imported !== null),
});

export const madeFunction = ({ shape, name }: Named): MadeFunction => ({
  name,
  cells: shape.step.cells,
  parameters: shape.parameters,
  returns: shape.returns,
  locals: shape.locals,
  isAsync: shape.use.isAsync,
});

export function nameFunctions(
  notebook: Notebook,
  survey: Survey,
  shapes: readonly FunctionShape[],
  { functionName }: Pick<ExtractRequest, "functionName">,
  whoHas: WhoHas,
): { readonly named: readonly Named[] } | { readonly refusals: readonly Refusal[] } {
  const where = { cell: shapes[0]?.step.callCell ?? 0, at: 0 };
  if (functionName !== null && shapes.length > 0) {
    if (!isPythonName(functionName))
      return {
        refusals: [
          refuse(
            survey,
            "name-taken",
            where,
            functionName,
            `${functionName} is no name that a function can have.`,
            "Take letters, digits and _.",
          ),
        ],
      };
    const other = whoHas(functionName);
    if (other !== null)
      return {
        refusals: [
          refuse(
            survey,
            "name-taken",
            where,
            functionName,
            `${functionName} is in use already: ${other}.`,
            "Choose another name for the function.",
          ),
        ],
      };
    return { named: shapes.map((shape) => ({ shape, name: functionName })) };
  }
  const used = new Set<string>();
  const named = shapes.map((shape): Named => {
    const name = findFunctionName(notebook, aboutFunction(survey, shape), (one) => used.has(one) || whoHas(one) !== null);
    used.add(name);
    return { shape, name };
  });
  return { named };
}
