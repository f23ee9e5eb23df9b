// What is wrong with a request before anything is planned: cells that hold no Python, a module's name that hides another.
import type { Notebook } from "../../notebook/model";
import { transformCell } from "../../python/ipython/ipython";
import { findLineStarts } from "../../python/ipython/movedLines";
import type { Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { cutIntoChunks } from "../cut/chunks";
import type { ExtractRequest, Refusal } from "../plan";
import type { Survey } from "../survey";
import { refuse } from "./refusals";

/** Why nothing can be extracted to the module; [] where it may be. */
export function checkRequest(notebook: Notebook, survey: Survey, { cells, target, existing }: ExtractRequest): readonly Refusal[] {
  const top = target.importName.split(".")[0];
  const shadowed = survey.python.definitions.find(({ imported }) => imported?.split(".")[0] === target.importName);
  if (shadowed && existing === null)
    return [
      refuse(
        survey,
        "name-taken",
        { cell: shadowed.cell, at: shadowed.at.start },
        top,
        `The notebook imports ${top} already: a module of this name beside it would hide the other.`,
        "Choose another name for the module.",
      ),
    ];
  return checkCells(notebook, survey, cells);
}

/** The chosen cells without those that are there and hold no statement (prose, comments, other languages): beside others, they simply stay. */
export const withStatements = (notebook: Notebook, { python }: Survey, cells: readonly number[]): readonly number[] =>
  cells.filter((index) => {
    const code = python.cellAt(index);
    return code ? code.module.problems.length > 0 || code.module.body.length > 0 : notebook.cells[index] === undefined;
  });

/** Where the first line begins that has a prompt which IPython takes away (`>>> x = 1`, `In [3]: x = 1`, `   ...: y`); null where none has one. */
function firstPrompt(source: string): number | null {
  const { indentShift } = transformCell(source);
  if (indentShift.size === 0) return null;
  const starts = findLineStarts(source);
  const [line] = [...indentShift].find(([at, length]) => /\S/.test(source.slice(starts[at], starts[at] + length))) ?? [];
  return line === undefined ? null : starts[line];
}

/** Why nothing can be extracted of these cells; [] where something may be. */
export function checkCells(notebook: Notebook, survey: Survey, cells: readonly number[]): readonly Refusal[] {
  const at = (cell: number, offset = 0) => ({ cell, at: offset });
  if (cells.length === 0) return [refuse(survey, "no-code", at(0), null, "No cell is chosen.", "Choose at least one code cell.")];
  const refusals: Refusal[] = [];
  const some = withStatements(notebook, survey, cells);
  for (const index of some.length > 0 ? some : cells) {
    const cell = notebook.cells[index];
    const code = survey.python.cellAt(index);
    if (!cell)
      refusals.push(
        refuse(
          survey,
          "no-code",
          at(index),
          null,
          `There is no cell ${index}: the notebook has ${notebook.cells.length}, numbered from 0.`,
          "Choose another.",
        ),
      );
    else if (!code) refusals.push(refuse(survey, "no-code", at(index), null, `Cell ${index} holds no Python.`, "Choose code cells."));
    else if (code.module.problems.length > 0)
      refusals.push(
        refuse(
          survey,
          "syntax-error",
          at(index, code.module.problems[0].start),
          null,
          code.module.problems[0].message.replace(/^(?!This is )/, "This is not Python: "),
          "Fix it first.",
        ),
      );
    else if (code.module.body.length === 0)
      refusals.push(refuse(survey, "no-code", at(index), null, `Cell ${index} holds no statement.`, "Leave it out."));
    else if (cutIntoChunks(code)[0].statements[0].start > 0 && /^[^\S\r\n]/m.test(lineOf(cell.source, code.module.body[0].start)))
      refusals.push(
        refuse(survey, "layout", at(index, code.module.body[0].start), null, "The whole cell is indented.", "Take the indentation away."),
      );
    else {
      const prompt = firstPrompt(cell.source);
      if (prompt !== null)
        refusals.push(
          refuse(
            survey,
            "layout",
            at(index, prompt),
            null,
            "The lines begin with prompts, which the kernel takes away and a module cannot hold.",
            "Take the prompts away.",
          ),
        );
    }
  }
  const asker = survey.chunks.find((chunk) => survey.mentions(chunk).has("__annotations__"));
  const annotated = asker && survey.chunks.find(({ cell, statements }) => cells.includes(cell) && annotates(statements));
  if (annotated)
    refusals.push(
      refuse(
        survey,
        "hidden-names",
        at(annotated.cell, annotated.start),
        "__annotations__",
        `Cell ${asker.cell} looks at __annotations__, which a module would not add to.`,
        "Take the annotations of the variables here away.",
      ),
    );
  const everything = survey.python.cells.find(({ module }) => module.source.includes("ast_node_interactivity"));
  if (everything)
    refusals.push(
      refuse(
        survey,
        "display",
        at(everything.index),
        null,
        "The notebook sets ast_node_interactivity, so that every expression is displayed.",
        "Remove the setting, and call display where you need it.",
      ),
    );
  return refusals;
}

/** Whether code at the top of a cell annotates a variable. */
function annotates(statements: readonly Stmt[]): boolean {
  let found = false;
  walkNodes(statements, (node) => {
    found ||= node.kind === "AnnAssign";
    return node.kind !== "FunctionDef" && node.kind !== "ClassDef";
  });
  return found;
}

const lineOf = (source: string, at: number): string =>
  source.slice(Math.max(source.lastIndexOf("\n", at - 1), source.lastIndexOf("\r", at - 1)) + 1, at + 1);
