// The programs that run tests of TypeScript and JavaScript: which of them a project uses, and how a test is written for each.
import { joinPath, parentFolder } from "../../../project/paths";

export type RunnerName = "node" | "deno" | "vitest" | "jest" | "mocha";

export interface Runner {
  readonly name: RunnerName;
  /** What makes a test, and one that is skipped. */
  readonly test: string;
  readonly skip: string;
  /** Exports of modules that make a test, best first; [] where the runner provides it. */
  readonly tests: readonly (readonly [from: string, exported: string])[];
  /** Modules that only its tests import. */
  readonly modules: readonly string[];
  /** `expect(value).toBe(…)` where true, else Node's assertions. */
  readonly expects: boolean;
  /** Whether the module's address keeps the extension .ts. */
  readonly namesFiles: boolean;
  /** How the user runs a file of tests. */
  readonly command: (file: string) => string;
}

const exportsOf = (from: string, ...exported: readonly string[]): Runner["tests"] => exported.map((one) => [from, one]);
const named = { test: "test", skip: "test.skip" };

export const runners: Readonly<Record<RunnerName, Runner>> = {
  node: {
    name: "node",
    ...named,
    tests: exportsOf("node:test", "default", "test", "it"),
    modules: ["node:test"],
    expects: false,
    namesFiles: true,
    command: (file) => `node ${/\.[cm]?tsx?$/.test(file) ? "--import tsx " : ""}--test ${file}`,
  },
  deno: {
    name: "deno",
    test: "Deno.test",
    skip: "Deno.test.ignore",
    tests: [],
    modules: [],
    expects: false,
    namesFiles: true,
    command: (file) => `deno test ${file}`,
  },
  vitest: {
    name: "vitest",
    ...named,
    tests: exportsOf("vitest", "test", "it"),
    modules: ["vitest"],
    expects: true,
    namesFiles: false,
    command: (file) => `npx vitest run ${file}`,
  },
  jest: {
    name: "jest",
    ...named,
    tests: [],
    modules: ["@jest/globals"],
    expects: true,
    namesFiles: false,
    command: (file) => `npx jest ${file}`,
  },
  mocha: {
    name: "mocha",
    test: "it",
    skip: "it.skip",
    tests: [],
    modules: ["mocha"],
    expects: false,
    namesFiles: false,
    command: (file) => `npx mocha ${file}`,
  },
};

/**
 * The runner that the project above a folder names in its package.json, or Deno where it has a deno.json; null where none does.
 * @param folder absolute
 */
export function findRunner(folder: string, readText: (path: string) => string | undefined): RunnerName | null {
  for (let at: string | null = folder; at !== null; at = parentFolder(at)) {
    const text = readText(joinPath(at, "package.json"));
    const named = text === undefined ? null : runnerIn(text);
    if (named !== null) return named;
    if (["deno.json", "deno.jsonc"].some((name) => readText(joinPath(at!, name)) !== undefined)) return "deno";
  }
  return null;
}

/** The runner that a package.json names: by its script `test`, else by what it depends on. */
function runnerIn(text: string): RunnerName | null {
  const manifest = manifestIn(text);
  const script = String(manifest["scripts"]?.["test"] ?? "");
  const depends = new Set(["devDependencies", "dependencies"].flatMap((key) => Object.keys(manifest[key] ?? {})));
  const packaged = ["vitest", "jest", "mocha"] as const;
  const said = packaged.find((name) => new RegExp(`\\b${name}\\b`).test(script));
  if (said) return said;
  if (/\bdeno (?:test|task)\b/.test(script)) return "deno";
  if (/\b(?:node|tsx)\b/.test(script) && / --test\b/.test(script)) return "node";
  return packaged.find((name) => depends.has(name)) ?? null;
}

type Manifest = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Its contents; nothing of one that is broken. */
function manifestIn(text: string): Manifest {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null ? (found as Manifest) : {};
  } catch {
    return {};
  }
}
