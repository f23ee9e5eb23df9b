// `--format gitlab`: a Code Quality report. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
import { createHash } from "node:crypto";
import type { Severity } from "../../rules/rule";
import { cellLabel } from "../../notebook/label";
import { createFileLines } from "../fileLines";
import type { Reporter } from "../report";
import { fingerprints } from "./fingerprint";

const grades: Readonly<Record<Severity, string>> = { error: "critical", warning: "major", info: "minor", hint: "info" };

export function gitlabReporter(): Reporter {
  let count = 0;
  return {
    notebook({ path, notebook, text, diagnostics }) {
      const lines = createFileLines(text);
      const names = fingerprints(path, notebook, diagnostics);
      return diagnostics
        .map(({ code, message, severity, cell, range }, index) => {
          const place = cell < 0 ? "" : `${cellLabel(notebook.cells[cell])}, line ${range.start.line + 1}: `;
          const issue = {
            description: place + message,
            check_name: code,
            fingerprint: names[index],
            severity: grades[severity],
            location: { path, lines: { begin: lines.lineOf(cell, range.start.line) + 1 } },
          };
          return `${count++ === 0 ? "[\n" : ",\n"}${JSON.stringify(issue)}`;
        })
        .join("");
    },
    end({ errors }) {
      const unread = errors
        .map(({ path, message }) => `${count++ === 0 ? "[\n" : ",\n"}${JSON.stringify(unreadIssue(path, message))}`)
        .join("");
      return unread + (count === 0 ? "[]\n" : "\n]\n");
    },
  };
}

/** An input that could not be read: the format has no other place for it. */
const unreadIssue = (path: string, message: string) => ({
  description: message,
  check_name: "not-read",
  fingerprint: createHash("sha256")
    .update(JSON.stringify([path, "not-read"]))
    .digest("hex")
    .slice(0, 32),
  severity: "blocker",
  location: { path, lines: { begin: 1 } },
});
