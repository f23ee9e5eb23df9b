// The fix that reads a value from an environment variable instead of the notebook's text.
import { ownVariable } from "../../knowledge/systemVariables";
import type { Fix, NotebookEdit } from "../../notebook/edits";
import type { Span } from "../../notebook/model";
import type { PythonNotebook } from "../../python/analysis";
import { rememberFor } from "../../util/rememberFor";
import { moduleAt } from "./order/names";

/** Replaces every place, the first of them first in the notebook, by a read of the variable; null where the notebook uses the name `os` for something else. */
export function environmentFix(python: PythonNotebook, title: string, variable: string, places: readonly (Span & { readonly cell: number })[]): Fix | null {
  const os = moduleAt(python, "os", places[0]);
  if (!os) return null;
  const edits = places.map(({ cell, start, end }): NotebookEdit => ({ kind: "replaceText", cell, start, end, text: `${os.name}.environ["${variable}"]` }));
  return { title, safe: false, edits: [...os.edits, ...edits] };
}

/** The name, or one like it where the notebook reads another value under it already or the system sets it: `KEY` → `KEY_2`. */
export function freeVariable(wanted: string, taken: ReadonlySet<string>, python: PythonNotebook | null): string {
  const name = ownVariable(wanted);
  const isTaken = (one: string): boolean => taken.has(one) || (python !== null && readVariables(python).has(one));
  let free = name;
  for (let count = 2; isTaken(free); count++) free = `${name}_${count}`;
  return free;
}

const readVariables = rememberFor((python: PythonNotebook): ReadonlySet<string> =>
  new Set(python.cells.flatMap(({ module }) => [...module.source.matchAll(/\b(?:environ(?:\.get)?|getenv)\s*[[(]\s*["'](\w+)["']\s*[\])](?!\s*=(?!=))/g)].map(([, name]) => name))));
