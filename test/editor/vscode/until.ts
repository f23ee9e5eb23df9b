// Waits for a condition by asking again and again: the tests' only way to wait.

/** Asks `probe` every 50 ms until it gives something; rejects after `limit` ms naming `what`, and the last error where it threw. */
export async function until<T>(what: string, probe: () => T | undefined | false | Promise<T | undefined | false>, limit = 15_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited ${limit / 1000} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
