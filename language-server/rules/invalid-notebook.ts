// Files that are no valid nbformat although they could be read.
import type { Fix } from "../notebook/edits";
import type { FormatProblem, Notebook } from "../notebook/model";
import { capital } from "../util/capital";
import { defineRule, type Finding } from "./rule";
import { firstLine } from "./support/spans";

export default defineRule({
  code: "NBR907",
  name: "invalid-notebook",
  severity: "error",
  summary: "The file is not valid nbformat",
  *check({ notebook }) {
    const kinds = new Set(notebook.formatProblems.map((problem) => problem.kind));
    for (const kind of kinds)
      yield finding(
        notebook.formatProblems.filter((problem) => problem.kind === kind),
        notebook,
      );
  },
});

/** One finding for all problems of a kind: a notebook without ids lacks them in each cell. */
function finding(problems: readonly FormatProblem[], notebook: Notebook): Finding {
  const { kind, cell, message } = problems[0];
  const others = problems.length === 1 ? "" : ` (and ${problems.length - 1} more like it)`;
  return {
    cell,
    span: notebook.cells[cell] ? firstLine(notebook.cells[cell]) : { start: 0, end: 0 },
    message: `${capital(message)}${others}. ${effects[kind] ?? "Tools that check the format reject the file, and the others guess what was meant. Repair it."}`,
    fixes: fixes(problems),
  };
}

const newIds = "At each reading nbformat makes up a new one, so diffs and merges lose track of the cell";

/** What becomes of files that tools do not simply reject. Source: nbformat's `validate` and its warnings (5.11). */
const effects: Partial<Record<FormatProblem["kind"], string>> = {
  "old-format": "Current tools reject it or convert it silently. Upgrade it.",
  "missing-id": `${newIds}, and later versions will reject the file. Repair it.`,
  "duplicate-id": `${newIds}. Repair it.`,
};

function fixes(problems: readonly FormatProblem[]): readonly Fix[] {
  // Tools as old as the format can no longer read what was upgraded.
  if (problems[0].kind === "old-format") return [{ title: "Upgrade to the current nbformat", safe: false, edits: [{ kind: "upgrade" }] }];
  if (!problems.some((problem) => problem.repairable)) return [];
  return [{ title: "Repair the notebook file", safe: true, edits: [{ kind: "repair" }] }];
}
