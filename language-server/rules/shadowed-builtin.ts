// Variables that hide a builtin which the notebook calls afterwards.
import { dataCalls, dataMethods } from "../knowledge/dataCalls";
import type { Fix, NotebookEdit } from "../notebook/edits";
import { cellLabel } from "../notebook/label";
import type { Definition, PythonNotebook, Read } from "../python/analysis";
import { isPythonBuiltin } from "../python/builtins";
import type { Expr } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { addTo } from "../util/groupBy";
import { rememberFor } from "../util/rememberFor";
import { defineRule } from "./rule";
import { definitionsNamed } from "./support/definitions";
import { isNamedInText } from "./support/namesInText";

export default defineRule({
  code: "NBR109",
  name: "shadowed-builtin",
  severity: "warning",
  summary: "A variable hides a built-in that is called later",
  *check({ notebook, python }) {
    if (!python || !python.definitionGroups.some(bindsBuiltin)) return;
    const calls = calledNames(python);
    const broken = new Map<Definition, Read[]>();
    for (const read of python.document.readGroups.flatMap(builtinReads)) {
      if (read.status !== "bound" || !calls.has(`${read.cell}:${read.at.start}`)) continue;
      if (!read.definitions.every((definition) => isNotCallable(definition, python))) continue;
      const first =
        read.definitions[0].kind === "augassign"
          ? (python.definitions.find(({ name, kind }) => name === read.name && kind !== "augassign") ?? read.definitions[0])
          : read.definitions[0];
      addTo(broken, first, read);
    }
    const reported = new Set<string>();
    for (const [definition, reads] of broken) {
      const { name, cell, at } = definition;
      if (reported.has(name)) continue;
      reported.add(name);
      const [first] = reads;
      yield {
        cell,
        span: at,
        message: `${name} hides Python's built-in ${name}, which ${cellLabel(notebook.cells[first.cell])} calls later: the run stops there with TypeError. Rename the variable.`,
        related: onePerPlace(reads).map((read) => ({
          cell: read.cell,
          span: read.at,
          message: `calls ${name}, which is no longer the built-in`,
        })),
        fixes: renameFix(name, calls, python),
      };
    }
  },
});

/** Lower-case builtins that are called; the kernel's exit and quit, and what only prints, are left out. */
const isCallableBuiltin = (name: string): boolean =>
  /^[a-z]/.test(name) && isPythonBuiltin(name) && !/^(?:copyright|credits|exit|license|quit)$/.test(name);

const bindsBuiltin = rememberFor((definitions: readonly Definition[]) => definitions.some(({ name }) => isCallableBuiltin(name)));
const builtinReads = rememberFor((reads: readonly Read[]) => reads.filter(({ name }) => isCallableBuiltin(name)));

function onePerPlace(reads: readonly Read[]): readonly Read[] {
  const places = new Map(reads.map((read) => [`${read.cell}:${read.at.start}`, read]));
  return [...places.values()];
}

/** Places of names that are called, as "cell:start". */
function calledNames(python: PythonNotebook): ReadonlySet<string> {
  return new Set(python.calls.flatMap(({ cell, node }) => (node.func.kind === "Name" ? [`${cell}:${node.func.start}`] : [])));
}

/** What `name` gets of `low, high = 0, 9`; null where the sides do not match. */
function elementFor(target: Expr, value: Expr, name: string): Expr | null {
  if (
    (target.kind !== "Tuple" && target.kind !== "List") ||
    (value.kind !== "Tuple" && value.kind !== "List") ||
    target.elements.length !== value.elements.length
  )
    return null;
  const at = target.elements.findIndex((element) => element.kind === "Name" && element.name === name);
  return at < 0 || [...target.elements, ...value.elements].some((element) => element.kind === "Starred") ? null : value.elements[at];
}

function isNotCallable({ name, kind, value, cell, node }: Definition, python: PythonNotebook): boolean {
  if (kind === "for") return node.kind === "For" && isData(node.iter, cell, python);
  if (kind === "augassign") return true;
  if (kind === "with")
    return (
      node.kind === "With" &&
      node.items.some(
        ({ context, target }) =>
          target?.kind === "Name" &&
          target.name === name &&
          context.kind === "Call" &&
          python.qualifiedName(context.func, cell) === "builtins.open",
      )
    );
  if (kind === "assign" && value === null && node.kind === "Assign")
    return node.targets.some((target) => {
      const element = elementFor(target, node.value, name);
      return element !== null && isData(element, cell, python);
    });
  return (kind === "assign" || kind === "annassign" || kind === "walrus") && value !== null && isData(value, cell, python);
}

function isData(value: Expr, cell: number, python: PythonNotebook): boolean {
  switch (value.kind) {
    case "String":
    case "FString":
    case "Number":
    case "Constant":
    case "Binary":
    case "Compare":
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
    case "Set":
    case "Dict":
      return true;
    case "Tuple":
    case "List":
      return value.elements.every(
        (element) => element.kind !== "Name" && element.kind !== "Attribute" && element.kind !== "Lambda" && element.kind !== "Starred",
      );
    case "Unary":
      return value.op === "not" || isData(value.operand, cell, python);
    case "Call": {
      const name = python.qualifiedName(value.func, cell);
      if (name !== null && dataCalls.test(name)) return true;
      return value.func.kind === "Attribute" && dataMethods.has(value.func.attr.name);
    }
    // A column of a frame, an element of an array.
    case "Subscript":
      return /^(?:pandas|numpy|polars)\./.test(python.qualifiedName(value.value, cell) ?? "");
    case "Name": {
      const origin = python.valueOf(value, cell);
      return origin !== value && origin.kind !== "Name" && isData(origin, cell, python);
    }
    default:
      return false;
  }
}

/** Renames the variable wherever it is bound and read; where it is called, the builtin is meant. */
function renameFix(name: string, calls: ReadonlySet<string>, python: PythonNotebook): readonly Fix[] {
  const fresh = `${name}_`;
  const definitions = definitionsNamed(python, name);
  const reads = [...python.document.reads, ...python.document.latent].filter((read) => read.name === name);
  const isTaken =
    definitionsNamed(python, fresh).length > 0 || [...python.document.reads, ...python.document.latent].some((read) => read.name === fresh);
  if (
    isTaken ||
    definitions.some(({ kind }) => !/^(?:assign|annassign|augassign|walrus|for)$/.test(kind)) ||
    hasDeclaration(name, python) ||
    isNamedInText(name, python)
  )
    return [];
  const places = new Map<string, NotebookEdit>();
  const rename = (cell: number, at: { readonly start: number; readonly end: number }) =>
    places.set(`${cell}:${at.start}`, { kind: "replaceText", cell, start: at.start, end: at.end, text: fresh });
  for (const { cell, at } of definitions) rename(cell, at);
  for (const { cell, at, definitions: reaching, status } of reads) {
    if (calls.has(`${cell}:${at.start}`)) continue;
    if (reaching.length > 0) rename(cell, at);
    // A read that may be either cannot be renamed.
    if (status === "maybe-unbound" || status === "unknown") return [];
  }
  const isExact = [...places.values()].every(
    (edit) => edit.kind === "replaceText" && python.notebook.cells[edit.cell].source.slice(edit.start, edit.end) === name,
  );
  return isExact ? [{ title: `Rename the variable to ${fresh}`, safe: false, edits: [...places.values()] }] : [];
}

/** `global list` and `del list` name the variable without reading it. */
function hasDeclaration(name: string, python: PythonNotebook): boolean {
  let found = false;
  for (const { module } of python.cells)
    for (const statement of module.body)
      walkNodes(statement, (node) => {
        if (node.kind === "Global" && node.names.some((one) => one.name === name)) found = true;
        if (node.kind === "Delete" && node.targets.some((target) => target.kind === "Name" && target.name === name)) found = true;
      });
  return found;
}
