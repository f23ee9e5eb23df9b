// Outputs that were computed with a value which a cell above has since replaced.
import { cellLabel } from "../notebook/label";
import type { Cell } from "../notebook/model";
import type { Definition, PythonNotebook, Read } from "../python/analysis";
import { defineRule } from "./rule";
import { isBoundByLoop } from "./support/order/loopBound";
import { namesOf, type Names } from "./support/order/named";
import { countOf, ranCells } from "./support/order/runOrder";
import { isSameAgain } from "./support/order/sameAgain";

export default defineRule({
  code: "NBR104",
  name: "stale-output",
  severity: "warning",
  summary: "A saved output was computed with an older value of a name",
  *check(context) {
    const { notebook } = context;
    const names = namesOf(context);
    if (!names) return;
    const ran = new Map(ranCells(notebook).map((cell) => [cell.index, cell]));
    for (const cell of ran.values()) {
      const stale = showsResult(cell) ? staleRead(cell, ran, names, context.python) : null;
      if (!stale) continue;
      const { read, definition } = stale;
      const binder = notebook.cells[definition.cell];
      yield {
        // A function or class that ran again is most often the same one.
        severity: definition.kind === "function" || definition.kind === "class" ? "info" : "warning",
        cell: cell.index,
        span: read.calledFrom.length > 0 ? read.calledFrom[0].at : read.at,
        message: `This cell's saved output was computed with an older value of ${read.name}: ${cellLabel(binder)} defined it again afterwards. Readers see a result that the notebook no longer gives. Run this cell again, or clear its output.`,
        related: [{ cell: definition.cell, span: definition.at, message: `${read.name} defined again in ${cellLabel(binder)}` }],
        fixes: [{ title: "Clear this output", safe: false, edits: [{ kind: "clearOutputs", cell: cell.index }] }],
      };
    }
  },
});

/** A saved error is no result: what it names may not have had a value, and `saved-error` asks for another run. */
const showsResult = ({ outputs }: Cell): boolean => outputs.length > 0 && outputs.every(({ error }) => error === null);

/** The first name that the cell reads from a cell above whose last run came later. */
function staleRead(
  cell: Cell,
  ran: ReadonlyMap<number, Cell>,
  names: Names,
  python: PythonNotebook | null,
): { readonly read: Read; readonly definition: Definition } | null {
  for (const read of names.document.readsIn(cell.index)) {
    if (isBoundByLoop(read, python)) continue;
    const definition = read.definitions.find((one) => {
      const binder = ran.get(one.cell);
      return one.cell < cell.index && binder !== undefined && countOf(binder) > countOf(cell) && !isSameAgain(one, python);
    });
    if (definition) return { read, definition };
  }
  return null;
}
