// What the diff view does inside VS Code: reads both sides as they stand now, follows them, and puts cells back.
import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { head, index, repositoryOf, versionOf } from "../../../extension/diff/git";
import { revertEdit } from "../../../extension/diff/revert";
import { savedUri } from "../../../extension/diff/savedFiles";
import { followSide, readSide, sideName } from "../../../extension/diff/sides";
import { themeColours } from "../../../extension/diff/themeColours";
import type { Revert } from "../../../media/diff/messages";
import { makeFolder, notebookText, type Cell } from "../vscode/notebooks";
import { git, makeRepository, rewrite } from "../vscode/repository";
import { until } from "../vscode/until";
import { closeAll, sourcesOf, writeCell } from "./support";

const cell = (id: string, source: string, more: Partial<Cell> = {}): Cell => ({ id, source, ...more });
const before = notebookText(
  cell("a", "one = 1\ntwo = 2\nthree = 3", { run: 4, printed: "old\n", tags: ["keep"] }),
  cell("gone", "gone = True", { kind: "markdown" }),
  cell("b", "b = 1"),
  cell("m", "moved = 1"),
);
const after = notebookText(
  cell("m", "moved = 2"),
  cell("a", "one = 1\ntwo = 22\nthree = 3\nfour = 4", { run: 9, printed: "new\n" }),
  cell("new", "new = True"),
  cell("b", "b = 1"),
);

describe("diff: from VS Code's own", () => {
  afterEach(closeAll);

  it("opens the readable one of the same sides", async () => {
    const folder = makeFolder({ "before.ipynb": before, "after.ipynb": after });
    await vscode.commands.executeCommand(
      "vscode.diff",
      ...["before", "after"].map((name) => vscode.Uri.file(join(folder, `${name}.ipynb`))),
    );
    const front = (): vscode.Tab | undefined => vscode.window.tabGroups.activeTabGroup.activeTab;
    await until("VS Code's diff", () => front()?.input instanceof vscode.TabInputNotebookDiff);
    await vscode.commands.executeCommand("nbready.diffInFront");
    const tab = await until("the readable diff", () => front()?.input instanceof vscode.TabInputWebview && front());
    assert.equal(tab.label, "before.ipynb ↔ after.ipynb");
    await vscode.window.tabGroups.close(vscode.window.tabGroups.activeTabGroup.tabs);
  });
});

describe("diff: putting back", () => {
  let old: vscode.NotebookDocument;
  let now: vscode.NotebookDocument;

  beforeEach(async () => {
    const folder = makeFolder({ "before.ipynb": before, "after.ipynb": after });
    [old, now] = await Promise.all(
      ["before", "after"].map((name) => vscode.workspace.openNotebookDocument(vscode.Uri.file(join(folder, `${name}.ipynb`)))),
    );
    await vscode.window.showNotebookDocument(now);
  });
  afterEach(closeAll);

  const cases: readonly (readonly [what: string, revert: Revert, sources: readonly string[]])[] = [
    ["a cell that changed", { kind: "changed", before: 0, after: 1 }, ["moved = 2", "one = 1\ntwo = 2\nthree = 3", "new = True", "b = 1"]],
    ["an added cell", { kind: "added", after: 2 }, ["moved = 2", "one = 1\ntwo = 22\nthree = 3\nfour = 4", "b = 1"]],
    [
      "a removed cell",
      { kind: "removed", before: 1, place: 2 },
      ["moved = 2", "one = 1\ntwo = 22\nthree = 3\nfour = 4", "gone = True", "new = True", "b = 1"],
    ],
    [
      "a moved cell",
      { kind: "moved", before: 3, after: 0, place: 4 },
      ["one = 1\ntwo = 22\nthree = 3\nfour = 4", "new = True", "b = 1", "moved = 1"],
    ],
    [
      "a line that changed",
      { kind: "lines", before: 0, after: 1, old: { start: 1, end: 2 }, new: { start: 1, end: 2 } },
      ["moved = 2", "one = 1\ntwo = 2\nthree = 3\nfour = 4", "new = True", "b = 1"],
    ],
    [
      "a line that came at the end",
      { kind: "lines", before: 0, after: 1, old: { start: 3, end: 3 }, new: { start: 3, end: 4 } },
      ["moved = 2", "one = 1\ntwo = 22\nthree = 3", "new = True", "b = 1"],
    ],
  ];
  for (const [what, revert, sources] of cases) {
    it(`puts back ${what}, and one undo takes that back`, async () => {
      const unchanged = sourcesOf(now);
      assert.ok(await vscode.workspace.applyEdit(revertEdit(revert, old, now)));
      assert.deepEqual(sourcesOf(now), sources);
      await vscode.commands.executeCommand("undo");
      await until("the notebook as it was", () => JSON.stringify(sourcesOf(now)) === JSON.stringify(unchanged));
    });
  }

  it("brings outputs, count, kind and metadata along", async () => {
    await vscode.workspace.applyEdit(revertEdit({ kind: "changed", before: 0, after: 1 }, old, now));
    const [, one] = now.getCells();
    assert.equal(new TextDecoder().decode(one.outputs[0].items[0].data), "old\n");
    assert.equal(one.metadata.execution_count, 4);
    assert.deepEqual(one.metadata.metadata, { tags: ["keep"] });
    await vscode.workspace.applyEdit(revertEdit({ kind: "removed", before: 1, place: 4 }, old, now));
    assert.equal(now.cellAt(4).kind, vscode.NotebookCellKind.Markup);
    assert.equal(now.cellAt(4).metadata.id, "gone");
  });
});

describe("diff: colours", () => {
  it("are those of the theme's file and of what it includes; none of a theme that nobody knows", async () => {
    const { comment, keyword, title } = await themeColours("Dark+");
    assert.deepEqual(
      [comment, keyword, title].map((colour) => colour?.toLowerCase()),
      ["#6a9955", "#c586c0", "#dcdcaa"],
    );
    assert.deepEqual(await themeColours("No Such Theme"), {});
  });
});

describe("diff: sides", () => {
  afterEach(closeAll);

  it("reads unsaved changes of an open notebook, and what is saved beside it", async () => {
    const file = vscode.Uri.file(join(makeFolder({ "live.ipynb": after }), "live.ipynb"));
    assert.equal(await readSide(file), after);
    const notebook = await vscode.workspace.openNotebookDocument(file);
    await vscode.window.showNotebookDocument(notebook);
    let changes = 0;
    const followed = await followSide(file, () => changes++);
    await writeCell(notebook, 3, "b = 2");
    await until("a call", () => changes > 0);
    followed.dispose();
    assert.match((await readSide(file)) ?? "", /b = 2/);
    assert.equal(await readSide(savedUri(file)), after);
    assert.equal(sideName(savedUri(file)), "live.ipynb (saved)");
    const saved = await vscode.workspace.openNotebookDocument(savedUri(file));
    assert.equal(saved.cellAt(3).document.getText(), "b = 1");
  });

  it("gives null for a file that is not there", async () => {
    assert.equal(await readSide(vscode.Uri.file(join(makeFolder({}), "no.ipynb"))), null);
  });

  it("reads versions from git through VS Code's own extension, and hears when HEAD moves", async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "nbready-git-")));
    rewrite(folder, "sales.ipynb", before);
    makeRepository(folder);
    rewrite(folder, "sales.ipynb", after);
    const file = vscode.Uri.file(join(folder, "sales.ipynb"));
    const api = (await vscode.extensions.getExtension("vscode.git")?.activate()).getAPI(1);
    await api.openRepository(vscode.Uri.file(folder));
    await until("the repository", async () => (await repositoryOf(file)) !== undefined);
    const [old, staged] = await Promise.all([versionOf(file, head), versionOf(file, index)]);
    assert.ok(old && staged);
    assert.deepEqual([sideName(old), sideName(staged)], ["sales.ipynb (HEAD)", "sales.ipynb (index)"]);
    assert.deepEqual([await readSide(old), await readSide(staged), await readSide(file)], [before, before, after]);
    const opened = await vscode.workspace.openNotebookDocument(old);
    assert.equal(opened.cellAt(0).metadata.id, "a");
    let changes = 0;
    const followed = await followSide(old, () => changes++);
    git(folder, "commit", "--quiet", "--all", "--message", "Change");
    await ((await repositoryOf(file)) as unknown as { status(): Promise<void> }).status();
    await until("a call", () => changes > 0);
    followed.dispose();
    assert.equal(await readSide(old), after);
    rmSync(folder, { recursive: true, force: true });
  });
});
