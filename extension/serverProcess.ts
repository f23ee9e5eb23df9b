// Runs the language server as a process of its own, which is told and tells over Node's channel.
import { fork, type ChildProcess } from "node:child_process";
import type { LogOutputChannel } from "vscode";

/** A server that was told to end has this time, ms. */
const grace = 4000;

/** Starts the process; what it prints goes to the log. @param program absolute path of the server's bundle */
export function startServerProcess(program: string, log: LogOutputChannel): ChildProcess {
  // VS Code's own program is its Node only where it is told to be.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1" };
  const started = fork(program, ["--node-ipc", `--clientProcessId=${process.pid}`], { env, execArgv: [], silent: true });
  started.stdout?.on("data", (text: Buffer) => log.info(text.toString().trimEnd()));
  started.stderr?.on("data", (text: Buffer) => log.error(text.toString().trimEnd()));
  started.on("error", (error) => log.error(`the language server's process: ${error.message}`));
  return started;
}

/** Ends a process that does not end by itself once it was told to. */
export function endSoon(started: ChildProcess): void {
  setTimeout(() => {
    if (started.exitCode === null && started.signalCode === null) started.kill("SIGKILL");
  }, grace).unref();
}
