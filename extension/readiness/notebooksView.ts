// The side bar's list of the workspace's notebooks with their grades, after a check of the workspace.
import { Disposable, EventEmitter, Uri, window, workspace, type TreeDataProvider } from "vscode";
import type { NotebookStatus, WorkspaceSummary } from "../../language-server/server/protocol";
import { folderOf, nameOf } from "../notebooks";
import type { Statuses } from "../statuses";
import { notebookNode, worstFirst, type Node } from "./nodes";
import { toTreeItem } from "./treeItem";

export interface NotebooksView extends Disposable {
  /** Takes over what a check of the workspace has found. */
  take(summary: WorkspaceSummary): void;
}

/** Registers the view. It is empty until a check; from then on it follows the server's word on the notebooks in it. */
export function showNotebooks(statuses: Statuses): NotebooksView {
  const changed = new EventEmitter<void>();
  const listed = new Map<string, NotebookStatus>();
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => toTreeItem(node, { title: "Open Notebook", command: "vscode.open", arguments: [Uri.parse(node.id)] }),
    getChildren: (node) => (node ? [] : [...listed.values()].sort(worstFirst).map(toNode)),
  };
  const view = window.createTreeView("nbready.notebooks", { treeDataProvider: provider });
  // Only of those in the list: made when there is one, so that an unused view costs nothing.
  let watcher: Disposable | undefined;
  const update = (): void => {
    view.description = listed.size === 0 ? undefined : listed.size === 1 ? "1 notebook" : `${listed.size} notebooks, worst first`;
    changed.fire();
  };
  const watch = (): Disposable => {
    const files = workspace.createFileSystemWatcher("**/*.ipynb", true, true, false);
    return Disposable.from(files, files.onDidDelete((uri) => { if (listed.delete(uri.toString())) update(); }));
  };
  const subscriptions = Disposable.from(
    view, changed,
    statuses.onChange((status) => {
      if (!status || !listed.has(keyOf(status))) return;
      listed.set(keyOf(status), status);
      update();
    }),
  );
  return {
    take(summary) {
      listed.clear();
      for (const status of summary.statuses) listed.set(keyOf(status), status);
      watcher ??= watch();
      update();
    },
    dispose() {
      watcher?.dispose();
      subscriptions.dispose();
    },
  };
}

/** Server and editor need not print a URI alike. */
const keyOf = ({ notebook }: NotebookStatus): string => Uri.parse(notebook).toString();

function toNode(status: NotebookStatus): Node {
  const uri = Uri.parse(status.notebook);
  return notebookNode(status, nameOf(uri), folderOf(uri));
}
