// Finds a name for a function in its statements: the verb of what they call, and the object of what they give back.
import { isBuiltin } from "../python/builtins";
import { calledName } from "../python/called-name";
import type { Expr, Stmt } from "../python/syntax";
import { childrenOf, isStatement, walkNodes } from "../python/walk";
import { snakeCase } from "./pythonNames";
import { isVerb } from "./verbs";

const draws = /^(?:show|imshow|matshow|scatter|hist|bar|barh|pie|subplots|figure|axes|heatmap|boxplot|contourf?|plot(?:_\w+)?)$/;
const savesResults = /^(?:to_\w+|save\w*|dump|write)$/;

/** Names of what is trained. */
const trained = /model|clf|classif|regress|estimator|pipe|net(?:work)?$|scaler|encoder|pca/i;

/** Names that say how something was drawn, not what. */
const drawn = /^(?:fig|figure|ax|axs|axes|_+)$/;

/** Verb phrases in snake_case, the best one first; [] where the statements say too little. `topic` is what the heading above is about, "" where there is none. */
export function namesFromCode(statements: readonly Stmt[], returns: readonly string[], topic: string): readonly string[] {
  const object = objectOf(returns);
  const name = nameByCalls(statements, returns, object, topic);
  return [...(name === null ? [] : [name]), ...(object === "" ? [] : [`make_${object}`])];
}

function nameByCalls(statements: readonly Stmt[], returns: readonly string[], object: string, topic: string): string | null {
  const methods: string[] = [];
  walkNodes(statements, (node) => {
    if (node.kind === "Call") methods.push(calledName(node));
    return node.kind !== "FunctionDef" && node.kind !== "Lambda";
  });
  const does = (pattern: RegExp): boolean => methods.some((name) => pattern.test(name));
  if (does(/^(?:fit|train|compile)$/)) return `train_${snakeCase(returns.find((one) => trained.test(one)) ?? "model")}`;
  if (does(/^train_test_split$/)) return "split_data";
  if (does(/^(?:read_\w+|load\w*|fetch\w*)$/)) return `load_${object || "data"}`;
  if (does(draws)) return `plot_${object || topic || "figure"}`;
  if (object !== "") return `make_${object}`;
  if (does(savesResults)) return "save_results";
  const last = statements[statements.length - 1];
  return does(/^print$/) ? `print_${topic || "summary"}` : last?.kind === "ExprStmt" ? nameFromExpression(last.value) : null;
}

/** What results are, by their names: the last one, or the words that all of them share, in the plural. */
function objectOf(returns: readonly string[]): string {
  const names = returns.filter((name) => !drawn.test(name)).map(snakeCase);
  const [first, ...others] = names.map((name) => name.split("_"));
  const shared = others.length === 0 ? [] : first.filter((word) => word.length > 2 && others.every((words) => words.includes(word)));
  if (shared.length === 0) return names[names.length - 1] ?? "";
  const plural = shared.join("_");
  return /s$/.test(plural) ? plural : `${plural}s`;
}

/** `trainer.evaluate()` → "evaluate_trainer", `model.push_to_hub(name)` → "push_to_hub", `summarise(df)` → "run_summarise", `df[0]` → "show_df". */
function nameFromExpression(value: Expr): string | null {
  if (value.kind === "Call" && value.func.kind === "Name" && !isBuiltin(value.func.name)) return `run_${snakeCase(value.func.name)}`;
  const root = snakeCase(rootName(value) ?? "");
  if (value.kind !== "Call" || value.func.kind === "Name") return root === "" ? null : `show_${root}`;
  const method = snakeCase(calledName(value));
  if (!isVerb(method.split("_")[0])) return null;
  return method.includes("_") ? method : root === "" ? null : `${method}_${root}`;
}

/** The first name that an expression reads, but for functions that it calls. */
function rootName(expr: Expr): string | null {
  if (expr.kind === "Name") return expr.name;
  if (expr.kind === "Call" && expr.func.kind === "Name") return expr.args.length > 0 ? rootName(expr.args[0]) : null;
  for (const child of childrenOf(expr)) {
    const name = isStatement(child) ? null : rootName(child);
    if (name !== null) return name;
  }
  return null;
}
