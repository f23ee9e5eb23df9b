// Calls in scripts that change the working directory.
import { scriptDirectoryChanges } from "../../knowledge/scriptApis";
import type { ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";
import { changesDirectory } from "../support/paths/directoryChange";

export function* directoryChanges({ calls }: ScriptNotebook): Iterable<Finding> {
  for (const { cell, start, end, name } of calls) {
    if (name === null || !scriptDirectoryChanges.has(name)) continue;
    yield { cell, span: { start, end }, message: changesDirectory(name, null) };
  }
}
