// Promises on size: four times as much of anything costs a rule about four times the work, and no notebook takes long.
import { checkNotebook } from "../../language-server/lint/check";
import { excerptOf } from "../../language-server/cli/excerpt";
import { defaultConfig } from "../../language-server/config/config";
import { ProjectCache } from "../../language-server/project/collect";
import { createAnalyser } from "../../language-server/python/analyse";
import { rules } from "../../language-server/rules";
import { createScriptAnalyser } from "../../language-server/typescript/analyse";
import { memoryFiles } from "../support/memoryFiles";
import { assertEvenGrowth, processorTime } from "../support/evenGrowth";
import { loadTestParser } from "../support/parser";
import { checkFile, longestCheck, notebookText, readFile } from "./support/check";
import { assertQuick } from "../support/machine";
import { prepareFuzzing } from "./support/random";

const repeat = (count: number, line: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => line(index));
const inOneCell = (count: number, line: (index: number) => string): readonly string[] => [repeat(count, line).join("\n")];

const sklearn = "from sklearn.preprocessing import StandardScaler\nfrom sklearn.model_selection import train_test_split\n";

/** A notebook whose cells ran in the opposite order, behind one that ran first. */
function backwards(first: string, sources: readonly string[]): string {
  const model = JSON.parse(notebookText([first, ...sources]));
  model.cells.slice(1).forEach((cell: { execution_count: number }, index: number) => {
    cell.execution_count = 1 + sources.length - index;
  });
  return JSON.stringify(model);
}

/** Notebooks of a size, by the rule that has most to do in them. */
const growing: Readonly<Record<string, (size: number) => string>> = {
  "empty-cell": (size) => notebookText(repeat(8 * size, () => "")),
  "undefined-name": (size) => notebookText(repeat(2 * size, (at) => `value_${at} = 1\nprint(valeu_${at})`)),
  "used-before-definition": (size) =>
    notebookText([...repeat(2 * size, (at) => `print(n${at})`), ...repeat(2 * size, (at) => `n${at} = 1`)]),
  "redefined-name": (size) => notebookText(repeat(2 * size, (at) => `x = ${at}\nprint(x)`)),
  "out-of-order-execution": (size) =>
    backwards(
      "df = load()",
      repeat(size, (at) => (at % 4 ? `df["a${at}"] = df["b${at}"]` : `x${at} = ${at}\nprint(x${Math.floor(at / 8) * 4})`)),
    ),
  "long-cell": (size) => notebookText(inOneCell(2 * size, (at) => `def f${at}():\n    """One.\n\n    Two."""\n    return ["a", "b"]`)),
  "unbounded-read": (size) =>
    notebookText(["import pandas as pd", ...repeat(size, (at) => `df = pd.read_csv("t${at}.csv")\ndf["a"].mean()`)]),
  "repeated-code": (size) =>
    notebookText(inOneCell(2 * size, () => "try:\n    a = load(1)\n    b = a.f(2)\n    print(b.g(a))\nexcept Exception:\n    c = h(b)")),
};

/** Milliseconds of the processor that a rule takes, the analysis that it asks left out. */
function workOf(name: string, text: string): number {
  let took = 0;
  const rule = rules.find((one) => one.name === name)!;
  const timed = {
    ...rule,
    check: (context: Parameters<typeof rule.check>[0]) => {
      let findings: ReturnType<typeof rule.check> = [];
      took = processorTime(() => {
        findings = [...rule.check(context)];
      });
      return findings;
    },
  };
  const path = "/project/test.ipynb";
  checkNotebook(readFile(text).notebook, {
    rules: [timed],
    config: defaultConfig,
    files: memoryFiles({}),
    path,
    environment: null,
    cache: new ProjectCache(),
    analyse: createAnalyser().inSteps,
    analyseScript: createScriptAnalyser(),
    onRuleError: (_, error) => {
      throw error;
    },
  });
  return took;
}

/** Code cells that once took very long. */
const large: Readonly<Record<string, readonly string[]>> = {
  "fits and splits of the same rows": [
    `${sklearn}s = StandardScaler()`,
    ...inOneCell(800, () => "X, Xt = load()\nX = s.fit_transform(X)\nXt = s.transform(Xt)\nX_train, X_test = train_test_split(X)"),
  ],
  "secrets by name": [`d = {${repeat(3000, (at) => `"password": "p4ssW0rd${at}"`).join(",\n")}}`],
  "filters of a comprehension": [`x = [1 for a in b ${"if a ".repeat(20_000)}]`],
  "loops of a comprehension": [`x = [1 ${"for a in b ".repeat(20_000)}]`],
  "magics in magics": [`${"%time ".repeat(10_000)}x = 1`],
  "a path of many fields": [`import joblib\njoblib.dump(m, f"${"{x}a".repeat(9)}.pkl")`, `m = joblib.load("${"a".repeat(80)}.pk")`],
  "300 kB of a pipe with variables": [`!echo ${"a | b $x ".repeat(33_000)}`],
  "open f-strings on one line": ['f"{"'.repeat(10_000)],
};

describe("fuzzing: size", function () {
  prepareFuzzing(this);
  before(loadTestParser);

  for (const [rule, make] of Object.entries(growing))
    it(`${rule} costs no more than the notebook grows`, () => assertEvenGrowth((size) => workOf(rule, make(size))));

  it("shows thousands of places on one line", () => {
    const [cell] = readFile(notebookText([repeat(3000, (at) => `open("/home/a/data_${at}.csv")`).join("; ")])).notebook.cells;
    assertQuick(longestCheck, () =>
      processorTime(() => {
        for (let at = 0; at < 3000; at++)
          excerptOf(cell, { start: { line: 0, character: 4 * at }, end: { line: 0, character: 4 * at + 3 } }, 100);
      }),
    );
  });

  for (const [what, sources] of Object.entries(large)) it(`takes ${what}`, () => void checkFile(readFile(notebookText(sources))));
});
