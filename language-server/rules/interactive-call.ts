// Calls that wait for a person: a scheduled run has none.
import { debuggerMagics, interactiveCalls, signInCommands, type InteractiveCall } from "../knowledge/interactive";
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { Span } from "../notebook/model";
import { holds } from "../notebook/positions";
import type { PlacedExpr, PythonNotebook, ResolvedCall } from "../python/analysis";
import type { CallExpr, Escape, Expr, FunctionDef, NameExpr, Stmt } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { rememberFor } from "../util/rememberFor";
import { defineRule } from "./rule";
import { interactiveCalls as interactiveScriptCalls } from "./scripts/interactive-call";
import { isOpenEnded, keywordValue } from "./support/arguments";
import { cutStatement } from "./support/code/cutStatement";
import { definitionsAt, readsOf } from "./support/definitions";
import { environmentFix, FreeVariables } from "./support/environment";
import { conditionsAround, forEachAround, textOf, triedBefore } from "./support/guards";
import { pickCalls } from "./support/pickCalls";
import { splitCommands } from "./support/shellWords";

export default defineRule({
  code: "NBR803",
  name: "interactive-call",
  severity: "warning",
  perCell: true,
  summary: "A call that waits for a person",
  *check({ python, script }) {
    if (script) yield* interactiveScriptCalls(script);
    if (!python) return;
    for (const call of python.calls) {
      const known = interactiveCalls.get(call.name ?? "");
      if (
        !known ||
        !runs(call, python) ||
        isOptional(call, python) ||
        (known.kind === "window" && !waitsForEver(call)) ||
        (known.unlessGiven && isGiven(call, known.unlessGiven)) ||
        hasOption(call, known.unlessOption ?? [])
      )
        continue;
      const span = { start: call.node.start, end: call.node.end };
      yield {
        cell: call.cell,
        span,
        message: message(textOf(python, call.cell, call.node.func), known.kind),
        fixes: fixes(call, known, python),
      };
    }
    for (const { index, module } of python.cells)
      for (const statement of module.body) {
        const found = statement.kind === "EscapeStmt" ? signInCommand(statement.escape) : null;
        if (found) yield { cell: index, span: found.place, message: message(found.command, "sign-in") };
      }
    for (const cell of python.cells)
      for (const escape of cell.module.escapes) {
        const isOpened =
          (escape.kind === "line-magic" || escape.kind === "cell-magic") &&
          debuggerMagics.has(escape.name) &&
          !/^\s*(?:off|0)\b/.test(escape.args.name);
        if (!isOpened) continue;
        const statement = cell.module.body.find((one) => one.kind === "EscapeStmt" && one.escape === escape);
        // %debug also runs the code that it is given.
        const isAlone = escape.kind === "line-magic" && (escape.name !== "debug" || escape.args.name.trim() === "");
        const edit = isAlone && statement ? cutStatement(cell, statement, cell.module.body) : null;
        const end = escape.kind === "cell-magic" ? escape.args.end : escape.end;
        yield {
          cell: cell.index,
          span: { start: escape.start, end },
          message: message(`${escape.kind === "cell-magic" ? "%%" : "%"}${escape.name}`, "debugger"),
          fixes: edit ? [{ title: `Remove %${escape.name}`, safe: true, edits: [edit] }] : [],
        };
      }
  },
});

/** A sign-in that a shell line starts, where nothing is piped to it. */
function signInCommand({ kind, args }: Escape): { readonly command: string; readonly place: Span } | null {
  if (kind !== "shell" || /[|<]/.test(args.name)) return null;
  for (const words of splitCommands(args.name, args.start)) {
    const text = words.map((word) => word.text).join(" ");
    const known = signInCommands.find(([command]) => text === command || text.startsWith(`${command} `));
    if (known && !words.some((word) => known[1].test(word.text)))
      return { command: known[0], place: { start: words[0].start, end: words[words.length - 1].end } };
  }
  return null;
}

const wants: Readonly<Record<InteractiveCall["kind"], string>> = {
  question:
    "asks a person for a value: in a scheduled run nobody answers, so it fails (StdinNotImplementedError) or hangs. Make the value a parameter, or read it from an environment variable.",
  secret:
    "asks a person for a secret: in a scheduled run nobody answers, so it fails (StdinNotImplementedError) or hangs. Read it from an environment variable or a secret store.",
  debugger: "opens a debugger: in a scheduled run nobody can type into it, so the run stops or hangs. Remove it.",
  "sign-in":
    "waits for a person to sign in or to give consent: a scheduled run hangs or fails there. Use a service account or a token from the environment.",
  upload: "waits for a person to choose a file: a scheduled run hangs there. Make the path a parameter.",
  window:
    "waits for a key or a click in a window: in a scheduled run neither comes, so the run hangs. Remove it, or save the picture to a file.",
};

const message = (name: string, kind: InteractiveCall["kind"]): string => `${name} ${wants[kind]}`;

/** False inside a function that nothing in the notebook calls. */
function runs({ cell, node, func }: ResolvedCall, python: PythonNotebook): boolean {
  if (!func) return true;
  let root: Expr = node.func;
  while (root.kind === "Attribute" || root.kind === "Call") root = root.kind === "Attribute" ? root.value : root.func;
  const reads = python.document.readsAt(cell, root.start);
  // A module that the function imports itself is no name of the notebook: the function's own name tells.
  return reads.length > 0
    ? reads.some((read) => read.calledFrom.length > 0)
    : python
        .definitionsNamed(func.name.name)
        .some((one) => one.func === func && readsOf(one, python).some(({ conditional }) => !conditional));
}

/** True where it is asked only for want of something else: a setting, or on the one platform that has a person before it. */
function isOptional(call: ResolvedCall, python: PythonNotebook): boolean {
  const { cell, node, func } = call;
  const conditions = [...conditionsAround(python, cell, node), ...(func ? returnsBefore(func, node) : [])];
  const tried = triedBefore(python, cell, node);
  if (tried.some((body) => asksForSetting(textOf(python, cell, body)) || entersBefore(body, call, python)) || triesPlatform(call, python))
    return true;
  // `"your key" or getpass()` is never asked.
  return conditions.some(
    (condition) =>
      (condition.kind === "String" && condition.value !== "") ||
      asksForSetting(textOf(python, cell, condition)) ||
      valuesIn(condition, cell, func, python).some((value) => asksForSetting(textOf(python, value.cell, value.expr))),
  );
}

/** `try: ee.Initialize()`, `except: ee.Authenticate()`: the package has tried the credentials that are there, and a person signs in only where there are none. */
const entersBefore = (body: Span, { name, cell }: ResolvedCall, python: PythonNotebook): boolean =>
  name !== null &&
  interactiveCalls.get(name)?.kind === "sign-in" &&
  python
    .callsIn(cell)
    .some((one) => holds(body, one.node) && packageOf(one.name) === packageOf(name) && !interactiveCalls.has(one.name ?? ""));

/** `try: from google.colab import drive; drive.mount(…)`, `except ImportError: …`: off Colab the import fails, and the handler runs instead. */
function triesPlatform({ name, cell, node: call }: ResolvedCall, python: PythonNotebook): boolean {
  let found = false;
  if (name?.startsWith("google.colab."))
    forEachAround(python, cell, call, (node) => {
      found ||=
        node.kind === "Try" &&
        node.handlers.length > 0 &&
        node.body.some((part) => part.end <= call.start && /^(?:from|import)\s+google\.colab\b/.test(textOf(python, cell, part)));
    });
  return found;
}

const packageOf = (name: string | null): string | undefined => name?.split(".")[0];

const asksForSetting = (text: string): boolean =>
  /environ|getenv|netrc|keyring|sys\.modules|colab|kaggle|isatty|interactive|debug|platform|get_ipython/i.test(text);

/** Conditions under which a function has returned before it comes to a place: `if key: return key`. */
function returnsBefore(func: FunctionDef, place: Span): readonly Expr[] {
  return func.body.flatMap((statement) =>
    statement.kind === "If" && statement.end <= place.start && statement.body.at(-1)?.kind === "Return" ? [statement.test] : [],
  );
}

/** What the names of a condition are bound to, in the function or in the notebook. */
function valuesIn(condition: Expr, cell: number, func: FunctionDef | null, python: PythonNotebook): readonly PlacedExpr[] {
  const names = new Map<string, NameExpr>();
  walkNodes([condition], (node) => {
    if (node.kind === "Name") names.set(node.name, node);
  });
  const found = [...names.values()]
    .flatMap((name) => definitionsAt(name, cell, python))
    .flatMap((one) => (one.value ? [{ expr: one.value, cell: one.cell }] : []));
  walkNodes(func?.body ?? [], (node) => {
    if (node.kind === "Assign" && node.targets.some((target) => target.kind === "Name" && names.has(target.name)))
      found.push({ expr: node.value, cell });
  });
  return found;
}

/** `login(token=…)` asks nobody. */
const isGiven = ({ node }: ResolvedCall, keyword: string): boolean =>
  node.args.length > 0 || isOpenEnded(node) || keywordValue(node, keyword) !== undefined;

/** `login(new_session=False)` asks only where nobody has signed in. */
const hasOption = ({ node }: ResolvedCall, options: NonNullable<InteractiveCall["unlessOption"]>): boolean =>
  options.some(([keyword, expected]) => {
    const value = keywordValue(node, keyword);
    return value?.kind === "Constant" && value.value === expected;
  });

/** `cv2.waitKey(20)` goes on after 20 ms. */
function waitsForEver({ name, node }: ResolvedCall): boolean {
  if (name !== "cv2.waitKey") return true;
  const [delay] = node.args;
  return delay === undefined || (delay.kind === "Number" && delay.value <= 0);
}

function fixes(call: ResolvedCall, { kind, runsCode = false }: InteractiveCall, python: PythonNotebook): readonly Fix[] {
  const { statement, node, cell } = call;
  if (kind === "debugger" || kind === "window") {
    const edit = !runsCode && statement.kind === "ExprStmt" && statement.value === node ? removal(python, cell, statement) : null;
    return edit ? [{ title: `Remove ${textOf(python, cell, node)}`, safe: kind === "debugger", edits: [edit] }] : [];
  }
  // In a loop that asks until it is content, a value that never changes would turn for ever.
  if (
    (kind !== "question" && kind !== "secret") ||
    call.loops.length > 0 ||
    statement.kind !== "Assign" ||
    statement.targets.length !== 1 ||
    statement.targets[0].kind !== "Name"
  )
    return [];
  const variable = variablesOf(python).get(node);
  if (variable === undefined) return [];
  const fix = environmentFix(python, `Read it from the environment variable ${variable}`, variable, [
    { cell, start: node.start, end: node.end },
  ]);
  return fix ? [fix] : [];
}

/** A variable for each question, also where one name gets the answers of several. */
const variablesOf = rememberFor((python: PythonNotebook): ReadonlyMap<CallExpr, string> => {
  const variables = new FreeVariables(python);
  return new Map(
    questions(python).flatMap(({ statement, node }) => {
      const target = statement.kind === "Assign" ? statement.targets.find((one) => one.kind === "Name") : undefined;
      return target ? [[node, variables.next(target.name.toUpperCase())] as const] : [];
    }),
  );
});

const questions = pickCalls(({ name }) => /^(?:question|secret)$/.test(interactiveCalls.get(name ?? "")?.kind ?? ""));

/** Takes a statement out with its line; one of a block makes way for `pass`, as it may be all that the block has. */
function removal(python: PythonNotebook, index: number, statement: Stmt): NotebookEdit | null {
  const cell = python.cellAt(index);
  if (!cell) return null;
  if (cell.module.body.includes(statement)) return cutStatement(cell, statement, cell.module.body);
  return { kind: "replaceText", cell: index, start: statement.start, end: statement.end, text: "pass" };
}
