// A workspace that the user does not trust: what is looked at there, what is not, and that both are said.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { notebookText } from "../vscode/notebooks";
import type { Workbench } from "../vscode/workbench";
import { heading, useExtraction } from "./support/extraction";
import type { ExtractionByHand } from "./support/extractionByHand";
import { restricted } from "./support/windows";

const notebooks = {
  "weak.ipynb": notebookText(
    heading("# Weak"),
    "import pandas as pd",
    "print(totl)",
    "x = 1\nframe = pd.read_csv('/home/marta/sales.csv')\ndays = frame['day']",
  ),
  "report.ipynb": notebookText(
    heading("# Weekly report"),
    "import math",
    "values = [1, 2, 3]",
    "total = sum(values)\nroot = math.sqrt(total)",
    "print(root)",
  ),
};

describe("in Restricted Mode", () => {
  let workbench: Workbench;
  let folder: string;
  let hand: ExtractionByHand;
  useExtraction(restricted, notebooks, (opened) => ({ workbench, folder, hand } = opened));

  it("readiness and the cell graph are there, and say what is not looked at", async () => {
    await workbench.openFile("weak.ipynb");
    await workbench.statusItem("Restricted Mode").waitFor();
    await workbench.page.locator(".activitybar .action-item:has(a.action-label[aria-label^='nbready'])").click();
    await line(/^Grade [A-F]/).waitFor();
    await line(/^Restricted Mode\s*Packages/).waitFor();
    await line(/^Dependencies\s*not looked at/).waitFor();
    await workbench.run("nbready: Show Cell Graph");
    const graph = await workbench.webView("#graph .row");
    assert.match(await graph.locator("#summary").innerText(), /^3 cells, /);
    await workbench.shoot("views-restricted");
    await line("Restricted Mode").click();
    await workbench.page.locator(".workspace-trust-editor").waitFor();
  });

  it("extraction works beside the notebook, and not outside its folder", async () => {
    await hand.extractToModule("report.ipynb", 3, ["weekly_report.py", "../weekly_report.py"], ["make_root"]);
    const warning = await workbench.notification("In Restricted Mode nbready reads nothing outside");
    await workbench.shoot("extract-restricted");
    assert.deepEqual(await warning.locator(".monaco-button").allInnerTexts(), ["Another Module", "Manage Trust"]);
    await workbench.press(warning, "Another Module");
    await hand.answer(/Extract to Module/, "../weekly_report.py", "weekly_report.py");
    await hand.previewText(/make_root/);
    await hand.decide("Apply");
    await hand.line(3, "make_root(values)").waitFor();
    assert.ok(existsSync(join(folder, "weekly_report.py")));
  });

  const line = (text: string | RegExp): Locator => workbench.page.locator(".sidebar .monaco-list-row", { hasText: text }).first();
});
