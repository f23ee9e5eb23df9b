// Bindings whose value is the same after another run of their cell, whatever the order of the runs.
import type { Definition, PythonNotebook } from "../../../python/analysis";

/** Calls that give the same object again, or one that nobody can tell from it. */
const sameAgain = new Set(["logging.getLogger", "pprint.PrettyPrinter"]);

/** True of an import, which gives the same module, and of a logger or a printer. `python` is null where the language is another. */
export const isSameAgain = ({ imported, value, cell }: Definition, python: PythonNotebook | null): boolean =>
  imported !== null || (python !== null && value?.kind === "Call" && sameAgain.has(python.qualifiedName(value.func, cell) ?? ""));
