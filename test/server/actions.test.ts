// Code actions: what is offered where, and that an applied one gives the right text.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CodeAction, TextEdit } from "vscode-languageserver-protocol";
import { fixAllRequest, type SafeFixes } from "../../language-server/server/protocol";
import { TestServer } from "./support/server";

const editsOf = ({ edit }: CodeAction): readonly TextEdit[] =>
  (edit?.documentChanges ?? []).flatMap((change) => ("edits" in change ? (change.edits as TextEdit[]) : []));
const titles = (actions: readonly CodeAction[]): readonly string[] => actions.map((action) => action.title);

describe("server: code actions", () => {
  let server: TestServer;
  let plain: TestServer;
  before(async () => {
    const program = "test/server/support/testRules.ts";
    [server, plain] = await Promise.all([
      TestServer.start({ program, initializationOptions: { notebookEdits: true } }),
      TestServer.start({ program }),
    ]);
  });
  after(() => Promise.all([server.stop(), plain.stop()]));
  const allFixes = (notebook: string): Promise<SafeFixes | null> => server.connection.sendRequest(fixAllRequest.method, { notebook });

  it("offers each fix, all of the kind, the ways to ignore and the page, and only at the finding", async () => {
    const notebook = await server.open(["x = BAD", "y = BAD"]);
    await notebook.found();
    const actions = await notebook.actions(0, "BAD");
    assert.deepEqual(titles(actions), [
      "Write GOOD",
      "Write BETTER",
      "Fix all NBR801 (mends) in this notebook: 2",
      "Ignore NBR801 (mends) on this line",
      "Ignore NBR801 (mends) in this cell",
      "Ignore NBR801 (mends) in this notebook",
      "Explain NBR801 (mends)",
    ]);
    assert.deepEqual(
      actions.map((action) => action.isPreferred ?? false),
      [true, false, false, false, false, false, false],
    );
    assert.deepEqual(actions[0].diagnostics, [notebook.diagnosticsOf(0)[0]]);
    assert.deepEqual(titles(await notebook.actions(0, "x")), []);
  });

  it("offers mends before all else where several findings stand at one place, the gravest first", async () => {
    const notebook = await server.open(["TAG BAD"]);
    await notebook.found();
    const offered = titles(await notebook.actions(0, "TAG BAD"));
    assert.deepEqual(offered.slice(0, 3), ["Write GOOD", "Write BETTER", "Do TAG"]);
    assert.deepEqual(offered.slice(-2), ["Explain NBR801 (mends)", "Explain NBR802 (restructures)"]);
  });

  it("offers once what two findings of a rule call for alike", async () => {
    const notebook = await server.open(["BAD BAD"]);
    await notebook.found();
    const offered = titles(await notebook.actions(0, "BAD BAD"));
    assert.deepEqual(
      offered.filter((title) => !/^Write/.test(title)),
      [
        "Fix all NBR801 (mends) in this notebook: 2",
        "Ignore NBR801 (mends) on this line",
        "Ignore NBR801 (mends) in this cell",
        "Ignore NBR801 (mends) in this notebook",
        "Explain NBR801 (mends)",
      ],
    );
  });

  it("applies one fix, which clears its finding alone", async () => {
    const notebook = await server.open(["x = BAD", "y = BAD"]);
    await notebook.found();
    await notebook.apply(await notebook.actions(0, "BAD"), /^Write GOOD$/);
    assert.deepEqual(notebook.sources, ["x = GOOD", "y = BAD"]);
    assert.deepEqual(await notebook.found(), [[1, "NBR801", "BAD"]]);
  });

  it("applies all fixes of a kind over all cells", async () => {
    const notebook = await server.open(["x = BAD + BAD", "fine", "y = BAD"]);
    await notebook.found();
    await notebook.apply(await notebook.actions(2, "BAD"), /^Fix all NBR801/);
    assert.deepEqual(notebook.sources, ["x = GOOD + GOOD", "fine", "y = GOOD"]);
    assert.deepEqual(await notebook.found(), []);
  });

  it("fixes on save: a cell by source.fixAll, the notebook by notebook.source.fixAll, and safe fixes only", async () => {
    const notebook = await server.open(["x = BAD", "y = BAD"]);
    await notebook.found();
    assert.deepEqual(titles(await notebook.actions(0, "x", ["source.organizeImports"])), []);
    const cell = await notebook.actions(0, "x", ["source.fixAll"]);
    assert.deepEqual(
      cell.map(({ kind }) => kind),
      ["source.fixAll.nbready"],
    );
    const whole = await notebook.actions(0, "x", ["notebook.source.fixAll.nbready"]);
    assert.deepEqual(
      whole.map(({ kind }) => kind),
      ["notebook.source.fixAll.nbready"],
    );
    await notebook.apply(cell, /./);
    assert.deepEqual(notebook.sources, ["x = GOOD", "y = BAD"]);
    await notebook.apply(await notebook.actions(0, "x", ["notebook.source.fixAll.nbready"]), /./);
    assert.deepEqual(notebook.sources, ["x = GOOD", "y = GOOD"]);
  });

  it("tells what fixes all that is safe at once, changes of the structure too, and how many findings that mends", async () => {
    const notebook = await server.open(["x = BAD + WORSE", "DELETE", { source: "TAG", run: 1 }, "INSERT", "FIRST", "y = BAD"]);
    await notebook.found();
    const fixes = await allFixes(notebook.uri);
    assert.deepEqual([fixes?.fixed, fixes?.problem], [8, null]);
    const [, gone, tagged, between, moved] = notebook.cells.map(({ uri }) => uri);
    assert.deepEqual(fixes?.edit.operations, [
      { op: "delete", cell: gone },
      { op: "move", cell: moved, before: notebook.cells[0].uri, text: "DONE" },
      { op: "setTags", cell: tagged, tags: ["tagged"], text: "DONE" },
      { op: "insert", before: between, cell: { kind: "code", language: "python", text: "new = 1", tags: ["made"] } },
    ]);
    assert.deepEqual(
      fixes.edit.texts.map(({ edits }) => edits.map(({ newText }) => newText)),
      [["GOOD + GOOD"], ["DONE"], ["GOO"]],
    );
    const none = await allFixes((await server.open(["x = 1"])).uri);
    assert.deepEqual(none && [none.fixed, none.edit.texts, none.edit.operations], [0, [], []]);
    assert.equal(await allFixes("file:///elsewhere.ipynb"), null);
  });

  it("tells how far it got where fixes undo each other, or one would break a cell", async () => {
    const swinging = await server.open(["x = BAD", "TICK"]);
    await swinging.found();
    const fixes = await allFixes(swinging.uri);
    assert.deepEqual(
      fixes?.edit.texts.map(({ edits }) => edits.map(({ newText }) => newText)),
      [["GOO"]],
    );
    assert.match(fixes?.problem ?? "", /undo each other/);
    const breaking = await server.open(["WORSE", "BREAK if 1 else BAD"]);
    await breaking.found();
    const none = await allFixes(breaking.uri);
    assert.deepEqual(none && [none.fixed, none.edit.texts, none.edit.operations], [0, [], []]);
    assert.match(none?.problem ?? "", /would have broken/);
    assert.deepEqual(await breaking.actions(0, "WORSE", ["notebook.source.fixAll.nbready"]), []);
    assert.deepEqual(breaking.sources, ["WORSE", "BREAK if 1 else BAD"]);
  });

  it("fixes on save what fixes call for, in files beside the notebook too, as one change", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nbready-actions-"));
    try {
      writeFileSync(join(folder, "requirements.txt"), "one\ntwo\n");
      const notebook = await server.open(["x = WORSE", "PIN"], join(folder, "a.ipynb"));
      await notebook.found();
      const [cell] = await notebook.actions(0, "WORSE", ["source.fixAll"]);
      assert.deepEqual(
        editsOf(cell).map(({ newText }) => newText),
        ["GOOD"],
      );
      const [whole, ...others] = await notebook.actions(0, "WORSE", ["notebook.source.fixAll.nbready"]);
      assert.deepEqual([editsOf(whole).map(({ newText }) => newText), others], [["==1\ntwo==1", "GOOD"], []]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const ignoring: readonly (readonly [what: string, source: readonly string[], title: RegExp, after: readonly string[]])[] = [
    ["the line", ["x = BAD"], /on this line/, ["x = BAD  # nbready: ignore[NBR801]"]],
    ["a line of several", ["a\nx = BAD\nb"], /on this line/, ["a\nx = BAD  # nbready: ignore[NBR801]\nb"]],
    [
      "a line with another suppression",
      ["x = BAD  # nbready: ignore[NBR101]"],
      /on this line/,
      ["x = BAD  # nbready: ignore[NBR101, NBR801]"],
    ],
    ["the cell", ["a\nx = BAD"], /in this cell/, ["# nbready: ignore[NBR801]\na\nx = BAD"]],
    ["a cell with a cell magic", ["%%time\nx = BAD"], /in this cell/, ["%%time\n# nbready: ignore[NBR801]\nx = BAD"]],
    ["the notebook", ["a", "x = BAD"], /in this notebook/, ["# nbready: ignore-file[NBR801]\na", "x = BAD"]],
  ];
  for (const [what, source, title, after] of ignoring) {
    it(`ignores ${what} by a comment that works`, async () => {
      const notebook = await server.open(source);
      await notebook.found();
      const bad = source.findIndex((text) => text.includes("BAD"));
      await notebook.apply(await notebook.actions(bad, "BAD"), title);
      assert.deepEqual(notebook.sources, after);
      assert.deepEqual(await notebook.found("NBR801"), []);
    });
  }

  it("offers no line comment where one would become part of a string", async () => {
    const notebook = await server.open(['x = """\nBAD\n"""']);
    await notebook.found();
    const offered = titles(await notebook.actions(0, "BAD"));
    assert.ok(!offered.some((title) => /on this line/.test(title)), offered.join(" | "));
    assert.ok(offered.some((title) => /in this cell/.test(title)));
  });

  it("describes changes of the structure to a client that can make them, text changes of the same fix included", async () => {
    const notebook = await server.open(["a = 0", "INSERT", "DELETE", "FIRST", "CLEAR", "TAG"]);
    await notebook.found();
    const described = async (index: number, word: string) => {
      const action = (await notebook.actions(index, word)).find((one) => one.title === `Do ${word}`);
      assert.equal(action?.command?.command, "nbready.applyNotebookEdit");
      const { operations, texts, notebook: uri } = action.command.arguments?.[0];
      assert.equal(uri, notebook.uri);
      return { operations, texts };
    };
    const [first, insert, remove, move, clear, tag] = notebook.cells.map(({ uri }) => uri);
    const done = (document: string, length: number) => ({
      document,
      edits: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: length } }, newText: "DONE" }],
    });
    assert.deepEqual(await described(1, "INSERT"), {
      operations: [{ op: "insert", before: insert, cell: { kind: "code", language: "python", text: "new = 1", tags: ["made"] } }],
      texts: [done(insert, 6)],
    });
    assert.deepEqual(await described(2, "DELETE"), { operations: [{ op: "delete", cell: remove }], texts: [] });
    assert.deepEqual(await described(3, "FIRST"), { operations: [{ op: "move", cell: move, before: first, text: "DONE" }], texts: [] });
    assert.deepEqual(await described(4, "CLEAR"), { operations: [{ op: "clearOutputs", cell: clear, text: "DONE" }], texts: [] });
    assert.deepEqual(await described(5, "TAG"), { operations: [{ op: "setTags", cell: tag, tags: ["tagged"], text: "DONE" }], texts: [] });
  });

  it("offers a client without nbready's commands only what it can do", async () => {
    const notebook = await plain.open(["DELETE BAD"]);
    await notebook.found();
    assert.ok((await notebook.actions(0, "DELETE")).every((action) => action.edit && !action.command));
    const offered = await notebook.actions(0, "BAD");
    assert.ok(offered.length > 0 && offered.every((action) => action.edit && !action.command));
  });
});
