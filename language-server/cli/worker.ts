// A thread of a run: checks the notebooks that it is sent, and answers with what is to be reported.
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
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
    limitHeap();
  });
}

/** The heap that a thread may keep between two notebooks, bytes. V8 mostly keeps to 90 MB by itself, of which 20 are in use. */
let heapLimit = 100 * 2 ** 20;

/**
 * Has V8 collect all that is no longer used where it lets the heap grow: it collects beside the work, and takes for used
 * what comes meanwhile. Of 5,000 made-up notebooks the check took up to 421 MB without this, 1,031 MB on a busy machine.
 */
function limitHeap(): void {
  if (getHeapStatistics().total_heap_size <= heapLimit) return;
  collect ??= collector();
  collect();
  heapLimit = Math.max(heapLimit, 2 * getHeapStatistics().used_heap_size);
}
let collect: (() => void) | undefined;

/** V8's collector: Node gives no other way to it. The flag is taken back, as what V8 has compiled is kept for the flags that it was compiled with. */
function collector(): () => void {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  setFlagsFromString("--no-expose-gc");
  return gc;
}
