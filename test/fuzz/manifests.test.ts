// Promises on manifests that nobody meant: cyclic, huge, damaged and binary ones end as facts or as a problem that is told.
import { ProjectCache, collectFacts } from "../../language-server/project/collect";
import { loadTestParser } from "../support/parser";
import { memoryFiles } from "../support/memoryFiles";
import { checkFile, notebookText, readFile, tryFixes } from "./support/check";
import { fuzz, prepareFuzzing } from "./support/random";
import assert from "node:assert/strict";

const good: Readonly<Record<string, string>> = {
  "requirements.txt":
    "-r more.txt\n-c limits.txt\npandas[all]==2.2.0 ; python_version > '3.8'  # why\nnumpy>=1,<2\n-e git+https://a.b/c.git@main#egg=c\nhttps://a.b/x-1.0-py3-none-any.whl --hash=sha256:ab\n",
  "pyproject.toml":
    '[project]\nname = "a"\ndependencies = ["pandas>=2", "numpy"]\n[project.optional-dependencies]\nx = ["scipy"]\n[dependency-groups]\ny = [{include-group = "y"}, "torch"]\n[tool.poetry.dependencies]\npython = "^3.11"\nrequests = {version = "^2", extras = ["a"]}\n',
  "setup.cfg": "[options]\ninstall_requires =\n    pandas\n    numpy>=1\n",
  "setup.py": "from setuptools import setup\nsetup(name='a', install_requires=['pandas', f'x{1}'], extras_require={'a': ['b']})\n",
  Pipfile: '[packages]\npandas = "*"\nnumpy = {version = ">=1"}\n',
  "Pipfile.lock": '{"default": {"pandas": {"version": "==2.2.0"}}}',
  "environment.yml": "dependencies:\n  - pandas=2.2\n  - pip:\n    - numpy==1\n",
  "pixi.toml": '[dependencies]\npandas = "*"\n',
  "uv.lock": '[[package]]\nname = "pandas"\nversion = "2.2.0"\n',
  "conda-lock.yml": "package:\n- name: pandas\n  version: 2.2.0\n",
  "pixi.lock": "version: 6\npackages:\n- conda: https://a.b/pandas-2.2.0-py_0.conda\n",
  "pylock.toml": '[[packages]]\nname = "pandas"\nversion = "2.2.0"\n',
};
const source = "import pandas as pd, numpy as np, torch, sklearn\n!pip install requests\npd.read_csv('data.csv')";

/** Collects the facts and checks a notebook among these files. */
function take(files: Readonly<Record<string, string | Uint8Array>>, limit?: number): void {
  const file = readFile(notebookText([source]));
  const paths = Object.fromEntries(Object.entries(files).map(([name, content]) => [`/project/notebooks/${name}`, content]));
  tryFixes(file, checkFile(file, paths, limit));
}

describe("fuzzing: manifests", function () {
  prepareFuzzing(this);
  before(loadTestParser);

  it("takes each as it is", () => {
    for (const [name, text] of Object.entries(good)) take({ [name]: text });
  });

  it("takes damaged ones", () =>
    fuzz(250, (chance) => {
      const name = chance.pick(Object.keys(good));
      const text = good[name];
      const at = chance.below(text.length);
      const put = chance.pick([
        "",
        "\0",
        "[",
        "]",
        '"',
        "'",
        "&a",
        "*a",
        "{",
        "---\n",
        "\n  ",
        "==",
        "@",
        "\ud800",
        "<<: *a",
        "-r requirements.txt\n",
        "#",
        ";",
        "null",
        "1e999",
      ]);
      take({ [name]: text.slice(0, at) + put + text.slice(at + chance.below(6)), "more.txt": "scipy\n" });
    }));

  it("follows includes that go round in a circle once", () => {
    take({
      "requirements.txt": "-r a.txt\n-c requirements.txt\npandas",
      "a.txt": "-r b.txt\nnumpy",
      "b.txt": "-r a.txt\n-r requirements.txt\n-r b.txt\ntorch",
    });
    const files = memoryFiles({
      "/project/requirements.txt": "-r a.txt\npandas==1.0",
      "/project/a.txt": "-r requirements.txt\nnumpy==2.0",
    });
    const facts = collectFacts({
      notebookPath: "/project/a.ipynb",
      files,
      trusted: true,
      notebook: readFile(notebookText([""])).notebook,
      cache: new ProjectCache(),
    });
    assert.equal(facts.declarations("pandas").length, 1);
    take({ "pyproject.toml": '[dependency-groups]\na = [{include-group = "b"}, "x"]\nb = [{include-group = "a"}]' });
    take({ "environment.yml": "dependencies: &a\n  - pandas\n  - *a\n" });
  });

  const huge = 100_000;
  const keys = (sign: string): string => Array.from({ length: huge / 10 }, (_, index) => `k${index}${sign} 1\n`).join("");
  const shapes: Readonly<Record<string, string>> = {
    "one word": "x".repeat(huge),
    brackets: "[".repeat(huge),
    "lists in lists": "- ".repeat(huge / 2),
    "flow mappings": "{a: ".repeat(huge / 4),
    blocks: Array.from({ length: 440 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    spaces: `${" ".repeat(huge)}x`,
    "empty lines": `${"\n".repeat(huge)}x`,
    "keys of YAML": keys(":"),
    "keys of TOML": keys(" ="),
    requirements: "pandas==2.2.0\n".repeat(huge / 14),
    "a list": `dependencies:\n${"  - pandas=2.2\n".repeat(huge / 15)}`,
    packages: '[[package]]\nname = "pandas"\nversion = "2.2.0"\n'.repeat(huge / 45),
    "line continuations": "\\\n".repeat(huge / 2),
    tags: `dependencies: ${"!a ".repeat(huge / 3)}b`,
    "broken escapes": `a: "${"\\x".repeat(huge / 2)}`,
    "texts side by side": "'a' 'b' ".repeat(huge / 8),
    "requirements of one project": `[project]\nname = "a"\ndependencies = [${Array.from({ length: huge / 20 }, (_, index) => `"p${index}>=${index}"`).join(", ")}]`,
  };
  for (const [shape, text] of Object.entries(shapes))
    it(`takes 100 kB of ${shape}`, () => {
      for (const name of Object.keys(good)) take({ [name]: text });
    });

  it("takes binary ones and YAML that multiplies itself", () => {
    for (const name of Object.keys(good)) take({ [name]: Uint8Array.from({ length: 2000 }, (_, index) => (index * 97) % 256) });
    take({
      "environment.yml": `a0: &a0 [x]\n${Array.from({ length: 12 }, (_, index) => `a${index + 1}: &a${index + 1} [${Array(10).fill(`*a${index}`).join(", ")}]\n`).join("")}dependencies: *a12\n`,
    });
  });
});
