// Promises of linting as a whole: a rule that fails loses its own findings only, severities and order, the grade's figures.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultConfig, severities, type Config } from "../../language-server/config/config";
import { familyCap, gradeFindings, weights } from "../../language-server/lint/grade";
import { lintNotebook } from "../../language-server/lint/lint";
import { readNotebook } from "../../language-server/notebook/read";
import { collectFacts } from "../../language-server/project/collect";
import { defineRule, type Finding, type Rule, type Severity } from "../../language-server/rules/rule";
import { memoryFiles } from "../support/memoryFiles";

const rule = (code: string, name: string, check: Rule["check"]): Rule =>
  defineRule({ code, name, severity: "warning", summary: "", check });
const at = (cell: number, start: number, more: Partial<Finding> = {}): Finding => ({
  cell,
  span: { start, end: start + 1 },
  message: "m",
  ...more,
});

function lint(rules: readonly Rule[], config: Partial<Config> = {}) {
  const read = readNotebook(
    JSON.stringify({
      cells: ["abc\ndef", "ghi"].map((source, index) => ({
        cell_type: "code",
        id: `c${index}`,
        metadata: {},
        execution_count: null,
        outputs: [],
        source,
      })),
      metadata: { language_info: { name: "r" } },
      nbformat: 4,
      nbformat_minor: 5,
    }),
    "test.ipynb",
  );
  assert.ok(read.ok);
  const { notebook } = read.file;
  const failed: string[] = [];
  const diagnostics = lintNotebook(notebook, {
    rules,
    config: { ...defaultConfig, ...config },
    python: null,
    project: collectFacts({ notebookPath: null, files: memoryFiles({}), trusted: true, notebook }),
    onRuleError: ({ code }, error) => failed.push(`${code}: ${(error as Error).message}`),
  });
  return { diagnostics, failed };
}

describe("lintNotebook", () => {
  it("loses only the findings of a rule that fails", () => {
    const { diagnostics, failed } = lint([
      rule("NBR301", "throws", () => {
        throw new Error("boom");
      }),
      rule("NBR302", "throws-late", function* () {
        yield at(0, 0);
        throw new Error("late");
      }),
      rule("NBR303", "points-outside", () => [at(7, 0)]),
      rule("NBR304", "relates-outside", () => [at(0, 0, { related: [{ cell: 9, span: { start: 0, end: 0 }, message: "" }] })]),
      rule("NBR401", "works", () => [at(1, 2)]),
    ]);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["NBR401"],
    );
    assert.deepEqual(failed, ["NBR301: boom", "NBR302: late", "NBR303: there is no cell 7", "NBR304: there is no cell 9"]);
  });
  it("orders by cell, place and code, the whole notebook first, and counts lines and characters", () => {
    const { diagnostics } = lint([
      rule("NBR402", "later", () => [at(1, 0), at(0, 5), at(-1, 3)]),
      rule("NBR401", "earlier", () => [at(1, 0), at(0, 1)]),
    ]);
    assert.deepEqual(
      diagnostics.map(({ code, cell, cellId, range }) => [code, cell, cellId, range.start.line, range.start.character]),
      [
        ["NBR402", -1, null, 0, 0],
        ["NBR401", 0, "c0", 0, 1],
        ["NBR402", 0, "c0", 1, 1],
        ["NBR401", 1, "c1", 0, 0],
        ["NBR402", 1, "c1", 0, 0],
      ],
    );
  });
  it("takes the severity of the narrowest configured selector, then the finding's, then the rule's", () => {
    const rules = [
      rule("NBR401", "one", () => [at(0, 0)]),
      rule("NBR402", "two", () => [at(0, 1, { severity: "info" })]),
      rule("NBR501", "three", () => [at(0, 2, { severity: "error" })]),
    ];
    assert.deepEqual(
      lint(rules).diagnostics.map(({ severity }) => severity),
      ["warning", "info", "error"],
    );
    assert.deepEqual(
      lint(rules, { severity: { NBR4: "hint", two: "error" } }).diagnostics.map(({ severity }) => severity),
      ["hint", "error", "error"],
    );
  });
  it("fills in a rule's options", () => {
    const seen: unknown[] = [];
    const watching = {
      ...rule("NBR401", "watch", ({ options }) => {
        seen.push(options);
        return [];
      }),
      options: { a: { description: "", default: 1 }, b: { description: "", default: "x" } },
    };
    lint([watching], { ruleOptions: { watch: { a: 5 } } });
    assert.deepEqual(seen, [{ a: 5, b: "x" }]);
  });
});

describe("the grade", () => {
  const of = (...found: [string, Severity][]) => gradeFindings(found.map(([code, severity]) => ({ code, severity })));
  it("weighs findings, and caps a family", () => {
    assert.deepEqual(of(), { score: 100, grade: "A" });
    assert.deepEqual(of(["NBR101", "error"], ["NBR301", "warning"], ["NBR401", "info"], ["NBR901", "hint"]), { score: 83, grade: "B" });
    assert.deepEqual(of(...Array.from({ length: 50 }, (): [string, Severity] => ["NBR301", "warning"])), { score: 60, grade: "D" });
    assert.deepEqual(
      of(...["1", "2", "3"].flatMap((family) => Array.from({ length: 9 }, (): [string, Severity] => [`NBR${family}01`, "error"]))),
      { score: 0, grade: "F" },
    );
  });
  it("is what docs/grade.md says", () => {
    const page = readFileSync(join(__dirname, "../../docs/grade.md"), "utf8");
    for (const severity of severities) assert.match(page, new RegExp(`^\\| ${severity} \\| ${weights[severity]} \\|$`, "m"));
    assert.ok(page.includes(`at most ${familyCap},`));
    for (const [, letter, from] of page.matchAll(/^\| ([A-F]) \| (\d+) \|$/gm)) {
      const lost = 100 - Number(from);
      const found = [
        ...Array.from({ length: Math.floor(lost / 4) }, (_, n): [string, Severity] => [`NBR${n % 10}01`, "warning"]),
        ...Array.from({ length: lost % 4 }, (): [string, Severity] => ["NBR901", "info"]),
      ];
      if (lost <= 40) assert.equal(of(...found).grade, letter);
    }
  });
});

describe("the pages on the command line", () => {
  it("explain every option", () => {
    const root = join(__dirname, "../..");
    const program = readFileSync(join(root, "language-server/cli/program.ts"), "utf8");
    const [cli, extract] = ["docs/cli.md", "docs/extract.md"].map((page) => readFileSync(join(root, page), "utf8"));
    const commands = program.split(/(?=\.command\(")/);
    const optionsOf = (text: string): readonly string[] =>
      [...text.matchAll(/\.(?:requiredOption|option)\("(?:-\w, )?(--[\w-]+)/g)].map(([, option]) => option);
    assert.ok(commands.flatMap(optionsOf).length > 30);
    for (const command of commands)
      for (const option of optionsOf(command))
        assert.ok((command.startsWith('.command("extract")') ? extract : cli).includes(option), option);
  });
});
