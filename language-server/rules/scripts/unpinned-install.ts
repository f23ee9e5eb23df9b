// Package managers that a script's cell runs: what they install without an exact version.
import { scriptCommands } from "../../knowledge/scriptApis";
import type { ScriptCall, ScriptExpr, ScriptNotebook } from "../../typescript/analysis";
import { isExactVersion } from "../../typescript/specifier";
import type { Finding } from "../rule";
import { nameList } from "../support/packages/manifests";

const installs =
  /^(?:sudo\s+)?(?:npm\s+(?:install|i|add)|pnpm\s+(?:add|install|i)|yarn\s+add|bun\s+(?:add|install)|deno\s+(?:add|install))(?=\s|$)/;

export function* unpinnedInstalls({ calls }: ScriptNotebook): Iterable<Finding> {
  for (const call of calls) {
    const words = installedBy(call);
    const open = words.filter((word) => !isPinned(word));
    if (open.length === 0) continue;
    yield {
      cell: call.cell,
      span: { start: call.start, end: call.end },
      message: `This installs ${nameList(open)} without an exact version: every run may get a different release. Pin ${open.length === 1 ? "it" : "them"} as name@1.2.3, or install from the lock file (npm ci).`,
    };
  }
}

/** Package arguments of the install command that a call runs; [] where it runs another. */
function installedBy(call: ScriptCall): readonly string[] {
  const form = call.name === null ? undefined : scriptCommands.get(call.name);
  const [first] = call.args;
  if (!form || first?.kind !== "text" || !first.isWhole) return [];
  const line = form === "line" ? first.value : [first.value, ...argumentsOf(call)].join(" ");
  const command = line
    .split(/&&|\|\||;|\n/)
    .map((one) => one.trim())
    .find((one) => installs.test(one));
  return command === undefined
    ? []
    : command
        .replace(installs, "")
        .split(/\s+/)
        .filter((word) => word !== "" && !word.startsWith("-") && !/[$`]/.test(word));
}

/** Constant texts of `spawn(program, [arguments])` and `new Deno.Command(program, { args: [arguments] })`. */
function argumentsOf({ args: [, second] }: ScriptCall): readonly string[] {
  const list = second?.kind === "object" ? second.entries.find(({ key }) => key === "args")?.value : second;
  return list?.kind === "array"
    ? list.elements.flatMap((element: ScriptExpr) => (element.kind === "text" && element.isWhole ? [element.value] : []))
    : [];
}

/** A folder, an archive or an address is another matter. */
const isPinned = (word: string): boolean =>
  /^[./~]|^\w+:\/\/|^git\+|^file:/.test(word) || isExactVersion(/.@([^@/]+)$/.exec(word)?.[1] ?? "");
