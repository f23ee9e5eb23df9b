// Measures the check of whole folders: nbready, cold and warm, and its peers, one after the other.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAlone, ruff, slowPeers } from "./peers";
import { measure, quickest, run, type Measured } from "./process";

export interface FolderResult {
  readonly name: string;
  readonly notebooks: number;
  readonly bytes: number;
  readonly rows: readonly FolderRow[];
}

export interface FolderRow {
  readonly program: string;
  readonly measured: Measured;
  /** Number of notebooks measured where the time is extrapolated from a sample, else null. */
  readonly sample: number | null;
}

/** Threads that nbready may use. */
export const jobs = 2;

/** How thoroughly to measure: how often each quick program is run (its quickest run counts), and notebooks for the slow ones. */
export interface Effort {
  readonly runs: number;
  readonly sample: number;
}

/** Seconds that a slow peer may take for one notebook; what takes longer hangs, and is left out. */
const patience = 20;

/** Exit codes of a run that came to its end: clean, findings, and notebooks that are not valid JSON. */
const ended = [0, 1, 2];

/** Paths of the notebooks below a folder. */
export function notebooksIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return notebooksIn(path);
      return path.endsWith(".ipynb") ? [path] : [];
    })
    .sort();
}

export const checkCommand = (cli: string, path: string, cached: boolean): readonly string[] => [
  process.execPath,
  cli,
  "check",
  path,
  "--jobs",
  String(jobs),
  ...(cached ? [] : ["--no-cache"]),
  "--quiet",
  "--fail-on",
  "never",
  "--format",
  "json",
];

/** How many notebooks of a folder a run reads; those that are no JSON are left out. */
function checkedNotebooks(cli: string, folder: string): number {
  const [program, ...args] = checkCommand(cli, folder, false);
  const { stdout } = spawnSync(program!, args, { encoding: "utf8", maxBuffer: 2 ** 30, stdio: ["ignore", "pipe", "ignore"] });
  return (JSON.parse(stdout) as { readonly summary: { readonly notebooks: number } }).summary.notebooks;
}

/** @param cli the bundled command line, absolute */
export function measureFolder(name: string, folder: string, cli: string, { runs, sample }: Effort): FolderResult {
  const scratch = mkdtempSync(join(tmpdir(), "nbready-bench-"));
  try {
    const cache = { NBREADY_CACHE_DIR: join(scratch, "nbready") };
    const notebooks = notebooksIn(folder);
    const seen = checkedNotebooks(cli, folder);
    if (seen < notebooks.length * 0.9)
      throw new Error(`nbready sees ${seen} of ${notebooks.length} notebooks in ${folder}: nothing can be compared.`);
    const check = (cached: boolean) => (): Measured => measure(checkCommand(cli, folder, cached), ended, cache);
    const row = (program: string, one: () => Measured): FolderRow => {
      const measured = quickest(runs, one);
      console.log(`  ${program}: ${measured.seconds.toFixed(2)} s, ${Math.round(measured.bytes / 1e6)} MB`);
      return { program, measured, sample: null };
    };
    const rows = [
      row("nbready, cold", check(false)),
      row("ruff, cold", () => measure(ruff(folder, null))),
      row("CPython, json.load and ast.parse alone", () => measure(parseAlone(folder))),
    ];
    check(true)();
    measure(ruff(folder, join(scratch, "ruff")));
    rows.push(
      row("nbready, warm", check(true)),
      row("ruff, warm", () => measure(ruff(folder, join(scratch, "ruff")))),
    );
    return {
      name,
      notebooks: notebooks.length,
      bytes: notebooks.reduce((sum, path) => sum + statSync(path).size, 0),
      rows: [...rows, ...measureSlow(notebooks, sample, scratch)],
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Some of the peers fall over, or hang, at anything else. */
function isValid(path: string): boolean {
  try {
    const { cells } = JSON.parse(readFileSync(path, "utf8")) as { readonly cells?: readonly { readonly source?: unknown }[] };
    return Array.isArray(cells) && cells.every(({ source }) => typeof source === "string" || Array.isArray(source));
  } catch {
    return false;
  }
}

/**
 * The slow peers on a sample spread over the notebooks, a folder of those that the peer can read. What an empty notebook
 * takes is the program's start, which counts once: the rest is multiplied by the number of notebooks.
 */
function measureSlow(all: readonly string[], sampleSize: number, scratch: string): readonly FolderRow[] {
  const notebooks = all.filter(isValid);
  const sample = notebooks.filter(
    (_, index) => Math.floor((index * sampleSize) / notebooks.length) !== Math.floor(((index - 1) * sampleSize) / notebooks.length),
  );
  const empty = join(scratch, "empty.ipynb");
  mkdirSync(scratch, { recursive: true });
  writeFileSync(empty, JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  return slowPeers.map(({ name, command }) => {
    const read = sample.filter((path) => [0, 1].includes(run(command(path), {}, patience).exit));
    if (read.length === 0) throw new Error(`${name} read none of ${sample.length} notebooks`);
    const folder = join(scratch, name.replaceAll(" ", "-"));
    mkdirSync(folder);
    read.forEach((path, at) => copyFileSync(path, join(folder, `${at}.ipynb`)));
    const start = quickest(5, () => measure(command(empty), ended));
    const whole = quickest(2, () => measure(command(folder)));
    const extrapolate = (of: (one: Measured) => number): number => of(start) + ((of(whole) - of(start)) * notebooks.length) / read.length;
    const measured = {
      seconds: extrapolate((one) => one.seconds),
      processor: extrapolate((one) => one.processor),
      bytes: whole.bytes,
      exit: whole.exit,
    };
    console.log(`  ${name}: ${measured.seconds.toFixed(1)} s, from ${read.length} of ${sample.length} notebooks`);
    return { program: name, measured, sample: read.length };
  });
}
