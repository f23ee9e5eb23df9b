// Tests that extraction writes, run by pytest: those that assert pass, and fail where their function gives, prints or changes something else.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractToModule } from "../../language-server/extract/extractToModule";
import { createLazyFormatter } from "../../language-server/host/ruff";
import type { Notebook } from "../../language-server/notebook/model";
import { defaultStyle } from "../../language-server/project/pythonStyle";
import { analysePython } from "../../language-server/python/analyse";
import { loadTestParser } from "../support/parser";
import { askLoadedPython, hasPython, inEnvironment } from "../support/python";
import { makeLiteralNotebook } from "./literalNotebooks";
import { makeProgram } from "./programs";
import { withOutputs, type SavedCell } from "./savedNotebooks";
import { requestFor } from "./support";

const formatPython = createLazyFormatter();
const format = (text: string): string => formatPython(text, defaultStyle) ?? assert.fail(`not formatted:\n${text}`);

const recordAll = (notebooks: readonly (readonly string[])[]): readonly (readonly SavedCell[])[] =>
  askLoadedPython(join(__dirname, "record_outputs.py"), notebooks) as readonly (readonly SavedCell[])[];

interface Written {
  readonly module: string;
  readonly test: string;
}

/** Extracts cells to the module `name` with a test; null where it is refused, or makes no function. */
function writeTest(notebook: Notebook, chosen: readonly number[], name: string): Written | null {
  const result = extractToModule(
    notebook,
    analysePython(notebook),
    requestFor(chosen, {
      format,
      moveCalled: true,
      testPath: `/project/test_${name}.py`,
      target: { path: `/project/${name}.py`, importName: name, sysPath: null, note: null },
    }),
  );
  if (!result.ok || result.files.length < 2) return null;
  const [module, test] = result.files.map((file) => file.text);
  return { module, test };
}

/** Outcomes by the names of modules: what pytest says of each test, as "passed", "failed", "skipped". */
function runTests(written: ReadonlyMap<string, Written>): ReadonlyMap<string, readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "nbready-tests-"));
  try {
    for (const [name, { module, test }] of written) {
      writeFileSync(join(folder, `${name}.py`), module);
      writeFileSync(join(folder, `test_${name}.py`), test);
    }
    const lint = spawnSync(
      inEnvironment("ruff"),
      ["check", "--isolated", "--no-cache", "--select", "F", ...[...written.keys()].map((name) => `test_${name}.py`)],
      { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 },
    );
    assert.equal(lint.status, 0, lint.stdout.slice(0, 3000) + lint.stderr);
    const run = spawnSync(inEnvironment("pytest"), ["-q", "-rA", "--tb=line", "--color=no", "-p", "no:cacheprovider"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    assert.ok(run.status === 0 || run.status === 1, run.stdout.slice(-3000) + run.stderr);
    const outcomes = new Map([...written.keys()].map((name) => [name, [] as string[]]));
    for (const [, outcome, name] of run.stdout.matchAll(/^(PASSED|FAILED|ERROR) test_(\w+)\.py::/gm))
      outcomes.get(name)!.push(outcome.toLowerCase());
    for (const [, count, name] of run.stdout.matchAll(/^SKIPPED \[(\d+)\] test_(\w+)\.py:/gm))
      for (let at = 0; at < Number(count); at++) outcomes.get(name)!.push("skipped");
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Changes every function of a module, so that a test which asserts what `what` says has to fail. */
function breakModule(module: string, what: "result" | "print" | "argument"): string {
  const names = [...module.matchAll(/^(async )?def ([\p{L}\p{N}_]+)\(/gmu)].map(([, , name]) => name);
  const after = {
    result: "given = tuple(object() for _ in given) if isinstance(given, tuple) else object()",
    print: 'print("more")',
    argument:
      "[one.clear() if one else one.update(x=1) if isinstance(one, dict) else one.append(1) for one in args if isinstance(one, (list, dict))]",
  }[what];
  return `${module}\n\ndef _change(function):\n    def call(*args, **kwargs):\n        given = function(*args, **kwargs)\n        ${after}\n        return given\n    return call\n\n\n${names.map((name) => `${name} = _change(${name})\n`).join("")}`;
}

const count = Number(process.env.NBREADY_TESTED_PROGRAMS ?? 30);

describe("tests that extraction writes, run by pytest", () => {
  before(loadTestParser);

  it("pass for random notebooks, and fail where their function is changed", function () {
    if (!hasPython) return this.skip();
    this.timeout(600_000);
    const seeds = Array.from({ length: count }, (_, at) => at + 1);
    const notebooks = [...seeds.map((seed) => makeProgram(seed).cells), ...seeds.map(makeLiteralNotebook)];
    const saved = recordAll(notebooks);
    const written = new Map<string, Written>();
    notebooks.forEach((cells, at) =>
      cells.forEach((_, cell) => {
        const name = `${at < count ? "program" : "literals"}_${(at % count) + 1}_${cell}`;
        const one = writeTest(withOutputs(cells, saved[at]), [cell], name);
        if (one) written.set(name, one);
      }),
    );
    const outcomes = runTests(written);
    const all = [...outcomes.values()].flat();
    const tally = (outcome: string): number => all.filter((one) => one === outcome).length;
    console.log(
      `      ${written.size} files: ${tally("passed")} tests assert and pass, ${tally("skipped")} are to be written, ${all.length - tally("passed") - tally("skipped")} fail`,
    );
    assert.deepEqual(
      [...outcomes]
        .filter(([, own]) => own.some((one) => one !== "passed" && one !== "skipped"))
        .map(([name]) => `${written.get(name)!.module}\n${written.get(name)!.test}`),
      [],
    );
    assert.ok(tally("passed") > count, `${tally("passed")} tests assert something`);
    for (const what of ["result", "print", "argument"] as const) {
      const broken = new Map(
        [...written]
          .filter(([name, { test }]) => outcomes.get(name)!.includes("passed") && asserts(test, what))
          .map(([name, one]) => [name, { ...one, module: breakModule(one.module, what) }]),
      );
      assert.ok(broken.size > 0, what);
      const survivors = [...runTests(broken)]
        .filter(([, own]) => !own.includes("failed"))
        .map(([name]) => `${broken.get(name)!.module}\n${broken.get(name)!.test}`);
      assert.deepEqual(survivors, [], what);
      console.log(`      ${broken.size} files fail where the ${what} is another`);
    }
  });
});

/** Whether a test asserts something about what a function gives back, prints, or does to its arguments. */
function asserts(test: string, what: "result" | "print" | "argument"): boolean {
  if (what === "print") return test.includes("capsys.readouterr()");
  const asserted = [...test.matchAll(/^ {4}assert ([\p{L}\w]+) == (?!\.\.\.)/gmu)].map(([, name]) => name);
  const given = [...test.matchAll(/^ {4}([\p{L}\w, ]+) = (?:asyncio\.run\()?[\p{L}\w]+\(/gmu)].flatMap(([, names]) => names.split(", "));
  return what === "result"
    ? asserted.some((name) => given.includes(name))
    : asserted.some((name) => !given.includes(name)) && !/assert [\p{L}\w]+\(/u.test(test);
}
