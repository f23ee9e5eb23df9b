// Finds a name for a function in its statements: the verb of what they call, and the object of what they give back.
import { isBuiltin } from "../../python/builtins";
import { calledName } from "../../python/calledName";
import type { CallExpr, Expr, Stmt } from "../../python/syntax";
import { walkExpressions, walkNodes } from "../../python/walk";
import { targetNames } from "../follow/nameExpressions";
import { findLoaded, isLoaded, loads, type Loaded } from "./loadedNames";
import { snakeCase } from "./pythonNames";
import { isVerb } from "./verbs";

const draws = /^(?:show|imshow|matshow|scatter|hist|bar|barh|pie|subplots|figure|axes|heatmap|clustermap|contourf?|pcolormesh|hist2d|hexbin|errorbar|fill_between|quiver|semilog[xy]|loglog|plot(?:_\w+)?|(?!sub)\w+plot)$/;
/** Calls that draw nothing of what they are given. */
const onlyPrepares = /^(?:show|subplots|figure|axes)$/;
const savesResults = /^(?:to_\w+|save\w*|dump|write)$/;

/** Names of what is trained. */
const trained = /model|clf|classif|regress|estimator|pipe|net(?:work)?$|scaler|encoder|pca/i;

/** Names that say how something was drawn, not what. */
const drawn = /^(?:fig|figure|ax|axs|axes|_+)$/;

/** Verb phrases in snake_case, the best one first; [] where the statements say too little. `topic` is what the heading above is about, "" where there is none; `isImported` tells names of modules. */
export function namesFromCode(statements: readonly Stmt[], returns: readonly string[], topic: string, isImported: (name: string) => boolean): readonly string[] {
  const object = objectOf(returns);
  const name = nameByCalls(statements, returns, object, topic, isImported);
  const others = object === "" ? namesFromLast(statements, isImported) : [`make_${object}`];
  return name === null ? [...others, ...(others.length === 0 && statements.at(-1)?.kind === "ExprStmt" ? ["show_result"] : [])] : [name, ...others];
}

function nameByCalls(statements: readonly Stmt[], returns: readonly string[], object: string, topic: string, isImported: (name: string) => boolean): string | null {
  const methods: string[] = [];
  walkNodes(statements, (node) => {
    if (node.kind === "Call" && !compilesText(node, isImported)) methods.push(calledName(node));
    return node.kind !== "FunctionDef" && node.kind !== "Lambda";
  });
  const does = (pattern: RegExp): boolean => methods.some((name) => pattern.test(name));
  if (does(/^(?:fit|train|compile)$/)) return `train_${snakeCase(returns.find((one) => trained.test(one)) ?? "model")}`;
  if (does(/^train_test_split$/)) return "split_data";
  const loaded = does(loads) ? findLoaded(statements) : null;
  const loading = loaded ? namesOfLoading(loaded, returns) : [];
  // What is loaded by `load_iris` is called otherwise.
  if (loading.length > 0) return loading.find((one) => !methods.includes(one)) ?? loading[0];
  if (does(draws)) return `plot_${(object.length > 1 ? object : "") || topic || drawnObject(statements, isImported) || "figure"}`;
  const change = changeOf(statements, returns);
  if (change !== null) return `${change}_${object}`;
  if (object !== "") return `make_${object}`;
  const last = statements[statements.length - 1];
  if (loaded && last?.kind === "ExprStmt" && isLoaded(last.value, loaded.all)) return "load_data";
  if (does(savesResults)) return "save_results";
  if (statements.length > 0 && statements.every(({ kind }) => kind === "Assert")) return `check_${topic || "assumptions"}`;
  if (methods.length > 0 && methods.every((name) => name === "rc")) return "set_plot_style";
  if (methods.length > 0 && methods.every((name) => /^(?:set_|manual_)?(?:random_)?seed(?:_all)?$/.test(name))) return "set_random_seed";
  if (does(/^print$/)) return `print_${topic || "summary"}`;
  return last?.kind === "ExprStmt" ? nameFromExpression(last.value, isImported) : loaded && "load_data";
}

/** Names for a function that gives back what a call has loaded, the best one first, or parts of that; [] where it gives back neither. */
function namesOfLoading({ direct, all }: Loaded, returns: readonly string[]): readonly string[] {
  const objects = [direct, all].map((names) => returns.filter((name) => names.has(name))).filter((names) => names.length > 0).map(objectOf);
  return objects.map((object) => `load_${object.length > 1 ? object : "data"}`).concat(objects.length > 0 && returns.length > 1 ? ["load_data"] : []);
}

/** `compile(text, …)` and `re.compile(pattern)`: a model's own method compiles the model. */
const compilesText = ({ func }: CallExpr, isImported: (name: string) => boolean): boolean =>
  func.kind === "Name" ? func.name === "compile" : func.kind === "Attribute" && func.attr.name === "compile" && func.value.kind === "Name" && isImported(func.value.name);

/** Whose data calls that draw show: `prices` of `prices.close.plot()`, `plt.scatter(prices.x, prices.y)` and `sns.lineplot(data=prices)`; "" where that is not said. */
function drawnObject(statements: readonly Stmt[], isImported: (name: string) => boolean): string {
  const isData = (name: string | null): name is string => name !== null && name.length > 1 && !isImported(name) && !drawn.test(name) && !isBuiltin(name);
  const loops = new Map<string, string | null>();
  const found = new Set<string>();
  walkNodes(statements, (node) => {
    if (node.kind === "For") for (const name of targetNames(node.target)) loops.set(name, rootName(node.iter));
    if (node.kind !== "Call" || !draws.test(calledName(node)) || onlyPrepares.test(calledName(node))) return;
    const data = node.keywords.find(({ name }) => name?.name === "data")?.value;
    const owner = node.func.kind === "Attribute" ? node.func.value : null;
    const roots = [owner, data ?? null, node.args[0] ?? null].map((expr) => expr && rootName(expr)).map((name) => (name === null ? null : loops.get(name) ?? name));
    const root = roots.find(isData);
    if (root !== undefined) found.add(root);
  });
  const [first, ...others] = found;
  return first === undefined ? "" : others.length === 0 ? snakeCase(first) : sharedWords([...found].map(snakeCase)) ?? snakeCase(first);
}

/** What methods of frames do with them (pandas' API reference), as verbs. */
const frameVerbs: ReadonlyMap<string, string> = new Map([
  ...["query", "loc", "iloc", "filter", "between", "isin"].map((name): [string, string] => [name, "filter"]), ...["dropna", "drop_duplicates"].map((name): [string, string] => [name, "clean"]),
  ["fillna", "fill"], ["rename", "rename"], ["merge", "merge"], ["join", "join"], ["sort_values", "sort"], ["sort_index", "sort"], ["astype", "convert"], ["resample", "resample"],
  ["replace", "replace"], ["sample", "sample"], ["shift", "shift"], ["concat", "combine"], ["append", "extend"],
]);

/** The verb of statements that make the one name they give back of itself: "sort" of `df = df.sort_values("day")`, "filter" of `df = df[df.day > 3]`, "prepare" of several; null of others. */
function changeOf(statements: readonly Stmt[], returns: readonly string[]): string | null {
  const [name, ...others] = returns;
  if (name === undefined || others.length > 0 || statements.length === 0) return null;
  const verbs = statements.map((statement) => {
    const isOfItself = statement.kind === "Assign" && statement.targets.length === 1 && statement.targets[0].kind === "Name" && statement.targets[0].name === name && rootName(statement.value) === name;
    return isOfItself ? verbOfChange(statement.value) : null;
  });
  if (verbs.some((verb) => verb === null)) return null;
  return new Set(verbs).size === 1 ? verbs[0] : "prepare";
}

/** The verb of the outermost method or subscript that is known. */
function verbOfChange(value: Expr): string | null {
  if (value.kind === "Subscript") {
    const member = value.value.kind === "Attribute" ? value.value.attr.name : "";
    return value.index.kind === "Compare" || value.index.kind === "Binary" || value.index.kind === "Unary" ? "filter" : frameVerbs.get(member) ?? null;
  }
  if (value.kind !== "Call") return null;
  return frameVerbs.get(calledName(value)) ?? (value.func.kind === "Attribute" ? verbOfChange(value.func.value) : null);
}

/** What results are, by their names: the last one that has more than a letter, or the words that all of them share, in the plural. */
function objectOf(returns: readonly string[]): string {
  const names = returns.filter((name) => !drawn.test(name)).map(snakeCase);
  return (names.length > 1 ? sharedWords(names) : null) ?? names.findLast((name) => name.length > 1) ?? names[names.length - 1] ?? "";
}

/** The words that all of several names have, in the plural; null where there are none. */
function sharedWords(names: readonly string[]): string | null {
  const [first, ...others] = names.map((name) => name.split("_").map((word) => word.replace(/(?<=\p{L}{2})\d+$/u, "")));
  const shared = first.filter((word) => word.length > 2 && others.every((words) => words.includes(word))).join("_");
  return shared === "" ? null : /s$/.test(shared) ? shared : `${shared}s`;
}

/** `trainer.evaluate()` → "evaluate_trainer", `model.push_to_hub(name)` → "push_to_hub", `summarise(df)` → "run_summarise", `run(solve)` → "run_solve", `df[0]` → "show_df", `np.greater(a, b)` → "show_greater". */
function nameFromExpression(value: Expr, isImported: (name: string) => boolean): string | null {
  if (value.kind === "Call" && value.func.kind === "Name" && !isBuiltin(value.func.name)) {
    const given = value.func.name === "run" && value.args.length > 0 ? rootName(value.args[0]) : null;
    return `run_${snakeCase(given ?? value.func.name)}`;
  }
  const found = rootName(value);
  if (found !== null && isImported(found)) return value.kind === "Call" ? nameFromModule(value) : null;
  const root = snakeCase(found ?? "");
  if (value.kind !== "Call" || value.func.kind === "Name") return root === "" ? null : `show_${root}`;
  const method = snakeCase(calledName(value));
  if (!isVerb(method.split("_")[0])) return null;
  return method.includes("_") ? method : root === "" ? null : `${method}_${root}`;
}

/** What is left to be said of code that gives no names: what its last statement displays or sets. `pmf.std()` → "show_pmf_std", `df["ratio"] = …` → "set_ratio", `row[0] = …` → "update_row". */
function namesFromLast(statements: readonly Stmt[], isImported: (name: string) => boolean): readonly string[] {
  const last = statements[statements.length - 1];
  if (last?.kind === "ExprStmt") return namesFromDisplay(last.value, isImported);
  if (last?.kind === "For" || last?.kind === "While" || last?.kind === "With") return namesFromLast(last.body, isImported);
  const target = last?.kind === "Assign" ? last.targets[0] : last?.kind === "AugAssign" ? last.target : null;
  if (target?.kind !== "Subscript" && target?.kind !== "Attribute") return [];
  const word = target.kind === "Attribute" ? target.attr.name : target.index.kind === "String" ? target.index.value : "";
  const set = snakeCase(word.length > mostLetters ? "" : word);
  const root = rootName(target);
  return [...(set === "" ? [] : [`set_${set}`]), ...(root === null || isImported(root) ? [] : [`update_${snakeCase(root)}`])];
}

/** Longer texts are no names of columns or settings. */
const mostLetters = 30;

/** Methods of Python's collections that change them and give nothing to show. */
const changesInPlace = /^(?:append|clear|discard|extend|insert|reverse|sort|update)$/;

function namesFromDisplay(value: Expr, isImported: (name: string) => boolean): readonly string[] {
  const member = value.kind === "Call" ? value.func : value;
  const word = member.kind === "Attribute" ? snakeCase(member.attr.name) : "";
  const found = rootName(value);
  const root = found === null || isImported(found) ? "" : snakeCase(found);
  if (value.kind === "Call" && root !== "" && changesInPlace.test(word)) return [`update_${root}`];
  const parts = [root, word].filter((part) => part !== "");
  return parts.length === 0 ? [] : [`show_${parts.join("_")}`];
}

/** Of a function of a module, or a chain of methods that begins with one: `np.greater(a, b)` → "show_greater", `so.Plot(cars).add(so.Dots())` → "show_plot". */
function nameFromModule(call: CallExpr): string | null {
  for (let at: Expr = call; at.kind === "Call" || at.kind === "Attribute"; at = at.kind === "Call" ? at.func : at.value) {
    if (at.kind !== "Call" || at.func.kind !== "Attribute" || rootName(at.func.value) === null || holdsCall(at.func.value)) continue;
    const name = snakeCase(calledName(at));
    return isVerb(name.split("_")[0]) && name.includes("_") ? name : `show_${name}`;
  }
  return null;
}

const holdsCall = (expr: Expr): boolean => expr.kind === "Call" || (expr.kind === "Attribute" && holdsCall(expr.value));

/** The first name that an expression reads, but for functions that it calls. */
function rootName(expr: Expr): string | null {
  let found: string | null = null;
  walkExpressions(expr, (node) => {
    if (found !== null) return false;
    if (node.kind === "Name") found = node.name;
    else if (node.kind === "ListComp" || node.kind === "SetComp" || node.kind === "DictComp" || node.kind === "GeneratorExp") found = rootName(node.generators[0].iter);
    else if (node.kind === "Call" && node.func.kind === "Name") found = node.args.length > 0 ? rootName(node.args[0]) : null;
    else return true;
    return false;
  });
  return found;
}
