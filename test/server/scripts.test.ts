// TypeScript notebooks in an editor, through the real server.
import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MarkupContent } from "vscode-languageserver-protocol";
import { extractOfferRequest, extractRequest, type Extraction, type ExtractOffer } from "../../language-server/server/protocol";
import { deno } from "../typescript/scriptNotebook";
import { TestServer } from "./support/server";

const script = (source: string) => ({ source, language: "typescript" });
const kernel = { metadata: deno, nbformat: 4, nbformat_minor: 5 };

describe("server: scripts", () => {
  let server: TestServer;
  before(async () => {
    server = await TestServer.start({ initializationOptions: { notebookEdits: true } });
  });
  after(() => server.stop());

  it("finds names over cells, follows edits, tells them on hover", async () => {
    const notebook = await server.open([script("console.log(total)"), script("const total: number = 1")], undefined, kernel);
    assert.deepEqual(await notebook.found("NBR102", "NBR103"), [[0, "NBR102", "total"]]);
    assert.equal(await notebook.hover(0, "total"), null); // the finding says it
    await notebook.type(0, "console", "// nbready: ignore[NBR102]\nconsole");
    const hover = (await notebook.hover(0, "total"))?.contents as MarkupContent;
    assert.match(hover.value, /not defined above; cell 1, line 1: `const total: number = 1` defines it later/);
    await notebook.type(0, "// nbready: ignore[NBR102]\n", "");
    await notebook.type(0, "total", "sum");
    assert.deepEqual(await notebook.found("NBR102", "NBR103"), [[0, "NBR103", "sum"]]);
  });

  it("writes its comments as the language has them", async () => {
    const notebook = await server.open([script("console.log(missing)")], undefined, kernel);
    assert.deepEqual(await notebook.found("NBR103"), [[0, "NBR103", "missing"]]);
    await notebook.apply(await notebook.actions(0, "missing"), /on this line/);
    assert.equal(notebook.cells[0]!.document.getText(), "console.log(missing)  // nbready: ignore[NBR103]");
    assert.deepEqual(await notebook.found("NBR103", "NBR001"), []);
  });

  it("offers and plans the extraction of cells", async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "nbready-extract-")));
    try {
      const notebook = await server.open(
        [script("const n: number = 1"), script("const twice = n * 2"), script("console.log(twice)")],
        join(folder, "a.ipynb"),
        kernel,
      );
      await notebook.found();
      const titles = (await notebook.actions(1, "twice", ["refactor.extract"])).map(({ title }) => title);
      assert.deepEqual(titles, ["Extract to module…", "Extract to module with a test…"]);
      const cells = [notebook.cells[1]!.uri];
      const offer = await server.connection.sendRequest<ExtractOffer>(extractOfferRequest.method, { notebook: notebook.uri, cells });
      assert.deepEqual(offer, { modulePath: "features.ts", functionNames: ["makeTwice"], refusals: [] });
      const plan = await server.connection.sendRequest<Extraction>(extractRequest.method, {
        notebook: notebook.uri,
        cells,
        modulePath: "features.ts",
        functionName: null,
        withTest: true,
        moveCalled: false,
        allowSysPath: false,
      });
      assert.ok(plan.ok, JSON.stringify(plan));
      const [module, test] = plan.edit.createFiles;
      assert.match(module!.text, /^export function makeTwice\(n: number\) \{/);
      assert.match(test!.uri, /\/features\.test\.ts$/);
      assert.match(test!.text, /^test\.skip\("makeTwice: not written yet, because cell 1 has no saved run: /m);
      assert.deepEqual(plan.options, [{ option: "withTest", isOn: true, detail: "features.test.ts" }]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("says which rules apply to another language", async () => {
    const other = await server.open([{ source: "x <- 1", language: "r" }], undefined, {
      metadata: { kernelspec: { name: "ir", language: "R" } },
      nbformat: 4,
      nbformat_minor: 5,
    });
    await other.found();
    const own = await server.open([script("1")], undefined, kernel);
    await own.found();
    const said = server.statuses.map(({ coverage }) => coverage);
    assert.ok(
      said.some((one) => one?.startsWith("In R only the rules")),
      JSON.stringify(said),
    );
    assert.equal(said[said.length - 1], null);
  });
});
