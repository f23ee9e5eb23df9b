// Errors that are caught and lost.
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { Span } from "../notebook/model";
import type { PythonNotebook } from "../python/analysis";
import { calledName } from "../python/calledName";
import { bodiesOf } from "../python/children";
import type { ExceptHandler, Expr, Stmt, Try } from "../python/syntax";
import { walkNodes, walkStatements } from "../python/walk";
import { defineRule, type Finding } from "./rule";
import { swallowedErrors } from "./scripts/swallowed-error";
import { moduleAt } from "./support/order/names";

const everything = new Set(["builtins.Exception", "builtins.BaseException"]);
/** Methods and functions that tidy up: whether they succeed matters to nobody. */
const tidying =
  /^(?:close|quit|stop|shutdown|terminate|kill|cancel|disconnect|delete|remove|unlink|rmdir|rmtree|removedirs|drop|drop_table|cleanup|clear|release|destroy|undeploy_all)$/;
/** Calls that report the error with its traceback, or end the program. */
const reporting =
  /^(?:exception|print_exc|format_exc|print_exception|format_exception|exc_info|exit|_exit|quit|abort|showtraceback|capture_exception|fail|skip)$/;

export default defineRule({
  code: "NBR802",
  name: "swallowed-error",
  severity: "warning",
  perCell: true,
  summary: "An error is caught and lost",
  *check({ python, script }) {
    if (script) yield* swallowedErrors(script);
    if (!python) return;
    for (const { index, module } of python.cells) {
      const tries: { readonly attempt: Try; readonly parent: Stmt | undefined }[] = [];
      walkStatements(
        module.body,
        (statement, parents) => void (statement.kind === "Try" && tries.push({ attempt: statement, parent: parents.at(-1) })),
        { intoFunctions: true },
      );
      for (const { attempt, parent } of tries)
        for (const handler of attempt.handlers) {
          const found = fallsBack(handler, attempt, parent) ? null : judge(handler, attempt, index, python);
          if (found) yield found;
        }
    }
    for (const call of python.calls) {
      const caught =
        call.name === "contextlib.suppress"
          ? call.node.args.find((argument) => everything.has(python.qualifiedName(argument, call.cell) ?? ""))
          : undefined;
      if (caught)
        yield { cell: call.cell, span: { start: call.node.start, end: call.node.end }, message: lostMessage("suppress(Exception)") };
    }
  },
});

function judge(handler: ExceptHandler, attempt: Try, cell: number, python: PythonNotebook): Finding | null {
  const isBare = handler.type === null;
  // A cell that does not parse may have a handler whose body is missing: what it does is not known.
  if (handler.body.length === 0) return null;
  if (isProbe(attempt) || (!isBare && !catchesAll(handler.type, cell, python))) return null;
  const isSilent = handler.body.every(doesNothing);
  if (isForgetting(attempt)) return null;
  if (isSilent ? !isBare && isTidying(attempt) : !isBare || endsOrReports(handler.body)) return null;
  const span = { start: handler.start, end: handler.name?.end ?? handler.type?.end ?? handler.start + "except".length };
  return {
    cell,
    span,
    message: isSilent
      ? lostMessage(
          isBare ? "This bare except" : `except Exception: ${handler.body.some(({ kind }) => kind === "Continue") ? "continue" : "pass"}`,
        )
      : "A bare except catches everything, even a misspelled name or an interrupted run, and treats it as the failure you expected. Name the exceptions that you expect.",
    fixes: isSilent
      ? isOptionalImport(attempt)
        ? importErrorFix(handler, cell)
        : raiseFixes(handler, isBare, cell, python)
      : [{ title: "Catch Exception only", safe: false, edits: [nameException(handler, cell)] }],
  };
}

const lostMessage = (what: string): string =>
  `${what} hides every error: the run continues with missing or stale data and still counts as a success. Catch only the errors that you expect, or log the error and raise it again.`;

/** `except Exception`, alone or in a tuple. */
function catchesAll(type: Expr | null, cell: number, python: PythonNotebook): boolean {
  if (type === null) return true;
  if (type.kind === "Tuple") return type.elements.some((element) => catchesAll(element, cell, python));
  return everything.has(python.qualifiedName(type, cell) ?? "");
}

/** `try: return fast()`, `except Exception: pass`, and below it what is returned where that fails. */
function fallsBack({ type, body }: ExceptHandler, attempt: Try, parent: Stmt | undefined): boolean {
  const block = parent && bodiesOf(parent).find((one) => one.includes(attempt));
  if (type === null || !block || !body.every(({ kind }) => kind === "Pass") || block.at(-1)?.kind !== "Return" || block.at(-1) === attempt)
    return false;
  let returns = false;
  walkStatements(attempt.body, (statement) => void (returns ||= statement.kind === "Return"), { intoFunctions: false });
  return returns;
}

/** Tries of an import or a magic ask what there is; any failure means no. */
const isProbe = ({ body }: Try): boolean =>
  body.every(
    (statement, index) =>
      statement.kind === "Import" ||
      statement.kind === "ImportFrom" ||
      statement.kind === "EscapeStmt" ||
      // import google.colab; IN_COLAB = True
      (index > 0 && statement.kind === "Assign" && statement.value.kind === "Constant"),
  );

/** `try: import torch; torch.manual_seed(0)`: without the package there is nothing to do. */
const isOptionalImport = ({ body }: Try): boolean => body[0]?.kind === "Import" || body[0]?.kind === "ImportFrom";

const doesNothing = (statement: Stmt): boolean =>
  statement.kind === "Pass" ||
  statement.kind === "Continue" ||
  (statement.kind === "ExprStmt" && (statement.value.kind === "Constant" || statement.value.kind === "String"));

/** `del x` of names that may not exist, and word of it. */
const isForgetting = ({ body }: Try): boolean =>
  body.some(({ kind }) => kind === "Delete") &&
  body.every(
    (statement) =>
      statement.kind === "Delete" ||
      (statement.kind === "ExprStmt" && statement.value.kind === "Call" && /^(?:print|collect)$/.test(calledName(statement.value))),
  );

const isTidying = (attempt: Try): boolean =>
  attempt.body.every((statement) => {
    if (statement.kind === "Delete") return true;
    const value = statement.kind === "ExprStmt" ? statement.value : null;
    return value?.kind === "Call" && tidying.test(calledName(value));
  });

/** True where the handler raises, ends the program, shows the traceback, or cannot be read. */
function endsOrReports(body: readonly Stmt[]): boolean {
  let found = false;
  walkNodes(body, (node) => {
    if (node.kind === "Raise" || node.kind === "InvalidStmt" || (node.kind === "Call" && reporting.test(calledName(node)))) found = true;
  });
  return found;
}

const nameException = (handler: ExceptHandler, cell: number): NotebookEdit => {
  const at = handler.start + "except".length;
  return { kind: "replaceText", cell, start: at, end: at, text: " Exception" };
};

function importErrorFix({ start, type }: ExceptHandler, cell: number): readonly Fix[] {
  const at = start + "except".length;
  const edit: NotebookEdit = type
    ? { kind: "replaceText", cell, start: type.start, end: type.end, text: "ImportError" }
    : { kind: "replaceText", cell, start: at, end: at, text: " ImportError" };
  return [{ title: "Catch ImportError only", safe: false, edits: [edit] }];
}

function raiseFixes(handler: ExceptHandler, isBare: boolean, cell: number, python: PythonNotebook): readonly Fix[] {
  const { source } = python.notebook.cells[cell];
  const body: Span = { start: handler.body[0].start, end: handler.body[handler.body.length - 1].end };
  const before = source.slice(source.lastIndexOf("\n", body.start - 1) + 1, body.start);
  const separator = /\S/.test(before) ? "; " : `\n${before}`;
  const logging = moduleAt(python, "logging", { cell, start: handler.start });
  if (!logging) return [];
  return [
    {
      title: "Log the error and raise it again",
      safe: false,
      edits: [
        ...logging.edits,
        ...(isBare ? [nameException(handler, cell)] : []),
        {
          kind: "replaceText",
          cell,
          start: body.start,
          end: body.end,
          text: `${logging.name}.exception("This step failed")${separator}raise`,
        },
      ],
    },
  ];
}
