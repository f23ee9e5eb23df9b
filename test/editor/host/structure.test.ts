// Fixes that change a notebook's structure, made as the keyboard makes them: the first quick fix at the cursor.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { toWorkspaceEdit } from "../../../extension/notebookEdit";
import { until } from "../vscode/until";
import { closeAll, showNotebook, sourcesOf, untilReported } from "./support";

describe("fixes of the structure", () => {
  afterEach(closeAll);

  it("move a cell with its outputs and run number", async () => {
    const notebook = await showNotebook(["print(total)", { source: "total = 1\nprint('made')", run: 4, printed: "made\n" }]);
    await untilReported(notebook, "NBR102");
    await applyFirstFix(notebook, 0, "total", () => sourcesOf(notebook)[0].startsWith("total = 1"));
    assert.deepEqual(sourcesOf(notebook), ["total = 1\nprint('made')", "print(total)"]);
    const [moved] = notebook.getCells();
    assert.equal(moved.outputs.length, 1);
    assert.equal(moved.metadata.execution_count, 4);
    assert.equal(moved.metadata.id, "cell-1");
  });

  it("tag a cell, in the file too", async () => {
    const notebook = await showNotebook([
      { source: "1 / 0", run: 1, failed: { name: "ZeroDivisionError", text: "division by zero" }, tags: ["kept"] },
    ]);
    await untilReported(notebook, "NBR107");
    await applyFirstFix(
      notebook,
      0,
      "1 / 0",
      () => JSON.stringify(notebook.cellAt(0).metadata.metadata?.tags) === '["kept","raises-exception"]',
    );
    assert.equal(notebook.cellAt(0).outputs.length, 1);
    await notebook.save();
    assert.match(
      new TextDecoder().decode(await vscode.workspace.fs.readFile(notebook.uri)),
      /"tags": \[\s*"kept",\s*"raises-exception"\s*\]/,
    );
  });

  it("take an output away, and undo brings it back", async () => {
    const notebook = await showNotebook([
      { source: "x = 1", run: 1 },
      { source: "print(x)", printed: "0\n" },
    ]);
    await untilReported(notebook, "NBR105");
    await applyFirstFix(notebook, 1, "print(x)", () => notebook.cellAt(1).outputs.length === 0);
    assert.deepEqual(sourcesOf(notebook), ["x = 1", "print(x)"]);
    await vscode.commands.executeCommand("notebook.cell.quitEdit");
    await vscode.commands.executeCommand("undo");
    await until("the output again", () => notebook.cellAt(1).outputs.length === 1);
  });

  it("put cells that arrive at one place there in order, new and moved, and undo is one step", async () => {
    const notebook = await showNotebook(["zero", "one", "two", { source: "three", run: 1, printed: "3\n" }]);
    const [zero, , two, three] = notebook.getCells().map(({ document }) => document.uri.toString());
    const made = (text: string) => ({ op: "insert", before: zero, cell: { kind: "code", language: "python", text, tags: [] } }) as const;
    const operations = [
      { op: "move", cell: three, before: zero, text: null },
      made("new"),
      { op: "move", cell: two, before: zero, text: "TWO" },
      made("newer"),
    ] as const;
    const edit = toWorkspaceEdit({ notebook: notebook.uri.toString(), title: "", operations, texts: [], createFiles: [] }, notebook);
    assert.ok(edit && (await vscode.workspace.applyEdit(edit)));
    assert.deepEqual(sourcesOf(notebook), ["three", "new", "TWO", "newer", "zero", "one"]);
    assert.deepEqual(
      notebook.getCells().map(({ outputs }) => outputs.length),
      [1, 0, 0, 0, 0, 0],
    );
    await vscode.commands.executeCommand("notebook.cell.quitEdit");
    await vscode.commands.executeCommand("undo");
    await until("the notebook as it was", () => sourcesOf(notebook).join() === "zero,one,two,three");
  });

  it("give a cell tags and another text at once", async () => {
    const notebook = await showNotebook([{ source: "old", run: 1, printed: "1\n" }, "other"]);
    const [cell] = notebook.getCells().map(({ document }) => document.uri.toString());
    const edit = toWorkspaceEdit(
      {
        notebook: notebook.uri.toString(),
        title: "",
        operations: [{ op: "setTags", cell, tags: ["tagged"], text: "new" }],
        texts: [],
        createFiles: [],
      },
      notebook,
    );
    assert.ok(edit && (await vscode.workspace.applyEdit(edit)));
    const { metadata, outputs } = notebook.cellAt(0);
    assert.deepEqual(
      [sourcesOf(notebook)[0], metadata.metadata?.tags, metadata.execution_count, outputs.length],
      ["new", ["tagged"], null, 1],
    );
  });
});

/** VS Code asks for the fixes of a new selection by itself after a quarter of a second, and drops what it was asked for before if that is not answered yet: a user asks again. */
const patience = 10_000;

/** Selects a text in a cell, applies the first quick fix there and waits for what it does. */
async function applyFirstFix(notebook: vscode.NotebookDocument, index: number, text: string, isDone: () => boolean): Promise<void> {
  await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(index, index + 1)] });
  await vscode.commands.executeCommand("notebook.cell.edit");
  const { document } = notebook.cellAt(index);
  const editor = await until("the cell's editor", () => {
    const active = vscode.window.activeTextEditor;
    return active?.document.uri.toString() === document.uri.toString() && active;
  });
  const start = document.getText().indexOf(text);
  editor.selection = new vscode.Selection(document.positionAt(start), document.positionAt(start + text.length));
  let asked = -Infinity;
  await until(`what the fix at ${text} does`, async () => {
    if (isDone()) return true;
    if (Date.now() - asked > patience) {
      await vscode.commands.executeCommand("editor.action.codeAction", { kind: "quickfix", apply: "first" });
      asked = Date.now();
    }
    return isDone();
  });
}
