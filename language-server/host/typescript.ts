// Loads what stands on the TypeScript compiler where the first notebook needs it: the compiler is large, and most runs meet
// Python alone.
import type { ExtractResult } from "../extract/plan";
import type { ScriptRequest } from "../extract/typescript/extractScript";
import type { Notebook } from "../notebook/model";
import type { ScriptNotebook } from "../typescript/analysis";

/** The build makes a program of its own of this module; see scripts/build.ts. Throws where the installation lacks dist/typescript.js. */
const load = (): typeof import("../scriptTools") => require("../scriptTools");

/** An analyser for scripts that costs nothing until it is used. */
export function createLazyScriptAnalyser(): (notebook: Notebook) => ScriptNotebook {
  let analyse: ((notebook: Notebook) => ScriptNotebook) | undefined;
  return (notebook) => {
    analyse ??= load().createScriptAnalyser();
    return analyse(notebook);
  };
}

/** Plans an extraction from a script notebook. */
export const extractScript = (notebook: Notebook, request: ScriptRequest): ExtractResult => load().extractScript(notebook, request);
