// `nbready merge-reports`: joins the JSON reports of a sharded run.
import { readFileSync } from "node:fs";
import { severities } from "../../config/config";
import { describeFileError } from "../../host/readNotebookFile";
import { noSuchChoice } from "../choice";
import { exitCodes, printError } from "../console";
import { mergeReports, parseReport, reportText, type NamedReport } from "../mergedReport";
import { openOutput, reportFileProblems } from "../output";
import { isAtLeast } from "../threshold";

interface MergeOptions {
  readonly output?: string;
  readonly failOn: string;
}

export function runMergeReports(paths: readonly string[], options: object): void {
  const { output: file, failOn } = options as MergeOptions;
  const choices = [...severities, "never"] as const;
  const least = choices.find((choice) => choice === failOn);
  if (least === undefined) return printError(noSuchChoice("--fail-on", failOn, choices));
  const [lost] = reportFileProblems(file);
  if (lost !== undefined) return printError(lost);
  const { report, problems } = mergeReports(paths.flatMap(readReport));
  problems.forEach(printError);
  report.errors.forEach(({ path, message }) => printError(`${path}: ${message}`));
  const output = openOutput(file);
  output.write(reportText(report));
  output.end();
  const isFailing =
    least !== "never" && report.notebooks.some(({ diagnostics }) => diagnostics.some(({ severity }) => isAtLeast(severity, least)));
  process.exitCode ??= isFailing ? exitCodes.findings : exitCodes.clean;
}

function readReport(path: string): readonly NamedReport[] {
  try {
    const report = parseReport(readFileSync(path, "utf8").replace(/^\ufeff/, ""));
    if (report) return [{ ...report, from: path }];
    printError(`${path}: this is not a report of "nbready check --format json"`);
  } catch (error) {
    printError(`${path}: ${describeFileError(error)}`);
  }
  return [];
}
