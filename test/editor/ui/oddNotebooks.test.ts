// Notebooks that are not as they should be, as a user meets them: without cells, damaged by a merge, called alike, not to be checked.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { notebookText } from "../vscode/notebooks";
import { until } from "../vscode/until";
import type { Workbench } from "../vscode/workbench";
import { useOneWindow } from "./support/oneWindow";
import { merging } from "./support/windows";

const text = notebookText("total = 1", "print(totl)");

describe("odd notebooks", () => {
  let workbench: Workbench;
  let folder: string;
  useOneWindow(
    merging,
    {
      "none.ipynb": notebookText(),
      "merged.ipynb": text.replace(/ +"total = 1"/, '<<<<<<< HEAD\n"total = 1"\n=======\n"total = 2"\n>>>>>>> side'),
      "east/report.ipynb": text,
      "west/report.ipynb": notebookText("print(1)"),
    },
    (opened) => ({ workbench, folder } = opened),
  );

  const file = (name: string): Locator => workbench.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name });

  /** How many of the title's buttons there are that do something with a notebook. */
  const offers = (): Promise<number> =>
    workbench.page
      .locator(".sidebar .pane-header .action-label:is([aria-label^='Fix Everything'], [aria-label^='Show Cell Graph'])")
      .count();

  it("without a cell is waited for by nothing", async () => {
    await file("none.ipynb").dblclick();
    const item = workbench.statusItem(/nbready/);
    await item.locator(".codicon-notebook").waitFor();
    assert.equal(await item.locator(".codicon-sync").count(), 0);
    await workbench.run("nbready: Show Cell Graph");
    const graph = await workbench.webView("#summary");
    await graph.locator("#summary", { hasText: "0 cells" }).waitFor();
    await workbench.run("nbready: Focus on Readiness View");
    await workbench.page.locator(".sidebar .monaco-list-row", { hasText: "no cells yet" }).waitFor();
    assert.equal(await offers(), 2);
    await workbench.shoot("odd-no-cells");
    await workbench.run("View: Show Explorer");
  });

  it("that VS Code cannot open is explained, and opens as text", async () => {
    await until("the entry in the menu", () => workbench.tryInMenu(file("merged.ipynb"), "Check Notebook"));
    const said = await workbench.notification("merged.ipynb cannot be read as a notebook");
    assert.match(await said.innerText(), /unresolved merge conflict, the first at line \d+/);
    await workbench.shoot("odd-merged");
    await workbench.press(said, "Open as Text");
    await workbench.page.locator(".editor-instance .view-line", { hasText: "<<<<<<< HEAD" }).waitFor();
    // From its text, too.
    await workbench.run("Notifications: Clear All Notifications");
    await workbench.run("nbready: Focus on Readiness View");
    await workbench.page.locator(".sidebar .monaco-button", { hasText: "Check Notebook" }).click();
    assert.equal(await offers(), 0, "no fixes, no graph");
    await workbench.notification("merged.ipynb cannot be read as a notebook");
    assert.equal(
      await workbench.page.locator(".sidebar .monaco-button:visible", { hasText: "Settle Merge Conflicts" }).count(),
      0,
      "git knows of no merge of it",
    );
  });

  it("are told apart by their folders, and those that cannot be read are named", async () => {
    await workbench.run("nbready: Focus on Notebooks View");
    await workbench.run("nbready: Check Workspace");
    const rows = workbench.page.locator(".sidebar .monaco-list-row", { hasText: "report.ipynb" });
    await rows.filter({ hasText: /^[A-F] \d+ · report\.ipynb\s*east · / }).waitFor();
    await rows.filter({ hasText: /^A 100 · report\.ipynb\s*west · / }).waitFor();
    await workbench.notification("1 could not be read: merged.ipynb.");
    await workbench.page.locator(".sidebar .monaco-list-row", { hasText: "merged.ipynb" }).filter({ hasText: "cannot be read" }).waitFor();
    await (await workbench.problems()).filter({ hasText: "unresolved merge conflict" }).waitFor();
    await workbench.toggleProblems();
    await workbench.shoot("odd-same-name");
  });

  it("that are not to be checked get no grade", async () => {
    mkdirSync(join(folder, ".vscode"));
    writeFileSync(join(folder, ".vscode/settings.json"), JSON.stringify({ "nbready.enable": false }));
    await workbench.openFile("east/report.ipynb");
    await workbench.statusItem("nbready off").waitFor();
    await workbench.run("nbready: Focus on Readiness View");
    await workbench.page.locator(".sidebar .monaco-list-row", { hasText: "Checks are turned off" }).waitFor();
    await workbench.shoot("odd-turned-off");
    await workbench.run("nbready: Check Workspace");
    await workbench.notification("The setting nbready.enable has turned the checks off.");
    await workbench.statusItem("nbready off").click();
    await workbench.page.locator(".settings-editor .setting-item-contents", { hasText: "Check notebooks as you work on them." }).waitFor();
  });
});
