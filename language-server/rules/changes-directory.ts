// Changing the working directory: every relative path afterwards means something else.
import type { Escape } from "../python/syntax";
import { defineRule } from "./rule";

export default defineRule({
  code: "NBR304",
  name: "changes-directory",
  severity: "warning",
  summary: "The working directory is changed, so relative paths depend on which cells ran",
  *check({ python }) {
    if (!python) return;
    for (const call of python.calls) {
      if (call.name === "os.chdir" || call.name === "os.fchdir") yield {
        cell: call.cell,
        span: { start: call.node.start, end: call.node.end },
        message: "os.chdir changes what every later relative path means, and running the cell twice fails or lands elsewhere. Build paths from one folder in a parameter instead.",
      };
    }
    for (const { index, module } of python.cells) for (const escape of module.escapes) {
      const message = describe(escape);
      if (message) yield { cell: index, span: { start: escape.start, end: escape.end }, message };
    }
  },
});

function describe(escape: Escape): string | null {
  if (escape.kind === "line-magic" && (escape.name === "cd" || escape.name === "pushd" || escape.name === "popd")) {
    return `%${escape.name} changes what every later relative path means, and running the cell twice fails or lands elsewhere. Build paths from one folder in a parameter instead.`;
  }
  if ((escape.kind === "shell" || escape.kind === "shell-capture") && /^\s*cd(?:\s+[^;&|]*)?$/.test(escape.args.name)) {
    return "!cd runs in a shell of its own and changes nothing: the next line is in the old folder. Remove it, and give the path where it is needed.";
  }
  return null;
}
