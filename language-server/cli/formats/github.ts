// `--format github`: workflow commands that GitHub shows beside the changed lines.
import type { Severity } from "../../rules/rule";
import { cellLabel } from "../../notebook/label";
import { visible } from "../../notebook/visible";
import { createFileLines } from "../fileLines";
import type { Reporter } from "../report";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice", hint: "notice" };

/** Hints are left out unless asked for: GitHub shows ten notices per step and drops the rest. */
export function githubReporter(verbose: boolean): Reporter {
  return {
    notebook({ path, text, notebook, diagnostics }) {
      const lines = createFileLines(text);
      return diagnostics
        .filter(({ severity }) => verbose || severity !== "hint")
        .map(({ severity, code, name, message, cell, range }) => {
          const place = cell < 0 ? "" : `${cellLabel(notebook.cells[cell])}, line ${range.start.line + 1}: `;
          const properties = { file: path, line: lines.lineOf(cell, range.start.line) + 1, title: `${code} ${name}` };
          const list = Object.entries(properties)
            .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
            .join(",");
          return `::${commands[severity]} ${list}::${escapeData(place + message)}\n`;
        })
        .join("");
    },
    end: ({ errors }) =>
      errors.map(({ path, message }) => `::error file=${escapeProperty(path)},title=not read::${escapeData(message)}\n`).join(""),
  };
}

/** As the runner reads them back: https://github.com/actions/toolkit, packages/core/src/command.ts. */
const escapeData = (text: string): string => visible(text).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
const escapeProperty = (text: string): string => escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
