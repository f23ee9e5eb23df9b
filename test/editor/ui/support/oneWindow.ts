// One VS Code and one window for all tests of a suite: started before them, emptied after each, ended after all. The browser is that of all suites.
import { rmSync } from "node:fs";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../vscode/browser";
import { makeFolder } from "../../vscode/notebooks";
import { vsixFile } from "../../vscode/paths";
import { startVsCode, type VsCode } from "../../vscode/server";
import { openWorkbench, type Workbench, type WorkbenchOptions } from "../../vscode/workbench";

/** What a suite's tests work with. */
export interface OneWindow {
  readonly workbench: Workbench;
  readonly vscode: VsCode;
  /** The folder that is open. */
  readonly folder: string;
}

export interface OneWindowOptions extends WorkbenchOptions {
  /** Whether the folder is trusted (default), or opened in Restricted Mode. */
  readonly trusted?: boolean;
  /** Besides those of every test. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Called with the folder before VS Code opens it. */
  readonly prepare?: (folder: string) => void;
}

/** VS Code closes a list when the focus goes elsewhere, as it does to a page that is just loading; a user waits for that, or opens the list again. */
const patient = { "workbench.quickOpen.closeOnFocusLost": false };

/** A folder that is not trusted opens without a question. */
const unasked = { "security.workspace.trust.startupPrompt": "never", "security.workspace.trust.banner": "never" };

/** The browser of all suites. Its windows share nothing: each one has its own storage. */
let browser: Promise<Browser> | undefined;
const oneBrowser = (): Promise<Browser> => (browser ??= launchBrowser());
after(async () => (await browser)?.close());

/**
 * To be called in a `describe`: opens the packaged extension on a new folder. A test that fails leaves a screenshot.
 * @param files text of the folder's files, by path
 * @param take is given what was opened, before the first test
 */
export function useOneWindow(files: Readonly<Record<string, string>>, take: (opened: OneWindow) => void, { trusted = true, settings = {}, prepare, ...options }: OneWindowOptions = {}): void {
  const open: { folder?: string; vscode?: VsCode; workbench?: Workbench } = {};

  before(async () => {
    const folder = (open.folder = makeFolder(files));
    prepare?.(folder);
    const vscode = (open.vscode = await startVsCode({ extensions: [vsixFile], settings: { ...patient, ...settings, ...(trusted ? {} : unasked) }, trustFolders: trusted }));
    const workbench = (open.workbench = await openWorkbench(await oneBrowser(), vscode, folder, options));
    take({ folder, vscode, workbench });
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await open.workbench?.shoot(`failed-${this.currentTest.title.replace(/\W+/g, "-")}`);
    await open.workbench?.closeEditors();
  });

  after(async () => {
    await open.workbench?.close();
    await open.vscode?.stop();
    if (open.folder) rmSync(open.folder, { recursive: true, force: true });
  });
}
