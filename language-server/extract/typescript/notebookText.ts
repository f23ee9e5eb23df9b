// The notebook's side of an extraction of scripts: the import of the module, the calls, and what stays of each cell.
import { ts } from "ts-morph";
import type { NotebookEdit } from "../../notebook/edits";
import { isImport } from "./moves";
import type { Named } from "./moduleText";
import type { Unit } from "./names";
import type { ScriptSurvey } from "./survey";

export interface NotebookChanges {
  readonly chosen: ReadonlySet<number>;
  readonly moved: ReadonlySet<Unit>;
  readonly named: readonly Named[];
  /** Text of the import statement of the module. */
  readonly importLine: string;
  /** A name that nothing has, for a call's whole result. */
  readonly freeName: string;
}

/** One text edit a cell; a cell of which nothing is left is removed. */
export function writeScriptCells(survey: ScriptSurvey, changes: NotebookChanges): readonly NotebookEdit[] {
  const { chosen, moved, named } = changes;
  const gone = new Set<Unit>([...moved, ...named.flatMap(({ shape }) => shape.body)]);
  for (const unit of survey.units) if (chosen.has(unit.cell) && mayLeave(unit, survey, gone)) gone.add(unit);
  const place = importPlace(survey, changes, gone);
  const touched = new Set([...[...gone].map(({ cell }) => cell), place.cell]);
  return [...touched]
    .sort((a, b) => a - b)
    .flatMap((index): readonly NotebookEdit[] => {
      const { source } = survey.cellAt(index)!.cell;
      const text = cellText(survey, index, changes, gone, place);
      if (text === source) return [];
      return text.trim() === ""
        ? [{ kind: "deleteCell", cell: index }]
        : [{ kind: "replaceText", cell: index, start: 0, end: source.length, text }];
    });
}

interface ImportPlace {
  readonly cell: number;
  /** The import statement below which it stands; null for the top of the cell. */
  readonly behind: Unit | null;
}

/** Below the imports of the first cell that has some, where that is not below the first use; else at the top of the first use's cell. */
function importPlace(survey: ScriptSurvey, { chosen, moved, named }: NotebookChanges, gone: ReadonlySet<Unit>): ImportPlace {
  const first = Math.min(...chosen, ...[...moved].map(({ cell }) => cell), ...named.map(({ shape }) => shape.step.cells[0]!));
  const imports = survey.units.filter((unit) => isImport(unit) && !gone.has(unit) && unit.cell <= first);
  const cell = imports[0]?.cell;
  return cell === undefined ? { cell: first, behind: null } : { cell, behind: imports.findLast((unit) => unit.cell === cell)! };
}

/** An import of a chosen cell goes where only what leaves used it. */
function mayLeave(unit: Unit, survey: ScriptSurvey, gone: ReadonlySet<Unit>): boolean {
  if (!ts.isImportDeclaration(unit.statement) || !unit.statement.importClause || unit.binds.size === 0) return false;
  const users = survey.units.filter((other) => other.uses.some(({ name, from }) => from !== "unbound" && unit.binds.has(name)));
  const { source } = survey.cellAt(unit.cell)!.cell;
  const hasComment =
    source.slice(unit.start, unit.statement.getStart()).trim() !== "" || source.slice(unit.statement.end, unit.end).trim() !== "";
  return !hasComment && users.length > 0 && users.every((other) => gone.has(other));
}

function cellText(
  survey: ScriptSurvey,
  index: number,
  { named, importLine, freeName }: NotebookChanges,
  gone: ReadonlySet<Unit>,
  place: ImportPlace,
): string {
  const { source } = survey.cellAt(index)!.cell;
  const eol = source.includes("\r\n") ? "\r\n" : "\n";
  const call = named.find(({ shape }) => shape.step.cells[0] === index);
  const first = call?.shape.body[0];
  let text = place.cell === index && place.behind === null ? importLine + eol : "";
  const put = (line: string): void => void (text += `${text === "" || text.endsWith("\n") ? "" : eol}${line}`);
  for (const unit of survey.unitsOf(index)) {
    if (unit === first) put(callText(call!, freeName).replaceAll("\n", eol));
    if (!gone.has(unit)) {
      const own = source.slice(unit.start, unit.end);
      if (text === "" || text.endsWith("\n")) text += own.replace(text === "" ? /^(?:[ \t]*\r?\n)+/ : /^[ \t]*\r?\n/, "");
      else text += /^[ \t]*\r?\n/.test(own) ? own : eol + own.trimStart();
    }
    if (unit === place.behind) put(importLine);
  }
  return source.endsWith("\n") ? text : text.trimEnd();
}

/** The statement that stands for a step. */
function callText({ shape, name }: Named, freeName: string): string {
  const call = `${shape.isAsync ? "await " : ""}${name}(${shape.parameters.map((one) => one.name).join(", ")})`;
  const { declares, assigns } = shape;
  const [only] = declares;
  if (declares.length === 0 && assigns.length === 0) return `${call};`;
  const keywords = new Set(declares.map(({ keyword }) => keyword));
  if (assigns.length === 0 && keywords.size === 1)
    return `${only!.keyword} ${declares.length === 1 ? only!.name : `{ ${declares.map((one) => one.name).join(", ")} }`} = ${call};`;
  // A kernel displays the value of an assignment.
  const say = (assignment: string): string =>
    shape.isSilent ? `void (${assignment});` : assignment.startsWith("{") ? `(${assignment});` : `${assignment};`;
  if (declares.length === 0) return say(`${assigns.length === 1 ? assigns[0] : `{ ${assigns.join(", ")} }`} = ${call}`);
  return [
    `const ${freeName} = ${call};`,
    ...declares.map((one) => `${one.keyword} ${one.name} = ${freeName}.${one.name};`),
    ...(assigns.length > 0 ? [say(`{ ${assigns.join(", ")} } = ${freeName}`)] : []),
  ].join("\n");
}
