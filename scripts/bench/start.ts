// Measures how long the command line takes to answer at all, beside programs that people find quick.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkCommand } from "./folders";
import { ruff } from "./peers";
import { measure, quickest, venv, type Measured } from "./process";

export interface StartRow {
  readonly what: string;
  readonly measured: Measured;
}

const small = {
  cells: [{ cell_type: "code", id: "a", execution_count: null, metadata: {}, outputs: [], source: ["import os\n", "print(os.getcwd())"] }],
  metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" } },
  nbformat: 4,
  nbformat_minor: 5,
};

/** @param cli the bundled command line, absolute */
export function measureStart(cli: string, runs: number): readonly StartRow[] {
  const folder = mkdtempSync(join(tmpdir(), "nbready-bench-"));
  try {
    const path = join(folder, "small.ipynb");
    writeFileSync(path, JSON.stringify(small));
    const commands: readonly (readonly [string, readonly string[]])[] = [
      ["node -e 0", [process.execPath, "-e", "0"]],
      ["nbready --version", [process.execPath, cli, "--version"]],
      ["nbready, one small notebook", checkCommand(cli, path, false)],
      ["ruff --version", [venv("ruff"), "--version"]],
      ["ruff, one small notebook", ruff(path, null)],
      ["python -c pass", [venv("python"), "-c", "pass"]],
    ];
    return commands.map(([what, command]) => ({ what, measured: quickest(runs, () => measure(command)) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
