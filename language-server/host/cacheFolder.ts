// Where results are kept between runs, and which program they are the results of.
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { readWasm } from "./wasm";

/** The user's cache folder for nbready by the customs of the system; NBREADY_CACHE_DIR names another. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const named = (name: string): string | null => (env[name] && isAbsolute(env[name]) ? env[name] : null);
  const own = named("NBREADY_CACHE_DIR");
  if (own !== null) return own;
  if (platform === "win32") return join(named("LOCALAPPDATA") ?? join(homedir(), "AppData", "Local"), "nbready", "Cache");
  if (platform === "darwin") return join(homedir(), "Library", "Caches", "nbready");
  // XDG Base Directory Specification: a relative path is to be ignored.
  return join(named("XDG_CACHE_HOME") ?? join(homedir(), ".cache"), "nbready");
}

/** Absolute folder of what this build keeps between runs; null where nothing can be kept. */
export function buildFolder(): string | null {
  const id = programId(__filename);
  return id === null ? null : join(cacheFolder(), id);
}

/**
 * Names this build of nbready, so that no other build's results are taken for its own: by the content of the bundled
 * script and the parser's files, by size and time of the analysis of scripts, which is ten times as large, and by the
 * version of Node. null where the script cannot be read.
 */
function programId(script: string): string | null {
  try {
    const hash = createHash("sha256").update(readFileSync(script)).update(process.version);
    for (const file of ["web-tree-sitter.wasm", "tree-sitter-python.wasm"] as const) hash.update(readWasm(file));
    const large = statSync(join(dirname(script), "typescript.js"), { throwIfNoEntry: false });
    // In whole milliseconds: programs that copy files keep no more of their time.
    return hash.update(`${large?.size} ${large?.mtime.getTime()}`).digest("hex").slice(0, 16);
  } catch {
    return null;
  }
}
