// Calls and places that reach the notebook's names by another way than by the name: exec, globals(), IPython's shell.
import { leavesNames } from "../ipython/magics";
import type { AttributeExpr, CallExpr, Expr } from "../syntax";

/** `globals()`, `locals()`, `vars()`, `dir()`. */
export const isNamespaceCall = (expr: Expr): expr is CallExpr =>
  expr.kind === "Call" && expr.args.length === 0 && expr.func.kind === "Name" && namespaceFunctions.has(expr.func.name);
const namespaceFunctions: ReadonlySet<string> = new Set(["globals", "locals", "vars", "dir"]);

/** Methods of what those give that leave it as it is. */
export const namespaceReaders: ReadonlySet<string> = new Set(["get", "keys", "values", "items", "copy", "__contains__", "__getitem__"]);

/** True of a call that may bind names no analysis can know. */
export function bindsUnknownNames(call: CallExpr): boolean {
  const { func, args } = call;
  if (func.kind === "Name") {
    if (func.name === "exec" || func.name === "execfile" || func.name === "globals" || bindsNames(func.name, args)) return true;
    if (func.name === "setattr") return isNamespaceModule(args[0]);
    if (func.name === "HTML" || func.name === "Javascript") return mayRunInKernel(call);
    return (func.name === "vars" && args.length === 0) || (func.name === "eval" && mayBindInText(args[0]));
  }
  if (func.kind !== "Attribute") return false;
  if ((isKernel(func.value) && !kernelReaders.has(func.attr.name)) || runsInKernel(func)) return !callsQuietMagic(func.attr.name, call);
  return (
    bindsNames(func.attr.name, args) ||
    (isNamespaceCall(func.value) && !namespaceReaders.has(func.attr.name)) ||
    (func.attr.name === "update" && isNamespaceAttribute(func.value))
  );
}

/** Scripts in a page or file that is shown can send code to the kernel: one that is read from elsewhere, or says so. */
function mayRunInKernel({ args, keywords }: CallExpr): boolean {
  if (keywords.some(({ name }) => name?.name === "filename" || name?.name === "url")) return true;
  const [shown] = args;
  if (shown?.kind === "String") return shown.value.includes("kernel.execute");
  return shown?.kind === "Call" && shown.func.kind === "Attribute" && shown.func.attr.name === "read";
}

/** Functions that put names into the notebook: `dill.load_session(file)`, MSTICPy's `init_notebook()`, SymPy's `init_session()` and `var("x y")`. Sources: their references. */
const bindsNames = (name: string, [first]: readonly Expr[]): boolean =>
  name === "load_session" || name === "init_notebook" || name === "init_session" || (name === "var" && first?.kind === "String");

/** A method of IPython's shell that runs code or binds names, under whatever name the shell goes: `ip = get_ipython()`. */
const runsInKernel = ({ value, attr }: AttributeExpr): boolean =>
  kernelRunners.has(attr.name) ||
  ((attr.name === "push" || attr.name === "ex" || attr.name === "magic") &&
    value.kind === "Name" &&
    /^_?(?:ip|ipy|ipython|shell|ip_?shell)$/.test(value.name));

/** Methods that nothing else has. */
const kernelRunners: ReadonlySet<string> = new Set([
  "run_line_magic",
  "run_cell_magic",
  "run_cell",
  "run_cell_async",
  "safe_execfile",
  "safe_execfile_ipy",
]);

/** A magic that leaves the notebook's names alone: `get_ipython().run_line_magic("matplotlib", "inline")`, and `magic("matplotlib inline")` of old. */
function callsQuietMagic(method: string, { args: [first, second], keywords }: CallExpr): boolean {
  if (first?.kind !== "String" || keywords.length > 0) return false;
  if (method === "run_line_magic") return second?.kind === "String" && leavesNames(first.value, second.value);
  const [, name = "", rest = ""] = /^%*(\S*) ?(.*)/s.exec(first.value) ?? [];
  return method === "magic" && leavesNames(name, rest);
}

const isKernel = (expr: Expr): boolean =>
  expr.kind === "Call" &&
  ((expr.func.kind === "Name" && expr.func.name === "get_ipython") ||
    (expr.func.kind === "Attribute" && expr.func.attr.name === "get_ipython"));
/** Methods of IPython's shell that bind no names of the notebook. */
const kernelReaders: ReadonlySet<string> = new Set([
  "system",
  "getoutput",
  "getoutput_split",
  "set_next_input",
  "showtraceback",
  "register_magic_function",
  "register_magics",
  "set_custom_exc",
  "enable_matplotlib",
  "enable_gui",
]);

/** `sys.modules[__name__]`, `__main__`, `builtins`: attributes set there are names. */
const isNamespaceModule = (expr: Expr | undefined): boolean =>
  (expr?.kind === "Name" && (expr.name === "builtins" || expr.name === "__builtins__" || expr.name === "__main__")) ||
  (expr?.kind === "Subscript" && expr.value.kind === "Attribute" && expr.value.attr.name === "modules");

const isNamespaceAttribute = (expr: Expr): boolean =>
  expr.kind === "Attribute" && (expr.attr.name === "user_ns" || (expr.attr.name === "__dict__" && isNamespaceModule(expr.value)));

/** An evaluated text binds names only by `:=`. */
const mayBindInText = (text: Expr | undefined): boolean => (text?.kind === "String" ? text.value.includes(":=") : text?.kind === "FString");

/** True of a place that is a name by another way: `globals()["x"]`, `builtins.x`. Gives the name, or null where any may be meant. */
export function namespaceTarget(target: Expr): { readonly name: string | null } | null {
  if (target.kind === "Attribute") return isNamespaceModule(target.value) ? { name: target.attr.name } : null;
  if (target.kind !== "Subscript" || (!isNamespaceCall(target.value) && !isNamespaceAttribute(target.value))) return null;
  return { name: target.index.kind === "String" ? target.index.value : null };
}
