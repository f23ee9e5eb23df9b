// The cell graph: a web view beside the notebook in front that follows its checks and the user's place in it.
import { Disposable, Uri, ViewColumn, window, workspace, type NotebookDocument } from "vscode";
import { graphRequest, type NotebookGraph } from "../../language-server/server/protocol";
import type { FromView, Kept, ToView } from "../../media/graph/messages";
import { goToCell } from "../goTo";
import { isEmpty, nameOf, notebookInFront } from "../notebooks";
import { createPages, type Page, type PageContent } from "../pages";
import type { Server } from "../server";
import type { Statuses } from "../statuses";
import { serverStopped } from "../words";
import { graphPageParts } from "./page";

const graphViewType = "nbready.cellGraph";

export interface GraphView extends Disposable {
  /** Opens the graph of the notebook in front, or brings it to the front. */
  show(): void;
}

/** What the graph is of at first: the notebook of this URI once that is open, else the one in front. */
interface GraphTarget {
  readonly notebook?: string;
}

/** Makes the view; it costs nothing until it is shown. There is one, which goes along with the user. */
export function createGraphView(extension: Uri, server: Server, statuses: Statuses): GraphView {
  const pages = createPages<GraphTarget, Kept, ToView, FromView>(extension, {
    viewType: graphViewType,
    parts: graphPageParts,
    column: ViewColumn.Beside,
    keyOf: () => "",
    titleOf: () => "Cell Graph",
    targetOf: (kept) => ({ notebook: kept?.notebook }),
    open: (page, target) => openGraph(page, target, server, statuses),
  });
  return { show: () => pages.show({}), dispose: pages.dispose };
}

function openGraph(
  { panel, send, isThere }: Page<ToView>,
  target: GraphTarget,
  server: Server,
  statuses: Statuses,
): PageContent<Exclude<FromView, { type: "ready" }>> {
  const firstNotebook = (): NotebookDocument | undefined =>
    workspace.notebookDocuments.find(({ uri }) => uri.toString() === target.notebook) ?? notebookInFront();
  let notebook = firstNotebook();
  /** Counts the questions asked, so that a late answer does not overwrite a newer one. */
  let asked = 0;
  /** Of which notebook the page shows the graph. */
  let shown: NotebookDocument | undefined;
  const showNothing = (says: string): void => {
    shown = undefined;
    panel.title = "Cell Graph";
    send({ type: "nothing", says });
  };
  const refresh = async (): Promise<void> => {
    if (!isThere()) return;
    const question = ++asked;
    if (!notebook) return showNothing("Open a notebook to see how its cells depend on each other.");
    const graph = await askFor(notebook, server);
    if (question !== asked) return;
    // Without an answer (the server starts anew, or has not checked the notebook yet) the page stays: a check follows.
    if (!graph) return server.state === "stopped" && notebook !== shown ? showNothing(serverStopped) : undefined;
    shown = notebook;
    const name = nameOf(notebook.uri);
    panel.title = `Cell Graph: ${name}`;
    send({ type: "graph", graph, name });
  };
  const fill = (): void => {
    shown = undefined;
    void refresh();
  };
  const change = (to: NotebookDocument | undefined): void => {
    if (to === notebook) return;
    notebook = to;
    void refresh();
  };
  const subscriptions = Disposable.from(
    statuses.onChange((status) => {
      if (!status || status.notebook === notebook?.uri.toString()) void refresh();
    }),
    window.onDidChangeActiveNotebookEditor(() => change(notebookInFront() ?? notebook)),
    window.onDidChangeNotebookEditorSelection(({ notebookEditor, selections }) => {
      if (isThere() && notebookEditor.notebook === notebook && selections[0]) send({ type: "select", cell: selections[0].start });
    }),
    workspace.onDidOpenNotebookDocument(() => {
      if (!notebook) change(firstNotebook());
    }),
    workspace.onDidCloseNotebookDocument((closed) => {
      if (closed === notebook) change(notebookInFront());
    }),
  );
  return {
    fill,
    take: ({ document, range }) => goToCell(Uri.parse(document), range),
    dispose: () => void subscriptions.dispose(),
  };
}

async function askFor(notebook: NotebookDocument, server: Server): Promise<NotebookGraph | null> {
  if (isEmpty(notebook)) return { notebook: notebook.uri.toString(), documents: [], cells: [], links: [], followsNames: true };
  return server.state === "running" ? server.ask(graphRequest, { notebook: notebook.uri.toString() }).catch(() => null) : null;
}
