// Diffs as the editor gets them: of two texts, neither of which has to be open.
import assert from "node:assert/strict";
import {
  diffRequest,
  mergeRequest,
  type DiffParams,
  type DiffResult,
  type MergeParams,
  type MergeResult,
} from "../../language-server/server/protocol";
import { notebookText, type Cell } from "../editor/vscode/notebooks";
import { TestServer } from "./support/server";

describe("server: diff", () => {
  let server: TestServer;
  before(async () => {
    server = await TestServer.start();
  });
  after(() => server.stop());

  const ask = (before: string | null, after: string | null, showAll = false): Promise<DiffResult | null> => {
    const params: DiffParams = { before: { name: "old.ipynb", text: before }, after: { name: "new.ipynb", text: after }, showAll };
    return server.connection.sendRequest(diffRequest.method, params);
  };
  const pageOf = async (...sides: Parameters<typeof ask>) => {
    const result = await ask(...sides);
    assert.ok(result?.ok, JSON.stringify(result));
    return result.page;
  };
  const load: Cell = { source: "import pandas as pd\nframe = pd.read_csv('sales.csv')\nprint(len(frame))", run: 1, printed: "12\n" };
  const title: Cell = { source: "# Sales of the year, by region and by month", kind: "markdown" };
  const chart: Cell = { source: "frame.plot(x='month', y='sales', kind='bar', title='Sales')", run: 2 };

  it("gives rows with texts, places and words", async () => {
    const page = await pageOf(
      notebookText(title, load, chart),
      notebookText(title, { ...load, source: load.source.replace("sales.csv", "sales-2026.csv"), printed: "15\n" }),
    );
    assert.equal(page.summary, "1 cell changed, 1 removed; outputs of 1 cell");
    assert.deepEqual(page.cells, { before: 3, after: 2 });
    assert.deepEqual(
      page.rows.map((row) => (row.kind === "same" ? `${row.cells.length} same` : row.happening)),
      ["1 same", "changed", "removed"],
    );
    const [, changed, removed] = page.rows;
    assert.ok(changed.kind === "changed" && removed.kind === "removed");
    assert.deepEqual(
      changed.outputs.map(({ type, head }) => [type, head]),
      [["text", "output"]],
    );
    assert.deepEqual([removed.before.label, removed.place], ["cell 2 [2]", 2]);
  });

  it("takes a side without a file for a notebook without cells", async () => {
    const page = await pageOf(null, notebookText(title, load));
    assert.deepEqual(
      page.rows.map(({ kind }) => kind),
      ["added", "added"],
    );
    assert.equal(page.summary, "2 cells added");
  });

  it("says which side is no notebook, and why", async () => {
    const result = await ask(notebookText(title), "{");
    assert.ok(result && !result.ok);
    assert.equal(result.problems.length, 1);
    assert.match(result.problems[0], /^new\.ipynb: /);
  });

  it("merges two versions of what may have come from nothing, and says which cannot be read", async () => {
    const merge = (...[base, ours, theirs]: readonly (string | null)[]): Promise<MergeResult | null> => {
      const params: MergeParams = {
        base: { name: "base", text: base },
        ours: { name: "ours", text: ours },
        theirs: { name: "theirs", text: theirs },
      };
      return server.connection.sendRequest(mergeRequest.method, params);
    };
    const both = await merge(
      notebookText(title, load, chart),
      notebookText(title, { ...load, source: "load()" }, chart),
      notebookText("# " + title.source, load, chart),
    );
    assert.ok(both?.ok);
    assert.match(both.text, /"load\(\)"/);
    const added = await merge(null, notebookText(title), notebookText(title));
    assert.ok(added?.ok && JSON.parse(added.text).cells.length === 1);
    const broken = await merge(notebookText(title), notebookText(title), "{");
    assert.ok(broken && !broken.ok);
    assert.match(broken.problems[0], /^theirs: /);
  });

  it("shows no secret, be it in a source, an unchanged cell or HTML", async () => {
    const secret = 'password = "Tr0ub4dor&3x!q"';
    const html = (text: string): string =>
      notebookText("x = 1").replace(
        '"outputs": []',
        `"outputs": [{"output_type": "display_data", "metadata": {}, "data": {"text/html": ${JSON.stringify(`<b>${text}</b>`)}}}]`,
      );
    assert.doesNotMatch(JSON.stringify(await pageOf(notebookText(secret, "a = 1"), notebookText(secret, "a = 2"))), /Tr0ub/);
    const shown = await pageOf(html("first"), html(secret));
    assert.match(JSON.stringify(shown.rows), /<b>first/);
    assert.doesNotMatch(JSON.stringify(shown.rows), /Tr0ub/);
  });
});
