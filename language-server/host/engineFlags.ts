// Suits V8 to a run that reads many notebooks once and ends after some seconds.
import { setFlagsFromString } from "node:v8";

/**
 * Bytes of bytecode that a function runs before V8 up to 11.7 (Node 20) considers optimising it. Its own 66 kB (--interrupt-budget, see
 * `node --v8-options`) suits pages and servers. A run over notebooks enters a lot of code, each piece for a while: with
 * V8's value the second core only compiles, and what it made is often thrown away again. Of 250, 350, 500 and 700 kB
 * this was the quickest for 189 real notebooks (8.2 s of processor time for 13.4 s), and the better value for a thousand, too.
 */
const interruptBudget = 500_000;

/**
 * Calls of a function before V8 from 11.8 on (Node 22 and later) optimises it; its own choice is 3,000. For 189 real
 * notebooks, in seconds of the processor, means of three runs on a busy machine, 10,000 and 20,000 calls: Node 22 10.5 and
 * 9.8, Node 24 10.9 and 10.2, Node 26 10.6 and 10.3; with none of the flags 15.3, 11.4 and 10.5.
 */
const callsToOptimise = 20_000;

/**
 * Percent by which a heap grows over what is alive before it is collected. V8's own rule lets each thread's grow to four
 * times of it. 400 made-up notebooks on two threads of a busy machine, in seconds of the processor and MB at most:
 * V8's own rule 13.2 s and 374 MB, 200 % 12.9 s and 341 MB, 150 % 13.6 s and 266 MB, 100 % 14.7 s and 233 MB.
 */
const heapGrowth = 150;

/**
 * Bytes of bytecode of called functions that V8 copies into one that it optimises (its own choice is 920). In a run the
 * copies cost more to compile, in each thread anew, than they spare. Without them, on two threads of a busy machine, 189
 * real notebooks took 12 % less processor time and 300 made-up ones 6 % (means of three runs in turn). Where one process
 * checks those six times, the sixth is no slower (5.4 s for 5.7 s).
 */
const inlinedBytecode = 0;

/**
 * The flags for a version of V8 ("12.4.254.21-node.57"). None for versions that were not tried: V8 prints an error where
 * it does not know a flag, and knows others in each version.
 */
export function flagsFor(version: string): readonly string[] {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 11 || major > 14) return [];
  const tierUp = major === 11 && minor < 8 ? `--interrupt-budget=${interruptBudget}` : `--invocation-count-for-turbofan=${callsToOptimise}`;
  return [tierUp, `--heap-growing-percent=${heapGrowth}`, `--max-inlined-bytecode-size-cumulative=${inlinedBytecode}`];
}

/** Sets the flags for all threads of the process, those to be started, too. Code that has run before keeps its own budget. */
export function suitRuns(): void {
  flagsFor(process.versions.v8).forEach((flag) => setFlagsFromString(flag));
}
