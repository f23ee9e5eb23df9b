// Git's index is read as git itself lists it; DVC's files count.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ProjectCache } from "../../language-server/project/cache";
import { isUnderVersionControl, readIndex } from "../../language-server/project/versionControl";
import { memoryFiles } from "../support/memoryFiles";

const names = ["a.csv", "data/a.csv", "data/b.csv", "data/deep/er/c.csv", "data/ümlaut.csv", `long/${"x".repeat(200)}.txt`, "z"];

/** A repository with these files added, and one that is not; its index in the given version. */
function makeIndex(version: number): { readonly bytes: Uint8Array; readonly listed: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), "nbready-git-"));
  try {
    const git = (...args: string[]): string =>
      execFileSync("git", ["-c", "core.quotePath=false", ...args], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    git("init", "-q");
    for (const name of [...names, "untracked.csv"]) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), name);
    }
    git("add", "--", ...names.slice(0, 5).filter((name) => !name.startsWith("long")), "long", "z");
    git("update-index", "--index-version", String(version));
    // The extended flag of version 3.
    if (version === 3) git("add", "--intent-to-add", "untracked.csv");
    return { bytes: readFileSync(join(folder, ".git/index")), listed: git("ls-files").trim().split("\n") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const hasGit = (): boolean => {
  try {
    execFileSync("git", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

describe("version control", () => {
  for (const version of [2, 3, 4])
    it(`reads git's index, version ${version}, as git lists it`, function () {
      if (!hasGit()) {
        console.log("      (skipped: git is not installed)");
        return this.skip();
      }
      const { bytes, listed } = makeIndex(version);
      assert.deepEqual([...(readIndex(bytes) ?? [])].sort(), [...listed].sort());
      assert.ok(listed.length >= names.length);
    });

  it("says nothing about an index that is cut off, or is none", () => {
    assert.equal(readIndex(new TextEncoder().encode("DIRC")), null);
    assert.equal(readIndex(new TextEncoder().encode("not an index at all")), null);
    assert.equal(readIndex(undefined), null);
  });

  const empty = new Uint8Array([0x44, 0x49, 0x52, 0x43, 0, 0, 0, 2, 0, 0, 0, 0]);
  const ask = (files: Readonly<Record<string, string | Uint8Array>>, path: string): boolean | undefined =>
    isUnderVersionControl(path, memoryFiles(files), new ProjectCache());
  it("knows what DVC keeps: files, folders, what a pipeline writes", () => {
    const files = {
      "/p/.git/index": empty,
      "/p/a.csv": "a",
      "/p/b.csv": "b",
      "/p/b.csv.dvc": "outs:",
      "/p/raw/c.csv": "c",
      "/p/raw.dvc": "outs:",
      "/p/out/d.csv": "d",
      "/p/dvc.lock": "outs:\n- path: out/d.csv\n",
    };
    assert.deepEqual(
      ["/p/a.csv", "/p/b.csv", "/p/raw/c.csv", "/p/out/d.csv"].map((path) => ask(files, path)),
      [false, true, true, true],
    );
  });
  it("says nothing where there is no file or no repository", () => {
    assert.equal(ask({ "/p/.git/index": empty }, "/p/a.csv"), undefined);
    assert.equal(ask({ "/p/a.csv": "a" }, "/p/a.csv"), undefined);
  });
});
