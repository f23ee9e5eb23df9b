// Extraction as a user does it by keyboard: the action, two questions, the preview, and undo.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { notebookText } from "../vscode/notebooks";
import { until } from "../vscode/until";
import type { Workbench } from "../vscode/workbench";
import { heading, useExtraction } from "./support/extraction";
import type { ExtractionByHand } from "./support/extractionByHand";
import { extracting } from "./support/windows";

const title = heading("# Weekly report");
const cells = [title, "import math", "values = [1, 2, 3]", "total = sum(values)\nroot = math.sqrt(total)", "print(root)"];
const notebooks = {
  "report.ipynb": notebookText(...cells),
  "second.ipynb": notebookText(...cells),
  "deep/report.ipynb": notebookText(...cells),
  "shell.ipynb": notebookText(title, "first = 1\n!ls\nsecond = first + 1", "print(second)"),
  "long.ipynb": notebookText(
    "import math",
    `${Array.from({ length: 12 }, (_, at) => `intermediate_result_number_${at} = math.sqrt(${at})\nprint(intermediate_result_number_${at})`).join("\n")}\ntotal = 1`,
    "print(total)",
  ),
  "along.ipynb": notebookText("def double(x):\n    return 2 * x", "values = double(21)\nprint(values)", "print(double(3))"),
};

describe("extract to module", function () {
  let workbench: Workbench;
  let folder: string;
  let hand: ExtractionByHand;
  useExtraction(extracting, notebooks, (opened) => ({ workbench, folder, hand } = opened));

  it("takes two cells by keyboard, shows every change, and one undo takes all back", async () => {
    const { page } = workbench;
    const module = join(folder, "weekly_report.py");
    const before = readFileSync(join(folder, "report.ipynb"), "utf8");
    await workbench.openFile("report.ipynb");
    await workbench.clickInto(hand.line(2, "values"));
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+ArrowDown");
    await until(
      "two cells selected",
      async () => (await page.locator(".notebookOverlay:visible .cell-list-container .monaco-list-row.selected").count()) === 2,
    );
    await hand.start();
    await hand.answer(/1\/2/, "weekly_report.py", "weekly_report.py.py");
    await page.locator(".quick-input-widget .quick-input-message", { hasText: "with a name of letters, digits and _" }).waitFor();
    await hand.answer(/1\/2/, "weekly_report.py.py", "weekly_report.py");
    await hand.answer(/2\/2/, "", "take_root");
    await hand.previewText(/values/, /def take_root/, /from weekly_report import take_root/);
    await workbench.shoot("extract-preview");
    assert.ok(!existsSync(module), "nothing is written before the user says so");
    await hand.decide("Rename take_root…");
    await hand.answer(/Extract to Module/, "take_root", "root_of_values");
    await hand.previewText(/root_of_values/);
    await hand.decide("Apply");
    await hand.line(2, "root_of_values()").waitFor();
    assert.match(readFileSync(module, "utf8"), /def root_of_values\(\)/);
    assert.equal(await workbench.page.locator(".editor-group-container .tab").count(), 1, "the preview is closed");
    await workbench.shoot("extract-applied");

    await hand.undo(2);
    await hand.line(3, "root = math.sqrt(total)").waitFor();
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
    const before = readdirSync(folder);
    await hand.extractToModule("second.ipynb", 3, ["weekly_report.py"], ["make_root"]);
    await hand.previewText(/make_root/);
    await workbench.page.getByPlaceholder("Nothing has been changed yet.").press("Escape");
    await workbench.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await hand.line(3, "root = math.sqrt(total)").waitFor();
    assert.deepEqual(readdirSync(folder), before);
    assert.equal(await workbench.page.locator(".tab.dirty").count(), 0);
  });

  it("extends a module that exists, and one undo takes all back", async () => {
    const module = join(folder, "kept.py");
    writeFileSync(module, "KEPT = 1\n");
    await hand.extractToModule("second.ipynb", 3, ["weekly_report.py", "kept.py"], ["make_root"]);
    await hand.previewText(/make_root/, /KEPT = 1/);
    await workbench.shoot("extract-existing");
    await hand.decide("Apply");
    await hand.line(3, "make_root(values)").waitFor();
    await until("the function in the module", () => /KEPT = 1\n[^]*def make_root/.test(readFileSync(module, "utf8")));
    await hand.undo(3);
    await hand.line(3, "root = math.sqrt(total)").waitFor();
    await until("the module as it was", () => readFileSync(module, "utf8") === "KEPT = 1\n");
  });

  it("asks for another name where the module has this one", async () => {
    const module = join(folder, "taken.py");
    writeFileSync(module, "def make_root():\n    return 0\n");
    await hand.extractToModule("second.ipynb", 3, ["weekly_report.py", "taken.py"], ["make_root"]);
    const warning = await workbench.notification("make_root");
    await workbench.shoot("extract-name-taken");
    await workbench.press(warning, "Another Name");
    await hand.answer(/Extract to Module/, "make_root", "take_root");
    await hand.previewText(/def take_root/, /def make_root\(\):\s+return 0/);
    await hand.decide("Cancel");
    assert.equal(readFileSync(module, "utf8"), "def make_root():\n    return 0\n");
  });

  it("shows all of a long message", async () => {
    await hand.extractToModule("long.ipynb", 1, ["features.py"], [null]);
    await hand.previewText(/def /);
    const told = (await hand.choices()).join(" ");
    for (let at = 0; at < 12; at++) assert.match(told, new RegExp(`intermediate_result_number_${at}\\b`));
    assert.match(told, /because nothing else reads them\./);
    await workbench.shoot("extract-long-message");
    assert.deepEqual(await hand.cutOff(), []);
    await hand.decide("Cancel");
  });

  it("leaves nothing behind where a file cannot be made", async () => {
    // Only the system knows that the name is too long; the files before it are made by then.
    const name = `${"report_".repeat(40)}.py`;
    const before = readdirSync(folder, { recursive: true });
    await hand.extractToModule("deep/report.ipynb", 3, ["weekly_report.py", `../made/${name}`], ["make_root"]);
    await workbench.press(await workbench.notification("would not be importable"), "Make Installable");
    await hand.previewText(/build-backend/);
    await hand.decide("Apply");
    await workbench.notification("could not create pyproject.toml, __init__.py, report_");
    await workbench.shoot("extract-not-written");
    await hand.line(3, "root = math.sqrt(total)").waitFor();
    assert.deepEqual(readdirSync(folder, { recursive: true }), before);
  });

  it("says what is in the way, and leads to the line", async () => {
    await workbench.openFile("shell.ipynb");
    await hand.extractFrom(1);
    const warning = await workbench.notification("Not extracted");
    await workbench.shoot("extract-refused");
    await workbench.press(warning, "Go to Line");
    const caret = workbench.cell(1).locator(".monaco-editor.focused .cursor").first();
    await until("the caret on the line", async () => {
      const [at, wanted] = [await caret.boundingBox(), await hand.line(1, "!ls").boundingBox()];
      return at && wanted && Math.abs(at.y - wanted.y) < 3;
    });
  });

  it("asks whether functions move along", async () => {
    await workbench.openFile("along.ipynb");
    await hand.extractFrom(1);
    // The only question: a definition keeps its name.
    await hand.answer(/Extract to Module(?! \()/, "features.py");
    const warning = await workbench.notification("Move Along");
    await workbench.shoot("extract-along");
    await workbench.press(warning, "Move Along");
    await hand.previewText(/def double/, /from features import double/);
    await hand.decide("Cancel");
    assert.ok(!existsSync(join(folder, "features.py")));
  });
});
