// Extracts cells of a notebook to a Python module: the plan with every file and cell that changes, or why it is refused.
import type { Notebook } from "../notebook/model";
import type { PythonNotebook } from "../python/analysis";
import { checkRequest } from "./checkRequest";
import { planOnce, type Attempt } from "./planOnce";
import type { Chunk } from "./chunks";
import type { ExtractRequest, ExtractResult, Refusal } from "./plan";
import { describeStays, findStays } from "./stays";
import { surveyNotebook } from "./survey";

/**
 * Plans the extraction. Pure: nothing is read or written. The parser must be loaded.
 * Where statements at a cell's edge are in the way, they stay in the notebook and the rest moves, unless that were half of them.
 */
export function extractToModule(notebook: Notebook, python: PythonNotebook, request: ExtractRequest): ExtractResult {
  const survey = surveyNotebook(python);
  const unusable = checkRequest(notebook, survey, request);
  if (unusable.length > 0) return { ok: false, refusals: unusable };
  const first = planOnce(survey, request, new Set());
  const reasons: Refusal[] = [];
  let staying: ReadonlySet<Chunk> | null = new Set<Chunk>();
  let last: Attempt = first;
  while (!last.ok) {
    reasons.push(...last.refusals);
    staying = findStays(survey, request.cells, staying, last.blocked);
    if (staying === null) return { ok: false, refusals: first.ok ? [] : first.refusals };
    last = planOnce(survey, request, staying);
  }
  const stays = describeStays(survey, staying, reasons);
  return { ...last.plan, stays, messages: [...stays.map(({ message }) => message), ...last.plan.messages] };
}
