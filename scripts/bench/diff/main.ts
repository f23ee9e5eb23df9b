// Measures nbready's diffs and merges beside nbdime's on real revisions of notebooks, prints the table and writes it into
// docs/benchmarks.md. `npm run bench:diff`.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { buildPrograms } from "../../build";
import { projectFolder } from "../../project";
import { setUpPeers } from "../peers";
import { measure } from "../process";
import { writeSection } from "../section";
import type { Again, MeasuredDiff, MeasuredMerge } from "./measured";
import { diffSection, type WholeProcesses } from "./table";

/** In an environment of its own: it brings a server along. */
const requirement = "nbdime==4.0.2";
const nbdimeFolder = join(projectFolder, "out/bench/nbdime");
const programs = join(projectFolder, "out/bench/dist");
const [pairs, triples] = ["pairs", "triples"].map((name) => resolve(projectFolder, "../shared", name));
/** nbready is measured in so many new processes; the quickest counts, as what else the machine does only makes one slower. */
const processes = 15;
/** Of the pairs and merges, every so many-th is measured as a whole process, too. */
const sampled = 4;

const nbdime = (program: string): string => join(nbdimeFolder, "bin", program);

function setUpNbdime(): void {
  if (existsSync(nbdime("nbdiff"))) return;
  execFileSync("python3", ["-m", "venv", nbdimeFolder]);
  execFileSync(nbdime("python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function buildNbready(): Promise<void> {
  const errors = await buildPrograms(["cli"], programs);
  if (errors.length > 0) throw new Error(errors.map(({ text }) => text).join("\n"));
  await build({
    absWorkingDir: projectFolder,
    entryPoints: ["scripts/bench/diff/measureNbready.ts"],
    outfile: join(programs, "measureNbready.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    minify: true,
    logLevel: "warning",
  });
}

function listOf<T>(command: readonly string[]): readonly T[] {
  const [program, ...args] = command;
  return JSON.parse(
    execFileSync(program, args, { encoding: "utf8", maxBuffer: Infinity, stdio: ["ignore", "pipe", "ignore"] }),
  ) as readonly T[];
}

function measureNbready<T extends { readonly seconds: number } & Again>(what: "diff" | "merge", root: string): readonly T[] {
  const runs = Array.from({ length: processes }, () => listOf<T>([process.execPath, join(programs, "measureNbready.js"), what, root]));
  const least = (index: number, of: (one: T) => number): number => Math.min(...runs.map((run) => of(run[index])));
  return runs[0].map((one, index) => ({
    ...one,
    seconds: least(index, ({ seconds }) => seconds),
    again: least(index, ({ again }) => again),
    shown: least(index, ({ shown }) => shown),
  }));
}

const measureNbdime = <T>(what: "diff" | "merge", root: string, options: readonly string[] = []): readonly T[] =>
  listOf<T>([nbdime("python"), join(projectFolder, "scripts/bench/diff/measure_nbdime.py"), what, root, ...options]);

/** Seconds of processors that whole processes take, one for each folder of the sample. */
function measureProcesses(root: string, command: (folder: string) => readonly string[]): readonly number[] {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return folders.filter((_, index) => index % sampled === 0).map((name) => measure(command(join(root, name)), [0, 1]).processor);
}

function wholeProcesses(): WholeProcesses {
  const cli = [process.execPath, join(programs, "cli.js")];
  const files = (folder: string, names: readonly string[]): readonly string[] => names.map((name) => join(folder, `${name}.ipynb`));
  const result = join(programs, "merged.ipynb");
  const sides = ["base", "ours", "theirs"];
  console.log("whole processes");
  return {
    diff: {
      nbready: measureProcesses(pairs, (folder) => [...cli, "diff", ...files(folder, ["a", "b"])]),
      nbdime: measureProcesses(pairs, (folder) => [nbdime("nbdiff"), ...files(folder, ["a", "b"])]),
    },
    merge: {
      nbready: measureProcesses(triples, (folder) => [...cli, "merge", ...files(folder, sides), "-o", result]),
      nbdime: measureProcesses(triples, (folder) => [nbdime("nbmerge"), ...files(folder, sides), "--out", result]),
    },
  };
}

async function main(): Promise<void> {
  if (!existsSync(pairs) || !existsSync(triples))
    return console.log("no real revisions in ../shared/pairs and ../shared/triples: nothing to measure");
  setUpPeers();
  setUpNbdime();
  await buildNbready();
  const before = loadavg()[0];
  console.log("diffs");
  const diffs = {
    nbready: measureNbready<MeasuredDiff & Again>("diff", pairs),
    nbdime: measureNbdime<MeasuredDiff>("diff", pairs),
    quiet: measureNbdime<MeasuredDiff>("diff", pairs, ["--ignore-id", "--ignore-details", "--ignore-metadata"]),
  };
  console.log("merges");
  const merges = {
    nbready: measureNbready<MeasuredMerge & Again>("merge", triples),
    nbdime: measureNbdime<MeasuredMerge>("merge", triples),
  };
  const section = diffSection({
    diffs,
    merges,
    whole: wholeProcesses(),
    machine: {
      cores: cpus().length,
      processor: cpus()[0].model.trim(),
      node: process.versions.node,
      nbdime: requirement.replace("==", " "),
      load: [before, loadavg()[0]],
      date: new Date().toISOString().slice(0, 10),
    },
  });
  console.log(`\n${section}`);
  writeSection(join(projectFolder, "docs/benchmarks.md"), "diffs and merges", section);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
