// One name for several things in a script.
import { groupBy } from "../../util/groupBy";
import { cellLabel } from "../../notebook/label";
import type { Definition } from "../../python/analysis";
import type { ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";

export function* redefinedNames(script: ScriptNotebook): Iterable<Finding> {
  for (const [name, definitions] of groupBy(script.declarations, (one) => one.name)) {
    const change = name.length < 2 || name.startsWith("_") ? null : firstChange(definitions, script);
    if (!change) continue;
    const { before, after, reader } = change;
    const [was, is] = [sortOf(before, script)!, sortOf(after, script)!];
    yield {
      cell: after.cell,
      span: after.at,
      message: `${name} is ${was} in ${cellLabel(script.notebook.cells[before.cell])} and ${is} here: what other cells get depends on which of the two ran last. Rename one of them.`,
      related: [
        { cell: before.cell, span: before.at, message: `${name} is ${was} here` },
        { cell: reader.cell, span: reader.at, message: "and is used as that here" },
      ],
    };
  }
}

/** The first declaration in another cell that gives a name another sort of value, with a read of the earlier one between. */
function firstChange(
  definitions: readonly Definition[],
  script: ScriptNotebook,
): {
  readonly before: Definition;
  readonly after: Definition;
  readonly reader: { readonly cell: number; readonly at: Definition["at"] };
} | null {
  for (const [index, after] of definitions.entries()) {
    const before = definitions
      .slice(0, index)
      .filter((one) => one.cell < after.cell)
      .pop();
    if (!before) continue;
    const [was, is] = [sortOf(before, script), sortOf(after, script)];
    // The same thing of another release, or of another module that makes it as well.
    const isSameImport = before.imported !== null && after.imported !== null && lastName(before.imported) === lastName(after.imported);
    if (was === null || is === null || was === is || isSameImport) continue;
    const { reads } = script.document;
    const reader = reads.find(
      (read) => read.runsIn > before.cell && read.runsIn < after.cell && read.definitions.length === 1 && read.definitions[0] === before,
    );
    if (reader && reads.some((read) => read.definitions.includes(after))) return { before, after, reader };
  }
  return null;
}

const lastName = (imported: string): string => imported.split("#").pop() ?? imported;

/** What sort of thing a declaration makes, as messages say it; null where that is not certain. */
function sortOf({ kind, imported, cell, at }: Definition, script: ScriptNotebook): string | null {
  if (imported !== null) return `imported (${imported.replace("#", ", ")})`;
  if (kind === "function") return "a function";
  if (kind === "class") return "a class";
  const value = script.valueAt(cell, at.start);
  switch (value?.kind) {
    case "text":
      return "a text";
    case "array":
      return "a list";
    case "object":
      return "an object";
    case "function":
      return "a function";
    case "literal":
      return typeof value.value === "number" ? "a number" : typeof value.value === "boolean" ? "a Boolean" : null;
    default:
      return null;
  }
}
