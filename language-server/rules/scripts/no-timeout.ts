// Network calls of scripts that may wait for ever.
import { scriptNetworkCalls } from "../../knowledge/scriptApis";
import type { ScriptCall, ScriptExpr, ScriptNotebook } from "../../typescript/analysis";
import { kernelName } from "../../typescript/kernel";
import { addTo } from "../../util/groupBy";
import type { Finding } from "../rule";
import { calleeText } from "./paths";

/** One finding for each function that is called so: one habit, one cause. */
export function* waitingCalls(script: ScriptNotebook): Iterable<Finding> {
  // A default that is set once holds for all of them; a limit that a request is made with is not followed.
  const text = script.notebook.cells.map(({ source }) => source).join("\n");
  if (
    /axios\.defaults\.timeout|setGlobalDispatcher|\b(?:globalThis|window|self)\.fetch\s*=(?!=)/.test(text) ||
    (/AbortSignal\.timeout\(/.test(text) && /\bnew Request\(/.test(text))
  )
    return;
  const byName = new Map<string, ScriptCall[]>();
  for (const call of script.calls) {
    if (call.name !== null && waits(call, call.name, script)) addTo(byName, call.name, call);
  }
  for (const [name, [first, ...others]] of byName) {
    const how = scriptNetworkCalls.get(name)?.properties[0] === "signal" ? "signal: AbortSignal.timeout(30_000)" : "timeout: 30_000";
    if (first)
      yield {
        cell: first.cell,
        span: { start: first.callee.start, end: first.callee.end },
        message: `${calleeText(first.callee)} without a timeout can wait forever: if the server does not answer, a scheduled run hangs and never fails. Pass { ${how} }.`,
        related: others.map(({ cell, callee }) => ({ cell, span: { start: callee.start, end: callee.end }, message: "the same here" })),
      };
  }
}

function waits(call: ScriptCall, name: string, script: ScriptNotebook): boolean {
  const known = scriptNetworkCalls.get(name);
  if (!known || call.isNew || (known.only !== undefined && known.only !== kernelName(script.notebook))) return false;
  return !isBounded(call, known.options, known.properties) && !isLocal(call.args[0]);
}

/** Options that are not written out may hold a limit. */
function isBounded({ args }: ScriptCall, position: number, properties: readonly string[]): boolean {
  const options = args[position];
  if (!options) return args.some(({ kind }) => kind === "other");
  return options.kind !== "object" || options.entries.some(({ key }) => key === null || properties.includes(key));
}

/** Files and data addresses answer at once; an address beside the notebook is a file. */
const isLocal = (address: ScriptExpr | undefined): boolean =>
  (address?.kind === "text" && /^(?:data|file|blob):/.test(address.value)) ||
  (address?.kind === "call" && address.isNew && calleeText(address.callee) === "URL" && address.args.length === 2);
