// Loads the analysis of TypeScript and JavaScript where the first notebook needs it: the compiler that it stands on is
// large, and most runs meet Python alone.
import type { Notebook } from "../notebook/model";
import type { ScriptNotebook } from "../typescript/analysis";

/** An analyser for scripts that costs nothing until it is used. Throws then where the installation lacks dist/typescript.js. */
export function createLazyScriptAnalyser(): (notebook: Notebook) => ScriptNotebook {
  let analyse: ((notebook: Notebook) => ScriptNotebook) | undefined;
  return (notebook) => {
    // The build makes a program of its own of this module; see scripts/build.ts.
    analyse ??= (require("../typescript/analyse") as typeof import("../typescript/analyse")).createScriptAnalyser();
    return analyse(notebook);
  };
}
