// Sentences and fixes about names that are not bound where they are read.
import { databricksNames, kernelNames } from "../../../knowledge/kernelNames";
import type { NotebookEdit } from "../../../notebook/edits";
import type { Cell, Notebook, Span } from "../../../notebook/model";
import { holds } from "../../../notebook/positions";
import type { Definition, PythonNotebook, Read } from "../../../python/analysis";
import type { Module } from "../../../python/syntax";
import { rememberEach } from "../../../util/rememberEach";
import { rememberFor } from "../../../util/rememberFor";
import type { NamedNotebook } from "../../../typescript/analysis";
import { definitionsNamed, importsOf, isAbove } from "../definitions";
import { pickDefinitions } from "../pickCalls";

/** Reads of the cells' runs that stop them with NameError (ReferenceError in JavaScript), one a cell and name: the first of those that `counts` does not leave out. */
export const failingReads = (names: NamedNotebook, counts: (read: Read) => boolean = () => true): readonly Read[] =>
  firstFailing(names, names.document.readGroups.flatMap(unboundReads).filter(counts));

/** The same, with the functions that nothing visible calls; each place once. */
export const allFailingReads = (names: NamedNotebook): readonly Read[] =>
  onePerPlace(firstFailing(names, [...names.document.readGroups, ...names.document.latentGroups].flatMap(unboundReads)));

const unboundReads = rememberFor((reads: readonly Read[]) => reads.filter(({ status, guarded }) => status === "unbound" && !guarded));

function firstFailing({ notebook, definitions }: NamedNotebook, unbound: readonly Read[]): readonly Read[] {
  if (unbound.length === 0) return unbound;
  const first = new Map<string, Read>();
  const hasDatabricksNames = unbound.some((read) => kernelNames.has(read.name) && mayComeFromKernel(read, definitions));
  const cellNames = namesOfQueryCells(notebook);
  for (const read of unbound) {
    const key = `${read.runsIn}:${read.name}`;
    if (
      !mayComeFromKernel(read, definitions) &&
      !(hasDatabricksNames && databricksNames.has(read.name)) &&
      !cellNames.has(read.name) &&
      !expectsError(notebook, read.runsIn) &&
      !first.has(key)
    )
      first.set(key, read);
  }
  return [...first.values()];
}

/** A function that several cells call fails at one place: the call that is certain to come to it stands for all, else the first. */
function onePerPlace(failing: readonly Read[]): readonly Read[] {
  const places = new Map<string, Read>();
  for (const read of failing) {
    const place = `${read.cell}:${read.at.start}`;
    const known = places.get(place);
    if (!known || (known.conditional && !read.conditional)) places.set(place, read);
  }
  return [...places.values()];
}

/** A name that a Spark or Databricks kernel provides, unless the notebook uses it for a module of its own (`import scanpy as sc`). */
const mayComeFromKernel = (read: Read, definitions: readonly Definition[]): boolean =>
  kernelNames.has(read.name) && read.removedAt === null && !importedNames(definitions).has(read.name);

const importedNames = rememberFor(
  (definitions: readonly Definition[]): ReadonlySet<string> =>
    new Set(definitions.filter(({ imported }) => imported !== null).map(({ name }) => name)),
);

/** In Snowflake's notebooks the result of a cell in SQL is read by the name of the cell. */
const namesOfQueryCells = ({ cells }: Notebook): ReadonlySet<unknown> => new Set(queryCells(cells).map(({ metadata }) => metadata.name));
const queryCells = rememberEach((cell: Cell) => (cell.kind === "code" && cell.language === "sql" ? [cell] : []));

/** nbconvert and papermill go on after a cell that is tagged so. */
const expectsError = (notebook: Notebook, cell: number): boolean => notebook.cells[cell].tags.includes("raises-exception");

/** Statements that bind their names only when the rest of them has run: `maker = Maker()`. */
const bindsLast = /^(?:Assign|AnnAssign|AugAssign)$/;

/** True of a place inside the statement that makes the definition, which is not made yet there. */
export const isInOwnStatement = ({ cell, node }: Definition, place: { readonly cell: number; readonly at: Span }): boolean =>
  cell === place.cell && bindsLast.test(node.kind) && holds(node, place.at);

/** `df = df.dropna()`, `count += 1`: the name must be bound before. */
export const needsItself = (definition: Definition, { document }: NamedNotebook): boolean =>
  document
    .readsIn(definition.cell)
    .some((read) => read.name === definition.name && !read.conditional && isInOwnStatement(definition, read));

/** Puts import lines where the notebook's imports are: before the first import above the place that reads the name, else at the top of its cell. */
export function importEdit(
  python: PythonNotebook,
  lines: string,
  { cell: readingCell, start }: { readonly cell: number; readonly start: number },
): NotebookEdit {
  const place = topImports(python).find((one) => one.cell < readingCell || (one.cell === readingCell && one.node.start < start));
  if (place) {
    const indent = indentAt(python.notebook.cells[place.cell].source, place.node.start);
    return {
      kind: "replaceText",
      cell: place.cell,
      start: place.node.start,
      end: place.node.start,
      text: `${indented(lines, indent)}\n${indent}`,
    };
  }
  const { source } = python.notebook.cells[readingCell];
  const module = python.cellAt(readingCell)?.module;
  const future = module?.body.filter((one) => one.kind === "ImportFrom" && one.module?.name === "__future__").pop();
  const magic = module?.escapes.find((escape) => escape.kind === "cell-magic");
  // IPython takes a cell whose first line is indented for one that is indented as a whole.
  const indent = indentAt(source, future?.start ?? module?.body[0]?.start ?? 0);
  if (!future && !magic) return { kind: "replaceText", cell: readingCell, start: 0, end: 0, text: `${indent}${indented(lines, indent)}\n` };
  const after = future ? future.end : (magic?.args.end ?? 0);
  const end = source.indexOf("\n", after);
  return end < 0
    ? { kind: "replaceText", cell: readingCell, start: source.length, end: source.length, text: `\n${indent}${indented(lines, indent)}` }
    : { kind: "replaceText", cell: readingCell, start: end + 1, end: end + 1, text: `${indent}${indented(lines, indent)}\n` };
}

/** Lines below the first with the indent that it gets. */
const indented = (lines: string, indent: string): string => lines.replaceAll("\n", `\n${indent}`);

/**
 * How a place can say a module: the name that the notebook binds it to, and the edits that import it where nothing above
 * does, under `alias` where one is customary. null where the notebook uses that name for something else.
 */
export function moduleAt(
  python: PythonNotebook,
  module: string,
  place: { readonly cell: number; readonly start: number },
  alias = module,
): { readonly name: string; readonly edits: readonly NotebookEdit[] } | null {
  // `import os.path` binds os.
  const brings = ({ imported, name }: Definition): boolean =>
    imported === module || (name === module && (imported?.startsWith(`${module}.`) ?? false));
  const above = [...importsOf(python, module), ...definitionsNamed(python, module)]
    .filter((one) => brings(one) && (one.cell < place.cell || (one.cell === place.cell && one.at.start < place.start)))
    .reduce<Definition | null>((first, one) => (first === null || isAbove(one, first) ? one : first), null);
  if (above) return { name: module.startsWith(`${above.name}.`) ? module : above.name, edits: [] };
  if (definitionsNamed(python, alias).some((one) => !brings(one))) return null;
  return { name: alias, edits: [importEdit(python, alias === module ? `import ${module}` : `import ${module} as ${alias}`, place)] };
}

/** The white space between a line's start and a place in it; "" where something else stands there. */
const indentAt = (source: string, at: number): string =>
  /^[ \t]*$/.exec(source.slice(Math.max(source.lastIndexOf("\n", at - 1), source.lastIndexOf("\r", at - 1)) + 1, at))?.[0] ?? "";

const lastingImports = pickDefinitions(({ imported }) => imported !== null && !imported.startsWith("__future__."));

/** The imports that are in a cell itself, each at the beginning of its line, in document order; `__future__` left out. */
const topImports = (python: PythonNotebook): readonly Definition[] =>
  lastingImports(python).filter(({ cell, node }) =>
    python.cellAt(cell) ? lineBeginnings(python.cellAt(cell)!.module).has(node.start) : false,
  );

const lineBeginnings = rememberFor(
  (module: Module): ReadonlySet<number> =>
    new Set(module.body.map(({ start }) => start).filter((start) => start === 0 || module.source[start - 1] === "\n")),
);

/** The bound name that differs by one letter (inserted, dropped, changed, or two exchanged), where just one does and the name is long enough to tell. */
export function similarName(name: string, candidates: Iterable<string>): string | null {
  if (name.length < 4) return null;
  const close: string[] = [];
  for (const candidate of candidates)
    if (Math.abs(name.length - candidate.length) <= 1 && candidate !== name && isOneSlipAway(name, candidate)) close.push(candidate);
  return close.length === 1 ? close[0] : null;
}

function isOneSlipAway(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const longest = Math.max(one.length, other.length) - start - end;
  if (longest > 2) return false;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  // train1, train2 and trains are three names, not one with slips.
  if (/\d/.test(left + right)) return false;
  // So are article and articles.
  if (end === 0 && left + right === "s") return false;
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === [...right].reverse().join(""));
}
