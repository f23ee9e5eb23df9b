// Runs a rule on lists of valid and invalid notebooks. Where a finding is expected stands in the cell's text between « and ».
import assert from "node:assert/strict";
import { applyEdits } from "../../language-server/notebook/write";
import { combineFixes } from "../../language-server/fixes/combineFixes";
import { readNotebook, type NotebookFile } from "../../language-server/notebook/read";
import { oncePerCell } from "../../language-server/lint/oncePerCell";
import type { FileEdit, Fix } from "../../language-server/notebook/edits";
import { collectFacts } from "../../language-server/project/collect";
import { analysePython } from "../../language-server/python/analyse";
import { analyseScript } from "../../language-server/typescript/analyse";
import { rules } from "../../language-server/rules";
import type { Finding, OptionValue, Rule, RuleContext, Severity } from "../../language-server/rules/rule";
import { loadTestParser } from "../support/parser";
import { memoryFiles } from "../support/memoryFiles";

/** A cell as a test writes it; `source` may hold « » marks around each place where the rule must report. */
export interface TestCell {
  readonly kind: "code" | "markdown" | "raw";
  readonly source: string;
  readonly run?: number | null;
  readonly outputs?: readonly unknown[];
  readonly tags?: readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface TestCase {
  readonly name?: string;
  readonly cells: readonly (TestCell | string)[];
  /** nbformat metadata; a Python kernel by default. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Files of the project by path from the notebook's folder, e.g. "requirements.txt", "../pyproject.toml". */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Folder of the selected interpreter's environment inside `files`, e.g. ".venv". */
  readonly interpreter?: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
  readonly memoryBudget?: number;
  /** Fields of the notebook's JSON to overwrite, for malformed notebooks. */
  readonly json?: Readonly<Record<string, unknown>>;
}

export interface InvalidCase extends TestCase {
  /** One pattern a finding, in order, where the message matters. */
  readonly messages?: readonly RegExp[];
  readonly severities?: readonly Severity[];
  /** Related places of each finding, as [cell, text at the place]. */
  readonly related?: readonly (readonly (readonly [number, string])[])[];
  /** Titles that no fix may have. */
  readonly noFix?: RegExp;
  /** The places reported, as "cell 0 at 3: text", where no mark can stand. */
  readonly places?: readonly string[];
  /** Expected number of findings on the notebook as a whole (cell -1), which no mark can show. */
  readonly wholeNotebook?: number;
  /** What the first finding's fixes give, by title: the cells' sources after it, and files written. */
  readonly fixes?: readonly {
    readonly title: string | RegExp;
    readonly safe?: boolean;
    readonly cells?: readonly string[];
    readonly files?: Readonly<Record<string, string>>;
    readonly finding?: number;
  }[];
}

const folder = "/project/notebooks";

/** A code cell; `run` is its execution count. */
export const code = (source: string, more: Omit<TestCell, "kind" | "source"> = {}): TestCell => ({ kind: "code", source, ...more });
/** A Markdown cell. */
export const markdown = (source: string, more: Omit<TestCell, "kind" | "source"> = {}): TestCell => ({ kind: "markdown", source, ...more });
/** A code cell that ran as the given number. */
export const ran = (run: number, source: string, ...outputs: unknown[]): TestCell => ({ kind: "code", source, run, outputs });
/** A stream output. */
export const printed = (text: string): unknown => ({ output_type: "stream", name: "stdout", text: text.split(/(?<=\n)/) });
/** A displayed result. */
export const displayed = (text: string, run: number | null = null): unknown => ({
  output_type: "execute_result",
  execution_count: run,
  metadata: {},
  data: { "text/plain": [text] },
});
/** A traceback. */
export const raised = (ename: string, evalue: string): unknown => ({
  output_type: "error",
  ename,
  evalue,
  traceback: [`${ename}: ${evalue}`],
});

/** Declares one mocha suite for the rule. */
export function testRule(rule: Rule, cases: { readonly valid: readonly TestCase[]; readonly invalid: readonly InvalidCase[] }): void {
  describe(`${rule.code} ${rule.name}`, () => {
    before(loadTestParser);
    cases.valid.forEach((test, number) =>
      it(`accepts ${test.name ?? `case ${number}`}`, () => {
        const found = run(rule, test);
        assert.deepEqual(
          found.findings.map((finding) => `cell ${finding.cell}: ${finding.message}`),
          [],
        );
      }),
    );
    cases.invalid.forEach((test, number) => it(`reports ${test.name ?? `case ${number}`}`, () => checkInvalid(rule, test)));
  });
}

/** What a rule finds in a notebook that is written without marks. */
export const findingsOf = (rule: Rule, test: TestCase): readonly Finding[] => run(rule, test).findings;

interface Run {
  readonly file: NotebookFile;
  readonly findings: readonly Finding[];
  readonly marks: readonly string[];
}

function checkInvalid(rule: Rule, test: InvalidCase): void {
  const { file, findings, marks } = run(rule, test);
  const places = findings.filter((finding) => finding.cell >= 0);
  assert.deepEqual(places.map(describePlace(file)), test.places ?? marks, "the places reported");
  assert.equal(findings.length - places.length, test.wholeNotebook ?? 0, "findings on the whole notebook");
  assert.ok(findings.length > 0, "an invalid case has a finding");
  for (const { message } of findings) assert.match(message, /^\S(?:\S| (?=\S))*[.?]$/, "a message is whole sentences, with single spaces");
  test.messages?.forEach((pattern, index) => assert.match(findings[index]?.message ?? "", pattern));
  if (test.severities)
    assert.deepEqual(
      findings.map((finding) => finding.severity ?? rule.severity),
      test.severities,
    );
  if (test.related)
    assert.deepEqual(
      findings.map((finding) =>
        (finding.related ?? []).map((related) => [
          related.cell,
          file.notebook.cells[related.cell].source.slice(related.span.start, related.span.end),
        ]),
      ),
      test.related,
    );
  test.fixes?.forEach((expected) => {
    const fixes = findings[expected.finding ?? 0]?.fixes ?? [];
    const fix = fixes.find((candidate) =>
      typeof expected.title === "string" ? candidate.title === expected.title : expected.title.test(candidate.title),
    );
    assert.ok(fix, `a fix titled ${expected.title}; there are: ${fixes.map((candidate) => candidate.title).join(" | ")}`);
    if (expected.safe !== undefined) assert.equal(fix.safe, expected.safe, "the fix's safety");
    const after = applyFix(file, test, fix);
    if (expected.cells)
      assert.deepEqual(
        after.file.notebook.cells.map((cell) => cell.source),
        expected.cells,
      );
    for (const [path, text] of Object.entries(expected.files ?? {})) assert.equal(after.files[path], text, path);
  });
  if (test.noFix) for (const finding of findings) for (const fix of finding.fixes ?? []) assert.doesNotMatch(fix.title, test.noFix);
  // Whatever a fix does, its finding must be gone, none of the same rule may come instead, and no other rule's either.
  const before = findings.some((finding) => finding.fixes?.length) ? graveFindings(file, test) : new Map<string, number>();
  const apply = (fix: Fix): void => {
    const after = applyFix(file, test, fix);
    const changed = { ...test, files: after.files };
    const left = check(rule, after.file, changed);
    assert.ok(
      left.length < findings.length,
      `after "${fix.title}" there are still ${left.length} findings: ${left.map((one) => one.message).join(" | ")}`,
    );
    const more = [...graveFindings(after.file, changed)]
      .filter(([name, count]) => name !== rule.name && !uncovers[rule.name]?.includes(name) && count > (before.get(name) ?? 0))
      .map(([name]) => name);
    assert.deepEqual(more, [], `"${fix.title}" brings findings of other rules`);
  };
  findings.forEach((finding) => finding.fixes?.forEach(apply));
  // All at once, as `--fix` makes them.
  const { taken, edits, files } = combineFixes(
    findings.flatMap(({ fixes }) => fixes?.slice(0, 1) ?? []),
    (fix) => fix,
  );
  if (taken.length > 1) apply({ title: `${taken[0].title}, ${taken.length} times`, safe: true, edits, files });
}

/** What a mend lets come to light: it was wrong before, behind the finding, or it is the next step where no version is known. */
const uncovers: Readonly<Record<string, readonly string[]>> = {
  "no-manifest": ["unpinned-import"],
  "shadowed-builtin": ["interactive-call"],
  "star-import": ["undefined-name"],
  "swallowed-error": ["undefined-name"],
  "undeclared-import": ["unpinned-import", "unpinned-install"],
  "undefined-name": ["no-manifest"],
};

/** How many errors and warnings each rule of the catalogue finds. */
function graveFindings(file: NotebookFile, test: TestCase): ReadonlyMap<string, number> {
  const context = contextOf(file, test);
  return new Map(
    rules.map((rule) => [
      rule.name,
      [...rule.check({ ...context, options: optionsOf(rule, {}) })].filter((finding) =>
        /error|warning/.test(finding.severity ?? rule.severity),
      ).length,
    ]),
  );
}

const describePlace =
  (file: NotebookFile) =>
  (finding: Finding): string =>
    `cell ${finding.cell} at ${finding.span.start}: ${file.notebook.cells[finding.cell].source.slice(finding.span.start, finding.span.end)}`;

function run(rule: Rule, test: TestCase): Run {
  const json: Readonly<Record<string, unknown>> = {
    cells: test.cells.map((cell) => (typeof cell === "string" ? code(cell) : cell)).map(cellJson),
    metadata: test.metadata ?? {
      kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
      language_info: { name: "python" },
    },
    nbformat: 4,
    nbformat_minor: 5,
    ...test.json,
  };
  const cells = (json.cells ?? []) as readonly Record<string, unknown>[];
  const marks = cells.flatMap(({ source }, index) =>
    typeof source === "string" ? marksOf(source).map((mark) => `cell ${index} at ${mark.start}: ${mark.text}`) : [],
  );
  const file = readFile({
    ...json,
    cells:
      json.cells &&
      cells.map((cell) => (typeof cell.source === "string" ? { ...cell, source: withoutMarks(cell.source).split(/(?<=\n)/) } : cell)),
  });
  return { file, findings: check(rule, file, test), marks };
}

const cellJson = (cell: TestCell, index: number): unknown => ({
  cell_type: cell.kind,
  id: `cell-${index}`,
  metadata: { ...cell.metadata, ...(cell.tags ? { tags: cell.tags } : {}) },
  ...(cell.kind === "code" ? { execution_count: cell.run ?? null, outputs: cell.outputs ?? [] } : {}),
  source: cell.source,
});

function readFile(json: unknown): NotebookFile {
  const read = readNotebook(JSON.stringify(json, null, 1) + "\n", `${folder}/test.ipynb`);
  assert.ok(read.ok, read.ok ? "" : read.error.message);
  return read.file;
}

function check(rule: Rule, file: NotebookFile, test: TestCase): readonly Finding[] {
  const found = [...rule.check({ ...contextOf(file, test), options: optionsOf(rule, test.options) })];
  return [...(rule.oncePerCell ? oncePerCell(found) : found)].sort((a, b) => a.cell - b.cell || a.span.start - b.span.start);
}

const optionsOf = (rule: Rule, options: TestCase["options"]): RuleContext["options"] => ({
  ...Object.fromEntries(Object.entries(rule.options ?? {}).map(([key, option]) => [key, option.default])),
  ...options,
});

function contextOf({ notebook }: NotebookFile, test: TestCase): Omit<RuleContext, "options"> {
  const isPython = notebook.language === "python" || notebook.language === "";
  const isScript = notebook.language === "typescript" || notebook.language === "javascript";
  const project = collectFacts({
    notebookPath: `${folder}/test.ipynb`,
    workspaceRoot: "/project",
    files: memoryFiles(absolute(test.files ?? {})),
    interpreter: test.interpreter === undefined ? undefined : `${folder}/${test.interpreter}`,
    trusted: true,
    notebook,
  });
  return {
    notebook,
    python: isPython ? analysePython(notebook) : null,
    script: isScript ? analyseScript(notebook) : null,
    project,
    memoryBudget: test.memoryBudget ?? 4 * 1024 ** 3,
  };
}

function applyFix(
  file: NotebookFile,
  test: TestCase,
  fix: Fix,
): { readonly file: NotebookFile; readonly files: Record<string, string | Uint8Array> } {
  const written = applyEdits(file, fix.edits);
  assert.ok("text" in written, "text" in written ? "" : written.problem);
  const read = readNotebook(written.text, `${folder}/test.ipynb`);
  assert.ok(read.ok);
  return { file: read.file, files: applyFileEdits(test.files ?? {}, fix.files ?? []) };
}

function applyFileEdits(
  files: Readonly<Record<string, string | Uint8Array>>,
  edits: readonly FileEdit[],
): Record<string, string | Uint8Array> {
  const byPath = new Map(Object.entries(absolute(files)));
  const ordered = [...edits].sort((a, b) => (b.kind === "replaceFileText" ? b.start : 0) - (a.kind === "replaceFileText" ? a.start : 0));
  for (const edit of ordered) {
    if (edit.kind === "createFile") byPath.set(edit.path, edit.text);
    else {
      const text = byPath.get(edit.path);
      assert.equal(typeof text, "string", `the fix edits ${edit.path}, which is not a text file`);
      byPath.set(edit.path, (text as string).slice(0, edit.start) + edit.text + (text as string).slice(edit.end));
    }
  }
  return Object.fromEntries([...byPath].map(([path, text]) => [relative(path), text]));
}

const absolute = (files: Readonly<Record<string, string | Uint8Array>>): Record<string, string | Uint8Array> =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path.startsWith("../") ? `/project/${path.slice(3)}` : `${folder}/${path}`, text]),
  );
const relative = (path: string): string =>
  path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path.replace(/^\/project\//, "../");

function marksOf(source: string): readonly { readonly start: number; readonly text: string }[] {
  let marked = 0;
  return [...source.matchAll(/«([^»]*)»/gs)].map((match) => ({ start: match.index - 2 * marked++, text: match[1] }));
}
const withoutMarks = (source: string): string => source.replace(/[«»]/g, "");
