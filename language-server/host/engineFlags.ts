// Suits V8 to a run that reads many notebooks once and ends after some seconds.
import { setFlagsFromString } from "node:v8";

/**
 * Bytes of bytecode that a function runs before V8 considers to optimise it. V8 11.3's own 66 kB (--interrupt-budget, see
 * `node --v8-options`) suits pages and servers. A run over notebooks enters a lot of code, each piece for a while: with
 * V8's value the second core only compiles, and what it made is often thrown away again. Of 250, 350, 500 and 700 kB
 * this was the quickest for 189 real notebooks (8.2 s of processor time for 13.4 s), and the better value for a thousand, too.
 */
const interruptBudget = 500_000;

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

/** Holds for all threads of the process, those to be started, too. Code that has run before keeps its own budget. */
export function suitRuns(): void {
  setFlagsFromString(`--interrupt-budget=${interruptBudget}`);
  setFlagsFromString(`--heap-growing-percent=${heapGrowth}`);
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${inlinedBytecode}`);
}
