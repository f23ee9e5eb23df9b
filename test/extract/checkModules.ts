// Whether modules that extraction wrote import on their own, and what Ruff's F rules (undefined and unused names) find in them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askPython, inEnvironment } from "../support/python";

/** What is wrong with modules, by text; nothing for those that are right. */
export function checkModules(texts: readonly string[]): ReadonlyMap<string, string> {
  const distinct = [...new Set(texts)];
  return new Map([...ruffFindings(distinct), ...importErrors(distinct)].map(([at, problem]) => [distinct[at], problem]));
}

function importErrors(texts: readonly string[]): readonly (readonly [number, string])[] {
  const errors = askPython(join(__dirname, "import_modules.py"), texts) as readonly (string | null)[];
  return errors.flatMap((error, at) => (error === null ? [] : [[at, `the module cannot be imported: ${error}`] as const]));
}

function ruffFindings(texts: readonly string[]): readonly (readonly [number, string])[] {
  const folder = mkdtempSync(join(tmpdir(), "nbready-modules-"));
  try {
    texts.forEach((text, at) => writeFileSync(join(folder, `m${at}.py`), text));
    const run = spawnSync(inEnvironment("ruff"), ["check", "--isolated", "--no-cache", "--select", "F", "--ignore", "F841", "--output-format", "json", folder], { encoding: "utf8", maxBuffer: 1 << 28 });
    assert.ok(run.status === 0 || run.status === 1, run.stderr);
    const findings = JSON.parse(run.stdout) as readonly { readonly filename: string; readonly code: string; readonly message: string }[];
    return findings.map(({ filename, code, message }) => [Number(/m(\d+)\.py$/.exec(filename)?.[1]), `Ruff finds ${code} in the module: ${message}`] as const);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
