// Absolute paths: they exist on the author's machine and nowhere else.
import { defineRule, type Finding } from "./rule";
import { pathFixes } from "./support/pathFixes";
import { pathUses, type PathUse } from "./support/pathUses";

export default defineRule({
  code: "NBR301",
  name: "absolute-path",
  severity: "warning",
  summary: "An absolute path that exists on one machine only",
  *check(context) {
    if (!context.python) return;
    for (const use of pathUses(context.python)) {
      if (use.shape.kind === "personal" || use.shape.kind === "absolute" || use.shape.kind === "temporary") yield { ...describe(use), cell: use.cell, span: use.span, fixes: pathFixes(use, context) };
    }
  },
});

function describe({ shape, sink }: PathUse): Pick<Finding, "message" | "severity"> {
  const taken = sink ? ` ${sink} gets it, and it` : "";
  switch (shape.kind) {
    case "personal":
      return { message: `This path lies in one person's folder (${shape.prefix}).${taken || " It"} fails on every other machine. Make it relative to the notebook, a parameter, or an environment variable.` };
    case "temporary":
      return { severity: "info", message: `A fixed path in ${shape.prefix} is shared by every run on the machine and lost when it restarts. Use the tempfile module, or make it a parameter.` };
    default:
      return { message: `This absolute path exists on the author's machine.${taken || " It"} fails where the file is elsewhere. Make it relative to the notebook, a parameter, or an environment variable.` };
  }
}
