// Star imports: nobody can see which names they bring.
import { kernelNames } from "../knowledge/kernelNames";
import { hiddenBuiltins, starExports } from "../knowledge/starExports";
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { ProjectFacts } from "../project/facts";
import { isKnownImport } from "../project/importNames";
import { analyseLike } from "../python/analyse";
import type { PythonNotebook, Read } from "../python/analysis";
import { replaceSpans } from "../util/replaceSpans";
import { defineRule, type Finding } from "./rule";
import { hidesValue } from "./support/code/hiddenValue";
import { definitionsNamed } from "./support/definitions";
import { cellsWithEscapes } from "./support/escapes";
import { hidesReads, mentionsIn } from "./support/order/mentions";
import { importLines, moduleOf, removeStatement, type ImportLine } from "./support/packages/importLines";
import { nameList } from "./support/packages/manifests";

export default defineRule({
  code: "NBR207",
  name: "star-import",
  severity: "warning",
  summary: "from x import * hides which names it defines",
  *check({ python, project }) {
    if (!python) return;
    yield* pylabMagics(python);
    const stars = importLines(python).filter(({ statement }) => statement.names[0]?.name.name === "*");
    if (stars.length === 0) return;
    const used = namesUsed(stars, python);
    for (const line of stars) {
      const { cell, statement } = line;
      const module = moduleOf(statement.names[0], statement);
      const names = doubtful(used.get(line) ?? null, module, project, python) ? null : (used.get(line) ?? null);
      const advice =
        names && names.length > 0 ? `Import the names you use: ${nameList(names)}.` : "Import the names you use, or the module itself.";
      yield {
        cell: cell.index,
        span: { start: statement.start, end: statement.end },
        message: `The code does not show which names ${module} brings: they may hide a built-in or one of your own names, and the next release may bring others. ${advice}`,
        fixes: names ? fix(line, names, starExports.has(module) && !hidesReads(python), python) : [],
      };
    }
  },
});

/** `shap.initjs()` below `from sklearn.datasets import *`: a module that nothing imports is as likely forgotten as a package's star brings it; a helper beside the notebook may well. */
const doubtful = (names: readonly string[] | null, module: string, project: ProjectFacts, python: PythonNotebook): boolean =>
  names !== null &&
  !starExports.has(module) &&
  !project.isFirstParty(module.split(".")[0]) &&
  names.some((name) => (project.isStandardLibrary(name) || isKnownImport(name)) && isReadAsModule(name, python));

/** Not so `ggplot(rows)`, which a package gives that is not called like it. */
const isReadAsModule = (name: string, python: PythonNotebook): boolean =>
  allReads(python).some((read) => read.name === name && python.notebook.cells[read.cell].source[read.at.end] === ".");

/** `%pylab` is `from numpy import *` and `from matplotlib.pyplot import *`, and hides the builtins sum, min and others; not so with --no-import-all. */
function* pylabMagics(python: PythonNotebook): Iterable<Finding> {
  for (const { index, module } of cellsWithEscapes(python.cells))
    for (const { kind, name, args, start, end } of module.escapes) {
      if (kind !== "line-magic" || name !== "pylab" || /--no-import-all/.test(args.name)) continue;
      yield {
        cell: index,
        span: { start, end },
        message:
          "%pylab imports all names of NumPy and pyplot, which hide the built-ins sum, min, any and others; a script made from this notebook does not have them. Write %matplotlib inline, import numpy as np and import matplotlib.pyplot as plt.",
      };
    }
}

function fix(line: ImportLine, names: readonly string[], safe: boolean, python: PythonNotebook): readonly Fix[] {
  const { cell, statement, parents } = line;
  if (names.length === 0) {
    const edits = safe ? removeStatement(cell, statement, parents) : null;
    return edits ? [{ title: "Remove the star import: none of its names is used", safe: !hidesValue(statement, cell, python), edits }] : [];
  }
  const [star] = statement.names;
  return [
    {
      title: `Import ${nameList(names)}`,
      safe,
      edits: [{ kind: "replaceText", cell: cell.index, start: star.start, end: star.end, text: names.join(", ") }],
    },
  ];
}

/**
 * The names that the notebook takes from each star import, where that is certain: of modules whose names are known, those
 * read; of one other module, the names that nothing binds once all star imports are gone, where nothing else hides names.
 */
function namesUsed(stars: readonly ImportLine[], python: PythonNotebook): ReadonlyMap<ImportLine, readonly string[]> {
  const used = new Map<ImportLine, readonly string[]>();
  const isMentioned = mentionsIn(python);
  const open = new Set(
    allReads(python)
      .filter(({ status, definitions }) => status !== "bound" || definitions.length === 0)
      .map(({ name }) => name),
  );
  const others: ImportLine[] = [];
  for (const line of stars) {
    const names = starExports.get(moduleOf(line.statement.names[0], line.statement));
    if (names) used.set(line, [...names].filter((name) => open.has(name) || isMentioned(name) || bindsAnew(name, line, python)).sort());
    else others.push(line);
  }
  const unbound = others.length === 1 && !hidesBuiltin(others[0], python) ? namesLeft(stars, python) : null;
  if (unbound && unbound.length > 0) {
    const known = new Set(stars.flatMap((line) => [...(starExports.get(moduleOf(line.statement.names[0], line.statement)) ?? [])]));
    used.set(
      others[0],
      unbound.filter((name) => !known.has(name)),
    );
  }
  return used;
}

/** True where the star gives another meaning to a name that is bound above it and read below: without the star, the read would get the old one. */
const bindsAnew = (name: string, { cell: { index }, statement: { start } }: ImportLine, python: PythonNotebook): boolean =>
  definitionsNamed(python, name).some((one) => one.cell < index || (one.cell === index && one.at.start < start)) &&
  allReads(python).some(
    (read) => read.name === name && (read.runsIn > index || read.calledFrom.length > 0 || (read.runsIn === index && read.at.start > start)),
  );

/** True where the notebook reads a built-in that the module hides, or a function of `math` that NumPy's likes have, too: without the star it would get Python's. */
function hidesBuiltin(line: ImportLine, python: PythonNotebook): boolean {
  const hidden = hiddenBuiltins.get(moduleOf(line.statement.names[0], line.statement));
  return (
    hidden !== undefined &&
    (allReads(python).some(({ name, status, definitions }) => hidden.has(name) && (status !== "bound" || definitions.length === 0)) ||
      [...(starExports.get("math") ?? [])].some((name) => bindsAnew(name, line, python)))
  );
}

/** The names that are unbound without the star imports; null where something else may bind names that nobody can see. */
function namesLeft(stars: readonly ImportLine[], python: PythonNotebook): readonly string[] | null {
  const edits = stars.map(({ cell, statement }): NotebookEdit & { kind: "replaceText" } => ({
    kind: "replaceText",
    cell: cell.index,
    start: statement.start,
    end: statement.end,
    text: "pass".padEnd(statement.end - statement.start),
  }));
  const cells = python.notebook.cells.map((cell) => {
    const own = edits.filter((edit) => edit.cell === cell.index);
    const source = replaceSpans(cell.source, own);
    return own.length > 0 ? { ...cell, source } : cell;
  });
  const reads = allReads(analyseLike(python, { ...python.notebook, cells }));
  // A name such as spark comes from the kernel, or from the star: nobody here knows.
  if (reads.some(({ status, name }) => status === "unknown" || (status === "unbound" && kernelNames.has(name)))) return null;
  const left = [...new Set(reads.filter(({ status }) => status === "unbound").map(({ name }) => name))].sort();
  // A value that a cell binds further down is read too early; where one is, others may be a deleted cell's.
  return left.some((name) => definitionsNamed(python, name).some(({ imported }) => imported === null)) ? null : left;
}

const allReads = (python: PythonNotebook): readonly Read[] => [...python.document.reads, ...python.document.latent];
