// Growing a frame, array or string onto itself in a loop: each round copies everything gathered so far.
import type { Fix } from "../notebook/edits";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import type { Assign, Expr, For, While } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { defineRule } from "./rule";
import { keywordOf } from "./support/arguments";
import { definitionsNamed } from "./support/definitions";
import { feedsItself, isComputedFrom, isReset, loopsIn, mentions, smallCost, takesRows } from "./support/growth/loops";
import { rowGrowth } from "./support/growth/rows";
import { changesLater } from "./support/growth/sharedParts";
import { textGrowth } from "./support/growth/texts";
import { isTried } from "./support/guards";

/** Functions that copy both parts into a new object. `list`: the parts are in a list as the first argument; else they are the first two arguments. */
const joins: ReadonlyMap<string, "list" | "arguments"> = new Map([
  ["pandas.concat", "list"],
  ["polars.concat", "list"],
  ["dask.dataframe.concat", "list"],
  ["numpy.concatenate", "list"],
  ["numpy.vstack", "list"],
  ["numpy.hstack", "list"],
  ["numpy.row_stack", "list"],
  ["numpy.column_stack", "list"],
  ["numpy.stack", "list"],
  ["torch.cat", "list"],
  ["torch.concat", "list"],
  ["tensorflow.concat", "list"],
  ["scipy.sparse.vstack", "list"],
  ["scipy.sparse.hstack", "list"],
  ["jax.numpy.concatenate", "list"],
  ["jax.numpy.vstack", "list"],
  ["jax.numpy.hstack", "list"],
  ["cupy.concatenate", "list"],
  ["xarray.concat", "list"],
  ["numpy.append", "arguments"],
  ["jax.numpy.append", "arguments"],
  ["cupy.append", "arguments"],
]);

export default defineRule({
  code: "NBR404",
  name: "quadratic-growth",
  severity: "warning",
  perCell: true,
  summary: "A DataFrame, array or string is copied again and again to grow in a loop",
  *check({ python }) {
    if (!python) return;
    const reported = new Set<string>();
    for (const call of python.calls) {
      const loop = innermostLoop(call);
      if (!loop || call.statement.kind !== "Assign" || !gives(call.statement.value, call.node) || call.statement.targets.length !== 1)
        continue;
      const grown = grownName(call, call.statement, python);
      if (
        !grown ||
        feedsModel(grown, loop, call, python) ||
        feedsItself(grown, call.node.args, loop, python.notebook.cells[call.cell].source) ||
        isReset(grown, loop, call.statement, python, call.cell)
      )
        continue;
      // Branches of one loop that each grow it are one mistake.
      const mistake = `${call.cell}:${loop.start}:${grown}`;
      if (reported.has(mistake)) continue;
      reported.add(mistake);
      const costsLittle = smallCost(loop, call.cell, python);
      yield {
        cell: call.cell,
        span: { start: call.node.start, end: call.node.end },
        severity: costsLittle ? "hint" : "warning",
        message: `Each iteration copies all of ${grown} again, so the time grows with the square of the iterations, and both copies are in memory at once. ${costsLittle ?? ""}Collect the parts in a list and join them once after the loop.`,
        fixes: collectFix(call, call.statement, loop, grown, python),
      };
    }
    for (const { index, module } of python.cells) {
      const loops = loopsIn(module.body);
      yield* rowGrowth(index, loops, python);
      yield* textGrowth(index, loops, python);
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
  const isWhole = (expr: Expr): boolean =>
    (expr.start < node.start || expr.end > node.end) && wholes.includes(source.slice(expr.start, expr.end));
  return body.some((statement) => isComputedFrom(statement, isWhole) || takesRows(statement, isWhole));
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

/** `x_parts = [x]` above the loop, `x_parts.append(part)` in it, `x = pd.concat(x_parts)` below: where nothing else in the loop looks at x. */
function collectFix(call: ResolvedCall, statement: Assign, loop: For | While, grown: string, python: PythonNotebook): readonly Fix[] {
  const source = python.notebook.cells[call.cell].source;
  const list = call.node.args[0];
  if (
    statement.value !== call.node ||
    joins.get(call.name ?? "") !== "list" ||
    (list?.kind !== "List" && list?.kind !== "Tuple") ||
    list.elements.length !== 2 ||
    !/^[A-Za-z_]\w*$/.test(grown)
  )
    return [];
  const [first, part] = list.elements;
  if (
    source.slice(first.start, first.end) !== grown ||
    part.kind === "Starred" ||
    mentions(part, grown, source) ||
    changesLater(part, statement, loop, python)
  )
    return [];
  // Keys are two, stacking is of two, and what a handler finds has grown to where the error came.
  if (call.name === "numpy.stack" || keywordOf(call.node, "keys") || isTried(python, call.cell, loop)) return [];
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
  return [
    {
      title: `Collect the parts in ${parts} and join once after the loop`,
      safe: false,
      edits: [
        { kind: "replaceText", cell: call.cell, start: loop.start, end: loop.start, text: `${parts} = [${grown}]\n${indent}` },
        {
          kind: "replaceText",
          cell: call.cell,
          start: statement.start,
          end: statement.end,
          text: `${parts}.append(${source.slice(part.start, part.end)})`,
        },
        {
          kind: "replaceText",
          cell: call.cell,
          start: after,
          end: after,
          text: endsLine[0].endsWith("\n") ? `${joined}\n` : `\n${joined}`,
        },
      ],
    },
  ];
}
