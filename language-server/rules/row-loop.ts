// Rows of a frame taken one by one in Python.
import type { ResolvedCall } from "../python/analysis";
import { defineRule } from "./rule";
import { keywordOf } from "./support/arguments";
import { frameBytes, frameRead, readsFrames } from "./support/data/readFrames";
import { pickCalls } from "./support/pickCalls";

const loops: ReadonlyMap<string, string> = new Map([
  ["iterrows", "makes a Series of every row"],
  ["itertuples", "makes a tuple of every row"],
  ["iter_rows", "makes a tuple of every row"],
  ["apply", "calls a Python function for every row"],
  ["progress_apply", "calls a Python function for every row"],
  ["parallel_apply", "calls a Python function for every row"],
]);

/** Frames below this many bytes are done before anybody notices. */
const negligible = 1e6;

const loopCalls = pickCalls(({ node }) => node.func.kind === "Attribute" && loops.has(node.func.attr.name));

export default defineRule({
  code: "NBR408",
  name: "row-loop",
  severity: "hint",
  summary: "A DataFrame read from a file is processed row by row",
  *check({ python, project }) {
    if (!python || !readsFrames(python)) return;
    for (const call of loopCalls(python)) {
      const method = call.node.func.kind === "Attribute" ? call.node.func : null;
      const how = method && loops.get(method.attr.name);
      if (!method || !how || (method.attr.name.endsWith("apply") && !isByRow(call))) continue;
      const read = frameRead(method.value, call.cell, python);
      const size = read && frameBytes(read, python, project);
      if (!read || (size !== null && size < negligible)) continue;
      yield {
        cell: call.cell,
        span: { start: method.attr.start, end: call.node.end },
        message: `.${method.attr.name}() ${how}: on the full file this is often a hundred times slower than the same step on whole columns. Compute with columns (df["a"] * df["b"], .where, .map, merge).`,
        related: [
          { cell: read.cell, span: { start: read.call.func.start, end: read.call.func.end }, message: "the DataFrame is read here" },
        ],
      };
    }
  },
});

/** `axis=1` or `axis="columns"`. */
function isByRow({ node }: ResolvedCall): boolean {
  const axis = keywordOf(node, "axis")?.value ?? node.args[1];
  return (axis?.kind === "Number" && axis.value === 1) || (axis?.kind === "String" && axis.value === "columns");
}
