// Loads a bundled script with what V8 compiled of it in earlier runs: to compile it anew takes longer than all else that a short run does.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { CacheStore } from "./cacheStore";

type Wrapped = (exports: object, require: NodeJS.Require, module: { readonly exports: object }, filename: string, folder: string) => void;

/** Node's wrapper of CommonJS modules (Node's documentation, "The module wrapper"); on one line, so that lines of errors are the script's. */
const wrap = (source: string): string => `(function (exports, require, module, __filename, __dirname) { ${source}\n})`;

/**
 * Runs a script (absolute path) as `require` does the first time. What V8 has compiled is kept in a folder beside it when
 * the process or thread ends, for the next one with the same use. It is kept there, not in the user's cache folder, since
 * it is run: whoever can write there can change the script itself, while services restore caches that others have filled.
 * Where Node or V8 has options of the user's, nothing is kept.
 * @param use what the script is run for: each use runs other functions of it, and has its own settings of V8, without
 * which V8 refuses what was kept
 */
export function runCompiled(path: string, use: string): void {
  const source = readFileSync(path, "utf8");
  const store = process.execArgv.length > 0 || process.env.NODE_OPTIONS ? null : new CacheStore(join(dirname(path), "compiled"));
  const name = createHash("sha256")
    .update(JSON.stringify([use, process.arch, process.versions.v8]))
    .update(source)
    .digest("hex");
  const kept = store?.readBytes(name) ?? undefined;
  const script = new Script(wrap(source), { filename: path, cachedData: kept });
  if (!kept || script.cachedDataRejected) process.once("exit", () => store?.writeBytes(name, script.createCachedData()));
  const module = { exports: {} };
  (script.runInThisContext() as Wrapped)(module.exports, createRequire(path), module, path, dirname(path));
}
