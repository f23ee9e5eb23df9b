// Changing the working directory: every relative path afterwards means something else.
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Escape, Expr, Node } from "../python/syntax";
import { walkNodes, walkStatements } from "../python/walk";
import { defineRule } from "./rule";
import { directoryChanges } from "./scripts/changes-directory";
import { definitionsNamed } from "./support/definitions";
import { conditionsAround, runsOnOnePlatform } from "./support/guards";
import { isBefore } from "./support/order/runMoments";
import { changesDirectory } from "./support/paths/directoryChange";
import { looks } from "./support/paths/lookedFor";

export default defineRule({
  code: "NBR304",
  name: "changes-directory",
  severity: "warning",
  perCell: true,
  summary: "The working directory is changed, so relative paths depend on which cells ran",
  *check({ python, script }) {
    if (script) yield* directoryChanges(script);
    if (!python) return;
    const calls = python.calls.filter(({ name }) => name === "os.chdir" || name === "os.fchdir");
    for (const call of calls) {
      if (goesBack(call, python) || runsOnOnePlatform(python, call.cell, call.node)) continue;
      const isUndone = calls.some((later) => later.cell === call.cell && later.node.start > call.node.start && goesBack(later, python));
      yield {
        cell: call.cell,
        span: { start: call.node.start, end: call.node.end },
        severity: isUndone ? "info" : "warning",
        message: changesDirectory(
          "os.chdir",
          call.node.args[0] ? python.constantText(call.node.args[0], call.cell) : null,
          isUndone || isAskedFor(call, python),
        ),
      };
    }
    for (const { cell, name, node } of python.calls) {
      if (
        !/^IPython\.get_ipython\(\)\.(?:run_line_magic|magic)$/.test(name ?? "") ||
        node.args[0]?.kind !== "String" ||
        !/^%?(?:cd|pushd|popd)\b/.test(node.args[0].value)
      )
        continue;
      yield {
        cell,
        span: { start: node.start, end: node.end },
        message: changesDirectory("This runs %cd, which", null),
      };
    }
    for (const { index, module } of python.cells) {
      const changes = module.escapes.filter((escape) => isDirectoryMagic(escape) && !runsOnOnePlatform(python, index, escape));
      const [first] = changes;
      // `%cd build`, …, `%cd -`: only a failure in between leaves the notebook elsewhere.
      const isUndone = changes.length > 1 && returns(changes[changes.length - 1]);
      if (first)
        yield {
          cell: index,
          span: { start: first.start, end: first.end },
          severity: isUndone ? "info" : "warning",
          message: changesDirectory(`%${first.name}`, folderOf(first, index, python), isUndone),
          related: changes.slice(1).map(({ start, end }) => ({ cell: index, span: { start, end }, message: "changed again" })),
        };
      for (const { start, end } of module.escapes.filter(isIdleChange))
        yield {
          cell: index,
          span: { start, end },
          message:
            "!cd runs in its own shell and has no effect: the next line still runs in the old folder. Remove it, and use the path where it is needed.",
        };
    }
  },
});

/** `start = os.getcwd()`, …, `os.chdir(start)`: what was changed above is put right again. */
const goesBack = ({ node, cell }: ResolvedCall, python: PythonNotebook): boolean =>
  node.args[0] !== undefined && currentFolder.test(python.qualifiedName(node.args[0], cell) ?? "");

/** `if not os.path.isdir("data"): os.chdir("repo")`, `if Path.cwd().name == "notebooks": os.chdir("..")`: a second run asks again, in the folder that the first went to. */
const isAskedFor = ({ cell, node }: ResolvedCall, python: PythonNotebook): boolean =>
  conditionsAround(python, cell, node).some((condition) => {
    let asks = false;
    walkNodes(condition, (part) => void (asks ||= looks(part) || isCurrentFolder(part, cell, python)));
    return asks;
  }) || isSearched(python, cell, node.args[0]);

/** `while not (root / "data").exists(): root = root.parent`: from the folder that was found, a second run finds it at once. */
function isSearched(python: PythonNotebook, cell: number, folder: Expr | undefined): boolean {
  if (folder?.kind !== "Name") return false;
  const { name } = folder;
  let found = false;
  walkStatements(
    python.cellAt(cell)?.module.body ?? [],
    (statement) => {
      if (statement.kind !== "While" || statement.end > folder.start) return;
      walkNodes(
        statement.test,
        (part) =>
          void (found ||=
            looks(part) &&
            mentions(part, name) &&
            statement.body.some(
              (one) => one.kind === "Assign" && one.targets.some((target) => target.kind === "Name" && target.name === name),
            )),
      );
    },
    { intoFunctions: true },
  );
  return found;
}

function mentions(part: Node, name: string): boolean {
  let found = false;
  walkNodes(part, (inner) => void (found ||= inner.kind === "Name" && inner.name === name));
  return found;
}

/** The folder that the cell itself asks for. */
function isCurrentFolder(part: Node, cell: number, python: PythonNotebook): boolean {
  const asked = part.kind === "Name" ? python.placedValueOf(part, cell) : part.kind === "Call" ? { expr: part, cell } : null;
  return asked?.cell === cell && currentFolder.test(python.qualifiedName(asked.expr, cell) ?? "");
}

const currentFolder = /^(?:os\.getcwd|pathlib\.Path\.cwd)\(\)$/;

/** What a magic is given; of `%cd $name` and `%cd {name}` what the name holds there, null where that is not known. */
function folderOf({ args, start }: Escape, cell: number, python: PythonNotebook): string | null {
  const name = /^(?:\$(\w+)|\{(\w+)\})$/.exec(args.name.trim());
  if (!name) return /[${]/.test(args.name) && !args.name.startsWith("$HOME") ? null : args.name;
  const last = definitionsNamed(python, (name[1] ?? name[2])!)
    .filter((one) => isBefore({ cell: one.cell, at: one.at.start }, { cell, at: start }))
    .at(-1);
  return last?.value ? python.constantText(last.value, last.cell) : null;
}

const isDirectoryMagic = (escape: Escape): boolean =>
  escape.kind === "line-magic" && (escape.name === "cd" || escape.name === "pushd" || escape.name === "popd");

/** `%cd -`, `%cd ..`, `%popd`. */
const returns = (escape: Escape): boolean => escape.name === "popd" || /^(?:-|\.\.(?:\/\.\.)*\/?)$/.test(escape.args.name.trim());

const isIdleChange = (escape: Escape): boolean =>
  (escape.kind === "shell" || escape.kind === "shell-capture") && /^\s*cd(?:\s+[^;&|]*)?$/.test(escape.args.name);
