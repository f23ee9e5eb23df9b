// The fix that reads a value from an environment variable instead of the notebook's text.
import { ownVariable } from "../../knowledge/systemVariables";
import type { Fix, NotebookEdit } from "../../notebook/edits";
import type { Span } from "../../notebook/model";
import type { PythonCell, PythonNotebook } from "../../python/analysis";
import { rememberFor } from "../../util/rememberFor";
import { moduleAt } from "./order/names";

/** Replaces every place, the first of them first in the notebook, by a read of the variable; null where the notebook uses the name `os` for something else. */
export function environmentFix(
  python: PythonNotebook,
  title: string,
  variable: string,
  places: readonly (Span & { readonly cell: number })[],
): Fix | null {
  const os = moduleAt(python, "os", places[0]);
  if (!os) return null;
  const edits = places.map(({ cell, start, end }): NotebookEdit => ({
    kind: "replaceText",
    cell,
    start,
    end,
    text: `${os.name}.environ["${variable}"]`,
  }));
  return { title, safe: false, edits: [...os.edits, ...edits] };
}

/** Gives each value a variable of its own, called as wanted, or alike where that is taken or the system sets it: `KEY` → `KEY_2`. */
export class FreeVariables {
  /** Those that the notebook reads, and those that were given. */
  private readonly taken: Set<string>;
  private readonly counts = new Map<string, number>();

  constructor(python: PythonNotebook | null) {
    this.taken = new Set(python ? readVariables(python) : []);
  }

  take(name: string): string {
    this.taken.add(name);
    return name;
  }

  next(wanted: string): string {
    const name = ownVariable(wanted);
    let free = name;
    for (let count = this.counts.get(name) ?? 2; this.taken.has(free); count++) {
      free = `${name}_${count}`;
      this.counts.set(name, count + 1);
    }
    return this.take(free);
  }
}

const readVariables = (python: PythonNotebook): readonly string[] => python.cells.flatMap((cell) => readIn(cell));

const readIn = rememberFor(({ module }: PythonCell): readonly string[] =>
  [...module.source.matchAll(/\b(?:environ(?:\.get)?|getenv)\s*[[(]\s*["'](\w+)["']\s*[\])](?!\s*=(?!=))/g)].map(([, name]) => name),
);
