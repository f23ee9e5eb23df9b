// The door to extraction for the fronts: what the user chose and what surrounds the notebook go in, the plan comes out.
import type { Notebook } from "../notebook/model";
import type { ProjectFacts } from "../project/facts";
import { joinPath } from "../project/paths";
import { findPythonStyle, type FormatPython } from "../project/pythonStyle";
import type { PythonNotebook } from "../python/analysis";
import { extractToModule } from "./extractToModule";
import type { ExtractRequest, ExtractResult } from "./plan";
import { refuseRequest } from "./refuse/refusals";
import { searchedFolders } from "./write/searchPath";
import { locateModule } from "./write/target";

/** What the user chooses. */
export interface ExtractChoice extends Pick<
  ExtractRequest,
  "cells" | "functionName" | "together" | "moveCalled" | "testPath" | "keywordParameters" | "autoreload"
> {
  /** Absolute path of the module, with forward slashes. */
  readonly modulePath: string;
  /** Whether the notebook may get a sys.path line where nothing better makes the module importable. */
  readonly allowSysPath: boolean;
  /** Whether a pyproject.toml may be made where the module is not importable. */
  readonly makePackage?: boolean;
}

/** Plans the extraction of cells of a saved notebook. Reads the module through `project` where it exists; changes nothing. The new text is formatted in the project's style. */
export function planExtraction(
  notebook: Notebook,
  python: PythonNotebook,
  { modulePath, allowSysPath, makePackage, ...choice }: ExtractChoice,
  project: ProjectFacts,
  formatPython: FormatPython,
): ExtractResult {
  const none = (message: string, wayOut: string): ExtractResult => refuseRequest(choice.cells, "not-importable", message, wayOut);
  const { folder } = project;
  if (folder === null) return none("The notebook has no place on the disk yet.", "Save it first.");
  const firstCell = Math.min(...choice.cells);
  const searched = searchedFolders(python, folder).filter(({ cell }) => cell < firstCell);
  const target = locateModule(modulePath, {
    folder,
    root: project.root ?? folder,
    searched,
    allowSysPath,
    makePackage,
    readText: (path) => project.readText(path),
    exists: (path) => project.readText(path) !== undefined,
  });
  if ("problem" in target) return none(target.problem, target.wayOut);
  const top = target.importName.split(".")[0];
  if (project.isStandardLibrary(top))
    return none(
      `${top} is a module of Python's standard library: the notebook would import that one.`,
      "Choose another name for the module.",
    );
  const style = findPythonStyle(modulePath, (path) => project.readText(path));
  return extractToModule(notebook, python, {
    ...choice,
    target,
    format: (text) => formatPython(text, style) ?? text,
    existing: project.readText(modulePath) ?? null,
    existingTest: choice.testPath === null ? null : (project.readText(choice.testPath) ?? null),
    isStandardLibrary: (module) => project.isStandardLibrary(module),
    isFirstParty: (module) => project.isFirstParty(module),
    readBeside: (path) => project.readText(joinPath(folder, path)),
  });
}
