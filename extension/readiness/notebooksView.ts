// The side bar's list of the workspace's notebooks with their grades, after a check of the workspace.
import { Disposable, EventEmitter, Uri, window, type Command, type TreeDataProvider } from "vscode";
import {
  workspaceChangeNotification,
  type NotebookStatus,
  type WorkspaceChange,
  type WorkspaceSummary,
} from "../../language-server/server/protocol";
import { openAsText } from "../goTo";
import { folderOf, nameOf } from "../notebooks";
import type { Server } from "../server";
import type { Statuses } from "../statuses";
import { notebookNode, unreadableNode, worstFirst, type Node } from "./nodes";
import { toTreeItem } from "./treeItem";

export interface NotebooksView extends Disposable {
  /** Takes over what a check of the workspace has found. */
  take(summary: Pick<WorkspaceSummary, "statuses" | "errors">): void;
  /** Says that the list is not whole: the user has stopped a check of the workspace. Nothing is said where an earlier check came to its end. */
  takeStop(): void;
  isEmpty(): boolean;
}

/** A file that the last check of the workspace could not read. */
type Unread = WorkspaceSummary["errors"][number];

/** Registers the view. It is empty until a check; from then on it follows the server's word on the notebooks of the workspace. */
export function showNotebooks(server: Server, statuses: Statuses): NotebooksView {
  const changed = new EventEmitter<void>();
  const listed = new Map<string, NotebookStatus>();
  const unread = new Map<string, Unread>();
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => toTreeItem(node, opening(Uri.parse(node.id), unread.get(node.id))),
    getChildren: (node) => (node ? [] : [...[...unread].map(toUnreadNode), ...[...listed.values()].sort(worstFirst).map(toNode)]),
  };
  const view = window.createTreeView("nbready.notebooks", { treeDataProvider: provider });
  /** Whether a check of the workspace has come to its end: from then on the server tells of notebooks that come and go. */
  let isWhole = false;
  const isEmpty = (): boolean => listed.size + unread.size === 0;
  const update = (): void => {
    const count = listed.size + unread.size;
    view.description = count === 0 ? undefined : count === 1 ? "1 notebook" : `${count} notebooks, worst first`;
    // An empty list offers the check by itself, which a message would hide.
    if (count === 0) view.message = undefined;
    changed.fire();
  };
  const merge = ({ statuses: readable, errors, gone }: WorkspaceChange): void => {
    const keys = [...readable.map(keyOf), ...[...errors.map(({ path }) => path), ...gone].map(keyOfPath)];
    keys.forEach((key) => [listed, unread].forEach((list) => list.delete(key)));
    for (const status of readable) listed.set(keyOf(status), status);
    for (const error of errors) unread.set(keyOfPath(error.path), error);
    update();
  };
  const take: NotebooksView["take"] = ({ statuses: readable, errors }) => {
    listed.clear();
    unread.clear();
    view.message = undefined;
    isWhole = true;
    merge({ statuses: readable, errors, gone: [] });
  };
  const subscriptions = Disposable.from(
    view,
    changed,
    // The next server knows nothing of the check, and keeps nothing here up to date.
    server.onDidChangeState((state) => {
      if (state === "stopped" && !isEmpty())
        view.message = "As they were when nbready's server ended. Check the workspace again to bring them up to date.";
    }),
    statuses.onChange((status) => {
      const key = status && keyOf(status);
      if (!key || (!listed.has(key) && !unread.delete(key))) return;
      listed.set(key, status);
      update();
    }),
  );
  server.hear(workspaceChangeNotification, merge);
  return {
    take,
    takeStop: () => {
      if (!isWhole && !isEmpty())
        view.message = "The check was stopped, so some notebooks may be missing here. Check the workspace again to list them all.";
    },
    isEmpty,
    dispose: () => void subscriptions.dispose(),
  };
}

/** Server and editor need not print a URI alike. */
const keyOf = ({ notebook }: NotebookStatus): string => Uri.parse(notebook).toString();
const keyOfPath = (path: string): string => Uri.file(path).toString();

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
