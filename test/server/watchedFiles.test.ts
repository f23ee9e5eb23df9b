// The files that an editor is asked to watch are those that manifests are read from.
import assert from "node:assert/strict";
import { manifestKind } from "../../language-server/project/manifests";
import { isProjectFile, watchers } from "../../language-server/server/watchedFiles";

describe("watched files", () => {
  const manifests = [
    "pyproject.toml",
    "setup.cfg",
    "setup.py",
    "Pipfile",
    "Pipfile.lock",
    "pixi.toml",
    "pixi.lock",
    "uv.lock",
    "poetry.lock",
    "pdm.lock",
    "pylock.toml",
    "pylock.dev.toml",
    "conda-lock.yml",
    "dev.conda-lock.yaml",
    "environment.yml",
    "environment-dev.yaml",
    "conda_env.yml",
    "conda.yaml",
    "conda_dependencies.yml",
    "gpu-environment.yml",
    "env.yml",
    "requirements.txt",
    "requirements-dev.txt",
    "dev-requirements.txt",
    "requirement.txt",
    "requirements.in",
    "requirements.lock",
  ];
  for (const name of manifests) {
    it(`include ${name}`, () => {
      assert.notEqual(manifestKind(name), null);
      assert.ok(isProjectFile(`/work/${name}`));
    });
  }

  it("are those of which an editor tells", () => {
    const [{ globPattern }] = watchers;
    for (const name of ["nbready.toml", "*conda*.yml", "requirements/*.txt", "*.ipynb"])
      assert.ok(String(globPattern).slice(4, -1).split(",").includes(name), name);
  });

  for (const name of ["notes.txt", "data.yml", "model.lock", "config.toml", "uv.lock.bak"])
    it(`leave ${name} alone`, () => assert.ok(!isProjectFile(`/work/${name}`)));
});
