// Where a notebook seeds its random number generators.
import { generators, freshValues, seeders, tensorflow1, type Generator, type GeneratorId } from "../../knowledge/generators";
import type { Fix, NotebookEdit } from "../../notebook/edits";
import type { PythonNotebook, ResolvedCall } from "../../python/analysis";
import { calledName } from "../../python/calledName";
import type { Expr } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { isNone } from "./arguments";
import { definitionsNamed, importsOf } from "./definitions";
import { firstRun, isBefore, mayBeBefore, type Moment } from "./order/runMoments";
import { pickCalls, pickDefinitions } from "./pickCalls";

/** Every generator that some call of the notebook seeds, with the moment of that call. */
export type Seeds = readonly { readonly ids: readonly GeneratorId[]; readonly moment: Moment }[];

const all: readonly GeneratorId[] = generators.map(({ id }) => id);

const seedingCalls = pickCalls((call) => (call.name !== null && seeders.has(call.name)) || /seed/i.test(calledName(call.node)));

/** The seeding calls of a notebook. A function of the user's whose name speaks of seeds (`seed_everything`, `set_seed`) seeds all. */
export function findSeeds(python: PythonNotebook): Seeds {
  return seedingCalls(python).flatMap((call) => {
    const ids = seededBy(call, python);
    // A function that nothing calls seeds nothing.
    const moment = ids.length === 0 ? null : firstRun(call.cell, call.node, python);
    return moment ? [{ ids, moment }] : [];
  });
}

export const isSeeded = (id: GeneratorId, moment: Moment, seeds: Seeds, python: PythonNotebook): boolean =>
  seeds.some((seed) => seed.ids.includes(id) && mayBeBefore(seed.moment, moment, python));

function seededBy(call: ResolvedCall, python: PythonNotebook): readonly GeneratorId[] {
  const known = call.name === null ? undefined : seeders.get(call.name);
  if (known) return seedIsFixed(call, python) ? known : [];
  const last = calledName(call.node);
  return /seed/i.test(last) && !/^SeedSequence$|^get_/.test(last) ? all : [];
}

/** `seed()`, `seed(None)` and a seed from the clock are as good as none. */
function seedIsFixed({ node, cell }: ResolvedCall, python: PythonNotebook): boolean {
  const seed = node.args[0] ?? node.keywords[0]?.value;
  return seed !== undefined && !isNone(seed) && !isFresh(seed, cell, python);
}

/** True for a value that differs at each run: the clock, the system's entropy. */
export function isFresh(seed: Expr, cell: number, python: PythonNotebook): boolean {
  let fresh = false;
  walkNodes(python.valueOf(seed, cell), (node) => {
    if (node.kind === "Call") fresh ||= freshValues.has(python.qualifiedName(node.func, cell) ?? "");
  });
  return fresh;
}

/** A name that holds the notebook's seed above a place, to be used again; else a number of our own. */
export function seedText(moment: Moment, python: PythonNotebook): string {
  const named = seedNames(python).find(({ cell, at }) => isBefore({ cell, at: at.start }, moment));
  return named && definitionsNamed(python, named.name).length === 1 ? named.name : "42";
}

const seedNames = pickDefinitions(
  ({ name, value }) => /^(?:global_|random_)?(?:seed|state)$/i.test(name) && value?.kind === "Number" && /^\d+$/.test(value.text),
);

/** Seeds a generator above the moment: in a cell of its own below the library's import, or after the import where both are in one cell. */
export function seedFix(id: GeneratorId, moment: Moment, python: PythonNotebook): readonly Fix[] {
  const generator = generators.find((one) => one.id === id);
  const imported = generator && importAbove(generator, moment, python);
  if (!generator || !imported) return [];
  const isOwnCell = imported.cell < moment.cell;
  const seedCall = id === "tensorflow" && tensorflow1Calls(python).length > 0 ? tensorflow1.seedCall : generator.seedCall;
  const line = `${imported.name}.${seedCall}(${seedText({ cell: imported.cell, at: isOwnCell ? Infinity : imported.end }, python)})`;
  const edit = isOwnCell ? insertCell(imported.cell, line) : insertLine(imported, line, python);
  return edit ? [{ title: `Seed ${generator.label} generator above: ${line}`, safe: false, edits: [edit] }] : [];
}

const tensorflow1Calls = pickCalls(({ name }) => name !== null && tensorflow1.calls.test(name));

interface ImportPlace {
  /** What the seeding call begins with. */
  readonly name: string;
  readonly cell: number;
  readonly end: number;
}

/** The top-level import of the generator's library that runs before the moment. */
function importAbove({ module }: Generator, moment: Moment, python: PythonNotebook): ImportPlace | null {
  const found = importsOf(python, module).find(
    ({ kind, cell, at, node }) =>
      kind === "import" && isBefore({ cell, at: at.start }, moment) && python.cellAt(cell)?.module.body.includes(node),
  );
  return found ? { name: found.name, cell: found.cell, end: found.node.end } : null;
}

const insertCell = (after: number, source: string): NotebookEdit => ({
  kind: "insertCell",
  before: after + 1,
  cell: { kind: "code", source },
});

/** A line after the last import of the block that holds the import. */
function insertLine({ cell, end }: ImportPlace, line: string, python: PythonNotebook): NotebookEdit | null {
  const found = python.cellAt(cell);
  if (!found) return null;
  let last = end;
  for (const statement of found.module.body) {
    if (statement.start < end) continue;
    if (statement.kind !== "Import" && statement.kind !== "ImportFrom") break;
    last = statement.end;
  }
  const { source } = found.cell;
  const rest = /^[ \t]*(?:#[^\n]*)?(?=\r?\n|$)/.exec(source.slice(last));
  if (!rest) return null;
  const at = last + rest[0].length;
  return { kind: "replaceText", cell, start: at, end: at, text: `\n\n${line}` };
}
