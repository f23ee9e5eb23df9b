// The messages for failures that nobody expected.

/** V8's error of a stack that is full. */
export const isOverflow = (error: unknown): boolean => error instanceof RangeError && error.message.includes("call stack");

/** What the machine or the user's folder is short of, as a sentence with the remedy; null where the failure is nbready's own. */
function shortage(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { message, code = "", syscall }: NodeJS.ErrnoException = error;
  if (syscall === "uv_cwd") return "The current folder no longer exists. Change to another one.";
  if (/\b(?:EMFILE|ENFILE)\b/.test(message))
    return "nbready has reached the system's limit of open files. Raise the limit (ulimit -n), or use fewer threads (--jobs 1).";
  if (code === "ERR_WORKER_OUT_OF_MEMORY" || /could not allocate memory|Array buffer allocation failed/.test(message))
    return "There is not enough memory. Give Node more (NODE_OPTIONS=--max-old-space-size=8192 for 8 GB), or clear large outputs.";
  return null;
}

/** A bug of nbready with its stack, to be reported; for code that is nested too deeply for the stack, and for what the machine is short of, the remedy. `what` failed, or what it failed on. */
export function failureText(what: string, error: unknown): string {
  if (isOverflow(error)) return "The code is nested too deeply for this command. Break it into steps.";
  return shortage(error) ?? `${what}, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
