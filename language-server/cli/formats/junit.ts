// `--format junit`: the JUnit XML that CI servers read. A notebook is a suite, a finding a failed case; one that is clean, a passed case.
import type { Diagnostic } from "../../lint/lint";
import { cellLabel } from "../../notebook/label";
import { lineText } from "../../notebook/positions";
import { visible } from "../../notebook/visible";
import type { CheckedNotebook, Reporter } from "../report";
import { isAtLeast } from "../threshold";
import type { Severity } from "../../rules/rule";

/** Findings below `failOn` are reported in a passed case's output: a CI server would turn red for them otherwise. */
export function junitReporter(failOn: Severity): Reporter {
  let started = false;
  const start = (): string => {
    const head = started ? "" : '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="nbready">\n';
    started = true;
    return head;
  };
  return {
    notebook: (checked) => start() + suite(checked, failOn),
    end({ errors, durationMs }) {
      const unread = errors
        .map(
          ({ path, message }) =>
            `<testsuite name="${escape(path)}" tests="1" failures="0" errors="1"><testcase classname="${escape(path)}" name="read"><error message="${escape(message)}"/></testcase></testsuite>\n`,
        )
        .join("");
      return `${start()}${unread}<!-- ${durationMs} ms -->\n</testsuites>\n`;
    },
  };
}

function suite({ path, notebook, diagnostics }: CheckedNotebook, failOn: Severity): string {
  const failures = diagnostics.filter(({ severity }) => isAtLeast(severity, failOn)).length;
  const cases =
    diagnostics.length === 0
      ? [`  <testcase classname="${escape(path)}" name="check"/>\n`]
      : diagnostics.map((diagnostic) => testCase(diagnostic, path, notebook, failOn));
  return `<testsuite name="${escape(path)}" tests="${cases.length}" failures="${failures}" errors="0">\n${cases.join("")}</testsuite>\n`;
}

function testCase(
  { code, name, message, severity, cell, range }: Diagnostic,
  path: string,
  notebook: CheckedNotebook["notebook"],
  failOn: Severity,
): string {
  const place = cell < 0 ? "notebook" : `${cellLabel(notebook.cells[cell])} ${range.start.line + 1}:${range.start.character + 1}`;
  const line = cell < 0 ? "" : lineText(notebook.cells[cell], range.start.line);
  const body = isAtLeast(severity, failOn)
    ? `<failure type="${severity}" message="${escape(message)}">${escape(`${place}\n${line}`)}</failure>`
    : `<system-out>${escape(`${severity}: ${message}\n${place}\n${line}`)}</system-out>`;
  return `  <testcase classname="${escape(path)}" name="${escape(`${code} ${name}, ${place}`)}">${body}</testcase>\n`;
}

/** Text for XML 1.0, which cannot hold most control characters even escaped, nor half a surrogate pair. */
const escape = (text: string): string =>
  visible(text)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"\n\t\r]/g, (unit) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[unit] ?? `&#${unit.charCodeAt(0)};`);
