// What a rule finds in several places of a cell, said once: ten reads in one function are one thing to think about.
import { counted } from "../util/counted";
import { firstOfEach, groupBy } from "../util/groupBy";
import type { Fix } from "../notebook/edits";
import type { Finding } from "../rules/rule";

/** Findings of a cell with the same message and the same fixes become one, at the first place; those whose fixes change other files stay apart. */
export const oncePerCell = (findings: Iterable<Finding>): readonly Finding[] => [...groupBy(findings, keyOf).values()].map(joined);

/** Those that stay apart get a key of their own. */
const keyOf = (finding: Finding): unknown =>
  finding.fixes?.some(({ files }) => files)
    ? finding
    : JSON.stringify([finding.cell, finding.severity, finding.message, finding.fixes?.map(({ title }) => title)]);

function joined(same: readonly Finding[]): Finding {
  const [first, ...others] = same;
  if (others.length === 0) return first;
  return {
    ...first,
    message: `${first.message} The same goes for ${counted(others.length, "more place")} in this cell.`,
    related: [...(first.related ?? []), ...others.map(({ cell, span }) => ({ cell, span, message: "also here" }))],
    fixes: (first.fixes ?? []).map((fix, index) =>
      together(
        fix,
        same.flatMap(({ fixes }) => fixes?.[index] ?? []),
      ),
    ),
  };
}

/** The edits of all; an import that each of them needs is added once. */
const together = (fix: Fix, all: readonly Fix[]): Fix => ({
  ...fix,
  edits: firstOfEach(
    all.flatMap(({ edits }) => edits),
    (edit) => JSON.stringify(edit),
  ),
});
