// Growing a frame, array or string onto itself in a loop: each round copies everything gathered so far.
import type { Fix } from "../notebook/edits";
import { holds } from "../notebook/positions";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Assign, Expr, For, NameExpr, Stmt, While } from "../python/syntax";
import { bodiesOf, walkNodes, walkStatements } from "../python/walk";
import { defineRule } from "./rule";
import { definitionsAt, definitionsNamed } from "./support/definitions";

/** Functions that copy both parts into a new object. `list`: the parts stand in a list as the first argument; else they are the first two arguments. */
const joins: ReadonlyMap<string, "list" | "arguments"> = new Map([
  ["pandas.concat", "list"], ["polars.concat", "list"], ["dask.dataframe.concat", "list"],
  ["numpy.concatenate", "list"], ["numpy.vstack", "list"], ["numpy.hstack", "list"], ["numpy.row_stack", "list"], ["numpy.column_stack", "list"], ["numpy.stack", "list"],
  ["torch.cat", "list"], ["torch.concat", "list"], ["tensorflow.concat", "list"], ["scipy.sparse.vstack", "list"], ["scipy.sparse.hstack", "list"],
  ["jax.numpy.concatenate", "list"], ["jax.numpy.vstack", "list"], ["jax.numpy.hstack", "list"], ["cupy.concatenate", "list"], ["xarray.concat", "list"],
  ["numpy.append", "arguments"], ["jax.numpy.append", "arguments"], ["cupy.append", "arguments"],
]);

/** A loop of so few rounds is bounded whatever it copies. */
const fewRounds = 50;

export default defineRule({
  code: "NBR404",
  name: "quadratic-growth",
  severity: "warning",
  perCell: true,
  summary: "A frame, array or string is grown onto itself in a loop",
  *check({ python }) {
    if (!python) return;
    const reported = new Set<string>();
    for (const call of python.calls) {
      const loop = innermostLoop(call);
      if (!loop || call.statement.kind !== "Assign" || !gives(call.statement.value, call.node) || call.statement.targets.length !== 1) continue;
      const grown = grownName(call, call.statement, python);
      if (!grown || feedsModel(grown, loop, call, python) || isReset(grown, loop, call.statement, python, call.cell)) continue;
      // Branches of one loop that each grow it are one mistake.
      const mistake = `${call.cell}:${loop.start}:${grown}`;
      if (reported.has(mistake)) continue;
      reported.add(mistake);
      yield {
        cell: call.cell,
        span: { start: call.node.start, end: call.node.end },
        severity: isShort(loop) ? "hint" : "warning",
        message: `Each round copies all of ${grown} again, so the time grows with the square of the rounds, and both copies stand in memory at once. ${isShort(loop) ? "So few rounds cost little; with more, they will. " : ""}Collect the parts in a list and join them once after the loop.`,
        fixes: collectFix(call, call.statement, loop, grown, python),
      };
    }
    for (const { index, module } of python.cells) {
      const loops = loopsIn(module.body);
      yield* rowGrowth(index, loops, python);
      yield* stringGrowth(index, loops, python);
    }
  },
});

/** The call itself, a method of what it gives (`concat(…).reset_index()`), or an arm of `part if table is None else concat(…)`. */
function gives(value: Expr, call: Expr): boolean {
  if (value === call) return true;
  if (value.kind === "Conditional") return gives(value.body, call) || gives(value.orelse, call);
  return value.kind === "Call" && value.func.kind === "Attribute" && gives(value.func.value, call);
}

function innermostLoop(call: ResolvedCall): For | While | null {
  const loops = call.loops.filter((loop): loop is For | While => loop.kind === "For" || loop.kind === "While");
  return loops[loops.length - 1] ?? null;
}

/** The text of what the statement grows: the target that stands among the joined parts again. */
function grownName(call: ResolvedCall, statement: Assign, python: PythonNotebook): string | null {
  const source = python.notebook.cells[call.cell].source;
  const target = source.slice(statement.targets[0].start, statement.targets[0].end);
  const isTarget = (expr: Expr): boolean => source.slice(expr.start, expr.end) === target;
  const parts = joinedParts(call);
  // `x = cat([x, layer(x)])`: each round needs all that has been joined so far.
  return parts?.some(isTarget) && !parts.some((part) => isComputedFrom(part, isTarget)) ? target : null;
}

/** `logits = model(tokens)`, `model(**batch)`, `window = tokens[-n:]` beside `tokens = cat([tokens, next])`: an array that each round hands on, whole or its last rows. */
function feedsModel(grown: string, { body }: For | While, { name, cell, node }: ResolvedCall, python: PythonNotebook): boolean {
  if (!/^(?:torch|tensorflow|jax|numpy|cupy)\./.test(name ?? "")) return false;
  const { source } = python.notebook.cells[cell];
  const wholes = [grown, grown.replace(/[.[].*$/s, "")];
  const isWhole = (expr: Expr): boolean => (expr.start < node.start || expr.end > node.end) && wholes.includes(source.slice(expr.start, expr.end));
  return body.some((statement) => isComputedFrom(statement, isWhole) || takesRows(statement, isWhole));
}

/** True where a statement reads a stretch of the array: `tokens[-n:]`, `tokens[:, -n:]`. */
function takesRows(statement: Stmt, isGrown: (expr: Expr) => boolean): boolean {
  let found = false;
  walkNodes(statement, (node) => {
    if (node.kind === "Subscript" && isGrown(node.value)) found ||= [node.index, ...(node.index.kind === "Tuple" ? node.index.elements : [])].some(({ kind }) => kind === "Slice");
  });
  return found;
}

/** Calls that look at a value and keep nothing of it. */
const lookers: ReadonlySet<string> = new Set(["len", "print", "display", "type", "id", "str", "repr", "isinstance"]);

function isComputedFrom(part: Expr | Stmt, isGrown: (expr: Expr) => boolean): boolean {
  let found = false;
  walkNodes(part, (node) => {
    if (node.kind !== "Call" || (node.func.kind === "Name" && lookers.has(node.func.name))) return;
    if (node.args.some(isGrown) || node.keywords.some(({ value }) => isGrown(value))) found = true;
  });
  return found;
}

function joinedParts(call: ResolvedCall): readonly Expr[] | null {
  const style = joins.get(call.name ?? "");
  if (style === "arguments") return call.node.args.slice(0, 2);
  if (style === "list") {
    const list = call.node.args[0] ?? call.node.keywords[0]?.value;
    return list?.kind === "List" || list?.kind === "Tuple" ? list.elements : null;
  }
  return frameAppend(call);
}

/** `df = df.append(row)`: a list's append returns None, so whoever keeps the result has a frame (pandas before 2) or an index. */
function frameAppend({ node }: ResolvedCall): readonly Expr[] | null {
  const isAppend = node.func.kind === "Attribute" && /^_?append$/.test(node.func.attr.name) && node.args.length > 0;
  return isAppend && node.func.kind === "Attribute" ? [node.func.value] : null;
}

function isShort(loop: For | While): boolean {
  if (loop.kind === "While") return false;
  const { iter } = loop;
  if (iter.kind === "List" || iter.kind === "Tuple" || iter.kind === "Set") return iter.elements.length <= fewRounds && iter.elements.every((element) => element.kind !== "Starred");
  if (iter.kind !== "Call" || iter.func.kind !== "Name" || iter.func.name !== "range") return false;
  const numbers = iter.args.map((argument) => (argument.kind === "Number" ? argument.value : NaN));
  const [start, stop] = numbers.length === 1 ? [0, numbers[0]] : numbers;
  return stop - start <= fewRounds;
}

/** True where each round begins with a fresh value: what is joined then does not grow from round to round. */
function isReset(grown: string, loop: For | While, growing: Stmt, python: PythonNotebook, cell: number): boolean {
  const source = python.notebook.cells[cell].source;
  const binds = (target: Expr): boolean => target.kind === "Tuple" || target.kind === "List" ? target.elements.some(binds) : source.slice(target.start, target.end) === grown;
  if (loop.kind === "For" && binds(loop.target)) return true;
  let reset = false;
  walkStatements(loop.body, (statement, parents) => {
    const bindsAnew = statement.kind === "Assign" && statement !== growing && statement.targets.some(binds) && !mentions(statement.value, grown, source);
    if (bindsAnew && parents.some((parent) => parent.kind === "If" && asksForSize(parent.test, grown, source))) reset = true;
    if (statement === growing || statement.start > growing.start || parents.some((parent) => isBeginning(parent, statement, growing))) return;
    if (bindsAnew) reset = true;
    if (statement.kind === "AnnAssign" && statement.value && binds(statement.target)) reset = true;
  }, { intoFunctions: false });
  return reset;
}

/** `if len(rows) > 10_000:`: what has come together is written out and begun anew, so it stays small. Whether there is anything yet is another question. */
function asksForSize(test: Expr, grown: string, source: string): boolean {
  if (test.kind !== "Compare" || !/^[<>]=?$/.test(test.ops[0]) || [test.left, ...test.comparators].some((side) => side.kind === "Number" && side.value <= 1)) return false;
  let asks = false;
  walkNodes(test, (node) => {
    const sized = node.kind === "Call" && node.func.kind === "Name" && node.func.name === "len" ? node.args[0] : node.kind === "Attribute" && /^(?:shape|size|nbytes|height)$/.test(node.attr.name) ? node.value : undefined;
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

function mentions(node: Expr | Stmt, text: string, source: string): boolean {
  let found = false;
  walkNodes(node, (one) => {
    if (source.slice(one.start, one.end) === text) found = true;
  });
  return found;
}

/** `x_parts = [x]` above the loop, `x_parts.append(part)` in it, `x = pd.concat(x_parts)` below: where nothing else in the loop looks at x. */
function collectFix(call: ResolvedCall, statement: Assign, loop: For | While, grown: string, python: PythonNotebook): readonly Fix[] {
  const source = python.notebook.cells[call.cell].source;
  const list = call.node.args[0];
  if (statement.value !== call.node || joins.get(call.name ?? "") !== "list" || (list?.kind !== "List" && list?.kind !== "Tuple") || list.elements.length !== 2 || !/^[A-Za-z_]\w*$/.test(grown)) return [];
  const [first, part] = list.elements;
  if (source.slice(first.start, first.end) !== grown || part.kind === "Starred" || mentions(part, grown, source)) return [];
  let others = 0;
  walkNodes(loop, (node) => {
    if (node.kind === "Name" && node.name === grown && (node.start < statement.start || node.end > statement.end)) others++;
  });
  const indent = /(?<![ \t])[ \t]*$/.exec(source.slice(0, loop.start))?.[0] ?? "";
  const startsLine = /(?:^|\n)[ \t]*$/.test(source.slice(0, loop.start));
  const endsLine = /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.exec(source.slice(loop.end));
  const parts = `${grown}_parts`;
  if (others > 0 || !startsLine || !endsLine || definitionsNamed(python, parts).length > 0) return [];
  const callee = source.slice(call.node.func.start, call.node.func.end);
  const rest = source.slice(list.end, call.node.end);
  const after = loop.end + endsLine[0].length;
  const joined = `${indent}${grown} = ${callee}(${parts}${rest}`;
  return [{
    title: `Collect the parts in ${parts} and join once after the loop`,
    safe: false,
    edits: [
      { kind: "replaceText", cell: call.cell, start: loop.start, end: loop.start, text: `${parts} = [${grown}]\n${indent}` },
      { kind: "replaceText", cell: call.cell, start: statement.start, end: statement.end, text: `${parts}.append(${source.slice(part.start, part.end)})` },
      { kind: "replaceText", cell: call.cell, start: after, end: after, text: endsLine[0].endsWith("\n") ? `${joined}\n` : `\n${joined}` },
    ],
  }];
}

/** The loops of some statements and of those inside, inner ones first. */
function loopsIn(body: readonly Stmt[]): readonly (For | While)[] {
  const loops: (For | While)[] = [];
  walkStatements(body, (statement) => {
    if (statement.kind === "For" || statement.kind === "While") loops.push(statement);
  }, { intoFunctions: true });
  return loops.reverse();
}

/** `df.loc[len(df)] = row` in a loop: pandas copies the frame for each row that it has no place for. */
function* rowGrowth(cell: number, loops: readonly (For | While)[], python: PythonNotebook) {
  const { source } = python.notebook.cells[cell];
  const reported = new Set<Stmt>();
  for (const loop of loops) {
    const found: { readonly statement: Stmt; readonly frame: Expr }[] = [];
    walkStatements(loop.body, (statement) => {
      const frame = enlargedFrame(statement, source);
      if (frame && !reported.has(statement)) found.push({ statement, frame });
    }, { intoFunctions: false });
    for (const { statement, frame } of found) {
      reported.add(statement);
      const grown = source.slice(frame.start, frame.end);
      if (isReset(grown, loop, statement, python, cell)) continue;
      yield {
        cell,
        span: { start: statement.start, end: statement.end },
        severity: isShort(loop) ? "hint" as const : "warning" as const,
        message: `Each round copies all of ${grown} to make place for one more row, so the time grows with the square of the rounds. ${isShort(loop) ? "So few rounds cost little; with more, they will. " : ""}Collect the rows in a list and make the frame once after the loop.`,
      };
    }
  }
}

/** The frame that gets a row below its last one: `df.loc[len(df)] = …`, `df.loc[df.shape[0]] = …`. */
function enlargedFrame(statement: Stmt, source: string): Expr | null {
  const target = statement.kind === "Assign" && statement.targets.length === 1 ? statement.targets[0] : null;
  if (target?.kind !== "Subscript" || target.value.kind !== "Attribute" || target.value.attr.name !== "loc") return null;
  const frame = target.value.value;
  const label = target.index.kind === "Tuple" ? target.index.elements[0] : target.index;
  return label && countsRowsOf(label, source.slice(frame.start, frame.end), source) ? frame : null;
}

/** `len(df)`, `len(df.index)`, `df.shape[0]`, and one more than these. */
function countsRowsOf(label: Expr, frame: string, source: string): boolean {
  if (label.kind === "Binary") return label.op === "+" && label.right.kind === "Number" && countsRowsOf(label.left, frame, source);
  return [`len(${frame})`, `len(${frame}.index)`, `${frame}.shape[0]`].includes(source.slice(label.start, label.end));
}

/** `text += piece` (or `text = text + piece`) in a loop, where text began as a string above it; not of a function's own names, whose text CPython lengthens in place. */
function* stringGrowth(cell: number, loops: readonly (For | While)[], python: PythonNotebook) {
  const reported = new Set<Stmt>();
  for (const loop of loops) {
    const found: { readonly statement: Stmt; readonly target: NameExpr }[] = [];
    const told = new Set<string>();
    walkStatements(loop.body, (statement) => {
      const target = grownText(statement);
      if (target && !reported.has(statement)) found.push({ statement, target });
    }, { intoFunctions: false });
    for (const { statement, target } of found) {
      reported.add(statement);
      if (told.has(target.name) || isShort(loop) || isReset(target.name, loop, statement, python, cell) || isNeededWhileGrowing(target.name, loop) || !beganAsText(target, statement, cell, python)) continue;
      told.add(target.name);
      yield {
        cell,
        span: { start: statement.start, end: statement.end },
        severity: "info" as const,
        message: `Each round may copy all of the text in ${target.name} again. Append the pieces to a list and use "".join(pieces) after the loop.`,
      };
    }
  }
}

/** `prompt += question; answer = ask(prompt)`: each round needs the text as it has become, so it cannot be joined after the loop. */
const isNeededWhileGrowing = (name: string, { body }: For | While): boolean =>
  body.some((statement) => isComputedFrom(statement, (expr) => expr.kind === "Name" && expr.name === name));

/** The name that `text += piece` and `text = text + piece` read. */
function grownText(statement: Stmt): NameExpr | null {
  if (statement.kind === "AugAssign") return statement.op === "+=" && statement.target.kind === "Name" ? statement.target : null;
  if (statement.kind !== "Assign" || statement.targets.length !== 1 || statement.value.kind !== "Binary" || statement.value.op !== "+") return null;
  const [target] = statement.targets;
  const { left } = statement.value;
  return target.kind === "Name" && left.kind === "Name" && left.name === target.name ? left : null;
}

function beganAsText({ name, start }: NameExpr, growing: Stmt, cell: number, python: PythonNotebook): boolean {
  const definitions = definitionsAt({ start }, cell, python).filter(({ kind, node }) => kind === "assign" && node !== growing);
  return definitions.length > 0 && definitions.every((definition) => definition.name === name && (definition.value?.kind === "String" || definition.value?.kind === "FString"));
}

