// Names that a notebook mentions where no analysis of Python sees a read: magics, texts that are evaluated, cells that do not parse.
import type { PythonNotebook } from "../../../python/analysis";
import type { Escape } from "../../../python/syntax";
import { walkNodes } from "../../../python/walk";
import { cellsWithEscapes } from "../escapes";

/** Calls whose text arguments name what the notebook has bound. */
const evaluators = /(?:^|\.)(?:eval|exec|query|timeit|repeat|Timer|run|runctx|runcall|globals|locals|vars|getattr|hasattr|setattr|cast|TypeVar|NewType|ForwardRef|store|push|run_line_magic|run_cell_magic|run_cell|ev|ex|sql|numexpr|evaluate)$/;

/** True where something may read any name of the notebook: `%run -i`, and notebooks, which %run executes in its place (Databricks names them without an ending). */
export const hidesReads = (python: PythonNotebook): boolean =>
  cellsWithEscapes(python.cells).some(({ module }) => module.escapes.some(({ name, args }) => name === "run" && (/(?:^|\s)-i\b|\.ipynb\b/.test(args.name) || !/\.\w+/.test(args.name.trim()))));

/** Every such name, as words. */
export function mentionedNames(python: PythonNotebook): ReadonlySet<string> {
  const found = new Set<string>();
  const addWords = (text: string): void => {
    for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) found.add(word);
  };
  for (const { module } of python.cells) {
    if (module.problems.length > 0) addWords(module.source);
    for (const escape of module.escapes) addWords(textOf(escape));
    for (const statement of module.body) walkNodes(statement, (node) => {
      if (node.kind === "InvalidStmt" || node.kind === "InvalidExpr") for (const { name } of node.names) found.add(name);
    });
  }
  for (const { node, parents, isDocstring, cell } of python.strings) {
    if (isDocstring || node.kind !== "String") continue;
    const call = parents.find((parent) => parent.kind === "Call");
    const holder = parents[parents.length - 1];
    const source = call?.kind === "Call" ? python.notebook.cells[cell].source.slice(call.func.start, call.func.end) : "";
    const isAnnotation = holder !== undefined && (holder.kind === "FunctionDef" || holder.kind === "AnnAssign" || holder.kind === "ClassDef") && /^[\w.[\], |"']+$/.test(node.value);
    const isExported = holder?.kind === "Assign" && holder.targets.some((target) => target.kind === "Name" && target.name === "__all__");
    if (isAnnotation || isExported || evaluators.test(source)) addWords(node.value);
    // Formulas and templates: "np.log(y) ~ x", "{math.pi}", "@np.pi".
    else for (const match of node.value.matchAll(/(?<![\w.])([A-Za-z_]\w*)(?=\s?\.\w|\()|@([A-Za-z_]\w*)/g)) found.add(match[1] ?? match[2]);
  }
  return found;
}

const textOf = ({ name, args, body, bodyKind }: Escape): string => `${name} ${args.name} ${body && bodyKind === "unknown" ? body.name : ""}`;
