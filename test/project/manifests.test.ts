import assert from "node:assert/strict";
import { manifestKind, readManifest } from "../../language-server/project/manifests";
import { memoryFiles } from "../support/memoryFiles";

interface Expected {
  readonly [distribution: string]: string | null | undefined;
}

/** What a manifest declares: the exact version, "pinned" without one, or null where it is not pinned. */
function read(
  path: string,
  text: string,
  others: Readonly<Record<string, string>> = {},
): { readonly declared: Expected; readonly problem: string | null; readonly isLock: boolean } | null {
  const kind = manifestKind(path);
  const plain = text.replace(/^\ufeff/, "");
  assert.ok(kind, `${path} is a manifest`);
  const manifest = readManifest(path, kind, memoryFiles({ [path]: text, ...others }));
  if (!manifest) return null;
  // Where a place is given, it must hold what is declared.
  for (const one of manifest.declarations) {
    const source = one.path === path ? plain : others[one.path ?? ""];
    if (one.span && source !== undefined)
      assert.ok(
        source
          .slice(one.span.start, one.span.end)
          .toLowerCase()
          .replace(/[-_.]/g, "-")
          .includes(one.text.replace(/\W.*$/s, "").toLowerCase().replace(/[-_.]/g, "-")),
        `${one.distribution} stands at its place, not ${source.slice(one.span.start, one.span.end)}`,
      );
  }
  return {
    declared: Object.fromEntries(manifest.declarations.map((one) => [one.distribution, one.pinned ? (one.version ?? "pinned") : null])),
    problem: manifest.problem,
    isLock: manifest.isLock,
  };
}

const cases: readonly {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly declared: Expected;
}[] = [
  {
    name: "pip's requirements, with everything the format has",
    path: "/p/requirements.txt",
    text: "\ufeff# top\n-i https://example.org/simple\n--extra-index-url https://example.org/x\nPandas == 2.2.3  # exact\nnumpy>=1,<2\nscikit_learn[extra]==1.5.*\nruamel.yaml===0.18\nseaborn==0.13.2 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n-e git+https://example.org/a/tools.git@0123456789abcdef0123456789abcdef01234567#egg=tools\ngit+https://example.org/a/loose.git\nwheeled @ https://example.org/wheeled-1.0-py3-none-any.whl#sha256=aa\nold; python_version < '3'\n-r more.txt\n-c limits.txt\nlimited\n???\n",
    others: { "/p/more.txt": "requests==2.32.3\n-r requirements.txt\n", "/p/limits.txt": "limited==1.2.3\nunused==1\n" },
    declared: {
      pandas: "2.2.3",
      numpy: null,
      "scikit-learn": null,
      "ruamel-yaml": "0.18",
      seaborn: "0.13.2",
      tools: "pinned",
      loose: null,
      wheeled: "1.0",
      old: null,
      requests: "2.32.3",
      limited: "1.2.3",
    },
  },
  {
    name: "requirements that conda has listed",
    path: "/p/requirements.txt",
    text: "# platform: osx-64\nnumpy=1.18.1=py37h7ea13bd_1\naddfips=0.2.2=pypi_0\npytorch=2.4.0\nseaborn==0.13.2\n",
    declared: { numpy: "1.18.1", addfips: "0.2.2", torch: "2.4.0", seaborn: "0.13.2" },
  },
  { name: "requirements with Windows line ends", path: "/p/requirements-dev.in", text: "a==1.0\r\nb\r\n", declared: { a: "1.0", b: null } },
  {
    name: "PEP 621, extras, groups and uv's sources",
    path: "/p/pyproject.toml",
    text: '[project]\nname = "Our.Own"\ndependencies = ["pandas==2.2.3", "numpy>=1 ; python_version>\'3\'"]\n[project.optional-dependencies]\nplots = ["seaborn~=0.13", "our-own[all]"]\n[dependency-groups]\ndev = ["pytest==8.0.0", {include-group = "docs"}]\ndocs = ["sphinx"]\n[tool.uv]\ndev-dependencies = ["ruff"]\n[tool.uv.sources]\nsphinx = { git = "https://example.org/s", rev = "0123456789abcdef" }\n',
    declared: { pandas: "2.2.3", numpy: null, seaborn: null, pytest: "8.0.0", sphinx: "pinned", ruff: null },
  },
  {
    name: "Poetry's tables",
    path: "/p/pyproject.toml",
    text: '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npython = "^3.11"\npandas = "2.2.3"\nnumpy = "^1.26"\nscikit-learn = {version = "1.5.2", extras = ["x"]}\nlocal = {path = "../local"}\nwild = "*"\n[tool.poetry.group.dev.dependencies]\npytest = ">=8"\n[tool.poetry.dev-dependencies]\nblack = "24.1.0"\n',
    declared: { pandas: "2.2.3", numpy: null, "scikit-learn": "1.5.2", local: "pinned", wild: null, pytest: null, black: "24.1.0" },
  },
  {
    name: "PDM and Hatch",
    path: "/p/pyproject.toml",
    text: '[project]\nname = "x"\n[tool.pdm.dev-dependencies]\ntest = ["pytest==8.0.0"]\n[tool.hatch.envs.default]\ndependencies = ["pandas"]\n[tool.hatch.envs.docs]\nextra-dependencies = ["mkdocs==1.6.0"]\n',
    declared: { pytest: "8.0.0", pandas: null, mkdocs: "1.6.0" },
  },
  {
    name: "pixi in pyproject.toml",
    path: "/p/pyproject.toml",
    text: '[tool.pixi.dependencies]\npandas = "==2.2.3"\npytorch = "*"\n[tool.pixi.pypi-dependencies]\nrequests = ">=2"\n',
    declared: { pandas: "2.2.3", torch: null, requests: null },
  },
  {
    name: "setup.cfg",
    path: "/p/setup.cfg",
    text: "[metadata]\nname = x\n[options]\ninstall_requires =\n    pandas==2.2.3\n    numpy>=1  # why\n[options.extras_require]\nplots =\n    seaborn\n",
    declared: { pandas: "2.2.3", numpy: null, seaborn: null },
  },
  {
    name: "setup.py with literal lists",
    path: "/p/setup.py",
    text: "from setuptools import setup\n# install_requires=['no']\nREQUIRES = [\n    'pandas==2.2.3',\n    \"numpy\",\n]\nsetup(name='x', install_requires=REQUIRES, extras_require={'plots': ['seaborn']})\n",
    declared: { pandas: "2.2.3", numpy: null, seaborn: null },
  },
  {
    name: "Pipfile",
    path: "/p/Pipfile",
    text: '[[source]]\nurl = "https://example.org/simple"\n[packages]\npandas = "==2.2.3"\nnumpy = "*"\ntools = {git = "https://example.org/t", ref = "0123456789abcdef"}\n[dev-packages]\npytest = ">=8"\n',
    declared: { pandas: "2.2.3", numpy: null, tools: "pinned", pytest: null },
  },
  {
    name: "Pipfile.lock",
    path: "/p/Pipfile.lock",
    text: '{"_meta": {}, "default": {"pandas": {"version": "==2.2.3"}}, "develop": {"pytest": {"version": "==8.0.0"}}}',
    declared: { pandas: "2.2.3", pytest: "8.0.0" },
  },
  {
    name: "conda's environment.yml",
    path: "/p/environment.yml",
    text: "name: x\nchannels: [conda-forge]\ndependencies:\n  - python=3.11\n  - pandas=2.2.3\n  - numpy=1.26\n  - conda-forge::pytorch==2.4.0=py3.11_0\n  - 'scikit-learn>=1'\n  - pip\n  - pip:\n      - seaborn==0.13.2\n      - -r extra.txt\n",
    others: { "/p/extra.txt": "requests\n" },
    declared: { pandas: "2.2.3", numpy: null, torch: "2.4.0", "scikit-learn": null, pip: null, seaborn: "0.13.2", requests: null },
  },
  {
    name: "pixi.toml with features and targets",
    path: "/p/pixi.toml",
    text: '[project]\nname = "x"\n[dependencies]\npandas = "==2.2.3"\npython = "3.11"\n[feature.gpu.dependencies]\npytorch-gpu = "*"\n[pypi-dependencies]\nseaborn = { version = ">=0.13" }\n[target.linux-64.dependencies]\nnumpy = "*"\n',
    declared: { pandas: "2.2.3", torch: null, seaborn: null, numpy: null },
  },
  {
    name: "uv.lock without the project itself",
    path: "/p/uv.lock",
    text: 'version = 1\n[[package]]\nname = "pandas"\nversion = "2.2.3"\n[[package]]\nname = "own"\nversion = "0.1"\nsource = { virtual = "." }\n',
    declared: { pandas: "2.2.3" },
  },
  {
    name: "poetry.lock",
    path: "/p/poetry.lock",
    text: '[[package]]\nname = "pandas"\nversion = "2.2.3"\n\n[metadata]\nlock-version = "2.0"\n',
    declared: { pandas: "2.2.3" },
  },
  {
    name: "pdm.lock",
    path: "/p/pdm.lock",
    text: '[metadata]\ngroups = ["default"]\n[[package]]\nname = "pandas"\nversion = "2.2.3"\n',
    declared: { pandas: "2.2.3" },
  },
  {
    name: "pylock.toml",
    path: "/p/pylock.prod.toml",
    text: 'lock-version = "1.0"\n[[packages]]\nname = "pandas"\nversion = "2.2.3"\n',
    declared: { pandas: "2.2.3" },
  },
  {
    name: "conda-lock.yml",
    path: "/p/conda-lock.yml",
    text: "version: 1\npackage:\n- name: pytorch\n  version: 2.4.0\n  manager: conda\n- name: seaborn\n  version: 0.13.2\n  manager: pip\n",
    declared: { torch: "2.4.0", seaborn: "0.13.2" },
  },
  {
    name: "pixi.lock",
    path: "/p/pixi.lock",
    text: "version: 6\npackages:\n- conda: https://example.org/noarch/pandas-2.2.3-py311_0.conda\n- pypi: https://example.org/seaborn.whl\n  name: seaborn\n  version: 0.13.2\n",
    declared: { pandas: "2.2.3", seaborn: "0.13.2" },
  },
];

describe("manifests", () => {
  for (const { name, path, text, others, declared } of cases)
    it(`read ${name}`, () => {
      const found = read(path, text, others);
      assert.deepEqual(found?.declared, declared);
      assert.equal(found?.problem, null);
    });

  it("know locks from other files", () => {
    const isLock = (name: string) =>
      readManifest(`/p/${name}`, manifestKind(`/p/${name}`) ?? "requirements", memoryFiles({ [`/p/${name}`]: "" }))?.isLock;
    for (const name of ["uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock", "conda-lock.yml", "pixi.lock"])
      assert.equal(isLock(name), true, name);
    for (const name of ["requirements.txt", "Pipfile", "pixi.toml"]) assert.equal(isLock(name), false, name);
  });

  it("are files of certain names only", () => {
    for (const name of [
      "notes.txt",
      "constraints.txt",
      "package.json",
      "environment.json",
      "docker-compose.yml",
      "requirements.md",
      "my.lock",
    ])
      assert.equal(manifestKind(`/p/${name}`), null, name);
    for (const name of [
      "requirements_dev.txt",
      "dev-requirements.txt",
      "requirements.lock",
      "environment-gpu.yaml",
      "conda.yaml",
      "gpu.conda-lock.yml",
    ])
      assert.notEqual(manifestKind(`/p/${name}`), null, name);
  });

  const broken: readonly (readonly [string, string])[] = [
    ["pyproject.toml", "[project\ndependencies = ["],
    ["Pipfile", "[packages"],
    ["Pipfile.lock", "{"],
    ["environment.yml", "dependencies:\n  - [\n"],
    ["uv.lock", "[[package"],
    ["pylock.toml", "[[packages"],
    ["conda-lock.yml", "package: ["],
    ["pixi.lock", "packages: ]"],
    ["pixi.toml", "[dependencies"],
    ["requirements.txt", "-r missing.txt\npandas\n"],
    ["setup.py", "from setuptools import setup\nsetup(install_requires=read('x'))\n"],
  ];
  for (const [name, text] of broken)
    it(`say what is wrong with a broken ${name}`, () => {
      const kind = manifestKind(name) ?? "requirements";
      const found = readManifest(`/p/${name}`, kind, memoryFiles({ [`/p/${name}`]: text }));
      // A file that also serves other tools is no manifest where nothing says so.
      if (found === null) assert.match(name, /^pyproject/);
      else assert.match(found.problem ?? "", /\w+ \w+/);
    });

  it("are not what serves other tools only", () => {
    assert.equal(read("/p/pyproject.toml", "[tool.black]\nline-length = 100\n"), null);
    assert.equal(read("/p/setup.cfg", "[flake8]\nmax-line-length = 100\n"), null);
    assert.equal(read("/p/env.yml", "replicas: 3\n"), null);
  });

  it("survive every kind of nonsense", () => {
    const nonsense = [
      "",
      "\0",
      "[",
      "{}",
      "[]",
      "null",
      "= = =",
      "- - -",
      "a: &a [*a]",
      '[project]\ndependencies = "pandas"\n',
      "[[project]]\n",
      '{"default": [1, null], "develop": "x"}',
      "dependencies: x",
      "package: {}",
      "[tool.poetry]\ndependencies = 3\n",
    ];
    const names = [
      "requirements.txt",
      "pyproject.toml",
      "setup.cfg",
      "setup.py",
      "Pipfile",
      "Pipfile.lock",
      "environment.yml",
      "pixi.toml",
      "uv.lock",
      "pylock.toml",
      "conda-lock.yml",
      "pixi.lock",
    ];
    for (const name of names)
      for (const text of nonsense) {
        const found = readManifest(`/p/${name}`, manifestKind(name) ?? "requirements", memoryFiles({ [`/p/${name}`]: text }));
        assert.ok(found === null || Array.isArray(found.declarations), `${name}: ${text}`);
      }
  });
});
