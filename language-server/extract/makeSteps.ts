// Which statements become which function: one for each chosen cell, or one for their run where nothing speaks against it.
import type { CellParts } from "./cellParts";
import { drawsAtEnd } from "./figures";
import type { Step } from "./makeFunction";
import type { ExtractRequest, Refusal } from "./plan";
import { refuse } from "./refusals";
import type { Survey } from "./survey";

export function makeSteps(survey: Survey, cells: readonly CellParts[], { together, functionName }: ExtractRequest): { readonly steps: readonly Step[] } | { readonly refusals: readonly Refusal[] } {
  const withSteps = cells.filter(({ steps }) => steps.length > 0);
  if (withSteps.length < 2 || !(together || functionName !== null)) {
    return { steps: withSteps.map(({ cell, steps, shown, imports, magics }) => ({ cells: [cell], callCell: cell, chunks: steps, shown, ahead: [...magics, ...imports] })) };
  }
  const first = withSteps[0];
  const last = withSteps[withSteps.length - 1];
  const refusals: Refusal[] = [];
  const chosen = new Set(cells.map(({ cell }) => cell));
  const between = survey.chunks.find((chunk) => chunk.cell > first.cell && chunk.cell < last.cell && !chosen.has(chunk.cell));
  if (between) refusals.push(refuse(survey, "apart", { cell: between.cell, at: between.start }, null, `Cell ${between.cell} stands between the chosen cells and stays, so they cannot be one function.`, "Choose it as well, or extract the cells one by one (without --function)."));
  for (const { cell, shown, look } of withSteps) {
    if (cell === last.cell || (shown === null && look === null)) continue;
    const at = shown?.start ?? look!.statements[0].start;
    refusals.push(refuse(survey, "display", { cell, at }, null, `Cell ${cell} displays a value in the middle of the chosen cells; one function has one result.`, "End the line with a semicolon, use display(…), or extract the cells one by one (without --function)."));
  }
  const drawing = withSteps.find(({ cell, steps }) => cell !== last.cell && drawsAtEnd(survey, steps));
  if (drawing) refusals.push(refuse(survey, "display", { cell: drawing.cell, at: drawing.steps[0].start }, null, `Cell ${drawing.cell} draws a figure, which the notebook shows at the cell's end; in one function it would come later, or together with another.`, "End the cell with plt.show(), or extract the cells one by one (without --function)."));
  const magic = withSteps.find(({ cell, magics }) => magics.some(({ statements }) => cell !== first.cell || statements.some((one) => one.kind === "EscapeStmt" && one.escape.kind === "cell-magic")));
  if (magic) refusals.push(refuse(survey, "magic", { cell: magic.cell, at: 0 }, null, `The magic of cell ${magic.cell} is about this cell alone, which would be no more.`, "Extract the cells one by one (without --function)."));
  if (refusals.length > 0) return { refusals };
  return {
    steps: [{
      cells: withSteps.map(({ cell }) => cell), callCell: first.cell, chunks: withSteps.flatMap(({ steps }) => steps), shown: last.shown,
      ahead: [...first.magics, ...cells.flatMap(({ imports }) => imports)],
    }],
  };
}
