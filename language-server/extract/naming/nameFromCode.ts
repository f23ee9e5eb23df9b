// Finds a name for a function in its statements: the verb of what they call, and the object of what they give back.
import { isBuiltin } from "../../python/builtins";
import { calledName } from "../../python/calledName";
import type { CallExpr, Expr, Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { findLoaded, isLoaded, loads, type Loaded } from "./loadedNames";
import { snakeCase } from "./pythonNames";
import { drawn, drawnObject, draws, printedObject, rootName, sharedWords, trainedObject, trains } from "./subjects";
import { isVerb } from "./verbs";

/** Names of what is trained. */
const trained = /model|clf|classif|regress|estimator|pipe|net(?:work)?$|scaler|encoder|pca/i;
/** Settings of how figures look: Matplotlib's, seaborn's. */
const setsStyle = /^(?:rc|set_(?:theme|style|context|palette))$/;
const setsFilters = /^(?:filterwarnings|simplefilter)$/;
const savesResults = /^(?:to_\w+|save\w*|dump|write)$/;

/** Verb phrases in snake_case, the best one first; [] where the statements say too little. `topic` is what the heading above is about, "" where there is none; `isImported` tells names of modules. */
export function namesFromCode(
  statements: readonly Stmt[],
  returns: readonly string[],
  topic: string,
  isImported: (name: string) => boolean,
): readonly string[] {
  const object = objectOf(returns);
  const name = nameByCalls(statements, returns, object, topic, isImported);
  const others = object === "" ? namesFromLast(statements, isImported) : [`make_${object}`];
  return name === null
    ? [...others, ...(others.length === 0 && statements.at(-1)?.kind === "ExprStmt" ? ["show_result"] : [])]
    : [name, ...others];
}

function nameByCalls(
  statements: readonly Stmt[],
  returns: readonly string[],
  object: string,
  topic: string,
  isImported: (name: string) => boolean,
): string | null {
  const methods: string[] = [];
  walkNodes(statements, (node) => {
    if (node.kind === "Call" && !compilesText(node, isImported) && !showsValue(node, isImported)) methods.push(calledName(node));
    return node.kind !== "FunctionDef" && node.kind !== "Lambda";
  });
  const does = (pattern: RegExp): boolean => methods.some((name) => pattern.test(name));
  if (does(trains))
    return `train_${snakeCase(returns.find((one) => trained.test(one)) ?? "") || trainedObject(statements, isImported) || "model"}`;
  if (does(/^train_test_split$/)) return "split_data";
  const loaded = does(loads) ? findLoaded(statements) : null;
  const loading = loaded ? namesOfLoading(loaded, returns) : [];
  // What is loaded by `load_iris` is called otherwise.
  if (loading.length > 0) return loading.find((one) => !methods.includes(one)) ?? loading[0];
  if (does(draws) || (object === "" && returns.some((name) => drawn.test(name) && !name.startsWith("_"))))
    return `plot_${topic || (object.length > 1 ? object : "") || drawnObject(statements, isImported) || "figure"}`;
  const change = changeOf(statements, returns);
  if (change !== null) return `${change}_${object}`;
  if (object !== "") return `make_${object}`;
  const last = statements[statements.length - 1];
  if (loaded && last?.kind === "ExprStmt" && isLoaded(last.value, loaded.all)) return "load_data";
  if (does(savesResults)) return "save_results";
  if (statements.length > 0 && statements.every(({ kind }) => kind === "Assert")) return `check_${topic || "assumptions"}`;
  if (methods.length > 0 && methods.every((name) => setsStyle.test(name))) return "set_plot_style";
  if (methods.length > 0 && methods.every((name) => setsFilters.test(name))) return "filter_warnings";
  if (methods.length > 0 && methods.every((name) => /^(?:set_|manual_)?(?:random_)?seed(?:_all)?$/.test(name))) return "set_random_seed";
  if (does(/^print$/)) return `print_${topic || printedObject(statements, isImported) || "summary"}`;
  return last?.kind === "ExprStmt" ? nameFromExpression(last.value, isImported) : loaded && "load_data";
}

/** Names for a function that gives back what a call has loaded, the best one first, or parts of that; [] where it gives back neither. */
function namesOfLoading({ direct, all }: Loaded, returns: readonly string[]): readonly string[] {
  const objects = [direct, all]
    .map((names) => returns.filter((name) => names.has(name)))
    .filter((names) => names.length > 0)
    .map(objectOf);
  return objects
    .map((object) => `load_${object.length > 1 ? object : "data"}`)
    .concat(objects.length > 0 && returns.length > 1 ? ["load_data"] : []);
}

/** `compile(text, …)` and `re.compile(pattern)`: a model's own method compiles the model. */
const compilesText = ({ func }: CallExpr, isImported: (name: string) => boolean): boolean =>
  func.kind === "Name"
    ? func.name === "compile"
    : func.kind === "Attribute" && func.attr.name === "compile" && func.value.kind === "Name" && isImported(func.value.name);

/** `show(world)`: a function of the notebook, which Matplotlib's takes nothing to look at. */
const showsValue = ({ func, args }: CallExpr, isImported: (name: string) => boolean): boolean =>
  func.kind === "Name" && func.name === "show" && args.length > 0 && !isImported("show");

/** What methods of frames do with them (pandas' API reference), as verbs. */
const frameVerbs: ReadonlyMap<string, string> = new Map([
  ...["query", "loc", "iloc", "filter", "between", "isin"].map((name): [string, string] => [name, "filter"]),
  ...["dropna", "drop_duplicates"].map((name): [string, string] => [name, "clean"]),
  ["fillna", "fill"],
  ["rename", "rename"],
  ["merge", "merge"],
  ["join", "join"],
  ["sort_values", "sort"],
  ["sort_index", "sort"],
  ["astype", "convert"],
  ["resample", "resample"],
  ["replace", "replace"],
  ["sample", "sample"],
  ["shift", "shift"],
  ["concat", "combine"],
  ["append", "extend"],
]);

/** The verb of statements that make the one name they give back of itself: "sort" of `df = df.sort_values("day")`, "filter" of `df = df[df.day > 3]`, "prepare" of several; null of others. */
function changeOf(statements: readonly Stmt[], returns: readonly string[]): string | null {
  const [name, ...others] = returns;
  if (name === undefined || others.length > 0 || statements.length === 0) return null;
  const verbs = statements.map((statement) => {
    const isOfItself =
      statement.kind === "Assign" &&
      statement.targets.length === 1 &&
      statement.targets[0].kind === "Name" &&
      statement.targets[0].name === name &&
      rootName(statement.value) === name;
    return isOfItself ? verbOfChange(statement.value) : null;
  });
  if (verbs.some((verb) => verb === null)) return null;
  return new Set(verbs).size === 1 ? verbs[0] : "prepare";
}

/** The verb of the outermost method or subscript that is known. */
function verbOfChange(value: Expr): string | null {
  if (value.kind === "Subscript") {
    const member = value.value.kind === "Attribute" ? value.value.attr.name : "";
    return value.index.kind === "Compare" || value.index.kind === "Binary" || value.index.kind === "Unary"
      ? "filter"
      : (frameVerbs.get(member) ?? null);
  }
  if (value.kind !== "Call") return null;
  return frameVerbs.get(calledName(value)) ?? (value.func.kind === "Attribute" ? verbOfChange(value.func.value) : null);
}

/** What results are, by their names: the last one that has more than a letter, or the words that all of them share, in the plural. */
function objectOf(returns: readonly string[]): string {
  const names = returns.filter((name) => !drawn.test(name)).map(snakeCase);
  return (names.length > 1 ? sharedWords(names) : null) ?? names.findLast((name) => name.length > 1) ?? names[names.length - 1] ?? "";
}

/** `trainer.evaluate()` → "evaluate_trainer", `model.push_to_hub(name)` → "push_to_hub", `summarise(df)` → "run_summarise", `run(solve)` → "run_solve", `df[0]` → "show_df", `np.greater(a, b)` → "show_greater". */
function nameFromExpression(value: Expr, isImported: (name: string) => boolean): string | null {
  if (value.kind === "Call" && value.func.kind === "Name" && !isBuiltin(value.func.name)) {
    // A class is no action: `HTML(page)`.
    if (/^\p{Lu}/u.test(value.func.name)) return `show_${snakeCase(value.func.name)}`;
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
