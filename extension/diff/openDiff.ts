// One diff that is shown: follows both sides, answers its page, and puts cells of the left side back into the right one.
import { env, window, workspace, type NotebookDocument, type Uri } from "vscode";
import type { FromView, Revert, ToView } from "../../media/diff/messages";
import { goToCell } from "../goTo";
import { workLater } from "../later";
import { openNotebookOf } from "../notebooks";
import type { Page, PageContent } from "../pages";
import type { Server } from "../server";
import { undoIn } from "../undoIn";
import { askForDiff } from "./askForDiff";
import { diffPageParts } from "./page";
import { revertEdit } from "./revert";
import { followSide, isWorkingCopy, readSide, sideName } from "./sides";
import { themeColours } from "./themeColours";

/** A side that changes many times a second is compared again after this time, ms. */
const refreshDelay = 150;

/** What is compared with what. */
export interface DiffTarget {
  readonly before: Uri;
  readonly after: Uri;
}

/** What the page shows, or will show once it is there. */
interface Shown {
  readonly message: ToView;
  readonly version: number;
  /** Of both sides, as compared. */
  readonly text: string;
  /** The right notebook's version where that was open. */
  readonly document: number | null;
}

type Asked = Exclude<FromView, { type: "ready" }>;

export function diffTitle(one: string, other: string): string {
  return one.startsWith(`${other} (`) ? `${other}: ${one.slice(other.length + 2, -1)} ↔ working copy` : `${one} ↔ ${other}`;
}

export class OpenDiff implements PageContent<Asked> {
  private sides: { readonly names: readonly [string, string]; readonly uris: readonly [string, string]; readonly canRevert: boolean };
  private showAll = false;
  private remoteImages = false;
  /** Counts the diffs asked for, so that a late answer does not overwrite a newer one. */
  private asked = 0;
  private latest: Shown | undefined;
  /** A side has changed while the page was hidden. */
  private isStale = false;
  private readonly later = workLater(() => this.refresh(false), refreshDelay);
  private readonly followed: readonly Promise<{ dispose(): unknown }>[];

  constructor(
    private readonly page: Page<ToView>,
    private readonly target: DiffTarget,
    private readonly server: Server,
  ) {
    const { before, after } = target;
    this.sides = {
      names: [sideName(before), sideName(after)],
      uris: [before.toString(), after.toString()],
      canRevert: isWorkingCopy(after),
    };
    const changed = (): void => this.changed();
    this.followed = [
      ...[before, after].map((uri) => followSide(uri, changed)),
      Promise.resolve(
        server.onDidChangeState((state) => {
          if (state === "running") changed();
        }),
      ),
    ];
    // The page loads meanwhile.
    void this.refresh(true);
  }

  fill(): void {
    this.deliver();
    if (this.isStale) this.later.soon();
    this.isStale = false;
  }

  /** A file that is gone meanwhile, say, is told, as VS Code tells it. */
  take(message: Asked): Promise<void> {
    return this.answer(message).catch((error: unknown) => this.notice(describe(error)));
  }

  dispose(): void {
    this.asked++; // an answer that is under way finds no page any more
    this.later.dispose();
    for (const side of this.followed) void side.then((one) => one.dispose());
  }

  private changed(): void {
    if (this.page.panel.visible) this.later.soon();
    else this.isStale = true;
  }

  private deliver(): void {
    if (this.page.isThere() && this.latest) this.page.send(this.latest.message);
  }

  private notice(text: string, canUndo = false): void {
    this.page.send({ type: "notice", text, canUndo });
  }

  /** Compares again; the page hears of it where something differs, or it is forced to. */
  private async refresh(isForced: boolean): Promise<void> {
    const { before, after } = this.target;
    const version = ++this.asked;
    const document = openNotebookOf(after)?.version ?? null;
    const show = (message: ToView, text: string): void => {
      if (version !== this.asked) return;
      this.latest = { message, version, text, document };
      this.deliver();
    };
    try {
      const texts = await Promise.all([readSide(before), readSide(after)]);
      const text = JSON.stringify([...texts, this.showAll]);
      if (version !== this.asked || (!isForced && text === this.latest?.text)) return;
      const [message, isFinal] = await this.compare(texts, version);
      // With the same texts the answer may be another one when the server runs again.
      show(message, isFinal ? text : "");
    } catch (error) {
      show({ type: "problem", problems: [`The notebooks could not be read: ${describe(error)}`], ...this.sides }, "");
    }
  }

  /** What the page is to show of these texts (null: there is no such file), and whether the same texts always give that. */
  private async compare([one, other]: readonly (string | null)[], version: number): Promise<readonly [message: ToView, isFinal: boolean]> {
    const { before, after } = this.target;
    const { showAll, remoteImages } = this;
    const names = [sideName(before, one !== null), sideName(after, other !== null)] as const;
    const result = await askForDiff(this.server, {
      before: { name: names[0], text: one },
      after: { name: names[1], text: other },
      showAll,
    });
    if (version === this.asked) {
      // Into a file that is not there nothing can be put back.
      this.sides = { ...this.sides, names, canRevert: isWorkingCopy(after) && other !== null };
      this.page.panel.title = diffTitle(...names);
    }
    if (result.ok) return [{ type: "diff", page: result.page, version, showsAll: showAll, remoteImages, ...this.sides }, true];
    return [{ type: "problem", problems: result.problems, ...this.sides }, this.server.state !== "stopped"];
  }

  private async answer(message: Asked): Promise<void> {
    switch (message.type) {
      case "theme":
        return this.page.send({ type: "colours", colours: await themeColours(message.id) });
      case "showAll":
        this.showAll = message.showAll;
        return this.refresh(true);
      case "copy":
        await env.clipboard.writeText(message.text);
        return this.notice(`${message.what} copied as Markdown.`);
      case "revert":
        return this.revert(message.version, message.revert);
      case "undo":
        return undoIn(this.target.after, this.page.panel);
      case "loadImages":
        return this.loadImages();
      case "open":
        return showCell(this.target[message.side], message.cell);
    }
  }

  /** Reverts where the page still shows what stands there. */
  private async revert(version: number, wanted: Revert): Promise<void> {
    const [old, now] = await Promise.all([
      workspace.openNotebookDocument(this.target.before),
      workspace.openNotebookDocument(this.target.after),
    ]);
    const { latest } = this;
    if (version !== latest?.version || (latest.document !== null && latest.document !== now.version)) {
      this.notice("The notebook has changed in the meantime. Look again, then revert.");
      return this.refresh(true);
    }
    const isDone = await workspace.applyEdit(revertEdit(wanted, old, now));
    this.notice(isDone ? "Reverted. The notebook is not saved yet." : "VS Code did not accept the change.", isDone);
  }

  /** For this view alone, until it is closed: the page is made anew under a policy that lets them in. */
  private async loadImages(): Promise<void> {
    const detail =
      "Their servers learn your network address, and that this notebook is being read. Nothing else is loaded, and no script runs.";
    this.remoteImages =
      (await window.showWarningMessage("Load the images of this diff from their servers?", { modal: true, detail }, "Load Images")) ===
      "Load Images";
    if (!this.remoteImages) return;
    this.latest = undefined;
    this.page.load({ ...diffPageParts, images: "remote" });
    return this.refresh(true);
  }
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function showCell(uri: Uri, index: number): Promise<void> {
  const notebook: NotebookDocument = await workspace.openNotebookDocument(uri);
  if (index < notebook.cellCount) await goToCell(notebook.cellAt(index).document.uri, null);
}
