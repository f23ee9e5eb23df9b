// Which files the server asks the editor to watch, and what it means when one of them changes.
import { WatchKind, type FileSystemWatcher } from "vscode-languageserver";

/** Configuration, manifests, locks and modules beside notebooks, and what git leaves out: what is said of a notebook depends on them. */
const projectFiles: readonly string[] = [
  "pyproject.toml",
  "nbready.toml",
  "setup.cfg",
  "setup.py",
  "Pipfile",
  "*env*.yml",
  "*env*.yaml",
  "*conda*.yml",
  "*conda*.yaml",
  "pixi.toml",
  "*requirement*.txt",
  "*requirement*.in",
  "*requirement*.lock",
  "constraints*.txt",
  "pylock*.toml",
  "requirements/*.txt",
  "requirements/*.in",
  "Pipfile.lock",
  "uv.lock",
  "poetry.lock",
  "pdm.lock",
  "pixi.lock",
  "deno.lock",
  "*.py",
  ".gitignore",
];

/** Of a folder that goes with all in it, VS Code tells the folder alone: everything that is deleted is heard of. */
export const watchers: FileSystemWatcher[] = [
  { globPattern: `**/{${[...projectFiles, "*.ipynb"].join(",")}}` },
  { globPattern: "**", kind: WatchKind.Delete },
];

const ofProject = new RegExp(`/(?:${projectFiles.map((name) => name.replace(/\./g, "\\.").replace(/\*/g, "[^/]*")).join("|")})$`);

/** Whether what is said of notebooks may depend on a file (absolute path). */
export const isProjectFile = (path: string): boolean => ofProject.test(path);

/** Whether a project's file may say which notebooks are left out. */
export const mayExclude = (path: string): boolean => /\/(?:nbready\.toml|pyproject\.toml|\.gitignore)$/.test(path);
