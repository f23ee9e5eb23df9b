// Names what a notebook's expressions stand for: calls by their dotted names, constant texts, the values behind names.
import type { Notebook } from "../../notebook/model";
import { groupsOf, itemsOf, rememberGroups } from "../../util/rememberEach";
import { rememberFor } from "../../util/rememberFor";
import type { Steps } from "../../util/steps";
import type { Definition, PlacedExpr, PythonCell, PythonNotebook, ResolvedCall, StringUse } from "../analysis";
import type { CellFlow } from "../flow/flow";
import type { PlacedNotebook } from "../flow/placing";
import type { AttributeExpr, ClassDef, Expr, NameExpr } from "../syntax";
import { Answers, newAnswerMemory, type AnswerSource } from "./answers";
import { classOfSelf, valuesOfAttribute } from "./attributes";
import { givenTo, type CallSource } from "./given";
import { createNameLookup } from "./names";
import { placesIn } from "./places";
import { constantTextOf } from "./text";

/** What the resolver adds to the analysis of a notebook; the comments are at `PythonNotebook`. */
export type Resolver = Pick<PythonNotebook, "definitions" | "calls" | "callGroups" | "stringGroups" | "callsIn" | "stringsIn" | "answers" | "answersAbout" | "strings" | "qualifiedName" | "valueOf" | "placedValueOf" | "constantText">;

/** A dotted name longer than this is a chain that nobody has a rule for; it also keeps `x = x.f()` line after line linear. */
const longestName = 300;

/** Names and cells on the way to one answer: far more than anyone writes, few enough for the stack. */
const deepest = 400;

/** One of the notebook's classes behind an expression, or an instance of it. */
interface Owner {
  readonly node: ClassDef;
  readonly cell: number;
  readonly isInstance: boolean;
}

/** What resolving needs of an analysis. */
export interface ResolverInput {
  readonly notebook: Notebook;
  readonly cells: readonly PythonCell[];
  cellAt(index: number): PythonCell | undefined;
  readonly placed: PlacedNotebook;
  readonly document: CellFlow;
}

/**
 * Resolves names through imports, aliases and values, for one notebook analysed by `document`; in steps. Every answer is computed
 * once, on first use, or taken over from the analysis before. Where several definitions may be the one and they do not
 * agree, nothing is said.
 */
export function* createResolver({ notebook, cells, cellAt, placed, document }: ResolverInput): Steps<Resolver> {
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
  const calling: CallSource = {
    definitionsNamed: (name) => book().definitionsNamed(name),
    cellsUsing: (kind, name) => book().cellsUsing(kind, name),
    qualifiedName: (expr, cell) => qualify(expr, cell),
    classOf: (object, cell) => classBehind(object, cell),
  };
  const { homeOf, sourcesOf } = createNameLookup({
    cells, cellAt, document,
    definitionsNamed: calling.definitionsNamed,
    givenTo: (parameter, cell) => givenTo(parameter, cell, calling),
  });
  let depth = 0;

  const qualify = (expr: Expr, cell: number): string | null => {
    switch (expr.kind) {
      case "Attribute": case "Call": case "Name": case "NamedExpr": case "Await": case "Conditional": case "Binary":
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

  /** What a name stands for is answered where it stands: answers about other cells then rest on that answer. */
  const isElsewhere = (home: number | undefined, cell: number): home is number => {
    // It may come back with the text that held it.
    if (home === undefined) book().distrust();
    return home !== undefined && home !== cell;
  };

  const nameOf = (expr: Expr, cell: number): string | null => {
    switch (expr.kind) {
      case "Name": {
        const home = homeOf(expr, cell);
        if (isElsewhere(home, cell)) return qualify(expr, home);
        return agreed(sourcesOf(expr, cell).map((source) => source && (source.value ? qualify(source.value, source.cell) : source.path)));
      }
      case "Attribute": {
        const object = qualify(expr.value, cell);
        return object ? `${object}.${expr.attr.name}` : agreed(heldBy(expr, cell).map((held) => held && qualify(held.expr, held.cell)));
      }
      case "Call": {
        const callee = qualify(expr.func, cell);
        return callee && (importedBy(callee, expr.args) ?? `${callee}()`);
      }
      case "NamedExpr": case "Await":
        return qualify(expr.value, cell);
      case "Conditional":
        return agreed([qualify(expr.body, cell), qualify(expr.orelse, cell)]);
      case "Binary": {
        // A path joined to another part is a path.
        const left = expr.op === "/" ? qualify(expr.left, cell) : null;
        return left === "pathlib.Path()" ? left : null;
      }
      default:
        return null;
    }
  };

  const follow = (expr: Expr, cell: number): PlacedExpr => {
    if (expr.kind === "NamedExpr") return follow(expr.value, cell);
    if (expr.kind !== "Name" && expr.kind !== "Attribute") return { expr, cell };
    const itself = { expr, cell };
    return book().get("value", expr, cell, itself, () => {
      if (isTooDeep()) return itself;
      depth++;
      const source = sourceBehind(expr, cell);
      const found = source ? follow(source.expr, source.cell) : itself;
      depth--;
      return found;
    });
  };

  /** The one expression that a name or an attribute stands for; of a name that stands elsewhere, the name there. */
  const sourceBehind = (expr: NameExpr | AttributeExpr, cell: number): PlacedExpr | null => {
    const home = expr.kind === "Name" ? homeOf(expr, cell) : cell;
    if (isElsewhere(home, cell)) return { expr, cell: home };
    const [source, ...others] = expr.kind === "Name" ? sourcesOf(expr, cell).map((one) => (one?.value ? { expr: one.value, cell: one.cell } : null)) : heldBy(expr, cell);
    return source && others.every((other) => other && isSamePlace(follow(source.expr, source.cell), follow(other.expr, other.cell))) ? source : null;
  };

  /** What an attribute of one of the notebook's own classes may hold; empty where it is none, null among it is something unknown. */
  const heldBy = ({ value, attr }: AttributeExpr, cell: number): readonly (PlacedExpr | null)[] => {
    const owner = ownerOf(value, cell);
    if (!owner || book().cellsUsing("bound attribute", attr.name)?.length !== 0) return [];
    return valuesOfAttribute(owner.node, attr.name).map((held) => held && { expr: held, cell: owner.cell });
  };

  /** The class that an object is or is an instance of. */
  const ownerOf = (object: Expr, cell: number): Owner | null => {
    const found = follow(object, cell);
    const { module } = cellAt(found.cell) ?? {};
    const isMade = found.expr.kind === "Call";
    const name = found.expr.kind === "Call" ? found.expr.func : found.expr;
    if (!module || name.kind !== "Name") return null;
    const own = classOfSelf(module, name);
    if (own) return isMade ? null : { node: own, cell: found.cell, isInstance: true };
    const home = homeOf(name, found.cell);
    if (home !== found.cell) book().distrust();
    const [source, ...others] = home === undefined ? [] : sourcesOf(name, home);
    return source?.made && others.length === 0 ? { node: source.made, cell: source.cell, isInstance: isMade } : null;
  };

  const classBehind = (object: Expr, cell: number): ClassDef | null => {
    const owner = ownerOf(object, cell);
    return owner?.isInstance ? owner.node : null;
  };

  const sourceOf = (cell: number) => notebook.cells[cell]?.source ?? "";
  const lookup = { follow, qualifiedName: qualify, sourceOf };
  const constantText = (expr: Expr, cell: number): string | null => book().get("text", expr, cell, null, () => constantTextOf(expr, cell, lookup));
  const callsOf: InCell<ResolvedCall> = ({ index, module, scope }) =>
    (book().of(index).calls ??= placesIn(module, scope).calls.map((place) => ({ cell: index, name: qualify(place.node.func, index), ...place })));

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
  const stringGroups = () => groupsOf(cells).map(stringsInGroup);
  yield* answers.prepare();
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
    placedValueOf: follow,
    constantText,
  };
}

const isSamePlace = (one: PlacedExpr, other: PlacedExpr): boolean => one.expr === other.expr && one.cell === other.cell;

const nothing: readonly never[] = [];

type InCell<Item> = (cell: PythonCell) => readonly Item[];
const callsInGroups = rememberGroups((cell: PythonCell, callsOf: InCell<ResolvedCall>) => callsOf(cell));

/** Strings rest on the text of their cell alone. */
const stringsOf = rememberFor(({ index, module, scope }: PythonCell): readonly StringUse[] => placesIn(module, scope).strings.map((place) => ({ cell: index, ...place })));
const stringsInGroup = rememberFor((cells: readonly PythonCell[]): readonly StringUse[] => cells.flatMap(stringsOf));

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
