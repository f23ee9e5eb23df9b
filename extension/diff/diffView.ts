// The diff of two notebooks as an editor: a web view that follows both sides and puts cells of the left one back into the right one.
import { commands, env, Uri, ViewColumn, window, workspace, type Disposable, type NotebookDocument, type WebviewPanel } from "vscode";
import type { FromView, Kept, Revert, ToView, ViewCommand } from "../../media/diff/messages";
import { columnOf, goToCell } from "../goTo";
import { workLater } from "../later";
import { openNotebookOf } from "../notebooks";
import { createPages, type Page, type PageContent } from "../pages";
import type { Server } from "../server";
import { askForDiff } from "./askForDiff";
import { diffPageParts } from "./page";
import { revertEdit } from "./revert";
import { followSide, isWorkingCopy, readSide, sideName } from "./sides";
import { themeColours } from "./themeColours";

const diffViewType = "nbready.diff";
/** A side that changes many times a second is compared again after this time, ms. */
const refreshDelay = 150;

/** What is compared with what. */
export interface DiffTarget {
  readonly before: Uri;
  readonly after: Uri;
}

export interface DiffViews extends Disposable {
  /** Opens the diff of two notebooks, or brings it to the front where it is open. */
  show(target: DiffTarget): void;
  /** Hands a command to the diff in front. Gives whether there is one. */
  command(name: ViewCommand): boolean;
}

/** Makes the views; they cost nothing until one is shown. */
export function createDiffViews(extension: Uri, server: Server): DiffViews {
  const pages = createPages<DiffTarget, Kept, ToView, FromView>(extension, {
    viewType: diffViewType, parts: diffPageParts, column: ViewColumn.Active, keyOf,
    titleOf: ({ before, after }) => titleOf(sideName(before), sideName(after)),
    targetOf(kept) {
      if (!kept?.uris) return undefined;
      const [before, after] = kept.uris.map((uri) => Uri.parse(uri));
      return { before, after };
    },
    open: (page, target) => openDiff(page, target, server),
  });
  return { show: pages.show, command: (name) => pages.tellFront({ type: "command", name }), dispose: pages.dispose };
}

const keyOf = ({ before, after }: DiffTarget): string => `${before.toString()}\n${after.toString()}`;

function titleOf(one: string, other: string): string {
  return one.startsWith(`${other} (`) ? `${other}: ${one.slice(other.length + 2, -1)} ↔ working copy` : `${one} ↔ ${other}`;
}

function openDiff(page: Page<ToView>, target: DiffTarget, server: Server): PageContent<Exclude<FromView, { type: "ready" }>> {
  const { panel, send } = page;
  const { before, after } = target;
  let sides = { names: [sideName(before), sideName(after)] as readonly [string, string], uris: [before.toString(), after.toString()] as const, canRevert: isWorkingCopy(after) };
  let showAll = false;
  let remoteImages = false;
  /** Counts the diffs asked for, so that a late answer does not overwrite a newer one. */
  let asked = 0;
  /** What the page shows, or will show once it is there; `document` is the right notebook's version where that was open. */
  let latest: { readonly message: ToView; readonly version: number; readonly text: string; readonly document: number | null } | undefined;
  /** A side has changed while the page was hidden. */
  let isStale = false;
  const deliver = (): void => { if (page.isThere() && latest) send(latest.message); };

  /** Compares again; the page hears of it where something differs, or it is forced to. */
  const refresh = async (isForced: boolean): Promise<void> => {
    const version = ++asked;
    const document = openNotebookOf(after)?.version ?? null;
    const show = (message: ToView, text: string): void => {
      if (version !== asked) return;
      latest = { message, version, text, document };
      deliver();
    };
    try {
      const [one, other] = await Promise.all([readSide(before), readSide(after)]);
      const text = JSON.stringify([one, other, showAll]);
      if (version !== asked || (!isForced && text === latest?.text)) return;
      const names = [sideName(before, one !== null), sideName(after, other !== null)] as const;
      const result = await askForDiff(server, { before: { name: names[0], text: one }, after: { name: names[1], text: other }, showAll });
      if (version !== asked) return;
      // Into a file that is not there nothing can be put back.
      sides = { ...sides, names, canRevert: isWorkingCopy(after) && other !== null };
      panel.title = titleOf(...names);
      if (result.ok) show({ type: "diff", page: result.page, version, showsAll: showAll, remoteImages, ...sides }, text);
      // With the same texts the answer may be another one when the server runs again.
      else show({ type: "problem", problems: result.problems, ...sides }, server.state === "stopped" ? "" : text);
    } catch (error) {
      show({ type: "problem", problems: [`The notebooks could not be read: ${describe(error)}`], ...sides }, "");
    }
  };
  const later = workLater(() => refresh(false), refreshDelay);
  const changed = (): void => {
    if (panel.visible) later.soon();
    else isStale = true;
  };

  /** Reverts where the page still shows what stands there. */
  const revert = async (version: number, wanted: Revert): Promise<void> => {
    const [old, now] = await Promise.all([workspace.openNotebookDocument(before), workspace.openNotebookDocument(after)]);
    if (version !== latest?.version || (latest.document !== null && latest.document !== now.version)) {
      send({ type: "notice", text: "The notebook has changed in the meantime. Look again, then revert.", canUndo: false });
      return refresh(true);
    }
    const isDone = await workspace.applyEdit(revertEdit(wanted, old, now));
    send({ type: "notice", text: isDone ? "Reverted. The notebook is not saved yet." : "VS Code did not accept the change.", canUndo: isDone });
  };

  /** For this view alone, until it is closed: the page is made anew under a policy that lets them in. */
  const loadImages = async (): Promise<void> => {
    const detail = "Their servers learn your network address, and that this notebook is being read. Nothing else is loaded, and no script runs.";
    remoteImages = (await window.showWarningMessage("Load the images of this diff from their servers?", { modal: true, detail }, "Load Images")) === "Load Images";
    if (!remoteImages) return;
    latest = undefined;
    page.load({ ...diffPageParts, images: "remote" });
    return refresh(true);
  };

  const take = async (message: Exclude<FromView, { type: "ready" }>): Promise<void> => {
    switch (message.type) {
      case "theme": return send({ type: "colours", colours: await themeColours(message.id) });
      case "showAll":
        showAll = message.showAll;
        return refresh(true);
      case "copy":
        await env.clipboard.writeText(message.text);
        return send({ type: "notice", text: `${message.what} copied as Markdown.`, canUndo: false });
      case "revert": return revert(message.version, message.revert);
      case "undo": return undoIn(after, panel);
      case "loadImages": return loadImages();
      case "open": return showCell(message.side === "before" ? before : after, message.cell);
    }
  };
  const followed = [...[before, after].map((uri) => followSide(uri, changed)), Promise.resolve(server.onDidChangeState((state) => { if (state === "running") changed(); }))];
  // The page loads meanwhile.
  void refresh(true);
  return {
    fill() {
      deliver();
      if (isStale) later.soon();
      isStale = false;
    },
    // A file that is gone meanwhile, say, is told, as VS Code tells it.
    take: (message) => take(message).catch((error: unknown) => send({ type: "notice", text: describe(error), canUndo: false })),
    dispose() {
      asked++; // an answer that is under way finds no page any more
      later.dispose();
      for (const side of followed) void side.then((one) => one.dispose());
    },
  };
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Takes the notebook's last change back: VS Code undoes in the editor that has the focus, so that is shown for a moment. */
export async function undoIn(uri: Uri, panel: WebviewPanel): Promise<void> {
  const notebook = openNotebookOf(uri);
  if (!notebook) return;
  await window.showNotebookDocument(notebook, { viewColumn: columnOf(notebook, panel.viewColumn), preserveFocus: false });
  await commands.executeCommand("undo");
  panel.reveal();
}

async function showCell(uri: Uri, index: number): Promise<void> {
  const notebook: NotebookDocument = await workspace.openNotebookDocument(uri);
  if (index < notebook.cellCount) await goToCell(notebook.cellAt(index).document.uri, null);
}
