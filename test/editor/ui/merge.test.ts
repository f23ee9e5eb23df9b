// The merge view as a user meets it: git stops at a conflict, Source Control opens the view, the keyboard settles it.
//
// One VS Code and one window serve all. Screenshots tell what each step looked like.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import { notebookText } from "../vscode/notebooks";
import { projectFolder } from "../vscode/paths";
import { commitAll, git, makeRepository, rewrite } from "../vscode/repository";
import { until } from "../vscode/until";
import type { Workbench } from "../vscode/workbench";
import { seriousViolations } from "./support/accessibility";
import { useOneWindow } from "./support/oneWindow";
import { chooseTheme } from "./support/theme";
import { merging } from "./support/windows";

const rates = (rate: number, label: string): string =>
  `import pandas as pd\n\norders = pd.read_csv("orders.csv")\nrate = ${rate}\norders["tax"] = orders["price"] * rate\nprint("${label}", orders["tax"].sum())`;
const sales = (rate: number, label: string, closing: string | null): string =>
  notebookText(
    { source: "# Sales", kind: "markdown" },
    { source: rates(rate, label), run: 1, printed: "42\n" },
    "orders.describe()",
    ...(closing === null ? [] : [{ source: closing, kind: "markdown" as const }]),
  );

/** A repository in the middle of a merge, which nbready's merge driver made. */
function makeConflict(folder: string): void {
  makeRepository(folder);
  const cli = `"${process.execPath}" "${join(projectFolder, "dist/cli.js")}"`;
  git(folder, "config", "merge.nbready.driver", `${cli} merge %O %A %B -o %A --path=%P`);
  rewrite(folder, ".gitattributes", "*.ipynb merge=nbready\n");
  commitAll(folder, "Attributes");
  git(folder, "checkout", "--quiet", "-b", "side");
  rewrite(folder, "sales.ipynb", sales(0.21, "Tax of all", "Numbers of the second quarter, by region."));
  commitAll(folder, "Theirs");
  git(folder, "checkout", "--quiet", "main");
  rewrite(folder, "sales.ipynb", sales(0.19, "Tax", null));
  commitAll(folder, "Ours");
  assert.equal(spawnSync("git", ["merge", "side"], { cwd: folder }).status, 1);
}

describe("nbready's merge view", () => {
  let workbench: Workbench;
  let folder: string;
  let marked: string;
  const file = (): string => readFileSync(join(folder, "sales.ipynb"), "utf8");
  useOneWindow(
    merging,
    { "sales.ipynb": sales(0.2, "Tax", "Numbers of the first quarter, by region.") },
    (opened) => {
      ({ workbench, folder } = opened);
      marked = file();
    },
    makeConflict,
  );
  afterEach(() => rewrite(folder, "sales.ipynb", marked));

  /** As git merges where no driver is set up. */
  function mergeByLines(): void {
    rewrite(folder, ".git/info/attributes", "*.ipynb merge=text\n");
    git(folder, "checkout", "--merge", "sales.ipynb");
    rewrite(folder, ".git/info/attributes", "");
    assert.throws(() => JSON.parse(file()));
  }
  /** Source Control lists its files anew after git has run: it is asked again until `happened`. */
  async function settleFromSourceControl(happened: () => Promise<boolean>): Promise<void> {
    const { page } = workbench;
    if (!(await page.locator(".scm-view").first().isVisible()))
      await page.locator(".activitybar .action-item:has(a.action-label[aria-label^='Source Control'])").click();
    await workbench.chooseInMenu(
      page.locator(".scm-view .monaco-list-row .resource", { hasText: "sales.ipynb" }),
      "Settle Merge Conflicts",
      happened,
    );
  }
  /** Opens the notebook, and waits until VS Code offers to settle its conflicts. */
  async function openConflicts(): Promise<void> {
    await workbench.openFile("sales.ipynb");
    await workbench.page.locator(".notebook-toolbar-container a.action-label[aria-label*='Settle Merge Conflicts']").first().waitFor();
  }
  const headOf = (merge: Frame): Promise<string> => merge.locator("#summary").innerText();

  it("opens from Source Control, shows what each side changed, and settles all by keyboard", async () => {
    const { page } = workbench;
    await settleFromSourceControl(() => page.locator(".tab.active", { hasText: "Merge: sales.ipynb" }).isVisible());
    const merge = await workbench.webViewInFocus("#rows section");
    assert.equal(await headOf(merge), "2 conflicts in sales.ipynb");
    assert.deepEqual(await merge.locator("#rows > section").evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label"))), [
      "Cell 1: Both sides changed the same lines.",
      "Cell 3: Ours deleted the cell, theirs changed it.",
    ]);
    const first = merge.locator("#rows > section").first();
    assert.deepEqual(await first.locator(".change h3").allInnerTexts(), ["Base → ours", "Base → theirs"]);
    assert.deepEqual(await first.locator(".change").first().locator("del, ins").allInnerTexts(), ["0.2", "0.19"]);
    assert.deepEqual(await first.locator(".change").last().locator("del, ins").allInnerTexts(), ["0.2", "0.21"]);
    assert.match(await first.locator(".result").innerText(), /^Result: not settled yet\s+import pandas/);
    assert.match(
      await merge.locator("#rows > section").nth(1).locator(".result").innerText(),
      /^Result: not settled yet\s+Until then each version stands in the notebook, between marker cells\.$/,
    );
    await workbench.shoot("merge");

    const focused = (number: number): Promise<void> => merge.locator(`#rows > section:nth-child(${number}):focus`).waitFor();
    await focused(1);
    await page.keyboard.press("F7");
    await focused(2);
    await page.keyboard.press("Shift+F7");
    await focused(1);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await until("a look at what ours leaves", async () => (await first.locator(".result h3").innerText()) === "Result: take ours");
    for (let tab = 0; tab < 3; tab++) await page.keyboard.press("Tab");
    await first.locator(".result pre:focus").waitFor();
    assert.equal(
      await first.locator(".result pre").evaluate((pre) => getComputedStyle(pre).outlineOffset),
      "-1px",
      "the page's edges hide nothing of the focus",
    );
    assert.equal(await first.locator(".result h3").innerText(), "Result: take both", "what was looked at last can be read");
    await page.keyboard.press("2");
    await until("one conflict", async () => (await headOf(merge)) === "1 conflict in sales.ipynb");
    await focused(1);
    await page.keyboard.press("1");
    await until("no conflict", async () => (await headOf(merge)) === "No conflict is left in sales.ipynb");
    await workbench.shoot("merge-settled");
    await merge.locator("#controls button", { hasText: "Save Notebook" }).click();
    // Empty while VS Code writes it.
    await until("the notebook saved", () => !["", marked].includes(file()));
    assert.doesNotMatch(file(), /conflict|<{7}|>{7}/);
    const { cells } = JSON.parse(file()) as { cells: readonly { readonly source: readonly string[] }[] };
    assert.deepEqual(
      cells.map(({ source }) => [source].flat().join("")),
      ["# Sales", rates(0.21, "Tax of all"), "orders.describe()"],
    );
  });

  it("takes a choice back", async () => {
    await openConflicts();
    await workbench.run("nbready: Settle Merge Conflicts of Notebook");
    const merge = await workbench.webView("#rows section");
    const undo = (frame: Frame) => frame.locator("#controls button", { hasText: "Undo" });
    assert.ok(await undo(merge).isHidden(), "there is nothing to take back yet");
    await merge.locator(".choice", { hasText: "Take both" }).first().click();
    await until("one conflict", async () => (await headOf(merge)) === "1 conflict in sales.ipynb");
    await undo(merge).click();
    // The page is made anew behind the notebook, which comes to the front for a moment.
    await until(
      "both conflicts again",
      async () =>
        (await workbench
          .webView("#rows section")
          .then(headOf)
          .catch(() => "")) === "2 conflicts in sales.ipynb",
    );
    await until("nothing more to take back", async () => undo(await workbench.webView("#rows section")).isHidden());
  });

  it("offers the choices at the cell itself", async () => {
    await openConflicts();
    const choice = workbench.cell(1).locator(".cell-status-item", { hasText: "Take theirs" });
    await choice.waitFor();
    await workbench.shoot("merge-cell");
    await choice.click();
    await until("their rate", async () => (await workbench.cell(1).innerText()).includes("0.21"));
    await until(
      "no choice left at the cell",
      async () => (await workbench.cell(1).locator(".cell-status-item", { hasText: "Take theirs" }).count()) === 0,
    );
  });

  it("merges a notebook again by cell that git has merged by lines, so that it opens", async () => {
    mergeByLines();
    const dialog = workbench.page.locator(".monaco-dialog-box", { hasText: "no longer opens as a notebook" });
    await settleFromSourceControl(() => dialog.isVisible());
    await workbench.shoot("merge-again");
    await dialog.locator(".monaco-button", { hasText: "Merge by Cell" }).click();
    const merge = await workbench.webView("#rows section");
    // On a slow machine VS Code shows what it kept of the notebook first.
    await until("both conflicts", async () => (await headOf(merge)) === "2 conflicts in sales.ipynb");
    assert.equal(file(), marked);
  });

  it("merges nothing again beside unsaved changes", async () => {
    await workbench.openFile("sales.ipynb");
    await workbench.cell(1).locator(".cell-status-item", { hasText: "Take theirs" }).click();
    await workbench.page.locator(".tab.dirty").waitFor();
    mergeByLines();
    await workbench.run("Notifications: Clear All Notifications");
    await settleFromSourceControl(() =>
      workbench.page.locator(".statusbar-item[id='status.notifications'] :is(.codicon-bell-dot, .codicon-bell-slash-dot)").isVisible(),
    );
    await workbench.notification("sales.ipynb has unsaved changes from before git merged it.");
    assert.throws(() => JSON.parse(file()));
  });

  it("stands in one column where there is no room for two, and shows whose the lines between the marks are", async () => {
    await openConflicts();
    await workbench.run("nbready: Settle Merge Conflicts of Notebook");
    const merge = await workbench.webView("#rows section");
    await workbench.page.setViewportSize({ width: 860, height: 900 });
    await merge.locator("body.inline").waitFor();
    await until("one side below the other", async () => {
      const [left, right] = await Promise.all(["del", "ins"].map((side) => merge.locator(`.change td.t.${side}`).first().boundingBox()));
      return left && right && left.y + left.height <= right.y + 1 && left.x === right.x;
    });
    await workbench.page.setViewportSize({ width: 640, height: 900 });
    await until("a narrower column", async () => (await merge.locator("#rows").evaluate((rows) => rows.clientWidth)) < 320);
    assert.deepEqual(
      await merge.locator(".result .gist").evaluateAll((words) => words.map((one) => one.scrollWidth - one.clientWidth)),
      [0],
      "no sentence is cut off",
    );
    await workbench.shoot("merge-narrow");
    await workbench.page.setViewportSize({ width: 1400, height: 900 });
    const parts = await merge
      .locator(".result .line")
      .evaluateAll((lines) =>
        lines.flatMap(({ className, textContent }) => (className === "line" ? [] : [`${className}: ${textContent}`])),
      );
    assert.deepEqual(parts, [
      "line marker ours: <<<<<<< ours",
      "line ours: rate = 0.19",
      "line marker: =======",
      "line theirs: rate = 0.21",
      "line marker theirs: >>>>>>> theirs",
    ]);
  });

  it("comes back when the window is loaded anew", async () => {
    await openConflicts();
    await workbench.run("nbready: Settle Merge Conflicts of Notebook");
    await workbench.webView("#rows section");
    await workbench.reload();
    assert.equal(await headOf(await workbench.webView("#rows section")), "2 conflicts in sales.ipynb");
  });

  it("says so where the notebook is gone when the window is loaded anew", async () => {
    await openConflicts();
    await workbench.run("nbready: Settle Merge Conflicts of Notebook");
    await workbench.webView("#rows section");
    rmSync(join(folder, "sales.ipynb"));
    await workbench.reload();
    const merge = await workbench.webView("#summary");
    await merge.locator("#summary", { hasText: "sales.ipynb no longer exists." }).waitFor();
    await workbench.shoot("merge-gone");
  });

  for (const theme of ["Light Modern", "Dark Modern", "Dark High Contrast", "Light High Contrast"]) {
    it(`reads well to those who cannot see it, or not well: ${theme}`, async () => {
      await chooseTheme(workbench, theme);
      await openConflicts();
      await workbench.run("nbready: Settle Merge Conflicts of Notebook");
      const merge = await workbench.webView("#rows section");
      assert.deepEqual(await seriousViolations(merge), []);
      await workbench.shoot(`merge-${theme.replaceAll(" ", "-")}`);
      if (!theme.includes("Contrast")) return;
      // Where there are no backgrounds, lines tell whose the text is.
      const edges = await merge
        .locator(".result")
        .evaluateAll((results) =>
          results.flatMap((result) =>
            ["ours", "theirs"]
              .map((side) => result.querySelector(`.line.${side}`))
              .map((line) => line && getComputedStyle(line).borderLeftStyle),
          ),
        );
      assert.deepEqual(
        edges.filter((edge) => edge !== null),
        ["solid", "double"],
      );
    });
  }
});
