// Promises of `nbready extract`: both files or neither are written, a dry run writes nothing, refusals name cell and line.
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildCli, inFolder, notebookText, runCli, type CliRun } from "./runCli";

const notebook = notebookText([
  "import math",
  "sizes = [3, 1, 2]",
  "# the largest\nlargest = max(sizes)\nroot = math.sqrt(largest)  # its root",
  "print(largest, root)",
]);
const extract = (cwd: string, ...args: string[]): CliRun => runCli(["extract", ...args], { cwd });
const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), "utf8");
const sources = (text: string): readonly string[] =>
  (JSON.parse(text) as { cells: { source: string | string[] }[] }).cells.map(({ source }) => [source].flat().join(""));

describe("nbready extract", () => {
  before(buildCli);

  it("writes the module and the notebook that imports it", () =>
    inFolder({ "a.ipynb": notebook }, (cwd) => {
      const run = extract(cwd, "a.ipynb", "--cells", "2", "--to", "src/sizes.py", "--function", "measure");
      assert.equal(run.code, 0, run.stderr);
      assert.equal(
        read(cwd, "src/sizes.py"),
        'import math\n\n\ndef measure(sizes: list):\n    """The largest."""\n    largest = max(sizes)\n    root = math.sqrt(largest)  # its root\n    return largest, root\n',
      );
      assert.deepEqual(sources(read(cwd, "a.ipynb")), [
        "import math\nfrom src.sizes import measure",
        "sizes = [3, 1, 2]",
        "largest, root = measure(sizes)",
        "print(largest, root)",
      ]);
      assert.match(run.stdout, /measure\(sizes\) → largest, root\n/);
    }));

  it("writes nothing in a dry run, and shows both files", () =>
    inFolder({ "a.ipynb": notebook }, (cwd) => {
      const run = extract(cwd, "a.ipynb", "--cells", "2", "--to", "sizes.py", "--dry-run");
      assert.equal(run.code, 0, run.stderr);
      assert.match(run.stdout, /\+\+\+ b\/sizes\.py\n[^]*\+\+\+ b\/a\.ipynb: cell 2\n/);
      assert.equal(read(cwd, "a.ipynb"), notebook);
      assert.ok(!existsSync(join(cwd, "sizes.py")));
    }));

  it("refuses with cell, line and way out, and writes nothing", () =>
    inFolder({ "a.ipynb": notebookText(["x = 1", "y = x\n!ls\nz = y"]) }, (cwd) => {
      const before = read(cwd, "a.ipynb");
      const run = extract(cwd, "a.ipynb", "--cells", "1", "--to", "m.py");
      assert.equal(run.code, 2);
      assert.match(run.stderr, /^error: a\.ipynb: cell 1, line 2: This line runs a shell command/);
      assert.equal(read(cwd, "a.ipynb"), before);
      assert.ok(!existsSync(join(cwd, "m.py")));
    }));

  it("says what is wrong with the command line", () =>
    inFolder({ "a.ipynb": notebook }, (cwd) => {
      const messages: readonly (readonly [readonly string[], RegExp])[] = [
        [["a.ipynb", "--cells", "2-1", "--to", "m.py"], /--cells: "2-1" is not a list of cells/],
        [
          ["a.ipynb", "--cells", "0-99", "--to", "m.py"],
          /^error: --cells: There are no cells 4 to 99: the notebook has 4, numbered from 0\n$/,
        ],
        [["a.ipynb", "--cells", "9", "--to", "m.py"], /There is no cell 9: the notebook has 4, numbered from 0/],
        [["a.ipynb", "--cells", "1", "--to", "m.txt"], /m\.txt is no Python module/],
        [["a.ipynb", "--cells", "1", "--to", "my-module.py"], /"my-module" is no name that Python can import/],
        [["a.ipynb", "--cells", "1", "--to", "json.py"], /json is a module of Python's standard library/],
        [["a.ipynb", "--cells", "1", "--to", "../elsewhere.py"], /--sys-path/],
        [["a.ipynb", "--cells", "1", "--to", "m.py", "--function", "max"], /max is in use already: it is a builtin of Python/],
        [["a.ipynb", "--cells", "1"], /--to MODULE, or --to-function/],
        [["a.ipynb", "--cells", "1", "--to-function", "--to", "m.py"], /--to is about a module/],
        [["a.ipynb", "--cells", "1", "--to-function", "--test", "t.py"], /--test is about a module/],
        [["b.ipynb", "--cells", "1", "--to", "m.py"], /There is no such file/],
      ];
      for (const [args, expected] of messages) {
        const run = extract(cwd, ...args);
        assert.equal(run.code, 2, args.join(" "));
        assert.match(run.stderr, expected);
      }
      assert.deepEqual(readdirSync(cwd), ["a.ipynb"]);
    }));

  it("makes a file of tests that say that they are to be written", () =>
    inFolder({ "a.ipynb": notebook }, (cwd) => {
      const run = extract(cwd, "a.ipynb", "--cells", "2", "--to", "sizes.py", "--function", "measure", "--test", "tests/test_sizes.py");
      assert.equal(run.code, 0, run.stderr);
      assert.equal(
        read(cwd, "tests/test_sizes.py"),
        'import pytest\n\nfrom sizes import measure\n\n\ndef test_measure():\n    pytest.skip(\n        "not written yet, because cell 1 has no saved run: choose values for sizes, "\n        "and say what it should give"\n    )\n    sizes = ...\n    largest, root = measure(sizes)\n    assert largest == ...\n    assert root == ...\n',
      );
      assert.match(run.stderr, /Run the tests in the notebook's folder with python -m pytest/);
    }));

  it("makes functions in the notebook", () =>
    inFolder({ "a.ipynb": notebook }, (cwd) => {
      const run = extract(cwd, "a.ipynb", "--cells", "2", "--to-function", "--function", "measure");
      assert.equal(run.code, 0, run.stderr);
      assert.deepEqual(sources(read(cwd, "a.ipynb")), [
        "import math",
        "sizes = [3, 1, 2]",
        "def measure(sizes):\n    # the largest\n    largest = max(sizes)\n    root = math.sqrt(largest)  # its root\n    return largest, root",
        "largest, root = measure(sizes)",
        "print(largest, root)",
      ]);
      assert.match(run.stdout, /measure\(sizes\) → largest, root\na\.ipynb written\.\n/);
      assert.deepEqual(readdirSync(cwd), ["a.ipynb"]);
    }));

  it("formats the module in the project's style", () =>
    inFolder(
      {
        "a.ipynb": notebookText(["rows = ['a']", "table = { 'rows' :rows, \"n\": len( rows ) }", "print(table)"]),
        "pyproject.toml": "[tool.ruff]\nindent-width = 2\n[tool.ruff.format]\nquote-style = 'single'\n",
      },
      (cwd) => {
        const run = extract(cwd, "a.ipynb", "--cells", "1", "--to", "tables.py");
        assert.equal(run.code, 0, run.stderr);
        assert.equal(
          read(cwd, "tables.py"),
          "def make_table(rows: list) -> dict:\n  table = {'rows': rows, 'n': len(rows)}\n  return table\n",
        );
      },
    ));

  it("takes the module back where the notebook cannot be written", () =>
    inFolder({ "a.ipynb": notebook }, (cwd) => {
      chmodSync(join(cwd, "a.ipynb"), 0o444);
      const run = extract(cwd, "a.ipynb", "--cells", "2", "--to", "deep/er/sizes.py");
      assert.equal(run.code, 2);
      assert.match(run.stderr, /read-only.*nothing was changed/);
      assert.deepEqual(readdirSync(cwd), ["a.ipynb"]);
      assert.equal(read(cwd, "a.ipynb"), notebook);
    }));

  it("keeps the byte-order mark of a module and of the notebook", () =>
    inFolder({ "a.ipynb": `\ufeff${notebook}`, "sizes.py": "\ufeffKEPT = 1\r\n" }, (cwd) => {
      const run = extract(cwd, "a.ipynb", "--cells", "2", "--to", "sizes.py", "--function", "measure");
      assert.equal(run.code, 0, run.stderr);
      assert.match(read(cwd, "sizes.py"), /^\ufeffimport math\r\n\r\nKEPT = 1\r\n[^\ufeff]*def measure/);
      assert.match(read(cwd, "a.ipynb"), /^\ufeff\{[^\ufeff]*from sizes import measure/);
    }));

  it("changes nothing where the module's folder is read-only, or the module is no text", () =>
    inFolder({ "a.ipynb": notebook, "closed/KEPT": "", "archive.py": "PK\0\0" }, (cwd) => {
      chmodSync(cwd, 0o777);
      chmodSync(join(cwd, "closed"), 0o555);
      const inside = runCli(["extract", "a.ipynb", "--cells", "2", "--to", "closed/sizes.py", "--test", "tests/test_sizes.py"], {
        cwd,
        asNobody: true,
      });
      assert.deepEqual(
        [inside.code, inside.stderr.split("\n").filter((line) => line.startsWith("error"))],
        [2, ["error: closed/sizes.py: it could not be written: you have no permission to write to its folder; nothing was changed"]],
      );
      const archive = extract(cwd, "a.ipynb", "--cells", "2", "--to", "archive.py");
      assert.match(archive.stderr, /error: archive\.py: it exists, but is not text that can be extended; nothing was changed\n$/);
      chmodSync(join(cwd, "closed"), 0o777);
      assert.deepEqual(readdirSync(cwd, { recursive: true, encoding: "utf8" }).sort(), ["a.ipynb", "archive.py", "closed", "closed/KEPT"]);
      assert.deepEqual([read(cwd, "a.ipynb"), read(cwd, "archive.py")], [notebook, "PK\0\0"]);
    }));

  it("finds a module in an installed package, and puts a folder on sys.path where that is allowed", () =>
    inFolder(
      {
        "notebooks/a.ipynb": notebook,
        "pyproject.toml": "[project]\nname = 'churn'\n",
        "src/churn/__init__.py": "",
      },
      (cwd) => {
        mkdirSync(join(cwd, "tools"));
        const inPackage = extract(cwd, "notebooks/a.ipynb", "--cells", "2", "--to", "src/churn/sizes.py");
        assert.equal(inPackage.code, 0, inPackage.stderr);
        assert.match(inPackage.stderr, /pip install -e/);
        assert.match(sources(read(cwd, "notebooks/a.ipynb"))[0], /^from churn\.sizes import /m);
        const onPath = extract(cwd, "notebooks/a.ipynb", "--cells", "1", "--to", "tools/first.py", "--sys-path");
        assert.equal(onPath.code, 0, onPath.stderr);
        assert.match(sources(read(cwd, "notebooks/a.ipynb"))[0], /sys\.path\.insert\(0, "\.\.\/tools"\)\nfrom first import /);
      },
    ));
});
