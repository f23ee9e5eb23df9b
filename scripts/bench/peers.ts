// What nbready is measured against, each as the command that checks a folder or a notebook.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../project";
import { venv } from "./process";

/** Linters that the tests do not need stand in an environment of their own. pynblint needs click before 8.2, which others do not. */
const requirements = ["click<8.2", "pynblint==0.1.6", "nbqa==1.9.1", "flake8==7.5.0"];
const peersFolder = join(projectFolder, "out/bench/peers");
const peer = (program: string): string => join(peersFolder, "bin", program);

/** Makes both environments. Throws where Python or an index is not to be had. */
export function setUpPeers(): void {
  execFileSync("sh", ["scripts/python-env.sh"], { cwd: projectFolder, stdio: "inherit" });
  if (existsSync(peer("pynblint")) && existsSync(peer("nbqa"))) return;
  execFileSync("python3", ["-m", "venv", peersFolder]);
  execFileSync(peer("python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...requirements], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** ruff with the rules whose subjects nbready has, too; it uses every processor that it finds. */
export const ruff = (path: string, cache: string | null): readonly string[] => [
  venv("ruff"),
  "check",
  "--isolated",
  "--select",
  "F,E7,S",
  "--quiet",
  "--exit-zero",
  ...(cache === null ? ["--no-cache"] : ["--cache-dir", cache]),
  path,
];

export const parseAlone = (path: string): readonly string[] => [venv("python"), join(projectFolder, "scripts/bench/parse_alone.py"), path];

/** A linter that is measured on a sample of what it can read, because one notebook that it cannot ends its run. */
export interface SlowPeer {
  readonly name: string;
  /** Takes a notebook or a folder. */
  readonly command: (path: string) => readonly string[];
}

export const slowPeers: readonly SlowPeer[] = [
  { name: "nborder", command: (path) => [venv("nborder"), "check", path] },
  { name: "pynblint", command: (path) => [peer("pynblint"), "--quiet", path] },
  { name: "nbqa flake8", command: (path) => [peer("nbqa"), "flake8", path] },
];
