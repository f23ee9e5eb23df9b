// Every command of the extension, by its id; package.json lists those that the palette shows.
import { commands, type Disposable, type ExtensionContext, type LogOutputChannel } from "vscode";
import {
  extractCellsCommand,
  extractCellsToFunctionCommand,
  extractCellsWithTestCommand,
  showRulePageCommand,
} from "../../language-server/server/protocol";
import { extractCells } from "../extract/extractCells";
import { goToCell, goToCommand } from "../goTo";
import type { GraphView } from "../graph/graphView";
import { isNode } from "../readiness/nodes";
import type { NotebooksView } from "../readiness/notebooksView";
import type { Server } from "../server";
import { checkNotebook } from "./checkNotebook";
import { checkWorkspace } from "./checkWorkspace";
import { fixAll } from "./fixAll";
import { restartServer, restartServerCommand, whileServed } from "./restartServer";
import { showRulePage } from "./showRulePage";

/** What the commands work with. */
export interface Surroundings {
  readonly context: ExtensionContext;
  readonly server: Server;
  readonly log: LogOutputChannel;
  readonly graph: GraphView;
  readonly notebooks: NotebooksView;
}

export function registerCommands({ context, server, log, graph, notebooks }: Surroundings): readonly Disposable[] {
  return [
    commands.registerCommand("nbready.checkNotebook", (target?: unknown) => whileServed(server, log, () => checkNotebook(server, target))),
    commands.registerCommand("nbready.checkWorkspace", () => whileServed(server, log, () => checkWorkspace(server, notebooks))),
    commands.registerCommand("nbready.fixAll", () => whileServed(server, log, () => fixAll(server, log))),
    commands.registerCommand("nbready.showCellGraph", () => graph.show()),
    commands.registerCommand(extractCellsCommand, (target?: unknown) => extractCells(server, log, target, "module")),
    commands.registerCommand(extractCellsWithTestCommand, (target?: unknown) => extractCells(server, log, target, "module-with-test")),
    commands.registerCommand(extractCellsToFunctionCommand, (target?: unknown) => extractCells(server, log, target, "function")),
    commands.registerCommand(goToCommand, goToCell),
    commands.registerCommand(restartServerCommand.command, () => restartServer(server, notebooks)),
    commands.registerCommand(showRulePageCommand, (rule?: unknown) =>
      showRulePage(context.asAbsolutePath("docs/rules"), isNode(rule) ? rule.target?.code : rule),
    ),
  ];
}
