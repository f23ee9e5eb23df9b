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
