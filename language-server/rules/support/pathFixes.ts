// Mends for machine-bound paths: relative to the notebook, a parameter, or an environment variable.
import type { Fix, NotebookEdit } from "../../notebook/edits";
import type { PythonNotebook } from "../../python/analysis";
import type { RuleContext } from "../rule";
import type { PathUse } from "./pathUses";

/** The mends that fit one path; none for f-strings with fields and for shell lines, except the relative form. */
export function pathFixes(use: PathUse, context: RuleContext): readonly Fix[] {
  const { python } = context;
  if (!python) return [];
  const relative = relativeFix(use, context);
  if (!use.literal || use.literal.kind !== "String") return relative ? [relative] : [];
  const name = freshName(constantName(use.text), python);
  const literal = python.notebook.cells[use.cell].source.slice(use.span.start, use.span.end);
  return [
    ...(relative ? [relative] : []),
    { title: `Move the path into the parameters cell as ${name}`, safe: false, edits: parameterEdits(use, name, literal, python) },
    { title: `Read the path from the environment variable ${name}`, safe: false, edits: environmentEdits(use, name, python) },
  ];
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

/** `to` seen from `folder`; both absolute with forward slashes. */
export function relativePath(folder: string, to: string): string {
  const from = folder.split("/").filter(Boolean);
  const path = to.split("/").filter(Boolean);
  let shared = 0;
  while (shared < from.length && shared < path.length && from[shared] === path[shared]) shared++;
  return [...from.slice(shared).map(() => ".."), ...path.slice(shared)].join("/") || ".";
}

function parameterEdits(use: PathUse, name: string, literal: string, python: PythonNotebook): readonly NotebookEdit[] {
  const { cells } = python.notebook;
  const replace: NotebookEdit = { kind: "replaceText", cell: use.cell, start: use.span.start, end: use.span.end, text: name };
  const line = `${name} = ${literal}`;
  const parameters = cells.find((cell) => cell.kind === "code" && cell.tags.includes("parameters") && cell.index < use.cell);
  if (parameters) {
    const end = parameters.source.length;
    const separator = end === 0 || parameters.source.endsWith("\n") ? "" : "\n";
    return [replace, { kind: "replaceText", cell: parameters.index, start: end, end, text: separator + line }];
  }
  const before = cells.find((cell) => cell.kind === "code")?.index ?? 0;
  return [replace, { kind: "insertCell", before, cell: { kind: "code", source: line, tags: ["parameters"] } }];
}

function environmentEdits(use: PathUse, name: string, python: PythonNotebook): readonly NotebookEdit[] {
  const replace: NotebookEdit = { kind: "replaceText", cell: use.cell, start: use.span.start, end: use.span.end, text: `os.environ["${name}"]` };
  const imported = python.definitions.some((one) => one.name === "os" && one.imported === "os" && (one.cell < use.cell || (one.cell === use.cell && one.at.start < use.span.start)));
  if (imported) return [replace];
  const source = python.notebook.cells[use.cell].source;
  const start = /^\s*%%[^\n]*(?:\n|$)/.exec(source)?.[0].length ?? 0;
  return [{ kind: "replaceText", cell: use.cell, start, end: start, text: "import os\n" }, replace];
}

/** `/data/train set.csv` → `TRAIN_SET_CSV`. */
function constantName(path: string): string {
  const last = path.split(/[\\/]+/).filter((part) => part && !/[{}*?]/.test(part)).pop() ?? "";
  const name = last.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "").toUpperCase();
  if (!name) return "DATA_PATH";
  const base = /^\d/.test(name) ? `PATH_${name}` : name;
  return /\.\w+$/.test(last) ? base : `${base}_DIR`;
}

function freshName(name: string, python: PythonNotebook): string {
  const taken = new Set(python.definitions.map((definition) => definition.name));
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
}
