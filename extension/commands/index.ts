// Every command of the extension, by its id; package.json lists those that the palette shows.
import { commands, type Disposable, type ExtensionContext, type LogOutputChannel } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { extractCellsCommand, extractCellsToFunctionCommand, extractCellsWithTestCommand, showRulePageCommand } from "../../language-server/server/protocol";
import { extractCells } from "../extract/extractCells";
import { goToCell, goToCommand } from "../goTo";
import type { GraphView } from "../graph/graphView";
import { isNode } from "../readiness/nodes";
import type { NotebooksView } from "../readiness/notebooksView";
import { checkNotebook } from "./checkNotebook";
import { checkWorkspace } from "./checkWorkspace";
import { restartServer } from "./restartServer";
import { showRulePage } from "./showRulePage";

/** What the commands work with. */
export interface Surroundings {
  readonly context: ExtensionContext;
  readonly client: LanguageClient;
  readonly log: LogOutputChannel;
  readonly graph: GraphView;
  readonly notebooks: NotebooksView;
}

export function registerCommands({ context, client, log, graph, notebooks }: Surroundings): readonly Disposable[] {
  return [
    commands.registerCommand("nbready.checkNotebook", (target?: unknown) => checkNotebook(client, target)),
    commands.registerCommand("nbready.checkWorkspace", () => checkWorkspace(client, log, notebooks)),
    commands.registerCommand("nbready.showCellGraph", () => graph.show()),
    commands.registerCommand(extractCellsCommand, (target?: unknown) => extractCells(client, log, target, "module")),
    commands.registerCommand(extractCellsWithTestCommand, (target?: unknown) => extractCells(client, log, target, "module-with-test")),
    commands.registerCommand(extractCellsToFunctionCommand, (target?: unknown) => extractCells(client, log, target, "function")),
    commands.registerCommand(goToCommand, goToCell),
    commands.registerCommand("nbready.restartServer", () => restartServer(client, log)),
    commands.registerCommand(showRulePageCommand, (rule?: unknown) => showRulePage(context.asAbsolutePath("docs/rules"), isNode(rule) ? rule.target?.code : rule)),
  ];
}
