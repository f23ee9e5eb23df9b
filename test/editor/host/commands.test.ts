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
    assert.deepEqual(
      listed.map((one) => one.command).filter((one) => !known.includes(one)),
      [],
    );
  });

  it("restart the server, which finds everything again", async () => {
    const notebook = await showNotebook(["print(missing)"]);
    await untilReported(notebook, "NBR103");
    await vscode.commands.executeCommand("nbready.restartServer");
    await untilReported(notebook, "NBR103");
    await writeCell(notebook, 0, "print(other)");
    await until("a finding on the new name", async () =>
      (await untilReported(notebook, "NBR103")).some((one) => notebook.cellAt(0).document.getText(one.range) === "other"),
    );
  });

  it("show a rule's page", async () => {
    await showNotebook(["print(missing)"]).then((notebook) => untilReported(notebook, "NBR103"));
    await vscode.commands.executeCommand("nbready.showRulePage", "NBR103");
    await until("a tab with the page", () =>
      vscode.window.tabGroups.all.flatMap((group) => group.tabs).some((tab) => /undefined-name/.test(tab.label)),
    );
  });

  it("check a whole workspace, notebooks that nobody opened too", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const unopened = vscode.Uri.file(join(folder.uri.fsPath, "unopened.ipynb"));
    await vscode.workspace.fs.writeFile(unopened, Buffer.from(notebookText("print(missing)")));
    await vscode.commands.executeCommand("nbready.checkWorkspace");
    const isFoundIn = (uri: vscode.Uri): boolean => vscode.languages.getDiagnostics(uri).some((one) => /missing/.test(one.message));
    await until("a finding on the notebook that is not open", () => isFoundIn(unopened));
    // VS Code tells of the folders alone, not of what is in them.
    const [first, second] = ["first", "second"].map((name) => vscode.Uri.joinPath(folder.uri, name));
    await vscode.workspace.fs.createDirectory(first);
    await vscode.workspace.fs.rename(unopened, vscode.Uri.joinPath(first, "moved.ipynb"));
    await until(
      "the finding where the notebook lies now",
      () => isFoundIn(vscode.Uri.joinPath(first, "moved.ipynb")) && !isFoundIn(unopened),
    );
    await vscode.workspace.fs.rename(first, second);
    await until(
      "the finding in the folder's new name",
      () => isFoundIn(vscode.Uri.joinPath(second, "moved.ipynb")) && !isFoundIn(vscode.Uri.joinPath(first, "moved.ipynb")),
    );
    await vscode.workspace.fs.delete(second, { recursive: true });
    await until("nothing of what is gone", () => !isFoundIn(vscode.Uri.joinPath(second, "moved.ipynb")));
  });

  it("check no notebook that VS Code hides, and hear when it hides others", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const [hidden, shown] = ["drafts/hidden.ipynb", "final/shown.ipynb"].map((path) => vscode.Uri.joinPath(folder.uri, path));
    for (const uri of [hidden, shown]) await vscode.workspace.fs.writeFile(uri, Buffer.from(notebookText("print(missing)")));
    const hide = (patterns: object | undefined) =>
      vscode.workspace.getConfiguration("files").update("exclude", patterns, vscode.ConfigurationTarget.Workspace);
    const isFoundIn = (uri: vscode.Uri): boolean => vscode.languages.getDiagnostics(uri).length > 0;
    await hide({ "**/{drafts,old}": true });
    await vscode.commands.executeCommand("nbready.checkWorkspace");
    await until("a finding on the notebook that is shown", () => isFoundIn(shown));
    assert.ok(!isFoundIn(hidden));
    await hide({ final: true });
    await until("a finding on the other one, which is shown now", () => isFoundIn(hidden) && !isFoundIn(shown));
    await hide(undefined);
    for (const uri of [hidden, shown]) await vscode.workspace.fs.delete(uri);
    await until("nothing of what is gone", () => !isFoundIn(hidden) && !isFoundIn(shown));
  });

  it("check the workspace where only one of its folders has the checks on", async () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const [off, on] = folders.map(({ uri }) => vscode.Uri.joinPath(uri, "one.ipynb"));
    for (const uri of [off, on]) await vscode.workspace.fs.writeFile(uri, Buffer.from(notebookText("print(missing)")));
    const enable = (value: boolean | undefined, folder?: vscode.WorkspaceFolder) =>
      vscode.workspace
        .getConfiguration("nbready", folder)
        .update("enable", value, folder ? vscode.ConfigurationTarget.WorkspaceFolder : vscode.ConfigurationTarget.Workspace);
    await enable(false);
    await enable(true, folders[1]);
    try {
      await vscode.commands.executeCommand("nbready.checkWorkspace");
      const isFoundIn = (uri: vscode.Uri): boolean => vscode.languages.getDiagnostics(uri).length > 0;
      await until("a finding in the folder that is checked", () => isFoundIn(on));
      assert.ok(!isFoundIn(off));
    } finally {
      await enable(undefined);
      await enable(undefined, folders[1]);
      for (const uri of [off, on]) await vscode.workspace.fs.delete(uri);
    }
  });

  it("say what they need where nothing is open, and never fail", async () => {
    await closeAll();
    const { packageJSON } = vscode.extensions.getExtension("nbready.nbready")!;
    const ids = (packageJSON.contributes.commands as readonly { readonly command: string }[]).map(({ command }) => command);
    const failed: string[] = [];
    for (const id of ids.filter((one) => one !== "nbready.restartServer")) {
      const run = Promise.resolve(vscode.commands.executeCommand(id)).catch(
        (error: unknown) => void failed.push(`${id}: ${String(error)}`),
      );
      // Those that ask with a list end when it closes.
      const closing = setInterval(() => void vscode.commands.executeCommand("workbench.action.closeQuickOpen"), 100);
      await run.finally(() => clearInterval(closing));
    }
    assert.deepEqual(failed, []);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
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
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n");
}
