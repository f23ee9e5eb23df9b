// Checks many notebooks, on several threads where there are enough of them, and gives the outcomes in order.
import { Worker } from "node:worker_threads";
import { nodeFiles } from "../host/files";
import { loadParser } from "../python/parser";
import { checkOne, inputAt, type Outcome } from "./checkOne";
import { NotebookChecker, type CheckSettings } from "./notebookChecker";

/** What a worker is started with. */
export interface WorkerStart {
  readonly settings: CheckSettings;
  /** Whether the files' texts are needed for the report. */
  readonly withText: boolean;
}

/** What a worker sends back for each path it was sent. */
export type WorkerAnswer = { readonly outcome: Outcome; readonly warnings: readonly string[] };

export interface Run extends WorkerStart {
  readonly jobs: number;
  /** Called in the order of the paths. */
  readonly onOutcome: (outcome: Outcome) => void;
  readonly onWarning: (line: string) => void;
  /** Called whenever one more is done. */
  readonly onProgress: (done: number) => void;
}

/** A thread takes a quarter of a second to start; fewer notebooks than this are checked sooner by the main one alone. */
const notebooksPerThread = 40;

/** Number of threads that `count` notebooks are worth. */
export const worthwhileJobs = (count: number, cores: number): number => Math.max(1, Math.min(cores, Math.floor(count / notebooksPerThread)));

/** Checks the notebooks at the paths (absolute). */
export async function checkMany(paths: readonly string[], run: Run): Promise<void> {
  if (run.jobs > 1 && paths.length > 1) return checkOnWorkers(paths, run);
  await loadParser();
  const checker = new NotebookChecker(run.settings, nodeFiles, run.onWarning);
  for (const [index, path] of paths.entries()) {
    run.onOutcome(checkOne(inputAt(path), checker));
    run.onProgress(index + 1);
    if (index % 16 === 15) await new Promise(setImmediate); // output drains, signals arrive
  }
}

async function checkOnWorkers(paths: readonly string[], run: Run): Promise<void> {
  const waiting = new Map<number, Outcome>();
  let next = 0;
  let told = 0;
  let done = 0;
  const take = (index: number, { outcome, warnings }: WorkerAnswer): void => {
    warnings.forEach(run.onWarning);
    waiting.set(index, outcome);
    run.onProgress(++done);
    for (let ready = waiting.get(told); ready; ready = waiting.get(told)) {
      waiting.delete(told++);
      run.onOutcome(ready);
    }
  };
  const serve = (): Promise<void> => new Promise((resolve, reject) => {
    const start: WorkerStart = { settings: run.settings, withText: run.withText };
    const worker = new Worker(__filename, { workerData: start });
    let current = -1;
    const send = (): void => {
      if (next >= paths.length) {
        void worker.terminate().then(() => resolve());
        return;
      }
      current = next++;
      worker.postMessage(paths[current]);
    };
    worker.on("message", (answer: WorkerAnswer) => {
      take(current, answer);
      send();
    });
    worker.on("error", reject);
    send();
  });
  await Promise.all(Array.from({ length: Math.min(run.jobs, paths.length) }, serve));
}
