// Drives VS Code's workbench in a browser: what a user sees and does, by name.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { shotsFolder } from "./paths";
import { until } from "./until";
import type { VsCode } from "./server";

export interface Workbench {
  readonly page: Page;
  /** Opens a file of the explorer's top level by its name. */
  openFile(name: string): Promise<void>;
  /** Runs a command by its full title, through the command palette. */
  run(title: string): Promise<void>;
  /** The nth cell that is shown, from 0. */
  cell(index: number): Locator;
  /** The squiggles of one severity under the code of the open notebook. */
  squiggles(severity: "error" | "warning" | "info" | "hint"): Locator;
  /** Moves the mouse over a place and gives the hover that appears with this text. */
  hover(place: Locator, text: string | RegExp): Promise<Locator>;
  /** Puts the caret into a place of a cell's code. */
  clickInto(place: Locator): Promise<void>;
  /** Opens the menu of quick fixes at the caret by keyboard and gives its rows. */
  quickFixes(): Promise<Locator>;
  /** Opens the Problems panel and gives its rows. */
  problems(): Promise<Locator>;
  /** The status bar's item with this text. */
  statusItem(text: string | RegExp): Locator;
  /** Saves a screenshot under this name. */
  shoot(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface WorkbenchSize {
  readonly width: number;
  readonly height: number;
}

/** Opens VS Code on a folder and waits until its extensions are known and its files are listed. */
export async function openWorkbench(browser: Browser, vscode: VsCode, folder: string, size: WorkbenchSize = { width: 1400, height: 900 }, scale = 1): Promise<Workbench> {
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: scale });
  await page.goto(vscode.url(folder));
  await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
  // Before its extensions are registered VS Code opens an .ipynb as text and knows none of their commands.
  await page.waitForFunction(() => performance.getEntriesByName("code/didLoadExtensions").length > 0, undefined, { timeout: 60_000 });
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 60_000 });

  const cell = (index: number): Locator => page.locator(".notebookOverlay .cell-list-container .monaco-list-row[data-index]").nth(index);
  return {
    page,
    cell,
    async openFile(name) {
      await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).first().dblclick();
      if (name.endsWith(".ipynb")) await cell(0).waitFor({ timeout: 30_000 });
    },
    async run(title) {
      await page.keyboard.press("F1");
      const input = page.locator(".quick-input-widget .quick-input-box input");
      await input.waitFor();
      await input.fill(`>${title}`);
      await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
      await page.keyboard.press("Enter");
    },
    squiggles: (severity) => page.locator(`.notebookOverlay .squiggly-${severity}`),
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
      await page.locator(".notebookOverlay .monaco-editor.focused").waitFor();
    },
    async quickFixes() {
      await page.keyboard.press("Control+.");
      const rows = page.locator(".action-widget .monaco-list-row.action");
      await rows.first().waitFor();
      return rows;
    },
    async problems() {
      const rows = page.locator(".markers-panel .monaco-list-row");
      if (!(await page.locator(".markers-panel").isVisible())) await page.keyboard.press("Control+Shift+M");
      await page.locator(".markers-panel").waitFor();
      return rows;
    },
    statusItem: (text) => page.locator(".statusbar-item", { hasText: text }).first(),
    async shoot(name) {
      mkdirSync(shotsFolder, { recursive: true });
      await page.screenshot({ path: join(shotsFolder, `${name}.png`) });
    },
    close: () => page.close(),
  };
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

/** Closes an open hover, which would cover what comes next. */
async function moveAway(page: Page): Promise<void> {
  await page.mouse.move(2, 2);
}
