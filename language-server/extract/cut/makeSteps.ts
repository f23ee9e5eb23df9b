// Which statements become which function: one for each chosen cell, or one for a run of cells where nothing speaks against it.
import type { ExtractRequest, Refusal } from "../plan";
import { refuse } from "../refuse/refusals";
import type { Survey } from "../survey";
import type { CellParts } from "./cellParts";
import { isBelow } from "./chunks";
import { drawsAtEnd } from "./figures";
import type { Step } from "./step";

/** One function for all cells is refused where the user has named it; else there are as many as are needed. */
export function makeSteps(
  survey: Survey,
  cells: readonly CellParts[],
  { together, functionName }: Pick<ExtractRequest, "together" | "functionName">,
): { readonly steps: readonly Step[] } | { readonly refusals: readonly Refusal[] } {
  const withSteps = cells.filter(({ steps }) => steps.length > 0);
  const runs: CellParts[][] = [];
  const breaks: Refusal[] = [];
  for (const one of withSteps) {
    const run = runs[runs.length - 1];
    const why = run && (together || functionName !== null) ? whyApart(survey, cells, run[run.length - 1], one) : null;
    if (why) breaks.push(why);
    if (run && (together || functionName !== null) && !why) run.push(one);
    else runs.push([one]);
  }
  return functionName !== null && breaks.length > 0 ? { refusals: breaks } : { steps: runs.map((run) => stepOf(run, cells)) };
}

function stepOf(run: readonly CellParts[], cells: readonly CellParts[]): Step {
  const [first] = run;
  const last = run[run.length - 1];
  const later = cells.filter(({ cell }) => cell > first.cell && cell <= last.cell);
  return {
    cells: run.map(({ cell }) => cell),
    callCell: first.cell,
    chunks: run.flatMap(({ steps }) => steps),
    shown: last.shown,
    ahead: [
      ...first.ahead,
      ...(later.length === 0 ? [] : [first, ...later].flatMap(({ imports }) => imports).filter((chunk) => !first.ahead.includes(chunk))),
    ],
  };
}

const oneByOne = "extract the cells one by one (without --function).";

/** Why the statements of two cells, one above the other, cannot be one function; null where they can. */
function whyApart(survey: Survey, cells: readonly CellParts[], above: CellParts, below: CellParts): Refusal | null {
  const isChosen = (cell: number): boolean => cells.some((one) => one.cell === cell);
  const staying = cells
    .filter(({ cell }) => cell > above.cell && cell < below.cell)
    .flatMap(({ ahead, behind, imports }) => [...ahead.filter((chunk) => !imports.includes(chunk)), ...behind]);
  const between =
    survey.chunks.find(
      (chunk) => chunk.cell > above.cell && chunk.cell < below.cell && (!isChosen(chunk.cell) || staying.includes(chunk)),
    ) ?? foreignCell(survey, above.cell, below.cell);
  if (between)
    return refuse(
      survey,
      "apart",
      { cell: between.cell, at: between.start },
      null,
      `Cell ${between.cell} stands between the chosen cells and stays, so they cannot be one function.`,
      `Choose it as well, or ${oneByOne}`,
    );
  const again = cells
    .filter(({ cell }) => cell >= above.cell && cell <= below.cell)
    .flatMap(({ inPlace }) => inPlace)
    .find(
      (chunk) => isBelow(chunk, above.steps[above.steps.length - 1]) && (below.ahead.includes(chunk) || isBelow(below.steps[0], chunk)),
    );
  if (again)
    return refuse(
      survey,
      "redefined",
      { cell: again.cell, at: again.start },
      null,
      "What is defined here is bound again elsewhere, so that it has to be bound at this place, in the middle of the chosen cells.",
      `Give it a name of its own, or ${oneByOne}`,
    );
  const magic = isCellMagic(above) ? above : below.ahead.some((chunk) => !below.imports.includes(chunk)) ? below : null;
  if (magic)
    return refuse(
      survey,
      "magic",
      { cell: magic.cell, at: 0 },
      null,
      `The magic of cell ${magic.cell} is about this cell alone, which would be no more.`,
      `E${oneByOne.slice(1)}`,
    );
  const at = above.shown?.start ?? above.behind[0]?.statements[0].start;
  if (at !== undefined)
    return refuse(
      survey,
      "display",
      { cell: above.cell, at },
      null,
      `Cell ${above.cell} displays or does something in the middle of the chosen cells that stays in the notebook; one function has one result.`,
      `End a line that displays with a semicolon, use display(…), or ${oneByOne}`,
    );
  if (drawsAtEnd(survey, above.steps))
    return refuse(
      survey,
      "display",
      { cell: above.cell, at: above.steps[0].start },
      null,
      `Cell ${above.cell} draws a figure, which the notebook shows at the cell's end; in one function it would come later, or together with another.`,
      `End the cell with plt.show(), or ${oneByOne}`,
    );
  if (below.behind.length > 0 && drawsAtEnd(survey, below.steps))
    return refuse(
      survey,
      "display",
      { cell: below.cell, at: below.behind[0].statements[0].start },
      null,
      `Cell ${below.cell} draws a figure, which the notebook shows at the cell's end, behind what this line displays; in one function it would come before.`,
      `Call plt.show() behind the drawing, or ${oneByOne}`,
    );
  return null;
}

/** The first cell between two others that holds code of another language. */
function foreignCell({ python }: Survey, above: number, below: number): { readonly cell: number; readonly start: number } | undefined {
  const offset = python.notebook.cells
    .slice(above + 1, below)
    .findIndex(({ kind, source }, at) => kind === "code" && source.trim() !== "" && !python.cellAt(above + 1 + at));
  return offset < 0 ? undefined : { cell: above + 1 + offset, start: 0 };
}

const isCellMagic = ({ ahead }: CellParts): boolean =>
  ahead.some(({ statements }) => statements.some((one) => one.kind === "EscapeStmt" && one.escape.kind === "cell-magic"));
