// Long work in slices, between which messages are read and answered.
import type { Steps } from "../util/steps";
import { readMessages } from "./turns";

/** Time after which a slice ends with its step, ms: half a frame of the screen. */
const slice = 8;

/** Does work a slice at a time; the first one at once. Rejects with what a step throws. */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const end = performance.now() + slice;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await readMessages();
  }
}
