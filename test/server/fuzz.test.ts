// Promises of the real server on messages that no editor should send, and on more of them than any user makes: it answers what comes after them.
import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CancellationTokenSource } from "vscode-languageserver-protocol/node";
import { checkWorkspaceRequest, type WorkspaceSummary } from "../../language-server/server/protocol";
import { notebookText } from "../fuzz/support/check";
import { hindrance } from "../support/machine";
import { type Chance, chanceFrom, fuzz, prepareFuzzing, seed } from "../fuzz/support/random";
import { shapes } from "../fuzz/support/shapes";
import type { OpenNotebook } from "./support/notebook";
import { TestServer } from "./support/server";

/** The server still finds what is wrong in a new notebook, and none of its rules has failed before. */
async function isWell(server: TestServer): Promise<void> {
  const notebook = await server.open(["prnt(missing_name)"]);
  assert.ok((await notebook.found("NBR103")).length > 0);
  await notebook.close();
  assert.deepEqual(
    server.log.filter((line) => /failed/.test(line)),
    [],
  );
}

describe("server: fuzzing", function () {
  prepareFuzzing(this);
  let server: TestServer;
  before(async () => {
    server = await TestServer.start({ settings: {} });
  });
  after(() => server.stop());

  it("passes over messages out of order and about what is not open", async () => {
    const notebook = await server.open(["x = 1", "y = x"]);
    const uri = "file:///nowhere/a.ipynb";
    const send = (method: string, params: object): Promise<void> => server.connection.sendNotification(method, params);
    const cell = { textDocument: { uri: notebook.cells[0].uri, version: 9 } };
    await send("notebookDocument/didClose", { notebookDocument: { uri }, cellTextDocuments: [{ uri: `${uri}#0` }] });
    await send("notebookDocument/didChange", {
      notebookDocument: { uri, version: 3 },
      change: { cells: { textContent: [{ document: { uri: `${uri}#0`, version: 3 }, changes: [{ text: "a" }] }] } },
    });
    await send("notebookDocument/didChange", {
      notebookDocument: { uri: notebook.uri, version: 0 },
      change: { cells: { textContent: [{ document: { uri: `${uri}#0`, version: 3 }, changes: [{ text: "a" }] }] } },
    });
    await send("notebookDocument/didChange", {
      notebookDocument: { uri: notebook.uri, version: 7 },
      change: { cells: { structure: { array: { start: 90, deleteCount: 9, cells: [] }, didOpen: [], didClose: [{ uri: `${uri}#9` }] } } },
    });
    await send("notebookDocument/didSave", { notebookDocument: { uri } });
    await send("textDocument/didClose", cell);
    await send("nbready/noSuchMessage", {});
    await notebook.close();
    await send("notebookDocument/didClose", { notebookDocument: { uri: notebook.uri }, cellTextDocuments: [] });
    assert.equal(await server.check(notebook.uri), null);
    await isWell(server);
  });

  it("takes back what it said of a notebook that is opened a second time with other cells, and of cells that two notebooks hold", async () => {
    const uri = "file:///nowhere/twice.ipynb";
    const open = (name: string, ...cells: readonly string[]): Promise<void> =>
      server.connection.sendNotification("notebookDocument/didOpen", {
        notebookDocument: {
          uri: name,
          notebookType: "jupyter-notebook",
          version: 1,
          metadata: { metadata: { kernelspec: { name: "python3", language: "python" } } },
          cells: cells.map((document) => ({ kind: 2, document, metadata: {} })),
        },
        cellTextDocuments: cells.map((cell) => ({ uri: cell, languageId: "python", version: 1, text: "print(missing)" })),
      });
    const close = (name: string): Promise<void> =>
      server.connection.sendNotification("notebookDocument/didClose", { notebookDocument: { uri: name }, cellTextDocuments: [] });
    const shown = (): readonly string[] =>
      [...server.diagnostics].filter(([cell, found]) => cell.startsWith("twice:") && found.length > 0).map(([cell]) => cell);
    await open(uri, "twice:1", "twice:2");
    await server.check(uri);
    assert.deepEqual(shown(), ["twice:1", "twice:2"]);
    await open(uri, "twice:2", "twice:3", "twice:3");
    await open(`${uri}.ipynb`, "twice:2", "twice:3");
    await Promise.all([server.check(uri), server.check(`${uri}.ipynb`)]);
    assert.deepEqual(shown(), ["twice:2", "twice:3"]);
    await close(uri);
    await close(`${uri}.ipynb`);
    await isWell(server);
    assert.deepEqual(shown(), []);
  });

  it("passes over messages of every wrong shape", async () => {
    const uri = "untitled:Shapes.ipynb";
    const cell = `${uri}#0`;
    const place = { textDocument: { uri: cell }, position: { line: 0, character: 1 } };
    const side = { name: "a.ipynb", text: notebookText(["x = 1"]) };
    const messages: readonly (readonly [kind: "tell" | "ask", method: string, params: object])[] = [
      [
        "tell",
        "notebookDocument/didOpen",
        {
          notebookDocument: {
            uri,
            notebookType: "jupyter-notebook",
            version: 1,
            metadata: { metadata: { kernelspec: { name: "python3" } } },
            cells: [{ kind: 2, document: cell, metadata: { execution_count: 1 } }],
          },
          cellTextDocuments: [{ uri: cell, languageId: "python", version: 1, text: "x = 1" }],
        },
      ],
      [
        "tell",
        "notebookDocument/didChange",
        {
          notebookDocument: { uri, version: 2 },
          change: {
            metadata: {},
            cells: {
              structure: { array: { start: 0, deleteCount: 0, cells: [] }, didOpen: [], didClose: [] },
              data: [{ kind: 2, document: cell, metadata: {} }],
              textContent: [
                {
                  document: { uri: cell, version: 2 },
                  changes: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, text: "y" }],
                },
              ],
            },
          },
        },
      ],
      [
        "tell",
        "nbready/outputs",
        { notebook: uri, cells: [{ cell, outputs: [{ type: "stream", items: [{ mime: "text/plain", bytes: 3, text: "abc" }] }] }] },
      ],
      ["tell", "workspace/didChangeWatchedFiles", { changes: [{ uri: "file:///nowhere/requirements.txt", type: 2 }] }],
      ["tell", "workspace/didChangeConfiguration", { settings: { nbready: {} } }],
      ["ask", "textDocument/hover", place],
      [
        "ask",
        "textDocument/codeAction",
        {
          textDocument: { uri: cell },
          range: { start: place.position, end: place.position },
          context: {
            diagnostics: [{ range: { start: place.position, end: place.position }, message: "", code: "NBR103" }],
            only: ["quickfix"],
          },
        },
      ],
      ...["diff", "merge"].map(
        (name) => ["ask", `nbready/${name}`, { before: side, after: side, base: side, ours: side, theirs: side, showAll: true }] as const,
      ),
      [
        "tell",
        "workspace/didChangeWorkspaceFolders",
        { event: { added: [{ uri: "file:///nowhere/x", name: "x" }], removed: [{ uri: "file:///nowhere/x", name: "x" }] } },
      ],
      ["tell", "nbready/trust", { trusted: true }],
      ...["checkNotebook", "graph", "readiness", "extractOffer", "extract", "extractToFunction"].map(
        (name) =>
          ["ask", `nbready/${name}`, { notebook: uri, cells: [cell], modulePath: "m.py", functionName: "f", withTest: true }] as const,
      ),
      ["tell", "notebookDocument/didClose", { notebookDocument: { uri }, cellTextDocuments: [{ uri: cell }] }],
    ];
    // Answers that the shape was wrong are as good as any other; silence is not.
    const send = ([kind, method, params]: (typeof messages)[number]): Promise<unknown> =>
      kind === "tell"
        ? server.connection.sendNotification(method, params)
        : server.connection.sendRequest(method, params).catch(() => null);
    for (const [kind, method, params] of messages) {
      for (const right of messages.slice(0, 2)) await send(right);
      for (const shape of shapes(params)) if (typeof shape === "object" && shape !== null) await send([kind, method, shape]);
    }
    await isWell(server);
  });

  it("follows 1,000 edits in a second, and shows nothing of a notebook that was closed behind them", async () => {
    const chance = chanceFrom(seed);
    const notebook = await server.open(["import os\nvalue = 1\n", "print(value)", "value += 1"]);
    const before = hindrance();
    for (let edit = 0; edit < 1000; edit++) await editAnywhere(notebook, edit, chance);
    const sent = performance.now();
    const found = await notebook.found();
    const waited = performance.now() - sent;
    assert.ok(waited < 2000 * Math.max(before, hindrance()), `the findings wait for no more than 2 s, not ${waited} ms`);
    const fresh = await server.open(notebook.sources);
    assert.deepEqual(found, await fresh.found());
    await fresh.close();
    await notebook.close();
    await isWell(server);
    assert.deepEqual(notebook.shown(), []);
  });

  it("answers every request of a storm, most of which were taken back", async () => {
    const chance = chanceFrom(seed);
    const notebook = await server.open(Array.from({ length: 30 }, (_, index) => `value_${index} = missing_${index}`));
    const answers: Promise<unknown>[] = [];
    for (let number = 0; number < 300; number++) {
      const source = new CancellationTokenSource();
      const { uri } = notebook.cells[chance.below(30)];
      const [method, params] = chance.pick([
        ["textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 1 } }],
        ["nbready/graph", { notebook: notebook.uri }],
        ["nbready/checkNotebook", { notebook: notebook.uri }],
        [
          "textDocument/codeAction",
          {
            textDocument: { uri },
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 20 } },
            context: { diagnostics: [] },
          },
        ],
      ] as const);
      answers.push(
        server.connection.sendRequest(method, params, source.token).catch((error: { code: number }) => assert.equal(error.code, -32800)),
      );
      if (chance.below(3) > 0) source.cancel();
      if (number % 20 === 0) await notebook.type(chance.below(30), "missing", "missing");
    }
    await Promise.all(answers);
    await notebook.close();
    await isWell(server);
  });

  it("comes to the same findings whatever way the notebook came about", () =>
    fuzz(12, async (chance) => {
      const notebook = await server.open(["import os\nvalue = 1\n", "print(value)"]);
      for (let edit = 0; edit < 25; edit++) {
        await editAnywhere(notebook, edit, chance);
        if (notebook.cells.length > 1 && chance.below(6) === 0)
          await notebook.move(chance.below(notebook.cells.length), chance.below(notebook.cells.length));
        if (chance.below(8) === 0) await notebook.found();
      }
      const fresh = await server.open(notebook.sources);
      assert.deepEqual(await notebook.found(), await fresh.found());
      await notebook.close();
      await fresh.close();
    }));
});

describe("server: files and clients", () => {
  const servers: TestServer[] = [];
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "nbready-files-")));
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  });
  const start = async (): Promise<TestServer> => {
    const server = await TestServer.start({ folders: [folder], settings: {} });
    servers.push(server);
    return server;
  };
  const put = (name: string, ...sources: readonly string[]): string => {
    writeFileSync(join(folder, name), notebookText(sources));
    return pathToFileURL(join(folder, name)).href;
  };
  const checkWorkspace = (server: TestServer): Promise<WorkspaceSummary> => server.connection.sendRequest(checkWorkspaceRequest.method, {});
  const tell = (server: TestServer, uri: string, type: 1 | 2 | 3): Promise<void> =>
    server.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type }] });

  it("a notebook that is renamed or deleted, open or not, leaves nothing behind", async () => {
    const server = await start();
    const [old, other] = [put("old.ipynb", "print(missing)"), put("other.ipynb", "print(missing)")];
    assert.equal((await checkWorkspace(server)).notebooks, 2);
    assert.ok([old, other].every((uri) => (server.diagnostics.get(uri) ?? []).length > 0));
    // Deleted while closed.
    rmSync(join(folder, "other.ipynb"));
    await tell(server, other, 3);
    await server.until("nothing on the deleted file", () => server.diagnostics.get(other)?.length === 0);
    // Renamed while open: the editor closes it and opens it under its new name.
    const notebook = await server.open(["print(missing)"], join(folder, "old.ipynb"));
    assert.ok((await notebook.found("NBR103")).length === 1);
    rmSync(join(folder, "old.ipynb"));
    const renamed = put("new.ipynb", "print(missing)");
    await notebook.close();
    const again = await server.open(["print(missing)"], join(folder, "new.ipynb"));
    await tell(server, old, 3);
    await tell(server, renamed, 1);
    assert.ok((await again.found("NBR103")).length === 1);
    await again.close();
    await server.until("findings on the new name alone", () => (server.diagnostics.get(old) ?? []).length === 0);
    assert.equal((await checkWorkspace(server)).notebooks, 1);
    assert.deepEqual(notebook.shown(), []);
  });

  it("two clients on one folder see the same, whatever the other does", async () => {
    const [one, two] = [await start(), await start()];
    put("a.ipynb", "print(missing)");
    put("b.ipynb", "x = 1");
    const [mine, theirs] = [
      await one.open(["print(missing)"], join(folder, "a.ipynb")),
      await two.open(["print(missing)"], join(folder, "a.ipynb")),
    ];
    for (let edit = 0; edit < 100; edit++) {
      for (const notebook of [mine, theirs]) await notebook.type(0, edit % 2 ? "absent" : "missing", edit % 2 ? "missing" : "absent");
    }
    const [first, second] = await Promise.all([checkWorkspace(one), checkWorkspace(two)]);
    assert.deepEqual(first, second);
    assert.deepEqual(await mine.found(), await theirs.found());
    await one.stop();
    assert.ok((await theirs.found("NBR103")).length === 1);
  });
});

/** One edit of any kind; sent, not waited for. */
async function editAnywhere(notebook: OpenNotebook, edit: number, chance: Chance): Promise<void> {
  if (edit % 30 === 29 || notebook.cells.length === 0)
    return notebook.splice(
      chance.below(notebook.cells.length + 1),
      chance.below(Math.min(2, notebook.cells.length + 1)),
      "print(undefined_one)",
    );
  const index = chance.below(notebook.cells.length);
  const first = notebook.sources[index].slice(0, 1);
  await notebook.type(index, first, chance.pick(["(", "a", "\n", "'", "value ", ")\n", ""]) + first);
}
