// Measures regular expressions on the texts that they could choke on.
import { pathologicalTexts } from "./sourcePatterns";

/** A pattern and the text on which it took too long. */
export interface SlowRun {
  readonly text: string;
  /** ms */
  readonly took: number;
}

/** The most that a pattern may take on a text of 50,000 characters, ms. */
export const longestMatch = 200;

/**
 * A text of up to `length` characters on which the pattern takes more than `limit` ms, or undefined. The texts grow
 * step by step, and only those that take long for their length grow on: what is quadratic shows early.
 */
export function slowest(pattern: RegExp, length: number, limit = longestMatch): SlowRun | undefined {
  const smaller = 4000;
  const counts = pathologicalTexts(pattern, 1).length;
  const suspects = new Set<number>();
  for (const step of [24, 400, smaller].filter((one) => one <= length)) {
    const texts = pathologicalTexts(pattern, step);
    for (let index = 0; index < counts; index++) {
      const took = timeAbove(limit, pattern, texts[index]);
      if (took) return { text: texts[index], took };
      // A quadratic one that takes 200 ms for 50,000 characters takes 1.3 ms for 4,000.
      if (step === smaller && timeAbove(0.6, pattern, texts[index])) suspects.add(index);
    }
  }
  if (suspects.size === 0) return undefined;
  const texts = pathologicalTexts(pattern, length);
  for (const index of suspects) {
    const took = timeAbove(limit, pattern, texts[index]);
    if (took) return { text: texts[index], took };
  }
  return undefined;
}

/** The time that a pattern takes, ms, where it is always above the limit: on a busy machine the system counts some of what others do. */
function timeAbove(limit: number, pattern: RegExp, text: string): number | undefined {
  let least = Infinity;
  for (let turn = 0; turn < 4 && least > limit; turn++) least = Math.min(least, time(pattern, text));
  return least > limit ? least : undefined;
}

/** ms of the processor to find all matches of a global pattern, the first of another; what else the machine does is not counted. */
function time(pattern: RegExp, text: string): number {
  const began = process.cpuUsage();
  if (pattern.global) text.replace(pattern, "");
  else pattern.test(text);
  // Linux measures the sum exactly, and only estimates which part of it is the program's own.
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}
