// The way back for who has turned the checks off.
import { commands, window, type Command } from "vscode";

/** Shows the setting that turns the checks on and off. */
export const openSetting: Command = { title: "Open Setting", command: "workbench.action.openSettings", arguments: ["nbready.enable"] };

/** Tells that nothing is checked, and why. */
export async function tellTurnedOff(): Promise<void> {
  const said = await window.showInformationMessage("The setting nbready.enable has turned the checks off.", openSetting.title);
  if (said === openSetting.title) await commands.executeCommand(openSetting.command, ...(openSetting.arguments ?? []));
}
