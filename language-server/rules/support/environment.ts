// The fix that reads a value from an environment variable instead of the notebook's text.
import type { Fix, NotebookEdit } from "../../notebook/edits";
import type { Span } from "../../notebook/model";
import type { PythonNotebook } from "../../python/analysis";
import { moduleAt } from "./order/names";

/** Replaces every place, the first of them first in the notebook, by a read of the variable; null where the notebook uses the name `os` for something else. */
export function environmentFix(python: PythonNotebook, title: string, variable: string, places: readonly (Span & { readonly cell: number })[]): Fix | null {
  const os = moduleAt(python, "os", places[0]);
  if (!os) return null;
  const edits = places.map(({ cell, start, end }): NotebookEdit => ({ kind: "replaceText", cell, start, end, text: `${os.name}.environ["${variable}"]` }));
  return { title, safe: false, edits: [...os.edits, ...edits] };
}
