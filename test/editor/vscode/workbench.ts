// Drives VS Code's workbench in a browser: what a user sees and does, by name.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Frame, Locator, Page } from "playwright-core";
import { shotsFolder } from "./paths";
import { until } from "./until";
import type { VsCode } from "./server";

export interface Workbench {
  readonly page: Page;
  /** Opens a file by its path from the folder. */
  openFile(path: string): Promise<void>;
  /** Closes every editor, without saving. */
  closeEditors(): Promise<void>;
  /** Runs a command by its full title, through the command palette. */
  run(title: string): Promise<void>;
  /** Presses the keys that open a list, types into it, and takes its first row once that is the one with this text. */
  choose(keys: readonly string[], typed: string, row: string): Promise<void>;
  /** Runs a command that asks with lists, and takes the row with each of these texts in turn. */
  answer(title: string, ...answers: readonly string[]): Promise<void>;
  /** The nth cell of the open notebook, from 0. */
  cell(index: number): Locator;
  /** Runs a cell by its button and waits until it has its count. */
  runCell(index: number): Promise<void>;
  /** The squiggles of one severity under the code of the open notebook. */
  squiggles(severity: "error" | "warning" | "info" | "hint"): Locator;
  /** The text over a squiggle. */
  underlined(squiggle: Locator): Promise<string>;
  /** Moves the mouse over a place and gives the hover that appears with this text. */
  hover(place: Locator, text: string | RegExp): Promise<Locator>;
  /** Puts the caret into a place of a cell's code. */
  clickInto(place: Locator): Promise<void>;
  /** Opens the menu of quick fixes at the caret by keyboard and gives its rows. */
  quickFixes(): Promise<Locator>;
  /** Goes down the open menu with the arrow key to the row with this text and takes it with Enter. */
  chooseByKeyboard(rows: Locator, text: string | RegExp): Promise<void>;
  /** Takes an entry of the context menu that is open. */
  chooseInMenu(text: string): Promise<void>;
  /** Opens the Problems panel and gives its rows. */
  problems(): Promise<Locator>;
  /** Opens or closes the Problems panel. */
  toggleProblems(): Promise<void>;
  /** The status bar's item with this text. */
  statusItem(text: string | RegExp): Locator;
  /** What VS Code tells in its list of notifications: under test it pops none up. */
  notification(text: string): Promise<Locator>;
  /** Takes a choice that a notification offers. */
  press(notification: Locator, button: string): Promise<void>;
  /** The frame of the web view that shows this. */
  webView(selector: string): Promise<Frame>;
  /** Saves a screenshot under this name. */
  shoot(name: string): Promise<void>;
  /** Loads the window anew, with the editors that were open. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  /** Window size in pixels; default 1400 by 900. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Pixels of the picture for each pixel of the window; default 1. */
  readonly scale?: number;
  /** Folders of extensions that are loaded as they stand there. */
  readonly developed?: readonly string[];
}

/** Opens VS Code on a folder and waits until its extensions are known and its files are listed. */
export async function openWorkbench(browser: Browser, vscode: VsCode, folder: string, { size = { width: 1400, height: 900 }, scale = 1, developed = [] }: WorkbenchOptions = {}): Promise<Workbench> {
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale });
  const payload = developed.map((path) => ["extensionDevelopmentPath", vscode.remote(path)] as const);
  await page.goto(vscode.url(folder, payload.length > 0 ? payload : undefined));
  await whenReady(page);
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });

  // Several notebook editors may live hidden in the page: only the shown one counts, and rows stand in the page in no fixed order.
  const cell = (index: number): Locator => page.locator(`.notebookOverlay:visible .cell-list-container .monaco-list-row[data-index="${index}"]`);
  const menuRows = page.locator(".action-widget .monaco-list-row.action");
  const toggleProblems = (): Promise<void> => page.keyboard.press("Control+Shift+M");
  const input = page.locator(".quick-input-widget .quick-input-box input");
  const focusedRow = (text: string): Locator => page.locator(".quick-input-list .monaco-list-row.focused", { hasText: text });
  // A page that is just loading takes the keys, or the focus, for itself, and the list closes: then it is opened again.
  const choose = async (keys: readonly string[], typed: string, row: string): Promise<void> => {
    await until(`the list that ${keys.join(" ")} opens, with ${row}`, async () => {
      for (const key of keys) await page.keyboard.press(key);
      const patience = { timeout: 3000 };
      return input.fill(typed, patience).then(() => focusedRow(row).waitFor(patience)).then(() => true, () => false);
    });
    await page.keyboard.press("Enter");
  };
  const chooseCommand = (title: string): Promise<void> => choose(["F1"], `>${title}`, title);
  const closed = (): Promise<void> => page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  const run = async (title: string): Promise<void> => {
    await chooseCommand(title);
    await closed();
  };
  return {
    page,
    cell,
    run,
    choose,
    async answer(title, ...answers) {
      await chooseCommand(title);
      let before = `>${title}`;
      for (const text of answers) {
        await until(`the question with ${text}`, async () => (await input.inputValue()) !== before);
        await input.fill(text);
        await focusedRow(text).waitFor();
        await page.keyboard.press("Enter");
        before = text;
      }
      await closed();
    },
    async openFile(path) {
      const [name] = path.split("/").slice(-1);
      await choose(["Control+p"], path, name);
      await closed();
      // A code cell: what stands in the list for a Markdown cell is hidden, because a web view shows its text.
      if (path.endsWith(".ipynb")) await page.locator(".notebookOverlay:visible .code-cell-row").first().waitFor({ timeout: 30_000 });
    },
    async closeEditors() {
      await page.keyboard.press("Escape");
      const open = page.locator(".editor-group-container .tab");
      // A changed notebook asks whether to save it; reverting first makes it unchanged.
      await until("every editor closed", async () => {
        if ((await open.count()) === 0) return true;
        await run("View: Revert and Close Editor");
        return false;
      });
    },
    async runCell(index) {
      const number = cell(index).locator(".execution-count-label");
      const before = await number.innerText().catch(() => "");
      await cell(index).hover();
      await cell(index).locator(".run-button-container .codicon-notebook-execute").click();
      await until(`a new count at cell ${index}`, async () => {
        const now = await number.innerText().catch(() => "");
        return /\d/.test(now) && now !== before;
      });
    },
    squiggles: (severity) => page.locator(`.notebookOverlay:visible .squiggly-${severity}`),
    async underlined(squiggle) {
      const box = await boxOf(squiggle);
      return page.evaluate(textInside, { left: box.x, right: box.x + box.width, middle: box.y + box.height / 2 });
    },
    async hover(place, text) {
      await moveAway(page);
      const box = await boxOf(place);
      const shown = page.locator(".monaco-hover:visible", { hasText: text }).first();
      await until(`a hover with ${text}`, async () => {
        // A hover opens when the mouse comes to rest: two different points, so that every attempt is a move.
        await page.mouse.move(box.x + box.width / 2 - 2, box.y + box.height - 5);
        await page.mouse.move(box.x + box.width / 2, box.y + box.height - 4);
        return shown.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        );
      });
      return shown;
    },
    async clickInto(place) {
      const box = await boxOf(place);
      await page.mouse.click(box.x + box.width / 2, box.y + box.height - 5);
      await page.locator(".notebookOverlay:visible .monaco-editor.focused").waitFor();
    },
    async quickFixes() {
      // An edit of the notebook's metadata that comes just then closes the menu again.
      await until("the menu of quick fixes", async () => {
        await page.keyboard.press("Control+.");
        return menuRows.first().waitFor({ timeout: 3000 }).then(() => true, () => false);
      });
      return menuRows;
    },
    async chooseByKeyboard(rows, text) {
      await rows.filter({ hasText: text }).first().waitFor();
      const focused = page.locator(".action-widget .monaco-list-row.focused");
      const count = await rows.count();
      for (let step = 0; step <= count; step++) {
        if ((await focused.filter({ hasText: text }).count()) > 0) return page.keyboard.press("Enter");
        await page.keyboard.press("ArrowDown");
      }
      throw new Error(`the arrow key does not reach ${text} in: ${(await rows.allInnerTexts()).join(" | ")}`);
    },
    async chooseInMenu(text) {
      const entry = page.locator(".monaco-menu .action-item", { hasText: text }).first();
      await entry.waitFor();
      // A menu that is just opening does not take a click.
      await until(`the menu to take ${text}`, async () => {
        await entry.click();
        return entry.waitFor({ state: "hidden", timeout: 500 }).then(() => true, () => false);
      });
    },
    async problems() {
      if (!(await page.locator(".markers-panel").isVisible())) await toggleProblems();
      await page.locator(".markers-panel").waitFor();
      return page.locator(".markers-panel .monaco-list-row");
    },
    toggleProblems,
    statusItem: (text) => page.locator(".statusbar-item", { hasText: text }).first(),
    async notification(text) {
      const row = page.locator(".notifications-center .notification-list-item", { hasText: text }).first();
      await until(`a notification with ${text}`, async () => {
        if (!(await page.locator(".notifications-center").isVisible())) await page.locator(".statusbar-item[id='status.notifications']").click();
        // Off the bell, whose hover would cover the buttons.
        await page.mouse.move(2, 2);
        return row.isVisible();
      });
      return row;
    },
    press: (notification, button) => notification.locator(".monaco-button", { hasText: button }).click(),
    webView: (selector) => until(`a web view with ${selector}`, async () => {
      for (const frame of page.frames()) if (frame !== page.mainFrame() && (await frame.locator(selector).count().catch(() => 0)) > 0) return frame;
      return undefined;
    }),
    async shoot(name) {
      mkdirSync(shotsFolder, { recursive: true });
      await page.screenshot({ path: join(shotsFolder, `${name}.png`) });
    },
    async reload() {
      // By its own command, which has VS Code write down first what is open.
      const loaded = page.waitForEvent("load");
      await run("Developer: Reload Window");
      await loaded;
      await whenReady(page);
    },
    close: () => page.close(),
  };
}

async function whenReady(page: Page): Promise<void> {
  await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
  // Before its extensions are registered VS Code opens an .ipynb as text and knows none of their commands.
  await page.waitForFunction(() => performance.getEntriesByName("code/didLoadExtensions").length > 0, undefined, { timeout: 60_000 });
}

/** In the page: the characters of the code line at a height whose middle lies between two edges. */
function textInside({ left, right, middle }: { left: number; right: number; middle: number }): string {
  let text = "";
  for (const line of document.querySelectorAll(".notebookOverlay .view-line")) {
    const around = line.getBoundingClientRect();
    if (around.width === 0 || middle < around.top || middle > around.bottom) continue;
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < (node.nodeValue ?? "").length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { left: from, right: to } = range.getBoundingClientRect();
        const center = (from + to) / 2;
        if (center > left && center < right) text += node.nodeValue?.[at];
      }
    }
  }
  return text.replace(/\u00a0/g, " ");
}

/** Where a place is drawn, once it stands still there. */
async function boxOf(place: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  let before = "";
  return until("a place that stands still", async () => {
    const box = await place.boundingBox();
    const now = JSON.stringify(box);
    const still = now === before;
    before = now;
    return still && box ? box : undefined;
  });
}

/** Takes the mouse away, so that an open hover closes and does not cover what comes next. */
async function moveAway(page: Page): Promise<void> {
  await page.mouse.move(2, 2);
  await until("the end of an older hover", async () => (await page.locator(".monaco-hover:visible").count()) === 0);
}
