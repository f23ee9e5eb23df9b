import rule from "../../language-server/rules/unpinned-import";
import { testRule } from "./testRule";

const environment = {
  ".venv/Lib/site-packages/pandas-2.2.3.dist-info/METADATA": "Name: pandas\r\nVersion: 2.2.3\r\n\r\n",
  ".venv/Lib/site-packages/pandas-2.2.3.dist-info/RECORD": "pandas/__init__.py,,\r\n",
};
const pinned = (path: string, before: string, after: string) => ({
  name: `in ${path}: ${before.trim().split("\n").pop()}`,
  files: { ...environment, [path]: before },
  interpreter: ".venv",
  cells: ["import «pandas» as pd"],
  messages: [/without an exact version.*\(2\.2\.3 is installed\)/],
  fixes: [{ title: `Pin pandas to 2.2.3 in ${path.replace("../", "")}`, safe: true, files: { [path]: after } }],
});

testRule(rule, {
  valid: [
    { name: "==", files: { "requirements.txt": "pandas[excel]==2.2.3 ; python_version > '3.8'\n" }, cells: ["import pandas"] },
    {
      name: "=== and a commit",
      files: {
        "requirements.txt": "pandas===2.2.3\nseaborn @ git+https://example.org/seaborn.git@0123456789abcdef0123456789abcdef01234567\n",
      },
      cells: ["import pandas, seaborn"],
    },
    {
      name: "a wheel with its hash",
      files: { "requirements.txt": "pandas @ https://example.org/pandas-2.2.3-py3-none-any.whl#sha256=aa11\n" },
      cells: ["import pandas"],
    },
    {
      name: "a constraints file",
      files: { "requirements.txt": "-c constraints.txt\npandas\n", "constraints.txt": "pandas==2.2.3\n" },
      cells: ["import pandas"],
    },
    {
      name: "a lock file",
      files: {
        "../pyproject.toml": '[project]\ndependencies = ["pandas"]\n',
        "../uv.lock": '[[package]]\nname = "pandas"\nversion = "2.2.3"\n',
      },
      cells: ["import pandas"],
    },
    {
      name: "a compiled requirements.txt beside its .in",
      files: { "requirements.in": "pandas\n", "requirements.txt": "pandas==2.2.3\n" },
      cells: ["import pandas"],
    },
    {
      name: "a lock file that cannot be read",
      files: { "../pyproject.toml": '[project]\ndependencies = ["pandas"]\n', "../poetry.lock": "[[package" },
      cells: ["import pandas"],
    },
    {
      name: "Poetry's bare version",
      files: { "../pyproject.toml": '[tool.poetry.dependencies]\npandas = "2.2.3"\n' },
      cells: ["import pandas"],
    },
    {
      name: "conda's exact versions",
      files: { "environment.yml": "dependencies:\n  - pandas=2.2.3\n  - numpy==1.26.4=py311h64a7726_0\n" },
      cells: ["import pandas, numpy"],
    },
    { name: "what is not imported", files: { "requirements.txt": "pandas\n" }, cells: ["import os"] },
    { name: "what nothing declares", files: { "requirements.txt": "" }, cells: ["import pandas"] },
    { name: "an install line is another rule's", cells: ["%pip install pandas", "import pandas"] },
  ],
  invalid: [
    {
      name: "a folder of the machine that froze the list",
      files: {
        "requirements.txt":
          "pandas @ file:///C:/ci/pandas_1618365625310/work\nnumpy @ file://localhost/tmp/build/80754af9/numpy/work\nscipy @ ./scipy\n",
      },
      cells: ["import «pandas», «numpy», «scipy»"],
      messages: [
        /a folder on the machine where the list was written: it cannot be installed anywhere else\. Write pandas== and the version instead\.$/,
        /it cannot be installed anywhere else/,
        /without an exact version/,
      ],
    },
    pinned("requirements.txt", "# tables\npandas\n", "# tables\npandas==2.2.3\n"),
    pinned(
      "requirements.txt",
      "pandas[excel,html]>=2,<3; python_version > '3.8'  # why\nnumpy\n",
      "pandas[excel,html]==2.2.3; python_version > '3.8'  # why\nnumpy\n",
    ),
    pinned("../requirements.txt", "Pandas ~= 2.2", "Pandas==2.2.3"),
    pinned(
      "../pyproject.toml",
      '[project]\ndependencies = [\n  "numpy",\n  "pandas>=2",\n]\n',
      '[project]\ndependencies = [\n  "numpy",\n  "pandas==2.2.3",\n]\n',
    ),
    pinned(
      "../pyproject.toml",
      "[tool.poetry.dependencies]\npandas = { extras = ['excel'], version = '^2.2' } # tables\n",
      "[tool.poetry.dependencies]\npandas = { extras = ['excel'], version = '==2.2.3' } # tables\n",
    ),
    pinned(
      "Pipfile",
      '[packages]\npandas = {version = "*", extras = ["excel"]}\n',
      '[packages]\npandas = {version = "==2.2.3", extras = ["excel"]}\n',
    ),
    {
      name: "versions by Python, without a fix",
      files: {
        ...environment,
        "../pyproject.toml":
          '[tool.poetry.dependencies]\npandas = [{version = "^1.5", python = "<3.9"}, {version = "^2.2", python = ">=3.9"}]\n',
      },
      interpreter: ".venv",
      cells: ["import «pandas»"],
      noFix: /./,
    },
    {
      name: "a repository without a commit",
      files: { ...environment, "../pyproject.toml": '[tool.poetry.dependencies]\npandas = {git = "https://example.org/pandas.git"}\n' },
      interpreter: ".venv",
      cells: ["import «pandas»"],
      messages: [/an address without a commit.*Add the full commit hash\.$/],
      noFix: /./,
    },
    pinned("../pyproject.toml", '[tool.poetry.dependencies]\npandas = "^2.2"\n', '[tool.poetry.dependencies]\npandas = "==2.2.3"\n'),
    pinned(
      "../pyproject.toml",
      '[dependency-groups]\nnotebooks = ["pandas==2.*"]\n',
      '[dependency-groups]\nnotebooks = ["pandas==2.2.3"]\n',
    ),
    pinned("../Pipfile", '[packages]\npandas = "*"\n', '[packages]\npandas = "==2.2.3"\n'),
    pinned("environment.yml", "dependencies:\n  - conda-forge::pandas>=2\n", "dependencies:\n  - conda-forge::pandas==2.2.3\n"),
    pinned(
      "environment.yml",
      "dependencies:\n  - python=3.11\n  - pip:\n    - pandas\n",
      "dependencies:\n  - python=3.11\n  - pip:\n    - pandas==2.2.3\n",
    ),
    ...[
      ["requirements.txt", "pandas<2\n"],
      ["../pyproject.toml", '[tool.poetry.dependencies]\npandas = "^1.5"\n'],
      ["../Pipfile", '[packages]\npandas = {version = "~=1.5"}\n'],
      ["environment.yml", "dependencies:\n  - conda-forge::pandas<2\n"],
    ].map(([path, text]) => ({
      name: `a range of ${path} that leaves out what is installed`,
      files: { ...environment, [path!]: text! },
      interpreter: ".venv",
      cells: ["import «pandas»"],
      noFix: /./,
    })),
    {
      name: "with no environment to take the version from",
      files: { "requirements.txt": "pandas\n" },
      cells: ["from «pandas» import DataFrame"],
      messages: [/Pin it with ==\.$/],
    },
    {
      name: "in the notebook's own block",
      files: environment,
      interpreter: ".venv",
      cells: ['# /// script\n# dependencies = ["pandas>2"]\n# ///\nimport «pandas»'],
      fixes: [
        {
          title: "Pin pandas to 2.2.3 in the notebook's script block",
          cells: ['# /// script\n# dependencies = ["pandas==2.2.3"]\n# ///\nimport pandas'],
        },
      ],
    },
  ],
});
