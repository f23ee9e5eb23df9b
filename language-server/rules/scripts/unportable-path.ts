// Relative paths of scripts whose parts are between backslashes.
import type { ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";
import { pathArguments } from "./paths";

export function* backslashPaths(script: ScriptNotebook): Iterable<Finding> {
  const seen = new Set<string>();
  for (const call of script.calls)
    for (const { expr, cell } of pathArguments(call, script)) {
      const key = `${cell}:${expr.start}`;
      if (expr.kind !== "text" || !expr.isWhole || seen.has(key) || !/^[^\\/:*?"<>|\n]+(?:\\[^\\/:"<>|\n]+)+$/.test(expr.value)) continue;
      seen.add(key);
      const written = script.notebook.cells[cell].source.slice(expr.start + 1, expr.end - 1);
      const forward = written.replace(/\\\\/g, "/");
      yield {
        cell,
        span: { start: expr.start, end: expr.end },
        message:
          "Backslashes separate folders only on Windows: on Linux and macOS this is one file name that contains backslashes. Use forward slashes, which work everywhere.",
        fixes: forward.includes("\\")
          ? []
          : [
              {
                title: "Use forward slashes",
                safe: true,
                edits: [{ kind: "replaceText", cell, start: expr.start + 1, end: expr.end - 1, text: forward }],
              },
            ],
      };
    }
}
