// A thread of a run: checks the notebooks whose paths it is sent, and answers with what is to be told.
import { parentPort, workerData } from "node:worker_threads";
import { nodeFiles } from "../host/files";
import type { Cell, Notebook } from "../notebook/model";
import { loadParser } from "../python/parser";
import type { WorkerAnswer, WorkerStart } from "./checkMany";
import { checkOne, inputAt, type Outcome } from "./checkOne";
import { NotebookChecker } from "./notebookChecker";

export async function serveAsWorker(): Promise<void> {
  const { settings, withText } = workerData as WorkerStart;
  await loadParser();
  let warnings: string[] = [];
  const checker = new NotebookChecker(settings, nodeFiles, (line) => warnings.push(line));
  parentPort?.on("message", (path: string) => {
    warnings = [];
    const answer: WorkerAnswer = { outcome: slim(checkOne(inputAt(path), checker), withText), warnings };
    parentPort?.postMessage(answer);
  });
}

/** Without what no report shows: every byte would be copied between the threads. */
function slim(outcome: Outcome, withText: boolean): Outcome {
  if ("error" in outcome) return outcome;
  const { checked } = outcome;
  const isClean = checked.diagnostics.length === 0;
  return { checked: { ...checked, text: withText && !isClean ? checked.text : "", notebook: slimNotebook(checked.notebook, isClean) } };
}

function slimNotebook(notebook: Notebook, isClean: boolean): Notebook {
  const cells = isClean ? [] : notebook.cells.map((cell): Cell => ({ ...cell, outputs: [], metadata: {} }));
  return { ...notebook, metadata: {}, cells, formatProblems: [] };
}
