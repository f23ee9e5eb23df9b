// Paths of one hosted platform: /kaggle, /content, /dbfs and the like.
import { defineRule } from "./rule";
import { machinePathFixes, machinePaths } from "./support/paths/machinePaths";
import { platformName } from "./support/paths/pathKinds";
import type { PathUse } from "./support/paths/pathUses";

export default defineRule({
  code: "NBR302",
  name: "platform-path",
  severity: "info",
  summary: "A path that exists on one hosted platform only",
  *check(context) {
    for (const [prefix, uses] of byPrefix(machinePaths(context).filter((use) => use.shape.kind === "platform"))) {
      const [first, ...rest] = uses;
      yield {
        cell: first.cell,
        span: first.span,
        message: `Paths under ${prefix} exist on ${platformName(prefix)} only${countOf(uses)}. Put the folder into ${context.script ? "one constant or an environment variable" : "the parameters cell"}, so that another platform can set its own.`,
        related: rest.map((use) => ({ cell: use.cell, span: use.span, message: "also here" })),
        fixes: rest.length === 0 ? machinePathFixes(first, context) : [],
      };
    }
  },
});

const countOf = (uses: readonly PathUse[]): string => (uses.length > 1 ? ` (${uses.length} places)` : "");

function byPrefix(uses: readonly PathUse[]): ReadonlyMap<string, readonly PathUse[]> {
  const groups = new Map<string, PathUse[]>();
  for (const use of uses) groups.set(use.shape.prefix, [...(groups.get(use.shape.prefix) ?? []), use]);
  return groups;
}
