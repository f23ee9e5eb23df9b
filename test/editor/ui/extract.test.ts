// Extraction as a user does it by keyboard: the action, two questions, the preview, and undo.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Locator } from "playwright-core";
import { notebookText } from "../vscode/notebooks";
import { until } from "../vscode/until";
import type { Workbench } from "../vscode/workbench";
import { useOneWindow } from "./support/oneWindow";

const heading = { source: "# Weekly report", kind: "markdown" as const };
const cells = [heading, "import math", "values = [1, 2, 3]", "total = sum(values)\nroot = math.sqrt(total)", "print(root)"];
const notebooks = {
  "report.ipynb": notebookText(...cells),
  "second.ipynb": notebookText(...cells),
  "shell.ipynb": notebookText(heading, "first = 1\n!ls\nsecond = first + 1", "print(second)"),
  "along.ipynb": notebookText("def double(x):\n    return 2 * x", "values = double(21)\nprint(values)", "print(double(3))"),
};

describe("extract to module", function () {
  this.timeout(90_000);
  let workbench: Workbench;
  let folder: string;
  useOneWindow(notebooks, (opened) => ({ workbench, folder } = opened));

  it("takes two cells by keyboard, shows every change, and one undo takes all back", async () => {
    const { page } = workbench;
    const module = join(folder, "weekly_report.py");
    const before = readFileSync(join(folder, "report.ipynb"), "utf8");
    await workbench.openFile("report.ipynb");
    await workbench.clickInto(line(2, "values"));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+ArrowDown");
    await startExtraction();
    await answer(/1\/2/, "weekly_report.py");
    await answer(/2\/2/, "", "take_root");
    const shown = await previewText(/values/);
    assert.match(shown, /def take_root/);
    assert.match(shown, /from weekly_report import take_root/);
    await workbench.shoot("extract-preview");
    assert.ok(!existsSync(module), "nothing is written before the user says so");
    await decide("Rename take_root…");
    await answer(/Extract to Module/, "take_root", "root_of_values");
    await previewText(/root_of_values/);
    await decide("Apply");
    await line(2, "root_of_values()").waitFor();
    assert.match(readFileSync(module, "utf8"), /def root_of_values\(\)/);
    assert.equal(await workbench.page.locator(".editor-group-container .tab").count(), 1, "the preview is closed");
    await workbench.shoot("extract-applied");

    await undo(2);
    await line(3, "root = math.sqrt(total)").waitFor();
    await until("no module", () => !existsSync(module));
    await page.keyboard.press("Control+s");
    // VS Code writes the keys of a cell in its own order.
    await until("the file as it was", () => {
      const text = readFileSync(join(folder, "report.ipynb"), "utf8");
      // Empty while VS Code writes it.
      return text !== "" && isDeepStrictEqual(JSON.parse(text), JSON.parse(before));
    });
  });

  it("changes nothing where the user cancels", async () => {
    await workbench.openFile("second.ipynb");
    const before = readdirSync(folder);
    await extractFrom(3);
    await answer(/1\/2/, "weekly_report.py");
    await answer(/2\/2/, "make_root");
    await previewText(/make_root/);
    await workbench.page.getByPlaceholder("Nothing has been changed yet.").waitFor();
    await workbench.page.keyboard.press("Escape");
    await workbench.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await line(3, "root = math.sqrt(total)").waitFor();
    assert.deepEqual(readdirSync(folder), before);
    assert.equal(await workbench.page.locator(".tab.dirty").count(), 0);
  });

  it("extends a module that exists, and one undo takes all back", async () => {
    const module = join(folder, "kept.py");
    writeFileSync(module, "KEPT = 1\n");
    await workbench.openFile("second.ipynb");
    await extractFrom(3);
    await answer(/1\/2/, "weekly_report.py", "kept.py");
    await answer(/2\/2/, "make_root");
    assert.match(await previewText(/make_root/), /KEPT = 1/);
    await workbench.shoot("extract-existing");
    await decide("Apply");
    await line(3, "make_root(values)").waitFor();
    await until("the function in the module", () => /KEPT = 1\n[^]*def make_root/.test(readFileSync(module, "utf8")));
    await undo(3);
    await line(3, "root = math.sqrt(total)").waitFor();
    await until("the module as it was", () => readFileSync(module, "utf8") === "KEPT = 1\n");
  });

  it("says what is in the way, and leads to the line", async () => {
    await workbench.openFile("shell.ipynb");
    await extractFrom(1);
    const warning = await notification("Not extracted");
    await workbench.shoot("extract-refused");
    await warning.locator(".monaco-button", { hasText: "Go to Line" }).click();
    const caret = workbench.cell(1).locator(".monaco-editor.focused .cursor").first();
    await until("the caret on the line", async () => {
      const [at, wanted] = [await caret.boundingBox(), await line(1, "!ls").boundingBox()];
      return at && wanted && Math.abs(at.y - wanted.y) < 3;
    });
  });

  it("asks whether functions move along", async () => {
    await workbench.openFile("along.ipynb");
    await extractFrom(1);
    await answer(/1\/2/, "features.py");
    await workbench.page.locator(".quick-input-widget", { hasText: /2\/2/ }).waitFor({ timeout: 3000 }).then(() => answer(/2\/2/, null, "make_values"), () => undefined);
    const warning = await notification("Move Along");
    await workbench.shoot("extract-along");
    await warning.locator(".monaco-button", { hasText: "Move Along" }).click();
    assert.match(await previewText(/def double/), /from features import double/);
    await decide("Cancel");
    assert.ok(!existsSync(join(folder, "features.py")));
  });

  describe("in Restricted Mode", () => {
    let trusting: Workbench;
    let place: string;
    useOneWindow({ "report.ipynb": notebooks["report.ipynb"] }, (opened) => ([trusting, place] = [opened.workbench, opened.folder]), { trusted: false });

    it("works beside the notebook, and not outside its folder", async () => {
      const outer = workbench;
      workbench = trusting;
      try {
        await workbench.openFile("report.ipynb");
        await workbench.statusItem("Restricted Mode").waitFor();
        await extractFrom(3);
        await answer(/1\/2/, "weekly_report.py", "../weekly_report.py");
        await answer(/2\/2/, "make_root");
        const warning = await notification("In Restricted Mode nbready reads nothing outside");
        await workbench.shoot("extract-restricted");
        await warning.locator(".monaco-button", { hasText: "Another Module" }).click();
        await answer(/Extract to Module/, "../weekly_report.py", "weekly_report.py");
        await previewText(/make_root/);
        await decide("Apply");
        await line(3, "make_root(values)").waitFor();
        assert.ok(existsSync(join(place, "weekly_report.py")));
      } finally {
        workbench = outer;
      }
    });
  });

  const line = (cell: number, text: string): Locator => workbench.cell(cell).locator(".view-line", { hasText: text }).first();

  async function extractFrom(cell: number): Promise<void> {
    await workbench.clickInto(workbench.cell(cell).locator(".view-line").first());
    await startExtraction();
  }

  /** Runs the command without waiting for the palette to close: the first question opens in its place. */
  async function startExtraction(): Promise<void> {
    const { page } = workbench;
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget .quick-input-box input").fill(">nbready: Extract Cells to Module…");
    await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: "Extract Cells to Module…" }).waitFor();
    await page.keyboard.press("Enter");
  }

  /** Takes what the input box of this title proposes (null: whatever it is), or gives another answer. */
  async function answer(title: RegExp, proposed: string | null, other?: string): Promise<void> {
    const box = workbench.page.locator(".quick-input-widget", { hasText: title });
    await box.waitFor();
    const input = box.locator("input").last();
    if (proposed !== null) await until(`the proposal ${proposed}`, async () => (await input.inputValue()) === proposed);
    if (other !== undefined) await input.fill(other);
    await workbench.page.keyboard.press("Enter");
  }

  /** Waits until the preview shows this on its changed side, and gives all that it shows. */
  async function previewText(wanted: RegExp): Promise<string> {
    const editors = workbench.page.locator(".multiDiffEntry .editor.modified .view-lines");
    const text = async (): Promise<string> => (await editors.allInnerTexts()).join("\n").replace(/\u00a0/g, " ");
    await until(`a preview with ${wanted}`, async () => wanted.test(await text()));
    return text();
  }

  async function decide(label: string): Promise<void> {
    const rows = workbench.page.locator(".quick-input-list .monaco-list-row");
    const row = rows.filter({ hasText: label }).first();
    await row.waitFor();
    await until(`the choice ${label}`, async () => {
      if ((await rows.and(workbench.page.locator(".focused")).filter({ hasText: label }).count()) > 0) return true;
      await workbench.page.keyboard.press("ArrowDown");
      return false;
    });
    await workbench.page.keyboard.press("Enter");
  }

  /** What VS Code tells in its list of notifications: under test it pops none up. */
  async function notification(text: string): Promise<Locator> {
    const row = workbench.page.locator(".notifications-center .notification-list-item", { hasText: text }).first();
    await until(`a notification with ${text}`, async () => {
      if (!(await workbench.page.locator(".notifications-center").isVisible())) await workbench.page.locator(".statusbar-item[id='status.notifications']").click();
      // Off the bell, whose hover would cover the buttons.
      await workbench.page.mouse.move(2, 2);
      return row.isVisible();
    });
    return row;
  }

  async function undo(cell: number): Promise<void> {
    await workbench.clickInto(workbench.cell(cell).locator(".view-line").first());
    await workbench.page.keyboard.press("Escape");
    await workbench.page.keyboard.press("Control+z");
  }
});
