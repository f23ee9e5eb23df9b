// Checks many notebooks, on several threads where there are enough of them, and gives the outcomes in order.
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { nodeFiles } from "../host/files";
import { loadParser } from "../host/wasm";
import { checkOne, isTooDeep, recallOne, type Input, type Outcome } from "./checkOne";
import { NotebookChecker, type CheckSettings } from "./notebookChecker";
import type { Shown } from "./shownNotebook";

/** What a worker is started with. */
export interface WorkerStart {
  readonly settings: CheckSettings;
  readonly shown: Shown;
}

/** What a worker sends back for each `Input` it was sent. It ends when it is sent null. */
export type WorkerAnswer = { readonly outcome: Outcome; readonly warnings: readonly string[] };

export interface Run extends WorkerStart {
  /** null: as many as the notebooks are worth, up to `cores`. */
  readonly jobs: number | null;
  readonly cores: number;
  /** Called in the order of the inputs. */
  readonly onOutcome: (outcome: Outcome) => void;
  readonly onWarning: (line: string) => void;
  /** Called whenever one more is done. */
  readonly onProgress: (done: number) => void;
}

/** A thread takes a quarter of a second to start; fewer notebooks than this are checked sooner by the main one alone. */
const notebooksPerThread = 40;

/** Number of threads that `count` notebooks are worth. */
const worthwhileJobs = (count: number, cores: number): number => Math.max(1, Math.min(cores, Math.floor(count / notebooksPerThread)));

/**
 * Stack of a thread in MB. Where each level of a sum of 2,900 terms (what CPython takes, too) takes two calls of code that
 * is not yet optimised, 2 MB do not suffice; the main thread has 1 MB, and leaves such notebooks to a thread.
 */
const workerStack = 16;

/**
 * Most that the space for young objects of a thread takes, in MB. V8's own 48 MB spare no time here: 189 real notebooks on
 * two threads take the same processor time with half of it (10.7 to 10.9 s, three runs of each), and 270 MB for 310 MB.
 */
const workerYoungest = 24;

/** Takes the outcome of the input with this index. */
type Take = (index: number, outcome: Outcome) => void;

/** Checks notebooks: reports first what earlier runs found, then checks what is left. */
export async function checkMany(inputs: readonly Input[], run: Run): Promise<void> {
  const take = inOrder(run);
  const checker = new NotebookChecker(run.settings, nodeFiles, run.onWarning);
  const left: number[] = [];
  for (const [index, input] of inputs.entries()) {
    const known = run.settings.cache === null ? null : recallOne(input, checker, run.shown);
    if (known) take(index, known);
    else left.push(index);
    if (index % 16 === 15) await new Promise(setImmediate); // output drains, signals arrive
  }
  const jobs = run.jobs ?? worthwhileJobs(left.length, run.cores);
  if (jobs > 1 && left.length > 1) return checkOnWorkers(inputs, left, jobs, run, take);
  if (left.length > 0) await loadParser();
  const deep: number[] = [];
  for (const [count, index] of left.entries()) {
    const outcome = checkOne(inputs[index], checker, run.shown);
    if (isTooDeep(outcome)) deep.push(index);
    else take(index, outcome);
    if (count % 16 === 15) await new Promise(setImmediate);
  }
  if (deep.length > 0) await checkOnWorkers(inputs, deep, 1, run, take);
}

/** Reports outcomes in the order of the inputs, whatever order they come in. */
function inOrder({ onOutcome, onProgress }: Run): Take {
  const waiting = new Map<number, Outcome>();
  let reported = 0;
  let done = 0;
  return (index, outcome) => {
    waiting.set(index, outcome);
    onProgress(++done);
    for (let ready = waiting.get(reported); ready; ready = waiting.get(reported)) {
      waiting.delete(reported++);
      onOutcome(ready);
    }
  };
}

async function checkOnWorkers(inputs: readonly Input[], indexes: readonly number[], jobs: number, run: Run, take: Take): Promise<void> {
  let next = 0;
  const serve = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const start: WorkerStart = { settings: run.settings, shown: run.shown };
      const worker = new Worker(join(__dirname, "cli.js"), {
        workerData: start,
        resourceLimits: { stackSizeMb: workerStack, maxYoungGenerationSizeMb: workerYoungest },
      });
      let current = -1;
      const send = (): void => {
        current = indexes[next++] ?? -1;
        worker.postMessage(inputs[current] ?? null);
      };
      worker.on("message", ({ outcome, warnings }: WorkerAnswer) => {
        warnings.forEach(run.onWarning);
        take(current, outcome);
        send();
      });
      worker.on("error", reject);
      worker.on("exit", () => resolve());
      send();
    });
  await Promise.all(Array.from({ length: Math.min(jobs, indexes.length) }, serve));
}
