// Calls in scripts that change the working directory.
import { scriptDirectoryChanges } from "../../knowledge/scriptApis";
import type { ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";

export function* directoryChanges({ calls }: ScriptNotebook): Iterable<Finding> {
  for (const { cell, start, end, name } of calls) {
    if (name === null || !scriptDirectoryChanges.has(name)) continue;
    yield { cell, span: { start, end }, message: `${name} changes what every later relative path means, and running the cell twice fails or lands elsewhere. Build paths from one folder in a parameter instead.` };
  }
}
