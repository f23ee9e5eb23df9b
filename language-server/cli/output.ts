// Where a report goes: standard output, or a file that is written whole at the end.
import { realpathSync } from "node:fs";
import { writeFileWhole } from "../host/writeFile";
import { printError } from "./console";

export interface Output {
  readonly isTerminal: boolean;
  /** Columns for text. */
  readonly width: number;
  write(text: string): void;
  end(): void;
}

/** Lines longer than this are tiring to read, however wide the screen. */
const widest = 120;
const usual = 100;

export const standardOutput = (stream: NodeJS.WriteStream = process.stdout): Output => ({
  isTerminal: stream.isTTY === true,
  width: stream.isTTY ? Math.max(40, Math.min(stream.columns || usual, widest)) : usual,
  write: (text) => void (text !== "" && stream.write(text)),
  end: () => undefined,
});

/** The file that `--output` names; without one, or for "-", the stream. @param path as given on the command line */
export const openOutput = (path: string | undefined, stream?: NodeJS.WriteStream): Output =>
  path === undefined || isStandardOutput(path) ? standardOutput(stream) : fileOutput(path);

/** Whether a path on the command line is standard output. By its name as a device, it would be a file to replace where standard output goes to one. */
export const isStandardOutput = (path: string): boolean => path === "-" || path === "/dev/stdout";

/** What keeps a report from this file: a notebook that is there would be lost. Empty where nothing does. @param path as given on the command line */
export function reportFileProblems(path: string | undefined): readonly string[] {
  if (path === undefined || isStandardOutput(path)) return [];
  try {
    return /\.ipynb$/i.test(realpathSync(path)) ? [`${path}: this is a notebook, which the report would replace; name another file`] : [];
  } catch {
    return []; // there is no such file yet
  }
}

function fileOutput(path: string): Output {
  const parts: string[] = [];
  return {
    isTerminal: false,
    width: usual,
    write: (text) => void parts.push(text),
    end() {
      const problem = writeFileWhole(path, parts.join(""));
      if (problem !== null) printError(`${path}: ${problem}`);
    },
  };
}
