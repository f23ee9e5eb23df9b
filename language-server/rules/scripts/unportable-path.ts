// Relative paths of scripts whose parts stand between backslashes.
import type { ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";
import { pathArguments } from "./paths";

export function* backslashPaths(script: ScriptNotebook): Iterable<Finding> {
  const seen = new Set<string>();
  for (const call of script.calls) for (const { expr, cell } of pathArguments(call, script)) {
    const key = `${cell}:${expr.start}`;
    if (expr.kind !== "text" || !expr.isWhole || seen.has(key) || !/^[^\\/:*?"<>|\n]+(?:\\[^\\/:"<>|\n]+)+$/.test(expr.value)) continue;
    seen.add(key);
    const written = script.notebook.cells[cell].source.slice(expr.start + 1, expr.end - 1);
    const forward = written.replace(/\\\\/g, "/");
    yield {
      cell, span: { start: expr.start, end: expr.end },
      message: "Backslashes separate folders on Windows only: in a Linux container or on macOS this names one file with backslashes in its name. Write forward slashes: they work everywhere.",
      fixes: forward.includes("\\") ? [] : [{ title: "Write forward slashes", safe: true, edits: [{ kind: "replaceText", cell, start: expr.start + 1, end: expr.end - 1, text: forward }] }],
    };
  }
}
