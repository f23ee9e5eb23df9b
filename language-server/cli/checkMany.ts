// Checks many notebooks, on several threads where there are enough of them, and gives the outcomes in order.
import { Worker } from "node:worker_threads";
import { nodeFiles } from "../host/files";
import { loadParser } from "../python/parser";
import { checkOne, inputAt, recallOne, type Outcome } from "./checkOne";
import { NotebookChecker, type CheckSettings } from "./notebookChecker";
import { slim } from "./slim";

/** What a worker is started with. */
export interface WorkerStart {
  readonly settings: CheckSettings;
  /** Whether the files' texts are needed for the report. */
  readonly withText: boolean;
}

/** What a worker sends back for each path it was sent. */
export type WorkerAnswer = { readonly outcome: Outcome; readonly warnings: readonly string[] };

export interface Run extends WorkerStart {
  /** null: as many as the notebooks are worth, up to `cores`. */
  readonly jobs: number | null;
  readonly cores: number;
  /** Called in the order of the paths. */
  readonly onOutcome: (outcome: Outcome) => void;
  readonly onWarning: (line: string) => void;
  /** Called whenever one more is done. */
  readonly onProgress: (done: number) => void;
}

/** A thread takes a quarter of a second to start; fewer notebooks than this are checked sooner by the main one alone. */
const notebooksPerThread = 40;

/** Number of threads that `count` notebooks are worth. */
const worthwhileJobs = (count: number, cores: number): number => Math.max(1, Math.min(cores, Math.floor(count / notebooksPerThread)));

/** Takes the outcome of the path with this index. */
type Take = (index: number, outcome: Outcome) => void;

/** Checks the notebooks at the paths (absolute): tells first what earlier runs found, then checks what is left. */
export async function checkMany(paths: readonly string[], run: Run): Promise<void> {
  const take = inOrder(run);
  const checker = new NotebookChecker(run.settings, nodeFiles, run.onWarning);
  const left: number[] = [];
  for (const [index, path] of paths.entries()) {
    const known = run.settings.cache === null ? null : recallOne(inputAt(path), checker);
    if (known) take(index, slim(known, run.withText));
    else left.push(index);
    if (index % 16 === 15) await new Promise(setImmediate); // output drains, signals arrive
  }
  const jobs = run.jobs ?? worthwhileJobs(left.length, run.cores);
  if (jobs > 1 && left.length > 1) return checkOnWorkers(paths, left, jobs, run, take);
  if (left.length > 0) await loadParser();
  for (const [count, index] of left.entries()) {
    take(index, checkOne(inputAt(paths[index]), checker));
    if (count % 16 === 15) await new Promise(setImmediate);
  }
}

/** Tells outcomes in the order of the paths, whenever they come. */
function inOrder({ onOutcome, onProgress }: Run): Take {
  const waiting = new Map<number, Outcome>();
  let told = 0;
  let done = 0;
  return (index, outcome) => {
    waiting.set(index, outcome);
    onProgress(++done);
    for (let ready = waiting.get(told); ready; ready = waiting.get(told)) {
      waiting.delete(told++);
      onOutcome(ready);
    }
  };
}

async function checkOnWorkers(paths: readonly string[], indexes: readonly number[], jobs: number, run: Run, take: Take): Promise<void> {
  let next = 0;
  const serve = (): Promise<void> => new Promise((resolve, reject) => {
    const start: WorkerStart = { settings: run.settings, withText: run.withText };
    const worker = new Worker(__filename, { workerData: start });
    let current = -1;
    const send = (): void => {
      if (next >= indexes.length) {
        void worker.terminate().then(() => resolve());
        return;
      }
      current = indexes[next++];
      worker.postMessage(paths[current]);
    };
    worker.on("message", ({ outcome, warnings }: WorkerAnswer) => {
      warnings.forEach(run.onWarning);
      take(current, outcome);
      send();
    });
    worker.on("error", reject);
    send();
  });
  await Promise.all(Array.from({ length: Math.min(jobs, indexes.length) }, serve));
}
