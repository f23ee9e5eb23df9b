// Every command of the extension, by the id that package.json lists.
import { commands, type Disposable, type ExtensionContext, type LogOutputChannel } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { showRulePageCommand } from "../../language-server/server/protocol";
import { checkNotebook } from "./checkNotebook";
import { checkWorkspace } from "./checkWorkspace";
import { restartServer } from "./restartServer";
import { showRulePage } from "./showRulePage";

export function registerCommands(context: ExtensionContext, client: LanguageClient, log: LogOutputChannel): readonly Disposable[] {
  return [
    commands.registerCommand("nbready.checkNotebook", (target?: unknown) => checkNotebook(client, target)),
    commands.registerCommand("nbready.checkWorkspace", () => checkWorkspace(client, log)),
    commands.registerCommand("nbready.restartServer", () => restartServer(client, log)),
    commands.registerCommand(showRulePageCommand, (rule?: unknown) => showRulePage(context.asAbsolutePath("docs/rules"), rule)),
  ];
}
