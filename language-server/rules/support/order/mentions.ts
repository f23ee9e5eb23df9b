// Names that a notebook mentions where no analysis of Python sees a read: magics, texts that are evaluated, cells that do not parse.
import type { PythonCell, PythonNotebook, StringUse } from "../../../python/analysis";
import type { Escape } from "../../../python/syntax";
import { walkNodes } from "../../../python/walk";
import { rememberGroups } from "../../../util/rememberEach";
import { rememberFor } from "../../../util/rememberFor";
import { cellsWithEscapes } from "../escapes";

/** Calls whose text arguments name what the notebook has bound. */
const evaluators =
  /(?:^|\.)(?:eval|exec|query|timeit|repeat|Timer|run|runctx|runcall|globals|locals|vars|getattr|hasattr|setattr|cast|TypeVar|NewType|ForwardRef|store|push|run_line_magic|run_cell_magic|run_cell|ev|ex|sql|numexpr|evaluate)$/;

/** True where something may read any name of the notebook: `%run -i`, and notebooks, which %run executes in its place (Databricks names them without an ending). */
export const hidesReads = (python: PythonNotebook): boolean =>
  cellsWithEscapes(python.cells).some(({ module }) =>
    module.escapes.some(
      ({ name, args }) => name === "run" && (/(?:^|\s)-i\b|\.ipynb\b/.test(args.name) || !/\.\w+/.test(args.name.trim())),
    ),
  );

/** Tells of a name whether it is such a one. */
export function mentionsIn(python: PythonNotebook): (name: string) => boolean {
  const groups = wordsInGroups(python.cells, python, python.cells).map(setOf);
  return (name) => groups.some((words) => words.has(name));
}

const setOf = rememberFor((words: readonly string[]): ReadonlySet<string> => new Set(words));

const wordsInGroups = rememberGroups((cell: PythonCell, python: PythonNotebook): readonly string[] => [
  ...wordsOutside(cell),
  ...python.stringsIn(cell.index).flatMap((use) => wordsInText(use, cell)),
]);

/** The words of what is not Python, or does not parse. */
function wordsOutside({ module }: PythonCell): readonly string[] {
  const found = [...(module.problems.length > 0 ? [module.source] : []), ...module.escapes.map(textOf)].flatMap(wordsOf);
  walkNodes(module.body, (node) => {
    if (node.kind === "InvalidStmt" || node.kind === "InvalidExpr") found.push(...node.names.map(({ name }) => name));
  });
  return found;
}

function wordsInText({ node, parents, isDocstring }: StringUse, { module }: PythonCell): readonly string[] {
  if (node.kind !== "String") return [];
  // What a doctest runs.
  if (isDocstring) return [...node.value.matchAll(/^[ \t]*(?:>>>|\.\.\.) (.*)/gm)].flatMap(([, code]) => wordsOf(code));
  const call = parents.find((parent) => parent.kind === "Call");
  const holder = parents[parents.length - 1];
  const source = call?.kind === "Call" ? module.source.slice(call.func.start, call.func.end) : "";
  const isAnnotation =
    holder !== undefined &&
    (holder.kind === "FunctionDef" || holder.kind === "AnnAssign" || holder.kind === "ClassDef") &&
    /^[\w.[\], |"']+$/.test(node.value);
  const isExported = holder?.kind === "Assign" && holder.targets.some((target) => target.kind === "Name" && target.name === "__all__");
  if (isAnnotation || isExported || evaluators.test(source)) return wordsOf(node.value);
  // Formulas and templates: "np.log(y) ~ x", "{math.pi}", "@np.pi".
  return [...node.value.matchAll(/(?<![\w.])([A-Za-z_]\w*)(?=\s?\.\w|\()|@([A-Za-z_]\w*)/g)].map((match) => match[1] ?? match[2]);
}

const wordsOf = (text: string): readonly string[] => text.match(/[A-Za-z_]\w*/g) ?? [];
const textOf = ({ name, args, body, bodyKind }: Escape): string =>
  `${name} ${args.name} ${body && bodyKind === "unknown" ? body.name : ""}`;
