// Starts the server anew, and leads there who asks something of a server that has stopped.
import { commands, window, type Command, type LogOutputChannel } from "vscode";
import type { NotebooksView } from "../readiness/notebooksView";
import type { Server } from "../server";
import { checkWorkspace } from "./checkWorkspace";

export const restartServerCommand: Command = { title: "Restart Server", command: "nbready.restartServer" };

/** The new server checks the workspace again where that was asked of the one before. */
export async function restartServer(server: Server, notebooks: NotebooksView): Promise<void> {
  const isListed = !notebooks.isEmpty();
  await server.restart();
  if (isListed) await checkWorkspace(server, notebooks);
}

/** Does what needs the server; where that does not run, or ends meanwhile, the user hears of it in plain words. */
export async function whileServed(server: Server, log: LogOutputChannel, work: () => Promise<void>): Promise<void> {
  const before = server.state;
  try {
    if (before !== "stopped") return await work();
  } catch (error) {
    if (server.state === "running" && before === "running") throw error;
    log.error(`the server ended over a command: ${String(error)}`);
  }
  await tellStopped("nbready's server has stopped.", log);
}

/** Tells that the server does not run, with the ways on. */
export async function tellStopped(says: string, log: LogOutputChannel): Promise<void> {
  const showLog = "Show Log";
  const said = await window.showWarningMessage(says, restartServerCommand.title, showLog);
  if (said === restartServerCommand.title) await commands.executeCommand(restartServerCommand.command);
  if (said === showLog) log.show();
}
