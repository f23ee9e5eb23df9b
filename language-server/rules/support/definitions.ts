// The definitions that a name may find where it is read.
import type { Definition, PythonNotebook } from "../../python/analysis";
import type { Expr } from "../../python/syntax";

/** Every definition that reaches a name, in whichever order its cell or function comes to run; each once. */
export const definitionsAt = (name: { readonly start: number }, cell: number, python: PythonNotebook): readonly Definition[] =>
  [...new Set(python.document.readsAt(cell, name.start).flatMap((read) => read.definitions))];

/** The cell that holds the value to which a name was followed; null where none of the name's own definitions holds it. */
export const cellOfValue = (name: Expr, value: Expr, cell: number, python: PythonNotebook): number | null =>
  definitionsAt(name, cell, python).find((one) => one.value === value)?.cell ?? null;
