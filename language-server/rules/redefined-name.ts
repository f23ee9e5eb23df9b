// One name for several things: what a cell finds in it depends on which cell ran last.
import { counted } from "../util/counted";
import { resultSorts } from "../knowledge/valueSorts";
import { cellLabel } from "../notebook/label";
import type { Definition, PythonNotebook } from "../python/analysis";
import type { Expr, FunctionDef } from "../python/syntax";
import { rememberEach } from "../util/rememberEach";
import { defineRule } from "./rule";
import { redefinedNames } from "./scripts/redefined-name";
import { readsOf } from "./support/definitions";

export default defineRule({
  code: "NBR110",
  name: "redefined-name",
  severity: "hint",
  summary: "Several cells give one name unrelated values",
  *check({ notebook, python, script }) {
    if (script) yield* redefinedNames(script);
    if (!python) return;
    for (const definitions of boundBySeveral(python.definitionsByName)) {
      const [{ name }] = definitions;
      const change = firstChange(definitions, python);
      if (!change) continue;
      const { before, after, was, is, reader } = change;
      // _x says: for passing use. An import is meant to last.
      if (before.imported === null && name.startsWith("_")) continue;
      yield {
        cell: after.cell,
        span: after.at,
        message: `${name} is ${was} in ${cellLabel(notebook.cells[before.cell])} and ${is} here: what other cells get depends on which of the two ran last. Rename one of them.`,
        related: [
          { cell: before.cell, span: before.at, message: `${name} is ${was} here` },
          { cell: reader.cell, span: reader.at, message: "and is used as that here" },
        ],
      };
    }
  },
});

/** The definitions of names that more than one cell binds. */
const boundBySeveral = rememberEach((definitions: readonly Definition[]) =>
  definitions.length > 1 && definitions[0].cell !== definitions[definitions.length - 1].cell ? [definitions] : [],
);

interface Change {
  readonly before: Definition;
  readonly after: Definition;
  readonly was: string;
  readonly is: string;
  /** A read in a cell of its own that means the earlier value. */
  readonly reader: { readonly cell: number; readonly at: Definition["at"] };
}

/** The first binding in another cell that gives a name another sort of value, where something between has read the earlier one. */
function firstChange(definitions: readonly Definition[], python: PythonNotebook): Change | null {
  let above: Definition | null = null;
  for (const [index, after] of definitions.entries()) {
    // In document order, the last one above the cell is the last one of the cell before.
    if (index > 0 && definitions[index - 1].cell < after.cell) above = definitions[index - 1];
    const before = above;
    if (!before) continue;
    const [was, is] = [sortOf(before, python), sortOf(after, python)];
    if (!was || !is || was.sort === is.sort || isSameModule(before, after) || readsItself(after, python)) continue;
    const reader = readsOf(before, python).find(
      (read) => read.runsIn > before.cell && read.runsIn < after.cell && read.definitions.length === 1,
    );
    if (reader && isReadLater(after, python)) return { before, after, was: was.words, is: is.words, reader };
  }
  return null;
}

/** `from torch import nn` and `import torch.nn as nn` */
const isSameModule = (before: Definition, after: Definition): boolean => before.imported !== null && before.imported === after.imported;

const isReadLater = (definition: Definition, python: PythonNotebook): boolean =>
  readsOf(definition, python).some((read) => read.cell !== definition.cell || read.at.start > definition.at.start);

/** True where the new value is made from the old one: `data = list(data)`. */
const readsItself = ({ name, cell, node }: Definition, python: PythonNotebook): boolean =>
  python.document.readsIn(cell).some((read) => read.name === name && read.at.start >= node.start && read.at.start < node.end);

interface Sort {
  /** Equal of values that may stand for one another. */
  readonly sort: string;
  readonly words: string;
}

function sortOf(definition: Definition, python: PythonNotebook): Sort | null {
  const { kind, imported, func, value, cell } = definition;
  if (kind === "import") return { sort: `module ${imported}`, words: `the module ${imported}` };
  if (kind === "import-from") return { sort: `import ${imported?.split(".").pop()}`, words: `imported (${imported})` };
  if (kind === "function" && func) return { sort: `function ${parametersOf(func)}`, words: `a function of ${countParameters(func)}` };
  if (kind === "class") return { sort: "class", words: "a class" };
  if ((kind !== "assign" && kind !== "annassign") || !value) return null;
  return sortOfValue(value, cell, python);
}

/** "8 parameters (2 optional)": two functions of as many parameters may differ in that alone. */
function countParameters({ params }: FunctionDef): string {
  const optional = params.filter(({ default: given }) => given !== null).length;
  return `${counted(params.length, "parameter")}${optional > 0 ? ` (${optional} optional)` : ""}`;
}

/** Functions that can be called with the same number of arguments may be two versions of one. */
const parametersOf = ({ params }: FunctionDef): string => params.map(({ kind, default: given }) => `${kind}${given ? "?" : ""}`).join();

function sortOfValue(value: Expr, cell: number, python: PythonNotebook): Sort | null {
  switch (value.kind) {
    case "Number":
      return { sort: "number", words: "a number" };
    case "String":
    case "FString":
      return { sort: "text", words: "a text" };
    case "Tuple":
    case "List":
    case "ListComp":
      return { sort: "list", words: "a list" };
    case "Dict":
    case "DictComp":
      return { sort: "dict", words: "a dictionary" };
    case "Set":
    case "SetComp":
      return { sort: "set", words: "a set" };
    case "Lambda":
      return { sort: `lambda ${value.params.length}`, words: "a lambda" };
    case "Constant":
      return typeof value.value === "boolean" ? { sort: "boolean", words: "a Boolean" } : null;
    case "Call":
      return sortOfCall(value.func, cell, python);
    default:
      return null;
  }
}

function sortOfCall(func: Expr, cell: number, python: PythonNotebook): Sort | null {
  const name = python.qualifiedName(func, cell);
  const found = name === null ? undefined : resultSorts.find(([pattern]) => pattern.test(name));
  return found ? { sort: found[1], words: found[2] } : null;
}
