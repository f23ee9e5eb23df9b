// Names that a cell takes away again.
import type { PythonCell } from "../../python/analysis";
import { walkNodes, walkStatements } from "../../python/walk";
import { rememberFor } from "../../util/rememberFor";

/** Whether the cell removes the name: by `del`, or by a magic such as `%xdel name` or `%reset`. */
export function isFreedIn(cell: PythonCell, name: string): boolean {
  const freed = freedNames(cell);
  return freed.has(name) || freed.has("*");
}

/** Names that the cell removes; "*" is all of them. */
const freedNames = rememberFor(({ module }: PythonCell): ReadonlySet<string> => {
  const freed = new Set<string>();
  if (/\bdel\b/.test(module.source))
    walkStatements(
      module.body,
      (statement) => {
        if (statement.kind === "Delete") walkNodes(statement, (node) => void (node.kind === "Name" && freed.add(node.name)));
      },
      { intoFunctions: false },
    );
  for (const escape of module.escapes) escape.unbinds.forEach((name) => freed.add(name));
  return freed;
});
