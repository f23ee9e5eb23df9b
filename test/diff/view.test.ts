// What a person sees of two notebooks: summaries, marked words, folded noise, moved, split and merged cells.
import assert from "node:assert/strict";
import fc from "fast-check";
import { diffHtml } from "../../language-server/cli/diff/htmlFormat";
import { diffText } from "../../language-server/cli/diff/textFormat";
import { createStyle } from "../../language-server/cli/style";
import { diffWords } from "../../language-server/diff/text/wordDiff";
import { viewDiff } from "../../language-server/diff/view";
import { foldedText, summaryText } from "../../language-server/diff/words";
import { itOnCorpus } from "../support/corpus";
import { processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";
import { code, editedNotebooks, markdown, notebookOf, revisionPairs, sideAt, sideOf, type Json } from "./notebooks";
import { display, fit, load, stream, text, view } from "./shown";

describe("what a diff shows", () => {
  it("reads like this on a terminal", () => {
    const before = notebookOf([markdown("# Orders"), load, fit, code("df.describe()"), markdown("The end of the notebook, for now.")]);
    const after = notebookOf([
      markdown("The end of the notebook, for now."),
      markdown("# Orders"),
      load,
      code("from sklearn.linear_model import Ridge\nmodel = Ridge(alpha=2).fit(X, y)\nprint(model.score(X, y))", {
        execution_count: 4,
        outputs: [stream("0.84\n")],
      }),
      code("df.plot()", { execution_count: 5 }),
    ]);
    assert.equal(
      text(before, after),
      `a → b
2 cells changed, 1 moved; outputs of 1 cell

── cell 0 moved from cell 4
     The end of the notebook, for now.

     ⋯ 2 unchanged cells

── cell 3 [4] changed, was cell 2
    1  from sklearn.linear_model import Ridge
-   2  model = Ridge(alpha=1).fit(X, y)
+   2  model = Ridge(alpha=2).fit(X, y)
    3  print(model.score(X, y))
     output
-   1  0.81
+   1  0.84

── cell 4 [5] changed, was cell 3
-   1  df.describe()
+   1  df.plot()

     cell 4 moved to cell 0: The end of the notebook, for now.

Not shown: run numbers of 2 cells (--all shows them)
`,
    );
  });

  const marks = (before: string, after: string): readonly string[] => {
    const words = diffWords(before, after);
    return [words.before, words.after].map((pieces) => pieces.map((piece) => (piece.changed ? `[${piece.text}]` : piece.text)).join(""));
  };
  const words: readonly (readonly [string, string, string, string])[] = [
    ["a name, not its letters", "model.fit(train_x)", "model.fit(train_y)", "model.fit([train_x]) → model.fit([train_y])"],
    ["a number", "alpha = 0.01", "alpha = 0.015", "alpha = [0.01] → alpha = [0.015]"],
    ["an argument that came", "df.head()", "df.head(n=5)", "df.head() → df.head([n=5])"],
    [
      "neighbouring words with the space between them",
      "the old text here",
      "the quite new text here",
      "the [old] text here → the [quite new] text here",
    ],
    [
      "what was put into a line that is kept",
      "def load(paths, name):",
      "def load(paths: list[Path], name: str) -> dict[str, Frame]:",
      "def load(paths, name): → def load(paths[: list[Path]], name[: str])[ -> dict[str, Frame]]:",
    ],
    [
      "what came at one place as one piece",
      "[![Open](colab)](a)",
      "![](tracker)[![Open](colab)](a)",
      "[![Open](colab)](a) → [![](tracker)][![Open](colab)](a)",
    ],
    ["what came twice alike", "a-b.py (a-b.py)", "a-new-b.py (a-new-b.py)", "a-b.py (a-b.py) → a-[new-]b.py (a-[new-]b.py)"],
    ["what went at one place as one piece", "f(a, g(a, b), c)", "f(a, c)", "f(a, [g(a, b),] c) → f(a, c)"],
    ["what is around a word that is kept", "print(x)", "print(str(x))", "print(x) → print([str(]x[)])"],
    ["nothing where the lines have little in common", "import os", "total = sum(values)", "import os → total = sum(values)"],
  ];
  for (const [name, before, after, expected] of words) it(`marks ${name}`, () => assert.equal(marks(before, after).join(" → "), expected));

  const styled = (name: string): string =>
    `<style>#T_${name}_row0 { color: red }</style><table id="T_${name}"><tr><td id="T_${name}_row0">1</td></tr></table>`;
  const traceback = (file: string): Json => ({
    output_type: "error",
    ename: "KeyError",
    evalue: "'x'",
    traceback: [`File /tmp/ipykernel_${file}.py`],
  });
  const noises: readonly (readonly [string, Json, Json, string])[] = [
    ["run numbers", code("x", { execution_count: 1 }), code("x", { execution_count: 2 }), "run numbers of 1 cell"],
    [
      "run numbers of results",
      code("x", { outputs: [{ ...display({ "text/plain": "1" }), output_type: "execute_result", execution_count: 1 }] }),
      code("x", { outputs: [{ ...display({ "text/plain": "1" }), output_type: "execute_result", execution_count: 2 }] }),
      "run numbers of 1 cell",
    ],
    [
      "view state",
      code("x", { metadata: { collapsed: true } }),
      code("x", { metadata: { scrolled: false, tags: [] } }),
      "view state of 1 cell",
    ],
    ["a line end at the end", code("x\ny"), code("x\ny\n"), "line ends of 1 cell"],
    ["run times", code("x", { metadata: { execution: { "iopub.status.busy": "2024-01-01" } } }), code("x"), "run times of 1 cell"],
    [
      "memory addresses",
      code("x", { outputs: [stream("<A object at 0x7f3a5c0d1e20>")] }),
      code("x", { outputs: [stream("<A object at 0x7f11ac0d1e20>")] }),
      "addresses, times and ids in outputs",
    ],
    [
      "ports that the system gave out",
      code("x", { outputs: [stream("Serving at http://127.0.0.1:43057/status")] }),
      code("x", { outputs: [stream("Serving at http://127.0.0.1:39101/status")] }),
      "addresses, times and ids in outputs",
    ],
    [
      "names of temporary folders",
      code("x", { outputs: [stream("Saved to /tmp/tmpk3j2_x9q/model.bin")] }),
      code("x", { outputs: [stream("Saved to /tmp/tmp0a8mwq1z/model.bin")] }),
      "addresses, times and ids in outputs",
    ],
    [
      "both in a table",
      code("x", {
        outputs: [display({ "text/html": "<table><tr><td>Nanny: tcp://127.0.0.1:43057</td><td>/space/worker-3o4g3h83</td></tr></table>" })],
      }),
      code("x", {
        outputs: [display({ "text/html": "<table><tr><td>Nanny: tcp://127.0.0.1:36101</td><td>/space/worker-5e0um0el</td></tr></table>" })],
      }),
      "addresses, times and ids in outputs",
    ],
    [
      "times of log lines",
      code("x", { outputs: [stream("2024-01-02 10:20:30,123 start\nWall time: 3 s\n")] }),
      code("x", { outputs: [stream("2025-01-02 10:20:31,123 start\nWall time: 4 s\n")] }),
      "addresses, times and ids in outputs",
    ],
    [
      "files of a kernel's cells",
      code("x", { outputs: [traceback("41/2371676172")] }),
      code("x", { outputs: [traceback("7/276152079")] }),
      "addresses, times and ids in outputs",
    ],
    [
      "how long an installer took",
      code("x", { outputs: [stream("Audited 1 package in 164ms\nElapsed: 1:08:16\nstarted 2025-06-16_13:17:50")] }),
      code("x", { outputs: [stream("Audited 1 package in 40ms\nElapsed: 0:58:02\nstarted 2025-07-01_08:00:01")] }),
      "addresses, times and ids in outputs",
    ],
    [
      "a widget's model",
      code("x", {
        outputs: [
          display({ "text/plain": "0%", "application/vnd.jupyter.widget-view+json": { model_id: "0123456789abcdef0123456789abcdef" } }),
        ],
      }),
      code("x", {
        outputs: [
          display({ "text/plain": "0%", "application/vnd.jupyter.widget-view+json": { model_id: "fedcba9876543210fedcba9876543210" } }),
        ],
      }),
      "addresses, times and ids in outputs",
    ],
    [
      "a widget's model of any name",
      code("x", { outputs: [display({ "text/plain": "0%", "application/vnd.jupyter.widget-view+json": { model_id: "" } })] }),
      code("x", { outputs: [display({ "text/plain": "0%", "application/vnd.jupyter.widget-view+json": { model_id: "3b" } })] }),
      "addresses, times and ids in outputs",
    ],
    [
      "bars of progress of another width",
      code("x", { outputs: [stream("Fit:  45%|██████████▎            | 9/20 [03:52<04:32, 24.78s/it]\n21it [09:18, 26.57s/it]")] }),
      code("x", { outputs: [stream("Fit:  45%|███████████▎             | 9/20 [03:35<04:27, 24.30s/it]\n21it [10:52, 37.84s/it]")] }),
      "addresses, times and ids in outputs",
    ],
    [
      "numbers of plots",
      code("x", { outputs: [display({ "text/plain": "<ggplot: (397416753)>" })] }),
      code("x", { outputs: [display({ "text/plain": "<ggplot: (-88382416)>" })] }),
      "addresses, times and ids in outputs",
    ],
    [
      "names that a library gives to elements",
      code("x", { outputs: [display({ "text/html": styled("a4f1c") })] }),
      code("x", { outputs: [display({ "text/html": styled("09be3") })] }),
      "addresses, times and ids in outputs",
    ],
    [
      "names behind a name",
      code("x", { outputs: [display({ "text/html": `<div id="map_${"0a".repeat(16)}"></div>a map` })] }),
      code("x", { outputs: [display({ "text/html": `<div id="map_${"1b".repeat(16)}"></div>a map` })] }),
      "addresses, times and ids in outputs",
    ],
    [
      "Colab's notes of how to show a result",
      code("x", { outputs: [{ ...display({ "text/plain": "'a'" }), metadata: { tags: [] } }] }),
      code("x", { outputs: [display({ "text/plain": "'a'", "application/vnd.google.colaboratory.intrinsic+json": { type: "string" } })] }),
      "addresses, times and ids in outputs",
    ],
    [
      "Colab's notes of a cell",
      code("x"),
      code("x", { metadata: { colab: { base_uri: "https://localhost:8080/", height: 70 } } }),
      "view state of 1 cell",
    ],
    ["attachments that hold nothing", markdown("x"), markdown("x", { attachments: {} }), "view state of 1 cell"],
  ];
  for (const [name, before, after, expected] of noises)
    it(`folds ${name}, and shows them on demand`, () => {
      const [a, b] = [notebookOf([before]), notebookOf([after])];
      assert.deepEqual(view(a, b).rows, [{ kind: "same", count: 1 }]);
      assert.equal(foldedText(view(a, b).summary), expected);
      assert.equal(view(a, b, true).rows[0].kind, "changed");
    });

  it("compares a notebook of an old format with what it became, and names the format", () => {
    const old: Json = {
      metadata: { name: "" },
      nbformat: 3,
      nbformat_minor: 0,
      worksheets: [
        {
          cells: [
            { cell_type: "heading", level: 2, source: "Orders" },
            {
              cell_type: "code",
              input: "x = 1",
              language: "python",
              outputs: [{ output_type: "pyout", prompt_number: 3, text: "1" }],
              prompt_number: 3,
            },
          ],
        },
      ],
    };
    const result = (shown: string): Json => ({
      output_type: "execute_result",
      data: { "text/plain": shown },
      metadata: {},
      execution_count: 3,
    });
    const { rows, summary } = view(old, notebookOf([markdown("## Orders"), code("x = 2", { outputs: [result("2")], execution_count: 3 })]));
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ["same", "changed"],
    );
    assert.match(foldedText(summary), /notebook format/);
    assert.ok(
      view(old, notebookOf([]), true).notebook.some(({ name, before, after }) => name === "nbformat" && before === "3" && after === "4"),
    );
    assert.equal(foldedText(view(old, old).summary), "");
  });

  it("folds which interpreter an editor took", () => {
    const noted = (metadata: Json): Json => notebookOf([code("x")], { metadata });
    for (const taken of [
      (hash: string) => noted({ vscode: { interpreter: { hash } } }),
      (hash: string) => noted({ interpreter: { hash } }),
    ]) {
      assert.equal(foldedText(view(taken("a1"), taken("b2")).summary), "kernel versions");
      assert.equal(foldedText(view(noted({}), taken("b2")).summary), "kernel versions");
    }
    assert.equal(view(noted({ interpreter: { version: "3.11" } }), noted({})).summary.notebook, 1);
  });

  it("shows Colab's notes on the notebook, except how it is displayed", () => {
    const noted = (colab: Json): Json => notebookOf([code("x")], { metadata: { colab } });
    assert.equal(
      foldedText(view(notebookOf([code("x")], { metadata: {} }), noted({ provenance: [], toc_visible: true })).summary),
      "view state",
    );
    assert.deepEqual(view(noted({ gpuType: "T4" }), noted({ gpuType: "A100", provenance: [] })).notebook, [
      { name: "metadata.colab.gpuType", before: "T4", after: "A100" },
    ]);
  });

  it("shows an empty line between two changed lines once", () => {
    const [before, after] = ["total = sum(prices)\n\nprint(total)", "total = sum(costs)\n\nprint('total', total)"].map((source) =>
      notebookOf([code(source)]),
    );
    assert.ok(
      text(before, after).endsWith(
        "-   1  total = sum(prices)\n+   1  total = sum(costs)\n    2\n-   3  print(total)\n+   3  print('total', total)\n",
      ),
      text(before, after),
    );
  });

  it("cuts both sides of a long line at the same place", () => {
    const words = (from: number): string => Array.from({ length: 40 }, (_, at) => `word${from + at}`).join(" ");
    const [short, long] = [`${words(0)} ${words(40)}`, `${words(0)} new words ${words(40)}`].map((source) =>
      notebookOf([markdown(source)]),
    );
    assert.match(
      text(short, long),
      /-   1  …\S+( word\d+)* word39 word40( word\d+)* \S+…\n\+   1  …\S+( word\d+)* word39 new words word40( word\d+)* \S+…\n/,
    );
    assert.match(
      text(long, short),
      /-   1  …\S+( word\d+)* word39 new words word40( word\d+)* \S+…\n\+   1  …\S+( word\d+)* word39 word40( word\d+)* \S+…\n/,
    );
  });

  it("names a cell by what it runs, not by the magic around it", () => {
    const timed = (printed: string): Json => notebookOf([code("%%time\nmodel.fit(X, y)", { outputs: [stream(printed)] })]);
    assert.match(text(timed("1"), timed("2")), /outputs changed\n {5}model\.fit\(X, y\)\n/);
    const script = (printed: string): Json => notebookOf([code("%%writefile model.py\nimport os", { outputs: [stream(printed)] })]);
    assert.match(text(script("1"), script("2")), /\n {5}%%writefile model\.py\n/);
  });

  const summaries: readonly (readonly [string, Json, Json, string])[] = [
    [
      "a result that changed",
      code("x", { outputs: [stream("total: 5")] }),
      code("x", { outputs: [stream("total: 6")] }),
      "changed: outputs of 1 cell",
    ],
    [
      "a date in a table",
      code("x", { outputs: [display({ "text/html": "<table><tr><td>2024-01-01 10:00:00</td></tr></table>" })] }),
      code("x", { outputs: [display({ "text/html": "<table><tr><td>2025-01-01 10:00:00</td></tr></table>" })] }),
      "changed: outputs of 1 cell",
    ],
    ["a tag", code("x"), code("x", { metadata: { tags: ["parameters"] } }), "changed: metadata of 1 cell"],
    ["a cell's type", code("some text"), markdown("some text"), "1 cell changed"],
  ];
  for (const [name, before, after, expected] of summaries)
    it(`sums up ${name}`, () => assert.equal(summaryText(view(notebookOf([before]), notebookOf([after])).summary), expected));

  it("names the parts of a cell that changed", () => {
    const happenings = (a: Json, b: Json): string => text(notebookOf([a]), notebookOf([b]), true).match(/cell 0.* changed/)?.[0] ?? "";
    assert.equal(happenings(code("x", { execution_count: 1 }), code("x", { execution_count: 2 })), "cell 0 [2] run number changed");
    assert.equal(
      happenings(
        code("x", { execution_count: 1, outputs: [stream("1")] }),
        code("x", { execution_count: 2, outputs: [stream("2")], metadata: { tags: ["a"] } }),
      ),
      "cell 0 [2] outputs, metadata and run number changed",
    );
    assert.equal(happenings(code("some text"), markdown("some text")), "cell 0 type, outputs and run number changed");
  });

  it("says whose metadata changed if an output's did", () => {
    const plot = (metadata: Json): Json => code("plot()", { outputs: [{ ...display({ "text/plain": "<Figure>" }), metadata }] });
    assert.match(
      text(notebookOf([plot({})]), notebookOf([plot({ tags: ["thumbnail"] })])),
      /── cell 0 outputs changed\n {5}plot\(\)\n {5}the output's metadata\.tags\n/,
    );
  });

  it("shows the first outputs of a cell with very many", () => {
    const turns = (count: number): Json =>
      code("loop()", {
        outputs: Array.from({ length: count }, (_, at): Json => ({ ...stream(`turn ${at}`), name: at % 2 === 0 ? "stdout" : "stderr" })),
      });
    const shown = (count: number): string => text(notebookOf([code("x")]), notebookOf([code("x"), turns(count)]));
    assert.match(shown(31), /turn 30\n(?!.*more)/);
    assert.match(shown(900), /turn 29\n {5}⋯ 870 more outputs\n/);
    assert.ok(!shown(900).includes("turn 30"));
  });

  it("shows the outputs of a cell that becomes code, or was code, as outputs", () => {
    const [empty, ran, prose] = [code("some text"), code("some text", { outputs: [stream("total: 5")] }), markdown("some text")];
    const shown = (a: Json, b: Json): string => text(notebookOf([a]), notebookOf([b]));
    assert.match(shown(empty, prose), /── cell 0 type changed\n {5}some text\n {5}cell_type: code → markdown\n\nNot shown/);
    assert.match(shown(prose, empty), /── cell 0 type changed\n {5}some text\n {5}cell_type: markdown → code\n\nNot shown/);
    assert.match(
      shown(ran, prose),
      /\n1 cell changed; outputs of 1 cell\n[^]*── cell 0 outputs and type changed\n[^]*cell_type: code → markdown\n {5}output removed\n- +1 {2}total: 5\n/,
    );
    assert.match(
      shown(prose, ran),
      /── cell 0 outputs and type changed\n[^]*cell_type: markdown → code\n {5}new output\n\+ +1 {2}total: 5\n/,
    );
  });

  it("tells a cell's old place from its new one if both have the same number", () => {
    const [gone, short, long, end] = [
      "drop(first, second, third)",
      "model = fit(rows, labels, depth)",
      "values = read(path, columns, rows)\nvalues = clean(values, columns)",
      "print(end, of, all, that)",
    ].map((source) => code(source));
    const shown = text(notebookOf([gone, short, long, end]), notebookOf([long, short, end]));
    assert.match(shown, /cell 1 moved to what is cell 1 now: model = fit/);
    assert.match(shown, /── cell 1 moved from what was cell 1/);
  });

  it("knows cells that were split or merged", () => {
    const whole = code("import numpy as np\nvalues = np.arange(10)\n\ntotal = values.sum()\nprint(total / len(values))");
    const parts = [code("import numpy as np\nvalues = np.arange(10)"), code("total = values.sum()\nprint(total / len(values))")];
    assert.match(text(notebookOf([load, whole]), notebookOf([load, ...parts])), /cell 1 split off cell 2/);
    assert.match(text(notebookOf([load, ...parts]), notebookOf([load, whole])), /cell 1 merged into what is cell 1 now/);
    // The lines that went along are not told twice.
    assert.ok(
      text(notebookOf([load, whole]), notebookOf([load, ...parts])).includes(
        "── cell 2 changed, was cell 1\n-    ⋯ 3 lines, now in cell 1\n    1  total = values.sum()\n",
      ),
    );
    assert.ok(diffHtml(["a", "b"], view(notebookOf([load, whole]), notebookOf([load, ...parts]))).includes("3 lines, now in cell 1"));
    const merged = text(notebookOf([load, ...parts]), notebookOf([load, whole]));
    assert.ok(merged.includes("\n+    ⋯ 3 lines, from cell 1\n"), merged);
    assert.ok(
      diffHtml(["a", "b"], view(notebookOf([load, ...parts]), notebookOf([load, whole]))).includes(
        '<td class="n ins"></td><td class="t ins soft">3 lines, from cell 1</td>',
      ),
    );
  });

  it("says where a line went with its part of a cell, although a new line resembles it", () => {
    const before = notebookOf([
      markdown("## Transfer learning for images\n\nBuild a set of at least 100 images.\nTrain on it, then compare with before."),
    ]);
    const after = notebookOf([
      markdown("## Transfer learning for images"),
      markdown("_Transfer learning for large images:_\n\nBuild a set of at least 100 images.\nTrain on it, then compare with before."),
    ]);
    const shown = text(before, after);
    assert.ok(shown.includes("-    ⋯ 1 line, now in cell 0\n+   1  _Transfer learning for large images:_\n"), shown);
  });

  it("shows a run of empty cells in one line", () => {
    const shown = text(notebookOf([load, code(""), code(""), markdown(""), fit]), notebookOf([load, fit, code("")]));
    assert.ok(shown.includes("── cells 1 to 3 removed (empty)\n") && shown.includes("── cell 2 added (empty)"), shown);
    assert.ok(
      diffHtml(["a", "b"], view(notebookOf([load, code(""), code("")]), notebookOf([load]))).includes(
        'Cells 1 to 2 <span class="word">removed (empty)</span>',
      ),
    );
  });

  it("masks secrets", () => {
    const key = ["AKIA", "Z7K4QX2M", "RT5VBN3W"].join("");
    const [a, b] = [notebookOf([code("x = 1")]), notebookOf([code(`x = 1\nkey = "${key}"`, { outputs: [stream(`using ${key}`)] })])];
    for (const shown of [text(a, b), diffHtml(["a", "b"], view(a, b))]) assert.ok(shown.includes("••••") && !shown.includes(key));
  });

  it("lets nothing of a notebook work on a terminal", () => {
    const hostile = "\u001b]0;title\u0007\u001b[2Jx\u202egnp.exe";
    const shown = text(notebookOf([]), notebookOf([code(hostile, { outputs: [stream(hostile)], metadata: { [hostile]: hostile } })]));
    assert.doesNotMatch(shown, /[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it("shows every cell of random edits once", () =>
    fc.assert(
      fc.property(editedNotebooks, ([a, b]) => {
        const [one, other] = [sideOf(a), sideOf(b)];
        const { rows } = viewDiff(one, other);
        const told = rows.reduce(
          (count, row) => ({
            before: count.before + (row.kind === "same" ? row.count : row.kind === "added" || row.kind === "left" ? 0 : 1),
            after: count.after + (row.kind === "same" ? row.count : row.kind === "removed" || row.kind === "left" ? 0 : 1),
          }),
          { before: 0, after: 0 },
        );
        assert.deepEqual(told, { before: one.notebook.cells.length, after: other.notebook.cells.length });
        assert.ok(diffText(["a", "b"], viewDiff(one, other, { showAll: true }), createStyle(true), 80).length > 0);
      }),
      { numRuns: 150 },
    ));

  itOnCorpus(
    "shows any pair in under 200 ms",
    (paths) => {
      for (const { name, a, b } of revisionPairs(paths, [["a", "b"]])) {
        const [one, other] = [sideAt(a), sideAt(b)];
        assertQuick(200, () => processorTime(() => diffText(["a", "b"], viewDiff(one, other), createStyle(true), 100)), name);
      }
    },
    "pairs",
  );
});
