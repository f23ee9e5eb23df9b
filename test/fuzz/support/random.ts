// Chance that can be repeated: a generator of random choices from a seed, and how long the fuzzing goes on.
import { numbersFrom } from "../../support/random";

/** Seconds of fuzzing for each kind of input where the long mode is asked for; 0 in the ordinary test run. */
export const fuzzSeconds = Number(process.env.NBREADY_FUZZ_SECONDS ?? 0);

/** The ordinary run is the same every time; the long mode finds new ground unless a seed is given. */
export const seed = Number(process.env.NBREADY_FUZZ_SEED ?? (fuzzSeconds > 0 ? Date.now() % 2 ** 31 : 1));

/** Random choices; the same seed gives the same ones. */
export interface Chance {
  /** A whole number from 0 up to, without, `limit`. */
  below(limit: number): number;
  pick<T>(choices: readonly T[]): T;
}

/** Chance from a seed. */
export function chanceFrom(start: number): Chance {
  const next = numbersFrom(start);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (choices) => choices[below(choices.length)] };
}

/**
 * Runs `attempt` again and again, each time with chance of its own: `count` times, or as long as the long mode asks for.
 * A failure names the seed that repeats it alone.
 */
export async function fuzz(count: number, attempt: (chance: Chance, number: number) => void | Promise<void>): Promise<void> {
  const end = Date.now() + fuzzSeconds * 1000;
  for (let number = 0; number < count || Date.now() < end; number++) {
    try {
      await attempt(chanceFrom(seed + number * 7919), number);
    } catch (error) {
      throw new Error(`with NBREADY_FUZZ_SEED=${seed}, attempt ${number}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
}

/** Makes a suite a fuzzing one: it prints the seed, and has the time that the long mode needs. */
export function prepareFuzzing(suite: Mocha.Suite): void {
  suite.timeout(300_000 + fuzzSeconds * 1500);
  suite.beforeAll("seed", () => console.log(`    (NBREADY_FUZZ_SEED=${seed}${fuzzSeconds > 0 ? `, ${fuzzSeconds} s each` : ""})`));
}
