// The cell graph: a web view beside the notebook in front that follows its checks and the user's place in it.
import { Disposable, Uri, ViewColumn, window, workspace, type NotebookDocument } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { graphRequest, type NotebookGraph } from "../../language-server/server/protocol";
import type { FromView, ToView } from "../../media/graph/messages";
import { goToCell } from "../goTo";
import { nameOf, notebookInFront } from "../notebooks";
import type { Statuses } from "../statuses";
import { webPage } from "../webPage";
import { graphPage } from "./page";

export interface GraphView extends Disposable {
  /** Opens the graph of the notebook in front, or brings it to the front. */
  show(): void;
}

/** Makes the view; it costs nothing until it is shown. */
export function createGraphView(extension: Uri, client: LanguageClient, statuses: Statuses): GraphView {
  let panel: OpenPanel | undefined;
  return {
    show() {
      if (panel) return panel.reveal();
      panel = openPanel(extension, client, statuses, () => (panel = undefined));
    },
    dispose: () => panel?.dispose(),
  };
}

interface OpenPanel extends Disposable {
  reveal(): void;
}

function openPanel(extension: Uri, client: LanguageClient, statuses: Statuses, onClose: () => void): OpenPanel {
  const folder = Uri.joinPath(extension, "dist");
  const panel = window.createWebviewPanel("nbready.cellGraph", "Cell Graph", { viewColumn: ViewColumn.Beside, preserveFocus: false }, { enableScripts: true, localResourceRoots: [folder] });
  panel.iconPath = Uri.joinPath(extension, "media/icon.png");
  let notebook = notebookInFront();
  let isReady = false;
  /** Counts the questions asked, so that a late answer does not overwrite a newer one. */
  let asked = 0;
  const send = (message: ToView): void => void panel.webview.postMessage(message);
  const refresh = async (): Promise<void> => {
    if (!isReady || !panel.visible) return;
    const question = ++asked;
    const graph = notebook ? await askFor(notebook, client) : null;
    // Without an answer (the server starts anew, or has not checked the notebook yet) the page stays: a check follows.
    if (question !== asked || (notebook && !graph)) return;
    const name = notebook ? nameOf(notebook.uri) : "";
    panel.title = name ? `Cell Graph: ${name}` : "Cell Graph";
    send({ type: "graph", graph, name });
  };
  const follow = (): void => {
    const front = notebookInFront();
    if (!front || front === notebook) return;
    notebook = front;
    void refresh();
  };
  const subscriptions = Disposable.from(
    panel.webview.onDidReceiveMessage((message: FromView) => {
      if (message.type === "open") return void goToCell(Uri.parse(message.document), message.range);
      isReady = true;
      void refresh();
    }),
    // A hidden page is thrown away: it says when it is there again.
    panel.onDidChangeViewState(() => { if (!panel.visible) isReady = false; }),
    statuses.onChange((status) => { if (!status || status.notebook === notebook?.uri.toString()) void refresh(); }),
    window.onDidChangeActiveNotebookEditor(follow),
    window.onDidChangeNotebookEditorSelection(({ notebookEditor, selections }) => {
      if (isReady && notebookEditor.notebook === notebook && selections[0]) send({ type: "select", cell: selections[0].start });
    }),
    workspace.onDidCloseNotebookDocument((closed) => {
      if (closed !== notebook) return;
      notebook = notebookInFront();
      void refresh();
    }),
  );
  panel.onDidDispose(() => {
    subscriptions.dispose();
    onClose();
  });
  panel.webview.html = webPage(panel.webview, folder, graphPage);
  return {
    reveal() {
      follow();
      panel.reveal();
    },
    dispose: () => panel.dispose(),
  };
}

async function askFor(notebook: NotebookDocument, client: LanguageClient): Promise<NotebookGraph | null> {
  return client.isRunning() ? client.sendRequest<NotebookGraph | null>(graphRequest.method, { notebook: notebook.uri.toString() }).catch(() => null) : null;
}
