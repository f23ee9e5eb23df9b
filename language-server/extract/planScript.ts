// The door to extraction from TypeScript and JavaScript notebooks: as planExtraction, for modules of these languages.
import type { Notebook } from "../notebook/model";
import type { ProjectFacts } from "../project/facts";
import type { ExtractRequest, ExtractResult } from "./plan";
import { refuseRequest } from "./refusals";
import type { ScriptRequest } from "./typescript/extractScript";

/** What the user chooses. */
export interface ScriptChoice extends Pick<ExtractRequest, "cells" | "functionName" | "together" | "moveCalled" | "testPath"> {
  /** Absolute path of the module, with forward slashes. */
  readonly modulePath: string;
}

/** Whether a notebook's language is one that `planScriptExtraction` takes. */
export const isScriptLanguage = (language: string): boolean => language === "typescript" || language === "javascript";

/** Ending of a module's name in a language: "py", "ts" or "js". */
export const moduleExtension = (language: string): string => (language === "typescript" ? "ts" : language === "javascript" ? "js" : "py");

/**
 * Plans the extraction of cells of a saved notebook. Reads the module through `project` where it exists; changes nothing.
 * @param extract plans with the compiler, which the fronts load late
 */
export function planScriptExtraction(notebook: Notebook, { cells, functionName, together, moveCalled, modulePath, testPath }: ScriptChoice, project: ProjectFacts, extract: (notebook: Notebook, request: ScriptRequest) => ExtractResult): ExtractResult {
  const none = (message: string, wayOut: string): ExtractResult => refuseRequest(cells, "not-importable", message, wayOut);
  if (project.folder === null) return none("The notebook has no place on the disk yet.", "Save it first.");
  if (testPath !== null) return none("Tests are made for Python modules alone.", "Extract without a test.");
  return extract(notebook, { cells, functionName, together, moveCalled, modulePath, folder: project.folder, existing: project.readText(modulePath) ?? null });
}
