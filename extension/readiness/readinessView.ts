// The side bar's view of the notebook in front: grade, concerns, findings. It asks the server only while it is seen.
import {
  commands,
  Disposable,
  EventEmitter,
  Uri,
  window,
  workspace,
  type Command,
  type NotebookDocument,
  type TreeDataProvider,
} from "vscode";
import { readinessRequest, type PlacedFinding } from "../../language-server/server/protocol";
import { restartServerCommand } from "../commands/restartServer";
import { goToCommand } from "../goTo";
import { isEmpty, isEnabled, nameOf, notebookInFront } from "../notebooks";
import type { Server } from "../server";
import type { Statuses } from "../statuses";
import { openConfiguration } from "../openConfiguration";
import { openSetting } from "../turnedOff";
import { emptyNode, readinessNodes, restrictedNode, stoppedNode, turnedOffNode, waitingNode, type Node } from "./nodes";
import { toTreeItem } from "./treeItem";
import { followUnopened } from "./unopened";

/** Set while the view is about a notebook: its title offers what can be done with one only then. */
const notebookKey = "nbready.hasNotebook";

/** Registers the view and keeps it up to date. */
export function showReadiness(server: Server, statuses: Statuses): Disposable {
  const changed = new EventEmitter<void>();
  let notebook = notebookInFront();
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => toTreeItem(node, wayOn(node)),
    getChildren: async (node) => (node ? [...node.children] : [...(await rootsOf(notebook, server))]),
  };
  const view = window.createTreeView("nbready.readiness", { treeDataProvider: provider, showCollapseAll: true });
  const update = (): void => {
    view.description = notebook && nameOf(notebook.uri);
    void commands.executeCommand("setContext", notebookKey, notebook !== undefined);
    if (view.visible) changed.fire();
  };
  const follow = (): void => {
    const front = notebookInFront();
    if (front === notebook) return;
    notebook = front;
    update();
  };
  update();
  return Disposable.from(
    view,
    changed,
    followUnopened(),
    statuses.onChange((status) => {
      if (!status || status.notebook === notebook?.uri.toString()) update();
    }),
    view.onDidChangeVisibility(update),
    // While the focus is in a panel or in the graph, no notebook is active: the last one stays as long as it is seen.
    window.onDidChangeActiveNotebookEditor(follow),
    window.onDidChangeVisibleNotebookEditors(follow),
    workspace.onDidCloseNotebookDocument(follow),
  );
}

async function rootsOf(notebook: NotebookDocument | undefined, server: Server): Promise<readonly Node[]> {
  if (!notebook) return [];
  if (server.state !== "running") return [server.state === "stopped" ? stoppedNode : waitingNode];
  if (!isEnabled(notebook.uri)) return [turnedOffNode];
  if (isEmpty(notebook)) return [emptyNode];
  const readiness = await server.ask(readinessRequest, { notebook: notebook.uri.toString() }).catch(() => null);
  return readiness ? [...(workspace.isTrusted ? [] : [restrictedNode]), ...readinessNodes(readiness, workspace.isTrusted)] : [waitingNode];
}

/** Where a click on a line leads that tells why there is no more to see. */
const waysOn: ReadonlyMap<Node, Command> = new Map([
  [restrictedNode, { title: "Manage Trust", command: "workbench.trust.manage" }],
  [turnedOffNode, openSetting],
  [stoppedNode, restartServerCommand],
]);

function wayOn(node: Node): Command | undefined {
  if (node.target) return goTo(node.target);
  return node.configuration === null ? waysOn.get(node) : openConfiguration(node.configuration);
}

const goTo = ({ document, range }: PlacedFinding) => ({
  title: "Go to Finding",
  command: goToCommand,
  arguments: [Uri.parse(document), range],
});
