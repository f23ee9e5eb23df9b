// Merge conflicts as a user settles them: by the choices at a cell, by commands, by hand; each undone in one step, each leaving a valid notebook.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { makeFolder, notebookText } from "../vscode/notebooks";
import { until } from "../vscode/until";
import { closeAll, sourcesOf, writeCell } from "./support";

const project = join(__dirname, "../../../..");
const total = (value: number): string => `import os\ntotal = ${value}\nrows = 2`;
const prose = (text: string) => ({ kind: "markdown" as const, source: text });

/** The conflicts of a merge by nbready itself: in the lines of cell 1, and a Markdown cell that both sides changed. */
async function showConflicts(): Promise<vscode.NotebookDocument> {
  const sides = { base: [1, "The end"], ours: [10, "The end of ours"], theirs: [11, "The end of theirs"] } as const;
  const folder = makeFolder(
    Object.fromEntries(
      Object.entries(sides).map(([name, [value, end]]) => [
        `${name}.ipynb`,
        notebookText("x = 1", { source: total(value), printed: "1", run: 1 }, prose(end)),
      ]),
    ),
  );
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(project, "dist/cli.js"), "merge", "base.ipynb", "ours.ipynb", "theirs.ipynb", "-o", "merged.ipynb"],
    { cwd: folder, encoding: "utf8" },
  );
  assert.equal(status, 1, stderr);
  const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(join(folder, "merged.ipynb")));
  await vscode.window.showNotebookDocument(notebook);
  assert.equal(notebook.cellCount, 7);
  return notebook;
}

interface Saved {
  readonly cells: readonly { readonly id?: string; readonly metadata: object }[];
}

async function saved(notebook: vscode.NotebookDocument): Promise<Saved> {
  assert.ok(await notebook.save());
  return JSON.parse(readFileSync(notebook.uri.fsPath, "utf8")) as Saved;
}

async function undo(notebook: vscode.NotebookDocument): Promise<void> {
  await vscode.window.showNotebookDocument(notebook);
  await vscode.commands.executeCommand("notebook.cell.quitEdit");
  await vscode.commands.executeCommand("undo");
}

describe("merge conflicts", () => {
  afterEach(closeAll);

  const choices: readonly (readonly [command: string, first: string, ends: readonly string[]])[] = [
    ["nbready.takeOurs", total(10), ["The end of ours"]],
    ["nbready.takeTheirs", total(11), ["The end of theirs"]],
    ["nbready.takeBoth", "import os\ntotal = 10\ntotal = 11\nrows = 2", ["The end of ours", "The end of theirs"]],
  ];
  for (const [command, first, ends] of choices) {
    it(`are settled by ${command}, undone in one step, and leave no mark in the file`, async () => {
      const notebook = await showConflicts();
      const marked = sourcesOf(notebook);
      await vscode.commands.executeCommand(command, notebook.cellAt(1));
      assert.deepEqual(sourcesOf(notebook), ["x = 1", first, ...marked.slice(2)]);
      await undo(notebook);
      await until("the conflict again", () => JSON.stringify(sourcesOf(notebook)) === JSON.stringify(marked));
      assert.match(JSON.stringify(notebook.cellAt(1).metadata), /"conflict"/);

      await vscode.commands.executeCommand(command, notebook.cellAt(1));
      // Any cell of the second conflict will do: this is the one between ours and theirs.
      await vscode.commands.executeCommand(command, notebook.cellAt(4));
      assert.deepEqual(sourcesOf(notebook), ["x = 1", first, ...ends]);
      const { cells } = await saved(notebook);
      assert.doesNotMatch(JSON.stringify(cells), /conflict|<{7}|>{7}/);
      assert.equal(new Set(cells.map(({ id }) => id)).size, cells.length);
      const check = spawnSync(
        process.execPath,
        [join(project, "dist/cli.js"), "check", notebook.uri.fsPath, "--select", "invalid-notebook"],
        { encoding: "utf8" },
      );
      assert.equal(check.status, 0, check.stdout + check.stderr);
    });
  }

  it("are walked through and settled at the selected cell", async () => {
    const notebook = await showConflicts();
    const editor = await vscode.window.showNotebookDocument(notebook);
    const selected = (): number => editor.selection.start;
    const places: number[] = [];
    for (const command of ["nbready.nextConflict", "nbready.nextConflict", "nbready.nextConflict", "nbready.previousConflict"]) {
      await vscode.commands.executeCommand(command);
      const before = places.at(-1);
      await until("a step", () => selected() !== before);
      places.push(selected());
    }
    assert.deepEqual(places, [1, 2, 1, 2]);
    await vscode.commands.executeCommand("nbready.takeTheirs");
    assert.deepEqual(sourcesOf(notebook).slice(2), ["The end of theirs"]);
  });

  it("settled by hand lose their note when the notebook is saved; those that are open keep theirs", async () => {
    const notebook = await showConflicts();
    await writeCell(notebook, 1, total(12));
    const { cells } = await saved(notebook);
    assert.deepEqual(cells[1].metadata, {});
    assert.equal((JSON.stringify(cells).match(/"conflict"/g) ?? []).length, 3);
  });

  it("open in a view of their own", async () => {
    const notebook = await showConflicts();
    await vscode.commands.executeCommand("nbready.openMerge", { resourceUri: notebook.uri });
    const tab = await until("the view", () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === "Merge: merged.ipynb"),
    );
    assert.ok(tab.input instanceof vscode.TabInputWebview);
    await vscode.window.tabGroups.close(tab);
  });

  it("get no view where there are none", async () => {
    const path = join(makeFolder({ "clean.ipynb": notebookText("x = 1") }), "clean.ipynb");
    await vscode.commands.executeCommand("nbready.openMerge", { resourceUri: vscode.Uri.file(path) });
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => /^Merge/.test(label)),
      [],
    );
  });

  it("of other tools' markers in a cell are known, too", async () => {
    const folder = makeFolder({});
    const path = join(folder, "git.ipynb");
    writeFileSync(path, notebookText("<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> feature"));
    const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(path));
    await vscode.commands.executeCommand("nbready.takeTheirs", notebook.cellAt(0));
    assert.deepEqual(sourcesOf(notebook), ["x = 2"]);
  });
});
