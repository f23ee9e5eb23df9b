// What the expressions of one notebook refer to, question by question: dotted names, the values behind names, constant texts.
import type { Notebook } from "../../notebook/model";
import type { Steps } from "../../util/steps";
import type { Definition, PlacedExpr, PythonCell } from "../analysis";
import type { CellFlow } from "../flow/flow";
import type { PlacedNotebook } from "../flow/placing";
import type { AttributeExpr, ClassDef, Expr, NameExpr } from "../syntax";
import { Answers, type AnswerSource } from "./answers";
import { classOfSelf, valuesOfAttribute } from "./attributes";
import { newAnswerMemory, type Answerable, type CellAnswers, type Owner } from "./cellAnswers";
import { givenTo, type CallSource } from "./given";
import { createNameLookup, type NameLookup } from "./names";
import { constantTextOf, type TextLookup } from "./text";

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
 * Resolves names through imports, aliases and values. Every answer is computed once, on first use, or taken over from the
 * analysis before. Where several definitions may be the one and they do not agree, the answer is that nothing is known.
 */
export class Resolution {
  /** By this the memory knows whose it is; not by the resolution itself, which holds a whole analysis. */
  private readonly self = {};
  private answers: Answers;
  /** A newer analysis has taken the memory over. */
  private isOld = false;
  /** Questions under way, each inside the one before. */
  private depth = 0;
  private readonly source: AnswerSource;
  private readonly names: NameLookup;
  private readonly texts: TextLookup;

  constructor(private readonly input: ResolverInput) {
    const { notebook, cells, cellAt, placed, document } = input;
    const definitionsIn = (cell: number): readonly Definition[] => placed.input.programs[cell]?.made ?? [];
    this.source = {
      cells,
      cellAt,
      definitionsNamed: placed.definitionsNamed,
      definitionsByName: placed.definitionsByName,
      standingIn: (cell) => document.standingIn(cell),
      answer: (about, expr, cell) => this.answer(about, expr, cell),
      prepare: ({ index }) => definitionsIn(index).forEach(({ value }) => value && this.nameOf(value, index)),
    };
    placed.memory.answers.owner = this.self;
    this.answers = new Answers(this.source, placed.memory.answers);
    const calls: CallSource = {
      definitionsNamed: (name) => this.book.definitionsNamed(name),
      cellsUsing: (kind, name) => this.book.cellsUsing(kind, name),
      qualifiedName: (expr, cell) => this.nameOf(expr, cell),
      classOf: (object, cell) => this.classBehind(object, cell),
    };
    this.names = createNameLookup({
      cells,
      cellAt,
      document,
      definitionsNamed: calls.definitionsNamed,
      givenTo: (parameter, cell) => givenTo(parameter, cell, calls),
    });
    this.texts = {
      follow: (expr, cell) => this.valueOf(expr, cell),
      qualifiedName: calls.qualifiedName,
      sourceOf: (cell) => notebook.cells[cell]?.source ?? "",
    };
  }

  /** Takes over the answers of before that still hold. */
  prepare(): Steps<void> {
    return this.answers.prepare();
  }

  /** All that was answered about the expressions of one cell. */
  answersAbout(cell: number): CellAnswers {
    return this.book.of(cell);
  }

  /** "pandas.read_csv" for `pd.read_csv`, "open()" for a file that was opened; null where it is not known. */
  nameOf(expr: Expr, cell: number): string | null {
    switch (expr.kind) {
      case "Attribute":
      case "Call":
      case "Name":
      case "NamedExpr":
      case "Await":
      case "Conditional":
      case "Binary":
        return this.book.get("name", expr, cell, null, () => {
          if (this.isTooDeep()) return null;
          this.depth++;
          const name = this.findName(expr, cell);
          this.depth--;
          return name !== null && name.length > longestName ? null : name;
        });
      default:
        return null;
    }
  }

  /** The expression whose value a name or an attribute has, as far back as it is known; else the expression itself. */
  valueOf(expr: Expr, cell: number): PlacedExpr {
    if (expr.kind === "NamedExpr") return this.valueOf(expr.value, cell);
    if (expr.kind !== "Name" && expr.kind !== "Attribute") return { expr, cell };
    const itself = { expr, cell };
    return this.book.get("value", expr, cell, itself, () => {
      if (this.isTooDeep()) return itself;
      this.depth++;
      const source = this.sourceBehind(expr, cell);
      const found = source ? this.valueOf(source.expr, source.cell) : itself;
      this.depth--;
      return found;
    });
  }

  /** The text of a constant string or path; null where a part of it is not constant. */
  constantText(expr: Expr, cell: number): string | null {
    return this.book.get("text", expr, cell, null, () => constantTextOf(expr, cell, this.texts));
  }

  /** The memory serves the newest analysis; an older one that is asked again answers without it. */
  private get book(): Answers {
    if (this.input.placed.memory.answers.owner !== this.self && !this.isOld) {
      this.isOld = true;
      this.answers = new Answers(this.source, newAnswerMemory());
    }
    return this.answers;
  }

  private answer(about: keyof Answerable, expr: Expr, cell: number): Answerable[keyof Answerable] {
    switch (about) {
      case "name":
        return this.nameOf(expr, cell);
      case "value":
        return this.valueOf(expr, cell);
      case "text":
        return this.constantText(expr, cell);
      case "owner":
        return this.ownerOf(expr, cell);
    }
  }

  private isTooDeep(): boolean {
    if (this.depth < deepest) return false;
    this.book.distrust();
    return true;
  }

  /** What a name refers to is answered in its own cell: answers about other cells then depend on that answer. */
  private isElsewhere(home: number | undefined, cell: number): home is number {
    // It may come back with the text that held it.
    if (home === undefined) this.book.distrust();
    return home !== undefined && home !== cell;
  }

  private findName(expr: Expr, cell: number): string | null {
    switch (expr.kind) {
      case "Name": {
        const home = this.names.homeOf(expr, cell);
        if (this.isElsewhere(home, cell)) return this.nameOf(expr, home);
        return agreed(
          this.names.sourcesOf(expr, cell).map((source) => source && (source.value ? this.nameOf(source.value, source.cell) : source.path)),
        );
      }
      case "Attribute": {
        const object = this.nameOf(expr.value, cell);
        return object
          ? `${object}.${expr.attr.name}`
          : agreed(this.heldBy(expr, cell).map((held) => held && this.nameOf(held.expr, held.cell)));
      }
      case "Call": {
        const callee = this.nameOf(expr.func, cell);
        return callee && (importedBy(callee, expr.args) ?? `${callee}()`);
      }
      case "NamedExpr":
      case "Await":
        return this.nameOf(expr.value, cell);
      case "Conditional":
        return agreed([this.nameOf(expr.body, cell), this.nameOf(expr.orelse, cell)]);
      case "Binary": {
        // A path joined to another part is a path.
        const left = expr.op === "/" ? this.nameOf(expr.left, cell) : null;
        return left === "pathlib.Path()" ? left : null;
      }
      default:
        return null;
    }
  }

  /** The one expression that a name or an attribute refers to; for a name elsewhere, the name there. */
  private sourceBehind(expr: NameExpr | AttributeExpr, cell: number): PlacedExpr | null {
    const home = expr.kind === "Name" ? this.names.homeOf(expr, cell) : cell;
    if (this.isElsewhere(home, cell)) return { expr, cell: home };
    const [source, ...others] =
      expr.kind === "Name"
        ? this.names.sourcesOf(expr, cell).map((one) => (one?.value ? { expr: one.value, cell: one.cell } : null))
        : this.heldBy(expr, cell);
    return source &&
      others.every((other) => other && isSamePlace(this.valueOf(source.expr, source.cell), this.valueOf(other.expr, other.cell)))
      ? source
      : null;
  }

  /** What an attribute of one of the notebook's own classes may hold; empty where it is none, null among it is something unknown. */
  private heldBy({ value, attr }: AttributeExpr, cell: number): readonly (PlacedExpr | null)[] {
    const owner = this.ownerOf(value, cell);
    if (!owner || this.book.cellsUsing("bound attribute", attr.name)?.length !== 0) return [];
    return valuesOfAttribute(owner.node, attr.name).map((held) => held && { expr: held, cell: owner.cell });
  }

  private classBehind(object: Expr, cell: number): ClassDef | null {
    const owner = this.ownerOf(object, cell);
    return owner?.isInstance ? owner.node : null;
  }

  /** The class that an object is or is an instance of. A method that calls one of its name on what it is given asks for it in a circle. */
  private ownerOf(object: Expr, cell: number): Owner | null {
    return this.book.get("owner", object, cell, null, () => this.findOwner(object, cell));
  }

  private findOwner(object: Expr, cell: number): Owner | null {
    const found = this.valueOf(object, cell);
    const { module } = this.input.cellAt(found.cell) ?? {};
    const isMade = found.expr.kind === "Call";
    const name = found.expr.kind === "Call" ? found.expr.func : found.expr;
    if (!module || name.kind !== "Name") return null;
    const own = classOfSelf(module, name);
    if (own) return isMade ? null : { node: own, cell: found.cell, isInstance: true };
    const home = this.names.homeOf(name, found.cell);
    if (home !== found.cell) this.book.distrust();
    const [source, ...others] = home === undefined ? [] : this.names.sourcesOf(name, home);
    return source?.made && others.length === 0 ? { node: source.made, cell: source.cell, isInstance: isMade } : null;
  }
}

const isSamePlace = (one: PlacedExpr, other: PlacedExpr): boolean => one.expr === other.expr && one.cell === other.cell;

/** The one name that all give; null where they differ, one is unknown, or there is none. */
function agreed(names: readonly (string | null)[]): string | null {
  const [first = null, ...others] = names;
  return others.every((name) => name === first) ? first : null;
}

/** `importlib.import_module("a.b")` gives the module itself. */
function importedBy(callee: string, args: readonly Expr[]): string | null {
  const [module] = args;
  return callee === "importlib.import_module" && args.length === 1 && module?.kind === "String" && /^[^.]/.test(module.value)
    ? module.value
    : null;
}
