// `nbready extract --package`: pip installs what it makes, and the notebook runs with it as it did before.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { planPackage } from "../../language-server/extract/write/makePackage";
import { buildCli, inFolder, notebookText, runCli } from "../cli/runCli";
import { hasPython, inEnvironment } from "../support/python";

const cells = [
  "import math",
  "sizes = [3, 1, 2]",
  "# the largest\nlargest = max(sizes)\nroot = math.sqrt(largest)",
  "print(largest, root)",
];

interface Layout {
  readonly name: string;
  readonly notebook: string;
  readonly module: string;
  readonly importName: string;
  /** Files that the extraction makes beside the module. */
  readonly made: readonly string[];
}

const layouts: readonly Layout[] = [
  {
    name: "a module beside the notebooks' folder",
    notebook: "notebooks/a.ipynb",
    module: "sizes.py",
    importName: "sizes",
    made: ["pyproject.toml"],
  },
  {
    name: "a package",
    notebook: "notebooks/a.ipynb",
    module: "tools/sizes.py",
    importName: "tools.sizes",
    made: ["pyproject.toml", "tools/__init__.py"],
  },
  {
    name: "a package in a package",
    notebook: "notebooks/deep/a.ipynb",
    module: "tools/features/sizes.py",
    importName: "tools.features.sizes",
    made: ["pyproject.toml", "tools/__init__.py", "tools/features/__init__.py"],
  },
  {
    name: "a package in src",
    notebook: "notebooks/a.ipynb",
    module: "src/churn/sizes.py",
    importName: "churn.sizes",
    made: ["pyproject.toml", "src/churn/__init__.py"],
  },
  { name: "a module in src", notebook: "notebooks/a.ipynb", module: "src/sizes.py", importName: "sizes", made: ["pyproject.toml"] },
];

interface Refusal {
  /** Where the module lies. */
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The working folder. */
  readonly from: string;
  /** Seen from there. */
  readonly module: string;
  readonly said: RegExp;
}

const python = (args: readonly string[], cwd: string): string => {
  const run = spawnSync(inEnvironment("python"), args, { cwd, encoding: "utf8" });
  assert.equal(run.status, 0, run.stdout.slice(-2000) + run.stderr.slice(-2000));
  return run.stdout;
};

const codeOf = (path: string): string =>
  (JSON.parse(readFileSync(path, "utf8")) as { cells: { source: string | string[] }[] }).cells
    .map(({ source }) => [source].flat().join(""))
    .join("\n");

/** Runs code as a kernel would that starts in `cwd`, with what pip has put below `prefix`; the files of the modules it imported come behind its output. */
const runWith = (code: string, module: string, prefix: string, cwd: string): readonly string[] =>
  python(
    [
      "-c",
      `import glob, site, sys\nfor folder in glob.glob(${JSON.stringify(`${prefix}/lib/python*/site-packages`)}): site.addsitedir(folder)\n${code}\nprint(sys.modules[${JSON.stringify(module)}].__file__)`,
    ],
    cwd,
  )
    .trim()
    .split("\n");

describe("nbready extract --package", () => {
  before(buildCli);

  for (const { name, notebook, module, importName, made } of layouts) {
    it(`makes what pip installs: ${name}`, function () {
      if (!hasPython) return this.skip();
      inFolder({ [notebook]: notebookText(cells) }, (folder) => {
        const root = realpathSync(folder);
        const run = runCli(["extract", notebook, "--cells", "2", "--to", module, "--function", "measure", "--package"], { cwd: root });
        assert.equal(run.code, 0, run.stderr);
        assert.match(run.stderr, /pip install -e/);
        for (const file of [...made, module]) assert.ok(existsSync(join(root, file)), file);
        const prefix = join(root, "installed");
        python(
          [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-index",
            "--no-deps",
            "--no-build-isolation",
            "--prefix",
            prefix,
            "-e",
            ".",
          ],
          root,
        );
        const output = runWith(codeOf(join(root, notebook)), importName, prefix, join(root, notebook, ".."));
        assert.deepEqual(output, [`3 ${Math.sqrt(3)}`, join(root, module)]);
      });
    });
  }

  const refusals: readonly Refusal[] = [
    {
      name: "outside the folder in which the user works",
      files: {},
      from: "work",
      module: "../sizes.py",
      said: /sizes\.py would not be importable from the notebook's folder\. It lies outside the project \S+\/work, and nbready makes no pyproject\.toml above that\. Put the module into \S+\/work, work from a folder that holds both the notebook and the module, or allow a sys\.path line with --sys-path\.\n$/,
    },
    {
      name: "outside the notebook's repository",
      files: { "work/.git/HEAD": "ref: refs/heads/main\n", "other/.git/HEAD": "ref: refs/heads/main\n" },
      from: ".",
      module: "other/sizes.py",
      said: /It lies outside the repository \S+\/work, and nbready makes no pyproject\.toml above that\. Put the module into \S+\/work, or/,
    },
    {
      name: "in a project that has no package there",
      files: { "work/setup.py": "" },
      from: "work",
      module: "tools/sizes.py",
      said: /\S+\/work\/setup\.py makes a project of it already, which has no package there\. Put the module into one of that project's packages or beside the notebook, or/,
    },
    {
      name: "in a folder that Python cannot import",
      files: {},
      from: "work",
      module: "my tools/sizes.py",
      said: /"my tools" on its way from \S+\/work is no name that Python can import\. Put the module into folders named with letters, digits and _, or/,
    },
  ];
  for (const { name, files, from, module, said } of refusals) {
    it(`makes no project for a module ${name}`, () =>
      inFolder({ "work/notebooks/a.ipynb": notebookText(cells), ...files }, (folder) => {
        const before = readdirSync(folder, { recursive: true });
        const run = runCli(["extract", join(folder, "work/notebooks/a.ipynb"), "--cells", "2", "--to", module, "--package"], {
          cwd: join(folder, from),
        });
        assert.equal(run.code, 2, run.stdout);
        assert.match(run.stderr, said);
        assert.deepEqual(readdirSync(folder, { recursive: true }), before);
      }));
  }

  it("makes no project of a whole disk", () => {
    for (const disk of ["/", "C:/"]) {
      const made = planPackage(`${disk}tools/sizes.py`, { folder: `${disk}notebooks`, root: disk, exists: () => false });
      assert.ok("problem" in made);
      assert.match(made.problem, /outside the project \S*\/notebooks, /);
    }
  });

  it("makes a project of the whole repository, wherever nbready is started, and whatever projects lie above it", () =>
    inFolder(
      {
        "pyproject.toml": "[project]\nname = 'above'\n",
        "work/.git/HEAD": "ref: refs/heads/main\n",
        "work/notebooks/a.ipynb": notebookText(cells),
      },
      (folder) => {
        const run = runCli(["extract", "a.ipynb", "--cells", "2", "--to", "../tools/sizes.py", "--package"], {
          cwd: join(folder, "work/notebooks"),
        });
        assert.equal(run.code, 0, run.stderr);
        assert.match(run.stderr, /pip install -e \S+\/work\n/);
        assert.match(readFileSync(join(folder, "work/pyproject.toml"), "utf8"), /^name = "work"$/m);
      },
    ));

  it("does not find the module before it is installed", function () {
    if (!hasPython) return this.skip();
    inFolder({ "notebooks/a.ipynb": notebookText(cells) }, (folder) => {
      assert.equal(
        runCli(["extract", "notebooks/a.ipynb", "--cells", "2", "--to", "tools/sizes.py", "--package"], { cwd: folder }).code,
        0,
      );
      const run = spawnSync(inEnvironment("python"), ["-c", codeOf(join(folder, "notebooks/a.ipynb"))], {
        cwd: join(folder, "notebooks"),
        env: { ...process.env, PYTHON_COLORS: "0" },
        encoding: "utf8",
      });
      assert.match(run.stderr, /ModuleNotFoundError: No module named 'tools'/);
    });
  });
});
