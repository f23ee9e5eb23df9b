// Shell commands with a value from outside in them: whoever chooses the value chooses what the machine runs.
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { Span } from "../notebook/model";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Escape, Expr, FStringExpr } from "../python/syntax";
import { defineRule, type Finding } from "./rule";
import { keywordOf } from "./support/arguments";
import { describeOutside, outsideOfAny, type Outside } from "./support/data/outside";
import { cellsWithEscapes } from "./support/escapes";
import { checkedBefore } from "./support/guards";
import { pickCalls } from "./support/pickCalls";
import { shellCommand } from "./support/shellTexts";

export default defineRule({
  code: "NBR705",
  name: "command-injection",
  severity: "warning",
  summary: "A shell command that contains a value from outside",
  *check({ python }) {
    if (!python) return;
    for (const call of shellCalls(python)) {
      const command = shellCommand(call);
      const outside = command && outsideOfAny(command, call.cell, python);
      if (command && outside && !checkedBefore(python, call.cell, command)(command))
        yield { ...finding(call.cell, command, outside), fixes: listFix(call, command, python) };
    }
    for (const { index, module } of cellsWithEscapes(python.cells))
      for (const escape of module.escapes) {
        if (!runsShell(escape)) continue;
        const isChecked = checkedBefore(python, index, escape);
        const [read, outside] = firstOutside(
          escape.reads.filter((one) => !isChecked(one)),
          index,
          python,
        );
        if (read && outside) yield finding(index, read, outside);
      }
  },
});

const shellCalls = pickCalls((call) => shellCommand(call) !== undefined);

const runsShell = ({ kind, name }: Escape): boolean =>
  kind === "shell" || kind === "shell-capture" || (kind === "line-magic" && /^(?:sx|system)$/.test(name));

function firstOutside(reads: readonly Expr[], cell: number, python: PythonNotebook): readonly [Expr | null, Outside | null] {
  for (const read of reads) {
    const outside = outsideOfAny(read, cell, python);
    if (outside) return [read, outside];
  }
  return [null, null];
}

const finding = (cell: number, span: Span, outside: Outside): Finding => ({
  cell,
  span: { start: span.start, end: span.end },
  message: `A value from ${describeOutside(outside)} becomes part of a shell command: a value such as "x; rm -rf ~" runs as a second command. Run the program with a list of arguments and no shell, or pass the value through shlex.quote.`,
});

// ------------------------------------------------------------------------ fix

/** Turns `subprocess.run(f"tool {x}", shell=True)` into a list of arguments, where the command is words and nothing of the shell's. */
function listFix(call: ResolvedCall, command: Expr, python: PythonNotebook): readonly Fix[] {
  const shell = keywordOf(call.node, "shell");
  // With `executable=` the list would be the arguments of the shell that it names.
  if (
    command.kind !== "FString" ||
    !shell ||
    command !== call.node.args[0] ||
    command.parts.length !== 1 ||
    keywordOf(call.node, "executable")
  )
    return [];
  const { source } = python.notebook.cells[call.cell];
  const list = argumentList(command, source);
  const before = [...call.node.args, ...call.node.keywords]
    .filter(({ end }) => end <= shell.start)
    .reduce((end, one) => Math.max(end, one.end), -1);
  if (!list || !/^\s*,\s*$/.test(source.slice(before, shell.start))) return [];
  const edits: readonly NotebookEdit[] = [
    { kind: "replaceText", cell: call.cell, start: command.start, end: command.end, text: list },
    { kind: "replaceText", cell: call.cell, start: before, end: shell.end, text: "" },
  ];
  return [{ title: "Run the program with a list of arguments, without a shell", safe: false, edits }];
}

/** What only a shell understands: pipes, globs, variables, quotes. */
const shellOnly = /[|&;<>()$`"'*?~\\{}[\]#\n=]/;

/** What a shell does itself, on POSIX systems and on Windows: there is no such program to run. */
const shellBuiltins: ReadonlySet<string> = new Set([
  ".",
  "alias",
  "bg",
  "cd",
  "eval",
  "exec",
  "exit",
  "export",
  "fg",
  "hash",
  "jobs",
  "pushd",
  "popd",
  "read",
  "set",
  "shift",
  "source",
  "trap",
  "type",
  "ulimit",
  "umask",
  "unalias",
  "unset",
  "wait",
  "call",
  "copy",
  "del",
  "dir",
  "erase",
  "md",
  "mklink",
  "move",
  "rd",
  "ren",
  "rename",
  "start",
  "ver",
  "vol",
]);

/** `f"tool -n {x} {y}.txt"` → `["tool", "-n", str(x), f"{y}.txt"]`; null where the shell is needed. */
function argumentList({ values }: FStringExpr, source: string): string | null {
  const words: { text: string; fields: number; bare: string | null }[] = [];
  let isOpen = false;
  for (const part of values) {
    if (part.kind === "Text") {
      if (shellOnly.test(part.value)) return null;
      part.value.split(/(\s+)/).forEach((piece) => {
        if (/^\s*$/.test(piece)) isOpen = isOpen && piece === "";
        else if (isOpen) Object.assign(words[words.length - 1], { text: words[words.length - 1].text + piece, bare: null });
        else words.push({ text: piece, fields: 0, bare: null });
        if (/\S/.test(piece)) isOpen = true;
      });
      continue;
    }
    const value = source.slice(part.value.start, part.value.end);
    if (
      part.format.length > 0 ||
      /["\n\\]/.test(value) ||
      source.slice(part.start, part.end).replace(/\s/g, "") !== `{${value.replace(/\s/g, "")}}`
    )
      return null;
    const last = words[words.length - 1];
    if (isOpen && last) Object.assign(last, { text: `${last.text}{${value}}`, fields: last.fields + 1, bare: null });
    else words.push({ text: `{${value}}`, fields: 1, bare: value });
    isOpen = true;
  }
  if (words.length === 0 || words[0].fields > 0 || shellBuiltins.has(words[0].text)) return null;
  return `[${words.map(({ text, fields, bare }) => (bare !== null ? `str(${bare})` : `${fields > 0 ? "f" : ""}"${text}"`)).join(", ")}]`;
}
