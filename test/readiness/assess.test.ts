// Promises of the readiness model: its figures are those of docs/grade.md, for one notebook, for several, and over time.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { familyCap, gradeFindings, weights } from "../../language-server/lint/grade";
import { assessNotebook, stepsToNextGrade, type AssessedFinding } from "../../language-server/readiness/assessNotebook";
import { assessProject } from "../../language-server/readiness/assessProject";
import { concernOf, concerns } from "../../language-server/readiness/concerns";
import { compareAssessments } from "../../language-server/readiness/trend";
import { rules } from "../../language-server/rules";
import type { Severity } from "../../language-server/rules/rule";

const finding = (code: string, severity: Severity, more: Partial<AssessedFinding> = {}): AssessedFinding => ({
  code,
  name: `rule-${code}`,
  severity,
  cell: 0,
  fixes: [],
  ...more,
});
const times = (count: number, one: AssessedFinding): readonly AssessedFinding[] => Array.from({ length: count }, () => one);
const assess = (findings: readonly AssessedFinding[], path = "a.ipynb") => assessNotebook(findings, { path, language: "python" });
const lostIn = (findings: readonly AssessedFinding[]): Record<string, number> =>
  Object.fromEntries(
    assess(findings)
      .concerns.filter(({ lost }) => lost > 0)
      .map(({ concern, lost }) => [concern, lost]),
  );

const anyFindings = fc
  .array(
    fc.record({
      code: fc.constantFrom("NBR001", "NBR102", "NBR103", "NBR201", "NBR301", "NBR302", "NBR501", "NBR902"),
      severity: fc.constantFrom<Severity>("error", "warning", "info", "hint"),
      cell: fc.integer({ min: -1, max: 9 }),
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map(({ code, severity, cell }) => finding(code, severity, { cell })));

describe("the readiness of a notebook", () => {
  it("gives points lost concern by concern, with the cap of a family", () => {
    assert.deepEqual(
      lostIn([finding("NBR102", "error"), finding("NBR107", "warning"), finding("NBR301", "warning"), finding("NBR904", "hint")]),
      { execution: 16, data: 4 },
    );
    assert.deepEqual(lostIn(times(15, finding("NBR401", "warning"))), { memory: familyCap });
  });

  it("ranks rules by what the score rises by when they are mended", () => {
    const {
      rules: ranked,
      score,
      grade,
    } = assess([
      finding("NBR301", "warning"),
      finding("NBR102", "error", { cell: 4 }),
      finding("NBR102", "error", { cell: 2, fixes: [{ safe: false }] }),
      finding("NBR904", "hint", { fixes: [{ safe: true }] }),
    ]);
    assert.deepEqual([score, grade], [72, "C"]);
    assert.deepEqual(
      ranked.map(({ code, gain, cells, fixable }) => [code, gain, cells, fixable.safe, fixable.unsafe]),
      [
        ["NBR102", 24, [2, 4], 0, 1],
        ["NBR301", 4, [0], 0, 0],
        ["NBR904", 0, [0], 1, 0],
      ],
    );
  });

  it("plans over a cap, which hides what one rule alone would gain", () => {
    // Two rules of one family, each of which loses more than the family may: mending either alone changes nothing.
    const { rules: ranked, plan, score } = assess([...times(11, finding("NBR401", "warning")), ...times(12, finding("NBR404", "warning"))]);
    assert.equal(score, 60);
    assert.deepEqual(
      ranked.map(({ gain }) => gain),
      [0, 0],
    );
    assert.deepEqual(
      plan.map((step) => [step.code, step.score, step.grade]),
      [
        ["NBR404", 60, "D"],
        ["NBR401", 100, "A"],
      ],
    );
  });

  it("ranks rules that gain the same by their weight, then by how often they found something, then by code", () => {
    const hidden = assess([
      ...times(11, finding("NBR401", "warning")),
      ...times(12, finding("NBR404", "warning")),
      finding("NBR902", "hint"),
      finding("NBR904", "hint"),
      finding("NBR904", "hint"),
      finding("NBR901", "hint"),
    ]);
    assert.deepEqual(
      hidden.rules.map(({ code, gain }) => [code, gain]),
      [
        ["NBR404", 0],
        ["NBR401", 0],
        ["NBR904", 0],
        ["NBR901", 0],
        ["NBR902", 0],
      ],
    );
    assert.deepEqual(
      assessProject([hidden, hidden]).rules.map(({ code }) => code),
      ["NBR404", "NBR401", "NBR904", "NBR901", "NBR902"],
    );
  });

  it("plans what raises the score before what only weighs more, and no hints, which take no points", () => {
    const { plan } = assess([
      ...times(4, finding("NBR102", "error")),
      ...times(5, finding("NBR103", "error")),
      finding("NBR301", "warning"),
      finding("NBR904", "hint"),
    ]);
    assert.deepEqual(
      plan.map(({ code, score }) => [code, score]),
      [
        ["NBR301", 60],
        ["NBR103", 60],
        ["NBR102", 100],
      ],
    );
  });

  it("names the steps to the next letter, and none for the best", () => {
    const assessed = assess([finding("NBR102", "error"), finding("NBR301", "warning"), finding("NBR201", "info")]);
    assert.deepEqual([assessed.grade, stepsToNextGrade(assessed).map(({ code, grade }) => [code, grade])], ["B", [["NBR102", "A"]]]);
    assert.deepEqual(stepsToNextGrade(assess([finding("NBR301", "warning")])), []);
  });

  it("agrees with the grade for any findings, and each plan ends with all points", () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const { score, grade, concerns: lost, rules: ranked, plan, counts } = assess(findings);
        assert.deepEqual({ score, grade }, gradeFindings(findings));
        // NBR0 and NBR9 are two families of one concern.
        assert.equal(score, Math.max(0, 100 - lost.reduce((sum, one) => sum + one.lost, 0)));
        assert.equal(counts.error + counts.warning + counts.info + counts.hint, findings.length);
        for (const rule of ranked) assert.equal(gradeFindings(findings.filter(({ code }) => code !== rule.code)).score, score + rule.gain);
        assert.ok(
          plan.every((step, index) => step.score >= (plan[index - 1]?.score ?? score)),
          "no step leads down",
        );
        if (plan.length > 0) assert.equal(plan[plan.length - 1].score, 100);
        assert.equal(new Set(plan.map(({ code }) => code)).size, plan.length);
      }),
    );
  });

  it("has a concern for each family of rules", () => {
    assert.deepEqual([...new Set(rules.map(({ code }) => concernOf(code)))].sort(), concerns.map(({ id }) => id).sort());
  });
});

describe("the readiness of a project", () => {
  const good = assess([finding("NBR301", "warning")], "good.ipynb");
  const bad = assess([...times(3, finding("NBR102", "error")), finding("NBR301", "warning"), finding("NBR904", "hint")], "bad.ipynb");

  it("is the mean of its notebooks", () => {
    const { score, grade, grades, concerns: lost, rules: ranked, counts } = assessProject([good, bad]);
    assert.deepEqual([good.score, bad.score, score, grade], [96, 60, 78, "C"]);
    assert.deepEqual(grades, { A: 1, B: 0, C: 0, D: 1, F: 0 });
    assert.deepEqual(
      lost.filter((one) => one.lost > 0).map((one) => [one.concern, one.lost, one.notebooks]),
      [
        ["execution", 18, 1],
        ["data", 4, 2],
      ],
    );
    assert.deepEqual(
      ranked.map((rule) => [rule.code, rule.gain, rule.notebooks]),
      [
        ["NBR102", 18, 1],
        ["NBR301", 4, 2],
        ["NBR904", 0, 1],
      ],
    );
    assert.deepEqual(counts, { error: 3, warning: 2, info: 0, hint: 1 });
  });

  it("of no notebook has lost nothing", () => assert.deepEqual([assessProject([]).score, assessProject([]).grade], [100, "A"]));

  it("is compared with what it was, by path", () => {
    const snapshot = (notebooks: readonly ReturnType<typeof assess>[]) => ({ project: assessProject(notebooks), notebooks });
    const before = snapshot([assess([finding("NBR102", "error")], "good.ipynb"), bad, assess([], "gone.ipynb")]);
    const { notebooks, ...trend } = compareAssessments(before, snapshot([good, bad, assess([finding("NBR501", "warning")], "new.ipynb")]));
    assert.deepEqual(trend.before, { grade: "B", score: 83 });
    assert.deepEqual([trend.change, trend.findings, trend.better, trend.worse, trend.added, trend.removed], [1, 1, 1, 0, 1, 1]);
    assert.deepEqual([trend.concerns.execution, trend.concerns.data, trend.concerns.reproducibility], [-4, 1.4, 1.3]);
    assert.deepEqual(notebooks.get("good.ipynb"), { grade: "B", score: 88 });
  });
});

describe("docs/grade.md", () => {
  const page = readFileSync(join(__dirname, "../../docs/grade.md"), "utf8");
  it("has the points of each severity and the cap", () => {
    for (const [severity, points] of Object.entries(weights)) assert.match(page, new RegExp(`^\\| ${severity} \\| ${points} \\|$`, "m"));
    assert.ok(page.includes(`at most ${familyCap}`));
  });
  it("lists the concerns with what each asks", () => {
    for (const { title, question } of concerns) assert.ok(page.includes(`| ${title} | ${question} |`), title);
  });
});
