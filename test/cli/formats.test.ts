// Promises of the machine-readable formats: each is what its readers require, and names the right line of the file.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { buildCli, failed, inFolder, notebookText, runCli } from "./runCli";

const files = {
  "sub/b & c.ipynb": notebookText([{ source: "print(1)", run: 1 }, { source: "rates = {}\nrates['x']\n", run: 2, outputs: [failed] }, "print('<never run>')"]),
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
    const parsed = JSON.parse(report("json").text) as { notebooks: { path: string; diagnostics: { code: string; cell: number; cellId: string; range: unknown }[] }[]; errors: { path: string }[]; summary: { notebooks: number; warning: number; hint: number } };
    assert.ok(validate(parsed), JSON.stringify(validate.errors, null, 1));
    assert.deepEqual(parsed.notebooks.map(({ path }) => path), ["clean.ipynb", "sub/b & c.ipynb"]);
    assert.deepEqual(parsed.errors.map(({ path }) => path), ["bad.ipynb"]);
    assert.deepEqual([parsed.summary.notebooks, parsed.summary.warning, parsed.summary.hint], [2, 1, 1]);
    const [found] = parsed.notebooks[1].diagnostics;
    assert.deepEqual([found.code, found.cell, found.cellId, found.range], ["NBR107", 1, "cell-1", { start: { line: 1, character: 0 }, end: { line: 1, character: 10 } }]);
    assert.ok(!validate({ ...parsed, more: 1 }), "the schema is strict");
  });

  it("sarif has what SARIF 2.1.0 requires, and regions on the right lines of the file", () => {
    const place = { type: "object", required: ["physicalLocation"], properties: { physicalLocation: { type: "object", required: ["artifactLocation", "region"], properties: { artifactLocation: { type: "object", required: ["uri"], properties: { uri: { type: "string", format: "uri-reference" } } }, region: { type: "object", required: ["startLine"], properties: { startLine: { type: "integer", minimum: 1 }, endLine: { type: "integer", minimum: 1 } } } } } } };
    const level = { enum: ["none", "note", "warning", "error"] };
    const text = { type: "object", required: ["text"], properties: { text: { type: "string", minLength: 1 } } };
    const shape = {
      type: "object", required: ["version", "runs"],
      properties: {
        version: { const: "2.1.0" }, $schema: { type: "string" },
        runs: { type: "array", minItems: 1, items: { type: "object", required: ["tool", "results"], properties: {
          tool: { type: "object", required: ["driver"], properties: { driver: { type: "object", required: ["name", "semanticVersion", "rules"], properties: { rules: { type: "array", items: { type: "object", required: ["id", "name", "shortDescription", "helpUri", "defaultConfiguration"], properties: { shortDescription: text, defaultConfiguration: { type: "object", required: ["level"], properties: { level } } } } } } } } },
          columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
          invocations: { type: "array", items: { type: "object", required: ["executionSuccessful"], properties: { executionSuccessful: { type: "boolean" } } } },
          results: { type: "array", items: { type: "object", required: ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"], properties: { level, message: text, locations: { type: "array", minItems: 1, items: place } } } },
        } } },
      },
    };
    const validate = new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(shape);
    interface Log { runs: { tool: { driver: { rules: { id: string }[] } }; invocations: { executionSuccessful: boolean; toolExecutionNotifications: unknown[] }[]; results: { ruleId: string; ruleIndex: number; locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[]; partialFingerprints: Record<string, string> }[] }[] }
    const parsed = JSON.parse(report("sarif").text) as Log;
    assert.ok(validate(parsed), JSON.stringify(validate.errors, null, 1));
    const [{ results, tool, invocations }] = parsed.runs;
    assert.deepEqual(results.map(({ ruleId }) => ruleId), ["NBR107", "NBR106"]);
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    assert.equal(results[0].locations[0].physicalLocation.artifactLocation.uri, "sub/b%20%26%20c.ipynb");
    assert.equal(results[0].locations[0].physicalLocation.region.startLine, lineWithError);
    assert.deepEqual([invocations[0].executionSuccessful, invocations[0].toolExecutionNotifications.length], [false, 1]);
  });

  it("sarif's fingerprints outlive cells that come in above", () => inFolder(files, (cwd) => {
    const prints = (): string[] => (JSON.parse(runCli(["check", "--format", "sarif", "sub"], { cwd }).stdout) as { runs: { results: { partialFingerprints: Record<string, string> }[] }[] }).runs[0].results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
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
    assert.match(lines[0], new RegExp(`^::warning file=sub/b & c\\.ipynb,line=${lineWithError},title=NBR107 saved-error::cell 1 \\[2\\], line 2: `));
    assert.match(lines[1], /^::error file=bad\.ipynb,title=not read::Not valid JSON at line 1, column 12: [^\n]*$/);
    assert.match(report("github", "--verbose").text, /^::notice .*NBR106/m);
  });

  it("gitlab prints code quality issues", () => {
    interface Issue { description: string; check_name: string; fingerprint: string; severity: string; location: { path: string; lines: { begin: number } } }
    const issues = JSON.parse(report("gitlab").text) as Issue[];
    assert.deepEqual(issues.map(({ check_name, severity, location }) => [check_name, severity, location.path, location.lines.begin]), [
      ["NBR107", "major", "sub/b & c.ipynb", lineWithError],
      ["NBR106", "info", "sub/b & c.ipynb", files["sub/b & c.ipynb"].split("\n").findIndex((line) => line.includes("<never run>")) + 1],
      ["not-read", "blocker", "bad.ipynb", 1],
    ]);
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, 3);
  });

  it("junit prints a suite a notebook, well-formed", () => {
    const { text } = report("junit");
    const count = (pattern: RegExp): number => [...text.matchAll(pattern)].length;
    assert.deepEqual([count(/<testsuite /g), count(/<failure /g), count(/<error /g), count(/<system-out>/g)], [3, 1, 1, 1]);
    assert.match(text, /name="sub\/b &amp; c\.ipynb" tests="2" failures="1"/);
    assert.match(text, /&lt;never run&gt;/);
    assertWellFormed(text);
  });
});

/** Every tag is closed in order, and no bare & or < stands in a text. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  for (const [tag, close, name, self] of xml.replace(/<\?.*?\?>|<!--.*?-->/gs, "").matchAll(/<(\/?)([\w-]+)(?:\s[\w-]+="[^"<]*")*\s*(\/?)>|<|&(?!(?:amp|lt|gt|quot|#\d+);)/g)) {
    assert.ok(name, `not XML: ${tag}`);
    if (close) assert.equal(open.pop(), name);
    else if (!self) open.push(name);
  }
  assert.deepEqual(open, []);
}
