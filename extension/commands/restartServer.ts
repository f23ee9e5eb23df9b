// Starts the server anew, and leads there who asks something of a server that has stopped.
import { commands, window, type Command, type LogOutputChannel } from "vscode";
import type { NotebooksView } from "../readiness/notebooksView";
import type { Server } from "../server";
import { ServerEnded } from "../serverEnded";
import { checkWorkspace } from "./checkWorkspace";

export const restartServerCommand: Command = { title: "Restart Server", command: "nbready.restartServer" };

/** The new server checks the workspace again where that was asked of the one before. */
export async function restartServer(server: Server, notebooks: NotebooksView): Promise<void> {
  const isListed = !notebooks.isEmpty();
  await server.restart();
  if (isListed) await checkWorkspace(server, notebooks);
}

/** Does what needs the server; where that does not run, or ends meanwhile, the user hears of it in plain words, and undefined is given. */
export async function whileServed<T>(server: Server, log: LogOutputChannel, work: () => Promise<T>): Promise<T | undefined> {
  try {
    if (server.state !== "stopped") return await work();
  } catch (error) {
    if (!(error instanceof ServerEnded) && server.state !== "stopped") throw error;
    log.error(`the server ended over a command: ${String(error)}`);
    void tellEnded(server, log, work);
    return undefined;
  }
  void tellStopped("nbready's server has stopped.", log);
  return undefined;
}

/** Tells of a server that ended over some work, which can be begun again: another server has been started, or is now. */
async function tellEnded(server: Server, log: LogOutputChannel, work: () => Promise<unknown>): Promise<void> {
  const [again, showLog] = ["Try Again", "Show Log"];
  const said = await window.showWarningMessage("nbready's server ended before it had answered. Nothing was changed.", again, showLog);
  if (said === showLog) log.show();
  if (said !== again) return;
  if (server.state === "stopped") await server.restart();
  await whileServed(server, log, work);
}

/** Tells that the server does not run, with the ways on. */
export async function tellStopped(says: string, log: LogOutputChannel): Promise<void> {
  const showLog = "Show Log";
  const said = await window.showWarningMessage(says, restartServerCommand.title, showLog);
  if (said === restartServerCommand.title) await commands.executeCommand(restartServerCommand.command);
  if (said === showLog) log.show();
}
