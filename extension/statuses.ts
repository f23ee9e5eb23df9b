// The server's word on each notebook, kept for all who show it.
import { EventEmitter, workspace, type Disposable, type Event, type NotebookDocument, type Uri } from "vscode";
import { statusNotification, type NotebookStatus } from "../language-server/server/protocol";
import type { Server } from "./server";

export interface Statuses extends Disposable {
  of(notebook: NotebookDocument): NotebookStatus | undefined;
  /** Fires after every check with the notebook's status, and with undefined when the server has stopped or started. */
  readonly onChange: Event<NotebookStatus | undefined>;
}

export function followStatuses(server: Server): Statuses {
  const statuses = new Map<string, NotebookStatus>();
  const changed = new EventEmitter<NotebookStatus | undefined>();
  const subscriptions: readonly Disposable[] = [
    changed,
    server.onDidChangeState((state) => {
      if (state !== "running") statuses.clear();
      changed.fire(undefined);
    }),
    workspace.onDidCloseNotebookDocument(({ uri }) => statuses.delete(keyOf(uri))),
  ];
  server.hear(statusNotification, (status) => {
    statuses.set(status.notebook, status);
    changed.fire(status);
  });
  return {
    of: ({ uri }) => statuses.get(keyOf(uri)),
    onChange: changed.event,
    dispose: () => subscriptions.forEach((one) => one.dispose()),
  };
}

const keyOf = (uri: Uri): string => uri.toString();
