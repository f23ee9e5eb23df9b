// Checks a notebook with every rule, and holds the rules to what they promise: no exception, no place outside, no long wait.
import assert from "node:assert/strict";
import { checkNotebook, type CheckResult } from "../../../language-server/lint/check";
import { defaultConfig } from "../../../language-server/config/config";
import { applyFileEdits } from "../../../language-server/fixes/fileEdits";
import type { Diagnostic } from "../../../language-server/lint/lint";
import type { Fix } from "../../../language-server/notebook/edits";
import { readNotebook, type NotebookFile } from "../../../language-server/notebook/read";
import { applyEdits } from "../../../language-server/notebook/write";
import { ProjectCache } from "../../../language-server/project/collect";
import { createAnalyser } from "../../../language-server/python/analyse";
import { lowerCell } from "../../../language-server/python/lower/lower";
import { rules } from "../../../language-server/rules";
import { createScriptAnalyser } from "../../../language-server/typescript/analyse";
import { processorTime } from "../../support/evenGrowth";
import { assertQuick } from "../../support/machine";
import { memoryFiles } from "../../support/memoryFiles";

/** The longest that any notebook may take, ms of the processor: what else the machine does is not counted. A slower machine may take as much longer as it is slower. */
export const longestCheck = 2000;

const path = "/project/notebooks/test.ipynb";
const manifests = { "/project/requirements.txt": "pandas==2.2.0\nnumpy\n", "/project/notebooks/data.csv": "a,b\n1,2\n" };

/** Notebook JSON of these code cells. */
export const notebookText = (sources: readonly string[], language = "python"): string =>
  JSON.stringify(
    {
      cells: sources.map((source, index) => ({
        cell_type: "code",
        id: `cell-${index}`,
        metadata: {},
        execution_count: index + 1,
        outputs: [],
        source,
      })),
      metadata: { kernelspec: { name: language, display_name: language, language }, language_info: { name: language } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );

/** Reads text that is a notebook for sure. */
export function readFile(text: string): NotebookFile {
  const read = readNotebook(text, path);
  assert.ok(read.ok, read.ok ? "" : read.error.message);
  return read.file;
}

/** What every rule finds. Fails where a rule throws, a place lies outside its cell, or it takes more than `limit` ms. */
export function checkFile(
  { notebook }: NotebookFile,
  contents: Readonly<Record<string, string | Uint8Array>> = manifests,
  limit = longestCheck,
): CheckResult {
  const check = (): CheckResult =>
    checkNotebook(notebook, {
      rules,
      config: defaultConfig,
      files: memoryFiles(contents),
      path,
      environment: null,
      workspaceRoot: "/project",
      cache: new ProjectCache(),
      analyse: createAnalyser().inSteps,
      analyseScript: createScriptAnalyser(),
      onRuleError: (rule, error) => {
        throw new Error(`${rule.code} ${rule.name}: ${error instanceof Error ? error.stack : String(error)}`);
      },
    });
  let result!: CheckResult;
  assertQuick(
    limit,
    () =>
      processorTime(() => {
        result = check();
      }),
    "the check",
  );
  for (const diagnostic of result.diagnostics)
    for (const place of [diagnostic, ...diagnostic.related]) {
      const {
        span: { start, end },
        cell,
      } = place;
      const length = notebook.cells[cell]?.source.length ?? 0;
      assert.ok(
        start >= 0 && start <= end && end <= length,
        `${diagnostic.code} points at ${start}-${end} of cell ${cell}, which has ${length} characters`,
      );
    }
  return result;
}

/** Findings whose fixes are tried: each costs the writing and reading of the whole notebook. */
const tried = 40;

/** Every fix can be made and gives a readable notebook; after a safe one the cells parse that parsed before. */
export function tryFixes(file: NotebookFile, { diagnostics, project }: CheckResult): void {
  for (const diagnostic of diagnostics.slice(0, tried)) for (const fix of diagnostic.fixes) tryFix(file, diagnostic, fix, project.readText);
}

function tryFix(file: NotebookFile, { code }: Diagnostic, fix: Fix, readText: (path: string) => string | undefined): void {
  const about = `${code} "${fix.title}"`;
  const written = applyEdits(file, fix.edits);
  assert.ok("text" in written, `${about}: ${"problem" in written ? written.problem : ""}`);
  const inFiles = applyFileEdits(fix.files ?? [], readText);
  assert.ok("texts" in inFiles, `${about}: ${"problem" in inFiles ? inFiles.problem : ""}`);
  const after = readNotebook(written.text, path);
  assert.ok(after.ok, `${about}: ${after.ok ? "" : after.error.message}`);
  if (!fix.safe || written.text === file.text) return;
  const before = new Set(file.notebook.cells.map(({ source }) => source));
  const broken = brokenCells(after.file.notebook.cells.filter(({ source }) => !before.has(source)).map(({ source }) => source));
  if (broken.length === 0) return;
  const wasBroken = brokenCells(
    file.notebook.cells.filter(({ source }) => !after.file.notebook.cells.some((one) => one.source === source)).map(({ source }) => source),
  );
  assert.ok(
    broken.length <= wasBroken.length,
    `${about} breaks a cell:\n${broken.join("\n----\n")}\nwhich was\n${file.notebook.cells.map(({ source }) => source).join("\n----\n")}`,
  );
}

const brokenCells = (sources: readonly string[]): readonly string[] => sources.filter((source) => lowerCell(source).problems.length > 0);
