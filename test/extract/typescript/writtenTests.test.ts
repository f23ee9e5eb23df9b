// Tests that extraction from scripts writes, run by Node's test runner with tsx: those that assert pass, and fail where their function gives,
// prints or changes something else.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { extractScript } from "../../../language-server/extract/typescript/extractScript";
import type { Notebook } from "../../../language-server/notebook/model";
import { scriptNotebook } from "../../typescript/scriptNotebook";
import { saveRuns } from "../savedNotebooks";
import { makeLiteralScript } from "./literalScripts";
import { NotebookRunner } from "./runScripts";
import { requestFor } from "./support";

interface Written {
  readonly module: string;
  readonly test: string;
}

/** Extracts a cell to the module `name` with a test; null where it is refused, or makes no function. */
function writeTest(notebook: Notebook, cell: number, name: string): Written | null {
  const result = extractScript(
    notebook,
    requestFor([cell], {
      moveCalled: true,
      modulePath: `/project/${name}.ts`,
      test: { path: `/project/${name}.test.ts`, existing: null, runner: "node" },
    }),
  );
  if (!result.ok || result.files.length < 2) return null;
  const [module, test] = result.files.map((file) => file.text) as [string, string];
  return { module, test };
}

/** Tells what becomes of each test, a line each. */
const reporter = `export default async function* tell(source) {
  for await (const { type, data } of source) {
    if ((type === "test:pass" || type === "test:fail") && data.nesting === 0) yield JSON.stringify({ outcome: data.skip !== undefined ? "skipped" : type.slice(5), file: data.file, why: data.details.error?.cause?.message ?? "" }) + "\\n";
  }
}`;

/** Outcomes by the names of modules: "pass", "fail", "skipped". All run in one process. */
function runTests(written: ReadonlyMap<string, Written>): ReadonlyMap<string, readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "nbready-tests-"));
  try {
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "reporter.mjs"), reporter);
    writeFileSync(join(folder, "all.ts"), [...written.keys()].map((name) => `import "./${name}.test.ts";`).join("\n"));
    for (const [name, { module, test }] of written) {
      writeFileSync(join(folder, `${name}.ts`), module);
      writeFileSync(join(folder, `${name}.test.ts`), test);
    }
    const tsx = pathToFileURL(require.resolve("tsx")).href;
    const run = spawnSync(
      process.execPath,
      [
        "--import",
        tsx,
        `--test-reporter=${pathToFileURL(join(folder, "reporter.mjs")).href}`,
        "--test-reporter-destination=stdout",
        "all.ts",
      ],
      { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 },
    );
    const outcomes = new Map([...written.keys()].map((name) => [name, [] as string[]]));
    for (const line of run.stdout.split("\n").filter((one) => one.startsWith('{"outcome"'))) {
      const { outcome, file, why } = JSON.parse(line) as { outcome: string; file: string; why: string };
      outcomes.get(basename(file, ".test.ts"))!.push(outcome === "fail" ? `fail: ${why}` : outcome);
    }
    assert.ok(
      [...outcomes.values()].every((own) => own.length > 0),
      `${run.stdout.slice(-2000)}\n${run.stderr.slice(-3000)}`,
    );
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const changes = {
  result:
    'const other = (given: any) => given !== null && typeof given === "object" && Object.keys(given).length > 0 ? Object.fromEntries(Object.keys(given).map((key) => [key, Symbol()])) : Symbol();\n    return given instanceof Promise ? given.then(other) : other(given);',
  print: 'console.log("more");\n    return given;',
  argument:
    'for (const one of args) if (Array.isArray(one)) one.push(1); else if (one !== null && typeof one === "object") one.more = 1;\n    return given;',
} as const;

/** Changes every function of a module, so that a test which asserts what `what` says has to fail. */
function breakModule(module: string, what: keyof typeof changes): string {
  const names: string[] = [];
  const renamed = module.replace(
    /^export ((?:async )?function |const )(\w+)(?=\(| = (?:async )?\()/gm,
    (_, kind: string, name: string) => (names.push(name), `${kind}${name}Before`),
  );
  assert.ok(names.length > 0, module);
  return `${renamed}\nconst change = (before: any): any => (...args: any[]) => {\n    const given = before(...args);\n    ${changes[what]}\n};\n${names.map((name) => `export const ${name} = change(${name}Before);\n`).join("")}`;
}

/** Whether a test asserts something about what a function gives back, prints, or does to its arguments. */
function asserts(test: string, what: keyof typeof changes): boolean {
  if (what === "print") return test.includes("printed.join");
  const asserted = [...test.matchAll(/^ {2}assert\.\w+\(([\p{L}\w]+)[.,]/gmu)]
    .map(([, name]) => name!)
    .filter((name) => name !== "printed");
  const given = [...test.matchAll(/^ +(?:const )?(\w+) = (?:await )?\w+\(/gmu)].map(([, name]) => name!);
  return what === "result"
    ? asserted.some((name) => given.includes(name)) || /^ {2}assert\.\w+\((?:await )?\w+\(/m.test(test)
    : asserted.some((name) => !given.includes(name)) && !/assert\.\w+\((?:await )?\w+\(/.test(test);
}

const count = Number(process.env["NBREADY_TESTED_PROGRAMS"] ?? 25);
const firstSeed = Number(process.env["NBREADY_SEED"] ?? 1);

describe("tests that extraction from scripts writes, run by Node", () => {
  it(`pass for ${count} random notebooks from seed ${firstSeed} on, and fail where their function is changed`, async () => {
    const runner = new NotebookRunner();
    const written = new Map<string, Written>();
    for (let seed = firstSeed; seed < firstSeed + count; seed++) {
      const cells = makeLiteralScript(seed);
      const { saved } = await runner.run(cells, {}, []);
      const notebook = saveRuns(scriptNotebook(cells), saved);
      for (const cell of cells.keys()) {
        const one = writeTest(notebook, cell, `literals_${seed}_${cell}`);
        if (one) written.set(`literals_${seed}_${cell}`, one);
      }
    }
    runner.close();
    const outcomes = runTests(written);
    const all = [...outcomes.values()].flat();
    const tally = (outcome: string): number => all.filter((one) => one === outcome).length;
    console.log(
      `      ${written.size} files: ${tally("pass")} tests assert and pass, ${tally("skipped")} are to be written, ${all.length - tally("pass") - tally("skipped")} fail`,
    );
    assert.deepEqual(
      [...outcomes]
        .filter(([, own]) => own.some((one) => one.startsWith("fail")))
        .map(([name, own]) => `${own.join("\n")}\n${written.get(name)!.module}\n${written.get(name)!.test}`),
      [],
    );
    assert.ok(tally("pass") > count, `${tally("pass")} tests assert something`);
    for (const what of ["result", "print", "argument"] as const) {
      const broken = new Map(
        [...written]
          .filter(([name, { test }]) => outcomes.get(name)!.includes("pass") && asserts(test, what))
          .map(([name, one]) => [name, { ...one, module: breakModule(one.module, what) }]),
      );
      assert.ok(broken.size > 0, what);
      const survivors = [...runTests(broken)]
        .filter(([, own]) => !own.some((one) => one.startsWith("fail")))
        .map(([name]) => `${broken.get(name)!.module}\n${broken.get(name)!.test}`);
      assert.deepEqual(survivors, [], what);
      console.log(`      ${broken.size} files fail where the ${what} is another`);
    }
  });
});
