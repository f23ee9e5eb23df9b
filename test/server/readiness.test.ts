// A notebook's readiness as the editor gets it, and the statuses that a check of the workspace leaves.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  checkWorkspaceRequest,
  readinessRequest,
  type NotebookReadiness,
  type WorkspaceSummary,
} from "../../language-server/server/protocol";
import { TestServer } from "./support/server";

describe("server: readiness", () => {
  let server: TestServer;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "nbready-readiness-"));
    server = await TestServer.start({ folders: [folder] });
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const readinessOf = (notebook: string): Promise<NotebookReadiness | null> =>
    server.connection.sendRequest(readinessRequest.method, { notebook });

  it("sorts findings into concerns, with the place of each, and follows edits", async () => {
    const notebook = await server.open([
      { source: "print(total)", run: 1 },
      { source: "total = 1", run: 2 },
      { source: 'x = 1\nopen("/home/marta/notes.txt").read()', run: 3 },
    ]);
    const readiness = await readinessOf(notebook.uri);
    assert.ok(readiness);
    const { concerns, steps, ...status } = readiness;
    assert.deepEqual(status, await notebook.status());
    assert.equal(concerns.length, 9);
    const execution = concerns.find(({ id }) => id === "execution");
    assert.deepEqual(
      execution?.findings.map(({ code, place, document }) => [code, place, document]),
      [["NBR102", "cell 0 [1], line 1", notebook.cells[0].uri]],
    );
    assert.deepEqual(execution?.findings[0].range, { start: { line: 0, character: 6 }, end: { line: 0, character: 11 } });
    const path = concerns.find(({ id }) => id === "data")?.findings.find(({ code }) => code === "NBR301");
    assert.deepEqual([path?.place, path?.severity], ["cell 2 [3], line 2", "warning"]);
    assert.equal(concerns.flatMap(({ findings }) => findings).length, notebook.shown().length, "every finding stands under one concern");
    assert.deepEqual(
      [steps[0].rule, steps[0].findings.length, steps[0].score - steps[0].gain],
      ["used-before-definition", 1, status.score],
    );

    await notebook.type(0, "total", "1");
    const mended = await readinessOf(notebook.uri);
    assert.equal(mended?.score, steps[0].score, "the step promised what the mend brings");
    assert.deepEqual(mended?.concerns.find(({ id }) => id === "execution")?.findings, []);
  });

  it("has every concern and nothing to do for a clean notebook", async () => {
    const notebook = await server.open([
      { source: "values = [1, 2]", run: 1 },
      { source: "print(sum(values))", run: 2 },
    ]);
    const readiness = await readinessOf(notebook.uri);
    assert.deepEqual(
      [readiness?.grade, readiness?.steps, readiness?.concerns.map(({ findings }) => findings.length)],
      ["A", [], [0, 0, 0, 0, 0, 0, 0, 0, 0]],
    );
  });

  it("has none of a notebook that is not open", async () => {
    assert.equal(await readinessOf("file:///nowhere/closed.ipynb"), null);
  });

  it("gives each notebook of the workspace its grade, and tells of one that is checked again", async () => {
    const path = join(folder, "a.ipynb");
    const write = (source: string): void =>
      writeFileSync(
        path,
        JSON.stringify({
          cells: [{ cell_type: "code", id: "a", source, execution_count: 1, metadata: {}, outputs: [] }],
          metadata: { kernelspec: { name: "python3", language: "python", display_name: "Python 3" } },
          nbformat: 4,
          nbformat_minor: 5,
        }),
      );
    const uri = pathToFileURL(path).href;
    write("print(missing)");
    const summary: WorkspaceSummary = await server.connection.sendRequest(checkWorkspaceRequest.method, {});
    assert.deepEqual(
      summary.statuses.map(({ notebook, counts }) => [notebook, counts.error]),
      [[uri, 1]],
    );
    write("print(1)");
    await server.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 2 }] });
    await server.until("status of the changed file", () => server.statuses.some((one) => one.notebook === uri && one.counts.error === 0));
  });
});
