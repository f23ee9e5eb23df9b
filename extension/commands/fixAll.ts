// Makes every fix that is safe in the notebook in front, as one edit, which one undo takes back.
import { commands, window, type LogOutputChannel } from "vscode";
import { fixAllRequest } from "../../language-server/server/protocol";
import { applyPlan } from "../extract/applyPlan";
import { isEnabled, nameOf, notebookInFront } from "../notebooks";
import type { Server } from "../server";
import { tellTurnedOff } from "../turnedOff";

/** How long the result stands in the status bar, ms. */
const shown = 5000;

export async function fixAll(server: Server, log: LogOutputChannel): Promise<void> {
  const notebook = notebookInFront();
  if (!notebook) return void window.showInformationMessage("Open a notebook to fix what is safe to fix in it.");
  if (!isEnabled(notebook.uri)) return void tellTurnedOff();
  const name = nameOf(notebook.uri);
  const { version } = notebook;
  const fixes = await server.ask(fixAllRequest, { notebook: notebook.uri.toString() });
  if (fixes?.fixed === 0 && fixes.problem !== null) return void window.showWarningMessage(`Nothing was fixed in ${name}. ${fixes.problem}`);
  if (!fixes || fixes.fixed === 0)
    return void window.showInformationMessage(
      `Nothing in ${name} can be fixed automatically. Press Ctrl+. at a finding to see other fixes.`,
    );
  const problem =
    notebook.version === version ? await applyPlan(fixes.edit, notebook, log, true) : "the notebook has changed in the meantime.";
  if (problem) return void window.showWarningMessage(`Nothing was fixed: ${problem}`);
  // The focus goes to the notebook, where Ctrl+Z takes all of it back.
  await commands.executeCommand("notebook.cell.quitEdit");
  const done = `${fixes.fixed} ${fixes.fixed === 1 ? "finding" : "findings"} fixed in ${name}`;
  if (fixes.problem === null) window.setStatusBarMessage(`nbready: ${done}`, shown);
  else void window.showWarningMessage(`${done}. ${fixes.problem}`);
}
