// `nbready git` with the real git: notebooks are compared and merged by cell once it is installed, and as any text once it is not.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildCli, inFolder, notebookText, runCli, type CellText } from "./runCli";

/** A repository in a folder with a space in its name; a home of its own, so that no setting of the machine's user counts. */
interface Repository {
  readonly folder: string;
  readonly home: string;
  git(...args: readonly string[]): { readonly code: number | null; readonly text: string };
  nbready(...args: readonly string[]): string;
  write(cells: readonly (string | CellText)[]): void;
  commit(message: string): void;
  sources(): readonly string[];
}

const name = "my notebook.ipynb";

function inRepository(use: (repository: Repository) => void): void {
  inFolder({ "home/empty": "" }, (root) => {
    const [folder, home] = [join(root, "a repository"), join(root, "home")];
    mkdirSync(folder);
    const env = {
      PATH: process.env.PATH,
      HOME: home,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_NAME: "A",
      GIT_AUTHOR_EMAIL: "a@example.com",
      GIT_COMMITTER_NAME: "A",
      GIT_COMMITTER_EMAIL: "a@example.com",
      GIT_EDITOR: "true",
      LC_ALL: "C",
    };
    const git = (...args: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync("git", args, { cwd: folder, env, encoding: "utf8" });
      return { code: status, text: stdout + stderr };
    };
    git("init", "-q", "-b", "main");
    use({
      folder,
      home,
      git,
      nbready(...args) {
        const { code, stdout, stderr } = runCli(args, { cwd: folder, env: { HOME: home, GIT_CONFIG_NOSYSTEM: "1" } });
        assert.equal(code, 0, stderr);
        return stdout;
      },
      write: (cells) => writeFileSync(join(folder, name), notebookText(cells)),
      commit(message) {
        git("add", "-A");
        assert.equal(git("commit", "-qm", message).code, 0);
      },
      sources: () =>
        (
          JSON.parse(readFileSync(join(folder, name), "utf8")) as { readonly cells: readonly { readonly source: readonly string[] }[] }
        ).cells.map(({ source }) => [source].flat().join("")),
    });
  });
}

const cell = (total: number, rows: number): string => `import os\ntotal = ${total}\nname = "x"\nrows = ${rows}`;
const saved = (source: string, run: number): CellText => ({
  source,
  run,
  outputs: [{ output_type: "stream", name: "stdout", text: [`${run} at 0x7f${run}0a1b2c3d\n`] }],
});

/** Branches `main` and `side` from one commit, each with a commit that changes the first cell. */
function diverge(repository: Repository, ours: string, theirs: string): void {
  const { git, write, commit, nbready } = repository;
  write([saved(cell(1, 1), 1), "print(total)"]);
  nbready("git", "install");
  commit("base");
  git("checkout", "-qb", "side");
  write([saved(theirs, 2), "print(total)"]);
  commit("theirs");
  git("checkout", "-q", "main");
  write([saved(ours, 3), "print(total)"]);
  commit("ours");
}

describe("nbready git", () => {
  before(buildCli);

  it("git diff shows cells and words, git log -p and git show the text of cells; no run numbers, no ids", () => {
    inRepository(({ git, write, commit, nbready }) => {
      write([saved(cell(1, 1), 1), "print(total)"]);
      nbready("git", "install");
      commit("one");
      write([saved(cell(1, 2), 7), "print(total)"]);
      const diff = git("diff");
      assert.equal(diff.code, 0, diff.text);
      for (const line of [`a/${name} → b/${name}`, "-   4  rows = 1", "+   4  rows = 2"]) assert.ok(diff.text.includes(line), diff.text);
      commit("two");
      for (const args of [["log", "-p", "-1"], ["show"], ["diff", "--no-ext-diff", "HEAD~1"]]) {
        const { code, text } = git(...args);
        assert.equal(code, 0, text);
        assert.ok(text.includes("\n-rows = 1\n+rows = 2\n"), text);
        assert.ok(!/cell_type|execution_count|0x7f/.test(text), text);
      }
      const word = git("show", "--word-diff=plain", "--ext-diff");
      assert.ok(word.text.includes("rows = 2"), word.text);
      const tool = git("difftool", "-y", "-t", "nbready", "HEAD~1");
      assert.ok(tool.code === 0 && tool.text.includes("+   4  rows = 2"), tool.text);
    });
  });

  it("git diff shows notebooks that came, went, were renamed, or are none", () => {
    inRepository(({ git, folder, write, commit, nbready }) => {
      write([cell(1, 1), "print(total)"]);
      nbready("git", "install");
      commit("one");
      git("rm", "-q", "--cached", name);
      assert.match(git("diff", "--cached").text, /a\/my notebook\.ipynb → \/dev\/null\n2 cells removed/);
      git("add", name);
      git("mv", name, "other.ipynb");
      assert.match(git("diff", "--cached", "-M").text, /rename to other\.ipynb/);
      git("update-index", "--chmod=+x", "other.ipynb");
      assert.match(git("diff", "--cached", "-M").text, /^old mode 100644\nnew mode 100755\n/m);
      writeFileSync(join(folder, "broken.ipynb"), "{ no notebook");
      git("add", "-A");
      const { code, text } = git("diff", "--cached");
      assert.ok(code === 0 && text.includes("+{ no notebook"), text);
    });
  });

  it("git diff says why a notebook is compared by lines, and names the files as the repository does", () => {
    inRepository(({ git, folder, write, commit, nbready }) => {
      write(["print(1)"]);
      nbready("git", "install");
      commit("one");
      writeFileSync(join(folder, name), '{"cells": [\n');
      const { text } = git("diff");
      assert.match(text, /^b\/my notebook\.ipynb: Not valid JSON at line 2, column 1: /);
      assert.match(text, /^diff --git "?a\/my notebook\.ipynb"? "?b\/my notebook\.ipynb"?$/m);
      assert.match(text, /^--- "?a\/my notebook\.ipynb"?\s*$/m);
      assert.ok(!text.includes("git-blob"), text);
    });
  });

  it("merges, rebases and picks without a question where different lines changed", () => {
    for (const how of [
      ["merge", "-m", "merged", "side"],
      ["rebase", "side"],
      ["cherry-pick", "side"],
    ]) {
      inRepository((repository) => {
        diverge(repository, cell(10, 1), cell(1, 20));
        const { code, text } = repository.git(...how);
        assert.equal(code, 0, text);
        assert.deepEqual(repository.sources(), [cell(10, 20), "print(total)"], how[0]);
        assert.equal(repository.git("status", "--porcelain").text, "");
      });
    }
  });

  it("gets stashed changes back beside newer ones", () => {
    inRepository(({ git, write, commit, nbready, sources }) => {
      write([cell(1, 1), "print(total)"]);
      nbready("git", "install");
      commit("one");
      write([cell(1, 20), "print(total)"]);
      assert.equal(git("stash").code, 0);
      write([cell(10, 1), "print(total)"]);
      commit("two");
      const popped = git("stash", "pop");
      assert.equal(popped.code, 0, popped.text);
      assert.deepEqual(sources(), [cell(10, 20), "print(total)"]);
    });
  });

  it("settles a conflict with nbready settle, and commits the merge", () => {
    inRepository((repository) => {
      diverge(repository, cell(10, 1), cell(11, 1));
      const { git, nbready, sources } = repository;
      assert.equal(git("merge", "side").code, 1);
      nbready("settle", name, "--take", "theirs");
      assert.deepEqual(sources(), [cell(11, 1), "print(total)"]);
      git("add", "-A");
      assert.equal(git("commit", "-qm", "merged").code, 0);
      assert.equal(git("status", "--porcelain").text, "");
    });
  });

  it("stops at a conflict with a notebook that opens, and goes on once it is settled", () => {
    for (const [how, onward] of [
      [
        ["merge", "-m", "merged", "side"],
        ["commit", "-qm", "merged"],
      ],
      [
        ["rebase", "side"],
        ["rebase", "--continue"],
      ],
      [
        ["cherry-pick", "side"],
        ["cherry-pick", "--continue"],
      ],
    ]) {
      inRepository((repository) => {
        const { git, nbready, sources, write } = repository;
        diverge(repository, cell(10, 1), cell(11, 1));
        const { code, text } = git(...how);
        assert.equal(code, 1, text);
        assert.ok(text.includes(`${name}: cell 0: conflict: both sides changed the same lines`), text);
        const [ours, theirs] = how[0] === "rebase" ? [11, 10] : [10, 11];
        assert.deepEqual(
          sources(),
          [`import os\n<<<<<<< ours\ntotal = ${ours}\n=======\ntotal = ${theirs}\n>>>>>>> theirs\nname = "x"\nrows = 1`, "print(total)"],
          how[0],
        );
        assert.deepEqual(JSON.parse(nbready("check", name, "--format", "json", "--fail-on", "never")).errors, []);
        assert.equal(git("diff").code, 0);
        write([cell(12, 1), "print(total)"]);
        git("add", "-A");
        const settled = git(...onward);
        assert.equal(settled.code, 0, settled.text);
        assert.equal(git("status", "--porcelain").text, "");
      });
    }
  });

  it("makes a notebook again of one that git has merged by lines", () => {
    inRepository(({ git, folder, write, commit, nbready, sources }) => {
      write([cell(1, 1)]);
      commit("base");
      git("checkout", "-qb", "side");
      write([cell(11, 1)]);
      commit("theirs");
      git("checkout", "-q", "main");
      write([cell(10, 1)]);
      commit("ours");
      assert.equal(git("merge", "side").code, 1);
      assert.match(
        runCli(["check", name], { cwd: folder }).stderr,
        /unresolved merge conflict.*"nbready git install" and then "git checkout --merge FILE"/,
      );
      nbready("git", "install");
      const again = git("checkout", "--merge", name);
      assert.equal(again.code, 0, again.text);
      assert.match(sources()[0], /<<<<<<< ours\ntotal = 10\n=======\ntotal = 11\n>>>>>>> theirs/);
    });
  });

  it("leaves git's own markers where a side is no notebook", () => {
    inRepository(({ git, folder, write, commit, nbready }) => {
      write([cell(1, 1)]);
      nbready("git", "install");
      commit("base");
      git("checkout", "-qb", "side");
      writeFileSync(join(folder, name), "theirs is broken\n");
      commit("theirs");
      git("checkout", "-q", "main");
      write([cell(2, 2)]);
      commit("ours");
      assert.equal(git("merge", "side").code, 1);
      const text = readFileSync(join(folder, name), "utf8");
      assert.ok(text.includes("<<<<<<< ours") && text.includes("theirs is broken"), text);
    });
  });

  const attributes: readonly (readonly [what: string, before: string | null])[] = [
    ["no file", null],
    ["other lines", "*.csv diff=csv\n# a comment\n"],
    ["a last line without an end", "*.csv text"],
    ["line ends of Windows", "*.csv text\r\n*.txt text\r\n"],
  ];
  for (const [what, before] of attributes) {
    it(`leaves no trace once uninstalled: ${what} in .gitattributes`, () => {
      inRepository(({ folder, git, nbready }) => {
        const [config, file] = [join(folder, ".git/config"), join(folder, ".gitattributes")];
        git("config", "user.name", "Someone");
        git("config", "diff.csv.textconv", "cat");
        if (before !== null) writeFileSync(file, before);
        const settings = readFileSync(config, "utf8");
        nbready("git", "install");
        const installed = [readFileSync(config, "utf8"), readFileSync(file, "utf8")];
        assert.ok(installed[1].startsWith(before ?? ""));
        nbready("git", "install");
        assert.deepEqual([readFileSync(config, "utf8"), readFileSync(file, "utf8")], installed, "twice is once");
        assert.equal(git("check-attr", "diff", "merge", "--", name).text, `${name}: diff: nbready\n${name}: merge: nbready\n`);
        nbready("git", "uninstall");
        assert.equal(readFileSync(config, "utf8"), settings);
        assert.equal(existsSync(file) ? readFileSync(file, "utf8") : null, before);
        nbready("git", "uninstall");
        assert.equal(readFileSync(config, "utf8"), settings);
      });
    });
  }

  it("leaves a device alone that is named as the user's configuration", () => {
    inRepository(({ folder, home }) => {
      for (const command of ["install", "uninstall"]) {
        // As nobody, who could not remove the device even if this failed.
        const { code, stderr } = runCli(["git", command, "--global"], {
          cwd: folder,
          asNobody: true,
          env: { HOME: home, GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" },
        });
        assert.equal(code, 2);
        assert.match(stderr, /^error: \/dev\/null: this is not a file that can hold git's settings/);
      }
    });
  });

  it("sets up all repositories with --global, and takes that back", () => {
    inRepository(({ folder, home, git, write, commit, nbready }) => {
      nbready("git", "install", "--global");
      assert.ok(!existsSync(join(folder, ".gitattributes")));
      write([cell(1, 1)]);
      commit("one");
      write([cell(1, 2)]);
      assert.ok(git("diff").text.includes("+   4  rows = 2"));
      nbready("git", "uninstall", "--global");
      assert.ok(git("diff").text.includes('+    "rows = 2"'));
      assert.deepEqual(
        readdirSync(home, { recursive: true })
          .filter((path) => !String(path).startsWith(".cache"))
          .sort(),
        ["empty"],
      );
    });
  });

  it("leaves settings in its sections that somebody else has made, and the folder that XDG_CONFIG_HOME names", () => {
    inRepository(({ folder, home, git, nbready }) => {
      git("config", "diff.nbready.cachetextconv", "true");
      const settings = readFileSync(join(folder, ".git/config"), "utf8");
      nbready("git", "install");
      nbready("git", "uninstall");
      assert.equal(readFileSync(join(folder, ".git/config"), "utf8"), settings);
      mkdirSync(join(home, "own"));
      const env = { HOME: home, GIT_CONFIG_NOSYSTEM: "1", XDG_CONFIG_HOME: join(home, "own") };
      for (const action of ["install", "uninstall"]) assert.equal(runCli(["git", action, "--global"], { cwd: folder, env }).code, 0);
      assert.deepEqual(readdirSync(env.XDG_CONFIG_HOME), []);
    });
  });

  const install = ["git", "install"];
  const obstacles: readonly {
    readonly what: string;
    readonly prepare?: (folder: string) => void;
    readonly env?: Readonly<Record<string, string>>;
    readonly commands: readonly (readonly string[])[];
    readonly says: RegExp;
  }[] = [
    {
      what: "there is no git",
      env: { PATH: "" },
      commands: [install, ["git", "uninstall", "--global"], ["check", "--since", "HEAD"], ["diff", `HEAD:${name}`, name]],
      says: /git is not installed, or not on PATH\)\. Install it/,
    },
    {
      what: "the repository is another user's",
      env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" },
      commands: [install, ["check", "--since", "HEAD"], ["diff", `HEAD:${name}`, name]],
      says: /dubious ownership.*git config --global --add safe\.directory '[^']*a repository'\n/,
    },
    {
      what: "git's settings are broken",
      prepare: (folder) => writeFileSync(join(folder, ".git/config"), "[broken"),
      commands: [install, ["check", "--since", "HEAD"]],
      says: /bad config line \d .*\. Correct that line/,
    },
    {
      what: "git is changing its settings",
      prepare: (folder) => writeFileSync(join(folder, ".git/config.lock"), ""),
      commands: [install, ["git", "uninstall"]],
      says: /config: git is changing it at the moment; .* delete \S.*config\.lock\n/,
    },
    {
      what: ".gitattributes is a folder",
      prepare: (folder) => mkdirSync(join(folder, ".gitattributes")),
      commands: [install, ["git", "uninstall"]],
      says: /\.gitattributes: this is a folder, where git expects a file/,
    },
  ];
  for (const { what, prepare, env, commands, says } of obstacles) {
    it(`says so where ${what}, and changes nothing`, () =>
      inRepository(({ folder, home, write }) => {
        write(["x = 1"]);
        prepare?.(folder);
        writeFileSync(join(home, ".gitconfig"), "[user]\n\tname = A\n");
        const settings = [join(folder, ".git/config"), join(home, ".gitconfig")].map((path) => readFileSync(path, "utf8"));
        for (const args of commands) {
          const { code, stderr } = runCli(args, { cwd: folder, env: { HOME: home, GIT_CONFIG_NOSYSTEM: "1", ...env } });
          assert.equal(code, 2, args.join(" "));
          assert.match(stderr, says);
        }
        assert.deepEqual(
          [join(folder, ".git/config"), join(home, ".gitconfig")].map((path) => readFileSync(path, "utf8")),
          settings,
        );
        assert.ok(!existsSync(join(folder, ".gitattributes")) || readdirSync(join(folder, ".gitattributes")).length === 0);
      }));
  }

  it("ends with 2 where there is no repository", () => {
    inFolder({}, (cwd) => {
      const { code, stderr } = runCli(["git", "install"], { cwd, env: { GIT_CEILING_DIRECTORIES: cwd } });
      assert.equal(code, 2);
      assert.match(stderr, /^error: This is not the working folder of a git repository .*--global/);
    });
  });
});
