// Extracts the chosen cells to a module, or to functions in the notebook: asks what the caller has not answered, then leads through the plan.
import type { LogOutputChannel } from "vscode";
import { extractOfferRequest, type ExtractOffer, type ExtractOfferParams, type ExtractParams } from "../../language-server/server/protocol";
import type { Server } from "../server";
import { chosenCells } from "./chosenCells";
import { OneExtraction, refused, whileItRuns, type Answers, type ExtractTo, type Outcome } from "./oneExtraction";
import { askForFunction, askForModule } from "./questions";
import { isRecord } from "./records";

/** @param target a cell of the menu, or cells by their URIs, with answers; anything else means the cells that are selected */
export const extractCells = (server: Server, log: LogOutputChannel, target: unknown, to: ExtractTo): Promise<Outcome> =>
  whileItRuns(server, log, () => askAndExtract(server, log, target, to));

async function askAndExtract(server: Server, log: LogOutputChannel, target: unknown, to: ExtractTo): Promise<Outcome> {
  const chosen = chosenCells(target);
  if (!chosen) return refuse("Select one or several code cells of a Jupyter notebook first.");
  const { notebook } = chosen;
  const cells = { notebook: notebook.uri.toString(), cells: chosen.cells.map(({ document }) => document.uri.toString()) };
  const inNotebook = to === "function";
  const offer = await askForOffer(server, { ...cells, inNotebook });
  if (!offer) return refuse("nbready does not know this notebook. Open it as a notebook and try again.");
  if (offer.refusals.length > 0) return refused(offer.refusals);

  const given = isRecord(target) ? (target as Answers) : {};
  const title = inNotebook ? "Extract to Function" : "Extract to Module";
  const names = await askForNames(given, offer, title, inNotebook);
  if (!names) return "cancelled";
  const { moveCalled = false, allowSysPath = false, keywordParameters = false, autoreload = false, makePackage = false } = given;
  const answers: ExtractParams = {
    ...cells,
    ...names,
    withTest: to === "module-with-test",
    moveCalled,
    allowSysPath,
    keywordParameters,
    autoreload,
    makePackage,
  };
  return new OneExtraction({ server, log, notebook, offer, title, inNotebook, isConfirmed: given.confirmed === true }).planAndApply(
    answers,
  );
}

/** The module and the function, as the caller or the user names them; undefined where the user cancels. */
async function askForNames(
  given: Answers,
  offer: ExtractOffer,
  title: string,
  inNotebook: boolean,
): Promise<Pick<ExtractParams, "modulePath" | "functionName"> | undefined> {
  // Definitions keep their names: where there is nothing else, only the module is asked for.
  const step = (number: number): string => (inNotebook || offer.functionNames.length === 0 ? title : `${title} (${number}/2)`);
  const modulePath = inNotebook ? "" : (given.modulePath ?? (await askForModule(offer.modulePath, step(1))));
  if (modulePath === undefined) return undefined;
  const functionName = given.functionName !== undefined ? given.functionName : await askForFunction(offer, step(2));
  return functionName === undefined ? undefined : { modulePath, functionName };
}

/** Asks again for two seconds: the server may not have heard yet of a notebook that has just been opened. */
async function askForOffer(server: Server, params: ExtractOfferParams): Promise<ExtractOffer | null> {
  for (let turn = 0; ; turn++) {
    const offer = await server.ask(extractOfferRequest, params);
    if (offer || turn === 10) return offer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const refuse = (message: string): Outcome => refused([{ reason: "no-code", message, document: null, line: 0 }]);
