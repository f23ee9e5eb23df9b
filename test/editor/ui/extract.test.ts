// Extraction as a user does it by keyboard: the command, two questions, and undo.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { notebookText } from "../vscode/notebooks";
import { until } from "../vscode/until";
import type { Workbench } from "../vscode/workbench";
import { useOneWindow } from "./support/oneWindow";

const cells = [
  { source: "# Weekly report", kind: "markdown" as const },
  "import math",
  "values = [1, 2, 3]",
  "total = sum(values)\nroot = math.sqrt(total)",
  "print(root)",
];

describe("extract to module", function () {
  this.timeout(90_000);
  let workbench: Workbench;
  let folder: string;
  useOneWindow({ "report.ipynb": notebookText(...cells) }, (opened) => ({ workbench, folder } = opened));

  it("asks, makes module and call, and one undo takes all back", async () => {
    const { page } = workbench;
    const module = join(folder, "weekly_report.py");
    const before = readFileSync(join(folder, "report.ipynb"), "utf8");
    await workbench.openFile("report.ipynb");
    await workbench.clickInto(workbench.cell(3).locator(".view-line").first());
    await startExtraction();
    await answer(/1\/2/, "weekly_report.py");
    await workbench.shoot("extract-name");
    await answer(/2\/2/, "make_root");
    await workbench.cell(3).locator(".view-line", { hasText: "make_root(values)" }).waitFor({ timeout: 8_000 });
    assert.match(readFileSync(module, "utf8"), /def make_root\(values\):/);
    await workbench.shoot("extract-applied");

    await workbench.clickInto(workbench.cell(3).locator(".view-line").first());
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await workbench.cell(3).locator(".view-line", { hasText: "total = sum(values)" }).waitFor({ timeout: 10_000 });
    await until("no module", () => !existsSync(module));
    await page.keyboard.press("Control+s");
    // VS Code writes the keys of a cell in its own order.
const saved = (): unknown => JSON.parse(readFileSync(join(folder, "report.ipynb"), "utf8"));
    await until("the file as it was", () => isDeepStrictEqual(saved(), JSON.parse(before)));
  });

  /** Runs the command without waiting for the palette to close: the first question opens in its place. */
  async function startExtraction(): Promise<void> {
    const { page } = workbench;
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget .quick-input-box input").fill(">nbready: Extract Cells to Module…");
    await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: "Extract Cells to Module…" }).waitFor();
    await page.keyboard.press("Enter");
  }
  /** Takes what the input box of this title proposes. */
  async function answer(title: RegExp, proposed: string): Promise<void> {
    const box = workbench.page.locator(".quick-input-widget", { hasText: title });
    await box.waitFor();
    await until(`the proposal ${proposed}`, async () => (await box.locator("input").last().inputValue()) === proposed);
    await workbench.page.keyboard.press("Enter");
  }
});
