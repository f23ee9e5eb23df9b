// Fixes for machine-bound paths: relative to the notebook, a parameter, or an environment variable.
import type { Fix } from "../../../notebook/edits";
import { relativePath } from "../../../project/paths";
import type { PythonNotebook } from "../../../python/analysis";
import type { RuleContext } from "../../rule";
import { environmentFix } from "../environment";
import { addParameters, freeName } from "../parameters";
import type { PathUse } from "./pathUses";

/** The fixes that fit one path; none for f-strings with fields and for shell lines, except the relative form. */
export function pathFixes(use: PathUse, context: RuleContext): readonly Fix[] {
  const { python } = context;
  if (!python) return [];
  const relative = relativeFix(use, context);
  if (!use.literal || use.literal.kind !== "String") return relative ? [relative] : [];
  const name = freeName(constantName(use.text), new Set(), python);
  return [
    relative,
    parameterFix(use, name, python),
    environmentFix(python, `Read the path from the environment variable ${name}`, name, [{ cell: use.cell, ...use.span }]),
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
  const last = path.split(/[\\/]+/).filter((part) => part && !/[{}*?]/.test(part)).pop() ?? "";
  const name = last.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "").toUpperCase();
  if (!name) return "DATA_PATH";
  const base = /^\d/.test(name) ? `PATH_${name}` : name;
  return /\.\w+$/.test(last) ? base : `${base}_DIR`;
}

function parameterFix({ cell, span }: PathUse, name: string, python: PythonNotebook): Fix | null {
  const literal = python.notebook.cells[cell].source.slice(span.start, span.end);
  const parameter = addParameters([`${name} = ${literal}`], cell, python);
  return parameter && {
    title: `Move the path into the parameters cell as ${name}`,
    safe: false,
    edits: [parameter, { kind: "replaceText", cell, start: span.start, end: span.end, text: name }],
  };
}
