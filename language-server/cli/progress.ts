// A progress bar on standard error, for runs that take over a second on a terminal.

export interface ProgressBar {
  /** Called as often as anything is done. */
  update(done: number): void;
  /** Takes the bar off the screen. */
  clear(): void;
}

const delay = 1000;
const between = 100;
const columns = 24;

export function createProgressBar(total: number, isWanted: boolean, now: () => number = Date.now): ProgressBar {
  const started = now();
  let drawn = 0;
  let isShown = false;
  const clear = (): void => {
    if (isShown) process.stderr.write("\r\u001b[K");
    isShown = false;
  };
  return {
    clear,
    update(done) {
      const time = now();
      if (!isWanted || time - started < delay || time - drawn < between || done >= total) return;
      drawn = time;
      isShown = true;
      const full = Math.round((columns * done) / total);
      process.stderr.write(`\r\u001b[K${"█".repeat(full)}${"░".repeat(columns - full)} ${done} of ${total} notebooks`);
    },
  };
}
