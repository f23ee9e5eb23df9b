// Measures nbready beside its peers and writes docs/benchmarks.md. `npm run bench`; with --quick on 200 made-up notebooks
// instead of 5,000, each program once and fewer samples, to get a first impression in minutes.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { measureFolder, type Effort, type FolderResult } from "./bench/folders";
import { writeMonorepo } from "./bench/monorepo";
import { setUpPeers } from "./bench/peers";
import { venv } from "./bench/process";
import { writeSection } from "./bench/section";
import { measureStart } from "./bench/start";
import { checkSections } from "./bench/table";
import { measureTyping, type Typing } from "./bench/typing";
import { buildPrograms } from "./build";
import { projectFolder } from "./project";

const seed = 20_261;
/** Cells, and bytes of outputs. */
const notebooksTyped: readonly (readonly [number, number])[] = [
  [50, 0],
  [200, 0],
  [200, 10_000_000],
  [1000, 0],
  [2000, 0],
  [3000, 0],
];
const programs = "out/bench/dist";

const versionOf = (program: string): string => execFileSync(venv(program), ["--version"], { encoding: "utf8" }).trim();

async function main(args: readonly string[]): Promise<void> {
  const quick = args.includes("--quick");
  const keystrokes = quick ? 20 : 60;
  setUpPeers();
  // A copy of its own: what is measured must not change while others build.
  const errors = await buildPrograms(["cli", "server", "typescript"], join(projectFolder, programs));
  if (errors.length > 0) throw new Error(errors.map(({ text }) => text).join("\n"));
  const before = loadavg()[0];
  const cli = join(projectFolder, programs, "cli.js");

  console.log("start");
  const start = measureStart(cli, 10);
  const typing: Typing[] = [];
  for (const [cells, outputs] of notebooksTyped) {
    console.log(`typing, ${cells} cells, ${outputs} bytes of outputs`);
    typing.push(await measureTyping(`${programs}/server.js`, cells, outputs, keystrokes));
  }
  const folders = measureFolders(cli, quick ? 200 : 5000, quick ? { runs: 1, sample: 4 } : { runs: 2, sample: 12 });

  const machine = {
    cores: cpus().length,
    processor: cpus()[0].model.trim(),
    memory: Math.round(totalmem() / 1e9),
    node: process.versions.node,
    python: versionOf("python").replace("Python ", ""),
    ruff: versionOf("ruff"),
    load: [before, loadavg()[0]] as const,
    date: new Date().toISOString().slice(0, 10),
  };
  const page = join(projectFolder, "docs/benchmarks.md");
  writeSection(page, "checks", checkSections({ machine, folders, start, typing }));
  console.log(`wrote ${page}`);
}

/** The corpus of real notebooks where it stands beside the project, and made-up ones. */
function measureFolders(cli: string, count: number, effort: Effort): readonly FolderResult[] {
  const corpus = resolve(projectFolder, "../shared/corpus");
  // Not below the project, whose .gitignore linters follow.
  const monorepo = mkdtempSync(join(tmpdir(), "nbready-monorepo-"));
  const results: FolderResult[] = [];
  if (existsSync(corpus)) {
    console.log("real notebooks");
    results.push(measureFolder("Real notebooks", corpus, cli, effort));
  } else console.log("no real notebooks in ../shared/corpus: skipped");
  console.log(`${count} made-up notebooks`);
  try {
    writeMonorepo(monorepo, count, seed);
    // So many notebooks even out what else the machine does.
    results.push(measureFolder(`${count} made-up notebooks`, monorepo, cli, { ...effort, runs: 1 }));
    return results;
  } finally {
    rmSync(monorepo, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
