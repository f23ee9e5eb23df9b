// Names what a notebook's expressions stand for: calls by their dotted names, constant texts, the values behind names.
import type { Notebook } from "../../notebook/model";
import { itemsOf, rememberGroups } from "../../rememberEach";
import type { Definition, PythonCell, PythonNotebook, ResolvedCall, StringUse } from "../analysis";
import type { CellFlow } from "../flow/flow";
import type { PlacedNotebook } from "../flow/placing";
import type { Expr } from "../syntax";
import { Answers, newAnswerMemory, type AnswerSource, type Placed } from "./answers";
import { createNameLookup } from "./names";
import { placesIn } from "./places";
import { constantTextOf } from "./text";

/** What the resolver adds to the analysis of a notebook; the comments are at `PythonNotebook`. */
export type Resolver = Pick<PythonNotebook, "definitions" | "calls" | "callGroups" | "stringGroups" | "callsIn" | "stringsIn" | "answers" | "answersAbout" | "strings" | "qualifiedName" | "valueOf" | "constantText">;

/** A dotted name longer than this is a chain that nobody has a rule for; it also keeps `x = x.f()` line after line linear. */
const longestName = 300;

/** Names and cells on the way to one answer: far more than anyone writes, few enough for the stack. */
const deepest = 400;

/** What resolving needs of an analysis. */
export interface ResolverInput {
  readonly notebook: Notebook;
  readonly cells: readonly PythonCell[];
  cellAt(index: number): PythonCell | undefined;
  readonly placed: PlacedNotebook;
  readonly document: CellFlow;
}

/**
 * Resolves names through imports, aliases and values, for one notebook analysed by `document`. Every answer is computed
 * once, on first use, or taken over from the analysis before. Where several definitions may be the one and they do not
 * agree, nothing is said.
 */
export function createResolver({ notebook, cells, cellAt, placed, document }: ResolverInput): Resolver {
  const { definitionsNamed, memory } = placed;
  const definitionsIn = (cell: number): readonly Definition[] => placed.input.programs[cell]?.made ?? [];
  const source: AnswerSource = {
    cells, cellAt, definitionsNamed,
    standingIn: (cell) => document.standingIn(cell),
    answer: (about, expr, cell) => (about === "name" ? qualify(expr, cell) : about === "value" ? follow(expr, cell) : constantText(expr, cell)),
    prepare: ({ index }) => definitionsIn(index).forEach(({ value }) => value && qualify(value, index)),
  };
  const self = {};
  memory.answers.owner = self;
  let answers = new Answers(source, memory.answers);
  let isOld = false;
  /** The memory serves the newest analysis; an older one that is asked again answers by itself. */
  const book = (): Answers => {
    if (memory.answers.owner !== self && !isOld) {
      isOld = true;
      answers = new Answers(source, newAnswerMemory());
    }
    return answers;
  };
  const sources = createNameLookup({ cells, cellAt, document, definitionsNamed: (name) => book().definitionsNamed(name), distrust: () => book().distrust() });
  let depth = 0;

  const qualify = (expr: Expr, cell: number): string | null => {
    switch (expr.kind) {
      case "Attribute": case "Call": case "Name": case "NamedExpr": case "Await": case "Conditional":
        return book().get("name", expr, cell, null, () => {
          if (isTooDeep()) return null;
          depth++;
          const name = nameOf(expr, cell);
          depth--;
          return name !== null && name.length > longestName ? null : name;
        });
      default:
        return null;
    }
  };
  const isTooDeep = (): boolean => {
    if (depth < deepest) return false;
    book().distrust();
    return true;
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

  const follow = (expr: Expr, cell: number): Placed => {
    if (expr.kind === "NamedExpr") return follow(expr.value, cell);
    if (expr.kind !== "Name") return { expr, cell };
    const itself = { expr, cell };
    return book().get("value", expr, cell, itself, () => {
      const [source, ...others] = sources(expr, cell);
      if (!source?.value || others.length > 0 || isTooDeep()) return itself;
      depth++;
      const found = follow(source.value, source.cell);
      depth--;
      return found;
    });
  };

  const sourceOf = (cell: number) => notebook.cells[cell]?.source ?? "";
  const lookup = { follow, qualifiedName: qualify, sourceOf };
  const constantText = (expr: Expr, cell: number): string | null => book().get("text", expr, cell, null, () => constantTextOf(expr, cell, lookup));
  const callsOf: InCell<ResolvedCall> = ({ index, module, scope }) =>
    (book().of(index).calls ??= placesIn(module, scope).calls.map((place) => ({ cell: index, name: qualify(place.node.func, index), ...place })));
  const stringsOf: InCell<StringUse> = ({ index, module, scope }) =>
    (book().of(index).strings ??= placesIn(module, scope).strings.map((place) => ({ cell: index, ...place })));

  const ofCell = <Item>(index: number, itemsIn: InCell<Item>): readonly Item[] => {
    const cell = cellAt(index);
    return cell ? itemsIn(cell) : nothing;
  };

  let definitions: readonly Definition[] | null = null;
  let calls: readonly ResolvedCall[] | null = null;
  let strings: readonly StringUse[] | null = null;
  let listed: readonly object[] | null = null;
  const answersInOrder = (): readonly object[] => (listed ??= cells.map(({ index }) => book().of(index)));
  const callGroups = () => callsInGroups(cells, callsOf, answersInOrder());
  const stringGroups = () => stringsInGroups(cells, stringsOf, answersInOrder());
  return {
    get definitions() {
      return (definitions ??= itemsOf(placed.definitionGroups));
    },
    get calls() {
      return (calls ??= itemsOf(callGroups()));
    },
    get strings() {
      return (strings ??= itemsOf(stringGroups()));
    },
    get callGroups() {
      return callGroups();
    },
    get stringGroups() {
      return stringGroups();
    },
    callsIn: (index) => ofCell(index, callsOf),
    stringsIn: (index) => ofCell(index, stringsOf),
    get answers() {
      return answersInOrder();
    },
    answersAbout: (cell) => book().of(cell),
    qualifiedName: qualify,
    valueOf: (expr, cell) => follow(expr, cell).expr,
    constantText,
  };
}

const nothing: readonly never[] = [];

type InCell<Item> = (cell: PythonCell) => readonly Item[];
const callsInGroups = rememberGroups((cell: PythonCell, callsOf: InCell<ResolvedCall>) => callsOf(cell));
const stringsInGroups = rememberGroups((cell: PythonCell, stringsOf: InCell<StringUse>) => stringsOf(cell));

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
