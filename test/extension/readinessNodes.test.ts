// The lines of the side bar's views: what they say, and where they lead.
import assert from "node:assert/strict";
import { notebookNode, readinessNodes, worstFirst, type Node } from "../../extension/readiness/nodes";
import type { NotebookReadiness, NotebookStatus, PlacedFinding } from "../../language-server/server/protocol";

const finding = (code: string, severity: PlacedFinding["severity"], place = "cell 3 [7], line 2"): PlacedFinding => ({
  code,
  rule: `rule-${code}`,
  severity,
  message: `Message of ${code}.`,
  place,
  document: "cell:3",
  range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
});

const status: NotebookStatus = {
  notebook: "file:///work/a.ipynb",
  grade: "C",
  score: 79,
  counts: { error: 1, warning: 2, info: 0, hint: 0 },
  problem: null,
  configuration: null,
  coverage: null,
};

const early = finding("NBR102", "error");
const pin = finding("NBR202", "warning");
const readiness: NotebookReadiness = {
  ...status,
  concerns: [
    { id: "execution", title: "Execution order", question: "Does it run?", lost: 12, findings: [early] },
    {
      id: "dependencies",
      title: "Dependencies",
      question: "Can it be installed?",
      lost: 8,
      findings: [finding("NBR201", "info"), pin, pin],
    },
    { id: "security", title: "Security", question: "Does it keep secrets?", lost: 0, findings: [] },
  ],
  steps: [
    { rule: "rule-NBR102", gain: 12, score: 91, grade: "A", findings: [early] },
    { rule: "rule-NBR202", gain: 0, score: 91, grade: "A", findings: [pin, pin] },
  ],
};

const linesOf = (nodes: readonly Node[]): readonly string[] =>
  nodes.map(({ label, description, icon }) => `${icon}: ${label} | ${description}`);

describe("lines of the readiness views", () => {
  it("begin with the grade and what lifts it, then every concern with its worst severity", () => {
    assert.deepEqual(linesOf(readinessNodes(readiness, true)), [
      "circle-filled: Grade C | 79 of 100 · 1 error, 2 warnings",
      "arrow-up: What lifts the grade most | ",
      "error: Execution order | −12 · 1 finding",
      "warning: Dependencies | −8 · 3 findings",
      "pass: Security | no findings",
    ]);
  });

  it("say what each step brings, and lead to its first finding", () => {
    const steps = readinessNodes(readiness, true)[1].children;
    assert.deepEqual(linesOf(steps), ["error: rule-NBR102 | +12 → A", "warning: rule-NBR202 | still A"]);
    assert.equal(steps[0].target, early);
  });

  it("give a finding with its place, and its whole message in the tooltip", () => {
    const [node] = readinessNodes(readiness, true)[2].children;
    assert.deepEqual(
      [node.label, node.description, node.tooltip, node.target],
      ["Message of NBR102.", "cell 3 [7], line 2 · NBR102", "Message of NBR102.\n\nrule-NBR102 (NBR102), cell 3 [7], line 2", early],
    );
  });

  it("put many findings of one rule below a line of their own, each told by its place", () => {
    const many = ["cell 1, line 1", "cell 2, line 1", "cell 2, line 5", "cell 9"].map((place) => finding("NBR301", "warning", place));
    const children = (...findings: readonly PlacedFinding[]): readonly Node[] =>
      readinessNodes({ ...readiness, concerns: [{ ...readiness.concerns[1], findings }] }, true)[2].children;
    const [single, group] = children(pin, ...many);
    assert.deepEqual(linesOf([single, group]), [
      "warning: Message of NBR202. | cell 3 [7], line 2 · NBR202",
      "warning: rule-NBR301 | 4 findings",
    ]);
    assert.deepEqual(linesOf(group.children.slice(2)), [
      "warning: Cell 2, line 5 | Message of NBR301.",
      "warning: Cell 9 | Message of NBR301.",
    ]);
    assert.deepEqual(
      [group.children[2].target, group.children[2].tooltip],
      [many[2], "Message of NBR301.\n\nrule-NBR301 (NBR301), cell 2, line 5"],
    );
    assert.equal(children(...many.slice(1)).length, 3);
  });

  it("tell in Restricted Mode that packages were not looked at, where nothing was found on them", () => {
    const without = { ...readiness, concerns: readiness.concerns.map((concern) => ({ ...concern, findings: [] })) };
    assert.deepEqual(linesOf(readinessNodes(without, false).slice(2)), [
      "pass: Execution order | no findings",
      "shield: Dependencies | not looked at",
      "pass: Security | no findings",
    ]);
    assert.deepEqual(linesOf(readinessNodes(readiness, false)), linesOf(readinessNodes(readiness, true)), "what is found is told");
  });

  it("have ids that are unique in the tree", () => {
    const ids = (nodes: readonly Node[]): readonly string[] => nodes.flatMap((node) => [node.id, ...ids(node.children)]);
    const all = ids(readinessNodes(readiness, true));
    assert.equal(new Set(all).size, all.length);
  });

  it("tell of a mistake in the configuration, and lead to its file", () => {
    const node = readinessNodes(
      { ...readiness, problem: "nbready.toml: first\nsecond", configuration: "file:///work/nbready.toml" },
      true,
    ).find(({ id }) => id === "problem");
    assert.deepEqual(
      [node?.description, node?.tooltip, node?.configuration],
      ["nbready.toml: first", "nbready.toml: first\nsecond\n\nClick to mend it.", "file:///work/nbready.toml"],
    );
  });

  it("say where not every rule knows the notebook's language, so that no findings are not taken for more", () => {
    const node = readinessNodes({ ...readiness, coverage: "Cells are not read." }, true).find(({ id }) => id === "coverage");
    assert.deepEqual([node?.description, node?.tooltip], ["Cells are not read.", "Cells are not read."]);
  });

  it("are short for a notebook without findings", () => {
    assert.deepEqual(
      linesOf(
        readinessNodes(
          {
            ...readiness,
            grade: "A",
            score: 100,
            counts: { error: 0, warning: 0, info: 0, hint: 0 },
            steps: [],
            concerns: [readiness.concerns[2]],
          },
          true,
        ),
      ),
      ["circle-filled: Grade A | 100 of 100 · no problems", "pass: Security | no findings"],
    );
  });

  it("list notebooks with most to do first", () => {
    const all = [
      { ...status, notebook: "file:///b", score: 100 },
      { ...status, notebook: "file:///z", score: 20 },
      { ...status, notebook: "file:///a", score: 100 },
    ];
    assert.deepEqual(
      all.sort(worstFirst).map(({ notebook }) => notebook),
      ["file:///z", "file:///a", "file:///b"],
    );
    const { label, description } = notebookNode(status, "a.ipynb", "reports");
    assert.deepEqual([label, description], ["C 79 · a.ipynb", "reports · 1 error, 2 warnings"]);
  });
});
