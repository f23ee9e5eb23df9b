// Machine-bound paths in TypeScript and JavaScript: literals that reach a file API, absolute imports, and unmistakable ones.
import { scriptFileCalls, scriptPathMakers } from "../../knowledge/scriptApis";
import { ownVariable } from "../../knowledge/systemVariables";
import type { Fix } from "../../notebook/edits";
import type { Cell, Span } from "../../notebook/model";
import { relativePath } from "../../project/paths";
import { rememberFor } from "../../util/rememberFor";
import type { ScriptCall, ScriptExpr, ScriptNotebook, ScriptString } from "../../typescript/analysis";
import { kernelName } from "../../typescript/kernel";
import type { RuleContext } from "../rule";
import { classifyPath } from "../support/paths/pathKinds";
import type { PathUse } from "../support/paths/pathUses";

/** Every machine-bound path of a notebook, in document order; cells tagged `parameters` are left out. */
export const scriptPathUses = rememberFor(findUses);

function findUses(script: ScriptNotebook): readonly PathUse[] {
  const found = new Map<string, PathUse>();
  const add = (cell: number, span: Span, text: string, sink: string | null): void => {
    const shape = classifyPath(text);
    const key = `${cell}:${span.start}`;
    if (shape && (sink !== null || shape.unmistakable) && !found.has(key))
      found.set(key, { cell, span: { start: span.start, end: span.end }, text, shape, sink, literal: null });
  };
  for (const call of script.calls)
    for (const { expr, cell } of pathArguments(call, script)) if (expr.kind === "text") add(cell, expr, expr.value, call.name);
  for (const { cell, at, specifier } of script.imports) add(cell, { start: at.start - 1, end: at.end + 1 }, specifier, "import");
  for (const use of script.strings) if (!use.isInert && !isProse(use, script)) add(use.cell, use, use.value, null);
  return [...found.values()]
    .filter(({ cell }) => !isParameters(script.notebook.cells[cell]))
    .sort((a, b) => a.cell - b.cell || a.span.start - b.span.start);
}

const isParameters = ({ tags }: Cell): boolean => tags.some((tag) => tag === "parameters" || tag === "injected-parameters");

export interface PlacedExpr {
  readonly expr: ScriptExpr;
  readonly cell: number;
}

/** The literals that a file call's paths begin with. */
export function pathArguments(call: ScriptCall, script: ScriptNotebook): readonly PlacedExpr[] {
  const positions = call.name === null ? undefined : scriptFileCalls.get(call.name);
  return (positions ?? []).flatMap((position) => (call.args[position] ? trace(call.args[position], call.cell, script) : []));
}

/** Follows an expression back to what its text may begin with. */
function trace(expr: ScriptExpr, cell: number, script: ScriptNotebook, depth = 0): readonly PlacedExpr[] {
  if (depth > 6) return [];
  if (expr.kind === "text") return [{ expr, cell }];
  if (expr.kind === "sum") return trace(expr.left, cell, script, depth + 1);
  if (expr.kind === "name") return script.valuesOf(expr, cell).flatMap((value) => trace(value.expr, value.cell, script, depth + 1));
  if (expr.kind !== "call" || !expr.args[0]) return [];
  const name = script.qualifiedName(expr.callee, cell);
  return name !== null && scriptPathMakers.test(name) ? trace(expr.args[0], cell, script, depth + 1) : [];
}

/** Calls whose texts are routes, patterns, commands or prose, never files. */
const notFiles =
  /(?:^|\.)(?:log|info|warn|error|debug|fetch|get|post|put|delete|patch|use|route|Request|RegExp|match|test|replace|replaceAll|split|startsWith|endsWith|includes|indexOf|md|html)$/;

function isProse({ argumentOf, value }: ScriptString, { calls }: ScriptNotebook): boolean {
  const call = argumentOf && calls[argumentOf.call];
  if (call && notFiles.test(calleeText(call.callee))) return true;
  return /\s\S+\s/.test(value) && !/(?<!\S)(?=\S*[\\/])\S*\.\w{1,5}$/.test(value);
}

/** The callee as written. */
export const calleeText = (expr: ScriptExpr): string =>
  expr.kind === "name"
    ? expr.name
    : expr.kind === "member"
      ? `${calleeText(expr.of)}.${expr.name}`
      : expr.kind === "call"
        ? `${calleeText(expr.callee)}()`
        : "";

/** Fixes for a path in a script: relative to the notebook, or from the environment. */
export function scriptPathFixes(use: PathUse, { project, script }: RuleContext): readonly Fix[] {
  if (!script) return [];
  const source = script.notebook.cells[use.cell].source;
  const content = { start: use.span.start + 1, end: use.span.end - 1 };
  // What is written otherwise than it reads (escapes, holes of a template) cannot be replaced part by part.
  if (source.slice(content.start, content.end) !== use.text) return [];
  const root = project.root ?? project.folder;
  const isInside = project.folder !== null && root !== null && use.text.startsWith(`${root}/`);
  const relative = isInside && project.folder !== null ? relativePath(project.folder, use.text) : null;
  const written = relative !== null && use.sink === "import" && !relative.startsWith(".") ? `./${relative}` : relative;
  const fixes: Fix[] =
    written === null
      ? []
      : [
          {
            title: `Use the path relative to the notebook: ${written}`,
            safe: false,
            edits: [{ kind: "replaceText", cell: use.cell, ...content, text: written }],
          },
        ];
  if (use.sink === "import") return fixes;
  const name = variableName(use.text);
  const read = kernelName(script.notebook) === "deno" ? `Deno.env.get("${name}")` : `process.env.${name}`;
  return [
    ...fixes,
    {
      title: `Read the path from the environment variable ${name}`,
      safe: false,
      edits: [
        {
          kind: "replaceText",
          cell: use.cell,
          start: use.span.start,
          end: use.span.end,
          text: script.language === "typescript" ? `${read}!` : read,
        },
      ],
    },
  ];
}

/** `/data/train set.csv` → `TRAIN_SET_CSV`. */
function variableName(path: string): string {
  const last =
    path
      .split(/[\\/]+/)
      .filter(Boolean)
      .pop() ?? "";
  const name = last
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  return name === "" ? "DATA_PATH" : /^\d/.test(name) ? `PATH_${name}` : ownVariable(name);
}
