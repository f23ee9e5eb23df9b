// A thread of a run: checks the notebooks that it is sent, and answers with what is to be reported.
import { parentPort, workerData } from "node:worker_threads";
import { nodeFiles } from "../host/files";
import { loadParser } from "../host/wasm";
import type { WorkerAnswer, WorkerStart } from "./checkMany";
import { checkOne, type Input } from "./checkOne";
import { NotebookChecker } from "./notebookChecker";

export async function serveAsWorker(): Promise<void> {
  const { settings, shown } = workerData as WorkerStart;
  await loadParser();
  let warnings: string[] = [];
  const checker = new NotebookChecker(settings, nodeFiles, (line) => warnings.push(line));
  parentPort?.on("message", (input: Input | null) => {
    if (!input) return parentPort?.close();
    warnings = [];
    const answer: WorkerAnswer = { outcome: checkOne(input, checker, shown), warnings };
    parentPort?.postMessage(answer);
  });
}
