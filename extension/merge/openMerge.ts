// One merge that is shown: the conflicts of a notebook, of which the page takes a side of one at a time into the notebook.
import { Disposable, workspace, type NotebookDocument, type Uri } from "vscode";
import { mergePage } from "../../language-server/merge/mergePage";
import type { FromView, ToView } from "../../media/merge/messages";
import { goToCell } from "../goTo";
import { workLater } from "../later";
import { nameOf } from "../notebooks";
import type { Page, PageContent } from "../pages";
import { undoIn } from "../undoIn";
import { doesNotOpen } from "../words";
import { conflictAt, conflictsOf, metadataOf, pagedCell, take } from "./conflicts";

/** A notebook that changes many times a second is looked at again after this time, ms. */
const refreshDelay = 150;

type Asked = Exclude<FromView, { type: "ready" }>;

export class OpenMerge implements PageContent<Asked> {
  private opened: NotebookDocument | undefined;
  /** Choices made here that undo would take back. Of other changes VS Code tells only that the notebook is not saved. */
  private taken = 0;
  private readonly later = workLater(() => this.refresh(), refreshDelay);
  private readonly subscriptions: Disposable;

  constructor(
    private readonly page: Page<ToView>,
    private readonly uri: Uri,
  ) {
    const follow = (notebook: NotebookDocument): void => {
      if (notebook.uri.toString() === uri.toString()) this.later.soon();
    };
    this.subscriptions = Disposable.from(
      workspace.onDidChangeNotebookDocument(({ notebook }) => follow(notebook)),
      workspace.onDidSaveNotebookDocument(follow),
      workspace.onDidOpenNotebookDocument(follow),
      this.later,
    );
  }

  fill(): void {
    void this.refresh();
  }

  take(message: Asked): Promise<void> {
    return this.answer(message).catch(() => this.refresh());
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async answer(message: Asked): Promise<void> {
    switch (message.type) {
      case "take":
        return this.takeSide(message);
      case "open":
        return void goToCell((await this.current()).cellAt(message.cell).document.uri, null);
      case "undo":
        return this.undo();
      case "save":
        return void (await this.current()).save();
    }
  }

  /** VS Code lets go of a notebook that no editor shows, and makes it anew. */
  private async current(): Promise<NotebookDocument> {
    if (this.opened && !this.opened.isClosed) return this.opened;
    this.taken = 0;
    return (this.opened = await workspace.openNotebookDocument(this.uri));
  }

  private canUndo({ isDirty }: NotebookDocument): boolean {
    return isDirty || this.taken > 0;
  }

  private async refresh(): Promise<void> {
    const { page, uri } = this;
    if (!page.isThere()) return;
    const notebook = await this.current().catch(() => undefined);
    // Since the window was closed it may have been removed, or broken.
    if (!notebook)
      return page.send({
        type: "problem",
        text: await workspace.fs.stat(uri).then(
          () => doesNotOpen(nameOf(uri)),
          () => `${nameOf(uri)} no longer exists.`,
        ),
      });
    page.send({
      type: "conflicts",
      name: nameOf(notebook.uri),
      uri: notebook.uri.toString(),
      version: notebook.version,
      isDirty: notebook.isDirty,
      canUndo: this.canUndo(notebook),
      conflicts: mergePage(notebook.getCells().map(pagedCell), metadataOf(notebook)),
    });
  }

  private async takeSide({ version, cell, take: side }: Extract<FromView, { type: "take" }>): Promise<void> {
    const notebook = await this.current();
    const conflict = cell < 0 ? conflictsOf(notebook).open.find((one) => one.cell < 0) : conflictAt(notebook, cell);
    if (version !== notebook.version || !conflict) {
      this.page.send({ type: "notice", text: "The notebook has changed in the meantime. Look again, then choose." });
      return this.refresh();
    }
    if (await take(notebook, conflict, side)) this.taken++;
    else this.page.send({ type: "notice", text: "VS Code did not accept the change." });
  }

  private async undo(): Promise<void> {
    if (!this.canUndo(await this.current())) return;
    this.taken = Math.max(0, this.taken - 1);
    return undoIn(this.uri, this.page.panel);
  }
}
