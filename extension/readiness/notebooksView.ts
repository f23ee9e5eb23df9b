// The side bar's list of the workspace's notebooks with their grades, after a check of the workspace.
import { Disposable, EventEmitter, Uri, window, workspace, type Command, type TreeDataProvider } from "vscode";
import type { NotebookStatus, WorkspaceSummary } from "../../language-server/server/protocol";
import { openAsText } from "../goTo";
import { folderOf, nameOf } from "../notebooks";
import type { Statuses } from "../statuses";
import { notebookNode, unreadableNode, worstFirst, type Node } from "./nodes";
import { toTreeItem } from "./treeItem";

export interface NotebooksView extends Disposable {
  /** Takes over what a check of the workspace has found. */
  take(summary: WorkspaceSummary): void;
}

/** A file that the last check of the workspace could not read. */
type Unread = WorkspaceSummary["errors"][number];

/** Registers the view. It is empty until a check; from then on it follows the server's word on the notebooks in it. */
export function showNotebooks(statuses: Statuses): NotebooksView {
  const changed = new EventEmitter<void>();
  const listed = new Map<string, NotebookStatus>();
  const unread = new Map<string, Unread>();
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => toTreeItem(node, opening(Uri.parse(node.id), unread.get(node.id))),
    getChildren: (node) => (node ? [] : [...[...unread].map(toUnreadNode), ...[...listed.values()].sort(worstFirst).map(toNode)]),
  };
  const view = window.createTreeView("nbready.notebooks", { treeDataProvider: provider });
  // Only of those in the list: made when there is one, so that an unused view costs nothing.
  let watcher: Disposable | undefined;
  const update = (): void => {
    const count = listed.size + unread.size;
    view.description = count === 0 ? undefined : count === 1 ? "1 notebook" : `${count} notebooks, worst first`;
    changed.fire();
  };
  const watch = (): Disposable => {
    const files = workspace.createFileSystemWatcher("**/*.ipynb", true, true, false);
    return Disposable.from(files, files.onDidDelete((uri) => { if (listed.delete(uri.toString()) || unread.delete(uri.toString())) update(); }));
  };
  const subscriptions = Disposable.from(
    view, changed,
    statuses.onChange((status) => {
      const key = status && keyOf(status);
      if (!key || (!listed.has(key) && !unread.delete(key))) return;
      listed.set(key, status);
      update();
    }),
  );
  return {
    take(summary) {
      listed.clear();
      unread.clear();
      for (const status of summary.statuses) listed.set(keyOf(status), status);
      for (const error of summary.errors) unread.set(Uri.file(error.path).toString(), error);
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

function toUnreadNode([key, { message }]: readonly [string, Unread]): Node {
  const uri = Uri.parse(key);
  return unreadableNode(key, message, nameOf(uri), folderOf(uri));
}

/** As text, where the editor for notebooks would only say that it cannot. */
const opening = (uri: Uri, unread: Unread | undefined): Command =>
  unread ? openAsText(uri, unread.at) : { title: "Open Notebook", command: "vscode.open", arguments: [uri] };
