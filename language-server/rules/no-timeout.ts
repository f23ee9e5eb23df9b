// Network calls that may wait for ever.
import { boundedCalls, timeoutMakers, waitingCalls } from "../knowledge/timeouts";
import type { Fix } from "../notebook/edits";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import { calledName } from "../python/calledName";
import type { Expr } from "../python/syntax";
import { defineRule, type Finding } from "./rule";
import { waitingCalls as waitingScriptCalls } from "./scripts/no-timeout";
import { addArgument, argumentOf, isNone, isOpenEnded, keywordOf } from "./support/arguments";
import { pickCalls } from "./support/pickCalls";

/** Seconds that the fix gives a server. */
const seconds = 30;

export default defineRule({
  code: "NBR801",
  name: "no-timeout",
  severity: "warning",
  summary: "A network call that may wait forever",
  *check({ python, script }) {
    if (script) yield* waitingScriptCalls(script);
    if (!python) return;
    const calls = relevantCalls(python);
    const hasDefault = calls.some(setsDefault);
    // A session whose adapter or method is the notebook's own may bound every request by itself.
    const hasAdapter = calls.some((call) => mountsAdapter(call, python) || bindsTimeout(call));
    const isGivenLater = calls.some(
      ({ name, node }) => name === "functools.partial()" && (isOpenEnded(node) || keywordOf(node, "timeout")),
    );
    for (const call of calls) {
      const handed = handedOver(call, hasDefault, python) ?? (isGivenLater ? null : madePartial(call, hasDefault, python));
      if (handed) yield handed;
      const found = judge(call, hasDefault, hasAdapter, python);
      if (found) yield { cell: call.cell, span: { start: call.node.func.start, end: call.node.func.end }, ...found };
    }
  },
});

const relevantCalls = pickCalls(
  (call) =>
    setsDefault(call) ||
    mounts(call) ||
    bindsTimeout(call) ||
    call.name === "functools.partial" ||
    call.name === "functools.partial()" ||
    handsOver.test(calledName(call.node)) ||
    (call.name !== null && (timeoutMakers.has(call.name) || boundedCalls.has(call.name) || waitingCalls.has(call.name))),
);

const setsDefault = ({ name }: ResolvedCall): boolean => name === "socket.setdefaulttimeout";
const mounts = ({ name }: ResolvedCall): boolean => name !== null && /^requests\.(?:sessions\.)?[sS]ession\(\)\.mount$/.test(name);
/** An adapter of another class; that of Requests itself only tries again. */
const mountsAdapter = (call: ResolvedCall, python: PythonNotebook): boolean => {
  const adapter = mounts(call) ? argumentOf(call.node, 1, "adapter") : undefined;
  return adapter !== undefined && !/^requests\.adapters\.HTTPAdapter(?:\(\))?$/.test(python.qualifiedName(adapter, call.cell) ?? "");
};
const handsOver = /^(?:map|submit)$/;

/** `executor.map(requests.get, addresses)`, `executor.submit(requests.get, address)`: called with nothing but these. */
function handedOver({ cell, node }: ResolvedCall, hasDefault: boolean, python: PythonNotebook): Finding | null {
  const [callee] = node.args;
  if (!callee || (callee.kind !== "Name" && callee.kind !== "Attribute") || !handsOver.test(calledName(node)) || keywordOf(node, "timeout"))
    return null;
  const name = python.qualifiedName(callee, cell) ?? "";
  const waiting = waitingCalls.get(name);
  return waiting?.timeout && !(hasDefault && waiting.obeysDefault)
    ? { cell, span: { start: callee.start, end: callee.end }, message: message(name, "without a timeout") }
    : null;
}

/** `fetch = functools.partial(requests.get, headers=headers)`, where no call of it says how long to wait. */
function madePartial(call: ResolvedCall, hasDefault: boolean, python: PythonNotebook): Finding | null {
  const [callee] = call.node.args;
  if (call.name !== "functools.partial" || !callee || isOpenEnded(call.node)) return null;
  const name = python.qualifiedName(callee, call.cell) ?? "";
  const waiting = waitingCalls.get(name);
  if (!waiting?.timeout || (hasDefault && waiting.obeysDefault) || keywordOf(call.node, waiting.timeout.keyword)) return null;
  return { cell: call.cell, span: { start: callee.start, end: callee.end }, message: message(name, "without a timeout") };
}

/** `session.request = functools.partial(session.request, timeout=10)`. */
const bindsTimeout = ({ name, node, statement }: ResolvedCall): boolean =>
  name === "functools.partial" &&
  keywordOf(node, "timeout") !== undefined &&
  statement.kind === "Assign" &&
  statement.targets.some((target) => target.kind === "Attribute");

function judge(
  call: ResolvedCall,
  hasDefault: boolean,
  hasAdapter: boolean,
  python: PythonNotebook,
): Pick<Finding, "message" | "severity" | "fixes"> | null {
  const name = call.name ?? "";
  const shown = name.replace(/^requests\.(?:sessions\.)?[sS]ession\(\)/, "The session's ").replace("'s .", "'s ");
  const maker = timeoutMakers.get(name);
  if (maker !== undefined) {
    const given = argumentOf(call.node, 0, maker);
    return given && isNone(given) ? { message: message(name, `with ${maker}=None`), fixes: [replaceFix(given, call.cell)] } : null;
  }
  if (boundedCalls.has(name)) {
    const given = keywordOf(call.node, "timeout")?.value;
    return given && isNone(given) ? { message: message(shown, "with timeout=None"), fixes: [replaceFix(given, call.cell)] } : null;
  }
  const waiting = waitingCalls.get(name);
  if (!waiting || isOpenEnded(call.node) || (hasDefault && waiting.obeysDefault) || (hasAdapter && shown !== name)) return null;
  if (!waiting.timeout)
    return {
      severity: "info",
      message: `${shown} has no timeout option: if the server does not answer, the run hangs. Call socket.setdefaulttimeout first, or download with a function that takes a timeout.`,
    };
  const given = argumentOf(call.node, waiting.timeout.position, waiting.timeout.keyword);
  if (given) return isNone(given) ? { message: message(shown, "with a timeout of None"), fixes: [replaceFix(given, call.cell)] } : null;
  return {
    message: message(shown, "without a timeout"),
    fixes: [
      {
        title: `Add ${waiting.timeout.keyword}=${seconds}`,
        safe: false,
        edits: [addArgument(call.node, call.cell, `${waiting.timeout.keyword}=${seconds}`, python)],
      },
    ],
  };
}

const message = (name: string, how: string): string =>
  `${name} ${how} can wait forever: if the server does not answer, a scheduled run hangs and never fails. Add a timeout in seconds.`;

const replaceFix = (given: Expr, cell: number): Fix => ({
  title: `Wait at most ${seconds} seconds`,
  safe: false,
  edits: [{ kind: "replaceText", cell, start: given.start, end: given.end, text: String(seconds) }],
});
