import assert from "node:assert/strict";
import { areDisjoint, isWithin } from "../../language-server/project/versionRanges";
import rule from "../../language-server/rules/version-conflict";
import { ran, testRule } from "./testRule";

const installed = (version: string) => ({
  ".venv/Lib/site-packages/pandas.dist-info/METADATA": `Name: pandas\nVersion: ${version}\n\n`,
  ".venv/Lib/site-packages/pandas.dist-info/RECORD": "pandas/__init__.py,,\n",
});
const python = (version: string) => ({
  kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
  language_info: { name: "python", version },
});
const cells = ["import pandas as pd"];
const marked = ["import «pandas» as pd"];

testRule(rule, {
  valid: [
    {
      name: "two packages that bring one module",
      cells: ["import langchain"],
      files: {
        "pyproject.toml": '[project]\ndependencies = ["langchain>=1.2"]\n',
        "uv.lock": '[[package]]\nname = "langchain"\nversion = "1.2.10"\n\n[[package]]\nname = "langchain-classic"\nversion = "1.0.2"\n',
      },
    },
    {
      name: "what agrees",
      cells,
      interpreter: ".venv",
      files: { ...installed("2.2.3"), "requirements.txt": "pandas==2.2.3\n", "environment.yml": "dependencies:\n  - pandas>=2\n" },
    },
    { name: "a local version", cells, interpreter: ".venv", files: { ...installed("2.2.3+local"), "requirements.txt": "pandas==2.2.3\n" } },
    {
      name: "an environment of its own for one purpose",
      cells,
      files: { "requirements.txt": "pandas==2.2.3\n", "environment-chapter7.yml": "dependencies:\n  - pandas=1.5.3\n" },
    },
    {
      name: "ranges that meet",
      cells,
      files: { "requirements.txt": "pandas>=1.5,<3\n", "pyproject.toml": '[project]\ndependencies = ["pandas~=2.1"]\n' },
    },
    {
      name: "markers",
      cells,
      interpreter: ".venv",
      files: { ...installed("2.2.3"), "requirements.txt": "pandas==1.5.3; python_version < '3.9'\n" },
    },
    {
      name: "files for other platforms and folders",
      cells,
      files: {
        "requirements.txt": "pandas==2.2.3\n",
        "requirements-py38.txt": "pandas==1.5.3\n",
        "video_requirements.txt": "pandas==1.4.0\n",
        "../requirements.txt": "pandas==1.0.0\n",
      },
    },
    {
      name: "what is not imported",
      cells: ["import os"],
      interpreter: ".venv",
      files: { ...installed("1.0.0"), "requirements.txt": "pandas==2.2.3\n" },
    },
    {
      name: "an install line that mends the environment",
      cells: ["%pip install pandas==2.2.3\nimport pandas"],
      interpreter: ".venv",
      files: { ...installed("1.0.0"), "requirements.txt": "pandas==2.2.3\n" },
    },
    {
      name: "a kernel that is allowed",
      cells,
      metadata: python("3.11.4"),
      files: { "../pyproject.toml": '[project]\nrequires-python = ">=3.10,<3.13"\n' },
    },
    {
      name: "environments for two releases of Python",
      cells,
      files: { "env_all.yml": "dependencies:\n  - pandas=2.2.3\n", "env_all_3_8.yml": "dependencies:\n  - pandas=1.5.3\n" },
    },
    {
      name: "a kernel of Python 3 beside a version of Python 2",
      cells,
      metadata: python("2.7.18"),
      files: { "../pyproject.toml": '[project]\nrequires-python = ">=3.10"\n' },
    },
    {
      name: "notations that are not PEP 440",
      cells,
      interpreter: ".venv",
      files: { ...installed("1.0.0"), "pyproject.toml": '[tool.poetry.dependencies]\npandas = "^2.2"\n' },
    },
  ],
  invalid: [
    {
      name: "another version installed",
      cells: marked,
      interpreter: ".venv",
      files: { ...installed("1.5.3"), "requirements.txt": "pandas==2.2.3\n" },
      messages: [/^pandas 1\.5\.3 is installed, but requirements\.txt asks for ==2\.2\.3/],
      severities: ["warning"],
    },
    {
      name: "a version outside the range",
      cells: marked,
      interpreter: ".venv",
      files: { ...installed("1.5.3"), "../pyproject.toml": '[project]\ndependencies = ["pandas>=2,<3"]\n' },
      messages: [/pyproject\.toml asks for >=2,<3/],
    },
    {
      name: "a lock",
      cells: marked,
      interpreter: ".venv",
      files: { ...installed("2.1.0"), "uv.lock": '[[package]]\nname = "pandas"\nversion = "2.2.3"\n' },
      messages: [/uv\.lock asks for ==2\.2\.3/],
    },
    {
      name: "two files",
      cells: marked,
      files: { "requirements.txt": "pandas==2.2.3\n", "environment.yml": "dependencies:\n  - pandas=1.5.3\n" },
      messages: [/no version satisfies both/],
    },
    {
      name: "two ranges",
      cells: marked,
      files: { "requirements.txt": "pandas<2\n", "pyproject.toml": '[project]\ndependencies = ["pandas>=2"]\n' },
    },
    {
      name: "an install line and a file",
      cells: ["%pip install pandas==1.5.3\nimport «pandas»"],
      files: { "requirements.txt": "pandas>=2\n" },
      messages: [/cell 0 .*asks for pandas==1\.5\.3|asks for pandas>=2.*cell 0 for ==1\.5\.3|cell 0 asks for pandas==1\.5\.3/],
      related: [[[0, "pandas==1.5.3"]]],
    },
    {
      name: "a kernel that has run nothing",
      cells,
      metadata: python("3.6.4"),
      files: { "../pyproject.toml": '[project]\nrequires-python = ">=3.10"\n' },
      wholeNotebook: 1,
      messages: [/^The notebook's metadata name Python 3\.6\.4, but/],
      severities: ["info"],
    },
    {
      name: "the kernel and requires-python",
      cells: [ran(1, "1")],
      metadata: python("3.8.10"),
      files: { "../pyproject.toml": '[project]\nname = "x"\nrequires-python = ">=3.10"\n' },
      wholeNotebook: 1,
      messages: [/run with Python 3\.8\.10, but pyproject\.toml requires >=3\.10/],
    },
    {
      name: "the kernel and a script block",
      cells: ['# /// script\n# requires-python = ">=3.12"\n# ///'],
      metadata: python("3.11.2"),
      wholeNotebook: 1,
      messages: [/script block requires >=3\.12/],
    },
  ],
});

describe("version ranges", () => {
  const cases: readonly (readonly [string, string, boolean | null])[] = [
    ["==2.0", "==2.0.0", false],
    ["==2.0", "==2.1", true],
    [">=2", "<2", true],
    [">2", "<=2", true],
    [">=2", "<=2", false],
    [">1,<2", ">=1.5", false],
    ["~=1.4", ">=2", true],
    ["~=1.4", "<1.5", false],
    ["==1.*", ">1.2", false],
    ["==1.*", "<1", true],
    ["!=1.5", "==1.5", true],
    ["", "==1", false],
    [">=1.0rc1", "<1.0", true],
    ["^1.2", "==1", null],
  ];
  for (const [one, other, disjoint] of cases)
    it(`${one || "any"} and ${other} ${disjoint === true ? "never meet" : disjoint === null ? "cannot be read" : "meet"}`, () => {
      assert.equal(areDisjoint(one, other), disjoint);
      assert.equal(areDisjoint(other, one), disjoint);
    });
  it("judges versions", () => {
    assert.equal(isWithin("2.1.0+cu118", "==2.1.0"), true);
    assert.equal(isWithin("2.0rc1", ">=1"), true);
    assert.equal(isWithin("unknown", ">=1"), null);
  });
});
