// What the program prints beside its report: errors, warnings and notes, one line each on standard error; and its exit codes.
import { createStyle, wantsColour } from "./style";
import { visible } from "../notebook/visible";

/** Exit codes as docs/cli.md lists them. */
export const exitCodes = { clean: 0, findings: 1, failed: 2 } as const;

const style = () => createStyle(wantsColour(process.stderr.isTTY === true));

/** Prints what is wrong with an input or the command line, and makes the process end with 2. */
export function printError(message: string): void {
  process.stderr.write(`${style().severity("error", "error:")} ${oneLine(message)}\n`);
  process.exitCode = exitCodes.failed;
}

export function printWarning(message: string): void {
  process.stderr.write(`${style().severity("warning", "warning:")} ${oneLine(message)}\n`);
}

/** Prints what is good to know and needs no action. */
export function printNote(message: string): void {
  process.stderr.write(`${style().severity("info", "note:")} ${oneLine(message)}\n`);
}

const oneLine = (message: string): string => visible(message.replace(/\s+/g, (space) => (/[\r\n]/.test(space) ? " " : space)));

/** Ends the process once nothing can be printed any more. A closed pipe (`nbready check | head`) is no failure; a full disk is. */
export function endWhenOutputFails(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? exitCodes.clean);
      if (stream === process.stdout) printError(`standard output cannot be written: ${error.message}`);
      process.exit(exitCodes.failed);
    });
  }
}
