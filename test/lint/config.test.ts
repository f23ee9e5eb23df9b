// Promises of the configuration: where it is found, what each key takes, what every mistake is told as, how layers lie.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { laySelection } from "../../language-server/config/commandLine";
import { defaultConfig } from "../../language-server/config/config";
import { findConfig } from "../../language-server/config/find";
import { configKeys } from "../../language-server/config/keys";
import { readConfigText } from "../../language-server/config/read";
import { isSelected } from "../../language-server/config/selection";
import { parseSize } from "../../language-server/config/sizes";
import { enabledRules } from "../../language-server/lint/lint";
import { defineRule, type Rule } from "../../language-server/rules/rule";
import { memoryFiles } from "../support/memoryFiles";

const rule = (code: string, name: string, options?: Rule["options"]): Rule =>
  defineRule({ code, name, severity: "warning", summary: "", options, check: () => [] });
const rules = [
  rule("NBR102", "used-early"),
  rule("NBR301", "absolute"),
  rule("NBR302", "platform"),
  rule("NBR401", "whole-read", { "small-file": { description: "", default: 100 }, readers: { description: "", default: ["a"] } }),
];

describe("finding the configuration", () => {
  const found = (files: Readonly<Record<string, string>>, folder = "/repo/a/b"): string | null =>
    findConfig(folder, memoryFiles(files), rules).config.path;
  const cases: readonly [string, Readonly<Record<string, string>>, string | null][] = [
    ["none", {}, null],
    ["the nearest above", { "/repo/nbready.toml": "", "/repo/a/nbready.toml": "" }, "/repo/a/nbready.toml"],
    ["beside", { "/repo/a/b/pyproject.toml": "[tool.nbready]" }, "/repo/a/b/pyproject.toml"],
    [
      "nbready.toml before pyproject.toml in one folder",
      { "/repo/a/nbready.toml": "", "/repo/a/pyproject.toml": "[tool.nbready]" },
      "/repo/a/nbready.toml",
    ],
    [
      "a pyproject.toml without the table is passed over",
      { "/repo/a/pyproject.toml": "[tool.other]\nx = 1", "/repo/pyproject.toml": "[tool.nbready]" },
      "/repo/pyproject.toml",
    ],
    ["dotted keys are the table too", { "/repo/pyproject.toml": 'tool.nbready.ignore = ["NBR1"]' }, "/repo/pyproject.toml"],
    [
      "a broken pyproject.toml that is another tool's matter is passed over",
      { "/repo/a/pyproject.toml": "[tool.other\n", "/repo/nbready.toml": "" },
      "/repo/nbready.toml",
    ],
    ["at the root of the disk", { "/nbready.toml": "" }, "/nbready.toml"],
  ];
  for (const [name, files, path] of cases) it(name, () => assert.equal(found(files), path));
  it("says which requirement files are not there, and where they are named", () => {
    const text = 'requirements = ["prod.txt", "../shared.txt", "deps/prod.txt"]';
    const { problems: found, config } = findConfig(
      "/repo/a",
      memoryFiles({ "/repo/nbready.toml": text, "/repo/prod.txt": "", "/repo/a/deps/prod.txt": "" }),
      rules,
    );
    const problems = found.map(({ message }) => message);
    assert.deepEqual(
      found.map(({ range }) => text.slice(range.start.character, range.end.character)),
      ['"deps/prod.txt"'],
    );
    assert.deepEqual(problems, [
      'requirements lists "deps/prod.txt", but there is no such file; paths start from the configuration\'s folder',
    ]);
    assert.deepEqual(config.requirements, ["prod.txt", "../shared.txt", "deps/prod.txt"]);
  });
  it("on a drive", () => assert.equal(found({ "C:/work/nbready.toml": "" }, "C:/work/x/y"), "C:/work/nbready.toml"));
});

describe("reading the configuration", () => {
  const read = (text: string) => {
    const reading = readConfigText(text, "/repo/nbready.toml", rules);
    assert.ok(reading);
    return { ...reading, problems: reading.problems.map(({ message }) => message) };
  };
  it("reads every key", () => {
    const { config, problems } = read(`
      select = ["NBR3", "used-early"]
      ignore = ["nbr302"]
      severity = { NBR3 = "error", absolute = "hint" }
      exclude = ["archive/"]
      python-version = "3.10"
      requirements = ["requirements/prod.txt"]
      memory-budget = "16 GiB"
      first-party = ["ourlib"]
      [per-file-ignores]
      "drafts/**" = ["NBR3"]
      [rules.whole-read]
      small-file = 5
    `);
    assert.deepEqual(problems, []);
    assert.deepEqual(config, {
      path: "/repo/nbready.toml",
      folder: "/repo",
      select: ["NBR3", "used-early"],
      ignore: ["nbr302"],
      severity: { NBR3: "error", absolute: "hint" },
      perFileIgnores: [{ pattern: "drafts/**", selectors: ["NBR3"] }],
      exclude: ["archive/"],
      pythonVersion: { major: 3, minor: 10 },
      requirements: ["requirements/prod.txt"],
      memoryBudget: 16 * 1024 ** 3,
      firstParty: ["ourlib"],
      ruleOptions: { "whole-read": { "small-file": 5 } },
    });
  });
  const mistakes: readonly [string, string][] = [
    ["selct = []", 'selct is not a key; did you mean "select"?'],
    ["[tool.nbready]", "tool is not a key: outside pyproject.toml the keys belong at the top of the file, without [tool.nbready]"],
    ['select = "NBR1"', 'select must be a list of strings, e.g. ["NBR1", "NBR301", "unbounded-read"], not "NBR1"'],
    ['select = ["absolut"]', 'select lists "absolut", which is not the code, name or family of a rule; did you mean "absolute"?'],
    [
      'severity = { NBR301 = "fatal" }',
      'severity.NBR301 is "fatal", which is not a severity; there are "error", "warning", "info", "hint"',
    ],
    ['severity = { NBR301 = "eror" }', 'severity.NBR301 is "eror", which is not a severity; did you mean "error"?'],
    ["python-version = 3.10", 'python-version must be a Python version in quotes, e.g. "3.11", not 3.1'],
    ['memory-budget = "lots"', 'memory-budget must be a size, e.g. "4GB" or "512MiB", not "lots"'],
    ["memory-budget = inf", 'memory-budget must be a size, e.g. "4GB" or "512MiB", not Infinity'],
    ["[rules.whole-reed]", 'rules.whole-reed is not a rule; did you mean "whole-read"?'],
    ["[rules.whole-read]\nsmall-fill = 1", 'rules.whole-read.small-fill is not an option of whole-read; did you mean "small-file"?'],
    ['[rules.whole-read]\nsmall-file = "1"', 'rules.whole-read.small-file must be a number, e.g. 100, not "1"'],
    ["[rules.absolute]\nx = 1", "rules.absolute.x is not known: absolute has no options"],
    [
      "[rules.whole-read]\nconstructor = 1",
      'rules.whole-read.constructor is not an option of whole-read; there are "small-file", "readers"',
    ],
    [`exclude = "${"x".repeat(5000)}"`, `exclude must be a list of strings, e.g. ["archive/", "*-draft.ipynb"], not "${"x".repeat(99)}…`],
    [
      '[per-file-ignores]\n"a/*" = ["NBR8"]',
      'per-file-ignores."a/*" lists "NBR8", which is not the code, name or family of a rule; did you mean "NBR4"?',
    ],
  ];
  it("explains a pyproject.toml in which nbready is no table", () => {
    const reading = readConfigText("[tool]\nnbready = true", "/repo/pyproject.toml", rules);
    assert.deepEqual(
      reading?.problems.map(({ message }) => message),
      ["tool.nbready must be a table: [tool.nbready], with a key on each line below it"],
    );
  });
  for (const [text, problem] of mistakes)
    it(`explains ${text.split("\n").join(" ")}`, () => {
      const { problems } = read(text);
      assert.equal(problems.length, 1);
      assert.equal(problems[0].replace(/did you mean "NBR\d"/, 'did you mean "NBR4"'), problem);
    });
  it("names the place where a file is not TOML, and keeps the defaults", () => {
    const { problems, config } = read("select = [\n");
    assert.match(problems[0], /^line \d+, column \d+: not valid TOML: /);
    assert.deepEqual({ ...config, path: null, folder: null }, defaultConfig);
  });
  describe("marks what is to be mended", () => {
    const marked: readonly [string, readonly string[]][] = [
      ["# selct\nselct = []", ["2:selct"]],
      ['ignore = [\n  "NBR301", # "NBR999"\n  "NBR999",\n]', ['3:"NBR999"']],
      ['severity = { NBR3 = "error", NBR999 = "info", absolute = "eror" }', ["1:NBR999", "1:absolute"]],
      ['[per-file-ignores]\n"a # [b].ipynb" = ["NBR1", "NBR8x"]\n\'c\\d\' = 3', ['2:"NBR8x"', "3:'c\\d'"]],
      ["[ rules . 'whole-reed' ]\nx = 1", ["1:'whole-reed'"]],
      ["rules.whole-read.small-fill = [[1, 2], [{ a = 1 }]]", ["1:small-fill"]],
      ['exclude = ["""a\n"b" \\""""]\nx = \'\'\'\nselct = 1\'\'\'\nselct = 1', ["3:x", "5:selct"]],
      ["x = 1979-05-27 07:32:00\r\nselct = 1", ["1:x", "2:selct"]],
      ["select = 3\nx = [", ["2:"]],
      ["", []],
    ];
    const placesIn = (text: string, path: string): readonly string[] => {
      const lines = text.split(/\r?\n/);
      return (readConfigText(text, path, rules)?.problems ?? []).map(
        ({ range: { start, end } }) => `${start.line + 1}:${lines[start.line].slice(start.character, end.character)}`,
      );
    };
    for (const [text, places] of marked) it(JSON.stringify(text), () => assert.deepEqual(placesIn(text, "/repo/nbready.toml"), places));
    it("in the table of a pyproject.toml", () => {
      const text = '[project]\nselct = "1"\n[[tool.other]]\nselct = 1\n[tool.nbready]\nselct = 1\nrules = { absolute = 1 }\n';
      assert.deepEqual(placesIn(text, "/repo/pyproject.toml"), ["6:selct", "7:absolute"]);
      assert.deepEqual(placesIn("[tool]\nnbready = true", "/repo/pyproject.toml"), ["2:nbready"]);
    });
  });
  it("gives a wrong key's default and the other keys' values", () =>
    assert.deepEqual(read('memory-budget = "x"\nexclude = ["a"]').config.exclude, ["a"]));
  it("reads sizes in powers of 1000 and 1024", () =>
    assert.deepEqual(["4GB", "4 gib", "512M", "0.5TB", "7", "0GB", "4XB", "-1GB"].map(parseSize), [
      4e9,
      4 * 1024 ** 3,
      512e6,
      5e11,
      7,
      null,
      null,
      null,
    ]));
});

describe("selecting rules", () => {
  const cases: readonly [readonly string[], readonly string[], readonly string[]][] = [
    [[], [], ["NBR102", "NBR301", "NBR302", "NBR401"]],
    [["NBR3"], [], ["NBR301", "NBR302"]],
    [["NBR3"], ["absolute"], ["NBR302"]],
    [["NBR301"], ["NBR3"], ["NBR301"]],
    [["NBR301"], ["NBR301"], []],
    [[], ["NBR3", "used-early"], ["NBR401"]],
    [["NBR30"], [], []],
  ];
  for (const [select, ignore, chosen] of cases)
    it(`select ${JSON.stringify(select)}, ignore ${JSON.stringify(ignore)}`, () =>
      assert.deepEqual(
        rules.filter((one) => isSelected(one, select, ignore)).map(({ code }) => code),
        chosen,
      ));

  it("passes over rules by the notebook's path, from the configuration's folder", () => {
    const config = {
      ...defaultConfig,
      folder: "/repo",
      perFileIgnores: [
        { pattern: "drafts/", selectors: ["NBR3"] },
        { pattern: "*-old.ipynb", selectors: ["NBR102"] },
      ],
    };
    const codes = (path: string | null) => enabledRules(rules, config, path).map(({ code }) => code);
    assert.deepEqual(codes("/repo/a.ipynb"), ["NBR102", "NBR301", "NBR302", "NBR401"]);
    assert.deepEqual(codes("/repo/drafts/a-old.ipynb"), ["NBR401"]);
    assert.deepEqual(codes("/elsewhere/drafts/a.ipynb").length, 4);
    assert.deepEqual(codes(null).length, 4);
  });

  it("lays the command line over the file", () => {
    const file = { ...defaultConfig, select: ["NBR1"], ignore: ["absolute", "NBR4"] };
    const lay = (select: readonly string[] | null, ignore: readonly string[] = []) => {
      const config = laySelection(file, { select, ignore }, rules);
      return rules.filter((one) => isSelected(one, config.select, config.ignore)).map(({ code }) => code);
    };
    assert.deepEqual(lay(null), ["NBR102"]);
    assert.deepEqual(lay(null, ["NBR102"]), []);
    assert.deepEqual(lay(["NBR3"]), ["NBR302"], "a narrower ignore of the file stays");
    assert.deepEqual(lay(["NBR301", "NBR4"]), ["NBR301", "NBR401"], "one that is no narrower is overruled");
    assert.deepEqual(lay(["NBR3"], ["NBR302"]), []);
  });
});

describe("docs/configuration.md", () => {
  const page = join(__dirname, "../../docs/configuration.md");
  const text = existsSync(page) ? readFileSync(page, "utf8") : "";
  for (const { name, description, example } of configKeys)
    it(`explains ${name} as the program does`, () => {
      assert.ok(text.includes(`### \`${name}\``), "a heading");
      assert.ok(text.includes(description), "the description");
      assert.ok(text.includes(example), "the example");
    });
});
