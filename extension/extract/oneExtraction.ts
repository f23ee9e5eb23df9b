// One extraction, from the first plan to the end: shows every change, asks again where something is in the way, and makes all of it as one edit, or none.
import { commands, Uri, window, workspace, type LogOutputChannel, type NotebookDocument } from "vscode";
import {
  extractRequest,
  extractToFunctionRequest,
  type ChosenCells,
  type Extraction,
  type ExtractionPlan,
  type ExtractOffer,
  type ExtractParams,
  type ExtractRefusal,
} from "../../language-server/server/protocol";
import { whileServed } from "../commands/restartServer";
import { nameOf } from "../notebooks";
import type { Server } from "../server";
import { serverStopped } from "../words";
import { applyPlan } from "./applyPlan";
import { changedTexts } from "./changedTexts";
import { findChangedFile, readFilesToChange } from "./filesAsPlanned";
import { buttonFor, togglesFor, type Toggle } from "./options";
import { preview, type Again, type Decision } from "./preview";
import { askForFunction, askForModule } from "./questions";
import { tellRefusals } from "./refusals";

/** What becomes of the cells. */
export type ExtractTo = "module" | "module-with-test" | "function";

/** What came of it: for callers; the user has been told. */
export type Outcome = "extracted" | "cancelled" | { readonly refused: readonly string[] };

/** What the caller may have answered already; the user is asked for the rest. `confirmed` leaves the preview out. */
export type Answers = Partial<Omit<ExtractParams, keyof ChosenCells | "withTest">> & { readonly confirmed?: boolean };

/** What an extraction is about, whatever is answered. */
export interface ExtractionOf {
  readonly server: Server;
  readonly log: LogOutputChannel;
  readonly notebook: NotebookDocument;
  readonly offer: ExtractOffer;
  /** Of questions. */
  readonly title: string;
  readonly inNotebook: boolean;
  /** The changes are made without a preview. */
  readonly isConfirmed: boolean;
}

/** What a user may do about a refusal, by the button that says so. */
type WaysOut = ReadonlyMap<string, () => Promise<Outcome>>;

/** Where the server ends meanwhile, nothing is changed. */
export const whileItRuns = async (server: Server, log: LogOutputChannel, work: () => Promise<Outcome>): Promise<Outcome> =>
  (await whileServed(server, log, work)) ?? { refused: [serverStopped] };

export class OneExtraction {
  constructor(private readonly of: ExtractionOf) {}

  /** @param last what the user has just turned on or off in the preview */
  async planAndApply(answers: ExtractParams, last?: Toggle["option"]): Promise<Outcome> {
    const { server, notebook, inNotebook } = this.of;
    const { version } = notebook;
    const extraction = await (inNotebook ? server.ask(extractToFunctionRequest, answers) : server.ask(extractRequest, answers));
    if (!extraction) return "cancelled";
    if (!extraction.ok) return refused(extraction.refusals, this.waysOut(extraction, answers));
    const unsaved = workspace.textDocuments.find(({ uri, isDirty }) => isDirty && extraction.files.includes(uri.toString()));
    if (unsaved) {
      const save = await window.showWarningMessage(
        `${nameOf(unsaved.uri)} has changes that are not saved. Save them, and extract?`,
        "Save and Extract",
      );
      return save && (await unsaved.save()) ? this.planAndApply(answers) : "cancelled";
    }
    const texts = await readFilesToChange(extraction);
    const early = await findChangedFile(texts);
    if (early) return this.offerAgain(nameOf(early), answers);
    const decision = await this.decide(extraction, answers, last);
    if (decision.do === "cancel") return "cancelled";
    if (decision.do === "toggle") return this.planAndApply({ ...answers, [decision.option]: !answers[decision.option] }, decision.option);
    if (decision.do === "ask") return this.askAgain(decision.ask, answers, () => this.planAndApply(answers));
    if (notebook.version !== version) return this.offerAgain("The notebook", answers);
    const late = await findChangedFile(texts);
    return late ? this.offerAgain(nameOf(late), answers) : this.apply(extraction);
  }

  private async decide(
    { edit, messages, options }: ExtractionPlan,
    answers: ExtractParams,
    last: Toggle["option"] | undefined,
  ): Promise<Decision> {
    if (this.of.isConfirmed) return { do: "apply" };
    return preview({
      title: edit.title,
      changes: await changedTexts(edit, this.of.notebook),
      messages,
      toggles: togglesFor(options),
      last,
      again: this.questions(answers),
    });
  }

  private async apply({ edit: request, files, messages }: ExtractionPlan): Promise<Outcome> {
    const problem = await applyPlan(request, this.of.notebook, this.of.log);
    if (problem !== null) {
      void window.showErrorMessage(`${request.title}: ${problem} Nothing was changed.`);
      return { refused: [problem] };
    }
    void tellDone(`${request.title}: done. ${messages.join(" ")}`.trim(), files);
    return "extracted";
  }

  private offerAgain(what: string, answers: ExtractParams): Outcome {
    return refused(
      [{ reason: "file", message: `${what} has changed in the meantime.`, document: null, line: 0 }],
      this.buttons([["Try Again", () => this.planAndApply(answers)]]),
    );
  }

  /** Asks once more. Who gives no answer is led back to where the question came from. */
  private async askAgain(ask: Again["ask"], answers: ExtractParams, otherwise: () => Promise<Outcome>): Promise<Outcome> {
    const { offer, title } = this.of;
    const answer =
      ask === "module"
        ? { modulePath: await askForModule(answers.modulePath, title) }
        : { functionName: await askForFunction(offer, title, answers.functionName) };
    return Object.values(answer).includes(undefined)
      ? otherwise()
      : this.planAndApply({ ...answers, ...(answer as Partial<ExtractParams>) });
  }

  private questions({ functionName: name }: ExtractParams): readonly Again[] {
    return [
      ...(this.of.offer.functionNames.length > 0
        ? [{ ask: "function", label: name === null ? "Make one function…" : `Rename ${name}…` } as const]
        : []),
      ...(this.of.inNotebook ? [] : [{ ask: "module", label: "Choose another module…" } as const]),
    ];
  }

  /** What the user can allow or answer anew, as buttons. */
  private waysOut({ refusals, waysOut: allowed }: Extraction & { readonly ok: false }, answers: ExtractParams): WaysOut {
    const all = (...reasons: readonly string[]): boolean => refusals.every(({ reason }) => reasons.includes(reason));
    return this.buttons([
      ...allowed.map((answer) => [buttonFor[answer], () => this.planAndApply({ ...answers, [answer]: true })] as const),
      ...(all("name-taken") && answers.functionName !== null
        ? [["Another Name", () => this.askAgain("function", answers, giveUp)] as const]
        : []),
      ...(all("file", "not-importable", "name-taken") && !this.of.inNotebook
        ? [["Another Module", () => this.askAgain("module", answers, giveUp)] as const]
        : []),
      ...(all("file") && !workspace.isTrusted ? [["Manage Trust", manageTrust] as const] : []),
    ]);
  }

  private buttons(ways: readonly (readonly [button: string, work: () => Promise<Outcome>])[]): WaysOut {
    return new Map(ways.map(([button, work]) => [button, () => whileItRuns(this.of.server, this.of.log, work)]));
  }
}

async function tellDone(message: string, files: readonly string[]): Promise<void> {
  const open = "Open Module";
  if ((await window.showInformationMessage(message, ...(files.length > 0 ? [open] : []))) === open)
    await window.showTextDocument(Uri.parse(files[0]));
}

export function refused(refusals: readonly ExtractRefusal[], waysOut?: WaysOut): Outcome {
  void tellRefusals(refusals, waysOut);
  return { refused: refusals.map(({ message }) => message) };
}

const manageTrust = async (): Promise<Outcome> => {
  await commands.executeCommand("workbench.trust.manage");
  return "cancelled";
};
const giveUp = async (): Promise<Outcome> => "cancelled";
