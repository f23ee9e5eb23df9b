// `nbready report`: grades notebooks, says what keeps them from production, and what raises the grade most.
import { readFileSync } from "node:fs";
import { buildFolder } from "../../host/cacheFolder";
import { nodeFiles } from "../../host/files";
import { absolutePath, displayPath } from "../../host/paths";
import { describeFileError } from "../../host/readNotebookFile";
import { assessNotebook, type NotebookAssessment } from "../../readiness/assessNotebook";
import { assessProject } from "../../readiness/assessProject";
import { compareAssessments, type Snapshot } from "../../readiness/trend";
import { noSuchChoice } from "../choice";
import { checkMany } from "../checkMany";
import { inputAt } from "../checkOne";
import { readCheckRequest, type CheckOptions } from "../checkRequest";
import { printError, printWarning } from "../console";
import { collectInputs } from "../inputs";
import { NotebookChecker } from "../notebookChecker";
import { openOutput, reportFileProblems } from "../output";
import { createProgressBar } from "../progress";
import { readinessHtml } from "../readiness/htmlFormat";
import { readinessJson } from "../readiness/jsonFormat";
import { readinessMarkdown } from "../readiness/markdownFormat";
import type { ReadinessReport } from "../readiness/readinessReport";
import { readSnapshot } from "../readiness/readSnapshot";
import { readinessText } from "../readiness/textFormat";
import type { InputError } from "../report";
import { createStyle, wantsColour, type Style } from "../style";

type ReportOptions = Pick<
  CheckOptions,
  "select" | "ignore" | "config" | "python" | "jobs" | "cache" | "output" | "quiet" | "format" | "baseline"
>;

const formats = ["text", "json", "markdown", "html"] as const;
type ReportFormat = (typeof formats)[number];

export async function runReport(paths: readonly string[], options: object): Promise<void> {
  const { format: wanted, baseline, output: file, quiet, ...settings } = options as ReportOptions;
  const format = formats.find((one) => one === wanted);
  const read = readCheckRequest(paths, { ...settings, format: "text", failOn: "never" });
  const problems = [
    ...(format === undefined ? [noSuchChoice("--format", wanted, formats)] : []),
    ...("problems" in read ? read.problems : []),
    ...reportFileProblems(file),
    ...(paths.includes("-") ? ["-: a report is made of files; name notebooks and folders"] : []),
  ];
  if (format === undefined || "problems" in read || problems.length > 0) return problems.forEach(printError);
  const before = baseline === undefined ? null : readBaseline(baseline);
  if (before !== null && "problem" in before) return printError(before.problem);

  const output = openOutput(file);
  const { notebooks, errors } = await assessInputs(read.request, quiet === true);
  const project = assessProject(notebooks);
  const trend = before === null ? null : compareAssessments(before, { project, notebooks });
  output.write(reportText({ project, notebooks, trend, errors }, format, createStyle(wantsColour(output.isTerminal)), output.width));
  output.end();
}

function reportText(report: ReadinessReport, format: ReportFormat, style: Style, width: number): string {
  switch (format) {
    case "text":
      return readinessText(report, style, width);
    case "json":
      return readinessJson(report);
    case "markdown":
      return readinessMarkdown(report);
    case "html":
      return readinessHtml(report);
  }
}

type Request = Extract<ReturnType<typeof readCheckRequest>, { readonly request: unknown }>["request"];

/** Checks what the paths name; of each notebook only its assessment is kept. */
async function assessInputs(
  request: Request,
  isQuiet: boolean,
): Promise<{ readonly notebooks: readonly NotebookAssessment[]; readonly errors: readonly InputError[] }> {
  const inputs = collectInputs(request.paths, new NotebookChecker(request.settings, nodeFiles, printWarning));
  if (!isQuiet) for (const folder of inputs.empty) printWarning(`${displayPath(absolutePath(folder))}: there is no notebook here`);
  const notebooks: NotebookAssessment[] = [];
  const errors = new Map<string, InputError>();
  const takeError = ({ path, message }: InputError): void => {
    if (errors.has(path)) return;
    // What cannot be read is quoted in its message; a report is passed on, so it only says that it was not read.
    errors.set(path, { path, message: "This input could not be checked; nbready check says why." });
    printError(`${path}: ${message}`);
  };
  inputs.errors.forEach(takeError);
  const bar = createProgressBar(inputs.notebooks.length, process.stderr.isTTY === true && !isQuiet);
  const cache = request.usesCache ? buildFolder() : null;
  await checkMany(inputs.notebooks.map(inputAt), {
    settings: { ...request.settings, cache },
    shown: "findings",
    jobs: request.jobs,
    cores: request.cores,
    onOutcome(outcome) {
      if ("checked" in outcome)
        notebooks.push(
          assessNotebook(outcome.checked.diagnostics, { path: outcome.checked.path, language: outcome.checked.notebook.language }),
        );
      else {
        bar.clear();
        takeError(outcome.error);
      }
    },
    onWarning(line) {
      bar.clear();
      printWarning(line);
    },
    onProgress: (done) => bar.update(done),
  });
  bar.clear();
  return { notebooks, errors: [...errors.values()] };
}

function readBaseline(path: string): Snapshot | { readonly problem: string } {
  try {
    return readSnapshot(readFileSync(path, "utf8")) ?? { problem: `--baseline: ${path} is not a report of "nbready report --format json"` };
  } catch (error) {
    return { problem: `--baseline: ${path}: ${describeFileError(error)}` };
  }
}
