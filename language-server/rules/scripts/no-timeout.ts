// Network calls of scripts that may wait for ever.
import { scriptNetworkCalls } from "../../knowledge/scriptApis";
import type { ScriptCall, ScriptExpr, ScriptNotebook } from "../../typescript/analysis";
import type { Finding } from "../rule";
import { calleeText } from "./paths";

export function* waitingCalls(script: ScriptNotebook): Iterable<Finding> {
  // A default that is set once holds for all of them.
  const hasDefault = /axios\.defaults\.timeout|setGlobalDispatcher|AbortSignal\.timeout\(/.test(script.notebook.cells.map(({ source }) => source).join("\n"));
  for (const call of script.calls) {
    const known = call.name === null ? undefined : scriptNetworkCalls.get(call.name);
    if (!known || hasDefault || call.isNew || isBounded(call, known.options, known.properties) || isLocal(call.args[0])) continue;
    const how = known.properties[0] === "signal" ? "signal: AbortSignal.timeout(30_000)" : "timeout: 30_000";
    yield { cell: call.cell, span: { start: call.callee.start, end: call.callee.end }, message: `${calleeText(call.callee)} without a timeout waits for ever: where the server does not answer, a scheduled run hangs and never fails. Give it { ${how} }.` };
  }
}

/** Options that are not written out may hold a limit. */
function isBounded({ args }: ScriptCall, position: number, properties: readonly string[]): boolean {
  const options = args[position];
  if (!options) return args.some(({ kind }) => kind === "other");
  return options.kind !== "object" || options.entries.some(({ key }) => key === null || properties.includes(key));
}

/** Files and data addresses answer at once; an address beside the notebook is a file. */
const isLocal = (address: ScriptExpr | undefined): boolean =>
  (address?.kind === "text" && /^(?:data|file|blob):/.test(address.value)) || (address?.kind === "call" && address.isNew && calleeText(address.callee) === "URL" && address.args.length === 2);
