// Runs work a moment after the last time it was asked for, so that typing never waits for it.

/** One timer a key; asking again starts the wait anew. */
export class Scheduler {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly run: (key: string) => void) {}

  /** @param delay milliseconds of quiet before the work runs */
  later(key: string, delay: number): void {
    this.cancel(key);
    this.timers.set(key, setTimeout(() => {
      this.timers.delete(key);
      this.run(key);
    }, delay));
  }

  cancel(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }

  cancelAll(): void {
    [...this.timers.keys()].forEach((key) => this.cancel(key));
  }
}

const quickCheck = 16;
const longestDelay = 300;

/**
 * Quiet time after an edit before the notebook is checked, in milliseconds: none where a check is done before the next
 * key is struck or the next frame is drawn; else as long as the last check took, up to a bound, so that a notebook that is
 * slow to check is not checked at every key.
 * @param duration time that the last check took, ms
 */
export const quietTime = (duration: number): number => (duration <= quickCheck ? 0 : Math.min(longestDelay, duration));
