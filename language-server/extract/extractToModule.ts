// Extracts cells of a notebook to a Python module: the plan with every file and cell that changes, or why it is refused.
import type { Notebook } from "../notebook/model";
import type { NotebookEdit } from "../notebook/edits";
import { analysePython } from "../python/analyse";
import type { PythonNotebook } from "../python/analysis";
import { checkRequest } from "./checkRequest";
import { handOverVariables, type HandedOver } from "./handOver";
import type { ExtractRequest, ExtractResult } from "./plan";
import { planOnce } from "./planOnce";
import { planWithStays } from "./planWithStays";
import { surveyNotebook } from "./survey";

/**
 * Plans the extraction. Pure: nothing is read or written. The parser must be loaded.
 * Functions that read variables of the notebook get them as parameters first. Where statements at a cell's edge are in the way,
 * they stay in the notebook and the rest moves, unless that were half of them.
 */
export function extractToModule(notebook: Notebook, python: PythonNotebook, request: ExtractRequest): ExtractResult {
  const survey = surveyNotebook(python);
  const unusable = checkRequest(notebook, survey, request);
  if (unusable.length > 0) return { ok: false, refusals: unusable };
  const first = planOnce(survey, request, new Set());
  const readsVariable = !first.ok && first.refusals.some(({ reason }) => reason === "reads-variable");
  const handed = readsVariable ? handOverVariables(survey, request.cells) : null;
  const rewritten = handed && planHandedOver(notebook, handed, request);
  return rewritten?.ok ? rewritten : planWithStays(survey, request.cells, (staying) => planOnce(survey, request, staying));
}

/** Plans for the notebook in which functions take their variables as parameters; the edits are of the notebook as it is. */
function planHandedOver(notebook: Notebook, { sources, functions }: HandedOver, request: ExtractRequest): ExtractResult {
  const cells = notebook.cells.map((cell, index) => ({ ...cell, source: sources.get(index) ?? cell.source }));
  const survey = surveyNotebook(analysePython({ ...notebook, cells }));
  const result = planWithStays(survey, request.cells, (staying) => planOnce(survey, request, staying));
  if (!result.ok) return result;
  const edits = result.edits.map((edit): NotebookEdit => (edit.kind === "replaceText" ? { ...edit, end: notebook.cells[edit.cell].source.length } : edit));
  const untouched = [...sources].filter(([cell]) => !edits.some((edit) => "cell" in edit && edit.cell === cell));
  const rewritten = untouched.map(([cell, text]): NotebookEdit => ({ kind: "replaceText", cell, start: 0, end: notebook.cells[cell].source.length, text }));
  const messages = functions.map(({ name, variables }) => `${name} takes ${variables.join(", ")} as ${variables.length === 1 ? "a parameter" : "parameters"} now, because a module does not see the notebook's variables; every call hands ${variables.length === 1 ? "it" : "them"} over.`);
  return { ...result, edits: [...edits, ...rewritten].sort((a, b) => cellOf(a) - cellOf(b)), messages: [...messages, ...result.messages] };
}

const cellOf = (edit: NotebookEdit): number => ("cell" in edit && typeof edit.cell === "number" ? edit.cell : 0);
