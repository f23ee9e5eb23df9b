// Long work in steps: whoever has it done may turn to something else between them.

/** Work under way. Each `next()` does a little of it; the last one gives the result. */
export type Steps<Result> = Generator<void, Result>;

/** Does all of it at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
