// Extracts the chosen cells to a module, or to functions in the notebook: asks, shows every change, and makes all of them as one edit, or none.
import { commands, Uri, window, workspace, type LogOutputChannel, type NotebookDocument } from "vscode";
import {
  extractOfferRequest, extractRequest, extractToFunctionRequest,
  type ChosenCells, type Extraction, type ExtractionPlan, type ExtractOffer, type ExtractOfferParams, type ExtractParams, type ExtractRefusal,
} from "../../language-server/server/protocol";
import { whileServed } from "../commands/restartServer";
import { nameOf } from "../notebooks";
import type { Server } from "../server";
import { serverStopped } from "../words";
import { applyPlan } from "./applyPlan";
import { changedTexts } from "./changedTexts";
import { chosenCells } from "./chosenCells";
import { findChangedFile, readFilesToChange } from "./filesAsPlanned";
import { buttonFor, togglesFor, type Toggle } from "./options";
import { preview, type Again, type Decision } from "./preview";
import { askForFunction, askForModule } from "./questions";
import { isRecord } from "./records";
import { tellRefusals } from "./refusals";

/** What becomes of the cells. */
export type ExtractTo = "module" | "module-with-test" | "function";

/** What came of it: for callers; the user has been told. */
export type Outcome = "extracted" | "cancelled" | { readonly refused: readonly string[] };

/** What the caller may have answered already; the user is asked for the rest. `confirmed` leaves the preview out. */
type Answers = Partial<Omit<ExtractParams, keyof ChosenCells | "withTest">> & { readonly confirmed?: boolean };

/** @param target a cell of the menu, or cells by their URIs, with answers; anything else means the cells that are selected */
export const extractCells = (server: Server, log: LogOutputChannel, target: unknown, to: ExtractTo): Promise<Outcome> =>
  whileItRuns(server, log, () => askAndExtract(server, log, target, to));

/** Where the server ends meanwhile, nothing is changed. */
const whileItRuns = async (server: Server, log: LogOutputChannel, work: () => Promise<Outcome>): Promise<Outcome> =>
  await whileServed(server, log, work) ?? { refused: [serverStopped] };

async function askAndExtract(server: Server, log: LogOutputChannel, target: unknown, to: ExtractTo): Promise<Outcome> {
  const chosen = chosenCells(target);
  if (!chosen) return refuse("Select one or several code cells of a Jupyter notebook first.");
  const { notebook } = chosen;
  const cells = { notebook: notebook.uri.toString(), cells: chosen.cells.map(({ document }) => document.uri.toString()) };
  const inNotebook = to === "function";
  const found = await askForOffer(server, { ...cells, inNotebook });
  if (!found) return refuse("nbready does not know this notebook. Open it as a notebook and try again.");
  const offer = found;
  if (offer.refusals.length > 0) return refused(offer.refusals);

  const given = isRecord(target) ? (target as Answers) : {};
  const title = inNotebook ? "Extract to Function" : "Extract to Module";
  // Definitions keep their names: where there is nothing else, only the module is asked for.
  const step = (number: number): string => (inNotebook || offer.functionNames.length === 0 ? title : `${title} (${number}/2)`);
  const modulePath = inNotebook ? "" : given.modulePath ?? await askForModule(offer.modulePath, step(1));
  if (modulePath === undefined) return "cancelled";
  const functionName = given.functionName !== undefined ? given.functionName : await askForFunction(offer, step(2));
  if (functionName === undefined) return "cancelled";
  const { moveCalled = false, allowSysPath = false, keywordParameters = false, autoreload = false, makePackage = false } = given;
  return planAndApply({ ...cells, modulePath, functionName, withTest: to === "module-with-test", moveCalled, allowSysPath, keywordParameters, autoreload, makePackage });

  /** @param last what the user has just turned on or off in the preview */
  async function planAndApply(answers: ExtractParams, last?: Toggle["option"]): Promise<Outcome> {
    const { version } = notebook;
    const extraction = await (inNotebook ? server.ask(extractToFunctionRequest, answers) : server.ask(extractRequest, answers));
    if (!extraction) return "cancelled";
    if (!extraction.ok) return refused(extraction.refusals, waysOut(extraction, answers));
    const unsaved = workspace.textDocuments.find(({ uri, isDirty }) => isDirty && extraction.files.includes(uri.toString()));
    if (unsaved) {
      const save = await window.showWarningMessage(`${nameOf(unsaved.uri)} has changes that are not saved. Save them, and extract?`, "Save and Extract");
      return save && await unsaved.save() ? planAndApply(answers) : "cancelled";
    }
    const texts = await readFilesToChange(extraction);
    const early = await findChangedFile(texts);
    if (early) return offerAgain(nameOf(early), answers);
    const { edit, messages, options } = extraction;
    const decision: Decision = given.confirmed ? { do: "apply" } : await preview({ title: edit.title, changes: await changedTexts(edit, notebook), messages, toggles: togglesFor(options), last, again: questions(answers) });
    if (decision.do === "cancel") return "cancelled";
    if (decision.do === "toggle") return planAndApply({ ...answers, [decision.option]: !answers[decision.option] }, decision.option);
    if (decision.do === "ask") return askAgain(decision.ask, answers, () => planAndApply(answers));
    if (notebook.version !== version) return offerAgain("The notebook", answers);
    const late = await findChangedFile(texts);
    return late ? offerAgain(nameOf(late), answers) : apply(extraction, notebook, log);
  }

  function offerAgain(what: string, answers: ExtractParams): Outcome {
    return refused([{ reason: "file", message: `${what} has changed in the meantime.`, document: null, line: 0 }], buttons([["Try Again", () => planAndApply(answers)]]));
  }

  /** Asks once more. Who gives no answer is led back to where the question came from. */
  async function askAgain(ask: Again["ask"], answers: ExtractParams, otherwise: () => Promise<Outcome>): Promise<Outcome> {
    const answer = ask === "module" ? { modulePath: await askForModule(answers.modulePath, title) } : { functionName: await askForFunction(offer, title, answers.functionName) };
    return Object.values(answer).includes(undefined) ? otherwise() : planAndApply({ ...answers, ...answer as Partial<ExtractParams> });
  }

  function questions({ functionName: name }: ExtractParams): readonly Again[] {
    return [
      ...(offer.functionNames.length > 0 ? [{ ask: "function", label: name === null ? "Make one function…" : `Rename ${name}…` } as const] : []),
      ...(inNotebook ? [] : [{ ask: "module", label: "Choose another module…" } as const]),
    ];
  }

  /** What the user can allow or answer anew, as buttons. */
  function waysOut({ refusals, waysOut: allowed }: Extraction & { readonly ok: false }, answers: ExtractParams): WaysOut {
    const all = (...reasons: readonly string[]): boolean => refusals.every(({ reason }) => reasons.includes(reason));
    return buttons([
      ...allowed.map((answer) => [buttonFor[answer], () => planAndApply({ ...answers, [answer]: true })] as const),
      ...(all("name-taken") && answers.functionName !== null ? [["Another Name", () => askAgain("function", answers, giveUp)] as const] : []),
      ...(all("file", "not-importable", "name-taken") && !inNotebook ? [["Another Module", () => askAgain("module", answers, giveUp)] as const] : []),
      ...(all("file") && !workspace.isTrusted ? [["Manage Trust", manageTrust] as const] : []),
    ]);
  }

  function buttons(ways: readonly (readonly [button: string, work: () => Promise<Outcome>])[]): WaysOut {
    return new Map(ways.map(([button, work]) => [button, () => whileItRuns(server, log, work)]));
  }
}

/** What a user may do about a refusal, by the button that says so. */
type WaysOut = ReadonlyMap<string, () => Promise<Outcome>>;

/** Asks again for two seconds: the server may not have heard yet of a notebook that has just been opened. */
async function askForOffer(server: Server, params: ExtractOfferParams): Promise<ExtractOffer | null> {
  for (let turn = 0; ; turn++) {
    const offer = await server.ask(extractOfferRequest, params);
    if (offer || turn === 10) return offer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function apply({ edit: request, files, messages }: ExtractionPlan, notebook: NotebookDocument, log: LogOutputChannel): Promise<Outcome> {
  const problem = await applyPlan(request, notebook, log);
  if (problem !== null) {
    void window.showErrorMessage(`${request.title}: ${problem} Nothing was changed.`);
    return { refused: [problem] };
  }
  void tellDone(`${request.title}: done. ${messages.join(" ")}`.trim(), files);
  return "extracted";
}

async function tellDone(message: string, files: readonly string[]): Promise<void> {
  const open = "Open Module";
  if (await window.showInformationMessage(message, ...(files.length > 0 ? [open] : [])) === open) await window.showTextDocument(Uri.parse(files[0]));
}

function refused(refusals: readonly ExtractRefusal[], waysOut?: WaysOut): Outcome {
  void tellRefusals(refusals, waysOut);
  return { refused: refusals.map(({ message }) => message) };
}

const manageTrust = async (): Promise<Outcome> => {
  await commands.executeCommand("workbench.trust.manage");
  return "cancelled";
};
const giveUp = async (): Promise<Outcome> => "cancelled";
const refuse = (message: string): Outcome => refused([{ reason: "no-code", message, document: null, line: 0 }]);
