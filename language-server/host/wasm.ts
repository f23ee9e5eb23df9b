// Finds and reads the parser's two WebAssembly files: beside the bundled script, or in node_modules while developing.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadParser as loadParserFrom, type WasmFile } from "../python/parser/parser";

/** Makes the Python parser ready; further calls wait for the first. */
export const loadParser = (): Promise<void> => loadParserFrom(readWasm);

/**
 * Reads one of the files. Looks in `folder` (by default the folder of the running script), then in the node_modules
 * folders above it. Throws where it is nowhere: the installation is broken and nothing can work.
 */
export function readWasm(file: WasmFile, folder: string = __dirname): Uint8Array {
  const path = candidates(file, folder).find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`${file} is missing beside ${folder}. Install nbready again.`);
  return readFileSync(path);
}

function candidates(file: WasmFile, folder: string): readonly string[] {
  const paths = [join(folder, file)];
  const packageName = file.slice(0, -".wasm".length);
  for (let above = folder; ; above = dirname(above)) {
    paths.push(join(above, "node_modules", packageName, file));
    if (above === dirname(above)) return paths;
  }
}
