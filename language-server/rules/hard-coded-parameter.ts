// Tuning values written into calls: a scheduled run cannot change them.
import { tunedMethods, tunedModules, tuningKeywords } from "../knowledge/tuning";
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Expr, Keyword } from "../python/syntax";
import { wordList } from "../util/wordList";
import { defineRule, type Finding } from "./rule";
import { addParameters, freeName, holdsParameters, knownParameter, mayRebind } from "./support/parameters";
import { pickCalls } from "./support/pickCalls";

export default defineRule({
  code: "NBR504",
  name: "hard-coded-parameter",
  severity: "hint",
  summary: "A tuning value is hard-coded in a call",
  *check({ python }) {
    if (!python) return;
    const names = new Names(python);
    for (const call of tunedCalls(python)) {
      if (holdsParameters(call.cell, python)) continue;
      const literals = call.node.keywords.filter((keyword) => tuningKeywords.has(keyword.name?.name ?? "") && isNumber(keyword.value));
      const [first] = literals;
      if (first) yield report(call, first, literals, names, python);
    }
  },
});

const isTuned = ({ name, node }: ResolvedCall): boolean =>
  (name !== null && tunedModules.test(name)) || (node.func.kind === "Attribute" && tunedMethods.has(node.func.attr.name));

const tunedCalls = pickCalls(isTuned);

const isNumber = (value: Expr): boolean =>
  value.kind === "Number" || (value.kind === "Unary" && value.op === "-" && value.operand.kind === "Number");

function report(call: ResolvedCall, first: Keyword, literals: readonly Keyword[], names: Names, python: PythonNotebook): Finding {
  const list = literals.map(({ name }) => name?.name ?? "");
  const [are, them] = list.length === 1 ? ["is", "it"] : ["are", "them"];
  return {
    cell: call.cell,
    span: { start: first.start, end: first.end },
    message: `${wordList(list)} ${are} hard-coded, so trying another value means editing the code. Move ${them} to the parameters cell, where papermill and schedulers can set ${them}.`,
    fixes: moveFix(call, literals, names, python),
  };
}

/** Nothing where something unseen may bind the new names. Which values deserve a name is the author's choice: never safe. */
function moveFix(call: ResolvedCall, literals: readonly Keyword[], names: Names, python: PythonNotebook): readonly Fix[] {
  if (names.mayRebind) return [];
  const { source } = python.notebook.cells[call.cell];
  const replaced: NotebookEdit[] = [];
  const lines: string[] = [];
  const used: string[] = [];
  for (const { name, value } of literals) {
    const text = source.slice(value.start, value.end);
    const wanted = tuningKeywords.get(name?.name ?? "") ?? "PARAMETER";
    const known = knownParameter(wanted, text, call.cell, python);
    const parameter = known ?? names.choose(wanted, text);
    if (!known && !lines.includes(`${parameter} = ${text}`)) lines.push(`${parameter} = ${text}`);
    replaced.push({ kind: "replaceText", cell: call.cell, start: value.start, end: value.end, text: parameter });
    if (!used.includes(parameter)) used.push(parameter);
  }
  const added = lines.length === 0 ? [] : addParameters(lines, call.cell, python);
  return added ? [{ title: `Move to the parameters cell: ${used.join(", ")}`, safe: false, edits: [...added, ...replaced] }] : [];
}

/** Names for new parameters: one for each value, the same for the same value, so that fixes made together agree. */
class Names {
  private readonly chosen = new Map<string, string>();
  private readonly taken = new Set<string>();
  private rebinds: boolean | undefined;

  constructor(private readonly python: PythonNotebook) {}

  get mayRebind(): boolean {
    return (this.rebinds ??= mayRebind(this.python));
  }

  choose(wanted: string, literal: string): string {
    const key = `${wanted}=${literal}`;
    const known = this.chosen.get(key);
    if (known) return known;
    const name = freeName(wanted, this.taken, this.python);
    this.taken.add(name);
    this.chosen.set(key, name);
    return name;
  }
}
