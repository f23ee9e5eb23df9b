// The statements of a script notebook with what each binds and uses, and where they are when they refuse to move.
import { addTo } from "../../util/groupBy";
import type { Notebook } from "../../notebook/model";
import type { ts } from "ts-morph";
import { rememberFor } from "../../util/rememberFor";
import type { Refusal, RefusalReason } from "../plan";
import { openCells, type ScriptCells, type ScriptSource } from "./cells";
import { unitsOf, type NameUse, type Unit } from "./names";

export interface ScriptSurvey extends ScriptCells {
  readonly notebook: Notebook;
  readonly units: readonly Unit[];
  cellAt(index: number): ScriptSource | undefined;
  unitsOf(cell: number): readonly Unit[];
  /** Units that declare a name, in document order. */
  declaring(name: string): readonly Unit[];
  /** Every place outside its declarations that assigns a name. */
  writesOf(name: string): readonly Placed[];
}

/** A use with the unit that it is in. */
export interface Placed {
  readonly unit: Unit;
  readonly use: NameUse;
}

export function surveyScript(notebook: Notebook): ScriptSurvey {
  const opened = openCells(notebook);
  const units = opened.cells.flatMap((cell) => unitsOf(cell, opened.checker));
  const declaring = new Map<string, Unit[]>();
  const writes = new Map<string, Placed[]>();
  for (const unit of units) {
    for (const name of unit.binds.keys()) addTo(declaring, name, unit);
    for (const use of unit.uses) if (use.writes) addTo(writes, use.name, { unit, use });
  }
  return {
    notebook,
    units,
    ...opened,
    cellAt: (index) => opened.cells.find((cell) => cell.index === index),
    unitsOf: (index) => units.filter(({ cell }) => cell === index),
    declaring: (name) => declaring.get(name) ?? [],
    writesOf: (name) => writes.get(name) ?? [],
  };
}

/** Every name that a cell binds or uses. */
export const namesIn = rememberFor(
  ({ units }: ScriptSurvey): ReadonlySet<string> =>
    new Set(units.flatMap(({ binds, uses }) => [...binds.keys(), ...uses.map(({ name }) => name)])),
);

/** A refusal at a place of a cell. */
export function refuseScript(
  { notebook }: Pick<ScriptSurvey, "notebook">,
  reason: RefusalReason,
  cell: number,
  at: number | ts.Node,
  name: string | null,
  message: string,
  wayOut: string,
): Refusal {
  const offset = typeof at === "number" ? at : at.getStart();
  const line = (notebook.cells[cell]?.source ?? "").slice(0, offset).split(/\r\n|\r|\n/).length - 1;
  return { reason, cell, line, name, message, wayOut };
}
