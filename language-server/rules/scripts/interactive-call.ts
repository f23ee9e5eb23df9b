// Calls of scripts that wait for a person.
import { scriptInteractiveCalls } from "../../knowledge/scriptApis";
import type { ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";

export function* interactiveCalls(script: ScriptNotebook): Iterable<Finding> {
  for (const { cell, callee, name, func } of script.calls) {
    if (name === null || !scriptInteractiveCalls.has(name) || func) continue;
    yield {
      cell,
      span: { start: callee.start, end: callee.end },
      message: `${name} asks a person: in a scheduled run nobody answers, so the run hangs or continues with null. Make the value a parameter, or read it from an environment variable.`,
    };
  }
}
