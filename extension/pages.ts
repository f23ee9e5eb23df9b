// Editors that show a page of nbready's own: opened once for each target, shown again, and brought back when the window is loaded anew.
import { Disposable, Uri, ViewColumn, window, type WebviewPanel } from "vscode";
import { webPage, type PageParts } from "./webPage";

/** A page as those who fill it see it. */
export interface Page<ToPage> {
  readonly panel: WebviewPanel;
  /** Says something to the page; lost while it is not there. */
  send(message: ToPage): void;
  /** Whether the page is there to be told: a hidden one is thrown away, and made anew when it is seen again. */
  isThere(): boolean;
  /** Makes the page anew. */
  load(parts: PageParts): void;
}

/** What fills a page and answers it. */
export interface PageContent<FromPage> {
  /** The page is there and waits: at first, and whenever it was made anew. */
  fill(): void;
  take(message: FromPage): unknown;
  dispose(): void;
}

/** A kind of pages: what each is about (its target), and how it is made. */
export interface PageKind<Target, Kept, ToPage, FromPage> {
  /** As package.json names it among the activation events. */
  readonly viewType: string;
  readonly parts: PageParts;
  readonly column: ViewColumn;
  /** Targets of one key share a page. */
  keyOf(target: Target): string;
  titleOf(target: Target): string;
  /** The target of a page that was open when the window was closed, from what it has kept; undefined where that says none. */
  targetOf(kept: Kept | undefined): Target | undefined;
  open(page: Page<ToPage>, target: Target): PageContent<FromPage>;
}

export interface Pages<Target, ToPage> extends Disposable {
  /** Opens the page of a target, or brings it to the front where it is open. */
  show(target: Target): void;
  /** Says something to the page that has the focus. Gives whether there is one. */
  tellFront(message: ToPage): boolean;
}

/** What every page says once its script runs. */
interface Ready {
  readonly type: "ready";
}

/** Makes the pages of a kind; they cost nothing until one is shown. */
export function createPages<Target, Kept, ToPage, FromPage extends { readonly type: string }>(
  extension: Uri,
  kind: PageKind<Target, Kept, ToPage, Exclude<FromPage, Ready>>,
): Pages<Target, ToPage> {
  const open = new Map<string, Page<ToPage>>();
  const folder = Uri.joinPath(extension, "dist");
  const attach = (panel: WebviewPanel, target: Target): void => {
    const key = kind.keyOf(target);
    let isThere = false;
    const page: Page<ToPage> = {
      panel,
      send: (message) => void panel.webview.postMessage(message),
      isThere: () => isThere,
      load(parts) {
        isThere = false;
        panel.webview.html = webPage(panel.webview, folder, parts);
      },
    };
    panel.iconPath = Uri.joinPath(extension, "media/icon.png");
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    const content = kind.open(page, target);
    const receive = (message: Ready | Exclude<FromPage, Ready>): void => {
      if (message.type !== "ready") return void content.take(message as Exclude<FromPage, Ready>);
      isThere = true;
      content.fill();
    };
    const subscriptions = Disposable.from(
      panel.webview.onDidReceiveMessage(receive),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) isThere = false;
      }),
      content,
    );
    panel.onDidDispose(() => {
      subscriptions.dispose();
      open.delete(key);
    });
    open.set(key, page);
    page.load(kind.parts);
  };
  const serializer = window.registerWebviewPanelSerializer(kind.viewType, {
    async deserializeWebviewPanel(panel, kept: Kept | undefined) {
      const target = kind.targetOf(kept);
      if (target === undefined || open.has(kind.keyOf(target))) panel.dispose();
      else attach(panel, target);
    },
  });
  return {
    show(target) {
      const known = open.get(kind.keyOf(target));
      if (known) known.panel.reveal();
      else
        attach(
          window.createWebviewPanel(kind.viewType, kind.titleOf(target), { viewColumn: kind.column, preserveFocus: false }, {}),
          target,
        );
    },
    tellFront(message) {
      const front = [...open.values()].find(({ panel }) => panel.active);
      front?.send(message);
      return front !== undefined;
    },
    dispose() {
      serializer.dispose();
      for (const { panel } of [...open.values()]) panel.dispose();
    },
  };
}
