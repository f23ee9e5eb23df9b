// Promises on files of Windows: every command that writes gives for files with CRLF, and a byte-order mark, what it gives without, with CRLF and the mark.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildCli, inFolder, notebookText, runCli } from "../cli/runCli";

type Texts = Readonly<Record<string, string>>;

interface Work {
  readonly name: string;
  readonly args: readonly string[];
  readonly files: Texts;
  /** What is written. */
  readonly written: readonly string[];
  readonly code?: number;
}

const version = (text: string, first = "a = 1"): string =>
  notebookText([
    first,
    `${text}\nprint(a)`,
    { source: "print(a)\nprint(b)", run: 3, outputs: [{ output_type: "stream", name: "stdout", text: ["1\n", "2\n"] }] },
  ]);
const fixable = notebookText([
  { source: "import os\nimport sys\nprint(sys.path)  # nbready: ignore[NBR304]\n", run: 1 },
  { source: "x = 1", run: 2, id: "cell-0" },
]);
const site = ".venv/lib/python3.11/site-packages/pandas-2.1.0.dist-info";

const works: readonly Work[] = [
  {
    name: "check --fix",
    args: ["check", "--fix", "--select", "NBR208,NBR202,NBR001,NBR304"],
    written: ["a.ipynb", "requirements.txt"],
    files: {
      "a.ipynb": fixable,
      "b.ipynb": notebookText([{ source: "import pandas as pd\nprint(pd)", run: 1 }]),
      "requirements.txt": "# what we need\npandas\nnumpy==1.0\n",
      ".venv/pyvenv.cfg": "version = 3.11.0\n",
      [`${site}/METADATA`]: "Name: pandas\nVersion: 2.1.0\n",
      [`${site}/top_level.txt`]: "pandas\n",
    },
  },
  {
    name: "extract to a module that exists",
    args: ["extract", "a.ipynb", "--cells", "1", "--to", "sizes.py", "--function", "measure"],
    written: ["a.ipynb", "sizes.py"],
    files: {
      "a.ipynb": notebookText(["sizes = [3, 1, 2]", "largest = max(sizes)\ntwice = 2 * largest", "print(largest, twice)"]),
      "sizes.py": '"""Sizes."""\n\n\ndef smallest(sizes):\n    return min(sizes)\n',
    },
  },
  {
    name: "merge",
    args: ["merge", "base.ipynb", "ours.ipynb", "theirs.ipynb", "-o", "ours.ipynb"],
    written: ["ours.ipynb"],
    files: { "base.ipynb": version("b = 2"), "ours.ipynb": version("b = 3"), "theirs.ipynb": version("b = 2", "a = 0") },
  },
  {
    name: "merge with conflicts",
    code: 1,
    args: ["merge", "base.ipynb", "ours.ipynb", "theirs.ipynb", "-o", "ours.ipynb"],
    written: ["ours.ipynb"],
    files: { "base.ipynb": version("b = 2"), "ours.ipynb": version("b = 3"), "theirs.ipynb": version("b = 4") },
  },
];

const toWindows = (text: string): string => text.replace(/\n/g, "\r\n");

/** Runs the command on the files; gives what it has written. */
function written({ args, written, code = 0 }: Work, files: Texts): Texts {
  return inFolder(files, (cwd) => {
    const run = runCli(args, { cwd });
    assert.equal(run.code, code, run.stdout + run.stderr);
    return Object.fromEntries(written.map((path) => [path, readFileSync(join(cwd, path), "utf8")]));
  });
}

describe("line ends of Windows", () => {
  before(buildCli);

  for (const work of works)
    for (const mark of ["", "\ufeff"])
      it(`${work.name}: come out as they went in${mark && ", with a byte-order mark"}`, () => {
        const usual = written(work, work.files);
        assert.ok(
          work.written.every((path) => usual[path] !== work.files[path]),
          "something is written",
        );
        const change = (texts: Texts): Texts =>
          Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, path.startsWith(".venv") ? text : mark + toWindows(text)]));
        assert.deepEqual(written(work, change(work.files)), change(usual));
      });

  it("diff sees no difference in them, and its JSON is applied with them kept", () =>
    inFolder({}, (cwd) => {
      const [before, after] = [version("b = 2"), version("b = 3", "a = 0")];
      const put = (path: string, text: string): void => {
        mkdirSync(dirname(join(cwd, path)), { recursive: true });
        writeFileSync(join(cwd, path), text);
      };
      put("before.ipynb", before);
      put("windows.ipynb", `\ufeff${toWindows(before)}`);
      put("after.ipynb", after);
      const same = runCli(["diff", "before.ipynb", "windows.ipynb"], { cwd });
      assert.deepEqual([same.code, same.stdout], [0, ""]);
      assert.equal(runCli(["diff", "windows.ipynb", "after.ipynb", "--format", "json", "--output", "delta.json"], { cwd }).code, 1);
      assert.equal(runCli(["patch", "windows.ipynb", "delta.json", "-o", "patched.ipynb"], { cwd }).code, 0);
      assert.equal(readFileSync(join(cwd, "patched.ipynb"), "utf8"), `\ufeff${toWindows(after)}`);
    }));

  it("inside cells stay on every line that is not changed", () => {
    const windows = fixable.replace(/\\n/g, "\\r\\n");
    const [usual, changed] = [fixable, windows].map(
      (text) => written({ ...works[0], written: ["a.ipynb"] }, { "a.ipynb": text })["a.ipynb"],
    );
    assert.equal(changed, usual.replace(/\\n/g, "\\r\\n"));
  });
});
