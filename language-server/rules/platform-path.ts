// Paths of one hosted platform: /kaggle, /content, /dbfs and the like.
import type { PythonNotebook } from "../python/analysis";
import type { Expr } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { groupBy } from "../util/groupBy";
import { defineRule } from "./rule";
import { readsOf } from "./support/definitions";
import { conditionsAround, forEachAround, namesPlatform } from "./support/guards";
import { isListTried, lookingFor, looks } from "./support/paths/lookedFor";
import { machinePathFixes, machinePaths } from "./support/paths/machinePaths";
import { platformName } from "./support/paths/pathKinds";
import type { PathUse } from "./support/paths/pathUses";
import { pickDefinitions } from "./support/pickCalls";

export default defineRule({
  code: "NBR302",
  name: "platform-path",
  severity: "info",
  summary: "A path that exists on one hosted platform only",
  *check(context) {
    const { python } = context;
    const bound = machinePaths(context).filter((use) => use.shape.kind === "platform" && !(python && isOneOfSeveral(use, python)));
    for (const [prefix, uses] of byPrefix(bound)) {
      const [first, ...rest] = uses;
      yield {
        cell: first.cell,
        span: first.span,
        message: `Paths under ${prefix} exist only on ${platformName(prefix)}${countOf(uses)}. Put the folder into ${context.script ? "one constant or an environment variable" : "the parameters cell"}, so that other platforms can set their own.`,
        related: rest.map((use) => ({ cell: use.cell, span: use.span, message: "also here" })),
        fixes: rest.length === 0 ? machinePathFixes(first, context) : [],
      };
    }
  },
});

/** `Path("/kaggle/input") if Path("/kaggle/input").exists() else Path("data")`: the notebook asks where it is, and goes elsewhere on other platforms. */
const isOneOfSeveral = (use: PathUse, python: PythonNotebook): boolean =>
  use.literal !== null &&
  (conditionsAround(python, use.cell, use.span).some(asksForPlatform) ||
    isLookedFor(use.literal, use, python) ||
    isReadWhereFound(use.literal, python));

/** `metadata = "/opt/ml/metadata.json"`, and `if os.path.exists(metadata):` around all that reads the name. */
function isReadWhereFound(literal: Expr, python: PythonNotebook): boolean {
  const definition = namedTexts(python).find(({ value }) => value === literal);
  const reads = definition ? readsOf(definition, python) : [];
  return (
    reads.length > 0 &&
    reads.every(({ cell, at }) => {
      let asks = conditionsAround(python, cell, at).some(looks);
      forEachAround(python, cell, at, (node) => void (asks ||= looks(node)));
      return asks;
    })
  );
}

const namedTexts = pickDefinitions(({ value }) => value?.kind === "String" || value?.kind === "FString");

/** A condition that names a platform, or looks for a file. */
function asksForPlatform(condition: Expr): boolean {
  let asks = namesPlatform(condition);
  walkNodes(condition, (node) => void (asks ||= node.kind === "Attribute" && lookingFor.test(node.attr.name)));
  return asks;
}

/** True where the literal itself is what is looked for, or one of a list of which each is, those of other platforms among them. */
function isLookedFor(literal: Expr, { cell, shape }: PathUse, python: PythonNotebook): boolean {
  let found = false;
  forEachAround(python, cell, literal, (node) => {
    found ||=
      looks(node) ||
      ((node.kind === "List" || node.kind === "Tuple") &&
        isListTried(node, python) &&
        node.elements.some((element) => !names(element, shape.prefix)));
  });
  return found;
}

function names(element: Expr, prefix: string): boolean {
  let found = false;
  walkNodes(element, (node) => void (found ||= node.kind === "String" && node.value.startsWith(prefix)));
  return found;
}

const countOf = (uses: readonly PathUse[]): string => (uses.length > 1 ? ` (${uses.length} places)` : "");

const byPrefix = (uses: readonly PathUse[]): ReadonlyMap<string, readonly PathUse[]> => groupBy(uses, ({ shape }) => shape.prefix);
