import assert from "node:assert/strict";
import rule from "../../language-server/rules/repeated-code";
import { processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";
import { loadTestParser } from "../support/parser";
import { findingsOf, testRule } from "./testRule";

/** Six statements on a frame with this name. */
const clean = (name: string, column = "price"): string =>
  [
    `${name} = pd.read_csv('${name}.csv')`,
    `${name} = ${name}.dropna()`,
    `${name}['total'] = ${name}['${column}'] * 2`,
    `${name}['day'] = pd.to_datetime(${name}['day'])`,
    `${name} = ${name}.sort_values('day')`,
    `print(${name}.shape)`,
  ].join("\n");
const pandas = "import pandas as pd\n";
const five = (name: string): string => clean(name).split("\n").slice(0, 5).join("\n");

testRule(rule, {
  valid: [
    { name: "five statements", cells: [pandas + five("a"), five("b")] },
    { name: "other methods", cells: [pandas + clean("a"), clean("b").replace("dropna", "ffill")] },
    { name: "a table of constants", cells: ["a = 1\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6", "g = 1\nh = 2\ni = 3\nj = 4\nk = 5\nl = 6"] },
    { name: "layers of a network", cells: [Array.from({ length: 14 }, (_, number) => `model.add(Dense(${number}))`).join("\n")] },
    {
      name: "the looks of a plot",
      cells: ["import matplotlib.pyplot as plt\n", "a", "b"].map(
        (text) =>
          `${text === "a" || text === "b" ? "" : text}plt.figure(figsize=(3, 4))\nplt.plot(${text.length})\nplt.title('t')\nplt.xlabel('x')\nplt.ylabel('y')\nplt.grid()\nplt.show()`,
      ),
    },
    {
      name: "asserted results",
      cells: ["a", "b"].map(
        (name) =>
          `assert ${name} is not None\nassert type(${name}.size) is int, 'size'\nassert len(${name}.shape) == 2\nassert hash(${name}) == 7\nassert sorted(map(str, ${name}.rows)) == list('ab')\nassert sum(${name}) > 1\nprint('Success!')`,
      ),
    },
    { name: "imports", cells: Array.from({ length: 2 }, () => "import a\nimport b\nimport c\nfrom d import e\nfrom f import g\nimport h") },
    { name: "magics between", cells: [pandas + clean("a"), `${five("b")}\n%matplotlib inline\nprint(b.shape)`] },
  ],
  invalid: [
    {
      name: "another class with other settings, fitted and judged in the same way",
      cells: [
        "from sklearn.linear_model import LogisticRegression\nfrom sklearn.svm import SVC\nfrom sklearn.metrics import accuracy_score",
        "«m = LogisticRegression(C=1)\nm.fit(X_train, y_train)\npred = m.predict(X_test)\nacc = accuracy_score(y_test, pred)\nscores['lr'] = acc\nprint('lr', acc)»",
        "svc = SVC(kernel='rbf', gamma=2)\nsvc.fit(X_train, y_train)\npred2 = svc.predict(X_test)\nacc2 = accuracy_score(y_test, pred2)\nscores['svc'] = acc2\nprint('svc', acc2)",
      ],
    },
    {
      name: "six statements with another name",
      cells: [`${pandas}«${clean("train")}»`, clean("test")],
      messages: [/^These 6 statements are repeated in cell 1, apart from names and values/],
      severities: ["info"],
      related: [[[1, clean("test")]]],
    },
    { name: "literals and f-strings aside", cells: [`${pandas}«${clean("a", "price")}»\nx = 1`, clean("b", "amount")] },
    { name: "in one cell", cells: [`${pandas}«${clean("a")}»\n\n${clean("b")}`], messages: [/repeated in this cell/] },
    {
      name: "three copies: one finding",
      cells: [`${pandas}«${clean("a")}»`, clean("b"), clean("c")],
      messages: [/repeated in cells 1 and 2, .* in the others/],
    },
    {
      name: "two of three copies alike to the letter",
      cells: [`${pandas}«${clean("a")}»`, clean("b"), clean("b")],
      messages: [/repeated in cells 1 and 2, .* in the others/],
    },
    {
      name: "the longest common run",
      cells: [
        `${pandas}x = 1\n«${clean("a")}\nprint(a.columns)\na.to_csv('a')»\nprint(1)`,
        `${clean("b")}\nprint(b.columns)\nb.to_csv('b')\nb.plot()`,
      ],
      messages: [/^These 8 statements/],
    },
    {
      name: "a loop with its body",
      cells: [
        `«for a in b:\n    c = a.strip()\n    if c.isdigit():\n        d.append(int(c))\n    e[c] = len(c)\n    print(c)»`,
        "for f in g:\n    h = f.strip()\n    if h.isdigit():\n        i.append(int(h))\n    j[h] = len(h)\n    print(h)",
      ],
    },
    {
      name: "a copied function, once and not its body again",
      cells: [
        `${pandas}«def load(a):\n    ${clean("a").replaceAll("\n", "\n    ")}\n    return a»`,
        `def read(b):\n    ${clean("b").replaceAll("\n", "\n    ")}\n    return b`,
      ],
      messages: [/These 8 statements/],
    },
    { name: "a lower limit", cells: [pandas + "«" + five("a") + "»", five("b")], options: { statements: 5 } },
  ],
});

describe("repeated-code on long notebooks", () => {
  before(loadTestParser);
  it("stays fast where everything is alike", () => {
    const cells = Array.from({ length: 300 }, (_, number) => `${number === 0 ? pandas : ""}${clean(`a${number}`)}`);
    assertQuick(2500, () =>
      processorTime(() => {
        const found = findingsOf(rule, { cells });
        assert.equal(found.length, 1);
        assert.equal(found[0].related?.length, 299);
      }),
    );
  });
});
