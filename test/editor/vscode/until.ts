// Waits for a condition by asking again and again: the tests' only way to wait.

/** Asks `probe` every 50 ms until it gives something; rejects after `limit` ms naming `what`, and why the last answer failed where it did. */
export async function until<T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  limit = 120_000,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    let cause: unknown;
    // What is just made anew, a page or a file, cannot be asked for a moment.
    const found = await Promise.resolve()
      .then(probe)
      .catch((error: unknown) => void (cause = error));
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end)
      throw new Error(`waited ${limit / 1000} s in vain for ${what}${cause === undefined ? "" : `: ${String(cause)}`}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
