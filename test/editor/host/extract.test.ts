// Extraction as a user applies it: as one edit, taken back by one undo, and refused where it must be.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { until } from "../vscode/until";
import { closeAll, showNotebook, sourcesOf } from "./support";

const cells = ["import math", "values = [1, 2, 3]", "total = sum(values)\nroot = math.sqrt(total)", "print(root)"];

describe("extraction", () => {
  afterEach(closeAll);

  it("makes the module and the call, and one undo takes all back", async () => {
    const notebook = await showNotebook(cells);
    const file = join(dirname(notebook.uri.fsPath), "roots.py");
    extract(notebook, [2], { modulePath: "roots.py", functionName: "take_root" });
    await until("the module", () => existsSync(file));
    assert.match(readFileSync(file, "utf8"), /^import math\n\n\ndef take_root\(values\):\n[^]*return root\n$/);
    await until("the call", () => /^root = take_root\(values\)/.test(sourcesOf(notebook)[2]));
    assert.match(sourcesOf(notebook).join("\n"), /from roots import take_root/);
    await undo(notebook);
    await until("the notebook as it was", () => JSON.stringify(sourcesOf(notebook)) === JSON.stringify(cells));
    await until("no module", () => !existsSync(file));
  });

  it("changes nothing where the module cannot be written", async () => {
    const notebook = await showNotebook(cells, { data: "" });
    await vscode.commands.executeCommand("notebook.cell.quitEdit");
    extract(notebook, [2], { modulePath: "data/roots.py", functionName: "take_root" });
    await settle(notebook);
    assert.deepEqual(sourcesOf(notebook), cells);
    assert.equal(notebook.isDirty, false);
  });

  it("refuses a shell line, and changes nothing", async () => {
    const notebook = await showNotebook(["!ls", ...cells]);
    const folder = dirname(notebook.uri.fsPath);
    const before = readdirSync(folder);
    extract(notebook, [0], { modulePath: "roots.py", functionName: null });
    await settle(notebook);
    assert.deepEqual([sourcesOf(notebook), readdirSync(folder)], [["!ls", ...cells], before]);
  });

  it("extends a module that exists and keeps what it holds", async () => {
    const notebook = await showNotebook(cells, { "roots.py": "KEPT = 1\n" });
    const file = vscode.Uri.file(join(dirname(notebook.uri.fsPath), "roots.py"));
    extract(notebook, [2], { modulePath: "roots.py", functionName: "take_root" });
    const text = async (): Promise<string> => (await vscode.workspace.openTextDocument(file)).getText();
    await until("the function in the module", async () => /def take_root/.test(await text()));
    assert.match(await text(), /^(?:import math\n\n)?KEPT = 1\n/m);
    await until("the call", () => /take_root\(values\)/.test(sourcesOf(notebook)[2]));
  });

  it("is among the refactorings of a cell", async () => {
    const notebook = await showNotebook(cells);
    const found = await until("the actions", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", notebook.cellAt(2).document.uri, new vscode.Range(0, 0, 0, 5), "refactor.extract.module");
      return actions.length > 0 && actions;
    });
    assert.deepEqual(found.map(({ title }) => title), ["Extract to module…", "Extract to module with a test…"]);
  });
});

/** Starts the extraction; it ends when its last message is closed, so it is not waited for. */
function extract(notebook: vscode.NotebookDocument, indexes: readonly number[], answers: { modulePath: string; functionName: string | null }): void {
  void vscode.commands.executeCommand("nbready.extractCells", { notebook: notebook.uri.toString(), cells: indexes.map((index) => notebook.cellAt(index).document.uri.toString()), ...answers });
}

/** Waits until the server has answered a later request: what was asked before is settled then. */
async function settle(notebook: vscode.NotebookDocument): Promise<void> {
  for (let time = 0; time < 3; time++) await vscode.commands.executeCommand("vscode.executeHoverProvider", notebook.cellAt(0).document.uri, new vscode.Position(0, 0));
}

async function undo(notebook: vscode.NotebookDocument): Promise<void> {
  await vscode.window.showNotebookDocument(notebook);
  await vscode.commands.executeCommand("notebook.cell.quitEdit");
  await vscode.commands.executeCommand("undo");
}
