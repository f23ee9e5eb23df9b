// A thread of a run: checks the notebooks whose paths it is sent, and answers with what is to be told.
import { parentPort, workerData } from "node:worker_threads";
import { nodeFiles } from "../host/files";
import { loadParser } from "../python/parser";
import type { WorkerAnswer, WorkerStart } from "./checkMany";
import { checkOne, inputAt } from "./checkOne";
import { NotebookChecker } from "./notebookChecker";
import { slim } from "./slim";

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
