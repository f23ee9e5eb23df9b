// The packaged extension as a user meets it: squiggles, Problems, hover, quick fixes by keyboard, undo, edits, runs, the status bar.
//
// One VS Code and one window serve all; each test opens its own notebook. Screenshots tell what each step looked like.
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { notebookText } from "../vscode/notebooks";
import { until } from "../vscode/until";
import type { Workbench } from "../vscode/workbench";
import { useOneWindow } from "./support/oneWindow";
import { checking } from "./support/windows";

const notebooks = {
  "squiggles.ipynb": notebookText(
    { source: "# Report", kind: "markdown" },
    "print(total)",
    "total = 41 + 1",
    'open("/home/marta/notes.txt").read()',
  ),
  "keyboard.ipynb": notebookText("import math\nprint(math.pi)", "values = np.arange(3)\nvalues.sum()"),
  "edits.ipynb": notebookText("total = 1", "print(totl)"),
  "marked.ipynb": notebookText("total = 1", "print(totl)"),
  "order.ipynb": notebookText("price = 2", "print(price)"),
  "move.ipynb": notebookText("print(total)", "total = 1"),
  "stale.ipynb": notebookText({ source: "price = 2", run: 3 }, { source: "print(price)", run: 2, printed: "1\n" }),
  "closing.ipynb": notebookText("print(missing)"),
  "clean.ipynb": notebookText({ source: "values = [1, 2, 3]", run: 1 }, { source: "print(sum(values))", run: 2, printed: "6\n" }),
};

describe("nbready in VS Code", function () {
  let workbench: Workbench;
  useOneWindow(checking, { "requirements.txt": "numpy==2.1.0\npandas==2.2.3\n", ...notebooks }, (opened) => ({ workbench } = opened));

  it("underlines what is wrong, in its cell", async () => {
    await workbench.openFile("squiggles.ipynb");
    const error = workbench.cell(1).locator(".squiggly-error").first();
    await error.waitFor();
    assert.equal(await workbench.underlined(error), "total");
    const warning = workbench.cell(3).locator(".squiggly-warning").first();
    await warning.waitFor();
    assert.match(await workbench.underlined(warning), /\/home\/marta\/notes\.txt/);
    assert.equal(await workbench.cell(2).locator("[class*=squiggly-error], [class*=squiggly-warning]").count(), 0);
    await workbench.shoot("squiggles");
  });

  it("lists them in Problems", async () => {
    await workbench.openFile("squiggles.ipynb");
    const rows = await workbench.problems();
    await rows
      .filter({ hasText: /NBR102/ })
      .first()
      .waitFor();
    await rows
      .filter({ hasText: /NBR301/ })
      .first()
      .waitFor();
    await workbench.shoot("problems");
    // Rows move as long as findings come in.
    await until("the cell of the row that was opened", async () => {
      await rows
        .filter({ hasText: /NBR301/ })
        .first()
        .dblclick();
      return workbench
        .cell(3)
        .locator(".monaco-editor.focused")
        .waitFor({ timeout: 3000 })
        .then(
          () => true,
          () => false,
        );
    });
    await workbench.toggleProblems();
  });

  it("explains a finding under the mouse, with a link to the rule's page", async () => {
    await workbench.openFile("squiggles.ipynb");
    const squiggle = workbench.cell(1).locator(".squiggly-error").first();
    await squiggle.waitFor();
    const hover = await workbench.hover(squiggle, /NameError/);
    assert.match(await hover.innerText(), /nbready/);
    assert.doesNotMatch(await hover.innerText(), /defines it later/, "what the finding says is said again");
    assert.match((await hover.locator("a.code-link", { hasText: "NBR102" }).getAttribute("href")) ?? "", /used-before-definition/);
    await workbench.shoot("hover");
  });

  it("counts them in the status bar, and opens Problems from there", async () => {
    await workbench.openFile("squiggles.ipynb");
    const item = workbench.statusItem(/nbready/i);
    await item.waitFor();
    await until("grade and count in the status bar", async () => /nbready [A-F] · [1-9]/.test(await item.innerText()));
    await workbench.shoot("status-bar");
    await item.click();
    await workbench.page.locator(".markers-panel").waitFor();
    await workbench.toggleProblems();
  });

  it("marks the notebook in the Explorer like any file with problems, as long as it has some", async () => {
    const label = workbench.page.locator(".explorer-folders-view .monaco-list-row .monaco-icon-label", { hasText: "marked.ipynb" });
    const badge = (): Promise<string> => label.evaluate((one) => getComputedStyle(one, "::after").content);
    await workbench.openFile("marked.ipynb");
    await until("the number of problems", async () => (await badge()) === '"1"');
    await workbench.clickInto(workbench.cell(1).locator(".squiggly-error").first());
    await workbench.page.keyboard.press("Control+a");
    await workbench.page.keyboard.type("print(total)");
    await until("no mark", async () => !/\d/.test(await badge()));
  });

  it("mends by keyboard in another cell, and undo takes it back from where it was asked for", async () => {
    await workbench.openFile("keyboard.ipynb");
    const squiggle = workbench.cell(1).locator(".squiggly-error").first();
    await squiggle.waitFor();
    const fixes = await workbench.quickFixes(squiggle);
    await fixes.filter({ hasText: "Add import numpy as np" }).first().waitFor();
    await workbench.shoot("quick-fixes");
    await workbench.chooseQuickFix(squiggle, "Add import numpy as np");
    await lineWith("import numpy as np").waitFor();
    await until("no error left", async () => (await workbench.squiggles("error").count()) === 0);
    await workbench.shoot("fixed");
    await workbench.page.keyboard.press("Control+z");
    await until("the import gone", async () => (await lineWith("import numpy as np").count()) === 0);
    await workbench.squiggles("error").first().waitFor();
  });

  it("moves a cell up by keyboard, and undo takes it back", async () => {
    await workbench.openFile("move.ipynb");
    const squiggle = workbench.cell(0).locator(".squiggly-error").first();
    await squiggle.waitFor();
    await workbench.chooseQuickFix(squiggle, /^Move cell/);
    await workbench.cell(0).locator(".view-line", { hasText: "total = 1" }).waitFor();
    await until("no error left", async () => (await workbench.squiggles("error").count()) === 0);
    await workbench.shoot("moved");
    await workbench.page.keyboard.press("Control+z");
    await workbench.cell(0).locator(".view-line", { hasText: "print" }).waitFor();
    await workbench.squiggles("error").first().waitFor();
  });

  it("lets a finding go as soon as an edit mends it", async () => {
    await workbench.openFile("edits.ipynb");
    const squiggle = workbench.cell(1).locator(".squiggly-error").first();
    await squiggle.waitFor();
    await workbench.clickInto(squiggle);
    await workbench.page.keyboard.press("Control+a");
    await workbench.page.keyboard.type("print(total)");
    await until("no error left", async () => (await workbench.squiggles("error").count()) === 0);
    await workbench.page.keyboard.press("Control+a");
    await workbench.page.keyboard.type("print(tota)");
    await workbench.cell(1).locator(".squiggly-error").first().waitFor();
  });

  it("raises a finding when cells run in another order, and drops it when they run in theirs", async () => {
    await workbench.openFile("order.ipynb");
    await workbench.runCell(1);
    await workbench.runCell(0);
    const squiggle = workbench.cell(1).locator(".squiggly-warning").first();
    await squiggle.waitFor();
    assert.match(await (await workbench.hover(squiggle, /ran before/)).innerText(), /NBR101/);
    await workbench.shoot("run-order");
    await workbench.runCell(1);
    await until("no warning left", async () => (await workbench.squiggles("warning").count()) === 0);
  });

  it("clears a stale output by keyboard, and undo brings it back", async () => {
    await workbench.openFile("stale.ipynb");
    // Opened first, because the panel takes the keyboard.
    await until("the finding", async () => /NBR104/.test(await problemsText()));
    const squiggle = workbench.cell(1).locator(".squiggly-warning").first();
    await squiggle.waitFor();
    await workbench.chooseQuickFix(squiggle, "Clear this output");
    await until("only the other finding", async () => !/NBR104/.test(await problemsText()));
    await workbench.shoot("output-cleared");
    await workbench.page.keyboard.press("Control+z");
    await until("the finding back", async () => /NBR104/.test(await problemsText()));
    await workbench.toggleProblems();
  });

  it("forgets a notebook that is closed", async () => {
    // Not read from the panel: a row that is selected there keeps VS Code from closing its notebook.
    const before = await problemCountAtRest();
    await workbench.openFile("closing.ipynb");
    await workbench.squiggles("error").first().waitFor();
    await until("one more problem", async () => (await problemCount()) === before + 1);
    await workbench.closeEditors();
    await until("as many problems as before", async () => (await problemCount()) === before);
  });

  it("says nothing on a clean notebook", async () => {
    await workbench.openFile("clean.ipynb");
    const item = workbench.statusItem(/nbready/i);
    await item.waitFor();
    await until("the best grade and no count", async () => /nbready A$/.test((await item.innerText()).trim()));
    assert.equal(await workbench.page.locator(".notebookOverlay [class*=squiggly]").count(), 0);
    await workbench.shoot("clean");
  });

  const problemsText = async (): Promise<string> => (await (await workbench.problems()).allInnerTexts()).join("\n");
  /** Errors and warnings of all notebooks, from VS Code's own item in the status bar. */
  const problemCount = async (): Promise<number> =>
    ((await workbench.page.locator(".statusbar-item[id='status.problems']").innerText()).match(/\d+/g) ?? [])
      .map(Number)
      .reduce((sum, count) => sum + count, 0);
  /** Those of a notebook that was just closed go a moment later. */
  const problemCountAtRest = async (): Promise<number> => {
    let [last, times] = [-1, 0];
    await until("a number of problems that stays", async () => {
      const now = await problemCount();
      times = now === last ? times + 1 : 0;
      last = now;
      return times === 30;
    });
    return last;
  };
  const lineWith = (text: string): Locator => workbench.page.locator(".notebookOverlay .view-line", { hasText: text });
});
