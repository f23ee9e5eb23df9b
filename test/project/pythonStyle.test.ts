// The formatter's style that a project's configuration of Ruff sets, and what the formatter makes of it.
import assert from "node:assert/strict";
import { createLazyFormatter } from "../../language-server/host/ruff";
import { defaultStyle, findPythonStyle, type PythonStyle } from "../../language-server/project/pythonStyle";

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly style: Partial<PythonStyle>;
}

const cases: readonly Case[] = [
  { name: "nothing is configured", files: {}, style: {} },
  {
    name: "pyproject.toml sets every option",
    files: {
      "/p/pyproject.toml":
        '[tool.ruff]\nline-length = 100\nindent-width = 2\ntarget-version = "py312"\n[tool.ruff.format]\nquote-style = "single"\nindent-style = "tab"\nskip-magic-trailing-comma = true\nline-ending = "cr-lf"\ndocstring-code-format = true\ndocstring-code-line-length = 60\n',
    },
    style: {
      lineLength: 100,
      indentWidth: 2,
      targetVersion: "py312",
      quoteStyle: "single",
      indentStyle: "tab",
      skipsTrailingComma: true,
      lineEnding: "cr-lf",
      formatsDocstringCode: true,
      docstringCodeLength: 60,
    },
  },
  {
    name: "the nearest file counts",
    files: { "/p/ruff.toml": "line-length = 100\n", "/p/src/ruff.toml": "indent-width = 2\n" },
    style: { indentWidth: 2 },
  },
  {
    name: "a pyproject.toml without a table for Ruff does not count",
    files: { "/p/ruff.toml": "line-length = 100\n", "/p/src/pyproject.toml": "[project]\nname = 'x'\n" },
    style: { lineLength: 100 },
  },
  {
    name: "the hidden file goes before the others",
    files: { "/p/ruff.toml": "line-length = 100\n", "/p/.ruff.toml": "line-length = 70\n" },
    style: { lineLength: 70 },
  },
  {
    name: "a file extends another",
    files: {
      "/ruff.toml": "line-length = 100\n[format]\nquote-style = 'single'\nindent-style = 'tab'\n",
      "/p/ruff.toml": "extend = '../ruff.toml'\n[format]\nindent-style = 'space'\n",
    },
    style: { lineLength: 100, quoteStyle: "single" },
  },
  {
    name: "files that extend one another end",
    files: { "/p/ruff.toml": "extend = 'ruff.toml'\nline-length = 70\n" },
    style: { lineLength: 70 },
  },
  {
    name: "values that Ruff would refuse are left out",
    files: { "/p/ruff.toml": "line-length = 'x'\nindent-width = 0\ntarget-version = '3.12'\n[format]\nquote-style = 'none'\n" },
    style: {},
  },
  { name: "a file that is no TOML sets nothing", files: { "/p/ruff.toml": "line-length = = 3\n" }, style: {} },
];

describe("style of a project's Python", () => {
  for (const { name, files, style } of cases) {
    it(name, () =>
      assert.deepEqual(
        findPythonStyle("/p/src/features.py", (path) => files[path]),
        { ...defaultStyle, ...style },
      ),
    );
  }

  it("is what the formatter follows", () => {
    const format = createLazyFormatter();
    const text = "def f( a ):\n    return {'x': a, \"y\": [a]}\n";
    assert.equal(format(text, defaultStyle), 'def f(a):\n    return {"x": a, "y": [a]}\n');
    assert.equal(format(text, { ...defaultStyle, quoteStyle: "single", indentWidth: 2 }), "def f(a):\n  return {'x': a, 'y': [a]}\n");
    assert.equal(
      format(text, { ...defaultStyle, lineLength: 20, indentStyle: "tab", lineEnding: "cr-lf" }),
      'def f(a):\r\n\treturn {\r\n\t\t"x": a,\r\n\t\t"y": [a],\r\n\t}\r\n',
    );
  });

  it("is Ruff's own where the project names a version of Python that this Ruff does not know", () => {
    assert.equal(createLazyFormatter()("x = 'a'\n", { ...defaultStyle, targetVersion: "py399" }), 'x = "a"\n');
  });

  it("gives nothing for what is no Python", () => assert.equal(createLazyFormatter()("def f(:\n", defaultStyle), null));
});
