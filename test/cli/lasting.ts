// A process that runs one command line after the other: to start one for each, and to load the program, takes several times as long as what most of them do.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { removeAtExit } from "../support/removeAtExit";

/** A command line with what it finds; the environment is all of it. */
export interface Question {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  /** A module of CommonJS that is called with the options before the run; what it gives is called when the run has ended, and gives what it has to tell. */
  readonly around?: { readonly module: string; readonly options: object };
}

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What `around` had to tell. */
  readonly noted?: unknown;
}

/** Whether the system has pipes with names, by which one process can wait for another without doing anything else. */
export const canLast = process.platform !== "win32";

export class LastingProcess {
  private readonly process: ChildProcess;
  private readonly questions: number;
  private readonly answers: number;

  /** @param command what starts Node, with options of its own @param script the command line's entry, absolute; its program lies beside it */
  constructor(script: string, command: readonly string[] = [process.execPath], env: NodeJS.ProcessEnv = { PATH: process.env.PATH }) {
    const folder = mkdtempSync(join(tmpdir(), "nbready-lasting-"));
    const [questions, answers] = ["questions", "answers"].map((name) => join(folder, name));
    execFileSync("mkfifo", [questions, answers]);
    const args = [
      ...command.slice(1),
      join(__dirname, "support/lasting.cjs"),
      join(dirname(script), "program.js"),
      script,
      questions,
      answers,
    ];
    this.process = spawn(command[0], args, { cwd: folder, env, stdio: ["ignore", "inherit", "inherit"] });
    this.process.unref();
    this.questions = openSync(questions, "w");
    this.answers = openSync(answers, "r");
    removeAtExit(folder);
  }

  run({ input, ...question }: Question): Answer {
    const line = Buffer.from(
      `${JSON.stringify({ ...question, input: input === undefined ? null : Buffer.from(input).toString("base64") })}\n`,
    );
    for (let rest = line; rest.length > 0;) rest = rest.subarray(writeSync(this.questions, rest));
    const { stdout, stderr, ...answer } = JSON.parse(this.answer()) as Answer;
    return { ...answer, stdout: Buffer.from(stdout, "base64").toString(), stderr: Buffer.from(stderr, "base64").toString() };
  }

  /** Ends the process, and waits until it has. It ends by itself, too, with the one that has started it. */
  async end(): Promise<void> {
    this.process.ref();
    [this.questions, this.answers].forEach((pipe) => closeSync(pipe));
    await once(this.process, "exit");
  }

  /** Waits for a line. */
  private answer(): string {
    const parts: Buffer[] = [];
    for (const part = Buffer.alloc(65_536); ;) {
      const length = readSync(this.answers, part);
      if (length === 0) throw new Error("the process that runs command lines has ended");
      parts.push(Buffer.from(part.subarray(0, length)));
      if (part[length - 1] === 10) return Buffer.concat(parts).toString();
    }
  }
}
