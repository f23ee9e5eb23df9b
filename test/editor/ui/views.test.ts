// The two views of a notebook as a user meets them: the cell graph beside it.
//
// One VS Code and one window serve all. Screenshots tell what each step looked like.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import type { Browser, Frame, Locator } from "playwright-core";
import { launchBrowser } from "../vscode/browser";
import { makeFolder, notebookText, type Cell } from "../vscode/notebooks";
import { fakeKernelFolder, vsixFile } from "../vscode/paths";
import { startVsCode, type VsCode } from "../vscode/server";
import { until } from "../vscode/until";
import { openWorkbench, type Workbench } from "../vscode/workbench";

const sales: readonly (Cell | string)[] = [
  { source: "# Sales by region", kind: "markdown" },
  { source: "import numpy as np\nimport pandas as pd", run: 1 },
  { source: "## Data", kind: "markdown" },
  { source: "# Load\nframe = pd.DataFrame({'region': ['a', 'b'], 'sales': [1, 2]})\nrate = 1.2", run: 6 },
  { source: "# Clean\nclean = frame.dropna()\nclean['sales'] = clean['sales'] * rate", run: 3 },
  { source: "## Results", kind: "markdown" },
  { source: "def share(part):\n    return part / total", run: 4 },
  { source: "total = clean['sales'].sum()\nprint(share(2), label)", run: 5, printed: "0.6\n" },
  { source: "label = 'sales'\nregions = clean['region'].unique()", run: 2 },
  { source: "# Report\nfor region in regions:\n    print(region, label, np.round(total))", run: 7, printed: "a\n" },
];

/** Every cell reads what some cells before it bind. */
const long = Array.from({ length: 300 }, (_, index): Cell => ({
  source: `value_${index} = ${index === 0 ? "1" : `value_${index - 1}${index % 7 === 0 ? ` + value_${Math.max(0, index - 40)}` : ""}${index % 50 === 0 ? " + value_0" : ""}`}`,
  run: index + 1,
}));

const notebooks = {
  "sales.ipynb": notebookText(...sales),
  "long.ipynb": notebookText(...long),
  "edits.ipynb": notebookText({ source: "price = 2", run: 1 }, { source: "print(price)", run: 2 }),
};

describe("nbready's views", function () {
  this.timeout(90_000);
  let vscode: VsCode;
  let browser: Browser;
  let workbench: Workbench;
  let folder: string;

  before(async () => {
    folder = makeFolder({ "requirements.txt": "numpy==2.1.0\npandas==2.2.3\n", ...notebooks });
    vscode = await startVsCode({ extensions: [vsixFile] });
    browser = await launchBrowser();
    workbench = await openWorkbench(browser, vscode, folder, { developed: [fakeKernelFolder] });
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await workbench.shoot(`failed-${this.currentTest.title.replace(/\W+/g, "-")}`);
    await workbench.closeEditors();
  });

  after(async () => {
    await browser?.close();
    await vscode?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  describe("cell graph", () => {
    it("shows who defines and who reads, with what is out of order marked", async () => {
      const graph = await showGraph("sales.ipynb");
      assert.match(await graph.locator("#summary").innerText(), /^7 cells, \d+ links, \d+ out of order$/);
      assert.deepEqual(await graph.locator(".section .title").allInnerTexts(), ["Sales by region", "Data", "Results"]);
      assert.match(await row(graph, 3).innerText(), /\[6\]\s+Load/);
      assert.ok(await graph.locator(".wire.ran-later").count() >= 1, "cell 3 ran after cell 4");
      assert.ok(await graph.locator(".wire.from-below").count() >= 1, "cell 8 stands below cell 7");
      await workbench.shoot("graph");
    });

    it("explains the links of a cell, and leads from there to the place", async () => {
      const graph = await showGraph("sales.ipynb");
      await row(graph, 7).hover();
      await until("the ties of the cell under the mouse", async () => (await row(graph, 4).locator(".ties").innerText()) === "gives clean");
      await row(graph, 7).click();
      await focusedCell(7).waitFor();
      assert.match(await graph.locator("#details").innerText(), /label from cell 8 \[2\]\s+cell 8 \[2\] stands below cell 7 \[5\]/);
      await workbench.shoot("graph-selected");
      await graph.locator("#details button", { hasText: "label from cell 8" }).click();
      await workbench.cell(8).locator(".monaco-editor.focused").waitFor();
    });
  });

  /** Opens a notebook and its graph beside it. */
  async function showGraph(path: string): Promise<Frame> {
    await workbench.openFile(path);
    await workbench.run("nbready: Show Cell Graph");
    const graph = await workbench.webView("#graph .row");
    await until(`the graph of ${path}`, async () => (await graph.locator("#name").innerText()) === path);
    return graph;
  }
  const row = (graph: Frame, cell: number): Locator => graph.locator(`.row[data-cell="${cell}"]`);
  const focusedCell = (index: number): Locator => workbench.page.locator(`.notebookOverlay:visible .cell-list-container .monaco-list-row.focused[data-index="${index}"]`);
});
