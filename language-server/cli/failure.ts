// What is told of a failure that nobody expected.

/** V8's error of a stack that is full. */
export const isOverflow = (error: unknown): boolean => error instanceof RangeError && error.message.includes("call stack");

/** A mistake of nbready's own with its stack, to be reported; for code that is nested too deeply for the stack, the mend. `what` failed, or what it failed on. */
export function failureText(what: string, error: unknown): string {
  if (isOverflow(error)) return "The code is nested too deeply for this command. Break it into steps.";
  return `${what}, please report it: ${error instanceof Error ? error.stack ?? error.message : String(error)}`;
}
