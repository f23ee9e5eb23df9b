// Extraction as a user applies it: as one edit, taken back by one undo, and refused where it must be.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import type { Outcome } from "../../../extension/extract/oneExtraction";
import { makeFolder } from "../vscode/notebooks";
import { until } from "../vscode/until";
import { closeAll, showNotebook, sourcesOf } from "./support";

const cells = ["import math", "values = [1, 2, 3]", "total = sum(values)\nroot = math.sqrt(total)", "print(root)"];
const toRoots = { modulePath: "roots.py", functionName: "take_root" };

describe("extraction", () => {
  afterEach(closeAll);

  it("makes the module and the call, and one undo takes all back", async () => {
    const notebook = await showNotebook(cells);
    const file = join(dirname(notebook.uri.fsPath), "roots.py");
    assert.equal(await extract(notebook, [2], toRoots), "extracted");
    assert.match(readFileSync(file, "utf8"), /^import math\n\n\ndef take_root\(values.*\):\n[^]*return .*root\n$/);
    assert.match(sourcesOf(notebook)[2], /root = take_root\(values\)/);
    assert.match(sourcesOf(notebook).join("\n"), /from roots import take_root/);
    await undo(notebook);
    await until("the notebook as it was", () => JSON.stringify(sourcesOf(notebook)) === JSON.stringify(cells));
    await until("no module", () => !existsSync(file));
  });

  it("extends a module that exists and keeps what it holds, and one undo takes all back", async () => {
    const kept = '"""Roots."""\nKEPT = 1\n';
    const notebook = await showNotebook(cells, { "roots.py": kept });
    const file = join(dirname(notebook.uri.fsPath), "roots.py");
    assert.equal(await extract(notebook, [2], toRoots), "extracted");
    await until("the module on the disk", () => /^"""Roots."""\n[^]*KEPT = 1\n[^]*def take_root/.test(readFileSync(file, "utf8")));
    assert.match(sourcesOf(notebook)[2], /take_root\(values\)/);
    await undo(notebook);
    await until("the notebook as it was", () => JSON.stringify(sourcesOf(notebook)) === JSON.stringify(cells));
    await until("the module as it was", async () => (await vscode.workspace.openTextDocument(file)).getText() === kept);
    await until("the module as it was on the disk", () => readFileSync(file, "utf8") === kept);
  });

  it("makes a function in the notebook, and one undo takes it back", async () => {
    const notebook = await showNotebook(cells);
    assert.equal(await extract(notebook, [2], { functionName: "take_root" }, "nbready.extractCellsToFunction"), "extracted");
    assert.equal(notebook.cellCount, 5);
    assert.match(sourcesOf(notebook)[2], /^def take_root\(values.*\):/);
    assert.match(sourcesOf(notebook)[3], /root = take_root\(values\)/);
    await undo(notebook);
    await until("the notebook as it was", () => JSON.stringify(sourcesOf(notebook)) === JSON.stringify(cells));
  });

  it("makes a test beside the module", async () => {
    const notebook = await showNotebook(cells);
    const folder = dirname(notebook.uri.fsPath);
    assert.equal(await extract(notebook, [2], toRoots, "nbready.extractCellsWithTest"), "extracted");
    assert.match(readFileSync(join(folder, "test_roots.py"), "utf8"), /from roots import take_root[^]*def test_take_root/);
    await undo(notebook);
    await until("none of the files", () => !existsSync(join(folder, "test_roots.py")) && !existsSync(join(folder, "roots.py")));
  });

  /** What stands in the way: files beside the notebook, the answers, what the refusal says. */
  const obstacles: readonly (readonly [title: string, files: Readonly<Record<string, string>>, answers: Answers, says: RegExp])[] = [
    ["a file where the module's folder would be", { data: "" }, { ...toRoots, modulePath: "data/roots.py" }, /data is a file/],
    // Linux lets nobody make files there, not even the superuser, whom rights do not bind.
    [
      "a folder that takes no files",
      {},
      { ...toRoots, modulePath: "/proc/roots.py", allowSysPath: true },
      /cannot be written|could not create roots\.py/,
    ],
    ["a function of this name in the module", { "roots.py": "def take_root():\n    pass\n" }, toRoots, /take_root/],
    ["a module that the notebook imports", {}, { ...toRoots, modulePath: "math.py" }, /math/],
  ];
  for (const [title, files, answers, says] of obstacles)
    it(`changes nothing before ${title}, and says why`, async () => {
      const notebook = await showNotebook(cells, files);
      const folder = dirname(notebook.uri.fsPath);
      const before = readdirSync(folder);
      assert.match(await refusalOf(extract(notebook, [2], answers)), says);
      assert.deepEqual([sourcesOf(notebook), notebook.isDirty, readdirSync(folder)], [cells, false, before]);
      for (const [name, text] of Object.entries(files)) assert.equal(readFileSync(join(folder, name), "utf8"), text);
    });

  it("refuses a shell line in the middle of a cell, and names the place", async () => {
    const notebook = await showNotebook(["first = 1\n!ls\nsecond = first + 1", "print(second)"]);
    assert.match(await refusalOf(extract(notebook, [0], { modulePath: "parts.py", functionName: "take" })), /^Cell 0, line 2: /);
    assert.equal(notebook.isDirty, false);
  });

  it("moves functions along and uses sys.path only where the user allows it", async () => {
    const notebook = await showNotebook(["def double(x):\n    return 2 * x", "values = double(21)\nprint(values)", "print(double(3))"]);
    const elsewhere = join(makeFolder({}), "parts.py");
    assert.match(await refusalOf(extract(notebook, [1], { modulePath: "parts.py", functionName: "take" })), /double/);
    const allowed = { modulePath: elsewhere, functionName: "take", moveCalled: true };
    assert.match(await refusalOf(extract(notebook, [1], allowed)), /sys\.path/);
    assert.equal(notebook.isDirty, false);
    assert.equal(await extract(notebook, [1], { ...allowed, allowSysPath: true }), "extracted");
    assert.match(sourcesOf(notebook).join("\n"), /sys\.path[^]*from parts import /);
    assert.match(readFileSync(elsewhere, "utf8"), /def double\(x.*\):[^]*def take/);
    await undo(notebook);
    await until("no module", () => !existsSync(elsewhere));
  });

  it("is among the refactorings of a cell", async () => {
    const notebook = await showNotebook(cells);
    const found = await until("the actions", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        notebook.cellAt(2).document.uri,
        new vscode.Range(0, 0, 0, 5),
        "refactor.extract",
      );
      return actions.length > 0 && actions;
    });
    assert.deepEqual(
      found.map(({ title }) => title),
      ["Extract to module…", "Extract to module with a test…", "Extract to function in this notebook…"],
    );
  });
});

interface Answers {
  readonly modulePath?: string;
  readonly functionName: string | null;
  readonly moveCalled?: boolean;
  readonly allowSysPath?: boolean;
}

/** Extracts cells with these answers and without the preview, and gives what came of it. */
const extract = async (
  notebook: vscode.NotebookDocument,
  indexes: readonly number[],
  answers: Answers,
  command = "nbready.extractCells",
): Promise<Outcome> =>
  vscode.commands.executeCommand<Outcome>(command, {
    notebook: notebook.uri.toString(),
    cells: indexes.map((index) => notebook.cellAt(index).document.uri.toString()),
    ...answers,
    confirmed: true,
  });

async function refusalOf(extraction: Promise<Outcome>): Promise<string> {
  const outcome = await extraction;
  assert.ok(typeof outcome === "object", `${JSON.stringify(outcome)}, not refused`);
  return outcome.refused.join("\n");
}

async function undo(notebook: vscode.NotebookDocument): Promise<void> {
  await vscode.window.showNotebookDocument(notebook);
  await vscode.commands.executeCommand("notebook.cell.quitEdit");
  await vscode.commands.executeCommand("undo");
}
