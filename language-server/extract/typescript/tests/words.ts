// How the tests of one file say things: in the words of its runner, and with the imports that the file has already.
import type { ts } from "ts-morph";
import { namesBoundBy } from "../cells";
import { importsOf } from "../extendModule";
import type { ImportedName } from "../importLines";
import { runners, type Runner, type RunnerName } from "./runners";

export interface Words {
  readonly runner: Runner;
  /** What makes a test, and one that is skipped. */
  readonly test: string;
  readonly skip: string;
  /** What asserts. */
  readonly check: string;
  /** What has to be imported for `test` and for `check`; null where the runner provides it. */
  readonly testImport: ImportedName | null;
  readonly checkImport: ImportedName | null;
  /** A statement that asserts that a value is a literal; `isDeep` of lists and objects. */
  readonly equal: (value: string, literal: string, isDeep: boolean) => string;
}

/**
 * The words for a file of tests.
 * @param there the file where it exists: the runner that it imports counts, and so do the names that it has
 * @param wanted the runner of a file that says nothing
 */
export function findWords(there: ts.SourceFile | null, wanted: RunnerName): Words {
  const imports = there === null ? [] : importsOf(there);
  const bound = new Set(there === null ? [] : namesBoundBy(there.statements).map(({ text }) => text));
  const runner = Object.values(runners).find(({ modules }) => imports.some(({ from }) => modules.includes(from))) ?? runners[wanted];
  /** What the file has of a module's exports, else an import of the first, by a name that is free. */
  const find = (exports: readonly (readonly [from: string, exported: string])[], name: string): ImportedName => {
    const known = imports.find((one) => exports.some(([from, exported]) => one.from === from && one.exported === exported));
    const [from, exported] = exports[0]!;
    return known ?? importOf(from, exported, bound.has(name) ? `${runner.name}${name[0]!.toUpperCase()}${name.slice(1)}` : name);
  };
  const testImport = runner.tests.length > 0 ? find(runner.tests, runner.test) : null;
  const test = testImport?.name ?? runner.test;
  const common = { runner, test, skip: runner.skip.replace(runner.test, test), testImport };
  if (runner.expects) {
    const checkImport = runner.name === "vitest" ? find([["vitest", "expect"]], "expect") : null;
    const check = checkImport?.name ?? "expect";
    return {
      ...common,
      check,
      checkImport,
      equal: (value, literal, isDeep) => `${check}(${value}).${isDeep ? "toStrictEqual" : "toBe"}(${literal});`,
    };
  }
  const checkImport = find(assertions, "assert");
  const check = checkImport.name;
  // The functions that are strict whatever `assert` they are taken from.
  const isLoose = /assert$/.test(checkImport.from) && checkImport.exported !== "strict";
  return {
    ...common,
    check,
    checkImport,
    equal: (value, literal, isDeep) =>
      `${check}.${isLoose ? (isDeep ? "deepStrictEqual" : "strictEqual") : isDeep ? "deepEqual" : "equal"}(${value}, ${literal});`,
  };
}

export const importOf = (from: string, exported: string, name: string): ImportedName => ({
  name,
  from,
  exported,
  isType: false,
  attributes: "",
});

/** Node's assertions, in the ways in which files import them; the first is ours. */
const assertions = ["node:assert/strict", "assert/strict", "node:assert", "assert"].flatMap((from) =>
  ["default", "strict", "*"].map((exported) => [from, exported] as const),
);
