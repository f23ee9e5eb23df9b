// Promises of the machine-readable formats: each is what its readers require, and names the right line of the file.
import assert from "node:assert/strict";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { validateXML } from "xmllint-wasm";
import { buildCli, failed, inFolder, notebookText, runCli } from "./runCli";

const files = {
  "sub/b & c.ipynb": notebookText([
    { source: "print(1)", run: 1 },
    { source: "rates = {}\nrates['x']\n", run: 2, outputs: [failed] },
    "print('<never run>')",
  ]),
  "clean.ipynb": notebookText([{ source: "print(1)", run: 1 }]),
  "bad.ipynb": '{"cells": [,]}',
};

/** Runs a check of `files` in a format, and gives the report with the lines of the notebook that has findings. */
function report(format: string, ...args: string[]): { readonly text: string; readonly lines: readonly string[] } {
  return inFolder(files, (cwd) => {
    const run = runCli(["check", "--format", format, ...args], { cwd });
    assert.equal(run.code, 2, "bad.ipynb cannot be read");
    return { text: run.stdout, lines: files["sub/b & c.ipynb"].split("\n") };
  });
}

const lineWithError = files["sub/b & c.ipynb"].split("\n").findLastIndex((line) => line.includes("rates['x']")) + 1; // behind the saved output, which shows it too

describe("the report formats of check", () => {
  before(buildCli);

  it("json fits its schema, which allows nothing more", () => {
    const schema = JSON.parse(readFileSync(join(__dirname, "../../docs/check-format.schema.json"), "utf8")) as object;
    const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
    const parsed = JSON.parse(report("json").text) as {
      notebooks: { path: string; diagnostics: { code: string; cell: number; cellId: string; range: unknown }[] }[];
      errors: { path: string }[];
      summary: { notebooks: number; warning: number; hint: number };
    };
    assert.ok(validate(parsed), JSON.stringify(validate.errors, null, 1));
    assert.deepEqual(
      parsed.notebooks.map(({ path }) => path),
      ["clean.ipynb", "sub/b & c.ipynb"],
    );
    assert.deepEqual(
      parsed.errors.map(({ path }) => path),
      ["bad.ipynb"],
    );
    assert.deepEqual([parsed.summary.notebooks, parsed.summary.warning, parsed.summary.hint], [2, 1, 1]);
    const [found] = parsed.notebooks[1].diagnostics;
    assert.deepEqual(
      [found.code, found.cell, found.cellId, found.range],
      ["NBR107", 1, "cell-1", { start: { line: 1, character: 0 }, end: { line: 1, character: 10 } }],
    );
    assert.ok(!validate({ ...parsed, more: 1 }), "the schema is strict");
  });

  it("sarif fits the standard's schema, and has regions on the right lines of the file", () => {
    interface Log {
      runs: {
        tool: { driver: { rules: { id: string }[] } };
        invocations: { executionSuccessful: boolean; toolExecutionNotifications: unknown[] }[];
        results: {
          ruleId: string;
          ruleIndex: number;
          locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[];
          partialFingerprints: Record<string, string>;
        }[];
      }[];
    }
    const parsed = JSON.parse(report("sarif").text) as Log;
    assertSarif(parsed);
    assert.throws(
      () => assertSarif({ ...parsed, runs: parsed.runs.map((run) => ({ ...run, results: [{ ...run.results[0], level: "info" }] })) }),
      "the schema is in force",
    );
    const [{ results, tool, invocations }] = parsed.runs;
    assert.deepEqual(
      results.map(({ ruleId }) => ruleId),
      ["NBR107", "NBR106"],
    );
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    assert.equal(results[0].locations[0].physicalLocation.artifactLocation.uri, "sub/b%20%26%20c.ipynb");
    assert.equal(results[0].locations[0].physicalLocation.region.startLine, lineWithError);
    assert.deepEqual([invocations[0].executionSuccessful, invocations[0].toolExecutionNotifications.length], [false, 1]);
  });

  it("sarif's fingerprints outlive cells that come in above", () =>
    inFolder(files, (cwd) => {
      const prints = (): string[] =>
        (
          JSON.parse(runCli(["check", "--format", "sarif", "sub"], { cwd }).stdout) as {
            runs: { results: { partialFingerprints: Record<string, string> }[] }[];
          }
        ).runs[0].results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
      const before = prints();
      const json = JSON.parse(files["sub/b & c.ipynb"]) as { cells: unknown[] };
      json.cells.unshift({ cell_type: "markdown", id: "title", metadata: {}, source: ["# Title"] });
      writeFileSync(join(cwd, "sub/b & c.ipynb"), JSON.stringify(json, null, 1));
      assert.deepEqual(prints(), before);
      assert.equal(new Set(before).size, 2);
    }));

  it("github prints workflow commands, with everything escaped that would end one", () => {
    const lines = report("github").text.trimEnd().split("\n");
    assert.equal(lines.length, 2, "the hint is left out");
    assert.match(
      lines[0],
      new RegExp(`^::warning file=sub/b & c\\.ipynb,line=${lineWithError},title=NBR107 saved-error::cell 1 \\[2\\], line 2: `),
    );
    assert.match(lines[1], /^::error file=bad\.ipynb,title=not read::Not valid JSON at line 1, column 12: [^\n]*$/);
    assert.match(report("github", "--verbose").text, /^::notice .*NBR106/m);
  });

  it("gitlab prints code quality issues", () => {
    interface Issue {
      description: string;
      check_name: string;
      fingerprint: string;
      severity: string;
      location: { path: string; lines: { begin: number } };
    }
    const issues = JSON.parse(report("gitlab").text) as Issue[];
    assert.deepEqual(
      issues.map(({ check_name, severity, location }) => [check_name, severity, location.path, location.lines.begin]),
      [
        ["NBR107", "major", "sub/b & c.ipynb", lineWithError],
        ["NBR106", "info", "sub/b & c.ipynb", files["sub/b & c.ipynb"].split("\n").findIndex((line) => line.includes("<never run>")) + 1],
        ["not-read", "blocker", "bad.ipynb", 1],
      ],
    );
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, 3);
    assertCodeQuality(issues);
    assert.throws(() => assertCodeQuality([{ ...issues[0], severity: "warning" }]), "the schema is in force");
  });

  it("sarif, github and gitlab name files from the repository's root, wherever in it the check runs", () =>
    inFolder(files, (root) =>
      inFolder({}, (elsewhere) => {
        const uris = (text: string): readonly string[] => {
          const [{ results, invocations }] = (
            JSON.parse(text) as {
              runs: { results: { locations: unknown[] }[]; invocations: { toolExecutionNotifications: { locations: unknown[] }[] }[] }[];
            }
          ).runs;
          return [...results, ...invocations[0].toolExecutionNotifications].map(
            ({ locations }) => /"uri":"([^"]*)"/.exec(JSON.stringify(locations))?.[1] ?? "",
          );
        };
        const namedBy: Readonly<Record<string, (text: string) => readonly string[]>> = {
          sarif: (text) => uris(text).map(decodeURIComponent),
          github: (text) => [...text.matchAll(/ file=([^,]*),/g)].map(([, path]) => path),
          gitlab: (text) => (JSON.parse(text) as { location: { path: string } }[]).map(({ location }) => location.path),
        };
        symlinkSync(root, join(elsewhere, "link"));
        for (const [format, named] of Object.entries(namedBy))
          for (const variable of ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"]) {
            const paths = (folder: string): readonly string[] => [
              ...new Set(
                named(
                  runCli(["check", ".", "../bad.ipynb", "--format", format, "--verbose"], {
                    cwd: join(root, "sub"),
                    env: { [variable]: folder },
                  }).stdout,
                ),
              ),
            ];
            assert.deepEqual(paths(root), ["sub/b & c.ipynb", "bad.ipynb"], `${format} ${variable}`);
            assert.deepEqual(paths(join(elsewhere, "link")), ["sub/b & c.ipynb", "bad.ipynb"], "named by a link");
            assert.deepEqual(paths(elsewhere), ["b & c.ipynb", "../bad.ipynb"], "outside the repository");
          }
      }),
    ));

  it("junit prints a suite a notebook, as CI servers read it", async () => {
    const { text } = report("junit");
    const count = (pattern: RegExp): number => [...text.matchAll(pattern)].length;
    assert.deepEqual([count(/<testsuite /g), count(/<failure /g), count(/<error /g), count(/<system-out>/g)], [3, 1, 1, 1]);
    assert.match(text, /name="sub\/b &amp; c\.ipynb" tests="2" failures="1"/);
    assert.match(text, /&lt;never run&gt;/);
    await assertJunit(text);
    await assert.rejects(assertJunit(text.replace(/ tests="\d+"/, "")), "the schema is in force");
    await assert.rejects(assertJunit(text.replace("&amp;", "&")), "what is not XML is none");
  });

  it("sarif, gitlab and junit fit their schemas for odd notebooks, paths and rules of every kind", async () => {
    const odd: Readonly<Record<string, string>> = {
      "ä <b> \"c\" 'd' %41 #1 ?.ipynb": notebookText([
        {
          source: "import os\nprint('\u0001\ud83d\ude00 ]]> &amp; \u2028', undefined_name)\nos.chdir('/home/ana/\ud800')",
          run: 3,
          outputs: [failed],
        },
        { source: "x = y\r\nprint(x", run: 1 },
        { source: "y = 1", run: 2 },
      ]),
      "whole.ipynb": notebookText([
        { source: "import numpy as np\nprint(np.random.rand(3))\npassword = 'hunter2hunter2'", run: 9, id: "same" },
        { source: "", id: "same" },
      ]).replace(/"nbformat_minor": 5/, '"nbformat_minor": 4'),
      "old.ipynb": JSON.stringify({
        nbformat: 3,
        nbformat_minor: 0,
        metadata: { name: "" },
        worksheets: [
          {
            cells: [
              {
                cell_type: "code",
                input: ["open('/home/ana/x.csv')"],
                language: "python",
                outputs: [],
                prompt_number: 1,
                collapsed: false,
                metadata: {},
              },
            ],
            metadata: {},
          },
        ],
      }),
      "empty.ipynb": notebookText([]),
      "not.ipynb": "[]",
      "sub/x.ipynb": "",
    };
    await Promise.all(
      ["sarif", "gitlab", "junit"].map(async (format) => {
        for (const args of [["."], ["empty.ipynb"], ["not.ipynb"], ["nowhere.ipynb"], [join("..", "nowhere", "é.ipynb")]]) {
          const text = inFolder(odd, (cwd) => runCli(["check", "--format", format, ...args], { cwd }).stdout);
          if (format === "sarif") assertSarif(JSON.parse(text));
          else if (format === "gitlab") assertCodeQuality(JSON.parse(text));
          else await assertJunit(text);
          const [count] = format === "sarif" ? [/"ruleId"/g] : format === "gitlab" ? [/"check_name":"NBR/g] : [/<testcase[^>]+name="NBR/g];
          if (args[0] === ".") assert.ok([...text.matchAll(count)].length >= 6, text);
        }
      }),
    );
  });
});

const readSchema = (path: string): object => JSON.parse(readFileSync(join(__dirname, "../..", path), "utf8")) as object;

/** Against the schema of the standard, which comes with a package of Microsoft's. */
const sarifSchema = addFormats(new AjvDraft04({ allErrors: true, strict: false, unicodeRegExp: false })).compile(
  readSchema("node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"),
);
function assertSarif(log: unknown): void {
  assert.ok(sarifSchema(log), JSON.stringify(sarifSchema.errors, null, 1));
}

const codeQualitySchema = new Ajv2020({ allErrors: true, strict: true }).compile(readSchema("test/cli/code-quality.schema.json"));
function assertCodeQuality(issues: unknown): void {
  assert.ok(codeQualitySchema(issues), JSON.stringify(codeQualitySchema.errors, null, 1));
  const names = (issues as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
  assert.equal(new Set(names).size, names.length, "GitLab drops issues of the same fingerprint");
}

async function assertJunit(xml: string): Promise<void> {
  const { valid, errors } = await validateXML({
    xml: [{ fileName: "report.xml", contents: xml }],
    schema: [readFileSync(join(__dirname, "junit.xsd"), "utf8")],
  });
  assert.ok(valid, errors.map(({ rawMessage }) => rawMessage).join("\n"));
  for (const [, tests, failures, errors, body] of xml.matchAll(
    /<testsuite [^>]*tests="(\d+)" failures="(\d+)" errors="(\d+)">(.*?)<\/testsuite>/gs,
  )) {
    assert.deepEqual(
      [tests, failures, errors].map(Number),
      ["testcase", "failure", "error"].map((name) => [...body.matchAll(new RegExp(`<${name}\\b`, "g"))].length),
    );
  }
}
