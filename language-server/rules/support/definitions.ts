// The definitions that a name may find where it is read.
import { indexGroups } from "../../util/indexGroups";
import type { Definition, PythonNotebook, Read, ResolvedCall } from "../../python/analysis";
import type { CallExpr, Expr, Identifier } from "../../python/syntax";

/** Every definition that reaches a name, in whichever order its cell or function comes to run; each once. */
export const definitionsAt = (name: { readonly start: number }, cell: number, python: PythonNotebook): readonly Definition[] => [
  ...new Set(python.document.readsAt(cell, name.start).flatMap((read) => read.definitions)),
];

/** The cell that holds the value to which a name was followed; null where none of the name's own definitions holds it. */
export const cellOfValue = (name: Expr, value: Expr, cell: number, python: PythonNotebook): number | null =>
  definitionsAt(name, cell, python).find((one) => one.value === value)?.cell ?? null;

/** The definition that binds a name where it stands. */
export const definitionBoundAt = ({ name, start }: Identifier, cell: number, python: PythonNotebook): Definition | undefined =>
  definitionsNamed(python, name).find((one) => one.cell === cell && one.at.start === start);

/** The one definition that a call of a plain name runs; undefined where it may be another. */
export function calledDefinition({ func }: CallExpr, cell: number, python: PythonNotebook): Definition | undefined {
  const [only, ...others] = func.kind === "Name" ? definitionsAt(func, cell, python) : [];
  return others.length === 0 ? only : undefined;
}

/** The definitions of a name, and the imports of a dotted path, in document order. */
export const definitionsNamed = (python: PythonNotebook, name: string): readonly Definition[] => python.definitionsNamed(name);
export const importsOf = (python: PythonNotebook, path: string): readonly Definition[] => byImport(python.definitionGroups, path);

/** The definition whose value is the call alone. */
export const definitionBy = ({ node, statement }: ResolvedCall, python: PythonNotebook): Definition | undefined =>
  byValue(python.definitionGroups, node).find((one) => one.node === statement);

/** The reads of what a definition binds, in the order of the runs; those in functions that nothing visible calls are apart. */
export const readsOf = (definition: Definition, python: PythonNotebook): readonly Read[] =>
  byDefinition(python.document.readGroups, definition);
export const latentReadsOf = (definition: Definition, python: PythonNotebook): readonly Read[] =>
  byDefinition(python.document.latentGroups, definition);

/** True where one is above the other. */
export const isAbove = (one: Definition, other: Definition): boolean =>
  one.cell < other.cell || (one.cell === other.cell && one.at.start < other.at.start);

/** The reads of a name in groups of reads, such as those of a flow. */
export const readsNamed = indexGroups((read: Read) => [read.name]);

const byValue = indexGroups(({ value }: Definition): readonly Expr[] => (value ? [value] : []));
const byImport = indexGroups(({ imported }: Definition): readonly string[] => (imported === null ? [] : [imported]));
const byDefinition = indexGroups(({ definitions }: Read): Iterable<Definition> => new Set(definitions));
