// Paths below the home folder of the user who runs the notebook.
import type { PythonNotebook, StringUse } from "../python/analysis";
import type { CallExpr, Expr, Stmt } from "../python/syntax";
import { rememberFor } from "../util/rememberFor";
import { defineRule } from "./rule";
import { machinePathFixes, machinePaths } from "./support/paths/machinePaths";
import { classifyPath } from "./support/paths/pathKinds";
import { pickCalls } from "./support/pickCalls";

const homeCalls = new Set(["os.path.expanduser", "pathlib.Path.home", "pathlib.Path().expanduser"]);

export default defineRule({
  code: "NBR303",
  name: "home-path",
  severity: "info",
  summary: "A path below the home folder of the user who runs the notebook",
  *check(context) {
    const { python } = context;
    const message =
      "The home folder is different for every user, and that of a scheduled job is usually empty. Use a path relative to the notebook, a parameter, or an environment variable.";
    const expanded = python ? expandingCalls(python) : [];
    const inside = (cell: number, start: number) =>
      expanded.some((call) => call.cell === cell && call.node.start <= start && start < call.node.end);
    for (const use of machinePaths(context)) {
      if (use.shape.kind === "home" && !inside(use.cell, use.span.start))
        yield { cell: use.cell, span: use.span, message, fixes: machinePathFixes(use, context) };
    }
    for (const { cell, node } of python ? homeVariables(python) : []) yield { cell, span: { start: node.start, end: node.end }, message };
    for (const { cell, node } of expanded)
      if (python && !isAnyPath(node, cell, python)) yield { cell, span: { start: node.start, end: node.end }, message };
  },
});

const expandingCalls = pickCalls(({ name }) => name !== null && homeCalls.has(name));

/** `os.environ["HOME"]`, `os.getenv("HOME")`, with what reads it; not where it is only compared, to tell one platform from another. */
function homeVariables(python: PythonNotebook): readonly { readonly cell: number; readonly node: Expr | Stmt }[] {
  return homeTexts(python).flatMap(({ cell, parents: [reading, outer] }) => {
    if (outer?.kind === "Compare") return [];
    const isRead =
      reading?.kind === "Subscript"
        ? python.qualifiedName(reading.value, cell) === "os.environ" && !isSet(reading, outer)
        : reading?.kind === "Call" && /^os\.(?:getenv|environ\.get)$/.test(python.qualifiedName(reading.func, cell) ?? "");
    return isRead ? [{ cell, node: reading }] : [];
  });
}

const homeTexts = (python: PythonNotebook): readonly StringUse[] => python.stringGroups.flatMap((strings) => textsInGroup(strings));
const textsInGroup = rememberFor((strings: readonly StringUse[]) =>
  strings.filter(({ node }) => node.kind === "String" && node.value === "HOME"),
);

const isSet = (target: Expr, outer: Expr | Stmt | undefined): boolean =>
  (outer?.kind === "Assign" && outer.targets.some((one) => one === target)) || outer?.kind === "Delete";

/** expanduser of something that is not a literal home path may get any path: nothing is known. */
function isAnyPath(call: CallExpr, cell: number, python: PythonNotebook): boolean {
  const path = call.args[0] ?? pathExpanded(call, cell, python);
  return path !== undefined && !(path.kind === "String" && (path.value === "~" || classifyPath(path.value)?.kind === "home"));
}

/** What `Path(…).expanduser()` makes the beginning of its path of. */
function pathExpanded({ func }: CallExpr, cell: number, python: PythonNotebook): Expr | undefined {
  if (func.kind !== "Attribute" || func.attr.name !== "expanduser") return undefined;
  let made = python.valueOf(func.value, cell);
  while (made.kind === "Binary") made = python.valueOf(made.left, cell);
  return made.kind === "Call" && python.qualifiedName(made.func, cell) === "pathlib.Path" ? made.args[0] : undefined;
}
