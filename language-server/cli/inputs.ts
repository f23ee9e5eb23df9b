// Turns the paths of a command line into the notebooks they mean.
import { existsSync } from "node:fs";
import { findNotebooks } from "../host/findNotebooks";
import { absolutePath, displayPath } from "../host/paths";
import type { InputError } from "./report";
import type { NotebookChecker } from "./notebookChecker";

export interface Inputs {
  /** Absolute paths, each once, in the order given; those of a folder sorted. */
  readonly notebooks: readonly string[];
  readonly errors: readonly InputError[];
  /** Folders in which there is no notebook, as the user named them. */
  readonly empty: readonly string[];
}

/** Looks for notebooks at and below the paths. Mistakes in configurations come up when a notebook needs them. */
export function collectInputs(paths: readonly string[], checker: NotebookChecker): Inputs {
  const notebooks = new Set<string>();
  const errors: InputError[] = [];
  const empty: string[] = [];
  for (const path of paths) {
    if (path === "") {
      errors.push({ path: '""', message: 'This path is empty. Name a folder or a notebook; "." is the current folder.' });
      continue;
    }
    const found = findNotebooks(absolutePath(path), (folder) => {
      const reading = checker.configFor(folder);
      return "config" in reading && reading.config.folder !== null
        ? [{ folder: reading.config.folder, patterns: reading.config.exclude }]
        : [];
    });
    if (!found.ok) errors.push({ path: displayPath(absolutePath(path)), message: isUnexpanded(path) ? unexpanded : found.message });
    else if (found.notebooks.length === 0) empty.push(path);
    else for (const notebook of found.notebooks) notebooks.add(notebook);
  }
  return { notebooks: [...notebooks], errors, empty };
}

/** True of a pattern that the shell did not expand: on Windows shells do not, and elsewhere it matched nothing. */
const isUnexpanded = (path: string): boolean => /[*?]/.test(path) && !existsSync(absolutePath(path));
const unexpanded = "There is no such file, and nbready does not expand patterns. Name the folder: every notebook in it is checked.";
