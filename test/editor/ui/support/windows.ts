// The windows that suites share: to start a VS Code takes longer than most tests, so suites that ask for the same one have one.
import { rmSync } from "node:fs";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../vscode/browser";
import { makeFolder } from "../../vscode/notebooks";
import { fakeKernelFolder, vsixFile } from "../../vscode/paths";
import { startVsCode, type VsCode } from "../../vscode/server";
import { openWorkbench, type Workbench } from "../../vscode/workbench";

/** What a suite's tests work with. */
export interface OneWindow {
  readonly workbench: Workbench;
  readonly vscode: VsCode;
  /** The folder that is open. */
  readonly folder: string;
}

/** A window to be: its first suite opens it, its last one closes it. */
export interface SharedWindow {
  /** Puts a suite's files into the folder. To be called before any test runs: the window opens on the files of all. */
  enter(files: Readonly<Record<string, string>>, prepare?: (folder: string) => void): void;
  open(): Promise<OneWindow>;
  /** A suite is done. */
  leave(): Promise<void>;
}

interface WindowOptions {
  /** Whether the folder is trusted (default), or opened in Restricted Mode. */
  readonly trusted?: boolean;
  /** Besides those of every test. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Folders of extensions that are loaded as they stand there. */
  readonly developed?: readonly string[];
}

/** VS Code closes a list when the focus goes elsewhere, as it does to a page that is just loading; a user waits for that, or opens the list again. */
const patient = { "workbench.quickOpen.closeOnFocusLost": false };

/** A folder that is not trusted opens without a question. */
const unasked = { "security.workspace.trust.startupPrompt": "never", "security.workspace.trust.banner": "never" };

/** In a browser VS Code saves by itself, on a desktop it does not. */
const asOnDesktop = { "files.autoSave": "off" };

/** The browser of all suites. Its windows share nothing: each one has its own storage. */
let browser: Promise<Browser> | undefined;
const oneBrowser = (): Promise<Browser> => (browser ??= launchBrowser());
/** What closes the windows that are open. */
const closers = new Set<() => Promise<void>>();
after(async () => {
  // Those of suites of which only some were to run.
  for (const close of closers) await close();
  await (await browser)?.close();
});

/** Of those who check and run notebooks. */
export const checking = defineWindow({ developed: [fakeKernelFolder] });
/** Of those who extract cells. */
export const extracting = defineWindow({});
/** Of those who compare notebooks, in a repository. */
export const comparing = defineWindow({ settings: asOnDesktop });
/** Of those who settle conflicts, in a repository that is amid a merge, and of whatever else may stand in it. */
export const merging = defineWindow({ settings: asOnDesktop });
/** On a folder that nobody trusts. */
export const restricted = defineWindow({ trusted: false });

function defineWindow({ trusted = true, settings = {}, developed }: WindowOptions): SharedWindow {
  const files: Record<string, string> = {};
  const preparations: ((folder: string) => void)[] = [];
  let suites = 0;
  let opened: Promise<OneWindow> | undefined;
  const start = async (): Promise<OneWindow> => {
    closers.add(close);
    const folder = makeFolder(files);
    preparations.forEach((prepare) => prepare(folder));
    const vscode = await startVsCode({
      extensions: [vsixFile],
      settings: { ...patient, ...settings, ...(trusted ? {} : unasked) },
      trustFolders: trusted,
    });
    return { folder, vscode, workbench: await openWorkbench(await oneBrowser(), vscode, folder, { developed }) };
  };
  const close = async (): Promise<void> => {
    closers.delete(close);
    if (!opened) return;
    const { workbench, vscode, folder } = await opened;
    await workbench.close();
    await vscode.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    enter(added, prepare) {
      suites++;
      for (const [path, text] of Object.entries(added)) {
        if ((files[path] ?? text) !== text) throw new Error(`two suites that share a window have a ${path} each`);
        files[path] = text;
      }
      if (prepare) preparations.push(prepare);
    },
    async open() {
      if (!opened) return (opened = start());
      const { workbench } = await opened;
      await workbench.run("View: Show Explorer");
      await workbench.run("Notifications: Clear All Notifications");
      return opened;
    },
    async leave() {
      if (--suites === 0) await close();
    },
  };
}
