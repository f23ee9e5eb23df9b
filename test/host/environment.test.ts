import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { environmentFrom, findEnvironment } from "../../language-server/host/environment";

describe("environments", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nbready-env-"))).replace(/\\/g, "/");
  const make = (path: string): string => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), "");
    return `${folder}/${path}`;
  };
  before(() => {
    for (const path of [
      "a/.venv/pyvenv.cfg",
      "a/.venv/bin/python3.11",
      "a/b/c/x.ipynb",
      "pixi/.pixi/envs/default/conda-meta/history",
      "conda/conda-meta/history",
      "conda/python.exe",
      "win/Scripts/python.exe",
      "plain/env/notes.txt",
    ])
      make(path);
    symlinkSync("python3.11", join(folder, "a/.venv/bin/python"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are found from a folder, an interpreter, or its name on PATH", () => {
    const from = (path: string) => environmentFrom(`${folder}/${path}`, {});
    assert.equal(from("a/.venv"), `${folder}/a/.venv`);
    assert.equal(from("a/.venv/bin/python"), `${folder}/a/.venv`);
    assert.equal(from("win/Scripts/python.exe"), `${folder}/win`);
    assert.equal(from("conda/python.exe"), `${folder}/conda`);
    assert.equal(from("nowhere/bin/python"), null);
    assert.equal(environmentFrom("python3.11", { PATH: `${folder}/a/.venv/bin` }), `${folder}/a/.venv`);
    assert.equal(environmentFrom("python3.99", { PATH: `${folder}/a/.venv/bin` }), null);
  });

  it("are looked for beside the notebook and above it, then in the shell", () => {
    assert.equal(findEnvironment(`${folder}/a/b/c`, null, {}), `${folder}/a/.venv`);
    assert.equal(findEnvironment(`${folder}/a/b/c`, `${folder}/a/b`, {}), null);
    assert.equal(
      findEnvironment(`${folder}/a/b/c`, `${folder}/a/b`, { VIRTUAL_ENV: `${folder}/gone`, CONDA_PREFIX: `${folder}/conda` }),
      `${folder}/conda`,
    );
    assert.equal(findEnvironment(`${folder}/pixi`, folder, {}), `${folder}/pixi/.pixi/envs/default`);
    assert.equal(findEnvironment(`${folder}/plain`, folder, {}), null, "a folder that only has the name");
  });
});
