// The server's word on each notebook, kept for all who show it.
import { EventEmitter, workspace, type Disposable, type Event, type NotebookDocument, type Uri } from "vscode";
import { State, type LanguageClient } from "vscode-languageclient/node";
import { statusNotification, type NotebookStatus } from "../language-server/server/protocol";

export interface Statuses extends Disposable {
  of(notebook: NotebookDocument): NotebookStatus | undefined;
  /** Fires after every check with the notebook's status, and with undefined when the server has stopped or started. */
  readonly onChange: Event<NotebookStatus | undefined>;
}

/** A client hears one listener for each kind of message: this is the one. */
export function followStatuses(client: LanguageClient): Statuses {
  const statuses = new Map<string, NotebookStatus>();
  const changed = new EventEmitter<NotebookStatus | undefined>();
  const subscriptions: readonly Disposable[] = [
    changed,
    client.onNotification(statusNotification.method, (status: NotebookStatus) => {
      statuses.set(status.notebook, status);
      changed.fire(status);
    }),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) statuses.clear();
      changed.fire(undefined);
    }),
    workspace.onDidCloseNotebookDocument(({ uri }) => statuses.delete(keyOf(uri))),
  ];
  return {
    of: ({ uri }) => statuses.get(keyOf(uri)),
    onChange: changed.event,
    dispose: () => subscriptions.forEach((one) => one.dispose()),
  };
}

const keyOf = (uri: Uri): string => uri.toString();
