// The views as a user meets them: readiness in the side bar, the cell graph beside the notebook.
//
// One VS Code and one window serve all. Screenshots tell what each step looked like.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Frame, Locator } from "playwright-core";
import { languageServerIn } from "../vscode/languageServer";
import { notebookText, type Cell } from "../vscode/notebooks";
import type { VsCode } from "../vscode/server";
import { until } from "../vscode/until";
import type { Workbench } from "../vscode/workbench";
import { seriousViolations } from "./support/accessibility";
import { useOneWindow } from "./support/oneWindow";
import { chooseTheme } from "./support/theme";
import { checking } from "./support/windows";

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
  "prices.ipynb": notebookText({ source: "price = 2", run: 1 }, { source: "print(price)", run: 2 }),
  "weak.ipynb": notebookText(
    { source: "# Weak", kind: "markdown" },
    "import pandas as pd\nimport scipy",
    "print(totl)",
    "x = 1\nframe = pd.read_csv('/home/marta/sales.csv')\ndays = frame['day']",
  ),
  "reports/weekly.ipynb": notebookText({ source: "values = [1, 2, 3]", run: 1 }, { source: "print(sum(values))", run: 2, printed: "6\n" }),
};

describe("nbready's views", () => {
  let workbench: Workbench;
  let vscode: VsCode;
  let folder: string;
  useOneWindow(
    checking,
    { "requirements.txt": "numpy==2.1.0\npandas==2.2.3\n", ...notebooks },
    (opened) => ({ workbench, vscode, folder } = opened),
  );

  describe("cell graph", () => {
    it("shows who defines and who reads, with what is out of order marked", async () => {
      const graph = await showGraph("sales.ipynb");
      assert.match(await graph.locator("#summary").innerText(), /^7 cells, \d+ links, \d+ out of order$/);
      assert.deepEqual(await graph.locator(".section .title").allInnerTexts(), ["Sales by region", "Data", "Results"]);
      assert.match(await row(graph, 3).innerText(), /\[6\]\s+Load/);
      assert.ok((await graph.locator(".wire.ran-later").count()) >= 1, "cell 3 ran after cell 4");
      assert.ok((await graph.locator(".wire.from-below").count()) >= 1, "cell 8 stands below cell 7");
      assert.match(
        await workbench.statusItem(/nbready [A-F]/).innerText(),
        /nbready [A-F]/,
        "the notebook beside it is still the one worked in",
      );
      await workbench.shoot("graph");
    });

    it("explains the links of a cell, and leads from there to the place", async () => {
      const graph = await showGraph("sales.ipynb");
      await row(graph, 7).hover();
      await until("the ties of the cell under the mouse", async () => (await row(graph, 4).locator(".ties").innerText()) === "gives clean");
      await row(graph, 7).click();
      await focusedCell(7).waitFor();
      assert.match(await graph.locator("#details").innerText(), /label from cell 8 \[2\]\s+It stands below/);
      await workbench.shoot("graph-selected");
      await graph.locator("#details button[aria-label^='label from cell 8']").click();
      await workbench.cell(8).locator(".monaco-editor.focused").waitFor();
    });

    it("names in full what cells give each other where there is little room", async () => {
      await workbench.page.setViewportSize({ width: 980, height: 900 });
      try {
        const graph = await showGraph("sales.ipynb");
        await row(graph, 4).hover();
        const ties = row(graph, 3).locator(".ties");
        await until("the ties of the cell under the mouse", async () => (await ties.innerText()) === "gives frame, rate");
        await workbench.shoot("graph-narrow");
        assert.ok(await ties.evaluate((one) => one.scrollWidth <= one.clientWidth), "cut off");
        // As narrow as VS Code makes an editor.
        await workbench.page.setViewportSize({ width: 780, height: 900 });
        await until("the narrowest page", async () => (await graph.evaluate(() => innerWidth)) < 250);
        await row(graph, 7).hover();
        await until(
          "the ties of the other cell under the mouse",
          async () => (await row(graph, 9).locator(".ties").innerText()) === "reads total",
        );
        await workbench.shoot("graph-narrowest");
        assert.deepEqual(
          await graph.locator(".gives .ties, .takes .ties").evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth)),
          [0, 0, 0, 0],
          "none is cut off",
        );
      } finally {
        await workbench.page.setViewportSize({ width: 1400, height: 900 });
      }
    });

    it("is walked by keyboard: down the list, along the links, to the cell", async () => {
      const graph = await showGraph("sales.ipynb");
      await focusedRow(graph, 0).waitFor();
      for (let row = 1; row <= 4; row++) {
        await workbench.page.keyboard.press("ArrowDown");
        await focusedRow(graph, row).waitFor();
      }
      await workbench.page.keyboard.press("ArrowLeft");
      await focusedRow(graph, 3).waitFor();
      await workbench.page.keyboard.press("ArrowRight");
      await focusedRow(graph, 4).waitFor();
      assert.match(
        (await row(graph, 4).getAttribute("aria-label")) ?? "",
        /^cell 4 \[3\]: Clean\. defines clean\. reads frame, rate from cell 3 \[6\]\. gives clean to cell 7 \[5\]\..*cell 3 \[6\] ran after cell 4 \[3\]/,
      );
      await workbench.page.keyboard.press("Enter");
      await focusedCell(4).waitFor();
    });

    it("follows the place in the notebook, edits and runs", async () => {
      const graph = await showGraph("prices.ipynb");
      await until("the first summary", async () => (await graph.locator("#summary").innerText()) === "2 cells, 1 link, all in order");
      await workbench.clickInto(workbench.cell(1).locator(".view-line").first());
      await graph.locator(".row[data-cell='1'][aria-selected='true']").waitFor();
      await workbench.runCell(1);
      await workbench.runCell(0);
      await until("the link out of order", async () => (await graph.locator("#summary").innerText()) === "2 cells, 1 link, 1 out of order");
      await workbench.clickInto(workbench.cell(1).locator(".view-line").first());
      await workbench.page.keyboard.press("Control+a");
      await workbench.page.keyboard.type("print(2)");
      await until("no link", async () => (await graph.locator("#summary").innerText()) === "2 cells, 0 links");
    });

    it("shows imports where they are wanted, and goes from one marked link to the next", async () => {
      const graph = await showGraph("sales.ipynb");
      assert.doesNotMatch(await graph.locator("#graph").innerText(), /\bnp\b,/);
      const before = await graph.locator(".wire").count();
      await graph.locator("#imports").check();
      await until(
        "more links",
        async () =>
          (await graph.locator("#graph .wire").count()) > before - 3 && (await row(graph, 1).locator(".defines").innerText()) === "np, pd",
      );
      await graph.locator("#imports").uncheck();
      const marked: (string | null)[] = [];
      for (let step = 0; step < 4; step++) {
        await graph.locator("#next").click();
        marked.push(await graph.locator(".row[aria-selected='true']").getAttribute("data-cell"));
      }
      assert.deepEqual(marked, ["4", "7", "8", "4"]);
      const [list, chosen] = await Promise.all([graph.locator("#graph").boundingBox(), row(graph, 4).boundingBox()]);
      assert.ok(list && chosen && chosen.y >= list.y && chosen.y + chosen.height <= list.y + list.height, "the chosen row is in sight");
    });

    it("comes back to the same cell when the window is loaded anew", async () => {
      const graph = await showGraph("sales.ipynb");
      await row(graph, 7).click();
      await graph.locator(".row[data-cell='7'][aria-selected='true']").waitFor();
      await workbench.reload();
      const again = await workbench.webView("#graph .row[data-cell='7'][aria-selected='true']");
      assert.match(await again.locator("#summary").innerText(), /^7 cells, /);
    });

    it("shows 300 cells at once", async () => {
      const graph = await showGraph("long.ipynb");
      assert.equal(await graph.locator(".row").count(), 300);
      await focusedRow(graph, 0).waitFor();
      await workbench.page.keyboard.press("End");
      await focusedRow(graph, 299).waitFor();
      await workbench.page.keyboard.press("PageUp");
      await workbench.shoot("graph-long");
      assert.ok((await graph.locator("#graph > svg").getAttribute("width").then(Number)) < 300);
    });

    it("leaves a check for accessibility nothing serious to say", async () => {
      const graph = await showGraph("sales.ipynb");
      await row(graph, 7).click();
      for (const theme of ["Light Modern", "Dark Modern"]) {
        await chooseTheme(workbench, theme);
        await graph.locator(`body[data-vscode-theme-id$="${theme}"]`).waitFor();
        // A row says its numbers in words, as nobody sees their columns who hears them.
        assert.deepEqual(await seriousViolations(graph, ["label-content-name-mismatch"]), [], theme);
      }
    });

    it("runs no script but its own, and reaches no network", async () => {
      const graph = await showGraph("prices.ipynb");
      const found = await graph.evaluate(async () => {
        const refused: string[] = [];
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));
        const script = document.createElement("script");
        script.textContent = "document.body.dataset.ran = 'yes'";
        document.body.append(script);
        await fetch(location.href).catch(() => undefined);
        for (let turn = 0; refused.length < 2 && turn < 100; turn++) await new Promise((resolve) => setTimeout(resolve, 50));
        const handlers = [...document.querySelectorAll("*")]
          .flatMap((one) => one.getAttributeNames())
          .filter((name) => name.startsWith("on"));
        return { refused, ran: document.body.dataset.ran ?? "no", handlers };
      });
      assert.deepEqual(found, { refused: ["script-src-elem", "connect-src"], ran: "no", handlers: [] });
    });
  });

  describe("readiness", () => {
    it("shows the grade, what lifts it most, and every concern with its findings", async () => {
      await workbench.openFile("weak.ipynb");
      await openSideBar();
      await line("Readiness", /^Grade [A-F]/).waitFor();
      assert.match(await text("Readiness", /^Grade/), /Grade [B-F]\s*\d+ of 100 · \d errors?/);
      await line("Readiness", /^undefined-name\s*\+12 → /).waitFor();
      for (const concern of [
        "Execution order",
        "Dependencies",
        "Data and paths",
        "Memory",
        "Reproducibility",
        "Learning",
        "Security",
        "Operations",
        "Structure",
      ])
        await line("Readiness", concern).waitFor();
      assert.match(await text("Readiness", "Security"), /no findings/);
      await workbench.shoot("readiness");
    });

    it("explains a finding by its rule's page", async () => {
      await workbench.openFile("weak.ipynb");
      await openSideBar();
      const step = line("Readiness", "undefined-name");
      await step.hover();
      await step.locator(".action-label[aria-label^='Show Rule Page']").click();
      await workbench.page.locator(".tab", { hasText: "undefined-name" }).waitFor();
    });

    it("lets the user choose a rule's page where nothing names one", async () => {
      await workbench.openFile("weak.ipynb");
      await workbench.answer("nbready: Show Rule Page", "no-timeout");
      await workbench.page.locator(".tab", { hasText: "no-timeout" }).waitFor();
    });

    it("leads from a finding to its line, and follows the mend", async () => {
      await workbench.openFile("weak.ipynb");
      await openSideBar();
      const finding = line("Readiness", /\/home\/marta/);
      // A concern whose line was just being drawn anew does not open.
      await until("the concern's findings", async () => {
        if ((await line("Readiness", "Data and paths").getAttribute("aria-expanded")) !== "true")
          await line("Readiness", "Data and paths").click();
        return finding.waitFor({ timeout: 3000 }).then(
          () => true,
          () => false,
        );
      });
      await workbench.shoot("readiness-finding");
      await finding.click();
      await workbench.cell(3).locator(".monaco-editor.focused").waitFor();
      // The finding's place is selected: what is typed takes its place.
      await workbench.cell(3).locator(".selected-text").first().waitFor();
      await workbench.page.keyboard.type("file");
      await workbench.cell(3).locator(".view-line", { hasText: "frame = pd.read_csv(file)" }).waitFor();
      await until("no finding on paths", async () => /no findings/.test(await text("Readiness", "Data and paths")));
    });

    it("says that the list is not whole where the first check was stopped", async () => {
      // Enough of them that the check lasts for seconds.
      const many = join(folder, "many");
      mkdirSync(many);
      for (let at = 0; at < 200; at++) writeFileSync(join(many, `${at}.ipynb`), notebookText(`number = ${at}`, ...long));
      await openSideBar();
      await pane("Notebooks").locator(".monaco-button", { hasText: "Check Workspace" }).click();
      await workbench.press(await workbench.notification(` of ${countNotebooks()}: `), "Cancel");
      await pane("Notebooks").locator(".message", { hasText: "The check was stopped, so some notebooks may be missing here." }).waitFor();
      await pane("Notebooks").locator(".monaco-list-row").first().waitFor();
      await workbench.shoot("readiness-check-stopped");
      rmSync(many, { recursive: true });
    });

    it("lists the workspace's notebooks with their grades after a check, worst first, and opens them", async () => {
      await openSideBar();
      await workbench.run("nbready: Check Workspace");
      const count = countNotebooks();
      const result = await workbench.notification(`in ${count} notebooks.`);
      assert.match(await result.locator("a", { hasText: "error" }).innerText(), /^\d+ errors?, \d+ warnings?$/);
      await line("Notebooks", "weekly.ipynb").waitFor();
      const rows = pane("Notebooks").locator(".monaco-list-row");
      await until("every notebook", async () => (await rows.count()) === count);
      assert.equal(await pane("Notebooks").locator(".message").isVisible(), false, "nothing is said of the check that was stopped");
      assert.match(await rows.last().innerText(), /A 100/);
      // The line that came under the mouse, in place of the button, tells about itself, over the other lines.
      await workbench.page.mouse.move(2, 2);
      await workbench.page.keyboard.press("Escape");
      await line("Notebooks", "weekly.ipynb").dblclick();
      await line("Readiness", "Grade A").waitFor();
      await workbench.shoot("readiness-notebooks");
    });
  });

  describe("without a server", () => {
    it("say that the server has stopped, and start it again", async () => {
      await workbench.openFile("sales.ipynb");
      await openSideBar();
      await line("Readiness", "Grade").waitFor();
      await workbench.run("Notifications: Clear All Notifications");
      // It is started again by itself until it has ended too often; in between it is said to have stopped for a moment.
      const ended = new Set<number>();
      let stoppedSince = Infinity;
      await until(
        "a server that is not started again",
        async () => {
          const pid = languageServerIn(vscode.pid);
          if (pid !== undefined && !ended.has(pid)) process.kill(pid, "SIGKILL");
          if (pid !== undefined) ended.add(pid);
          const isStopped = pid === undefined && (await workbench.statusItem("nbready stopped").isVisible());
          stoppedSince = isStopped ? Math.min(stoppedSince, Date.now()) : Infinity;
          return Date.now() - stoppedSince > 5000;
        },
        120_000,
      );
      const said = await workbench.notification("nbready's server has stopped several times and is not started again.");
      // What the last check has found is still told for a while: nothing takes a progress away before it is over.
      const isOfCheck = (told: string): boolean => / in \d+ notebooks\.$/.test(told);
      const all = await workbench.page.locator(".notifications-center .notification-list-item").allInnerTexts();
      assert.equal(all.filter((told) => !isOfCheck(told)).length, 1, `in one sentence, however often it ended, not: ${all.join(" | ")}`);
      await said.locator(".monaco-button", { hasText: "Show Log" }).waitFor();
      await workbench.run("nbready: Show Cell Graph");
      const graph = await workbench.webView("#summary");
      await graph.locator("#summary", { hasText: "nbready's server has stopped." }).waitFor();
      await workbench.shoot("views-stopped");
      await pane("Notebooks").locator(".message", { hasText: "As they were when nbready's server ended." }).waitFor();
      await line("Notebooks", "weekly.ipynb").waitFor();
      await line("Readiness", "Stopped").click();
      await line("Readiness", "Grade").waitFor();
      await pane("Notebooks").locator(".message", { hasText: "As they were" }).waitFor({ state: "hidden" });
      await graph.locator(".row").first().waitFor();
    });
  });

  /** How many notebooks the workspace holds, those of other tests among them. */
  const countNotebooks = (): number =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ipynb")).length;

  /** Opens a notebook and its graph beside it. */
  async function showGraph(path: string): Promise<Frame> {
    await workbench.openFile(path);
    await workbench.run("nbready: Show Cell Graph");
    const graph = await workbench.webViewInFocus("#graph .row");
    await until(`the graph of ${path}`, async () => (await graph.locator("#name").innerText()) === path);
    return graph;
  }
  async function openSideBar(): Promise<void> {
    const icon = workbench.page.locator(".activitybar .action-item:has(a.action-label[aria-label^='nbready'])");
    if (!(await pane("Readiness").isVisible())) await icon.click();
    await pane("Readiness").waitFor();
  }
  const pane = (title: string): Locator => workbench.page.locator(`.sidebar .pane:has(.pane-header[aria-label^="${title}"])`);
  const line = (title: string, text: string | RegExp): Locator => pane(title).locator(".monaco-list-row", { hasText: text }).first();
  const text = (title: string, of: string | RegExp): Promise<string> => line(title, of).innerText();
  const row = (graph: Frame, cell: number): Locator => graph.locator(`.row[data-cell="${cell}"]`);
  const focusedRow = (graph: Frame, cell: number): Locator => graph.locator(`.row[data-cell="${cell}"]:focus`);
  const focusedCell = (index: number): Locator =>
    workbench.page.locator(`.notebookOverlay:visible .cell-list-container .monaco-list-row.focused[data-index="${index}"]`);
});
