// Extraction into a module that is open: with changes that are not saved, and changed by somebody else in the meantime.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { notebookText } from "../vscode/notebooks";
import { until } from "../vscode/until";
import type { Workbench } from "../vscode/workbench";
import { useExtraction } from "./support/extraction";
import type { ExtractionByHand } from "./support/extractionByHand";
import { extracting } from "./support/windows";

const cells = ["import math", "values = [1, 2, 3]", "total = sum(values)\nroot = math.sqrt(total)", "print(root)"];

describe("extract to a module that is open", () => {
  let workbench: Workbench;
  let hand: ExtractionByHand;
  let module: string;
  // A notebook for each test: what is applied is saved, and its undo is not.
  const notebooks = Object.fromEntries([1, 2, 3, 4].map((test) => [`report${test}.ipynb`, notebookText(...cells)]));
  useExtraction(extracting, { ...notebooks, "kept.py": "KEPT = 1\n" }, (opened) => {
    ({ workbench, hand } = opened);
    module = join(opened.folder, "kept.py");
  });
  // Off, as on a desktop: in a browser VS Code saves by itself.
  const toggleAutoSave = (): Promise<void> => workbench.run("File: Toggle Auto Save");
  before(toggleAutoSave);
  after(toggleAutoSave);
  beforeEach(() => writeFileSync(module, "KEPT = 1\n"));

  const read = (): string => readFileSync(module, "utf8");

  /** Opens the module and the notebook beside it, and answers both questions. */
  async function extractWith(notebook: string, change: () => Promise<void>): Promise<void> {
    await workbench.openFile("kept.py");
    await workbench.page.locator(".editor-instance .view-line", { hasText: "KEPT" }).waitFor();
    await change();
    await hand.extractToModule(notebook, 2, ["features.py", "kept.py"], ["make_root"]);
  }

  const type = async (text: string): Promise<void> => {
    await workbench.page.locator(".editor-instance .view-line", { hasText: "KEPT" }).click();
    await workbench.page.keyboard.press("Control+End");
    await workbench.page.keyboard.type(text);
    await workbench.page.locator(".tab.dirty", { hasText: "kept.py" }).waitFor();
  };

  it("asks to save unsaved changes, and extends what was saved", async () => {
    await extractWith("report1.ipynb", () => type("MORE = 2"));
    const warning = await workbench.notification("kept.py has changes that are not saved");
    await workbench.shoot("extract-unsaved");
    assert.equal(read(), "KEPT = 1\n", "nothing is saved unasked");
    await workbench.press(warning, "Save and Extract");
    await hand.previewText(/def make_root/, /MORE = 2/);
    assert.equal(read(), "KEPT = 1\nMORE = 2");
    await hand.decide("Apply");
    await hand.line(2, "make_root(values)").waitFor();
    await until("the function in the module", () => /^import math\n\nKEPT = 1\nMORE = 2\n[^]*def make_root/.test(read()));
    await workbench.shoot("extract-unsaved-applied");
    await hand.undo(2);
    await hand.line(2, "root = math.sqrt(total)").waitFor();
    await workbench.openFile("kept.py");
    const lines = workbench.page.locator(".editor-instance .view-lines");
    await until(
      "the module as it was saved",
      async () => (await lines.innerText()).replace(/\u00a0/g, " ").trim() === "KEPT = 1\nMORE = 2",
    );
  });

  it("leaves all as it is where the user does not save", async () => {
    await extractWith("report2.ipynb", () => type("MORE = 2"));
    const warning = await workbench.notification("kept.py has changes that are not saved");
    await warning.locator(".codicon-notifications-clear").click();
    await hand.line(2, "root = math.sqrt(total)").waitFor();
    assert.equal(read(), "KEPT = 1\n");
    assert.equal(await workbench.page.locator(".tab.dirty", { hasText: "kept.py" }).count(), 1);
  });

  it("extends a module that was changed elsewhere as it is now", async () => {
    await extractWith("report3.ipynb", async () => writeFileSync(module, "OTHER = 3\n\nKEPT = 1\n"));
    await hand.previewText(/def make_root/, /OTHER = 3/);
    await hand.decide("Apply");
    await hand.line(2, "make_root(values)").waitFor();
    await until("both in the module", () => /^import math\n\nOTHER = 3\n\nKEPT = 1\n[^]*def make_root/.test(read()));
  });

  it("changes nothing where the module is changed elsewhere while its preview is shown", async () => {
    await extractWith("report4.ipynb", async () => undefined);
    await hand.previewText(/def make_root/);
    const changed = "OTHER = 3\nOTHER_TOO = 4\n\nKEPT = 1\n";
    writeFileSync(module, changed);
    await hand.decide("Apply");
    const warning = await workbench.notification("kept.py has changed in the meantime");
    await workbench.shoot("extract-changed-meanwhile");
    await hand.line(2, "root = math.sqrt(total)").waitFor();
    assert.equal(read(), changed);
    await workbench.press(warning, "Try Again");
    await hand.previewText(/def make_root/, /OTHER_TOO = 4/);
    await hand.decide("Cancel");
    assert.equal(read(), changed);
  });
});
