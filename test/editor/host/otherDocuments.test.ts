// Documents that look like notebooks of nbready's and are none: an interactive window, a notebook's file that is shown as text.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { notebookText } from "../vscode/notebooks";
import { until } from "../vscode/until";
import { closeAll, diagnosticsOf, showNotebook, untilReported } from "./support";

describe("documents of others", () => {
  afterEach(closeAll);

  it("interactive windows are left alone, and every command says so", async () => {
    await showNotebook(["print(missing)"]).then((notebook) => untilReported(notebook, "NBR103"));
    await closeAll();
    await vscode.commands.executeCommand("interactive.open", { preserveFocus: false });
    const window = await until("the interactive window", () => vscode.window.activeNotebookEditor?.notebook);
    assert.equal(window.notebookType, "interactive");
    const edit = new vscode.WorkspaceEdit();
    edit.set(window.uri, [
      vscode.NotebookEdit.insertCells(0, [new vscode.NotebookCellData(vscode.NotebookCellKind.Code, "print(missing)", "python")]),
    ]);
    assert.ok(await vscode.workspace.applyEdit(edit));
    for (const command of [
      "checkNotebook",
      "fixAll",
      "extractCells",
      "extractCellsToFunction",
      "diffWithHead",
      "diffWithSaved",
      "openMerge",
      "takeOurs",
      "nextConflict",
    ])
      await vscode.commands.executeCommand(`nbready.${command}`);
    assert.equal(
      window.getCells().some((cell) => diagnosticsOf(cell).length > 0),
      false,
    );
    assert.deepEqual(
      await vscode.commands.executeCommand("vscode.executeHoverProvider", window.cellAt(0).document.uri, new vscode.Position(0, 8)),
      [],
    );
  });

  it("a notebook's file that is shown as text is checked when it is asked for, in the lines of the text, and again when it is saved", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const uri = vscode.Uri.joinPath(folder.uri, "text.ipynb");
    await vscode.workspace.fs.writeFile(uri, Buffer.from(notebookText("total = 1\nprint(missing)")));
    const text = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(text);
    await vscode.commands.executeCommand("nbready.checkNotebook", uri);
    const underlined = (): readonly string[] => vscode.languages.getDiagnostics(uri).map(({ range }) => text.getText(range));
    await until("the finding", () => JSON.stringify(underlined()) === '["missing"]');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 1), "\n\n");
    edit.replace(uri, vscode.languages.getDiagnostics(uri)[0].range, "other");
    assert.ok((await vscode.workspace.applyEdit(edit)) && (await text.save()));
    await until("the finding on the other name", () => JSON.stringify(underlined()) === '["other"]');
    await closeAll();
    await vscode.workspace.fs.delete(uri);
    await until("nothing of what is gone", () => underlined().length === 0);
  });
});
