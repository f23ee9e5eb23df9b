// Cells that Python refuses: not one of their lines runs, and everything below that needs them fails.
import type { Fix } from "../notebook/edits";
import type { PythonCell, PythonNotebook } from "../python/analysis";
import { asksForPython2, isPython2, namesNoPython } from "../python/ipython/python2";
import type { SyntaxProblem } from "../python/syntax";
import { rememberEach } from "../util/rememberEach";
import { defineRule, type Finding } from "./rule";
import { nameList } from "./support/packages/manifests";
import { python2Needs } from "./support/python2Needs";
import { scriptProblems } from "./scripts/syntax-error";

export default defineRule({
  code: "NBR910",
  name: "syntax-error",
  severity: "error",
  summary: "A cell is not valid in the notebook's language",
  *check({ notebook, python, script }) {
    if (script) yield* scriptProblems(script);
    if (!python) return;
    const broken = brokenCells(python.cells);
    const isForPython2 = isPython2(notebook);
    const old = isForPython2
      ? broken.filter(({ module }) => !module.problems.every(isOfIPython))
      : namesNoPython(notebook)
        ? broken.filter(isWrittenForPython2)
        : [];
    const isOld = isForPython2 || old.length >= severalCells;
    if (isOld) yield* python2Findings(python, old);
    for (const cell of broken) if (!isOld || !old.includes(cell)) yield* findings(cell);
  },
});

/** Where so many cells hold nothing wrong but Python 2's syntax, and the metadata name no Python, as before nbformat 4, the notebook was written for it. */
const severalCells = 2;

/** What the parser says of Python 2's syntax; numbers with leading zeros may be slips. */
const python2Syntax = /Python 2|Python 3 (?:has no|does not unpack)|needs brackets in Python 3/;

const isWrittenForPython2 = ({ module }: PythonCell): boolean => module.problems.every(({ message }) => python2Syntax.test(message));

/** What IPython refuses, and no Python: `% matplotlib inline`. */
const isOfIPython = ({ message }: SyntaxProblem): boolean => /UsageError/.test(message);

/** Python 2's own syntax is no mistake of its author: one finding in place of one for each print statement. */
function* python2Findings(python: PythonNotebook, refused: readonly PythonCell[]): Iterable<Finding> {
  const [first] = refused;
  if (!first && !asksForPython2(python.notebook)) return;
  const needs = first ? [] : python2Needs(python);
  yield {
    cell: -1,
    span: { start: 0, end: 0 },
    severity: first ? "error" : "warning",
    message: first ? refusedMessage(refused.length) : oldKernelMessage(needs.map(({ name }) => name)),
    related: [
      ...refused.map(({ index, module }) => ({
        cell: index,
        span: visible(module.problems[0]!, module.source),
        message: "not valid in Python 3",
      })),
      ...needs.map(({ name, cell, span }) => ({ cell, span, message: `Python 3 has no ${name}` })),
    ].slice(0, MAX_RELATED),
  };
}

const refusedMessage = (count: number): string =>
  `This notebook was written for Python 2, which no current kernel runs: in Python 3 ${count === 1 ? "one cell stops" : `${count} cells stop`} with SyntaxError. Convert it (lib2to3 up to Python 3.12, or futurize, on the code cells; then check divisions, which no longer round down), choose a Python 3 kernel, and run it from the top.`;

const oldKernelMessage = (needs: readonly string[]): string =>
  `This notebook asks for a Python 2 kernel, which current installations do not have: papermill and nbconvert stop before the first cell. All its cells are valid Python 3${needs.length === 0 ? ": choose" : `, but Python 3 has no ${nameList(needs)}: replace ${needs.length === 1 ? "it" : "them"}, choose`} a Python 3 kernel and run it from the top.`;

const brokenCells = rememberEach((code: PythonCell) =>
  code.module.problems.length > 0 && !code.cell.tags.includes("raises-exception") ? [code] : [],
);

/** One finding for each message: the first place, with the other places related to it. */
function* findings({ index, module }: PythonCell): Iterable<Finding> {
  const byMessage = new Map<string, SyntaxProblem[]>();
  for (const problem of module.problems) {
    const same = byMessage.get(problem.message);
    if (same) same.push(problem);
    else byMessage.set(problem.message, [problem]);
  }
  for (const [message, problems] of byMessage) {
    const [first, ...others] = problems;
    yield {
      cell: index,
      span: visible(first!, module.source),
      message: `${message} ${effectOf(first!, module.source)}`,
      related: others.slice(0, MAX_RELATED).map((other) => ({ cell: index, span: visible(other, module.source), message: "here too" })),
      fixes: withoutBlanks(index, problems, module.source),
    };
  }
}

/** `% matplotlib inline` runs once nothing is between the two. */
function withoutBlanks(cell: number, problems: readonly SyntaxProblem[], source: string): readonly Fix[] {
  const edits = problems.flatMap(({ start, end }) => {
    const [blank] = /(?<=^%)[ \t]+(?=\S)/.exec(source.slice(start, end)) ?? [];
    return blank === undefined ? [] : [{ kind: "replaceText" as const, cell, start: start + 1, end: start + 1 + blank.length, text: "" }];
  });
  return edits.length > 0 ? [{ title: "Remove the space", safe: true, edits }] : [];
}

/** Python compiles the whole cell first; what IPython refuses, and `print >>file`, which Python 3 takes for a shift, stop where they stand. */
function effectOf(problem: SyntaxProblem, source: string): string {
  if (isOfIPython(problem)) return "Run All stops here.";
  if (/^print\s*>>/.test(source.slice(problem.start, problem.end))) return "Run All stops here with TypeError.";
  return "Run All stops at this cell with SyntaxError, before its first line runs.";
}

const MAX_RELATED = 20;

/** A place of at least one character, where the text has one. */
function visible({ start, end }: SyntaxProblem, source: string): { readonly start: number; readonly end: number } {
  if (end > start) return { start, end };
  return start < source.length ? { start, end: start + 1 } : { start: Math.max(0, source.length - 1), end: source.length };
}
