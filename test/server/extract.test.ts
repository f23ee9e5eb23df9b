// Extraction over LSP: what the menu offers, what is proposed, the plan as an edit, and refusals; nothing is written.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  extractOfferRequest,
  extractRequest,
  extractToFunctionRequest,
  trustNotification,
  type Extraction,
  type ExtractionPlan,
  type ExtractOffer,
  type ExtractParams,
} from "../../language-server/server/protocol";
import type { OpenNotebook } from "./support/notebook";
import { TestServer } from "./support/server";

const story = [
  { source: "# Weekly report", kind: "markdown" as const },
  "import math",
  "values = [1, 2, 3]",
  "total = sum(values)\nroot = math.sqrt(total)",
  "print(root)",
];

describe("server: extract", () => {
  let server: TestServer;
  let folder: string;
  before(async () => {
    server = await TestServer.start({ initializationOptions: { notebookEdits: true } });
  });
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "nbready-extract-")));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  after(() => server.stop());

  const openIn = (place: string, cells = story): Promise<OpenNotebook> => server.open(cells, join(place, "report.ipynb"));
  const offerFor = (notebook: OpenNotebook, ...cells: number[]): Promise<ExtractOffer | null> =>
    server.connection.sendRequest(extractOfferRequest.method, {
      notebook: notebook.uri,
      cells: cells.map((cell) => notebook.cells[cell].uri),
    });
  const extract = (notebook: OpenNotebook, cells: readonly number[], more: Partial<ExtractParams> = {}): Promise<Extraction | null> =>
    server.connection.sendRequest(extractRequest.method, {
      notebook: notebook.uri,
      cells: cells.map((cell) => notebook.cells[cell].uri),
      modulePath: "report.py",
      functionName: "take_root",
      withTest: false,
      moveCalled: false,
      allowSysPath: false,
      ...more,
    });
  const planned = (extraction: Extraction | null): ExtractionPlan => {
    assert.ok(extraction?.ok, JSON.stringify(extraction));
    return extraction;
  };
  const refused = (extraction: Extraction | null): string => {
    assert.ok(extraction && !extraction.ok, "planned, not refused");
    return extraction.refusals.map(({ message }) => message).join("\n");
  };

  it("proposes a module from the heading, and a name for each function", async () => {
    const notebook = await openIn(folder);
    assert.deepEqual(await offerFor(notebook, 3), { modulePath: "weekly_report.py", functionNames: ["make_root"], refusals: [] });
    const clash = await openIn(folder, [{ source: "# Statistics", kind: "markdown" }, "x = input()", "print(x)"]);
    assert.equal((await offerFor(clash, 1))?.modulePath, "statistics_steps.py");
    for (const [title, module] of [
      ["How to clean up your map-reduce results, fast", "clean_up_map.py"],
      ["2. From the class", "class_.py"],
      ["What to do", "do.py"],
      ["Wie geht's weiter?", "wie_gehts_weiter.py"],
      ["From the", "from_the.py"],
    ]) {
      const titled = await openIn(folder, [{ source: `# ${title}`, kind: "markdown" }, "x = input()", "print(x)"]);
      assert.equal((await offerFor(titled, 1))?.modulePath, module);
    }
  });

  it("plans functions in the notebook as one edit", async () => {
    const notebook = await openIn(folder);
    const chosen = { notebook: notebook.uri, cells: [notebook.cells[3].uri] };
    assert.deepEqual(await server.connection.sendRequest(extractOfferRequest.method, { ...chosen, inNotebook: true }), {
      modulePath: "",
      functionNames: ["make_root"],
      refusals: [],
    });
    const { edit, files } = planned(
      await server.connection.sendRequest(extractToFunctionRequest.method, { ...chosen, functionName: "take_root" }),
    );
    assert.deepEqual([files, edit.createFiles], [[], []]);
    assert.deepEqual(edit.operations, [
      {
        op: "insert",
        before: notebook.cells[3].uri,
        cell: {
          kind: "code",
          language: "python",
          text: "def take_root(values):\n    total = sum(values)\n    root = math.sqrt(total)\n    return root",
          tags: [],
        },
      },
    ]);
    assert.deepEqual(
      edit.texts.map(({ document, edits }) => [document, edits.map(({ newText }) => newText)]),
      [[notebook.cells[3].uri, ["root = take_root(values)"]]],
    );
    assert.match(
      refused(
        await server.connection.sendRequest(extractToFunctionRequest.method, {
          ...chosen,
          cells: [notebook.cells[1].uri],
          functionName: null,
        }),
      ),
      /only imports and definitions/,
    );
  });

  it("plans files and cells as one edit, and writes nothing", async () => {
    const notebook = await openIn(folder);
    const { edit, files } = planned(await extract(notebook, [3]));
    assert.deepEqual(
      files.map((uri) => fileURLToPath(uri)),
      [join(folder, "report.py")],
    );
    assert.match(edit.createFiles[0].text, /import math\n\n\ndef take_root\(values.*\):\n[^]*return root\n$/);
    const cells = new Map(edit.texts.map(({ document, edits }) => [document, edits.map(({ newText }) => newText).join()]));
    assert.match(cells.get(notebook.cells[3].uri) ?? "", /^root = take_root\(values\)/);
    assert.match([...cells.values()].join("\n"), /from report import take_root/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("sees a module as it is on the disk now, and extends it", async () => {
    const notebook = await openIn(folder);
    planned(await extract(notebook, [3]));
    writeFileSync(join(folder, "report.py"), "KEPT = 1\n");
    const { edit } = planned(await extract(notebook, [3]));
    assert.deepEqual(edit.createFiles, []);
    assert.ok(
      edit.texts.some(
        ({ document, edits }) => document.endsWith("/report.py") && edits.some(({ newText }) => newText.includes("def take_root")),
      ),
    );
    writeFileSync(join(folder, "report.py"), "def take_root():\n    pass\n");
    assert.match(refused(await extract(notebook, [3])), /take_root/);
  });

  it("takes cells that are not adjacent, one function each", async () => {
    const notebook = await openIn(folder, ["a = input()", "print('between')", "b = a * 2\nprint(b)", "print(a, b)"]);
    const { edit } = planned(await extract(notebook, [0, 2], { functionName: null }));
    assert.equal(edit.createFiles[0].text.match(/^def /gm)?.length, 2);
    assert.match(
      refused(await extract(notebook, [0, 2], { functionName: "both" })),
      /Cell 1 stands between .*leave the function's name empty/,
    );
  });

  it("says where and why it refuses, in the editor's words", async () => {
    const notebook = await openIn(folder, ["!ls", "x = (", "y = 1"]);
    const offer = await offerFor(notebook, 0);
    assert.match(offer?.refusals[0].message ?? "", /^Cell 0, line 1: /);
    assert.equal(offer?.refusals[0].document, notebook.cells[0].uri);
    assert.match((await offerFor(notebook, 1))?.refusals[0].message ?? "", /not Python/);
    assert.match((await offerFor(await server.open(story), 3))?.refusals[0].message ?? "", /Save it first/);
  });

  it("asks before it puts a folder on sys.path", async () => {
    mkdirSync(join(folder, "notebooks"));
    const notebook = await openIn(join(folder, "notebooks"));
    assert.match(refused(await extract(notebook, [3], { modulePath: "../lib/report.py" })), /not be importable.*allow a sys\.path line\.$/);
    const { edit, messages } = planned(await extract(notebook, [3], { modulePath: "../lib/report.py", allowSysPath: true }));
    assert.match(JSON.stringify([edit.texts, edit.operations]), /sys\.path/);
    assert.match(messages.join(" "), /sys\.path/);
  });

  it("tells what can be had besides, where it applies", async () => {
    const cells = [
      { source: "# Report", kind: "markdown" as const },
      "LIMIT = 3\nvalues = [1, 2]",
      "best = [v for v in values if v < LIMIT]",
      "print(best, LIMIT)",
    ];
    const notebook = await openIn(folder, cells);
    const off = planned(await extract(notebook, [2]));
    assert.deepEqual(off.options, [
      { option: "withTest", isOn: false, detail: "test_report.py" },
      { option: "keywordParameters", isOn: false, detail: "limit=3" },
      { option: "autoreload", isOn: false, detail: "%autoreload 2" },
    ]);
    const on = planned(await extract(notebook, [2], { keywordParameters: true, autoreload: true }));
    assert.deepEqual(
      on.options.map(({ isOn }) => isOn),
      [false, true, true],
    );
    assert.match(on.edit.createFiles[0].text, /limit(?:: int)? ?= ?3\b/);
    assert.match(JSON.stringify(on.edit), /%load_ext autoreload/);
    const many = Array.from({ length: 6 }, (_, at) => `CUSTOMER_LIMIT_${at}`);
    const crowded = await openIn(folder, [
      many.map((name, at) => `${name} = ${at}`).join("\n"),
      `best = [${many.join(", ")}]`,
      `print(best, ${many.join(", ")})`,
    ]);
    assert.equal(
      planned(await extract(crowded, [1])).options.find(({ option }) => option === "keywordParameters")?.detail,
      "customer_limit_0=0, customer_limit_1=1 and 4 more",
    );
    // Neither literals, nor a notebook that does without.
    const other = await openIn(folder, ["%load_ext autoreload\n%autoreload 2", "import os\ncount = len(os.sep)", "print(count)"]);
    assert.deepEqual(
      planned(await extract(other, [1])).options.map(({ option }) => option),
      ["withTest"],
    );
  });

  it("names the answers that help, best first", async () => {
    const outside = join(folder, "deep", "notebooks");
    mkdirSync(outside, { recursive: true });
    const notebook = await openIn(outside);
    const waysOut = async (): Promise<readonly string[]> => {
      const extraction = await extract(notebook, [3], { modulePath: "../src/report.py" });
      assert.ok(extraction && !extraction.ok);
      return extraction.waysOut;
    };
    // Nothing says that the folder above is the user's.
    assert.deepEqual(await waysOut(), ["allowSysPath"]);
    assert.match(
      refused(await extract(notebook, [3], { modulePath: "../src/report.py", makePackage: true })),
      /no pyproject\.toml above that\. Put the module into \S+, open a folder that holds both/,
    );
    const opened = { uri: pathToFileURL(join(folder, "deep")).href, name: "deep" };
    await server.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added: [opened], removed: [] } });
    assert.deepEqual(await waysOut(), ["makePackage", "allowSysPath"]);
    const packaged = planned(await extract(notebook, [3], { modulePath: "../src/report.py", makePackage: true }));
    assert.deepEqual(
      packaged.edit.createFiles.map(({ uri }) => uri.split("/").at(-1)),
      ["pyproject.toml", "report.py"],
    );
    assert.deepEqual(
      packaged.options.map(({ option, isOn }) => [option, isOn]),
      [
        ["withTest", false],
        ["autoreload", false],
        ["makePackage", true],
      ],
    );
    assert.equal(packaged.options.at(-1)?.detail, "../pyproject.toml");
    writeFileSync(join(folder, "deep", "pyproject.toml"), "[project]\nname = 'mine'\n");
    assert.deepEqual(await waysOut(), ["allowSysPath"]);
    await server.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: [opened] } });
    const called = await openIn(folder, ["def double(x):\n    return 2 * x", "values = double(21)\nprint(values)", "print(double(3))"]);
    const along = await extract(called, [1]);
    assert.deepEqual(along && !along.ok && along.waysOut, ["moveCalled"]);
  });

  it("refuses a place where nothing can be written", async () => {
    const notebook = await openIn(folder);
    writeFileSync(join(folder, "data"), "");
    assert.match(refused(await extract(notebook, [3], { modulePath: "data/report.py" })), /data is a file/);
    assert.ok(!existsSync(join(folder, "report.py")));
  });

  it("reads nothing outside the notebook's folder in an untrusted workspace", async () => {
    const notebook = await openIn(folder);
    await server.connection.sendNotification(trustNotification.method, { trusted: false });
    try {
      assert.match(refused(await extract(notebook, [3], { modulePath: "../report.py", allowSysPath: true })), /Restricted Mode/);
      planned(await extract(notebook, [3]));
    } finally {
      await server.connection.sendNotification(trustNotification.method, { trusted: true });
    }
  });

  it("is offered where a rule asks for functions in a module", async () => {
    const long = Array.from({ length: 120 }, (_, index) => `value_${index} = ${index}`).join("\n");
    const notebook = await openIn(folder, ["import math", "x = 1", long]);
    const offered = async (of: TestServer, cell: number, title: RegExp): Promise<readonly unknown[]> => {
      const found:
        { title: string; kind: string; command?: { command: string; arguments: unknown[] }; diagnostics?: { code: string }[] }[] | null =
        await of.connection.sendRequest("textDocument/codeAction", {
          textDocument: { uri: notebook.cells[cell].uri },
          range: { start: { line: 0, character: 0 }, end: { line: 130, character: 0 } },
          context: { diagnostics: [], only: ["quickfix"] },
        });
      return (found ?? [])
        .filter((one) => title.test(one.title))
        .map(({ kind, command, diagnostics }) => [kind, diagnostics?.map(({ code }) => code), command?.command, command?.arguments]);
    };
    const target = [{ notebook: notebook.uri, cells: [notebook.cells[2].uri] }];
    assert.deepEqual(await offered(server, 2, /^Extract to module…$/), [["quickfix", ["NBR901"], "nbready.extractCells", target]]);
    assert.deepEqual(await offered(server, 0, /^Extract the longest cell/), [["quickfix", ["NBR903"], "nbready.extractCells", target]]);
    assert.deepEqual(await offered(server, 1, /^Extract/), []);
  });

  it("stands in the menu of a Python cell that was asked for, for clients that know it", async () => {
    const notebook = await openIn(folder);
    const actionsAt = async (of: TestServer, cell: number, context: object): Promise<readonly string[]> => {
      const found: { title: string }[] | null = await of.connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri: notebook.cells[cell].uri },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [], ...context },
      });
      return (found ?? []).map(({ title }) => title).filter((title) => title.startsWith("Extract"));
    };
    const toModule = ["Extract to module…", "Extract to module with a test…"];
    const all = [...toModule, "Extract to function in this notebook…"];
    assert.deepEqual(await actionsAt(server, 3, { only: ["refactor.extract"] }), all);
    assert.deepEqual(await actionsAt(server, 3, { only: ["refactor.extract.module"] }), toModule);
    assert.deepEqual(await actionsAt(server, 3, { triggerKind: 1 }), all);
    assert.deepEqual(await actionsAt(server, 3, { triggerKind: 2 }), []);
    assert.deepEqual(await actionsAt(server, 3, { only: ["quickfix"] }), []);
  });
});
