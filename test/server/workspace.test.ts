// The check of a whole workspace, configuration, watched files and trust.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { CancellationTokenSource, DiagnosticSeverity, FileChangeType, WorkDoneProgress } from "vscode-languageserver-protocol/node";
import {
  checkWorkspaceRequest,
  trustNotification,
  type WorkspaceChange,
  type WorkspaceSummary,
} from "../../language-server/server/protocol";
import { TestServer, type ServerOptions } from "./support/server";

const program = "test/server/support/testRules.ts";
const notebookFile = (...sources: readonly string[]): string =>
  JSON.stringify({
    cells: sources.map((source, index) => ({
      cell_type: "code",
      id: `c${index}`,
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    })),
    metadata: { kernelspec: { name: "python3", language: "python", display_name: "Python 3" } },
    nbformat: 4,
    nbformat_minor: 5,
  });

describe("server: workspace", () => {
  const folders: string[] = [];
  const servers: TestServer[] = [];
  const makeFolder = (files: Readonly<Record<string, string>>): string => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "nbready-server-")));
    folders.push(folder);
    write(folder, files);
    return folder;
  };
  const write = (folder: string, files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  const start = async (options: ServerOptions): Promise<TestServer> => {
    const server = await TestServer.start({ program, ...options });
    servers.push(server);
    return server;
  };
  const uriIn = (folder: string, path: string): string => pathToFileURL(join(folder, path)).href;
  const changed = (server: TestServer, ...uris: readonly string[]): Promise<void> =>
    server.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: uris.map((uri) => ({ uri, type: 2 })) });
  const messagesOf = (server: TestServer, uri: string): readonly string[] =>
    (server.diagnostics.get(uri) ?? []).map((one) => String(one.message));

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  });

  it("checks notebooks that nobody opened, with progress, and names those it cannot read", async () => {
    const folder = makeFolder({
      "a.ipynb": notebookFile("x = 1", "\n y = BAD"),
      "sub/b.ipynb": notebookFile("BAD BAD"),
      "clean.ipynb": notebookFile("1"),
      "broken.ipynb": "{",
      ".ipynb_checkpoints/a.ipynb": notebookFile("BAD"),
    });
    const server = await start({ folders: [folder] });
    const percentages: number[] = [];
    server.connection.onProgress(WorkDoneProgress.type, "token", (value) => {
      if (value.kind === "report") percentages.push(value.percentage ?? -1);
    });
    const summary: WorkspaceSummary = await server.connection.sendRequest(checkWorkspaceRequest.method, { workDoneToken: "token" });
    assert.equal(summary.notebooks, 4);
    assert.deepEqual(summary.counts, { error: 0, warning: 3, info: 0, hint: 0 });
    assert.deepEqual(
      summary.errors.map(({ path }) => path),
      [join(folder, "broken.ipynb")],
    );
    assert.match(
      JSON.stringify(await server.check(uriIn(folder, "broken.ipynb"))),
      /^\{"unreadable":"Not valid JSON at line 1, column 2: .*"at":\{"line":0,"character":1\}/,
    );
    assert.deepEqual(
      (server.diagnostics.get(uriIn(folder, "broken.ipynb")) ?? []).map(({ range, severity }) => [range.start, severity]),
      [[{ line: 0, character: 1 }, 1]],
    );
    rmSync(join(folder, "broken.ipynb"));
    await changed(server, uriIn(folder, "broken.ipynb"));
    await server.until("nothing of a file that is gone", () => messagesOf(server, uriIn(folder, "broken.ipynb")).length === 0);
    assert.equal(summary.cancelled, false);
    assert.deepEqual(percentages, [0, 25, 50, 75]);
    assert.deepEqual(messagesOf(server, uriIn(folder, "a.ipynb")), ["In cell 1, line 2: BAD is bad. Write GOOD."]);
    const [{ range }] = server.diagnostics.get(uriIn(folder, "a.ipynb")) ?? [];
    assert.equal(
      notebookFile("x = 1", "\n y = BAD").slice(range.start.character, range.end.character),
      "BAD",
      "where it stands in the file",
    );
    assert.equal(messagesOf(server, uriIn(folder, "sub/b.ipynb")).length, 2);
    assert.equal(server.diagnostics.has(uriIn(folder, ".ipynb_checkpoints/a.ipynb")), false);
  });

  it("follows the file of a notebook that was checked alone as long as something is said of it", async () => {
    const folder = makeFolder({ "a.ipynb": notebookFile("BAD"), "b.ipynb": notebookFile("BAD") });
    const server = await start({ folders: [folder] });
    const uri = uriIn(folder, "a.ipynb");
    await server.check(uri);
    write(folder, { "a.ipynb": notebookFile("x = 1", "BAD") });
    await changed(server, uri, uriIn(folder, "b.ipynb"));
    await server.until("the finding in the other cell", () =>
      isDeepStrictEqual(messagesOf(server, uri), ["In cell 1, line 1: BAD is bad. Write GOOD."]),
    );
    rmSync(join(folder, "a.ipynb"));
    await changed(server, uri);
    await server.until("nothing of a file that is gone", () => messagesOf(server, uri).length === 0);
    assert.equal(server.diagnostics.has(uriIn(folder, "b.ipynb")), false, "nobody has asked about the other");
  });

  it("moves findings from the file to the cells while the notebook is open, and back", async () => {
    const folder = makeFolder({ "a.ipynb": notebookFile("BAD") });
    const server = await start({ folders: [folder] });
    const uri = uriIn(folder, "a.ipynb");
    await server.connection.sendRequest(checkWorkspaceRequest.method, {});
    assert.equal(messagesOf(server, uri).length, 1);
    const notebook = await server.open(["BAD"], join(folder, "a.ipynb"));
    assert.equal((await notebook.found()).length, 1);
    assert.equal(messagesOf(server, uri).length, 0);
    await notebook.close();
    await server.until("finding on the file again", () => messagesOf(server, uri).length === 1);
    write(folder, { "a.ipynb": notebookFile("fine") });
    await changed(server, uri);
    await server.until("empty list after the file has changed", () => messagesOf(server, uri).length === 0);
  });

  it("checks notebooks, too, that come while it runs", async () => {
    const folder = makeFolder({ "a.ipynb": notebookFile("x = 1"), "b.ipynb": notebookFile("x = 1") });
    const server = await start({ folders: [folder] });
    let isLate = false;
    server.connection.onProgress(WorkDoneProgress.type, "token", ({ kind }) => {
      // Once: it would be empty for a moment whenever it is written again.
      if (kind === "report" && !isLate) write(folder, { "c/late.ipynb": notebookFile("BAD") });
      isLate ||= kind === "report";
    });
    // Long enough for the file to be there before the last one is done.
    write(folder, Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`slow-${index}.ipynb`, notebookFile("SLOW")])));
    const summary: WorkspaceSummary = await server.connection.sendRequest(checkWorkspaceRequest.method, { workDoneToken: "token" });
    assert.equal(summary.notebooks, 13);
    assert.ok(summary.statuses.some(({ notebook }) => notebook === uriIn(folder, "c/late.ipynb")));
    assert.equal(messagesOf(server, uriIn(folder, "c/late.ipynb")).length, 1);
  });

  it("stops when it is cancelled", async () => {
    const folder = makeFolder(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}.ipynb`, notebookFile("SLOW")])));
    const server = await start({ folders: [folder] });
    const source = new CancellationTokenSource();
    let reports = 0;
    server.connection.onProgress(WorkDoneProgress.type, "token", ({ kind }) => {
      if (kind === "report" && ++reports === 3) source.cancel();
    });
    await assert.rejects(server.connection.sendRequest(checkWorkspaceRequest.method, { workDoneToken: "token" }, source.token), {
      code: -32800,
    });
    assert.ok(reports < 20, `${reports} notebooks of 40 were checked`);
    await server.until("word of those that were checked", () => server.workspaceChanges.length > 0);
    assert.equal(server.workspaceChanges[0].statuses.length, reports);
    const notebook = await server.open(["BAD"]);
    assert.equal((await notebook.found()).length, 1);
  });

  it("goes on answering for open notebooks meanwhile", async () => {
    const folder = makeFolder(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.ipynb`, notebookFile("SLOW")])));
    const server = await start({ folders: [folder] });
    const notebook = await server.open(["x = 1"]);
    await notebook.found();
    let ended = false;
    const all = server.connection.sendRequest(checkWorkspaceRequest.method, {}).then(() => {
      ended = true;
    });
    await notebook.type(0, "1", "BAD");
    await server.until("finding during the check", () => notebook.shown().length === 1);
    assert.equal(ended, false);
    await all;
  });

  it("follows the configuration file as it changes, and the editor's settings over it", async () => {
    const folder = makeFolder({ "a.ipynb": "", "pyproject.toml": '[tool.nbready]\nignore = ["mends"]\n' });
    const server = await start({ folders: [folder], settings: {} });
    const notebook = await server.open(["BAD"], join(folder, "a.ipynb"));
    assert.deepEqual(await notebook.found(), []);
    write(folder, { "pyproject.toml": "" });
    await changed(server, uriIn(folder, "pyproject.toml"));
    await server.until("finding after the configuration has changed", () => notebook.shown().length === 1);

    server.settings = { severity: { mends: "error" } };
    await server.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await server.until("new severity", () => notebook.diagnosticsOf(0)[0]?.severity === 1);
    server.settings = { enable: false };
    await server.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await server.until("empty list when switched off", () => notebook.shown().length === 0);
  });

  it("follows both on notebooks that no editor has open, once a check has come by them", async () => {
    const folder = makeFolder({ "a.ipynb": notebookFile("BAD"), "b.ipynb": notebookFile("BAD") });
    const server = await start({ folders: [folder], settings: {} });
    const shown = (): number => ["a.ipynb", "b.ipynb"].reduce((count, name) => count + messagesOf(server, uriIn(folder, name)).length, 0);
    await server.connection.sendRequest(checkWorkspaceRequest.method, {});
    assert.equal(shown(), 2);
    for (const text of ['ignore = ["mends"]', "broken = [", 'ignore = ["mends"]']) {
      write(folder, { "nbready.toml": text });
      await changed(server, uriIn(folder, "nbready.toml"));
      await server.until(`what ${text} says`, () => shown() === (text.startsWith("ignore") ? 0 : 2));
    }
    rmSync(join(folder, "nbready.toml"));
    await changed(server, uriIn(folder, "nbready.toml"));
    await server.until("findings again", () => shown() === 2);
    server.settings = { enable: false };
    await server.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await server.until("nothing when switched off", () => shown() === 0);
  });

  it("follows notebooks that come, go, move with their folder and break, once it has listed them", async () => {
    const bad = notebookFile("BAD");
    const folder = makeFolder({ "a.ipynb": bad, "old/b.ipynb": bad, "old/c.ipynb": notebookFile("1"), "nbready.toml": "" });
    const server = await start({ folders: [folder], settings: {} });
    const nameOf = (path: string): string => path.slice(folder.length + 1);
    /** What the editor lists: what the check has found, with all changes since. */
    const listAfter = (changes: readonly WorkspaceChange[]): Readonly<Record<string, string>> => {
      const list = new Map<string, string>();
      for (const { statuses, errors, gone } of changes) {
        for (const { notebook, counts } of statuses) list.set(nameOf(fileURLToPath(notebook)), `${counts.warning} found`);
        for (const { path } of errors) list.set(nameOf(path), "unreadable");
        for (const path of gone) list.delete(nameOf(path));
      }
      return Object.fromEntries(list);
    };
    const tell = (...changes: readonly (readonly [path: string, type: FileChangeType])[]): Promise<void> =>
      server.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: changes.map(([path, type]) => ({ uri: uriIn(folder, path), type })),
      });
    let summary: WorkspaceSummary | undefined;
    const untilListed = (what: string, wanted: Readonly<Record<string, string>>): Promise<unknown> =>
      server.until(what, () => {
        const isListed = isDeepStrictEqual(listAfter([...(summary ? [{ ...summary, gone: [] }] : []), ...server.workspaceChanges]), wanted);
        return (
          isListed &&
          Object.entries(wanted).every(([path, said]) => messagesOf(server, uriIn(folder, path)).length === (said === "0 found" ? 0 : 1))
        );
      });

    await tell(["a.ipynb", FileChangeType.Created]);
    summary = await server.connection.sendRequest<WorkspaceSummary>(checkWorkspaceRequest.method, {});
    await untilListed("what the check has found", { "a.ipynb": "1 found", "old/b.ipynb": "1 found", "old/c.ipynb": "0 found" });
    renameSync(join(folder, "old"), join(folder, "new"));
    await tell(["old", FileChangeType.Deleted]);
    await untilListed("the folder's new name", { "a.ipynb": "1 found", "new/b.ipynb": "1 found", "new/c.ipynb": "0 found" });
    assert.deepEqual(messagesOf(server, uriIn(folder, "old/b.ipynb")), []);
    renameSync(join(folder, "a.ipynb"), join(folder, "z.ipynb"));
    await tell(["a.ipynb", FileChangeType.Deleted], ["z.ipynb", FileChangeType.Created]);
    await untilListed("the notebook's new name", { "z.ipynb": "1 found", "new/b.ipynb": "1 found", "new/c.ipynb": "0 found" });
    write(folder, { "z.ipynb": "{" });
    await tell(["z.ipynb", FileChangeType.Changed]);
    await untilListed("a notebook that broke", { "z.ipynb": "unreadable", "new/b.ipynb": "1 found", "new/c.ipynb": "0 found" });
    write(folder, { "nbready.toml": 'exclude = ["new/"]' });
    await tell(["nbready.toml", FileChangeType.Changed]);
    await untilListed("what is not excluded", { "z.ipynb": "unreadable" });
    server.settings = { enable: false };
    await server.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await untilListed("nothing where checks are off", {});
  });

  it("counts a notebook once where folders lie in one another", async () => {
    const folder = makeFolder({ "sub/a.ipynb": notebookFile("BAD") });
    const server = await start({ folders: [folder, join(folder, "sub")] });
    const summary: WorkspaceSummary = await server.connection.sendRequest(checkWorkspaceRequest.method, {});
    assert.deepEqual([summary.notebooks, summary.counts.warning], [1, 1]);
  });

  it("goes by the settings that the editor told last, in whatever order its answers come", async () => {
    const server = await start({ settings: {} });
    const answers: ((settings: object) => void)[] = [];
    server.connection.onRequest("workspace/configuration", () => new Promise((resolve) => answers.push((settings) => resolve([settings]))));
    const notebook = await server.open(["BAD"]);
    await server.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    const found = notebook.found();
    while (answers.length < 2) await new Promise(setImmediate);
    answers[1]({ enable: false });
    answers[0]({});
    assert.deepEqual(await found, []);
  });

  it("tells of mistakes in the configuration in the status", async () => {
    const folder = makeFolder({ "nbready.toml": 'ignored = ["mends"]\n' });
    const server = await start({ folders: [folder], settings: { perFileIgnores: 3 } });
    const notebook = await server.open(["BAD"], join(folder, "a.ipynb"));
    const { problem = "", configuration } = (await notebook.status()) ?? {};
    assert.match(problem ?? "", /^nbready\.toml: ignored is not a key.*"?ignore"?/);
    assert.match(problem ?? "", /^settings: nbready\.perFileIgnores must be a table/m);
    assert.equal(configuration, pathToFileURL(join(folder, "nbready.toml")).href);
    assert.equal(notebook.shown().length, 1, "the notebook is checked all the same");
  });

  describe("mistakes in configuration files", () => {
    /** What is shown on a file, each with the text that it marks. */
    const shownOn = (server: TestServer, folder: string, path: string): readonly string[] | undefined => {
      const lines = existsSync(join(folder, path)) ? readFileSync(join(folder, path), "utf8").split("\n") : [];
      return server.diagnostics
        .get(uriIn(folder, path))
        ?.map(({ range: { start, end }, message }) => `${lines[start.line]?.slice(start.character, end.character)}: ${String(message)}`);
    };
    const untilShown = (server: TestServer, folder: string, path: string, wanted: readonly string[]): Promise<unknown> =>
      server.until(`${JSON.stringify(wanted)} on ${path}`, () =>
        isDeepStrictEqual(
          shownOn(server, folder, path)?.map((text) => text.replace(/;.*/, "")),
          wanted,
        ),
      );
    const countPublished = (server: TestServer, uri: string): (() => number) => {
      let count = 0;
      const publish = server.diagnostics.set.bind(server.diagnostics);
      server.diagnostics.set = (at, found) => {
        if (at === uri) count++;
        return publish(at, found);
      };
      return () => count;
    };

    it("are shown on the file, once for all notebooks that use it, as errors where they stand", async () => {
      const folder = makeFolder({ "nbready.toml": 'exclude = []\nignored = ["mends"]\n', "sub/b.ipynb": notebookFile("BAD") });
      const server = await start({ folders: [folder] });
      const published = countPublished(server, uriIn(folder, "nbready.toml"));
      const one = await server.open(["BAD"], join(folder, "a.ipynb"));
      const other = await server.open(["BAD"], join(folder, "sub/c.ipynb"));
      await Promise.all([one.status(), other.status()]);
      await server.connection.sendRequest(checkWorkspaceRequest.method, {});
      await untilShown(server, folder, "nbready.toml", ["ignored: ignored is not a key"]);
      const [{ severity, source }] = server.diagnostics.get(uriIn(folder, "nbready.toml")) ?? [];
      assert.deepEqual([severity, source, published()], [DiagnosticSeverity.Error, "nbready", 1]);
    });

    it("follow the file when it is saved, and go when it is mended or deleted", async () => {
      const folder = makeFolder({ "pyproject.toml": '[tool.nbready]\nmemory-budget = "lots"\n' });
      const server = await start({ folders: [folder] });
      const notebook = await server.open(["BAD"], join(folder, "a.ipynb"));
      await notebook.status();
      const save = async (text: string, wanted: readonly string[]): Promise<void> => {
        write(folder, { "pyproject.toml": text });
        await changed(server, uriIn(folder, "pyproject.toml"));
        await untilShown(server, folder, "pyproject.toml", wanted);
      };
      await untilShown(server, folder, "pyproject.toml", [
        'memory-budget: memory-budget must be a size, e.g. "4GB" or "512MiB", not "lots"',
      ]);
      await save('[tool.nbready]\nmemory-budget = "4GB"\n', []);
      await save("[tool.nbready]\nselect = \n", [": not valid TOML: invalid value"]);
      await save("[tool.other]\n", []);
      await save("[tool.nbready]\nselct = []\n", ["selct: selct is not a key"]);
      rmSync(join(folder, "pyproject.toml"));
      await changed(server, uriIn(folder, "pyproject.toml"));
      await untilShown(server, folder, "pyproject.toml", []);
    });

    it("go with the last notebook that uses the file, open or checked on disk, and with the setting that turns the checks off", async () => {
      const folder = makeFolder({
        "nbready.toml": "selct = []\n",
        "a.ipynb": notebookFile("BAD"),
        "sub/b.ipynb": notebookFile("BAD"),
        "sub/nbready.toml": "selct = []\n",
      });
      const server = await start({ folders: [folder], settings: {} });
      const mistake = ["selct: selct is not a key"];
      const [one, other] = [await server.open(["BAD"], join(folder, "a.ipynb")), await server.open(["BAD"], join(folder, "c.ipynb"))];
      await Promise.all([one.status(), other.status()]);
      await untilShown(server, folder, "nbready.toml", mistake);
      assert.equal(shownOn(server, folder, "sub/nbready.toml"), undefined, "no notebook uses it");
      await one.close();
      await server.check(other.uri);
      await untilShown(server, folder, "nbready.toml", mistake);
      await other.close();
      await untilShown(server, folder, "nbready.toml", []);
      await server.connection.sendRequest(checkWorkspaceRequest.method, {});
      await untilShown(server, folder, "nbready.toml", mistake);
      await untilShown(server, folder, "sub/nbready.toml", mistake);
      rmSync(join(folder, "sub/b.ipynb"));
      await server.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: uriIn(folder, "sub/b.ipynb"), type: FileChangeType.Deleted }],
      });
      await untilShown(server, folder, "sub/nbready.toml", []);
      const again = await server.open(["BAD"], join(folder, "a.ipynb"));
      await again.status();
      server.settings = { enable: false };
      await server.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      await untilShown(server, folder, "nbready.toml", []);
      server.settings = {};
      await server.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      await untilShown(server, folder, "nbready.toml", mistake);
    });

    it("are shown until the workspace is trusted only in the notebook's own folder, which alone is read", async () => {
      const folder = makeFolder({ "nbready.toml": "selct = []\n", "own/nbready.toml": "selct = []\n" });
      const server = await start({ folders: [folder], initializationOptions: { trusted: false } });
      const [own, below] = [
        await server.open(["BAD"], join(folder, "own/a.ipynb")),
        await server.open(["BAD"], join(folder, "below/a.ipynb")),
      ];
      await Promise.all([own.status(), below.status()]);
      await untilShown(server, folder, "own/nbready.toml", ["selct: selct is not a key"]);
      assert.equal(shownOn(server, folder, "nbready.toml"), undefined);
      await server.connection.sendNotification(trustNotification.method, { trusted: true });
      await untilShown(server, folder, "nbready.toml", ["selct: selct is not a key"]);
    });

    it("are shown in editors that know no notebooks, too", async () => {
      const folder = makeFolder({ "nbready.toml": "selct = []\n" });
      const server = await start({ folders: [folder], knowsNotebooks: false });
      const uri = uriIn(folder, "a.ipynb");
      await server.connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "json", version: 1, text: notebookFile("BAD") },
      });
      await untilShown(server, folder, "nbready.toml", ["selct: selct is not a key"]);
      await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
      await untilShown(server, folder, "nbready.toml", []);
    });
  });

  it("finds the interpreter of the settings from the workspace's folder, and tells where it is not there", async () => {
    const folder = makeFolder({ "env/bin/python": "", "sub/nothing": "" });
    const server = await start({ folders: [folder], settings: {} });
    const notebook = await server.open(["1"], join(folder, "sub/a.ipynb"));
    for (const [interpreter, isThere] of [
      ["env/bin/python", true],
      ["nowhere/bin/python", false],
      ["env", true],
      ["${workspaceFolder}/env/bin/python", true],
      ["~/nowhere-at-all/python", false],
    ] as const) {
      server.settings = { interpreter };
      await server.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      const problem = (await notebook.status())?.problem;
      if (isThere) assert.equal(problem, null, interpreter);
      else
        assert.equal(
          problem,
          `settings: nbready.interpreter: there is no ${interpreter}; name an interpreter or the folder of an environment`,
        );
    }
  });

  it("passes over what the settings exclude", async () => {
    const folder = makeFolder({ "a.ipynb": notebookFile("BAD"), "drafts/b.ipynb": notebookFile("BAD") });
    const server = await start({ folders: [folder], settings: { exclude: ["drafts/"] } });
    const summary: WorkspaceSummary = await server.connection.sendRequest(checkWorkspaceRequest.method, {});
    assert.equal(summary.notebooks, 1);
  });

  it("passes over what the editor hides, but not over an open notebook, and follows it", async () => {
    const folder = makeFolder({
      "a.ipynb": notebookFile("BAD"),
      "hidden/b.ipynb": notebookFile("BAD"),
      "hidden/c.ipynb": notebookFile("BAD"),
    });
    const server = await start({ folders: [folder], settings: { hiddenFiles: ["/hidden"] } });
    const check = (): Promise<WorkspaceSummary> => server.connection.sendRequest(checkWorkspaceRequest.method, {});
    assert.deepEqual(
      (await check()).statuses.map(({ notebook }) => notebook),
      [uriIn(folder, "a.ipynb")],
    );
    const open = await server.open(["BAD"], join(folder, "hidden/b.ipynb"));
    assert.equal((await open.found()).length, 1);
    server.settings = {};
    await server.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await server.until("a finding on what is hidden no longer", () => messagesOf(server, uriIn(folder, "hidden/c.ipynb")).length === 1);
    assert.equal((await check()).notebooks, 3);
  });

  it("reads nothing outside the notebook's folder until the workspace is trusted", async () => {
    const root = makeFolder({
      "outside.txt": "",
      "requirements.txt": "",
      "pyproject.toml": '[tool.nbready]\nignore = ["restructures"]\n',
      "work/inside.txt": "",
      "work/a.ipynb": "",
    });
    const server = await start({ folders: [root], initializationOptions: { trusted: false } });
    const notebook = await server.open(["LOOK TAG"], join(root, "work/a.ipynb"));
    const seen = () => JSON.parse(String(notebook.diagnosticsOf(0).find((one) => one.code === "NBR807")?.message));
    await notebook.found();
    assert.deepEqual(seen(), { inside: true, outside: null, manifests: [] });
    assert.equal(notebook.shown("NBR802").length, 1, "a configuration above is not read either");
    await server.connection.sendNotification(trustNotification.method, { trusted: true });
    await server.until("the manifests", () => seen().manifests.includes("requirements.txt"));
    assert.equal(seen().outside, true);
    assert.equal(notebook.shown("NBR802").length, 0);
  });

  it("takes back what it said of a folder that leaves the workspace", async () => {
    const folder = makeFolder({ "a.ipynb": notebookFile("BAD") });
    const server = await start({ folders: [folder] });
    await server.connection.sendRequest(checkWorkspaceRequest.method, {});
    assert.equal(messagesOf(server, uriIn(folder, "a.ipynb")).length, 1);
    await server.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [], removed: [{ uri: pathToFileURL(folder).href, name: "gone" }] },
    });
    await server.until("empty list", () => messagesOf(server, uriIn(folder, "a.ipynb")).length === 0);
    await server.until("word that it is gone", () => server.workspaceChanges.some(({ gone }) => gone.includes(join(folder, "a.ipynb"))));
    const summary: WorkspaceSummary = await server.connection.sendRequest(checkWorkspaceRequest.method, {});
    assert.equal(summary.notebooks, 0);
  });
});
