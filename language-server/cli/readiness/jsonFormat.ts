// `report --format json`: docs/report-format.schema.json describes it. A later run compares itself with it (--baseline).
import type { NotebookAssessment } from "../../readiness/assessNotebook";
import type { Trend } from "../../readiness/trend";
import { pageOf, summaryOf, type ReadinessReport } from "./readinessReport";

/** One notebook per line, so that line tools can still look at a large report. */
export function readinessJson({ project, notebooks, trend, errors }: ReadinessReport): string {
  const rules = project.rules.map(({ code, name }) => ({ code, name, summary: summaryOf(code), url: pageOf(name) }));
  const lines = [
    '{ "version": 1,',
    '  "kind": "readiness",',
    `  "project": ${JSON.stringify({ ...project, trend: trend ? trendJson(trend) : null })},`,
    `  "notebooks": [${notebooks.map((notebook) => `\n    ${JSON.stringify(notebookJson(notebook, trend))}`).join(",")}${notebooks.length > 0 ? "\n  " : ""}],`,
    `  "rules": ${JSON.stringify(rules)},`,
    `  "errors": ${JSON.stringify(errors)} }`,
  ];
  return `${lines.join("\n")}\n`;
}

const trendJson = ({ notebooks: _, ...trend }: Trend) => trend;

function notebookJson(notebook: NotebookAssessment, trend: Trend | null) {
  const before = trend?.notebooks.get(notebook.path);
  return { ...notebook, trend: trend ? { before: before ?? null, change: before ? notebook.score - before.score : null } : null };
}
