// The merge of a notebook as an editor: a web view of its conflicts, which takes a side of one at a time into the notebook.
import { Disposable, Uri, ViewColumn, window, workspace, type NotebookDocument, type WebviewPanel } from "vscode";
import { mergePage } from "../../language-server/merge/mergePage";
import type { FromView, Kept, ToView } from "../../media/merge/messages";
import { undoIn } from "../diff/diffView";
import { goToCell } from "../goTo";
import { nameOf } from "../notebooks";
import { webPage } from "../webPage";
import { conflictAt, conflictsOf, metadataOf, pagedCell, take } from "./conflicts";
import { mergePageParts } from "./page";

export const mergeViewType = "nbready.merge";
/** A notebook that changes many times a second is looked at again after this time, ms. */
const refreshDelay = 150;

export interface MergeViews extends Disposable {
  /** Opens the conflicts of a notebook, or brings them to the front where they are open. */
  show(uri: Uri): Promise<void>;
  /** Hands a command to the view in front. Gives whether there is one. */
  command(name: "next" | "previous"): boolean;
}

interface OpenMerge {
  readonly panel: WebviewPanel;
  send(message: ToView): void;
}

/** Makes the views; they cost nothing until one is shown. */
export function createMergeViews(extension: Uri): MergeViews {
  const open = new Map<string, OpenMerge>();
  const folder = Uri.joinPath(extension, "dist");
  const attach = async (panel: WebviewPanel, uri: Uri): Promise<void> => {
    const notebook = await workspace.openNotebookDocument(uri);
    panel.iconPath = Uri.joinPath(extension, "media/icon.png");
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    open.set(uri.toString(), openMerge(panel, notebook, () => open.delete(uri.toString())));
    panel.webview.html = webPage(panel.webview, folder, mergePageParts);
  };
  const serializer = window.registerWebviewPanelSerializer(mergeViewType, {
    async deserializeWebviewPanel(panel, state: Kept | undefined) {
      if (!state?.uri) return panel.dispose();
      await attach(panel, Uri.parse(state.uri));
    },
  });
  return {
    async show(uri) {
      const known = open.get(uri.toString());
      if (known) return known.panel.reveal();
      await attach(window.createWebviewPanel(mergeViewType, `Merge: ${nameOf(uri)}`, { viewColumn: ViewColumn.Active, preserveFocus: false }, {}), uri);
    },
    command(name) {
      const front = [...open.values()].find(({ panel }) => panel.active);
      front?.send({ type: "command", name });
      return front !== undefined;
    },
    dispose() {
      serializer.dispose();
      for (const { panel } of [...open.values()]) panel.dispose();
    },
  };
}

function openMerge(panel: WebviewPanel, opened: NotebookDocument, onClose: () => void): OpenMerge {
  // VS Code lets go of a notebook that no editor shows, and makes it anew.
  const current = async (): Promise<NotebookDocument> => (opened.isClosed ? workspace.openNotebookDocument(opened.uri) : opened);
  let isReady = false;
  let timer: NodeJS.Timeout | undefined;
  const send = (message: ToView): void => void panel.webview.postMessage(message);
  const refresh = async (): Promise<void> => {
    if (!isReady || !panel.visible) return;
    const notebook = await current();
    send({ type: "conflicts", name: nameOf(notebook.uri), uri: notebook.uri.toString(), version: notebook.version, isDirty: notebook.isDirty, conflicts: mergePage(notebook.getCells().map(pagedCell), metadataOf(notebook)) });
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), refreshDelay);
  };
  const takeSide = async ({ version, cell, take: side }: Extract<FromView, { type: "take" }>): Promise<void> => {
    const notebook = await current();
    const conflict = cell < 0 ? conflictsOf(notebook).open.find((one) => one.cell < 0) : conflictAt(notebook, cell);
    if (version !== notebook.version || !conflict) {
      send({ type: "notice", text: "The notebook has changed meanwhile. Look again, then choose." });
      return refresh();
    }
    if (!(await take(notebook, conflict, side))) send({ type: "notice", text: "VS Code did not take the change." });
  };
  const receive = async (message: FromView): Promise<void> => {
    switch (message.type) {
      case "ready":
        isReady = true;
        return refresh();
      case "take": return takeSide(message);
      case "open": return void goToCell((await current()).cellAt(message.cell).document.uri, null);
      case "undo": return undoIn(opened.uri, panel);
      case "save": return void (await current()).save();
    }
  };
  const isMeant = ({ uri }: NotebookDocument): boolean => uri.toString() === opened.uri.toString();
  const subscriptions = Disposable.from(
    panel.webview.onDidReceiveMessage(receive),
    // A hidden page is thrown away: it says when it is there again.
    panel.onDidChangeViewState(() => { if (!panel.visible) isReady = false; }),
    workspace.onDidChangeNotebookDocument(({ notebook }) => { if (isMeant(notebook)) later(); }),
    workspace.onDidSaveNotebookDocument((notebook) => { if (isMeant(notebook)) later(); }),
    workspace.onDidOpenNotebookDocument((notebook) => {
      if (!isMeant(notebook)) return;
      opened = notebook;
      later();
    }),
    new Disposable(() => clearTimeout(timer)),
  );
  panel.onDidDispose(() => {
    subscriptions.dispose();
    onClose();
  });
  return { panel, send };
}
