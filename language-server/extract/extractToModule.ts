// Extracts cells of a notebook to a Python module: the plan with every file and cell that changes, or why it is refused.
import type { NotebookEdit } from "../notebook/edits";
import type { Notebook } from "../notebook/model";
import { analysePython } from "../python/analyse";
import type { PythonNotebook } from "../python/analysis";
import { wordList } from "../util/wordList";
import { handOverVariables } from "./define/handOver";
import { noParts } from "./define/moveDefinitions";
import { returnGlobals } from "./define/returnGlobals";
import type { ExtractPlan, ExtractRequest, ExtractResult, Refusal } from "./plan";
import { planOnce } from "./planOnce";
import { planWithStays } from "./planWithStays";
import { checkRequest, withStatements } from "./refuse/checkRequest";
import { surveyNotebook, type Survey } from "./survey";

/**
 * Plans the extraction. Pure: nothing is read or written. The parser must be loaded.
 * Functions that read variables of the notebook get them as parameters first, or find them in the module. Where statements at a cell's edge are in the way,
 * they stay in the notebook and the rest moves, unless that were half of them.
 */
export function extractToModule(notebook: Notebook, python: PythonNotebook, asked: ExtractRequest): ExtractResult {
  const survey = surveyNotebook(python, asked);
  const unusable = checkRequest(notebook, survey, asked);
  if (unusable.length > 0) return { ok: false, refusals: unusable };
  const request = { ...asked, cells: withStatements(notebook, survey, asked.cells) };
  const first = planOnce(survey, request, new Set());
  const rewritten = first.ok
    ? null
    : (planHandedOver(notebook, survey, request, first.refusals) ?? planHolding(survey, request, first.refusals));
  return rewritten ?? planWithStays(survey, request.cells, (staying) => planOnce(survey, request, staying));
}

/** Plans with variables that are made once in the module, where functions and classes read them that can take no parameters; null where that does not help. */
function planHolding(survey: Survey, request: ExtractRequest, refused: readonly Refusal[]): ExtractResult | null {
  if (!refused.some(({ reason }) => reason === "reads-variable")) return null;
  const attempt = planOnce(survey, request, new Set(), { ...noParts, held: [] });
  return attempt.ok ? { ...attempt.plan, stays: [] } : null;
}

/** A function whose caller gets a parameter may need one more round; longer chains are rare. */
const mostRounds = 6;

/** The notebook's new sources, and what its functions take and give in them. */
interface Rewritten {
  readonly sources: Map<number, string>;
  readonly takes: Map<string, Set<string>>;
  readonly gives: Map<string, Set<string>>;
  readonly asks: Map<string, Set<string>>;
}

/** Plans for the notebook in which functions take their variables as parameters, and give them back; null where that does not help. The edits are of the notebook as it is. */
function planHandedOver(notebook: Notebook, original: Survey, request: ExtractRequest, refused: readonly Refusal[]): ExtractResult | null {
  const rewritten: Rewritten = { sources: new Map(), takes: new Map(), gives: new Map(), asks: new Map() };
  let survey = original;
  let refusals = refused;
  for (let round = 0; round < mostRounds; round++) {
    const setter = refusals.find(({ reason, reader }) => reason === "global" && reader !== undefined)?.reader;
    const handed = setter === undefined ? handOverVariables(survey, request.cells, refusals) : returnGlobals(survey, setter);
    if (!handed) return null;
    for (const [cell, text] of handed.sources) rewritten.sources.set(cell, text);
    addAll(rewritten.takes, handed.takes);
    addAll(rewritten.gives, handed.gives);
    addAll(rewritten.asks, handed.asks);
    survey = surveyNotebook(
      analysePython({
        ...notebook,
        cells: notebook.cells.map((cell, index) => ({ ...cell, source: rewritten.sources.get(index) ?? cell.source })),
      }),
      request,
    );
    const result = planWithStays(survey, request.cells, (staying) => planOnce(survey, request, staying));
    if (result.ok) return forOriginal(notebook, result, rewritten);
    // With what the user may allow there is a plan.
    if (result.refusals.every(({ reason }) => reason === "used-elsewhere")) return result;
    refusals = result.refusals;
  }
  return null;
}

function addAll(all: Map<string, Set<string>>, more: ReadonlyMap<string, readonly string[]>): void {
  for (const [name, values] of more) if (values.length > 0) all.set(name, new Set([...(all.get(name) ?? []), ...values]));
}

/** The plan with its edits as edits of the original notebook, whose cells had other texts, and with what is told about that. */
function forOriginal(notebook: Notebook, plan: ExtractPlan, { sources, takes, gives, asks }: Rewritten): ExtractPlan {
  const edits = plan.edits.map((edit): NotebookEdit =>
    edit.kind === "replaceText" ? { ...edit, end: notebook.cells[edit.cell].source.length } : edit,
  );
  const untouched = [...sources].filter(([cell]) => !edits.some((edit) => "cell" in edit && edit.cell === cell));
  const changed = untouched.map(([cell, text]): NotebookEdit => ({
    kind: "replaceText",
    cell,
    start: 0,
    end: notebook.cells[cell].source.length,
    text,
  }));
  const messages = [...takes].map(([name, variables]) => {
    const given = [...(gives.get(name) ?? [])].join(", ");
    const it = variables.size === 1 ? "it" : "them";
    return `${name} takes ${[...variables].join(", ")} as ${variables.size === 1 ? "a parameter" : "parameters"} now${given === "" ? "" : ` and gives back ${given}`}, because it would not ${given === "" ? "see" : "set"} the notebook's ${variables.size === 1 ? "variable" : "variables"} any more; every call hands ${it} over.`;
  });
  const lost = [...asks].map(
    ([name, parameters]) =>
      `${name} has no default for ${wordList([...parameters])} any more, because it would not see the notebook's ${parameters.size === 1 ? "variable" : "variables"}; every call that used ${parameters.size === 1 ? "it" : "one"} hands ${parameters.size === 1 ? "that" : "it"} over.`,
  );
  return {
    ...plan,
    edits: [...edits, ...changed].sort((a, b) => cellOf(a) - cellOf(b)),
    messages: [...messages, ...lost, ...plan.messages],
  };
}

const cellOf = (edit: NotebookEdit): number => ("cell" in edit && typeof edit.cell === "number" ? edit.cell : 0);
