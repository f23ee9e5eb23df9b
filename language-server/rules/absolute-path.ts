// Absolute paths: they exist on the author's machine and nowhere else.
import type { PythonNotebook } from "../python/analysis";
import { defineRule, type Finding } from "./rule";
import { forEachAround } from "./support/guards";
import { isListTried } from "./support/paths/lookedFor";
import { machinePathFixes, machinePaths } from "./support/paths/machinePaths";
import type { PathUse } from "./support/paths/pathUses";

export default defineRule({
  code: "NBR301",
  name: "absolute-path",
  severity: "warning",
  summary: "An absolute path that exists on one machine only",
  *check(context) {
    for (const use of machinePaths(context)) {
      if (context.python && isOneOfSeveral(use, context.python)) continue;
      if (use.shape.kind === "personal" || use.shape.kind === "absolute" || use.shape.kind === "temporary")
        yield { ...describe(use, context.script !== null), cell: use.cell, span: use.span, fixes: machinePathFixes(use, context) };
    }
  },
});

/** `for font in ["C:/Windows/…", "/System/…", "font.ttf"]: if os.path.exists(font): …`: where the one is missing the next is tried. A person's own folder is tried in vain everywhere else. */
function isOneOfSeveral({ shape, literal, cell }: PathUse, python: PythonNotebook): boolean {
  if (literal === null || shape.kind === "personal") return false;
  let found = false;
  forEachAround(python, cell, literal, (node) => {
    found ||= (node.kind === "List" || node.kind === "Tuple") && node.elements.length > 1 && isListTried(node, python);
  });
  return found;
}

/** `/Users/ana@shop.com/experiments`: persons are called by their addresses there. */
const workspaceFolder = /^\/Users\/[^/@]+@/;

/** `/path/to/your/file.csv`: nobody's path yet. */
const placeholder = /^(?:[A-Za-z]:)?[\\/]+(?:(?:your|my|the|full|absolute)[-_ ]?)?path[-_ ]?(?:to|here)?[\\/]/i;

function describe({ shape, sink, text }: PathUse, isScript: boolean): Pick<Finding, "message" | "severity"> {
  const subject = sink ? `It is passed to ${sink} and` : "It";
  switch (shape.kind) {
    case "personal":
      if (workspaceFolder.test(shape.prefix))
        return {
          message: `This path is in one person's folder of a Databricks workspace (${shape.prefix}). ${sink ? `It is passed to ${sink} and` : "It"} fails for a job that runs as somebody else or as a service principal, and in every other workspace. Use a shared folder (/Shared), or make the path a parameter.`,
        };
      return {
        message: `This path is in one person's folder (${shape.prefix}). ${subject} fails on every other machine. Use a path relative to the notebook, a parameter, or an environment variable.`,
      };
    case "temporary":
      return {
        severity: "info",
        message: `All runs on a machine share this fixed path in ${shape.prefix}, and it is lost when the machine restarts. Use ${isScript ? "a temporary folder for each run (makeTempDir, mkdtemp)" : "the tempfile module"}, or make the path a parameter.`,
      };
    default:
      if (placeholder.test(text))
        return {
          message: `This path is a placeholder. ${subject} fails until somebody puts a real path there. Make it a parameter, or read it from an environment variable.`,
        };
      return {
        message: `This absolute path is from the author's machine. ${subject} fails where the file is in another place. Use a path relative to the notebook, a parameter, or an environment variable.`,
      };
  }
}
