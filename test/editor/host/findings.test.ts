// Findings in an open notebook: on the right cell and text, with a link and related places, following every edit.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { notebookText } from "../vscode/notebooks";
import { until } from "../vscode/until";
import { closeAll, foundIn, showNotebook, untilFound, untilReported, writeCell } from "./support";

describe("findings", () => {
  afterEach(closeAll);

  it("come with the first notebook, without any other command", async () => {
    const notebook = await showNotebook(["print(total)", "total = 1"]);
    await untilFound(notebook, [[0, "NBR102", "total"]], "NBR102");
    assert.equal(vscode.extensions.getExtension("nbready.nbready")?.isActive, true);
  });

  it("say what is wrong, link to the rule's page, and lead to the other cell", async () => {
    const notebook = await showNotebook(["print(total)", "total = 1"]);
    const [finding] = await untilReported(notebook, "NBR102");
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.match(finding.message, /NameError/);
    assert.ok(typeof finding.code === "object" && /used-before-definition/.test(finding.code.target.toString()), "links to the page");
    const [related] = finding.relatedInformation ?? [];
    assert.equal(related?.location.uri.toString(), notebook.cellAt(1).document.uri.toString());
    assert.equal(notebook.cellAt(1).document.getText(related.location.range), "total");
  });

  it("go when an edit mends them, come when an edit makes them", async () => {
    const notebook = await showNotebook(["x = 1", "print(y)"]);
    await untilFound(notebook, [[1, "NBR103", "y"]], "NBR103");
    await writeCell(notebook, 0, "y = 1");
    await untilFound(notebook, [], "NBR103");
    await writeCell(notebook, 1, "print(y)\nprint(zeta)");
    await untilFound(notebook, [[1, "NBR103", "zeta"]], "NBR103");
  });

  it("follow a cell that moves", async () => {
    const notebook = await showNotebook(["print(total)", "total = 1"]);
    await untilFound(notebook, [[0, "NBR102", "total"]], "NBR102");
    const moved = notebook.cellAt(1);
    const data = new vscode.NotebookCellData(moved.kind, moved.document.getText(), moved.document.languageId);
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(1, 2)), vscode.NotebookEdit.insertCells(0, [data])]);
    await vscode.workspace.applyEdit(edit);
    await untilFound(notebook, [], "NBR102");
  });

  it("keep quiet on a clean notebook", async () => {
    const notebook = await showNotebook([
      { source: "values = [1, 2, 3]", run: 1 },
      { source: "print(sum(values))", run: 2, printed: "6\n" },
    ]);
    const other = await showNotebook(["print(missing)"]);
    // The second notebook was opened later: when its finding is there, the first has been checked.
    await untilReported(other, "NBR103");
    assert.deepEqual(foundIn(notebook), []);
  });

  it("one cell that does not parse does not silence the others", async () => {
    const notebook = await showNotebook(["def broken(:", "print(missing)"]);
    await untilReported(notebook, "NBR103");
    await untilReported(notebook, "NBR910");
  });

  it("know the outputs, which only the editor has", async () => {
    const notebook = await showNotebook([{ source: "print(1)", run: 1, failed: { name: "ValueError", text: "no such column" } }]);
    const [finding] = await untilReported(notebook, "NBR107");
    assert.match(finding.message, /ValueError/);
  });

  it("stand on a configuration file with mistakes, until it is saved without them", async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const [file, path] = ["nbready.toml", "test.ipynb"].map((name) => vscode.Uri.joinPath(folder.uri, "mistaken", name));
    const save = (uri: vscode.Uri, text: string): Thenable<void> => vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    try {
      await save(file, "exclude = []\nignored = []\n");
      await save(path, notebookText("print(missing)"));
      await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(path));
      const [mistake] = await until("the mistake", () => {
        const found = vscode.languages.getDiagnostics(file);
        return found.length > 0 && found;
      });
      assert.deepEqual(
        [mistake.source, mistake.severity, mistake.range.start.line, mistake.range.end.character],
        ["nbready", vscode.DiagnosticSeverity.Error, 1, 7],
      );
      assert.match(mistake.message, /did you mean "ignore"/);
      await save(file, "exclude = []\nignore = []\n");
      await until("no mistake", () => vscode.languages.getDiagnostics(file).length === 0);
    } finally {
      await closeAll();
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder.uri, "mistaken"), { recursive: true });
    }
  });

  it("leave notebooks of other schemes alone, such as the old side of a diff", async () => {
    const provider = vscode.workspace.registerFileSystemProvider("old", readOnlyFile(notebookText("print(missing)")), { isReadonly: true });
    try {
      const old = await vscode.workspace.openNotebookDocument(vscode.Uri.parse("old:/test.ipynb"));
      const notebook = await showNotebook(["print(missing)"]);
      // Opened later than the old one: when its finding is there, that one has had its turn.
      await untilReported(notebook, "NBR103");
      assert.deepEqual(foundIn(old), []);
    } finally {
      provider.dispose();
    }
  });

  it("follow the settings", async () => {
    const notebook = await showNotebook(["print(missing)"]);
    await untilReported(notebook, "NBR103");
    const settings = vscode.workspace.getConfiguration("nbready");
    await settings.update("ignore", ["NBR103"], vscode.ConfigurationTarget.Global);
    try {
      await untilFound(notebook, [], "NBR103");
    } finally {
      await settings.update("ignore", undefined, vscode.ConfigurationTarget.Global);
    }
    await untilReported(notebook, "NBR103");
  });
});

/** A file system in which every file has this text. */
function readOnlyFile(text: string): vscode.FileSystemProvider {
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length }),
    readFile: () => new TextEncoder().encode(text),
    readDirectory: () => [],
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
