// Which contexts may end an exception, so that code below a `with` runs though its body has not run to the end.
import type { Definition, PythonNotebook } from "../../python/analysis";
import type { ClassDef, Expr, FunctionDef, Stmt } from "../../python/syntax";
import { walkNodes } from "../../python/walk";

/** Contexts of libraries end an exception nowhere but in the named ones; those of the notebook where their text says so, and unknown ones may. */
export function maySuppress(
  python: PythonNotebook,
  context: Expr,
  cell: number,
  definitionOf: (name: string) => Definition | null,
): boolean {
  const name = python.qualifiedName(context, cell);
  if (name?.includes(".") || name?.startsWith("builtins"))
    return /(?:^|\.)(?:suppress|raises|assertRaises|ExitStack|AsyncExitStack)\b/.test(name);
  const called = context.kind === "Call" ? context.func : context;
  const own = context.kind === "Call" && called.kind === "Name" ? definitionOf(called.name) : null;
  if (own?.node.kind === "FunctionDef")
    return !isManager(python, own.node, own.cell) || catchesAtYield(own.node, (inner) => maySuppress(python, inner, own.cell, () => null));
  if (own?.node.kind === "ClassDef") return mayEndException(own.node);
  return (
    name !== null ||
    !(
      called.kind === "Attribute" &&
      /^(?:open|connect|begin|cursor|no_grad|autocast|lock|acquire|session|scope|as_default|gca|figure)$/.test(called.attr.name)
    )
  );
}

const isManager = (python: PythonNotebook, { decorators }: FunctionDef, cell: number): boolean =>
  decorators.length === 1 && /^contextlib\.(?:async)?contextmanager$/.test(python.qualifiedName(decorators[0], cell) ?? "");

/** True of a generator whose `yield`, where the exception comes out, may stand in something that ends it. */
function catchesAtYield({ body }: FunctionDef, suppresses: (context: Expr) => boolean): boolean {
  let catches = false;
  walkNodes(body, (node) => {
    if (node.kind === "Try") catches ||= node.handlers.length > 0 || hasKind(node.finalbody, /^(?:Return|Break|Continue)$/);
    if (node.kind === "With") catches ||= node.items.some(({ context }) => suppresses(context));
    return !catches;
  });
  return catches;
}

/** True of a class that may end an exception: its `__exit__` is not there to see, or returns something other than None and False. */
function mayEndException({ bases, keywords, decorators, body }: ClassDef): boolean {
  const exits = body.filter((one) => one.kind === "FunctionDef" && /^__a?exit__$/.test(one.name.name));
  const isPlain = bases.length + keywords.length + decorators.length === 0 && exits.length > 0;
  return !isPlain || exits.some((exit) => exit.kind === "FunctionDef" && (exit.decorators.length > 0 || returnsMore(exit.body)));
}

function returnsMore(body: readonly Stmt[]): boolean {
  let more = false;
  walkNodes(body, (node) => {
    if (node.kind === "Yield") more = true;
    if (node.kind === "Return" && node.value !== null)
      more ||= node.value.kind !== "Constant" || (node.value.value !== null && node.value.value !== false);
  });
  return more;
}

function hasKind(body: readonly Stmt[], kinds: RegExp): boolean {
  let has = false;
  walkNodes(body, ({ kind }) => void (has ||= kinds.test(kind)));
  return has;
}
