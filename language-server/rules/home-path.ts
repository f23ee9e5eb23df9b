// Paths below the home folder of whoever runs the notebook.
import type { CallExpr } from "../python/syntax";
import { defineRule } from "./rule";
import { machinePathFixes, machinePaths } from "./support/machinePaths";

const homeCalls = new Set(["os.path.expanduser", "pathlib.Path.home", "pathlib.Path().expanduser"]);

export default defineRule({
  code: "NBR303",
  name: "home-path",
  severity: "info",
  summary: "A path below the home folder of whoever runs the notebook",
  *check(context) {
    const { python } = context;
    const message = "The home folder differs between people, and a scheduled job's is usually empty. Make the path relative to the notebook, a parameter, or an environment variable.";
    const expanded = (python?.calls ?? []).filter((call) => call.name !== null && homeCalls.has(call.name));
    const inside = (cell: number, start: number) => expanded.some((call) => call.cell === cell && call.node.start <= start && start < call.node.end);
    for (const use of machinePaths(context)) {
      if (use.shape.kind === "home" && !inside(use.cell, use.span.start)) yield { cell: use.cell, span: use.span, message, fixes: machinePathFixes(use, context) };
    }
    for (const { cell, node } of expanded) if (!isCacheLookup(node)) yield { cell, span: { start: node.start, end: node.end }, message };
  },
});

/** expanduser of something that is not a literal home path may get any path: nothing is known. */
const isCacheLookup = (node: CallExpr): boolean => node.args.length > 0 && !(node.args[0].kind === "String" && node.args[0].value.startsWith("~"));
