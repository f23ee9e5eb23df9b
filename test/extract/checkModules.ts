// Whether modules that extraction wrote import on their own, and what Ruff's F rules (undefined and unused names) find in them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { groupBy } from "../../language-server/util/groupBy";
import { askLoadedPython, inEnvironment } from "../support/python";

/** A local variable that nothing reads, or that is declared only. */
const unusedVariable = "F841,F842";

/** A module, and the code cells of the notebook that it was made of. */
export interface MadeModule {
  readonly text: string;
  readonly original: readonly string[];
}

/** What is wrong with modules, null for those that are right: what Ruff finds in the original as well is no fault of the module. `standIns`: for libraries that are not installed. */
export function checkModules(modules: readonly MadeModule[], standIns: boolean): readonly (string | null)[] {
  const distinct = [...new Set(modules.map(({ text }) => text))];
  const imports = new Map(importErrors(distinct, standIns).map(([at, problem]) => [distinct[at], problem]));
  const rules = ["--select", "F", "--ignore", unusedVariable];
  const findings = groupBy(ruffFindings(distinct, rules), ([at]) => distinct[at]);
  const suspects = [...new Set(modules.filter(({ text }) => findings.has(text)).map(({ original }) => original))];
  const before = groupBy(ruffFindings(suspects.map(asNotebook), rules, "ipynb"), ([at]) => suspects[at]);
  return modules.map(({ text, original }) => {
    const known = new Set((before.get(original) ?? []).map(([, message]) => message));
    const added = (findings.get(text) ?? []).find(([, message]) => !known.has(message));
    return imports.get(text) ?? added?.[1] ?? null;
  });
}

/** How many modules have a variable that nothing reads: one that nothing read in the notebook either, and that cannot be given back. */
export function countWithUnusedVariable(texts: readonly string[]): number {
  const distinct = [...new Set(texts)];
  const found = new Set(ruffFindings(distinct, ["--select", unusedVariable]).map(([at]) => distinct[at]));
  return texts.filter((text) => found.has(text)).length;
}

function importErrors(texts: readonly string[], standIns: boolean): readonly (readonly [number, string])[] {
  const errors = askLoadedPython(join(__dirname, "import_modules.py"), texts, standIns ? ["stand-ins"] : []) as readonly (string | null)[];
  return errors.flatMap((error, at) => (error === null ? [] : [[at, `the module cannot be imported: ${error}`] as const]));
}

/** A notebook's file, which Ruff reads with its magics. */
const asNotebook = (cells: readonly string[]): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 4,
    metadata: { language_info: { name: "python" } },
    cells: cells.map((source) => ({ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source })),
  });

function ruffFindings(
  texts: readonly string[],
  rules: readonly string[],
  suffix: "py" | "ipynb" = "py",
): readonly (readonly [number, string])[] {
  const folder = mkdtempSync(join(tmpdir(), "nbready-modules-"));
  try {
    texts.forEach((text, at) => writeFileSync(join(folder, `m${at}.${suffix}`), text));
    const run = spawnSync(inEnvironment("ruff"), ["check", "--isolated", "--no-cache", ...rules, "--output-format", "json", folder], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    assert.ok(run.status === 0 || run.status === 1, run.stderr);
    const findings = JSON.parse(run.stdout) as readonly { readonly filename: string; readonly code: string; readonly message: string }[];
    return findings.flatMap(({ filename, code, message }) => {
      const at = Number(/m(\d+)\.(?:py|ipynb)$/.exec(filename)?.[1]);
      return isGoneLater(texts[at], message) || isBoundTwice(texts[at], message)
        ? []
        : [[at, `Ruff finds ${code} in the module: ${message.replace(/ from line \d+/, "")}`] as const];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In a function Ruff finds fault with a variable that is set twice before it is read, which at a notebook's top others may read. */
const isBoundTwice = (module: string, message: string): boolean => {
  const name = /^Redefinition of unused `(.*?)`/.exec(message)?.[1];
  return (
    name !== undefined &&
    !new RegExp(`^ *(?:(?:async )?def |class |(?:import|from) (?:.*[ ,.(])?)${name}(?![\\p{L}\\p{N}_])`, "mu").test(module)
  );
};

/** Ruff takes a name that a lambda reads for undefined where the function removes it further down, after the lambda ran. */
const isGoneLater = (module: string, message: string): boolean => {
  const name = /^Undefined name `(.*)`$/.exec(message)?.[1];
  return name !== undefined && new RegExp(`^ +del (?:.*[ ,])?${name}(?: *,|$)`, "mu").test(module);
};
