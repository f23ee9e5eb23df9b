// `--format json`: the contract that other tools read; docs/check-format.schema.json describes it.
import type { Diagnostic } from "../../lint/lint";
import type { CheckedNotebook, Reporter } from "../report";

/** One notebook per line, so that line tools can still look at a large report. */
export function jsonReporter(): Reporter {
  let count = 0;
  return {
    notebook: (checked) =>
      `${count++ === 0 ? '{ "version": 1,\n  "notebooks": [\n    ' : ",\n    "}${JSON.stringify(notebookJson(checked))}`,
    end({ notebooks, counts, errors, durationMs }) {
      const start = count === 0 ? '{ "version": 1,\n  "notebooks": [' : "\n  ";
      const summary = { notebooks, ...counts, durationMs };
      return `${start}],\n  "errors": ${JSON.stringify(errors)},\n  "summary": ${JSON.stringify(summary)} }\n`;
    },
  };
}

const notebookJson = ({ path, notebook, grade, score, diagnostics }: CheckedNotebook) => ({
  path,
  language: notebook.language,
  grade,
  score,
  diagnostics: diagnostics.map(diagnosticJson),
});

const diagnosticJson = ({ code, name, severity, message, cell, cellId, range, related, fixes, url }: Diagnostic) => ({
  code,
  name,
  severity,
  message,
  cell,
  cellId,
  range,
  related: related.map((place) => ({ cell: place.cell, cellId: place.cellId, range: place.range, message: place.message })),
  fixes: fixes.map(({ title, safe }) => ({ title, safe })),
  url,
});
