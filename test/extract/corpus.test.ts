// Proof by execution on real notebooks, where the collection is beside the project: those that run from top to bottom on numpy, pandas,
// scikit-learn and matplotlib alone. Each code cell is extracted in turn.
import assert from "node:assert/strict";
import { readNotebookFile } from "../../language-server/host/readNotebookFile";
import { extractToModule } from "../../language-server/extract/extractToModule";
import { analysePython } from "../../language-server/python/analyse";
import { itOnCorpus } from "../support/corpus";
import { loadTestParser } from "../support/parser";
import { applyToCells, findDifference, hasPython, moduleAfter, requestFor, runNotebooks } from "./support";

/** Modules that need no network and change nothing outside the folder that the run gets for itself. */
const harmless = /^(?:numpy|pandas|sklearn|matplotlib|math|cmath|random|itertools|functools|collections|re|string|statistics|datetime|copy|json|typing|dataclasses|operator|time|warnings|textwrap|decimal|fractions|heapq|bisect|enum|abc|IPython\.display|scipy|seaborn|os|sys|pathlib|packaging|io|time|csv|struct|itertools|graphviz)\b/;

/** Run in one go, so that the process that runs them is started seldom. */
const atOnce = 40;

describe("extraction of cells of real notebooks against IPython", () => {
  before(loadTestParser);

  itOnCorpus("changes nothing that they print, display, raise or keep", (paths) => {
    if (!hasPython) return;
    const candidates = paths.flatMap((path) => {
      const read = readNotebookFile(path);
      if (!read.ok || read.file.notebook.language !== "python") return [];
      const { notebook } = read.file;
      const python = analysePython(notebook);
      const isHarmless = python.definitions.every(({ imported }) => imported === null || harmless.test(imported))
        && python.cells.every(({ module }) => module.problems.length === 0 && module.escapes.every(({ kind, name }) => kind === "line-magic" && name === "matplotlib") && !/\b(?:input|__import__|system|remove|rmtree|unlink|urlretrieve)\(/.test(module.source));
      return isHarmless && python.cells.length > 1 ? [{ path, notebook, python, cells: notebook.cells.map((cell) => (cell.kind === "code" ? cell.source : "")) }] : [];
    });
    const first = inParts(candidates.map(({ cells }) => ({ cells: cells.filter(Boolean), files: {} })));
    const second = inParts(candidates.map(({ cells }) => ({ cells: cells.filter(Boolean), files: {} })));
    // What differs from run to run by itself cannot be compared.
    const running = candidates.flatMap((candidate, at) => (first[at].error === null && findDifference(first[at], second[at], []) === null ? [{ ...candidate, before: first[at] }] : []));
    if (process.env.SHOW) candidates.forEach(({ path }, at) => console.log(path, first[at].error, findDifference(first[at], second[at], [])?.slice(0, 200)));
    let refused = 0;
    const done = running.flatMap(({ path, notebook, python, cells, before }) => python.cells.flatMap(({ index }) => {
      const result = extractToModule(notebook, python, requestFor([index], { moveCalled: true }));
      if (result.ok) return [{ path, index, before, result, after: applyToCells(cells, result.edits) }];
      refused++;
      return [];
    }));
    const runs = inParts(done.map(({ after, result }) => ({ cells: after.filter(Boolean), files: { "nbready_module.py": moduleAfter(result.files) } })));
    const different = done.flatMap(({ path, index, before, result }, at) => {
      const difference = findDifference(before, runs[at], [...result.functions.flatMap(({ locals }) => locals), ...result.moved]);
      return difference === null ? [] : [`${path} cell ${index}: ${difference.slice(0, 600)}`];
    });
    console.log(`      ${running.length} of ${candidates.length} notebooks run; ${done.length - different.length} cells extracted and equal, ${refused} refused, ${different.length} different`);
    assert.deepEqual(different, []);
  });
});

function inParts(notebooks: Parameters<typeof runNotebooks>[0]): ReturnType<typeof runNotebooks> {
  const parts = Array.from({ length: Math.ceil(notebooks.length / atOnce) }, (_, at) => notebooks.slice(at * atOnce, (at + 1) * atOnce));
  return parts.flatMap((part) => runNotebooks(part));
}
