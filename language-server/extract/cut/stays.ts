// Which statements at the edges of the chosen cells stay in the notebook, so that the rest can move, and how that is told.
import { isLiteral } from "../define/constants";
import type { Refusal, Stay } from "../plan";
import type { Survey } from "../survey";
import { isImport, isImportChunk, type Chunk } from "./chunks";

/**
 * Adds what is in the way to what stays, with all between it and the nearer edge of its cell.
 * @returns null where nothing can be done, or half of the lines or more would stay
 */
export function findStays(
  survey: Survey,
  cells: readonly number[],
  staying: ReadonlySet<Chunk>,
  blocked: readonly Chunk[],
): ReadonlySet<Chunk> | null {
  const wider = new Set(staying);
  for (const chunk of blocked) for (const one of toNearerEdge(survey, wider, chunk)) wider.add(one);
  for (const cell of new Set([...wider].map((chunk) => chunk.cell))) {
    const moving = movingIn(survey, wider, cell);
    if (moving.every(({ statements }) => statements.every(isStart))) moving.forEach((chunk) => wider.add(chunk));
  }
  const chosen = survey.chunks.filter((chunk) => cells.includes(chunk.cell) && !isImportChunk(chunk));
  const lines = (chunks: readonly Chunk[]): number =>
    chunks.reduce(
      (sum, { cell, start, end }) =>
        sum +
        survey
          .sourceOf(cell)
          .slice(start, end)
          .split("\n")
          .filter((line) => line.trim() !== "").length,
      0,
    );
  return wider.size === staying.size || 2 * lines([...wider]) >= lines(chosen) ? null : wider;
}

function toNearerEdge(survey: Survey, staying: ReadonlySet<Chunk>, chunk: Chunk): readonly Chunk[] {
  const moving = movingIn(survey, staying, chunk.cell);
  const above = moving.filter(({ index }) => index < chunk.index);
  const below = moving.filter(({ index }) => index > chunk.index);
  return [chunk, ...(above.length < below.length ? above : below)];
}

/** Statements of a cell that are to become a function. */
const movingIn = (survey: Survey, staying: ReadonlySet<Chunk>, cell: number): readonly Chunk[] =>
  survey.chunksIn(cell).filter((chunk) => !staying.has(chunk) && !chunk.statements.every(isMovable));

/** `rows = []`, `total = 0`: without what follows there is no function in it. */
const isStart = (statement: Chunk["statements"][number]): boolean => statement.kind === "Assign" && isLiteral(statement.value);

/** Imports and definitions may move past statements that stay. */
const isMovable = (statement: Chunk["statements"][number]): boolean =>
  isImport(statement) || statement.kind === "FunctionDef" || statement.kind === "ClassDef";

/** What stays, one entry for neighbours, each with the first reason that is about it. */
export function describeStays(survey: Survey, staying: ReadonlySet<Chunk>, reasons: readonly Refusal[]): readonly Stay[] {
  const runs: Chunk[][] = [];
  for (const chunk of survey.chunks.filter((one) => staying.has(one))) {
    const last = runs.at(-1)?.at(-1);
    if (last && last.cell === chunk.cell && last.index + 1 === chunk.index) runs[runs.length - 1].push(chunk);
    else runs.push([chunk]);
  }
  return runs.map((run) => {
    const { cell, statements } = run[0];
    const lineOf = (at: number): number =>
      survey
        .sourceOf(cell)
        .slice(0, at)
        .split(/\r\n|\r|\n/).length - 1;
    const [line, lastLine] = [lineOf(statements[0].start), lineOf(run[run.length - 1].statements.at(-1)!.end)];
    const why = reasons.find((one) => one.cell === cell && one.line >= line && one.line <= lastLine) ?? reasons[0];
    const lines = line === lastLine ? `Line ${line + 1}` : `Lines ${line + 1} to ${lastLine + 1}`;
    return {
      cell,
      line,
      lastLine,
      reason: why.reason,
      message: `${lines} of cell ${cell} ${line === lastLine ? "stays" : "stay"} in the notebook. ${why.message} ${why.wayOut}`,
    };
  });
}
