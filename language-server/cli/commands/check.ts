// `nbready check`: lints notebooks, reports what it finds, and fixes it if asked to.
import { version } from "../../../package.json";
import { buildFolder, cacheFolder } from "../../host/cacheFolder";
import { pruneStores } from "../../host/cacheStore";
import { nodeFiles } from "../../host/files";
import { absolutePath, displayPath } from "../../host/paths";
import { loadParser } from "../../host/wasm";
import { rules } from "../../rules/index";
import { checkMany } from "../checkMany";
import { inputAt, type Input, type Outcome } from "../checkOne";
import { readCheckRequest, type CheckOptions, type CheckRequest } from "../checkRequest";
import { exitCodes, printError, printWarning } from "../console";
import { fixAll } from "../fixRun";
import { createReporter } from "../formats/index";
import { collectInputs } from "../inputs";
import { openNarrowing, type Narrowing } from "../narrowing";
import { NotebookChecker } from "../notebookChecker";
import { openOutput, standardOutput, type Output } from "../output";
import { createProgressBar } from "../progress";
import { createTally, type InputError, type Reporter } from "../report";
import type { Shown } from "../shownNotebook";
import { readStandardInput } from "../standardInput";
import { statisticsReporter } from "../statistics";
import { createStyle, wantsColour } from "../style";
import { isAtLeast } from "../threshold";

export async function runCheck(paths: readonly string[], options: object): Promise<void> {
  const read = readCheckRequest(paths, options as CheckOptions);
  if ("problems" in read) return read.problems.forEach(printError);
  const { request } = read;
  const narrowing = await openNarrowing(request);
  if ("problem" in narrowing) return printError(narrowing.problem);
  if (request.paths.includes("-")) return checkStandardInput(request, narrowing);
  const inputs = narrowing.select(collectInputs(request.paths, new NotebookChecker(request.settings, nodeFiles, printWarning)));
  if (!request.quiet) for (const folder of inputs.empty) printWarning(`${displayPath(absolutePath(folder))}: there is no notebook here`);
  if (request.mode !== "report") return fixInputs(request, inputs.notebooks.map(inputAt), inputs.errors);
  await report(request, inputs.notebooks.map(inputAt), inputs.errors, narrowing);
}

async function report(
  request: CheckRequest,
  notebooks: readonly Input[],
  errors: readonly InputError[],
  narrowing: Narrowing,
): Promise<void> {
  const run = startReport(request, narrowing);
  errors.forEach((error) => run.take({ error }));
  const bar = createProgressBar(notebooks.length, process.stderr.isTTY === true && !request.quiet);
  const cache = request.usesCache ? buildFolder() : null;
  await checkMany(notebooks, {
    settings: { ...request.settings, cache },
    shown: shownBy(request),
    jobs: request.jobs,
    cores: request.cores,
    onOutcome(outcome) {
      if ("error" in outcome || process.stdout.isTTY) bar.clear();
      run.take(outcome);
    },
    onWarning(line) {
      bar.clear();
      printWarning(line);
    },
    onProgress: (done) => bar.update(done),
  });
  bar.clear();
  run.end();
  if (cache !== null) pruneStores(cacheFolder());
}

async function checkStandardInput(request: CheckRequest, narrowing: Narrowing): Promise<void> {
  const shownAs = request.stdinFilename ?? "-";
  const input: Input = { path: absolutePath(request.stdinFilename ?? "notebook.ipynb"), shownAs, content: await readStandardInput() };
  if (request.mode !== "report") return fixInputs(request, [input], []);
  await report(request, [input], [], narrowing);
}

async function fixInputs(request: CheckRequest, inputs: readonly Input[], errors: readonly InputError[]): Promise<void> {
  await loadParser();
  const fromStdin = inputs.some(({ content }) => content !== undefined);
  if (request.mode === "diff") {
    const output = openOutput(request.output);
    const changes = fixAll(inputs, request, { output, style: styleFor(output), onError: printInputError });
    errors.forEach(printInputError);
    output.end();
    if (!request.quiet) process.stderr.write(`${changes.summary}\n`);
    endWith(changes.changed > 0 || changes.failing > 0);
    return;
  }
  // Standard output is for the fixed notebook, so the report goes to standard error.
  const run = startReport(request, null, fromStdin ? process.stderr : process.stdout);
  errors.forEach((error) => run.take({ error }));
  const changes = fixAll(inputs, request, {
    output: standardOutput(),
    style: createStyle(false),
    onError: (error) => run.take({ error }),
    onChecked: (checked) => run.take({ checked }),
  });
  run.end(changes.fixed);
}

/** One report: takes outcomes, writes as it goes, and ends with the summary and the exit code. */
function startReport(request: CheckRequest, narrowing: Narrowing | null, stream: NodeJS.WriteStream = process.stdout) {
  const started = performance.now();
  const output = openOutput(request.output, stream);
  const style = styleFor(output);
  const reporter: Reporter = request.statistics
    ? statisticsReporter(style, rules)
    : createReporter(request.format, {
        style,
        width: output.width,
        verbose: request.verbose,
        quiet: request.quiet,
        rules,
        version,
        failOn: request.failOn ?? "error",
      });
  const tally = createTally();
  const errors: InputError[] = [];
  let failing = false;
  const takeError = (error: InputError): void => {
    // A configuration is reported once, not for each of its notebooks.
    if (errors.some(({ path, message }) => path === error.path && message === error.message)) return;
    errors.push(error);
    printInputError(error);
  };
  return {
    take(outcome: Outcome): void {
      if ("error" in outcome) return takeError(outcome.error);
      const checked = narrowing ? narrowing.narrow(outcome.checked) : outcome.checked;
      tally.add(checked);
      failing ||= checked.diagnostics.some(({ severity }) => request.failOn !== null && isAtLeast(severity, request.failOn));
      output.write(reporter.notebook(checked));
    },
    end(fixed?: number): void {
      const { notShown, error } = narrowing?.end() ?? {};
      if (error) takeError(error);
      output.write(
        reporter.end({
          ...tally.summary(errors, Math.round(performance.now() - started)),
          ...(fixed === undefined ? {} : { fixed }),
          ...(notShown ? { notShown } : {}),
        }),
      );
      output.end();
      endWith(failing);
    },
  };
}

/** What is needed of notebooks for the report, and to find known findings again by the lines they are on. */
function shownBy({ format, statistics, baseline }: CheckRequest): Shown {
  if ((statistics || format === "json") && baseline === null) return "findings";
  return ["sarif", "github", "gitlab"].includes(format) ? "file" : "cells";
}

const styleFor = (output: Output) => createStyle(wantsColour(output.isTerminal));
const printInputError = ({ path, message }: InputError): void => printError(`${path}: ${message}`);

/** Sets the exit code, unless a failure has set it. */
function endWith(isFailing: boolean): void {
  process.exitCode ??= isFailing ? exitCodes.findings : exitCodes.clean;
}
