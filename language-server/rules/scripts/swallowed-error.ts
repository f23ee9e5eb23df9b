// Errors that a script catches and loses.
import type { ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";

export function* swallowedErrors(script: ScriptNotebook): Iterable<Finding> {
  for (const { cell, start, end, isEmpty, hasComment } of script.catches) {
    if (!isEmpty || hasComment) continue;
    const text = script.notebook.cells[cell].source.slice(start, end);
    yield {
      cell,
      span: { start, end: start + text.indexOf("{") },
      message:
        "This empty catch hides every error: the run continues with missing or stale data and still counts as a success. Handle only the errors that you expect, or log the error and throw it again.",
    };
  }
  for (const { cell, callee, args } of script.calls) {
    const [handler] = args;
    if (callee.kind !== "member" || callee.name !== "catch" || handler?.kind !== "function") continue;
    const text = script.notebook.cells[cell].source.slice(handler.start, handler.end);
    if (/^\s*(?:async(?!\w)\s*)?(?:\(\s*)?(?:\w+\s*)?(?:\)\s*)?=>\s*(?:\{\s*\}|undefined|null|void 0)$/.test(text))
      yield {
        cell,
        span: { start: handler.start, end: handler.end },
        message:
          "This catch hides every error: the run continues with missing or stale data and still counts as a success. Handle only the errors that you expect, or log the error and throw it again.",
      };
  }
}
