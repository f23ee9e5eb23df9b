// Calls that wait for a person: a scheduled run has none.
import { debuggerMagics, interactiveCalls, type InteractiveCall } from "../knowledge/interactive";
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Expr, Stmt } from "../python/syntax";
import { defineRule } from "./rule";
import { interactiveCalls as interactiveScriptCalls } from "./scripts/interactive-call";
import { conditionsAround, textOf } from "./support/guards";
import { importEdit } from "./support/names";

export default defineRule({
  code: "NBR803",
  name: "interactive-call",
  severity: "warning",
  summary: "A call that waits for a person",
  *check({ python, script }) {
    if (script) yield* interactiveScriptCalls(script);
    if (!python) return;
    for (const call of python.calls) {
      const known = interactiveCalls.get(call.name ?? "");
      if (!known || !runs(call, python) || isOptional(call, python) || (known.kind === "window" && !waitsForEver(call))) continue;
      const span = { start: call.node.start, end: call.node.end };
      yield { cell: call.cell, span, message: message(textOf(python, call.cell, call.node.func), known.kind), fixes: fixes(call, known.kind, python) };
    }
    for (const { index, module } of python.cells) for (const escape of module.escapes) {
      const isOpened = (escape.kind === "line-magic" || escape.kind === "cell-magic") && debuggerMagics.has(escape.name) && !/^\s*(?:off|0)\b/.test(escape.args.name);
      if (!isOpened) continue;
      const removal = escape.kind === "line-magic" ? removeStatement(python, index, module.body.find((one) => one.kind === "EscapeStmt" && one.escape === escape)) : null;
      const end = escape.kind === "cell-magic" ? escape.args.end : escape.end;
      yield { cell: index, span: { start: escape.start, end }, message: message(`${escape.kind === "cell-magic" ? "%%" : "%"}${escape.name}`, "debugger"), fixes: removal ? [{ title: `Remove %${escape.name}`, safe: true, edits: [removal] }] : [] };
    }
  },
});

const wants: Readonly<Record<InteractiveCall["kind"], string>> = {
  question: "asks a person for a value: a scheduled run has nobody to answer and stops there (StdinNotImplementedError), or hangs. Make the value a parameter, or read it from an environment variable.",
  secret: "asks a person for a secret: a scheduled run has nobody to answer and stops there (StdinNotImplementedError), or hangs. Read it from an environment variable or a secret store.",
  debugger: "opens a debugger: a scheduled run has nobody to type into it, and stops or hangs there. Remove it.",
  "sign-in": "waits for a person to sign in or to agree: a scheduled run hangs or fails there. Use a service account or a token from the environment.",
  upload: "waits for a person to choose a file: a scheduled run hangs there. Read the file from a path that is a parameter.",
  window: "waits for a key or a click in a window: a scheduled run has neither and hangs there. Remove it, or save the picture to a file.",
};

const message = (name: string, kind: InteractiveCall["kind"]): string => `${name} ${wants[kind]}`;

/** False inside a function that nothing in the notebook calls. */
function runs({ cell, node, func }: ResolvedCall, python: PythonNotebook): boolean {
  if (!func) return true;
  let root: Expr = node.func;
  while (root.kind === "Attribute" || root.kind === "Call") root = root.kind === "Attribute" ? root.value : root.func;
  return python.document.readsAt(cell, root.start).some((read) => read.calledFrom.length > 0);
}

/** True where it is asked only for want of something else: a setting, or on the one platform that has a person before it. */
function isOptional({ cell, node }: ResolvedCall, python: PythonNotebook): boolean {
  return conditionsAround(python, cell, node).some((condition) => /environ|getenv|sys\.modules|colab|kaggle|isatty|interactive|debug|platform|get_ipython/i.test(textOf(python, cell, condition)));
}

/** `cv2.waitKey(20)` goes on after 20 ms. */
function waitsForEver({ name, node }: ResolvedCall): boolean {
  if (name !== "cv2.waitKey") return true;
  const [delay] = node.args;
  return delay === undefined || (delay.kind === "Number" && delay.value <= 0);
}

function fixes(call: ResolvedCall, kind: InteractiveCall["kind"], python: PythonNotebook): readonly Fix[] {
  const { statement, node, cell } = call;
  if (kind === "debugger" || kind === "window") {
    const removal = statement.kind === "ExprStmt" && statement.value === node ? removeStatement(python, cell, statement) : null;
    return removal ? [{ title: `Remove ${textOf(python, cell, node)}`, safe: kind === "debugger", edits: [removal] }] : [];
  }
  if ((kind !== "question" && kind !== "secret") || statement.kind !== "Assign" || statement.targets.length !== 1 || statement.targets[0].kind !== "Name") return [];
  const variable = statement.targets[0].name.toUpperCase();
  const os = python.definitions.find((one) => one.imported === "os" && (one.cell < cell || (one.cell === cell && one.at.start < node.start)));
  if (!os && python.definitions.some((one) => one.name === "os")) return [];
  return [{
    title: `Read it from the environment variable ${variable}`,
    safe: false,
    edits: [...(os ? [] : [importEdit(python, "import os", cell)]), { kind: "replaceText", cell, start: node.start, end: node.end, text: `${os?.name ?? "os"}.environ["${variable}"]` }],
  }];
}

/** Takes out a statement with its line; null where something else stands there or it is all that its block has. */
function removeStatement(python: PythonNotebook, cell: number, statement: Stmt | undefined): NotebookEdit | null {
  if (!statement) return null;
  const { source } = python.notebook.cells[cell];
  const start = source.lastIndexOf("\n", statement.start - 1) + 1;
  const rest = /^[ \t]*(?:;[ \t]*)?(?:\r?\n|$)/.exec(source.slice(statement.end));
  if (/\S/.test(source.slice(start, statement.start)) || !rest) return null;
  const isTopLevel = python.cellAt(cell)?.module.body.includes(statement);
  return { kind: "replaceText", cell, start: isTopLevel ? start : statement.start, end: isTopLevel ? statement.end + rest[0].length : statement.end, text: isTopLevel ? "" : "pass" };
}
