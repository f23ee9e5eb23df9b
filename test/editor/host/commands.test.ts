// The commands and the hover, through VS Code's own API.
import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import { notebookText } from "../vscode/notebooks";
import { until } from "../vscode/until";
import { closeAll, showNotebook, untilReported, writeCell } from "./support";

describe("commands", () => {
  afterEach(closeAll);

  it("stand in the palette under one category, and every one exists", async () => {
    const { packageJSON } = vscode.extensions.getExtension("nbready.nbready")!;
    const listed: readonly { command: string; category?: string }[] = packageJSON.contributes.commands;
    assert.ok(listed.length >= 4);
    for (const { category } of listed) assert.equal(category, "nbready");
    await showNotebook(["print(missing)"]).then((notebook) => untilReported(notebook, "NBR103"));
    const known = await vscode.commands.getCommands(true);
    assert.deepEqual(listed.map((one) => one.command).filter((one) => !known.includes(one)), []);
  });

  it("restart the server, which finds everything again", async () => {
    const notebook = await showNotebook(["print(missing)"]);
    await untilReported(notebook, "NBR103");
    await vscode.commands.executeCommand("nbready.restartServer");
    await untilReported(notebook, "NBR103");
    await writeCell(notebook, 0, "print(other)");
    await until("a finding on the new name", async () => (await untilReported(notebook, "NBR103")).some((one) => notebook.cellAt(0).document.getText(one.range) === "other"));
  });

  it("show a rule's page", async () => {
    await showNotebook(["print(missing)"]).then((notebook) => untilReported(notebook, "NBR103"));
    await vscode.commands.executeCommand("nbready.showRulePage", "NBR103");
    await until("a tab with the page", () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).some((tab) => /undefined-name/.test(tab.label)));
  });

  it("check a whole workspace, notebooks that nobody opened too", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const unopened = vscode.Uri.file(join(folder.uri.fsPath, "unopened.ipynb"));
    await vscode.workspace.fs.writeFile(unopened, Buffer.from(notebookText("print(missing)")));
    await vscode.commands.executeCommand("nbready.checkWorkspace");
    await until("a finding on the notebook that is not open", () => vscode.languages.getDiagnostics(unopened).some((one) => /missing/.test(one.message)));
  });
});

describe("hover", () => {
  afterEach(closeAll);

  it("says where a name was bound", async () => {
    const notebook = await showNotebook([{ source: "price = 2", run: 3 }, "print(price)"]);
    await until("the hover", async () => /price = 2/.test(await hoverText(notebook.cellAt(1), "price")));
    const text = await hoverText(notebook.cellAt(1), "price");
    assert.match(text, /cell 0 \[3\]/);
  });
});

async function hoverText(cell: vscode.NotebookCell, word: string): Promise<string> {
  const place = cell.document.positionAt(cell.document.getText().indexOf(word) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", cell.document.uri, place);
  return hovers.flatMap((hover) => hover.contents).map((content) => (typeof content === "string" ? content : content.value)).join("\n");
}
