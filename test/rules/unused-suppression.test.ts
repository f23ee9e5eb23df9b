// Suppressions that hide nothing are found by the linter as a whole, so these cases run it with rules made for them.
import assert from "node:assert/strict";
import { defaultConfig } from "../../language-server/config/config";
import { lintNotebook, type Diagnostic } from "../../language-server/lint/lint";
import { readNotebook } from "../../language-server/notebook/read";
import { applyEdits } from "../../language-server/notebook/write";
import { collectFacts } from "../../language-server/project/collect";
import { analysePython } from "../../language-server/python/analyse";
import { defineRule, type Rule } from "../../language-server/rules/rule";
import unusedSuppression from "../../language-server/rules/unused-suppression";
import { memoryFiles } from "../support/memoryFiles";
import { loadTestParser } from "../support/parser";

/** A rule that reports each place of a pattern. */
const finder = (code: string, name: string, pattern: RegExp): Rule =>
  defineRule({
    code,
    name,
    severity: "warning",
    summary: `What matches ${pattern}`,
    *check({ notebook }) {
      for (const cell of notebook.cells)
        for (const { 0: text, index } of cell.source.matchAll(pattern))
          yield { cell: cell.index, span: { start: index, end: index + text.length }, message: `${text} stands here.` };
    },
  });
const rules = [
  unusedSuppression,
  finder("NBR301", "finds-alpha", /\balpha\b(?!\])/g),
  finder("NBR302", "finds-beta", /\bbeta\b/g),
  finder("NBR901", "finds-calls", /gamma\([^)]*\)/g),
  { ...finder("NBR902", "finds-delta", /\bdelta\b(?!\])/g), oncePerCell: true },
];

interface CellText {
  readonly source: string;
  readonly metadata?: object;
  readonly type?: string;
}
type Case = {
  readonly name: string;
  readonly cells: readonly (string | CellText)[];
  readonly told: readonly string[];
  readonly select?: readonly string[];
  readonly fixed?: readonly string[];
};

function notebookOf(cells: Case["cells"]) {
  const json = {
    cells: cells
      .map((cell) => (typeof cell === "string" ? { source: cell } : cell))
      .map(({ source, metadata, type = "code" }: CellText, index) => ({
        cell_type: type,
        id: `c${index}`,
        metadata: metadata ?? {},
        source,
        ...(type === "code" ? { execution_count: null, outputs: [] } : {}),
      })),
    metadata: { language_info: { name: "python" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  const read = readNotebook(JSON.stringify(json), "test.ipynb");
  assert.ok(read.ok);
  return read.file;
}

function lint(file: ReturnType<typeof notebookOf>, select: readonly string[] = []): readonly Diagnostic[] {
  const { notebook } = file;
  return lintNotebook(notebook, {
    rules,
    config: { ...defaultConfig, select },
    python: analysePython(notebook),
    project: collectFacts({ notebookPath: null, files: memoryFiles({}), trusted: true, notebook }),
    onRuleError: (_, error) => assert.fail(String(error)),
  });
}

const shown =
  (file: ReturnType<typeof notebookOf>) =>
  ({ code, cell, span }: Diagnostic): string =>
    `${code} ${cell} ${file.notebook.cells[cell]?.source.slice(span.start, span.end)}`;

const cases: readonly Case[] = [
  {
    name: "hides the rule on its line, by code, name, family or nothing",
    cells: [
      "alpha  # nbready: ignore[NBR301]\nalpha  # nbready: ignore[finds-alpha]\nalpha  # nbready: ignore[NBR3]\nalpha  # nbready: ignore\nalpha",
    ],
    told: ["NBR301 0 alpha"],
  },
  { name: "letter case and spaces do not matter", cells: ["alpha  #nbready:ignore[ nbr301 ]"], told: [] },
  { name: "hides other rules' findings not", cells: ["alpha + beta  # nbready: ignore[NBR301]"], told: ["NBR302 0 beta"] },
  {
    name: "holds for the cell on a line of its own at the top, below other comments and a cell magic",
    cells: ["%%time\n# about\n# nbready: ignore[NBR301]\nalpha\nalpha", "alpha"],
    told: ["NBR301 1 alpha"],
  },
  {
    name: "holds for the notebook as ignore-file in the first code cell",
    cells: [{ source: "alpha text", type: "markdown" }, "# nbready: ignore-file[NBR301]\nalpha", "alpha\nbeta"],
    told: ["NBR302 2 beta"],
  },
  {
    name: "holds for the cell as a tag or metadata",
    cells: [
      { source: "alpha\nbeta", metadata: { tags: ["nbready-ignore"] } },
      { source: "alpha\nbeta", metadata: { nbready: { ignore: ["finds-beta"] } } },
    ],
    told: ["NBR301 1 alpha"],
  },
  {
    name: "holds for one place of several that are told as one",
    cells: ["delta  # nbready: ignore[NBR902]\ndelta\ndelta  # nbready: ignore[NBR902]\ndelta", "delta"],
    told: ["NBR902 0 delta", "NBR902 1 delta"],
  },
  { name: "is no comment inside a string", cells: ['text = "# nbready: ignore"; alpha'], told: ["NBR301 0 alpha"] },
  { name: "stands beside other tools' comments", cells: ["alpha  # noqa: E501  # nbready: ignore[NBR301]"], told: [] },
  {
    name: "reports one that hides nothing, and takes it out",
    cells: ["x = 1  # nbready: ignore[NBR301]\nalpha"],
    told: ["NBR001 0 # nbready: ignore[NBR301]", "NBR301 0 alpha"],
    fixed: ["x = 1\nalpha"],
  },
  {
    name: "takes out the names that hide nothing",
    cells: ["alpha  # nbready: ignore[NBR302, NBR301]"],
    told: ["NBR001 0 # nbready: ignore[NBR302, NBR301]"],
    fixed: ["alpha  # nbready: ignore[NBR301]"],
  },
  {
    name: "takes out the whole line",
    cells: ["# nbready: ignore[NBR301]\nx = 1", "y = 2\n"],
    told: ["NBR001 0 # nbready: ignore[NBR301]"],
    fixed: ["x = 1", "y = 2\n"],
  },
  {
    name: "takes out its reason with the signs that end a comment in other languages",
    cells: ["x = 1  # nbready: ignore[NBR301] see https://a.b/c */ d  # kept"],
    told: ["NBR001 0 # nbready: ignore[NBR301] see https://a.b/c */ d"],
    fixed: ["x = 1  # kept"],
  },
  {
    name: "reports a mistyped rule",
    cells: ["alpha  # nbready: ignore[finds-alfa]"],
    told: ["NBR301 0 alpha", "NBR001 0 # nbready: ignore[finds-alfa]"],
  },
  {
    name: "reports a list that is not closed, and a comment in the middle",
    cells: ["alpha  # nbready: ignore[NBR301", "x = 1\n# nbready: ignore[NBR301]\nalpha"],
    told: ["NBR301 0 alpha", "NBR001 0 # nbready: ignore[NBR301", "NBR001 1 # nbready: ignore[NBR301]", "NBR301 1 alpha"],
  },
  {
    name: "reports ignore-file outside the first code cell",
    cells: ["x = 1", "# nbready: ignore-file\nalpha"],
    told: ["NBR001 1 # nbready: ignore-file", "NBR301 1 alpha"],
  },
  {
    name: "says nothing of rules that did not run",
    cells: ["x = 1  # nbready: ignore[NBR901]\ny = 2  # nbready: ignore"],
    select: ["NBR0", "NBR3"],
    told: [],
  },
  { name: "is not reported where the rule itself is hidden by name", cells: ["x = 1  # nbready: ignore[NBR301, NBR001]"], told: [] },
  { name: "is not reported where the rule is off", cells: ["x = 1  # nbready: ignore[NBR301]"], select: ["NBR3"], told: [] },
  {
    name: "hides a finding over several lines from its first line or its last",
    cells: [
      "gamma(\n1)  # nbready: ignore[NBR901]",
      "gamma(  # nbready: ignore[NBR901]\n1,\n2)",
      "gamma(\n1,  # nbready: ignore[NBR901]\n2)",
    ],
    told: ["NBR901 2 gamma(\n1,  # nbready: ignore[NBR901]\n2)", "NBR001 2 # nbready: ignore[NBR901]"],
  },
];

describe("NBR001 unused-suppression", () => {
  before(loadTestParser);
  for (const { name, cells, told, select, fixed } of cases)
    it(name, () => {
      const file = notebookOf(cells);
      const found = lint(file, select);
      assert.deepEqual(found.map(shown(file)), told);
      if (!fixed) return;
      const [fix] = found.find(({ code }) => code === "NBR001")?.fixes ?? [];
      assert.ok(fix?.safe);
      const written = applyEdits(file, fix.edits);
      assert.ok("text" in written);
      const after = readNotebook(written.text, "test.ipynb");
      assert.ok(after.ok);
      assert.deepEqual(
        after.file.notebook.cells.map(({ source }) => source),
        fixed,
      );
      assert.ok(!lint(after.file, select).some(({ code }) => code === "NBR001"));
    });
  it("says what was meant, and why it matters", () => {
    const [, typo] = lint(notebookOf(["alpha  # nbready: ignore[finds-alfa]"]));
    assert.match(typo.message, /^"finds-alfa" is not the code, name or family of a rule; did you mean "finds-alpha"\?/);
    const [unused] = lint(notebookOf(["x = 1  # nbready: ignore[NBR301]"]));
    assert.match(unused.message, /^NBR301 \(finds-alpha\) finds nothing here, so this suppression hides nothing\. Remove it/);
    assert.equal(unused.severity, "hint");
  });
});
