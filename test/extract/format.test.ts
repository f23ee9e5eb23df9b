// Modules that come out of extraction are formatted as Ruff's own program formats them; of one that is extended nothing old changes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLazyFormatter } from "../../language-server/host/ruff";
import { defaultStyle, type PythonStyle } from "../../language-server/project/pythonStyle";
import { stories } from "../oracles/stories";
import { loadTestParser } from "../support/parser";
import { moreStories } from "./moreStories";
import { extract, moduleAfter } from "./support";

const ruff = join(__dirname, "../../.venv/bin/ruff");
const formatPython = createLazyFormatter();

const styles: Readonly<Record<string, { readonly style: PythonStyle; readonly toml: string }>> = {
  "Ruff's defaults": { style: defaultStyle, toml: "" },
  "another style": {
    style: { ...defaultStyle, lineLength: 40, quoteStyle: "single", indentStyle: "tab", skipsTrailingComma: true },
    toml: 'line-length = 40\n[format]\nquote-style = "single"\nindent-style = "tab"\nskip-magic-trailing-comma = true\n',
  },
};

/** The modules of each cell of the stories, and of all cells of each. */
function modulesOf(format: (text: string) => string): readonly string[] {
  const modules = Object.values({ ...stories, ...moreStories }).flatMap((cells) => {
    const code = cells.flatMap((cell, index) => (cell.startsWith("md:") ? [] : [index]));
    return [...code.map((index) => [index]), code].flatMap((chosen) => {
      const result = extract(cells, chosen, { moveCalled: true, format });
      return result.ok ? [moduleAfter(result.files)] : [];
    });
  });
  return [...new Set(modules)];
}

/** Modules that are formatted, of each kind that a new import or definition may have to join. */
const formattedModules: readonly string[] = [
  "",
  '"""What it is."""\n',
  "# what it is\n",
  "LIMIT = 3\n",
  '"""What it is."""\n\nLIMIT = 3\n',
  "def area(r):\n    return r\n",
  '"""What it is."""\n\n\ndef area(r):\n    return r\n',
  "# what it is\ndef area(r):\n    return r\n",
  "import json\n",
  "import json\n\nLIMIT = 3\n",
  'import json\nimport os  # kept\n\n\ndef area(r):\n    return os.sep * r\n\n\nif __name__ == "__main__":\n    print(area(1))\n',
  "class Shape:\n    pass\n",
];

const additions: readonly { readonly cells: readonly string[]; readonly chosen: number }[] = [
  { cells: ["import math", "b = [math.pi]", "print(b)"], chosen: 1 },
  { cells: ["a = 1", "b = [a, 'x']", "print(b)"], chosen: 1 },
  { cells: ["SIZES = [1, 2]", "print(SIZES)"], chosen: 0 },
  { cells: ["import math\nfrom math import pi", "def f():\n    return math.exp(pi)\nTURN = 3", "print(f, TURN)"], chosen: 1 },
];

/** Lines of a text that are in another in the same order. */
function keptLines(before: string, after: string): readonly string[] {
  const left = before.split("\n").filter((line) => line !== "");
  let at = 0;
  for (const line of after.split("\n")) if (line === left[at]) at++;
  return left.slice(0, at);
}

describe("formatting of extracted modules against Ruff", () => {
  let folder: string;
  before(loadTestParser);
  before(function () {
    if (!existsSync(ruff)) this.skip();
    folder = mkdtempSync(join(tmpdir(), "nbready-format-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]): { readonly status: number | null; readonly text: string } => {
    const { status, stdout, stderr } = spawnSync(ruff, [...args, "--no-cache", "."], { cwd: folder, encoding: "utf8" });
    return { status, text: stdout + stderr };
  };

  for (const [name, { style, toml }] of Object.entries(styles)) {
    it(`leaves nothing to format: ${name}`, () => {
      const format = (text: string): string => formatPython(text, style) ?? assert.fail(`not formatted:\n${text}`);
      const modules = modulesOf(format);
      assert.ok(modules.length > 100, `${modules.length} modules`);
      for (const text of modules) assert.equal(format(text), text);
      writeFileSync(join(folder, "ruff.toml"), toml);
      modules.forEach((text, at) => writeFileSync(join(folder, `module_${at}.py`), text));
      const { status, text } = run("format", "--diff");
      assert.equal(status, 0, text);
    });
  }

  it("keeps every old line of a module that is extended, and leaves nothing to format in one that was formatted", () => {
    const format = (text: string): string => formatPython(text, defaultStyle) ?? assert.fail(text);
    const extended = formattedModules.flatMap((existing) =>
      additions.map(({ cells, chosen }) => {
        assert.equal(format(existing), existing, "the module is formatted before");
        const result = extract(cells, [chosen], { existing, format });
        assert.ok(result.ok, JSON.stringify(result));
        const text = moduleAfter(result.files, existing);
        assert.deepEqual(
          keptLines(existing, text),
          existing.split("\n").filter((line) => line !== ""),
          text,
        );
        return text;
      }),
    );
    for (const text of extended) assert.equal(format(text), text);
  });

  it("leaves a module as it is where Ruff's brackets would be too many for CPython", () => {
    const lambdas = `f = ${"lambda: ".repeat(250)}1`;
    const format = (text: string): string => formatPython(text, defaultStyle) ?? assert.fail(text);
    assert.ok(format(lambdas).split("(").length > 200, "Ruff puts each lambda into brackets");
    const result = extract([lambdas, "g = f"], [0], { format });
    assert.ok(result.ok, JSON.stringify(result));
    assert.ok(moduleAfter(result.files, "").includes(lambdas));
  });

  it("changes no line of a module that nobody formatted", () => {
    const existing = "import json, os\nx = { 'a':1 }\ndef area( r ):\n  return os.sep*r # kept\n";
    const format = (text: string): string => formatPython(text, defaultStyle) ?? assert.fail(text);
    const result = extract(["import math", "b = [ math.pi ,'x' ]", "print(b)"], [1], { existing, format });
    assert.ok(result.ok);
    assert.equal(
      moduleAfter(result.files, existing),
      "import json, os\nimport math\nx = { 'a':1 }\ndef area( r ):\n  return os.sep*r # kept\n\n\ndef make_b() -> list:\n    b = [math.pi, \"x\"]\n    return b\n",
    );
  });
});
