// Resolves the names of calls and the values of names through imports, aliases and single assignments.
import { groupBy } from "../util/groupBy";
import type { Definition, Flow } from "../python/analysis";
import type { ScriptCall, ScriptExpr, ScriptNotebook } from "./analysis";
import type { CellFacts } from "./collect";
import { moduleName } from "./specifier";

interface CellWithFacts {
  readonly index: number;
  readonly facts: CellFacts;
}

type Resolved = Pick<ScriptNotebook, "calls" | "strings" | "imports" | "catches" | "valuesOf" | "valueAt" | "qualifiedName">;

/** Names are followed through so many aliases. */
const MAX_ALIASES = 6;

export function createScriptResolver(cells: readonly CellWithFacts[], definitions: readonly Definition[], document: Flow): Resolved {
  const facts = new Map(cells.map((cell) => [cell.index, cell.facts]));
  const named = groupBy(definitions, ({ name }) => name);

  /** Definitions that a name may mean at its place; null if the name is a local one or may be something else. */
  const definitionsAt = (name: string, start: number, cell: number): readonly Definition[] | "provided" | null => {
    const reads = document.readsAt(cell, start);
    if (reads.length === 0) return null;
    const reached = [...new Set(reads.flatMap((read) => read.definitions))];
    if (reached.length > 0) return reached;
    if (reads.every((read) => read.status === "builtin")) return "provided";
    return reads.every((read) => read.status === "bound" || read.status === "maybe-unbound") ? (named.get(name) ?? null) : null;
  };

  const qualifiedName = (expr: ScriptExpr, cell: number, depth = 0): string | null => {
    if (depth > MAX_ALIASES) return null;
    if (expr.kind === "member") {
      const of = qualifiedName(expr.of, cell, depth);
      return of === null ? null : `${of}.${expr.name}`;
    }
    if (expr.kind === "call") {
      const [first] = expr.args;
      if (expr.callee.kind === "name" && /^(?:import|require)$/.test(expr.callee.name) && first?.kind === "text" && first.isWhole)
        return importedName(first.value);
      const callee = qualifiedName(expr.callee, cell, depth);
      return callee === null ? null : `${callee}()`;
    }
    if (expr.kind !== "name") return null;
    const found = definitionsAt(expr.name, expr.start, cell);
    if (found === "provided") return expr.name;
    if (!found || found.length !== 1) return null;
    const [definition] = found;
    if (!definition) return null;
    if (definition.imported !== null) return importedName(definition.imported);
    const value = facts.get(definition.cell)?.values.get(definition.at.start);
    return value ? qualifiedName(value, definition.cell, depth + 1) : null;
  };

  const calls = cells.flatMap(({ index, facts: own }) =>
    own.calls.map((call): ScriptCall => ({ ...call, cell: index, name: qualifiedName(call.callee, index) })),
  );
  let before = 0;
  const strings = cells.flatMap(({ index, facts: own }) => {
    const offset = before;
    before += own.calls.length;
    return own.strings.map((one) => ({
      ...one,
      cell: index,
      argumentOf: one.argumentOf && { ...one.argumentOf, call: one.argumentOf.call + offset },
    }));
  });
  return {
    calls,
    strings,
    imports: cells.flatMap(({ index, facts: own }) => own.imports.map((one) => ({ ...one, cell: index }))),
    catches: cells.flatMap(({ index, facts: own }) => own.catches.map((one) => ({ ...one, cell: index }))),
    valueAt: (cell, start) => facts.get(cell)?.values.get(start),
    qualifiedName: (expr, cell) => qualifiedName(expr, cell),
    valuesOf(name, cell) {
      const found = definitionsAt(name.name, name.start, cell);
      if (found === "provided" || found === null) return [];
      const values = found.map((definition) => {
        const expr = facts.get(definition.cell)?.values.get(definition.at.start);
        return expr ? { expr, cell: definition.cell } : null;
      });
      return values.every((value) => value !== null) ? values : [];
    },
  };
}

/** "npm:axios@1.7.2#default.get" → "axios.get": the module without scheme and version, then what is taken from it. */
function importedName(path: string): string {
  const [module = "", ...taken] = path.split("#");
  return [moduleName(module), ...taken.filter((name) => name !== "default")].join(".");
}
