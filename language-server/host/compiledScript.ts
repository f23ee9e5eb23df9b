// Loads a bundled script with what V8 compiled of it in earlier runs: to compile it anew takes longer than all else that a short run does.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";
import { buildFolder } from "./cacheFolder";
import { CacheStore } from "./cacheStore";

type Wrapped = (exports: object, require: NodeJS.Require, module: { readonly exports: object }, filename: string, folder: string) => void;

/** Node's wrapper of CommonJS modules (Node's documentation, "The module wrapper"); on one line, so that lines of errors are the script's. */
const wrap = (source: string): string => `(function (exports, require, module, __filename, __dirname) { ${source}\n})`;

/**
 * Runs a script (absolute path) as `require` does the first time. Where this build keeps results of checks, what V8 has
 * compiled is kept as well when the process or thread ends, for the next one with the same use.
 * @param use what the script is run for: each use runs other functions of it, and has its own settings of V8, without
 * which V8 refuses what was kept
 */
export function runCompiled(path: string, use: string): void {
  const folder = buildFolder(path);
  const store = folder === null ? null : new CacheStore(folder);
  const circumstances = [use, process.arch, process.versions.v8, process.execArgv, process.env.NODE_OPTIONS ?? ""];
  const name = createHash("sha256").update(JSON.stringify(circumstances)).digest("hex");
  const kept = store?.readBytes(name) ?? undefined;
  const script = new Script(wrap(readFileSync(path, "utf8")), { filename: path, cachedData: kept });
  if (folder !== null && (!kept || script.cachedDataRejected)) {
    process.once("exit", () => {
      if (existsSync(folder)) store?.writeBytes(name, script.createCachedData());
    });
  }
  const module = { exports: {} };
  (script.runInThisContext() as Wrapped)(module.exports, createRequire(path), module, path, dirname(path));
}
