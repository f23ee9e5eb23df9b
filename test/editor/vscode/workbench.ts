// Drives VS Code's workbench in a browser: what a user sees and does, by name.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Frame, Locator, Page } from "playwright-core";
import { shotsFolder } from "./paths";
import { until } from "./until";
import { closing, type VsCode } from "./server";

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
  /** Runs a cell by its button, once the notebook has its kernel, and waits until the cell has its count. */
  runCell(index: number): Promise<void>;
  /** The squiggles of one severity under the code of the open notebook. */
  squiggles(severity: "error" | "warning" | "info" | "hint"): Locator;
  /** The text over a squiggle. */
  underlined(squiggle: Locator): Promise<string>;
  /** Moves the mouse over a place and gives the hover that appears with this text. */
  hover(place: Locator, text: string | RegExp): Promise<Locator>;
  /** Puts the caret into a place of a cell's code. */
  clickInto(place: Locator): Promise<void>;
  /** Clicks into a place of a cell's code, opens the menu of quick fixes there by keyboard and gives its rows. */
  quickFixes(place: Locator): Promise<Locator>;
  /** Goes down the menu of quick fixes at a place with the arrow key to the row with this text and takes it with Enter. */
  chooseQuickFix(place: Locator, text: string | RegExp): Promise<void>;
  /** Takes an entry of a place's context menu. Gives false, with the menu closed, where there is none or it does not have the entry. */
  tryInMenu(place: Locator, text: string): Promise<boolean>;
  /** Takes an entry of a place's context menu, anew until `happened`: a list that is made anew under its menu takes the menu's file away. */
  chooseInMenu(place: Locator, text: string, happened: () => Promise<boolean>): Promise<void>;
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
  /** The same, once what is typed goes there: VS Code gives a page that it opens the focus when the page has loaded. */
  webViewInFocus(selector: string): Promise<Frame>;
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
export async function openWorkbench(
  browser: Browser,
  vscode: VsCode,
  folder: string,
  { size = { width: 1400, height: 900 }, scale = 1, developed = [] }: WorkbenchOptions = {},
): Promise<Workbench> {
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale });
  await page.addInitScript(keepStill);
  // A machine that others load, too, is slow, and right all the same.
  page.setDefaultTimeout(120_000);
  const payload = developed.map((path) => ["extensionDevelopmentPath", vscode.remote(path)] as const);
  await page.goto(vscode.url(folder, payload.length > 0 ? payload : undefined));
  await whenReady(page);
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();

  // Several notebook editors may live hidden in the page: only the shown one counts, and rows stand in the page in no fixed order.
  const cell = (index: number): Locator =>
    page.locator(`.notebookOverlay:visible .cell-list-container .monaco-list-row[data-index="${index}"]`);
  const toggleProblems = (): Promise<void> => page.keyboard.press("Control+Shift+M");
  const list = page.locator(".quick-input-widget");
  const input = list.locator(".quick-input-box input");
  const focusedRow = (text: string): Locator => page.locator(".quick-input-list .monaco-list-row.focused", { hasText: text });
  // A page that is just loading takes the keys, or the focus, for itself: then the list is opened again, and given longer, for the machine may be slow.
  const choose = async (keys: readonly string[], typed: string, row: string): Promise<void> => {
    let timeout = 2000;
    await until(`the list that ${keys.join(" ")} opens, with ${row}`, async () => {
      // In a list that is open the keys mean something else.
      if (await list.isVisible()) await input.press("Escape");
      for (const key of keys) await page.keyboard.press(key);
      timeout *= 2;
      return input
        .fill(typed, { timeout })
        .then(() => focusedRow(row).waitFor({ timeout }))
        .then(
          () => true,
          () => false,
        );
    });
    await input.press("Enter");
  };
  const chooseCommand = (title: string): Promise<void> => choose(["F1"], `>${title}`, title);
  const closed = (): Promise<void> => list.waitFor({ state: "hidden" });
  const run = async (title: string): Promise<void> => {
    await chooseCommand(title);
    await closed();
  };
  // What loads late in a notebook moves the cells below it: the click is repeated until the caret is where it was meant to be.
  const clickInto = async (place: Locator): Promise<void> => {
    await until("the caret in the place that is clicked", async () => {
      const box = await boxOf(place);
      await page.mouse.click(box.x + box.width / 2, box.y + box.height - 5);
      return until("the caret", () => place.evaluate(holdsCaret), 1000).catch(() => false);
    });
  };
  const menuRows = page.locator(".action-widget .monaco-list-row.action");
  // What changes the notebook just then, metadata too, closes the menu again.
  const quickFixes = async (place: Locator): Promise<Locator> => {
    await until("the menu of quick fixes", async () => {
      if (await menuRows.first().isVisible()) return true;
      await clickInto(place);
      await page.keyboard.press("Control+.");
      return menuRows
        .first()
        .waitFor({ timeout: 3000 })
        .then(
          () => true,
          () => false,
        );
    });
    return menuRows;
  };
  const tryInMenu = async (place: Locator, text: string): Promise<boolean> => {
    await place.click({ button: "right" });
    const menu = page.locator(".monaco-menu");
    // A list that was just drawn anew opens none.
    if (
      !(await menu
        .first()
        .waitFor({ timeout: 5000 })
        .then(
          () => true,
          () => false,
        ))
    )
      return false;
    const entry = menu.locator(".action-item", { hasText: text }).first();
    // A menu that is just opening does not take a click; one that is gone has taken it.
    const taken =
      (await entry.isVisible()) &&
      (await until(`the menu to take ${text}`, () =>
        entry
          .click({ timeout: 1000 })
          .then(() => entry.waitFor({ state: "hidden", timeout: 1000 }))
          .then(
            () => true,
            async () => !(await entry.isVisible()),
          ),
      ));
    if (!taken) await page.keyboard.press("Escape");
    await menu.first().waitFor({ state: "hidden" });
    return taken;
  };
  const webView = (selector: string): Promise<Frame> =>
    until(`a web view with ${selector}`, async () => {
      for (const frame of page.frames())
        if (
          frame !== page.mainFrame() &&
          (await frame
            .locator(selector)
            .count()
            .catch(() => 0)) > 0
        )
          return frame;
      return undefined;
    });
  return {
    page,
    cell,
    run,
    choose,
    clickInto,
    quickFixes,
    tryInMenu,
    toggleProblems,
    webView,
    async answer(title, ...answers) {
      await chooseCommand(title);
      let before = `>${title}`;
      for (const text of answers) {
        await until(`the question with ${text}`, async () => (await input.inputValue()) !== before);
        await input.fill(text);
        await focusedRow(text).waitFor();
        await input.press("Enter");
        before = text;
      }
      await closed();
    },
    async openFile(path) {
      const [name] = path.split("/").slice(-1);
      await choose(["Control+p"], path, name);
      await closed();
      await page.locator(".tab.active", { hasText: name }).first().waitFor();
      // A code cell: what stands in the list for a Markdown cell is hidden, because a web view shows its text.
      if (path.endsWith(".ipynb")) await page.locator(".notebookOverlay:visible .code-cell-row").first().waitFor();
    },
    async closeEditors() {
      await page.keyboard.press("Escape");
      const open = page.locator(".editor-group-container .tab");
      // A changed notebook asks whether to save it; reverting first makes it unchanged.
      await until(
        "every editor closed",
        async () => {
          const count = await open.count();
          if (count === 0) return true;
          await page.keyboard.press(closingKeys);
          await until("an editor closed", async () => (await open.count()) < count, 2000).catch(() => false);
          return false;
        },
        120_000,
      );
    },
    async runCell(index) {
      // Without one the button asks which it shall be.
      await page.locator(".notebook-toolbar-container:visible .kernel-label", { hasText: /Python/ }).waitFor();
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
    underlined: (squiggle) => squiggle.evaluate(textUnder),
    async hover(place, text) {
      await moveAway(page);
      const shown = page.locator(".monaco-hover:visible", { hasText: text }).first();
      await until(`a hover with ${text}`, async () => {
        const box = await boxOf(place);
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
    async chooseQuickFix(place, text) {
      const focused = page.locator(".action-widget .monaco-list-row.focused", { hasText: text });
      await until(`the arrow key to reach ${text}`, async () => {
        const rows = await quickFixes(place);
        if ((await focused.count()) === 0 && (await rows.first().isVisible())) await page.keyboard.press("ArrowDown");
        return (await focused.count()) > 0;
      });
      await page.keyboard.press("Enter");
    },
    async chooseInMenu(place, text, happened) {
      await until(
        `what “${text}” in the menu does`,
        async () => (await tryInMenu(place, text)) && (await until("its outcome", happened, 4000).catch(() => false)),
      );
    },
    async problems() {
      const panel = page.locator(".markers-panel");
      await until("the Problems panel", async () => {
        if (await panel.isVisible()) return true;
        await toggleProblems();
        return panel.waitFor({ timeout: 3000 }).then(
          () => true,
          () => false,
        );
      });
      return panel.locator(".monaco-list-row");
    },
    statusItem: (text) => page.locator(".statusbar-item", { hasText: text }).first(),
    async notification(text) {
      const row = page.locator(".notifications-center .notification-list-item", { hasText: text }).first();
      await until(`a notification with ${text}`, async () => {
        if (!(await page.locator(".notifications-center").isVisible()))
          await page.locator(".statusbar-item[id='status.notifications']").click();
        // Off the bell, whose hover would cover the buttons.
        await page.mouse.move(2, 2);
        return row.isVisible();
      });
      return row;
    },
    press: (notification, button) => notification.locator(".monaco-button", { hasText: button }).click(),
    async webViewInFocus(selector) {
      return until(`the focus in the web view with ${selector}`, async () => {
        const frame = await webView(selector);
        return (await frame.evaluate(() => document.hasFocus()).catch(() => false)) && frame;
      });
    },
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

/** `closing`, as the browser calls its keys. */
const closingKeys = closing.key
  .split("+")
  .map((key) => `${key[0].toUpperCase()}${key.slice(1)}`.replace("Ctrl", "Control"))
  .join("+");

/** In the page: turns VS Code's animations off. A browser without a graphics card draws every step of a progress bar on the processor, which took it a fifth of its time. */
function keepStill(): void {
  // The pages inside the window, nbready's among them, are tested as they are.
  if (window !== top) return;
  const still = new CSSStyleSheet();
  still.replaceSync("*, *::before, *::after { animation: none !important; transition: none !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
}

async function whenReady(page: Page): Promise<void> {
  await page.locator(".monaco-workbench").waitFor();
  // Before its extensions are registered VS Code opens an .ipynb as text and knows none of their commands.
  await page.waitForFunction(() => performance.getEntriesByName("code/didLoadExtensions").length > 0);
}

/** In the page: the characters of the code line over a squiggle, those whose middle lies between its edges. */
function textUnder(squiggle: Element): string {
  const { left, right, top, height } = squiggle.getBoundingClientRect();
  const middle = top + height / 2;
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

/** In the page: whether the caret stands in a place of an editor's code, give or take half a character. */
function holdsCaret(place: Element): boolean {
  const editor = place.closest(".monaco-editor.focused");
  const [caret, around] = [editor?.querySelector(".cursors-layer .cursor"), place].map((one) => one?.getBoundingClientRect());
  return (
    caret !== undefined &&
    around !== undefined &&
    caret.top < around.bottom &&
    caret.bottom > around.top &&
    caret.left > around.left - 6 &&
    caret.left < around.right + 6
  );
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
