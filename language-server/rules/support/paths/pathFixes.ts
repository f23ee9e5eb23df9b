// Fixes for machine-bound paths: relative to the notebook, a parameter, or an environment variable.
import { ownVariable } from "../../../knowledge/systemVariables";
import type { Fix, NotebookEdit } from "../../../notebook/edits";
import { relativePath } from "../../../project/paths";
import type { PythonNotebook } from "../../../python/analysis";
import { rememberFor } from "../../../util/rememberFor";
import type { RuleContext } from "../../rule";
import { commentBehind, cutStatement } from "../code/cutStatement";
import { definitionsNamed } from "../definitions";
import { environmentFix } from "../environment";
import { isFreedIn } from "../freedNames";
import { textOf } from "../guards";
import { addParameters, freeName, knownParameter, mayRebind } from "../parameters";
import { pathUses, type PathUse } from "./pathUses";

/** The fixes that fit one path; none for f-strings with fields and for shell lines, except the relative form. */
export function pathFixes(use: PathUse, context: RuleContext): readonly Fix[] {
  const { python } = context;
  if (!python) return [];
  const relative = relativeFix(use, context);
  if (!use.literal || use.literal.kind !== "String") return relative ? [relative] : [];
  const name = namesOf(python).get(textOf(python, use.cell, use.span)) ?? constantName(use.text);
  return [
    relative,
    assignmentFix(use, python) ?? parameterFix(use, name, python),
    environmentFix(python, `Read the path from the environment variable ${ownVariable(name)}`, ownVariable(name), [
      { cell: use.cell, ...use.span },
    ]),
  ].filter((fix) => fix !== null);
}

/** The path from the notebook's folder, where the file lies inside the workspace. */
function relativeFix(use: PathUse, { project }: RuleContext): Fix | null {
  if (!project.folder || !/^(?:\/|[A-Za-z]:)/.test(use.text)) return null;
  const target = use.text.replace(/\\/g, "/");
  const root = project.root ?? project.folder;
  if (!target.startsWith(`${root}/`)) return null;
  const relative = relativePath(project.folder, target);
  const literal = use.literal;
  if (literal && (literal.parts.length !== 1 || !literal.parts[0])) return null;
  const start = literal ? literal.parts[0].content.start : use.span.start;
  const written = use.text;
  return {
    title: `Use the path relative to the notebook: ${relative}`,
    safe: false,
    edits: [{ kind: "replaceText", cell: use.cell, start, end: start + written.length, text: relative }],
  };
}

/** `/data/train set.csv` → `TRAIN_SET_CSV`. */
function constantName(path: string): string {
  const last =
    path
      .split(/[\\/]+/)
      .filter((part) => part && !/[{}*?]/.test(part))
      .pop() ?? "";
  const name = last
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  if (!name) return "DATA_PATH";
  const base = /^\d/.test(name) ? `PATH_${name}` : name;
  return /\.\w+$/.test(last) ? base : `${base}_DIR`;
}

/** A name for each path that the notebook writes out, the same for the same path, so that fixes made together agree. */
const namesOf = rememberFor((python: PythonNotebook): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { cell, span, text } of pathUses(python)) {
    const literal = textOf(python, cell, span);
    if (names.has(literal)) continue;
    const name = freeName(constantName(text), taken, python);
    taken.add(name);
    names.set(literal, name);
  }
  return names;
});

/** Moves `DATA = "/home/ana/data"` as it stands; null where the path is no such value, or the name is bound elsewhere too or removed in between. */
function assignmentFix({ cell: index, literal }: PathUse, python: PythonNotebook): Fix | null {
  const cell = python.cellAt(index);
  const statement = cell?.module.body.find((one) => one.kind === "Assign" && one.value === literal);
  if (!cell || statement?.kind !== "Assign" || statement.targets.length !== 1 || mayRebind(python)) return null;
  const [target] = statement.targets;
  if (target.kind !== "Name" || definitionsNamed(python, target.name).length !== 1) return null;
  if (python.cells.some((one) => one.index <= index && isFreedIn(one, target.name))) return null;
  const removal = cutStatement(cell, statement, cell.module.body);
  const parameter = addParameters([textOf(python, index, statement) + commentBehind(cell, statement)], index, python);
  return removal && parameter && { title: `Move ${target.name} into the parameters cell`, safe: false, edits: [...parameter, removal] };
}

/** Makes the path a constant of the parameters cell, or uses the one that is there. */
function parameterFix({ cell, span, text }: PathUse, name: string, python: PythonNotebook): Fix | null {
  const literal = textOf(python, cell, span);
  const known = knownParameter(constantName(text), literal, cell, python);
  const replacement: NotebookEdit = { kind: "replaceText", cell, start: span.start, end: span.end, text: known ?? name };
  if (known) return { title: `Use ${known} of the parameters cell`, safe: false, edits: [replacement] };
  const parameter = addParameters([`${name} = ${literal}`], cell, python);
  return parameter && { title: `Move the path into the parameters cell as ${name}`, safe: false, edits: [...parameter, replacement] };
}
