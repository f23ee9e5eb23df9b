// Soorgeon, which parts a notebook at its headings into the tasks of a Ploomber pipeline.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { askPython } from "../../../test/support/python";
import { projectFolder } from "../../project";

/** In an environment of its own, for it brings other versions along. */
const requirement = "soorgeon==0.0.20";
const environment = join(projectFolder, "out/bench/soorgeon");
const program = join(environment, "bin/soorgeon");

export interface PipelineRun {
  /** All that its tasks print. */
  readonly stdout: string;
  /** The error that stops it, or null. */
  readonly error: string | null;
}

interface Pipeline {
  readonly tasks: readonly { readonly source: string; readonly product: Readonly<Record<string, string>> | string }[];
}

export function setUpSoorgeon(): void {
  if (existsSync(program)) return;
  execFileSync("python3", ["-m", "venv", environment]);
  execFileSync(join(environment, "bin/python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Refactors each notebook (cells; those that begin with "md:" are Markdown) and runs what comes out; null where Soorgeon makes nothing of it. */
export function runSoorgeon(notebooks: readonly (readonly string[])[]): readonly (PipelineRun | null)[] {
  const root = join(projectFolder, "out/bench/pipelines");
  rmSync(root, { recursive: true, force: true });
  const pipelines = notebooks.map((cells, at) => refactor(join(root, String(at)), cells));
  const runs = askPython(
    join(__dirname, "run_pipelines.py"),
    pipelines.filter((one) => one !== null),
  ) as readonly PipelineRun[];
  let next = 0;
  return pipelines.map((one) => (one === null ? null : runs[next++]));
}

/** The folder of the pipeline that Soorgeon makes of a notebook, and its tasks, in the order in which they run. */
function refactor(folder: string, cells: readonly string[]): readonly [string, readonly object[]] | null {
  mkdirSync(folder, { recursive: true });
  const saved = cells.map((cell) =>
    cell.startsWith("md:")
      ? { cell_type: "markdown", metadata: {}, source: cell.slice(3) }
      : { cell_type: "code", metadata: {}, source: cell, outputs: [], execution_count: null },
  );
  writeFileSync(
    join(folder, "nb.ipynb"),
    JSON.stringify({
      cells: saved,
      metadata: { kernelspec: { name: "python3", language: "python", display_name: "Python 3" } },
      nbformat: 4,
      nbformat_minor: 4,
    }),
  );
  const run = spawnSync(program, ["refactor", "nb.ipynb", "--file-format", "py"], { cwd: folder, encoding: "utf8", timeout: 60_000 });
  if (run.status !== 0 || !existsSync(join(folder, "pipeline.yaml"))) return null;
  const { tasks } = parse(readFileSync(join(folder, "pipeline.yaml"), "utf8")) as Pipeline;
  return [
    folder,
    tasks.map(({ source, product }) => ({
      name: /([^/]*)\.py$/.exec(source)?.[1],
      source,
      product: typeof product === "string" ? { nb: product } : product,
      upstream: upstreamOf(readFileSync(join(folder, source), "utf8")),
    })),
  ];
}

/** The names in the line `upstream = ['load', 'clean']`. */
const upstreamOf = (task: string): readonly string[] =>
  [...(/^upstream = \[(.*)\]$/m.exec(task)?.[1] ?? "").matchAll(/'([^']*)'/g)].map(([, name]) => name);
