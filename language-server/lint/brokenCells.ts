// Counts the cells that do not parse.
import type { CheckResult } from "./check";

export const brokenCells = ({ python, script }: Pick<CheckResult, "python" | "script">): number =>
  (python?.cells.filter(({ module }) => module.problems.length > 0).length ?? 0) +
  (script?.cells.filter(({ problems }) => problems.length > 0).length ?? 0);
