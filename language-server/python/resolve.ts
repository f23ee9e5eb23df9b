// Names what a notebook's expressions stand for: calls by their dotted names, constant texts, the values behind names.
import type { Notebook } from "../notebook/model";
import type { Definition, Flow, PythonCell, PythonNotebook, ResolvedCall, StringUse } from "./analysis";
import { createNameLookup } from "./resolve-names";
import { placesIn } from "./resolve-places";
import { constantTextOf } from "./resolve-text";
import type { Expr } from "./syntax";

/** What the resolver adds to the analysis of a notebook; the comments are at `PythonNotebook`. */
export type Resolver = Pick<PythonNotebook, "calls" | "strings" | "qualifiedName" | "valueOf" | "constantText">;

/** A dotted name longer than this is a chain that nobody has a rule for; it also keeps `x = x.f()` line after line linear. */
const longestName = 300;

/** Names and cells on the way to one answer: far more than anyone writes, few enough for the stack. */
const deepest = 400;

/**
 * Resolves names through imports, aliases and values, for one notebook analysed by `document`. Every answer is computed
 * once, on first use. Where several definitions may be the one and they do not agree, nothing is said.
 */
export function createResolver(notebook: Notebook, cells: readonly PythonCell[], definitions: readonly Definition[], document: Flow): Resolver {
  const sources = createNameLookup(cells, definitions, document);
  const names = new Memo<string | null>();
  const values = new Memo<Placed>();
  const texts = new Memo<string | null>();
  let depth = 0;
  let isPrepared = false;

  const qualify = (expr: Expr, cell: number): string | null => {
    switch (expr.kind) {
      case "Attribute": case "Call": case "Name": case "NamedExpr": case "Await": case "Conditional":
        return names.get(expr, cell, null, () => {
          if (depth >= deepest) return null;
          depth++;
          const name = nameOf(expr, cell);
          depth--;
          return name !== null && name.length > longestName ? null : name;
        });
      default:
        return null;
    }
  };

  const nameOf = (expr: Expr, cell: number): string | null => {
    switch (expr.kind) {
      case "Name":
        return agreed(sources(expr, cell).map((source) => source && (source.value ? qualify(source.value, source.cell) : source.path)));
      case "Attribute": {
        const object = qualify(expr.value, cell);
        return object && `${object}.${expr.attr.name}`;
      }
      case "Call": {
        const callee = qualify(expr.func, cell);
        return callee && (importedBy(callee, expr.args) ?? `${callee}()`);
      }
      case "NamedExpr": case "Await":
        return qualify(expr.value, cell);
      case "Conditional":
        return agreed([qualify(expr.body, cell), qualify(expr.orelse, cell)]);
      default:
        return null;
    }
  };

  /** Definitions in document order first: each then builds on those before it, however long the chain. */
  const prepare = () => {
    if (isPrepared) return;
    isPrepared = true;
    for (const { value, cell } of definitions) if (value) qualify(value, cell);
  };

  const follow = (expr: Expr, cell: number): Placed => {
    if (expr.kind === "NamedExpr") return follow(expr.value, cell);
    if (expr.kind !== "Name") return { expr, cell };
    const itself = { expr, cell };
    return values.get(expr, cell, itself, () => {
      const [source, ...others] = sources(expr, cell);
      if (!source?.value || others.length > 0 || depth >= deepest) return itself;
      depth++;
      const found = follow(source.value, source.cell);
      depth--;
      return found;
    });
  };

  const qualifiedName = (expr: Expr, cell: number) => {
    prepare();
    return qualify(expr, cell);
  };
  const sourceOf = (cell: number) => notebook.cells[cell]?.source ?? "";
  const lookup = { follow, qualifiedName, sourceOf };

  let calls: readonly ResolvedCall[] | null = null;
  let strings: readonly StringUse[] | null = null;
  return {
    get calls() {
      return (calls ??= cells.flatMap(({ index, module, scope }) =>
        placesIn(module, scope).calls.map((place) => ({ cell: index, name: qualifiedName(place.node.func, index), ...place }))));
    },
    get strings() {
      return (strings ??= cells.flatMap(({ index, module, scope }) => placesIn(module, scope).strings.map((place) => ({ cell: index, ...place }))));
    },
    qualifiedName,
    valueOf: (expr, cell) => follow(expr, cell).expr,
    constantText: (expr, cell) => texts.get(expr, cell, null, () => constantTextOf(expr, cell, lookup)),
  };
}

interface Placed {
  readonly expr: Expr;
  readonly cell: number;
}

/** Answers by expression and cell: cells of the same text share their expressions. */
class Memo<Answer> {
  private readonly cells = new Map<number, Map<Expr, Answer>>();

  /** The known answer, else the computed one; `cyclic` where the computation asks for itself. */
  get(expr: Expr, cell: number, cyclic: Answer, compute: () => Answer): Answer {
    let answers = this.cells.get(cell);
    if (!answers) this.cells.set(cell, (answers = new Map()));
    const known = answers.get(expr);
    if (known !== undefined) return known;
    answers.set(expr, cyclic);
    const answer = compute();
    answers.set(expr, answer);
    return answer;
  }
}

/** The one name that all give; null where they differ, one is unknown, or there is none. */
function agreed(names: readonly (string | null)[]): string | null {
  const [first = null, ...others] = names;
  return others.every((name) => name === first) ? first : null;
}

/** `importlib.import_module("a.b")` gives the module itself. */
function importedBy(callee: string, args: readonly Expr[]): string | null {
  const [module] = args;
  return callee === "importlib.import_module" && args.length === 1 && module?.kind === "String" && /^[^.]/.test(module.value) ? module.value : null;
}
