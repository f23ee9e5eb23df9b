// `--format text`: for people. A notebook's path once, then each finding with its cell, line, reason and fix.
import { severities } from "../../config/config";
import { counted } from "../../util/counted";
import { describeCoverage } from "../../lint/coverage";
import type { Diagnostic, RelatedPlace } from "../../lint/lint";
import { cellLabel } from "../../notebook/label";
import type { Notebook, Range } from "../../notebook/model";
import { visible, visibleOnLine } from "../../notebook/visible";
import { excerptOf, wrap } from "../excerpt";
import { hidesFindings, type CheckedNotebook, type NotShown, type Reporter, type Summary } from "../report";
import type { Style } from "../style";

export interface TextOptions {
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
  /** Shows hints one by one; else they are only counted. */
  readonly verbose: boolean;
  /** Leaves the summary out. */
  readonly quiet: boolean;
}

export function textReporter(options: TextOptions): Reporter {
  const languages = new Set<string>();
  return {
    notebook(checked) {
      languages.add(checked.notebook.language);
      return notebookText(checked, options);
    },
    end: (summary) => (options.quiet ? "" : summaryText(summary, options) + coverageText(languages, options)),
  };
}

const indent = "  ";
/** Room for a line number; cells are seldom longer than 999 lines. */
const gutter = 5;

function notebookText({ path, notebook, diagnostics, grade, score }: CheckedNotebook, options: TextOptions): string {
  const shown = diagnostics.filter((diagnostic) => options.verbose || diagnostic.severity !== "hint");
  if (shown.length === 0) return "";
  const { style } = options;
  const findings = shown.map((diagnostic) => findingText(diagnostic, notebook, options));
  return `${style.path(visibleOnLine(path))} ${style.dim(`grade ${grade}, ${score} of 100`)}\n\n${findings.join("\n")}\n`;
}

function findingText(diagnostic: Diagnostic, notebook: Notebook, options: TextOptions): string {
  const { style, width } = options;
  const { severity, code, name, cell, range } = diagnostic;
  const place = cell < 0 ? "notebook" : `${cellLabel(notebook.cells[cell])} ${lineAndColumn(range)}`;
  const lines = [
    `${style.bold(place)}  ${style.severity(severity, severity)}  ${style.dim(`${code} ${name}`)}`,
    ...wrap(diagnostic.message, width - indent.length),
    ...excerptLines(diagnostic, notebook, options),
    ...diagnostic.related.slice(0, shownPlaces).flatMap((related) => relatedLines(related, notebook, options)),
    ...(diagnostic.related.length > shownPlaces ? [style.dim(`and ${diagnostic.related.length - shownPlaces} more places`)] : []),
    ...diagnostic.fixes.flatMap((fix) => fixLines(fix, options)),
  ];
  return lines.map((line) => `${indent}${line}`.trimEnd() + "\n").join("");
}

const shownPlaces = 4;

/** A fix; what does not fit on its first line is indented below it. */
function fixLines({ title, safe }: Diagnostic["fixes"][number], { style, width }: TextOptions): readonly string[] {
  const lines = wrap(`fix available: ${visible(title)} (${safe ? "safe" : "unsafe"})`, width - 2 * indent.length);
  return lines.map(
    (line, index) =>
      (index > 0 ? indent : "") +
      line
        .replace(index === 0 ? /^fix available:/ : /^$/, style.good)
        .replace(index === lines.length - 1 ? /\((?:un)?safe\)$/ : /^$/, style.dim),
  );
}

const lineAndColumn = ({ start }: Range): string => `${start.line + 1}:${start.character + 1}`;

function excerptLines(
  { cell: index, range, severity }: Pick<Diagnostic, "cell" | "range" | "severity">,
  notebook: Notebook,
  options: TextOptions,
): readonly string[] {
  const cell = notebook.cells[index];
  if (!cell || cell.source.trim() === "") return [];
  const { style } = options;
  const excerpt = excerptOf(cell, range, options.width - indent.length - gutter - 3);
  const more = excerpt.moreLines > 0 ? style.dim(` … and ${counted(excerpt.moreLines, "more line")}`) : "";
  return [
    `${style.dim(`${String(excerpt.lineNumber).padStart(gutter)} │`)} ${excerpt.text}`,
    `${style.dim(`${" ".repeat(gutter)} │`)} ${markText(excerpt.mark, (text) => style.severity(severity, text))}${more}`,
  ];
}

/** Colours the carets, not the spaces before them. */
const markText = (mark: string, paint: (text: string) => string): string => mark.replace(/\^+/, paint);

function relatedLines(related: RelatedPlace, notebook: Notebook, options: TextOptions): readonly string[] {
  const cell = notebook.cells[related.cell];
  if (!cell) return wrap(related.message, options.width - indent.length);
  const label = cellLabel(cell);
  const message = related.message.includes(label) ? related.message : `${label}: ${related.message}`;
  return [
    ...wrap(message, options.width - indent.length).map(options.style.dim),
    ...excerptLines({ ...related, severity: "info" }, notebook, options),
  ];
}

/** Once a run, that not every rule applies to some of its notebooks. */
function coverageText(languages: Iterable<string>, { style, width }: TextOptions): string {
  const coverage = describeCoverage(languages);
  return coverage === null
    ? ""
    : wrap(coverage, width)
        .map((line) => `${style.dim(line)}\n`)
        .join("");
}

function summaryText({ notebooks, counts, fixable, fixed = 0, errors, notShown }: Summary, { style, verbose }: TextOptions): string {
  const checked = notebooks === 0 ? "no notebook checked" : `${counted(notebooks, "notebook")} checked`;
  const failed = errors.length > 0 ? `, ${counted(errors.length, "input")} not read` : "";
  const shown = severities.filter((severity) => counts[severity] > 0 && (verbose || severity !== "hint"));
  const found = shown.map((severity) => style.severity(severity, counted(counts[severity], severity))).join(", ");
  const hints =
    !verbose && counts.hint > 0
      ? `${style.dim(`${counted(counts.hint, "hint")} not shown: --verbose shows ${counts.hint === 1 ? "it" : "them"}`)}\n`
      : "";
  const done = fixed > 0 ? style.good(`${fixed} fixed; `) : "";
  const kept = notShown
    ? notShownLines(notShown)
        .map((line) => `${style.dim(line)}\n`)
        .join("")
    : "";
  // A run that writes a baseline reports nothing else.
  if (notebooks === 0 || notShown?.baseline?.isWritten) return `${style.bold(checked + failed)}\n${kept}`;
  const none = fixed > 0 ? "nothing left" : hidesFindings(notShown) ? "nothing new" : "nothing found";
  return `${style.bold(`${checked}${failed}:`)} ${done}${found || style.good(none)}\n${fixableText(fixable)}${hints}${kept}`;
}

function notShownLines({ baseline, since }: NotShown): readonly string[] {
  return [
    ...(since
      ? [
          `since ${since.revision}: ${counted(since.unchanged, "unchanged notebook")} skipped, ${counted(since.hidden, "finding")} on unchanged cells not shown`,
        ]
      : []),
    ...(baseline?.isWritten ? [`${counted(baseline.hidden, "finding")} written to ${baseline.path}`] : []),
    ...(baseline && !baseline.isWritten
      ? [
          `${counted(baseline.hidden, "finding")} of ${baseline.path} not shown${baseline.gone > 0 ? `; ${baseline.gone} of its entries ${baseline.gone === 1 ? "is" : "are"} no longer found: --write-baseline removes ${baseline.gone === 1 ? "it" : "them"}` : ""}`,
        ]
      : []),
  ];
}

function fixableText({ safe, unsafe }: Summary["fixable"]): string {
  if (safe === 0 && unsafe === 0) return "";
  const parts = [
    ...(safe > 0 ? [`${safe} fixable with --fix`] : []),
    ...(unsafe > 0 ? [`${unsafe}${safe > 0 ? " more" : " fixable"} with --fix --unsafe-fixes`] : []),
  ];
  return `${parts.join(", ")}\n`;
}
