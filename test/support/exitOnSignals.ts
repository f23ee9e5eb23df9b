// Lets a program that is ended by a signal clean up behind itself.

/** Turns the signals that end a program into an ordinary exit. Otherwise Node calls no listeners of "exit", which end what the program has started and remove its folders. */
export function exitOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
}
