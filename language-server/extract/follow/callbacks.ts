// Which calls do nothing with a function that they get but call it, so that a lambda which calls it may stand for it.
import { calledName } from "../../python/calledName";
import type { CallExpr, Expr, FunctionDef, NameExpr, Node } from "../../python/syntax";
import { displayedStatement } from "../cut/looks";
import { isLiteral } from "../define/constants";
import type { Survey } from "../survey";

/** Calls that call what they get with one argument and at once, where they have no other keywords than these. */
const callers = /^(?:apply|applymap|map|filter|sort|sorted|min|max)$/;
const callersKeywords = /^(?:axis|raw|result_type|na_action|key|reverse|default)$/;

/** Methods of pandas, of Hugging Face's and TensorFlow's data sets that call what they get, now or later (their references); none asks for its name. */
const methods = /^(?:apply|applymap|map|filter|set_transform|with_transform)$/;
/** Keywords that take a function to be called: of Hugging Face's trainers, PyTorch's loaders and schedulers, sorting, Matplotlib's animations. */
const keywordNames = /^(?:compute_metrics|preprocess_logits_for_metrics|data_collator|collate_fn|worker_init_fn|lr_lambda|key|init_func)$/;
/** Functions whose first argument is called: numerical methods, iterators. */
const functions =
  /^(?:scipy\.(?:optimize|integrate)\.\w+|itertools\.\w+|functools\.reduce|numpy\.apply_along_axis|builtins\.(?:map|filter)|ipywidgets\.interactive(?:_output)?)$/;
/** Functions that call their first argument and give it back: a lambda is seen where that is displayed. */
const givesBack = /^(?:ipywidgets|IPython\.html\.widgets)\.interact(?:_manual)?$/;
/** Functions whose second argument is called, by the keyword that it has as well. */
const secondArguments: ReadonlyMap<string, string> = new Map([
  ["matplotlib.animation.FuncAnimation", "func"],
  ["re.sub", "repl"],
  ["re.subn", "repl"],
]);

/** Libraries that send functions to other processes by their name, which a lambda has not; keywords that ask for that, or for a function to be compiled. */
const sendsByName = /^(?:multiprocessing|concurrent|billiard|mpi4py|pebble)\b/;
const needsName = /^(?:workers|engine)$/;

/** What is handed to a call: the expression itself, or what a condition chooses. */
interface Handed {
  readonly call: CallExpr;
  readonly argument: Expr;
  readonly above: readonly Node[];
}

/** A lambda that may stand for a function where its name is read: its parameters, and whether it may be called when the call that it is handed to is over. */
export interface Callback {
  readonly parameters: readonly string[];
  readonly isKept: boolean;
}

/** What may stand for the function; null where only the function itself will do. */
export function findCallback(
  survey: Survey,
  { name, params, isAsync }: FunctionDef,
  cell: number,
  node: NameExpr,
  parents: readonly Node[],
): Callback | null {
  const handed = handedTo(node, parents);
  const hides = params.some((param) => param.name.name === name.name);
  if (!handed || isAsync || hides || survey.python.definitions.some(({ imported }) => imported !== null && sendsByName.test(imported)))
    return null;
  const isKept = !survey.facts(cell).isUsedUp(handed.argument, [...handed.above, handed.call]);
  const [first] = params;
  if (givesOneArgument(handed) && !isKept)
    return first && /^positional/.test(first.kind) ? { parameters: [first.name.name], isKept } : null;
  if (!onlyCalls(survey, cell, handed)) return null;
  const isPlain = params.every((param) => param.kind === "positional" && (param.default === null || isLiteral(param.default, true)));
  const source = survey.sourceOf(survey.definitionsOf(node.name)[0].cell);
  return isPlain
    ? {
        parameters: params.map((param) =>
          param.default === null ? param.name.name : `${param.name.name}=${source.slice(param.default.start, param.default.end)}`,
        ),
        isKept,
      }
    : null;
}

function handedTo(node: NameExpr, parents: readonly Node[]): Handed | null {
  let argument: Expr = node;
  for (let at = parents.length - 1; at >= 0; at--) {
    const parent = parents[at];
    if (parent.kind === "Conditional" && parent.test !== argument) argument = parent;
    else return parent.kind === "Call" && parent.func !== argument ? { call: parent, argument, above: parents.slice(0, at) } : null;
  }
  return null;
}

/** `df.apply(f, axis=1)`, `sorted(rows, key=f)`. */
function givesOneArgument({ call }: Handed): boolean {
  return (
    callers.test(calledName(call)) && call.keywords.every((keyword) => keyword.name !== null && callersKeywords.test(keyword.name.name))
  );
}

function onlyCalls(survey: Survey, cell: number, { call, argument }: Handed): boolean {
  if (call.keywords.some(({ name }) => name === null || needsName.test(name.name))) return false;
  const called = survey.python.qualifiedName(call.func, cell) ?? "";
  const keyword = call.keywords.find(({ value }) => value === argument);
  if (keyword) return keywordNames.test(keyword.name!.name) || secondArguments.get(called) === keyword.name!.name;
  if (argument === call.args[1]) return secondArguments.has(called);
  if (argument !== call.args[0]) return false;
  return (
    (call.func.kind === "Attribute" && methods.test(call.func.attr.name)) ||
    functions.test(called) ||
    (givesBack.test(called) && isDropped(survey, cell, call))
  );
}

/** Whether nothing takes or shows what a call gives. */
function isDropped(survey: Survey, cell: number, call: CallExpr): boolean {
  const all = survey.python.cellAt(cell)!;
  return all.module.body.some(
    (statement) => statement.kind === "ExprStmt" && statement.value === call && statement !== displayedStatement(all),
  );
}
