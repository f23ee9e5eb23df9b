// What code is about, by the names in it: what it draws, prints or trains.
import { isBuiltin } from "../../python/builtins";
import { calledName } from "../../python/calledName";
import { isComprehension } from "../../python/children";
import type { CallExpr, Expr, Stmt } from "../../python/syntax";
import { walkExpressions, walkNodes } from "../../python/walk";
import { targetNames } from "../follow/nameExpressions";
import { snakeCase } from "./pythonNames";
import { isVerb } from "./verbs";

/** Calls that draw. */
export const draws =
  /^(?:show|imshow|matshow|scatter|hist|bar|barh|pie|subplots|figure|axes|heatmap|clustermap|contourf?|pcolormesh|hist2d|hexbin|errorbar|fill_between|quiver|semilog[xy]|loglog|plot(?:_\w+)?|(?!sub)\w+plot)$/;
/** Calls that draw nothing of what they are given. */
const onlyPrepares = /^(?:show|subplots|figure|axes)$/;
/** Names that say how something was drawn, not what. */
export const drawn = /^(?:(?:fig|figure|ax|axs|axes)(?:_?\d+)?|_+)$/;

/** Calls that train a model, or prepare it for that. */
export const trains = /^(?:fit|train|compile)$/;

/** Names that say nothing about what they hold. */
const vague = /^(?:out|output|res|results?|tmp|temp|values?|data|item|line|row|msg|message|text|s|i|n|x)$/;

/** Whose data calls that draw show: `prices` of `prices.close.plot()`, `plt.scatter(prices.x, prices.y)` and `sns.lineplot(data=prices)`; "" where that is not said. */
export function drawnObject(statements: readonly Stmt[], isImported: (name: string) => boolean): string {
  const loops = loopNames(statements);
  const found = new Set<string>();
  walkNodes(statements, (node) => {
    if (node.kind !== "Call" || !draws.test(calledName(node)) || onlyPrepares.test(calledName(node))) return;
    const data = node.keywords.find(({ name }) => name?.name === "data")?.value;
    const owner = node.func.kind === "Attribute" ? node.func.value : null;
    const roots = [owner, data ?? null, node.args[0] ?? null]
      .map((expr) => expr && rootName(expr))
      .map((name) => (name === null ? null : (loops.get(name) ?? name)));
    const root = roots.find((name) => isData(name, isImported));
    if (root) found.add(root);
  });
  return subjectOf([...found]) ?? snakeCase([...found][0] ?? "");
}

/** What calls of print show: `books` of `for b in books: print(b.title)`, "classification_report" of `print(classification_report(y, predicted))`; "" where that is several things, or text. */
export function printedObject(statements: readonly Stmt[], isImported: (name: string) => boolean): string {
  const loops = loopNames(statements);
  const found = new Set<string>();
  walkNodes(statements, (node) => {
    if (node.kind !== "Call" || node.func.kind !== "Name" || node.func.name !== "print") return;
    for (const value of node.args.flatMap(partsOf)) {
      const computed = nounOfCall(value);
      const root = computed ?? rootName(value);
      const name = root === null ? null : (loops.get(root) ?? root);
      if (computed !== null || isData(name, isImported)) found.add(computed ?? name!);
    }
  });
  const subject = subjectOf([...found]);
  return subject === null || vague.test(subject) ? "" : subject;
}

/** What calls that train are asked of: `knn` of `knn.fit(X, y)`, `LinearRegression` of `LinearRegression().fit(X, y)`; "" where that is several things. */
export function trainedObject(statements: readonly Stmt[], isImported: (name: string) => boolean): string {
  const found = new Set<string>();
  walkNodes(statements, (node) => {
    if (node.kind !== "Call" || node.func.kind !== "Attribute" || !trains.test(node.func.attr.name)) return;
    const owner = node.func.value;
    const name = owner.kind === "Name" ? owner.name : owner.kind === "Call" ? classOf(owner) : null;
    if (name !== null && name.length > 1 && !isImported(owner.kind === "Name" ? name : "")) found.add(name);
  });
  return subjectOf([...found]) ?? "";
}

/** `LinearRegression` of `LinearRegression()` and `lm.LinearRegression()`. */
function classOf(call: CallExpr): string | null {
  const name = calledName(call);
  return /^\p{Lu}\w*\p{Ll}/u.test(name) ? name : null;
}

/** "classification_report" of `metrics.classification_report(y, predicted)`: what a call computes, where its name has several words and no verb. */
function nounOfCall(value: Expr): string | null {
  if (value.kind !== "Call") return null;
  const name = snakeCase(calledName(value));
  return name.includes("_") && !isVerb(name.split("_")[0]) && !/^(?:is|has|to)_/.test(name) ? name : null;
}

/** The values that an argument of print shows: those in an f-string, and those that text is filled with. */
function partsOf(argument: Expr): readonly Expr[] {
  if (argument.kind === "Starred") return partsOf(argument.value);
  if (argument.kind === "FString") return argument.values.flatMap((value) => (value.kind === "Text" ? [] : partsOf(value.value)));
  if (argument.kind === "Binary") return [...partsOf(argument.left), ...partsOf(argument.right)];
  if (argument.kind === "Tuple") return argument.elements.flatMap(partsOf);
  if (argument.kind === "Call" && argument.func.kind === "Attribute" && argument.func.attr.name === "format")
    return [...argument.args, ...argument.keywords.map(({ value }) => value)].flatMap(partsOf);
  return argument.kind === "String" || argument.kind === "Number" || argument.kind === "Constant" ? [] : [argument];
}

/** The one thing that names are about: itself, or the words that all of them share; null of several, or none. */
function subjectOf(names: readonly string[]): string | null {
  const words = [...new Set(names.map(snakeCase))];
  return words.length === 1 ? words[0] : words.length === 0 ? null : sharedWords(words);
}

/** What loops go through, by the names of their turns. */
function loopNames(statements: readonly Stmt[]): ReadonlyMap<string, string | null> {
  const loops = new Map<string, string | null>();
  walkNodes(statements, (node) => {
    if (node.kind === "For") for (const name of targetNames(node.target)) loops.set(name, rootName(node.iter));
  });
  return loops;
}

const isData = (name: string | null, isImported: (name: string) => boolean): boolean =>
  name !== null && name.length > 1 && !isImported(name) && !drawn.test(name) && !isBuiltin(name);

/** What `X_train` and `y_train` share is no thing. */
const partOfData = /^(?:train|test|val|valid|validation|dev)$/;

/** The words that all of several names have, in the plural; null where there are none. */
export function sharedWords(names: readonly string[]): string | null {
  const [first, ...others] = names.map((name) => name.split("_").map((word) => word.replace(/(?<=\p{L}{2})\d+$/u, "")));
  const shared = first.filter((word) => word.length > 2 && others.every((words) => words.includes(word))).join("_");
  return shared === "" ? null : partOfData.test(shared) ? `${shared}_data` : /s$/.test(shared) ? shared : `${shared}s`;
}

/** The first name that an expression reads, but for functions that it calls. */
export function rootName(expr: Expr): string | null {
  let found: string | null = null;
  walkExpressions(expr, (node) => {
    if (found !== null) return false;
    if (node.kind === "Name") found = node.name;
    else if (isComprehension(node)) found = rootName(node.generators[0].iter);
    else if (node.kind === "Call" && node.func.kind === "Name") found = node.args.length > 0 ? rootName(node.args[0]) : null;
    else return true;
    return false;
  });
  return found;
}
