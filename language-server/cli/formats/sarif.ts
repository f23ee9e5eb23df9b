// `--format sarif`: SARIF 2.1.0 (OASIS), for code scanning services. https://docs.oasis-open.org/sarif/sarif/v2.1.0/
import type { Diagnostic } from "../../lint/lint";
import { cellLabel } from "../../notebook/label";
import type { Notebook, Range } from "../../notebook/model";
import { pushAll } from "../../util/pushAll";
import { rulePage } from "../../rules/page";
import type { Rule, Severity } from "../../rules/rule";
import { createFileLines, type FileLines } from "../fileLines";
import type { CheckedNotebook, InputError, Reporter } from "../report";
import { fingerprints } from "./fingerprint";

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note", hint: "note" };

export function sarifReporter(rules: readonly Rule[], version: string): Reporter {
  const results: string[] = [];
  return {
    notebook(checked) {
      pushAll(
        results,
        resultsOf(checked, rules).map((result) => JSON.stringify(result)),
      );
      return "";
    },
    end: ({ errors }) => wrapResults(results, { rules, version, errors }),
  };
}

function wrapResults(
  results: readonly string[],
  run: { readonly rules: readonly Rule[]; readonly version: string; readonly errors: readonly InputError[] },
): string {
  const driver = { name: "nbready", semanticVersion: run.version, rules: run.rules.map(ruleMetadata) };
  const invocations = [
    {
      executionSuccessful: run.errors.length === 0,
      toolExecutionNotifications: run.errors.map(({ path, message }) => ({
        level: "error",
        message: { text: message },
        locations: [{ physicalLocation: { artifactLocation: { uri: toUri(path) } } }],
      })),
    },
  ];
  return `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":${JSON.stringify({ driver })},"columnKind":"utf16CodeUnits","invocations":${JSON.stringify(invocations)},"results":[${results.length > 0 ? `\n${results.join(",\n")}\n` : ""}]}]}\n`;
}

const ruleMetadata = (rule: Rule) => ({
  id: rule.code,
  name: rule.name,
  shortDescription: { text: rule.summary },
  helpUri: rulePage(rule),
  defaultConfiguration: { level: levels[rule.severity] },
});

function resultsOf({ path, notebook, text, diagnostics }: CheckedNotebook, rules: readonly Rule[]) {
  const lines = createFileLines(text);
  const names = fingerprints(path, notebook, diagnostics);
  return diagnostics.map((diagnostic, index) => ({
    ruleId: diagnostic.code,
    ruleIndex: rules.findIndex((rule) => rule.code === diagnostic.code),
    level: levels[diagnostic.severity],
    message: { text: diagnostic.message },
    locations: [locationOf(diagnostic, path, notebook, lines)],
    ...(diagnostic.related.length > 0
      ? {
          relatedLocations: diagnostic.related.map((related, id) => ({
            id,
            ...locationOf(related, path, notebook, lines),
            message: { text: related.message },
          })),
        }
      : {}),
    partialFingerprints: { "nbready/v1": names[index] },
    properties: { severity: diagnostic.severity, cell: diagnostic.cell, cellId: diagnostic.cellId, range: diagnostic.range },
  }));
}

/** The file's line is what services can show; the cell, and the place in it, is the logical location. */
function locationOf({ cell: index, range }: Pick<Diagnostic, "cell" | "range">, path: string, notebook: Notebook, lines: FileLines) {
  const cell = notebook.cells[index];
  const physicalLocation = { artifactLocation: { uri: toUri(path) }, region: regionOf(index, range, lines) };
  if (!cell) return { physicalLocation };
  const name = cellLabel(cell);
  return {
    physicalLocation,
    logicalLocations: [{ name, fullyQualifiedName: `${path}::${name}, line ${range.start.line + 1}`, kind: "module" }],
  };
}

function regionOf(cell: number, { start, end }: Range, lines: FileLines) {
  const startLine = lines.lineOf(cell, start.line) + 1;
  return { startLine, endLine: Math.max(startLine, lines.lineOf(cell, end.line) + 1) };
}

/** A relative path as a URI reference, an absolute one as a file URI. */
function toUri(path: string): string {
  const encoded = path
    .split("/")
    .map((part) => encodeURIComponent(part))
    .join("/");
  if (path.startsWith("/")) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${encoded.replace("%3A", ":")}` : encoded;
}
