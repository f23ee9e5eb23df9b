// An editor that knows no notebooks opens their files as JSON: findings, hovers and fixes stand in that text.
import assert from "node:assert/strict";
import type { CodeAction, Hover, Position, Range, TextEdit } from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { longNotebook } from "./support/longNotebook";
import { TestServer } from "./support/server";

const uri = "untitled:notes.ipynb";

const notebookText = (sources: readonly string[]): string =>
  JSON.stringify(
    {
      cells: sources.map((source) => ({
        cell_type: "code",
        execution_count: null,
        metadata: {},
        outputs: [],
        source: source.split(/(?<=\n)/),
      })),
      metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" }, language_info: { name: "python" } },
      nbformat: 4,
      nbformat_minor: 4,
    },
    null,
    1,
  );

describe("server: notebooks as text", () => {
  let server: TestServer;
  let document: TextDocument;
  beforeEach(async () => {
    server = await TestServer.start({ knowsNotebooks: false, program: "test/server/support/testRules.ts" });
  });
  afterEach(() => server.stop());

  async function open(text: string, languageId = "json"): Promise<void> {
    document = TextDocument.create(uri, languageId, 1, text);
    await server.connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }
  async function change(changes: readonly TextEdit[]): Promise<void> {
    server.diagnostics.delete(uri);
    const version = document.version + 1;
    document = TextDocument.create(uri, "json", version, TextDocument.applyEdits(document, [...changes]));
    await server.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text: document.getText() }],
    });
  }
  /** Codes with the text that each is marked at, as it stands in the file. */
  async function found(): Promise<readonly (readonly [unknown, string])[]> {
    const diagnostics = await server.until("diagnostics", () => server.diagnostics.get(uri));
    return diagnostics.map(({ code, range }) => [code, document.getText(range)]);
  }
  const at = (text: string): Position => document.positionAt(document.getText().indexOf(text) + 1);
  const actionsAt = async (range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> =>
    server.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: [], only },
    });
  async function apply(action: CodeAction): Promise<void> {
    const [change0] = action.edit?.documentChanges ?? [];
    assert.ok(change0 && "edits" in change0 && change0.textDocument.uri === uri);
    await change(change0.edits as TextEdit[]);
  }

  it("is offered texts only by editors that know no notebooks", async () => {
    assert.deepEqual(server.capabilities.textDocumentSync, { openClose: true, change: 2 });
    const other = await TestServer.start();
    assert.equal(other.capabilities.textDocumentSync, 0);
    await other.stop();
  });

  it("marks findings where they stand in the file, behind escapes too", async () => {
    await open(notebookText(['print("\\t")\nx = "é" + BAD', "BAD"]));
    assert.deepEqual(await found(), [
      ["NBR801", "BAD"],
      ["NBR801", "BAD"],
    ]);
    assert.deepEqual(
      server.diagnostics
        .get(uri)
        ?.map(({ range }) => document.getText({ start: { line: range.start.line, character: 0 }, end: range.end }).trim()),
      ['"x = \\"é\\" + BAD', '"BAD'],
    );
  });

  it("follows edits, says where the text is no notebook, and takes everything back when it is closed", async () => {
    await open(notebookText(["x = BAD"]));
    assert.equal((await found()).length, 1);
    const good = document.getText();
    await change([{ range: { start: { line: 2, character: 0 }, end: { line: 2, character: 3 } }, newText: "oops" }]);
    assert.deepEqual(await found(), [[undefined, ""]]);
    assert.match(String(server.diagnostics.get(uri)?.[0].message), /^Not valid JSON at line 3/);
    assert.deepEqual(await actionsAt({ start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }), []);
    await change([
      {
        range: { start: document.positionAt(0), end: document.positionAt(document.getText().length) },
        newText: good.replace("BAD", "GOOD"),
      },
    ]);
    assert.deepEqual(await found(), []);
    await change([{ range: { start: at("GOOD"), end: at("GOOD") }, newText: "BAD" }]);
    await found();
    await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    await server.until("an empty list", () => server.diagnostics.get(uri)?.length === 0);
  });

  it("checks and answers for others first while a long one is checked, and what is typed into that one at the end", async () => {
    const long = "file:///project/long.ipynb";
    const cells = longNotebook(120);
    const text = (last: string): string => notebookText([...cells, last]);
    await server.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: long, languageId: "json", version: 1, text: text("1") },
    });
    await open(notebookText(["BAD"]));
    assert.deepEqual(await found(), [["NBR801", "BAD"]]);
    assert.equal(server.diagnostics.has(long), false);
    await server.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: long, version: 2 },
      contentChanges: [{ text: text("BAD") }],
    });
    await server.until("the finding that was typed", () => server.diagnostics.get(long)?.some(({ code }) => code === "NBR801"));
  });

  it("makes a fix one change of the text that leaves every other byte", async () => {
    await open(notebookText(['a = "\\n"\nx = BAD  # "quoted"', "y = BAD"]));
    await found();
    const before = document.getText();
    const actions = await actionsAt({ start: at("BAD"), end: at("BAD") });
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        "Write GOOD",
        "Write BETTER",
        "Fix all NBR801 (mends) in this notebook: 2",
        "Ignore NBR801 (mends) on this line",
        "Ignore NBR801 (mends) in this cell",
        "Ignore NBR801 (mends) in this notebook",
      ],
    );
    await apply(actions[0]);
    assert.equal(document.getText(), before.replace("BAD", "GOOD"));
    assert.deepEqual(await found(), [["NBR801", "BAD"]]);
  });

  it("mends all of a notebook at once", async () => {
    await open(notebookText(["x = BAD", "y = BAD"]));
    await found();
    const [action, ...others] = await actionsAt({ start: at("x"), end: at("x") }, ["source.fixAll"]);
    assert.deepEqual(others, []);
    await apply(action);
    assert.deepEqual(await found(), []);
    assert.doesNotMatch(document.getText(), /BAD/);
  });

  it("takes fixes that move, clear and tag cells, which change the text like any other", async () => {
    await open(notebookText(["fine", "TAG = 1"]));
    await found();
    const actions = await actionsAt({ start: at("TAG"), end: at("TAG") });
    await apply(actions.find(({ title }) => title === "Do TAG")!);
    assert.match(document.getText(), /"tags": \[/);
  });

  it("hovers over a name where it stands", async () => {
    await open(notebookText(["x = 1", 'print("\\t", x)']));
    await found();
    const place = document.getText().indexOf(", x)") + 2;
    const hover = await server.connection.sendRequest<Hover | null>("textDocument/hover", {
      textDocument: { uri },
      position: document.positionAt(place),
    });
    assert.equal(document.getText(hover?.range), "x");
    assert.match(JSON.stringify(hover?.contents), /comes from cell 0/);
    assert.equal(
      await server.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 0 } }),
      null,
    );
  });

  it("leaves texts alone that are no notebook's file", async () => {
    await open("x = BAD", "python");
    assert.deepEqual(await actionsAt({ start: { line: 0, character: 0 }, end: { line: 0, character: 7 } }), []);
    assert.equal(server.diagnostics.has(uri), false);
  });
});
