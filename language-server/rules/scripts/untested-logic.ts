// Long scripts that define no function.
import type { ScriptNotebook } from "../../typescript/analysis";

/** Statements of a notebook that names no function and defines no class; null where one does. */
export function statementsWithoutFunction({ cells }: ScriptNotebook): number | null {
  const hasFunction = cells.some(
    ({ size, statements }) => size.functions.some(({ name }) => name !== "") || statements.some(({ kind }) => kind === "class"),
  );
  return hasFunction ? null : cells.reduce((sum, { size }) => sum + size.statements, 0);
}
