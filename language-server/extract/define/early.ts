// What a definition evaluates when it runs, as defaults are, and what it looks into then: in a module it does so at import,
// before the notebook's code has changed anything.
import type { Expr, Node, Stmt } from "../../python/syntax";
import { walkExpressions, walkNodes } from "../../python/walk";
import type { Chunk } from "../cut/chunks";
import { targetParts } from "../follow/nameExpressions";
import type { Survey } from "../survey";
import { fixedNames } from "./constants";

/** The expressions that a definition evaluates when it runs, but for annotations, which name types. */
function earlyExpressions(statement: Stmt): readonly Expr[] {
  switch (statement.kind) {
    case "FunctionDef":
      return [...statement.decorators, ...statement.params.flatMap((param) => param.default ?? [])];
    case "ClassDef":
      return [
        ...statement.decorators,
        ...statement.bases,
        ...statement.keywords.map(({ value }) => value),
        ...statement.body.flatMap(earlyExpressions),
      ];
    case "Assign":
    case "AnnAssign":
      return statement.value === null ? [] : [statement.value];
    default:
      return [];
  }
}

/** The names that a chunk's definitions read when they run. */
export function earlyNames({ statements }: Chunk): ReadonlySet<string> {
  const names = new Set<string>();
  for (const expr of statements.flatMap(earlyExpressions)) {
    walkExpressions(expr, (node) => {
      if (node.kind === "Name") names.add(node.name);
      return node.kind !== "Lambda";
    });
  }
  return names;
}

/** An object that a definition looks into: it takes an attribute or an item of it, its length, computes with it. */
interface Look {
  readonly name: string;
  readonly node: Expr;
  /** The attribute that is looked at; null of the object itself or an item. */
  readonly attribute: string | null;
  /** Whether one attribute or item is all that is looked at: whatever that is, it is taken as it is. */
  readonly isShallow: boolean;
}

/** A look into what code above may have changed by then, and the cell with that code; null where there is none. */
export function findEarlyLook(
  survey: Survey,
  chunk: Chunk,
): { readonly name: string; readonly node: Expr; readonly changedIn: number } | null {
  const above = survey.chunks.slice(0, survey.chunks.indexOf(chunk));
  for (const look of chunk.statements.flatMap(earlyExpressions).flatMap(looksIn)) {
    const definitions = survey.definitionsOf(look.name);
    const makers = definitions.flatMap(({ cell, at }) => survey.chunkOf(cell, at.start) ?? []);
    if (
      makers.length === 0 ||
      makers.includes(chunk) ||
      makers.some((maker) => fixedNames(survey, maker, true).some(({ name }) => name === look.name))
    )
      continue;
    const isImported = definitions.every(({ imported }) => imported !== null);
    const changer = above.find(
      (one) =>
        !makers.includes(one) &&
        survey.mentions(one).has(look.name) &&
        (isImported ? setsPart(one, look) : mayChange(survey, one, look, makers[0])),
    );
    if (changer) return { name: look.name, node: look.node, changedIn: changer.cell };
  }
  return null;
}

/** A name in code with the attributes and items around it: of `a.b["c"]` all of it, what stands around that, and how many there are. */
interface Chain {
  readonly top: Node;
  readonly above: Node | undefined;
  readonly length: number;
  /** The first of them, where it is an attribute. */
  readonly attribute: string | null;
}

function chainOf(name: Node, parents: readonly Node[]): Chain {
  let top = name;
  let length = 0;
  let attribute: string | null = null;
  for (; length < parents.length; length++) {
    const parent = parents[parents.length - 1 - length];
    if ((parent.kind !== "Attribute" && parent.kind !== "Subscript") || parent.value !== top) break;
    if (length === 0 && parent.kind === "Attribute") attribute = parent.attr.name;
    top = parent;
  }
  return { top, above: parents[parents.length - 1 - length], length, attribute };
}

/** The looks of an expression: what is the whole of it, or a display holds, is not looked into. */
function looksIn(expr: Expr): readonly Look[] {
  const looks: Look[] = [];
  walkExpressions(expr, (node, parents) => {
    if (node.kind === "Name") {
      const { length, attribute } = chainOf(node, parents);
      const isTaken = parents
        .slice(0, parents.length - length)
        .every(({ kind }) => kind === "Tuple" || kind === "List" || kind === "Set" || kind === "Dict");
      if (length > 0 || !isTaken) looks.push({ name: node.name, node, attribute, isShallow: isTaken && length === 1 });
    }
    return node.kind !== "Lambda";
  });
  return looks;
}

/** Whether code sets what is looked at of an import: `plt.rcParams["font.size"] = 8`, `config.RATE = 2`. */
function setsPart({ statements }: Chunk, look: Look): boolean {
  return someMention(
    statements,
    look.name,
    ({ top, above, length, attribute }, isSet) =>
      attribute === look.attribute &&
      ((isSet && length > 0) ||
        (top.kind === "Attribute" &&
          above?.kind === "Call" &&
          above.func === top &&
          /^(?:update|setdefault|append|extend|pop|clear)$/.test(top.attr.name))),
  );
}

/** Whether code may change what is looked at of an object that the notebook makes: it does more than read attributes and items, and make objects of a class. */
function mayChange(survey: Survey, { statements }: Chunk, { name, isShallow }: Look, maker: Chunk): boolean {
  const [made] = maker.statements;
  const isPlainClass =
    made.kind === "ClassDef" &&
    !setsItself.test(survey.sourceOf(maker.cell).slice(made.name.end, made.end)) &&
    !mentionsItself(made.body, name);
  return (
    !isShallow ||
    someMention(statements, name, ({ top, above, length }, isSet) => {
      const isCalled = above?.kind === "Call" && above.func === top;
      if (length > 0) return isSet || isCalled;
      return !(isCalled && isPlainClass) && !(above?.kind === "FunctionDef" && above.params.some(({ annotation }) => annotation === top));
    })
  );
}

/** Ways in which a class's own code may set its attributes. */
const setsItself = /\b(?:cls|__class__|type|setattr|vars|super|metaclass)\b/;

const mentionsItself = (body: readonly Stmt[], name: string): boolean => someMention(body, name, () => true);

function someMention(statements: readonly Stmt[], name: string, isSuch: (chain: Chain, isSet: boolean) => boolean): boolean {
  const set = new Set<Node>();
  let found = false;
  walkNodes(statements, (node, parents) => {
    targetsOf(node)
      .flatMap(targetParts)
      .forEach((target) => set.add(target));
    if (found || node.kind !== "Name" || node.name !== name) return;
    const chain = chainOf(node, parents);
    found = isSuch(chain, set.has(chain.top));
  });
  return found;
}

/** What a statement sets or removes. */
function targetsOf(node: Node): readonly Expr[] {
  switch (node.kind) {
    case "Assign":
    case "Delete":
      return node.targets;
    case "AugAssign":
    case "AnnAssign":
    case "For":
      return [node.target];
    case "With":
      return node.items.flatMap(({ target }) => target ?? []);
    default:
      return [];
  }
}
