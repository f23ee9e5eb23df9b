// The door to extraction from TypeScript and JavaScript notebooks: as planExtraction, for modules of these languages.
import type { Notebook } from "../notebook/model";
import type { ProjectFacts } from "../project/facts";
import { baseName, joinPath, parentFolder } from "../project/paths";
import type { ExtractRequest, ExtractResult } from "./plan";
import { refuseRequest } from "./refuse/refusals";
import type { ScriptRequest } from "./typescript/extractScript";
import { findRunner } from "./typescript/tests/runners";

/** What the user chooses. */
export interface ScriptChoice extends Pick<ExtractRequest, "cells" | "functionName" | "together" | "moveCalled" | "testPath"> {
  /** Absolute path of the module, with forward slashes. */
  readonly modulePath: string;
}

/** Whether a notebook's language is one that `planScriptExtraction` takes. */
export const isScriptLanguage = (language: string): boolean => language === "typescript" || language === "javascript";

/** Ending of a module's name in a language: "py", "ts" or "js". */
export const moduleExtension = (language: string): string => (language === "typescript" ? "ts" : language === "javascript" ? "js" : "py");

/** Where the tests of a module go: beside it, by the name that its test runners look for. */
export function testPathFor(modulePath: string): string {
  const name = baseName(modulePath);
  return joinPath(parentFolder(modulePath) ?? "/", name.endsWith(".py") ? `test_${name}` : name.replace(/(?=\.[^.]+$)/, ".test"));
}

/**
 * Plans the extraction of cells of a saved notebook. Reads the module through `project` where it exists; changes nothing.
 * @param extract plans with the compiler, which the fronts load late
 */
export function planScriptExtraction(
  notebook: Notebook,
  { cells, functionName, together, moveCalled, modulePath, testPath }: ScriptChoice,
  project: ProjectFacts,
  extract: (notebook: Notebook, request: ScriptRequest) => ExtractResult,
): ExtractResult {
  const none = (message: string, wayOut: string): ExtractResult => refuseRequest(cells, "not-importable", message, wayOut);
  if (project.folder === null) return none("The notebook has no place on the disk yet.", "Save it first.");
  const readText = (path: string): string | undefined => project.readText(path);
  const test =
    testPath === null
      ? null
      : { path: testPath, existing: readText(testPath) ?? null, runner: findRunner(parentFolder(testPath) ?? "/", readText) };
  return extract(notebook, {
    cells,
    functionName,
    together,
    moveCalled,
    modulePath,
    folder: project.folder,
    existing: readText(modulePath) ?? null,
    test,
  });
}
