// Loops in which something grows: how many rounds they have, and whether what grows begins anew in each.
import { holds } from "../../../notebook/positions";
import type { PythonNotebook } from "../../../python/analysis";
import { bodiesOf } from "../../../python/children";
import type { Expr, For, Stmt, While } from "../../../python/syntax";
import { walkNodes, walkStatements } from "../../../python/walk";

/** A loop of so few rounds is bounded whatever it copies. */
const fewRounds = 50;

/** The loops of some statements and of those inside, inner ones first. */
export function loopsIn(body: readonly Stmt[]): readonly (For | While)[] {
  const loops: (For | While)[] = [];
  walkStatements(
    body,
    (statement) => {
      if (statement.kind === "For" || statement.kind === "While") loops.push(statement);
    },
    { intoFunctions: true },
  );
  return loops.reverse();
}

/** True of a loop that the text shows to have few rounds. */
export function isShort(loop: For | While, cell: number, python: PythonNotebook): boolean {
  if (loop.kind === "While") return false;
  const iter = collectionOf(loop.iter, cell, python);
  if (iter.kind === "List" || iter.kind === "Tuple" || iter.kind === "Set")
    return iter.elements.length <= fewRounds && iter.elements.every((element) => element.kind !== "Starred");
  if (iter.kind !== "Call" || iter.func.kind !== "Name" || iter.func.name !== "range") return false;
  const numbers = iter.args.map((argument) => (argument.kind === "Number" ? argument.value : NaN));
  const [start, stop] = numbers.length === 1 ? [0, numbers[0]] : numbers;
  return stop - start <= fewRounds;
}

/** What a loop goes through; of a name the list or tuple that it is bound to in this cell, where no call of a method there may lengthen it. */
function collectionOf(iter: Expr, cell: number, python: PythonNotebook): Expr {
  if (iter.kind !== "Name") return iter;
  const bound = python.placedValueOf(iter, cell);
  const isChanged =
    bound.expr.kind === "List" &&
    python
      .callsIn(cell)
      .some(({ node: { func } }) => func.kind === "Attribute" && func.value.kind === "Name" && func.value.name === iter.name);
  return bound.cell === cell && !isChanged ? bound.expr : iter;
}

/** What a message adds where copying in this loop costs little, and why; null where it may cost much. */
export function smallCost(loop: For | While, cell: number, python: PythonNotebook): string | null {
  if (isShort(loop, cell, python)) return "With so few iterations this costs little; with more, it will. ";
  return trainsModels(loop) ? "Beside the training in each iteration this costs little. " : null;
}

/** `model.fit(…)` or `lgb.train(params, data)`, and a `predict` or `score`: a model is trained and looked at in each round. A scaler predicts nothing, and `model.train()` only sets a mode. */
function trainsModels(loop: For | While): boolean {
  const methods = new Set<string>();
  walkNodes(loop, (node) => {
    if (node.kind !== "Call" || node.func.kind !== "Attribute") return;
    const isMode = node.func.attr.name === "train" && node.args.length + node.keywords.length < 2;
    if (!isMode) methods.add(node.func.attr.name);
  });
  return (
    (methods.has("fit") || methods.has("train")) &&
    ["predict", "predict_proba", "forecast", "score", "evaluate"].some((method) => methods.has(method))
  );
}

/** True where each round begins with a fresh value: what is joined then does not grow from round to round. */
export function isReset(grown: string, loop: For | While, growing: Stmt, python: PythonNotebook, cell: number): boolean {
  const source = python.notebook.cells[cell].source;
  const binds = (target: Expr): boolean =>
    target.kind === "Tuple" || target.kind === "List" ? target.elements.some(binds) : source.slice(target.start, target.end) === grown;
  /** `parts.append(part)` above `parts[-1] = concat([parts[-1], …])`: the last one is another each time. */
  const putsLast = (statement: Stmt): boolean =>
    statement.kind === "ExprStmt" &&
    statement.value.kind === "Call" &&
    statement.value.func.kind === "Attribute" &&
    statement.value.func.attr.name === "append" &&
    grown === `${source.slice(statement.value.func.value.start, statement.value.func.value.end)}[-1]`;
  if (loop.kind === "For" && binds(loop.target)) return true;
  let reset = false;
  walkStatements(
    loop.body,
    (statement, parents) => {
      const bindsAnew =
        statement.kind === "Assign" && statement !== growing && statement.targets.some(binds) && !mentions(statement.value, grown, source);
      if (bindsAnew && parents.some((parent) => parent.kind === "If" && asksHowFar(parent.test, grown, source))) reset = true;
      if (statement === growing || statement.start > growing.start || parents.some((parent) => isBeginning(parent, statement, growing)))
        return;
      if (bindsAnew || putsLast(statement)) reset = true;
      if (statement.kind === "AnnAssign" && statement.value && binds(statement.target)) reset = true;
    },
    { intoFunctions: false },
  );
  return reset;
}

/** `if len(rows) > 10_000:`, `if ";" in statement:`: what has come together is written out and begun anew, so it stays small. Whether there is anything yet is another question. */
const asksHowFar = (test: Expr, grown: string, source: string): boolean =>
  asksForSize(test, grown, source) || asksForEnd(test, grown, source);

/** `";" in statement`, `statement.endswith(";")` */
function asksForEnd(test: Expr, grown: string, source: string): boolean {
  const asked =
    test.kind === "Compare" && test.ops[0] === "in"
      ? test.comparators[0]
      : test.kind === "Call" && test.func.kind === "Attribute" && test.func.attr.name === "endswith"
        ? test.func.value
        : undefined;
  return asked !== undefined && source.slice(asked.start, asked.end) === grown;
}

/** `len(rows) > 10_000` */
function asksForSize(test: Expr, grown: string, source: string): boolean {
  if (
    test.kind !== "Compare" ||
    !/^[<>]=?$/.test(test.ops[0]) ||
    [test.left, ...test.comparators].some((side) => side.kind === "Number" && side.value <= 1)
  )
    return false;
  let asks = false;
  walkNodes(test, (node) => {
    const sized =
      node.kind === "Call" && node.func.kind === "Name" && node.func.name === "len"
        ? node.args[0]
        : node.kind === "Attribute" && /^(?:shape|size|nbytes|height)$/.test(node.attr.name)
          ? node.value
          : undefined;
    if (sized && source.slice(sized.start, sized.end) === grown) asks = true;
  });
  return asks;
}

/** `if table is None: table = part` with the growing in its `else`: only the first round takes the one arm. */
function isBeginning(parent: Stmt, statement: Stmt, growing: Stmt): boolean {
  if (parent.kind !== "If" || !holds(parent, growing)) return false;
  const arm = bodiesOf(parent).find((body) => body.some((one) => holds(one, statement)));
  if (!arm || arm.some((one) => holds(one, growing))) return false;
  const { test } = parent;
  return test.kind === "Compare" ? /^(?:is|is not|==|!=)$/.test(test.ops[0]) && test.left.kind !== "Binary" : test.kind !== "Bool";
}

/** True where a node holds a place that reads like the text. */
export function mentions(node: Expr | Stmt, text: string, source: string): boolean {
  let found = false;
  walkNodes(node, (one) => {
    if (source.slice(one.start, one.end) === text) found = true;
  });
  return found;
}

/** Calls that look at a value and keep nothing of it. */
const lookers: ReadonlySet<string> = new Set(["len", "print", "display", "type", "id", "str", "repr", "isinstance"]);

/** True where a call takes the growing value and gives something that is made of it. */
export function isComputedFrom(part: Expr | Stmt, isGrown: (expr: Expr) => boolean): boolean {
  let found = false;
  walkNodes(part, (node) => {
    if (node.kind !== "Call" || (node.func.kind === "Name" && lookers.has(node.func.name))) return;
    if (node.args.some(isGrown) || node.keywords.some(({ value }) => isGrown(value))) found = true;
  });
  return found;
}

/** `step = next_step(history)` beside `history = concat([history, step])`: each round makes what it joins of all that has been joined so far, or of its last rows, as forecasts do that feed on themselves. */
export function feedsItself(grown: string, joined: readonly Expr[], { body }: For | While, source: string): boolean {
  const isGrown = (expr: Expr): boolean => source.slice(expr.start, expr.end) === grown;
  const made = new Set<string>();
  const isMadeOfIt = (node: Expr | Stmt): boolean =>
    isComputedFrom(node, isGrown) || takesRows(node, isGrown) || names(node).some((name) => made.has(name));
  walkStatements(
    body,
    (statement) => {
      if (statement.kind === "Assign" && !statement.targets.some(isGrown) && isMadeOfIt(statement.value))
        statement.targets.flatMap(names).forEach((name) => made.add(name));
    },
    { intoFunctions: false },
  );
  return joined.some((part) => !isGrown(part) && isMadeOfIt(part));
}

/** The names that are in an expression or statement. */
function names(node: Expr | Stmt): readonly string[] {
  const found: string[] = [];
  walkNodes(node, (one) => {
    if (one.kind === "Name") found.push(one.name);
  });
  return found;
}

/** True where a stretch of the growing value is read: `tokens[-n:]`, `tokens[:, -n:]`, `rows.iloc[-n:]`, `rows.tail(n)`. */
export function takesRows(node: Expr | Stmt, isGrown: (expr: Expr) => boolean): boolean {
  let found = false;
  walkNodes(node, (one) => {
    if (
      one.kind === "Subscript" &&
      (isGrown(one.value) || (one.value.kind === "Attribute" && one.value.attr.name === "iloc" && isGrown(one.value.value)))
    )
      found ||= [one.index, ...(one.index.kind === "Tuple" ? one.index.elements : [])].some(({ kind }) => kind === "Slice");
    if (one.kind === "Call" && one.func.kind === "Attribute" && one.func.attr.name === "tail" && isGrown(one.func.value)) found = true;
  });
  return found;
}
