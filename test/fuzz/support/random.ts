// Chance that can be repeated: a generator of random choices from a seed, and how long the fuzzing goes on.

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

/** Chance from a seed, by the generator mulberry32. */
export function chanceFrom(start: number): Chance {
  let state = start >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
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
  suite.timeout(60_000 + fuzzSeconds * 1500);
  suite.beforeAll("seed", () => console.log(`    (NBREADY_FUZZ_SEED=${seed}${fuzzSeconds > 0 ? `, ${fuzzSeconds} s each` : ""})`));
}
