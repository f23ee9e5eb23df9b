// Statements at the edges of a chosen cell that stay in the notebook while the code beside them moves: magics, shell lines, star imports,
// code around them, the main guard, and `del` of names that other cells bound.
import type { EscapeStmt, Stmt } from "../../python/syntax";
import { targetNames } from "../follow/nameExpressions";
import { isStarChunk } from "../follow/starNames";
import type { Refusal } from "../plan";
import { refuse } from "../refuse/refusals";
import type { Survey } from "../survey";
import type { Chunk } from "./chunks";

/** Cell magics whose line may stay in the notebook while the code below moves. */
const cellMagics: ReadonlySet<string> = new Set(["time", "capture"]);

/** True where a chunk may stay in front of the function's call, or after it. */
export const mayStay = (chunk: Chunk, survey: Survey): boolean =>
  chunk.statements.every((statement) => isMainGuard(statement) || (isEscape(statement) && mayStayAlone(statement))) ||
  isStarChunk(chunk) ||
  holdsEscape(chunk, survey);

const isEscape = (statement: Stmt): statement is EscapeStmt => statement.kind === "EscapeStmt";

const mayStayAlone = ({ escape }: EscapeStmt): boolean => escape.kind !== "cell-magic" || cellMagics.has(escape.name);

/** True of Python around a shell line or a magic: `files = !ls`, `if missing: !pip install …`. */
const holdsEscape = (chunk: Chunk, survey: Survey): boolean =>
  !chunk.statements.some(isEscape) && survey.use(chunk).obstacles.some(({ what }) => what === "shell" || what === "magic");

/** `if __name__ == "__main__":`, which is true in a notebook and would not be in a module. */
const isMainGuard = (statement: Stmt): boolean =>
  statement.kind === "If" &&
  statement.test.kind === "Compare" &&
  [statement.test.left, ...statement.test.comparators].some((side) => side.kind === "Name" && side.name === "__name__");

/** True of `del` of names that none of these chunks binds: only the notebook can remove them. */
export function removesOthers(chunk: Chunk, own: readonly Chunk[], survey: Survey): boolean {
  const targets = chunk.statements.flatMap((one) => (one.kind === "Delete" ? one.targets : []));
  return (
    chunk.statements.every(({ kind }) => kind === "Delete") &&
    targets.every((target) => target.kind === "Name" && !own.some((other) => survey.use(other).binds.has(target.name)))
  );
}

/** Why nothing is extracted of a cell that holds but this. */
export function explainStaying(survey: Survey, { cell, statements: [statement] }: Chunk): Refusal {
  const where = { cell, at: statement.start };
  const wayOut = "Choose cells that define or compute something.";
  if (statement.kind === "Delete")
    return refuse(
      survey,
      "removes-name",
      where,
      targetNames(statement.targets[0])[0] ?? null,
      "This only removes names of the notebook, which a function cannot.",
      wayOut,
    );
  if (isMainGuard(statement))
    return refuse(
      survey,
      "main-guard",
      where,
      "__name__",
      "Only the main guard is here: in a module it would not be true.",
      "Take the test away, or choose the cells of what it calls.",
    );
  const isShell = isEscape(statement) && statement.escape.kind.startsWith("shell");
  const name = isEscape(statement) ? statement.escape.name || null : null;
  return refuse(
    survey,
    isShell ? "shell" : "magic",
    where,
    name,
    `There ${isShell ? "are only shell lines here, which a module cannot run" : "is only IPython's own syntax here, which a module cannot hold"}.`,
    wayOut,
  );
}
