// The merge of a notebook as an editor: a web view of its conflicts, which takes a side of one at a time into the notebook.
import { Disposable, Uri, ViewColumn, workspace, type NotebookDocument } from "vscode";
import { mergePage } from "../../language-server/merge/mergePage";
import type { FromView, Kept, ToView } from "../../media/merge/messages";
import { undoIn } from "../diff/diffView";
import { goToCell } from "../goTo";
import { workLater } from "../later";
import { nameOf } from "../notebooks";
import { createPages, type Page, type PageContent } from "../pages";
import { doesNotOpen } from "../words";
import { conflictAt, conflictsOf, metadataOf, pagedCell, take } from "./conflicts";
import { mergePageParts } from "./page";

const mergeViewType = "nbready.merge";
/** A notebook that changes many times a second is looked at again after this time, ms. */
const refreshDelay = 150;

export interface MergeViews extends Disposable {
  /** Opens the conflicts of a notebook, or brings them to the front where they are open. */
  show(uri: Uri): void;
  /** Hands a command to the view in front. Gives whether there is one. */
  command(name: "next" | "previous"): boolean;
}

/** Makes the views; they cost nothing until one is shown. */
export function createMergeViews(extension: Uri): MergeViews {
  const pages = createPages<Uri, Kept, ToView, FromView>(extension, {
    viewType: mergeViewType, parts: mergePageParts, column: ViewColumn.Active,
    keyOf: (uri) => uri.toString(),
    titleOf: (uri) => `Merge: ${nameOf(uri)}`,
    targetOf: (kept) => (kept?.uri ? Uri.parse(kept.uri) : undefined),
    open: openMerge,
  });
  return { show: pages.show, command: (name) => pages.tellFront({ type: "command", name }), dispose: pages.dispose };
}

function openMerge(page: Page<ToView>, uri: Uri): PageContent<Exclude<FromView, { type: "ready" }>> {
  const { panel, send } = page;
  let opened: NotebookDocument | undefined;
  /** Choices made here that undo would take back. Of other changes VS Code tells only that the notebook is not saved. */
  let taken = 0;
  // VS Code lets go of a notebook that no editor shows, and makes it anew.
  const current = async (): Promise<NotebookDocument> => {
    if (opened && !opened.isClosed) return opened;
    taken = 0;
    return (opened = await workspace.openNotebookDocument(uri));
  };
  const canUndo = ({ isDirty }: NotebookDocument): boolean => isDirty || taken > 0;
  const refresh = async (): Promise<void> => {
    if (!page.isThere()) return;
    const notebook = await current().catch(() => undefined);
    // Since the window was closed it may have been removed, or broken.
    if (!notebook) return send({ type: "problem", text: await workspace.fs.stat(uri).then(() => doesNotOpen(nameOf(uri)), () => `${nameOf(uri)} no longer exists.`) });
    send({ type: "conflicts", name: nameOf(notebook.uri), uri: notebook.uri.toString(), version: notebook.version, isDirty: notebook.isDirty, canUndo: canUndo(notebook), conflicts: mergePage(notebook.getCells().map(pagedCell), metadataOf(notebook)) });
  };
  const later = workLater(refresh, refreshDelay);
  const takeSide = async ({ version, cell, take: side }: Extract<FromView, { type: "take" }>): Promise<void> => {
    const notebook = await current();
    const conflict = cell < 0 ? conflictsOf(notebook).open.find((one) => one.cell < 0) : conflictAt(notebook, cell);
    if (version !== notebook.version || !conflict) {
      send({ type: "notice", text: "The notebook has changed in the meantime. Look again, then choose." });
      return refresh();
    }
    if (await take(notebook, conflict, side)) taken++;
    else send({ type: "notice", text: "VS Code did not accept the change." });
  };
  const undo = async (): Promise<void> => {
    if (!canUndo(await current())) return;
    taken = Math.max(0, taken - 1);
    return undoIn(uri, panel);
  };
  const receive = async (message: Exclude<FromView, { type: "ready" }>): Promise<void> => {
    switch (message.type) {
      case "take": return takeSide(message);
      case "open": return void goToCell((await current()).cellAt(message.cell).document.uri, null);
      case "undo": return undo();
      case "save": return void (await current()).save();
    }
  };
  const follow = (notebook: NotebookDocument): void => { if (notebook.uri.toString() === uri.toString()) later.soon(); };
  const subscriptions = Disposable.from(
    workspace.onDidChangeNotebookDocument(({ notebook }) => follow(notebook)),
    workspace.onDidSaveNotebookDocument(follow),
    workspace.onDidOpenNotebookDocument(follow),
    later,
  );
  return { fill: () => void refresh(), take: (message) => receive(message).catch(refresh), dispose: () => void subscriptions.dispose() };
}
