import assert from "node:assert/strict";
import { defaultConfig } from "../../language-server/config/config";
import { readNotebook } from "../../language-server/notebook/read";
import type { Notebook } from "../../language-server/notebook/model";
import { collectFacts, ProjectCache, type CollectInput } from "../../language-server/project/collect";
import type { Files } from "../../language-server/project/files";
import { assertEvenGrowth, processorTime } from "../support/evenGrowth";
import { memoryFiles } from "../support/memoryFiles";

const notebook = (sources: readonly string[] = [], metadata: Readonly<Record<string, unknown>> = {}): Notebook => {
  const cells = sources.map((source) => ({ cell_type: "code", metadata: {}, execution_count: null, outputs: [], source }));
  const read = readNotebook(JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 4 }), "/repo/notebooks/deep/a.ipynb");
  assert.ok(read.ok);
  return read.file.notebook;
};
const collect = (files: Readonly<Record<string, string>>, more: Partial<CollectInput> = {}) =>
  collectFacts({ notebookPath: "/repo/notebooks/deep/a.ipynb", files: memoryFiles(files), trusted: true, notebook: notebook(), ...more });

/** Files that note every path asked for. */
function watched(contents: Readonly<Record<string, string>>): { readonly files: Files; readonly asked: string[] } {
  const files = memoryFiles(contents);
  const asked: string[] = [];
  const note = (path: string): string => (asked.push(path), path);
  return {
    asked,
    files: {
      stat: (path) => files.stat(note(path)),
      readText: (path, limit) => files.readText(note(path), limit),
      readBytes: (path, offset, length) => files.readBytes(note(path), offset, length),
      list: (path) => files.list(note(path)),
      realPath: (path) => files.realPath(note(path)),
    },
  };
}

describe("project facts", () => {
  it("take manifests from the notebook's folder up to the repository's root, nearest first", () => {
    const facts = collect({
      "/repo/.git/HEAD": "x",
      "/requirements.txt": "outside\n",
      "/repo/requirements.txt": "pandas==1\n",
      "/repo/notebooks/environment.yml": "dependencies:\n - pandas\n",
      "/repo/notebooks/deep/requirements.txt": "pandas==3\n",
      "/repo/notebooks/other/requirements.txt": "beside\n",
    });
    assert.equal(facts.root, "/repo");
    assert.deepEqual(
      facts.manifests.map((one) => one.path),
      ["/repo/notebooks/deep/requirements.txt", "/repo/notebooks/environment.yml", "/repo/requirements.txt"],
    );
    assert.deepEqual(
      facts.declarations("pandas").map((one) => one.text),
      ["pandas==3", "pandas", "pandas==1"],
    );
    assert.deepEqual([facts.declarations("outside"), facts.declarations("beside")], [[], []]);
  });

  it("take Conda's environments under any name, by what they list, from all of these folders", () => {
    const environment = "name: reef\nchannels:\n  - conda-forge\ndependencies:\n  - xarray=2024.1\n";
    const facts = collect({
      "/repo/.git/HEAD": "x",
      "/repo/setup.py": "from setuptools import setup\nsetup(name='reef')\n",
      "/repo/reef.yml": environment,
      "/repo/compose.yml": "services:\n  a:\n",
      "/repo/notebooks/deep/x.csv": "",
    });
    assert.deepEqual(facts.manifests.map((one) => one.path).sort(), ["/repo/reef.yml", "/repo/setup.py"]);
    assert.equal(facts.declarations("xarray").length, 1);
  });

  it("go up to the workspace's root where it lies above the repository, where there is neither to the project's by its files, and else stay in the folder", () => {
    const files = { "/repo/requirements.txt": "a\n", "/repo/notebooks/.git/HEAD": "", "/repo/notebooks/deep/x.csv": "" };
    assert.deepEqual(collect(files, { workspaceRoot: "/repo" }).manifests.length, 1);
    assert.equal(collect(files).root, "/repo/notebooks");
    assert.equal(collect({ "/repo/requirements.txt": "a\n" }, { workspaceRoot: "/elsewhere" }).root, "/repo");
    assert.deepEqual(
      ["requirement.txt", "Requirements.txt", "environment.yaml"].map(
        (name) => collect({ [`/repo/${name}`]: "" }, { workspaceRoot: "/elsewhere" }).root,
      ),
      ["/repo", "/repo", "/repo"],
    );
    assert.equal(collect({ "/repo/pyproject.toml": "", "/repo/notebooks/requirements.txt": "a\n", "/environment.yml": "" }).root, "/repo");
    assert.equal(collect({ "/repo/README.md": "" }, { workspaceRoot: "/elsewhere" }).root, "/repo/notebooks/deep");
    assert.equal(collect({ "/repo/pyproject.toml": "" }, { trusted: false }).root, "/repo/notebooks/deep");
  });

  it("hold what the notebook declares itself, before the files", () => {
    const facts = collect(
      { "/repo/notebooks/deep/requirements.txt": "pandas\n" },
      {
        notebook: notebook([
          "# /// script\n# dependencies = ['numpy==1.26.4']\n# ///",
          "%pip install pandas==2.2.3\n!conda install pytorch",
        ]),
      },
    );
    assert.deepEqual(
      facts.declarations("numpy").map(({ version, cell, path }) => ({ version, cell, path })),
      [{ version: "1.26.4", cell: 0, path: null }],
    );
    assert.deepEqual(
      facts.declarations("pandas").map(({ version, cell }) => ({ version, cell })),
      [
        { version: "2.2.3", cell: 1 },
        { version: null, cell: null },
      ],
    );
    assert.equal(facts.declarations("torch").length, 1);
  });

  it("read what the configuration and install lines name", () => {
    const facts = collect(
      { "/repo/deps/prod.txt": "pandas==2.2.3\n", "/repo/notebooks/lib.txt": "numpy\n" },
      {
        notebook: notebook(["!pip install -r ../lib.txt -r nowhere.txt"]),
        config: { ...defaultConfig, folder: "/repo", requirements: ["deps/prod.txt"] },
      },
    );
    assert.deepEqual(
      facts.manifests.map((one) => [one.path, one.declarations.length, one.problem !== null]),
      [
        ["/repo/deps/prod.txt", 1, false],
        ["/repo/notebooks/lib.txt", 1, false],
        ["/repo/notebooks/deep/nowhere.txt", 0, true],
      ],
    );
  });

  it("know first-party modules from others", () => {
    const facts = collect(
      {
        "/repo/.git/HEAD": "",
        "/repo/notebooks/deep/helpers.py": "",
        "/repo/notebooks/deep/seaborn/data.csv": "",
        "/repo/notebooks/deep/space/sub/mod.py": "",
        "/repo/src/churn/__init__.py": "",
        "/repo/pkg/fast.cpython-311-x86_64-linux-gnu.so": "",
        "/repo/pyproject.toml": '[project]\nname = "our-tools"\n',
      },
      {
        config: { ...defaultConfig, firstParty: ["internal.tools"] },
        notebook: notebook([
          "%%writefile written.py\nx = 1",
          "!git clone https://example.org/a/cloned-repo.git",
          "!wget https://example.org/raw/fetched.py",
        ]),
      },
    );
    for (const module of ["helpers", "space", "churn", "pkg", "our_tools", "internal", "written", "cloned_repo", "fetched"])
      assert.ok(facts.isFirstParty(module), module);
    for (const module of ["seaborn", "pandas", "data", "fast"]) assert.ok(!facts.isFirstParty(module), module);
  });

  it("take the Python version from the surest source", () => {
    const version = (more: Partial<CollectInput>, files: Readonly<Record<string, string>> = {}) => {
      const { major, minor } = collect({ "/repo/.git/HEAD": "", ...files }, more).pythonVersion;
      return `${major}.${minor}`;
    };
    const kernel = notebook([], { language_info: { name: "python", version: "3.9.18" } });
    const project = { "/repo/pyproject.toml": '[project]\nrequires-python = ">=3.10"\n' };
    const environment = { "/env/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.7\n" };
    assert.equal(
      version(
        { config: { ...defaultConfig, pythonVersion: { major: 3, minor: 14 } }, interpreter: "/env", notebook: kernel },
        { ...project, ...environment },
      ),
      "3.14",
    );
    assert.equal(version({ interpreter: "/env", notebook: kernel }, { ...project, ...environment }), "3.11");
    assert.equal(version({ interpreter: "/conda" }, { "/conda/lib/python3.13/os.py": "" }), "3.13");
    assert.equal(version({ notebook: kernel }, project), "3.9");
    assert.equal(version({}, project), "3.10");
    assert.equal(version({}, { "/repo/.python-version": "3.8\n" }), "3.8");
  });

  it("say what a literal names", () => {
    const facts = collect({ "/repo/notebooks/deep/a.csv": "x\n1\n", "/repo/data/b.csv": "x\n", "/other/c.csv": "abc" });
    assert.equal(facts.dataFile("a.csv")?.size, 4);
    assert.equal(facts.dataFile("..\\..\\data\\b.csv")?.path, "/repo/data/b.csv");
    assert.equal(facts.dataFile("/other/c.csv")?.size, 3);
    assert.equal(facts.dataFile("../../data"), undefined, "a folder is no data file");
    assert.deepEqual([facts.exists("../../data"), facts.exists("a.csv"), facts.exists("b.csv")], [true, true, false]);
    for (const literal of [
      "",
      "https://example.org/x.csv",
      "s3://bucket/x",
      "~/x.csv",
      "\\\\server\\share\\x.csv",
      "//server/share",
      "a\0b",
    ])
      assert.deepEqual([facts.exists(literal), facts.dataFile(literal)], [undefined, undefined], JSON.stringify(literal));
  });

  it("of an unsaved notebook know no relative file", () => {
    const facts = collect({ "/other/c.csv": "abc" }, { notebookPath: null });
    assert.deepEqual(
      [facts.folder, facts.root, facts.manifests.length, facts.exists("c.csv"), facts.exists("/other/c.csv")],
      [null, null, 0, undefined, true],
    );
  });

  it("look at nothing outside the notebook's folder where the workspace is not trusted", () => {
    const { files, asked } = watched({
      "/repo/.git/HEAD": "",
      "/repo/requirements.txt": "pandas\n",
      "/repo/notebooks/deep/requirements.txt": "-r ../../requirements.txt\nnumpy\n",
      "/repo/notebooks/deep/a.csv": "x",
      "/env/lib/python3.11/site-packages/x-1.dist-info/METADATA": "Name: x\nVersion: 1\n",
      "/etc/passwd": "x",
    });
    const facts = collect(
      {},
      {
        files,
        trusted: false,
        interpreter: "/env",
        workspaceRoot: "/repo",
        notebook: notebook(["!pip install -r /etc/passwd -r ../../requirements.txt"]),
        config: { ...defaultConfig, folder: "/repo", requirements: ["requirements.txt"] },
      },
    );
    facts.isFirstParty("churn");
    assert.equal(facts.installed, null);
    assert.deepEqual(
      [facts.exists("../../requirements.txt"), facts.dataFile("/etc/passwd"), facts.readText("/etc/passwd"), facts.exists("a.csv")],
      [undefined, undefined, undefined, true],
    );
    assert.equal(facts.declarations("numpy").length, 1);
    assert.deepEqual(
      asked.filter((path) => path !== "/repo/notebooks/deep" && !path.startsWith("/repo/notebooks/deep/")),
      [],
    );
  });
});

describe("the project cache", () => {
  const contents = {
    "/repo/notebooks/deep/requirements.txt": "-r ../base.txt\n",
    "/repo/notebooks/base.txt": "pandas\n",
    "/repo/notebooks/deep/helpers.py": "",
  };
  const reads = (asked: readonly string[], path: string) => asked.filter((one) => one === path).length;

  it("reads an unchanged manifest once", () => {
    const cache = new ProjectCache();
    const files = memoryFiles(contents);
    let texts = 0;
    const counting: Files = { ...files, readText: (path, limit) => (/\.txt$/.test(path) ? texts++ : 0, files.readText(path, limit)) };
    for (let round = 0; round < 3; round++) assert.equal(collect({}, { files: counting, cache }).declarations("pandas").length, 1);
    assert.equal(texts, 2);
  });

  it("sees a change of a manifest, of one that it includes, and of a folder", () => {
    const cache = new ProjectCache();
    const at = (changed: Readonly<Record<string, string>>, modified: Readonly<Record<string, number>>) => {
      const files = memoryFiles({ ...contents, ...changed });
      return collect(
        {},
        {
          cache,
          files: {
            ...files,
            stat: (path) => {
              const stat = files.stat(path);
              return stat && { ...stat, modified: modified[path] ?? 0 };
            },
          },
        },
      );
    };
    assert.equal(at({}, {}).declarations("numpyx").length, 0);
    assert.equal(at({ "/repo/notebooks/base.txt": "numpyx\n" }, { "/repo/notebooks/base.txt": 1 }).declarations("numpyx").length, 1);
    assert.equal(
      at(
        { "/repo/notebooks/deep/requirements.txt": "scipyx\n" },
        { "/repo/notebooks/base.txt": 1, "/repo/notebooks/deep/requirements.txt": 1 },
      ).declarations("scipyx").length,
      1,
    );
    assert.ok(at({ "/repo/notebooks/deep/more.py": "" }, { "/repo/notebooks/deep": 2 }).isFirstParty("more"));
  });

  it("forgets a file on demand, whatever its time says", () => {
    const cache = new ProjectCache();
    const first = watched(contents);
    collect({}, { files: first.files, cache });
    cache.invalidate("/repo/notebooks/base.txt");
    const second = watched({ ...contents, "/repo/notebooks/base.txt": "numpy1\n" });
    assert.equal(collect({}, { files: second.files, cache }).declarations("numpy1").length, 1);
    assert.ok(reads(second.asked, "/repo/notebooks/deep/requirements.txt") > 0);
  });

  it("costs a notebook no more where thousands lie beside it", () => {
    assertEvenGrowth((count) => {
      const names = Array.from({ length: count }, (_, at) => `notebook ${at}.ipynb`);
      const files: Files = {
        ...memoryFiles({}),
        stat: (path) => (path === "/all" ? { kind: "folder", size: 0, modified: 0 } : undefined),
        list: (path) => (path === "/all" ? names : undefined),
      };
      const cache = new ProjectCache();
      return processorTime(() => {
        for (const name of names) {
          const facts = collectFacts({ notebookPath: `/all/${name}`, files, cache, trusted: true, notebook: notebook() });
          assert.deepEqual([facts.manifests, facts.isFirstParty("pandas"), facts.isFirstParty("notebook 1")], [[], false, true]);
        }
      });
    });
  });
});
