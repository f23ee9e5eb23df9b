// Bundles the three fronts, the analysis that two of them load late, and the extension's pages into dist/. The files of the
// Python parser and formatter, and the licences of everything that is bundled, are put beside them. `npm run build`.
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { build, type BuildOptions, type Message, type Metafile, type Plugin } from "esbuild";
import { extensionPage, extensionPageName } from "./extensionPage";
import { noticesName, thirdPartyNotices } from "./notices";
import { projectFolder } from "./project";

/** Where each program begins, by the name of the file that it becomes. */
const programs = {
  cli: "language-server/cli/main.ts",
  // What cli.js loads for everything but --version: reading so large a script takes longer than printing that.
  program: "language-server/cli/run.ts",
  server: "language-server/server/main.ts",
  extension: "extension/extension.ts",
  // Loaded by extension.js once VS Code no longer waits for it: the library that speaks with the server is larger than all the rest.
  client: "extension/client.ts",
  // Loaded by the command line and the server when a notebook needs it; the compiler in it is larger than all the rest.
  typescript: "language-server/scriptTools.ts",
  // The pages of the cell graph, of diffs and of merges, for a browser; their styles become graph.css, diff.css and merge.css.
  graph: "media/graph/view.ts",
  diff: "media/diff/view.ts",
  merge: "media/merge/view.ts",
} as const;

export type Program = keyof typeof programs;

/** Those that run in a web view. */
const pages: readonly Program[] = ["graph", "diff", "merge"];

const resolve = createRequire(__filename).resolve;

/** Files that the parser loads at run time, and the formatter of extracted modules where one is extracted. */
const wasmFiles = [
  "web-tree-sitter/web-tree-sitter.wasm",
  "tree-sitter-python/tree-sitter-python.wasm",
  "@astral-sh/ruff-wasm-nodejs/ruff_wasm_bg.wasm",
];

/** Bundles programs into a folder (absolute), the command line with what it loads. Gives the errors of all that cannot be bundled. */
export const buildPrograms = async (names: readonly Program[], folder: string): Promise<readonly Message[]> =>
  (await bundle(names, folder)).errors;

interface Bundled {
  readonly errors: readonly Message[];
  /** The files that the programs are made of, from the project's folder. */
  readonly sources: readonly string[];
}

/** A program that cannot be bundled does not keep the others from it. */
async function bundle(names: readonly Program[], folder: string): Promise<Bundled> {
  mkdirSync(folder, { recursive: true });
  for (const file of wasmFiles) copyFileSync(join(projectFolder, "node_modules", file), join(folder, basename(file)));
  const all: readonly Program[] = names.includes("cli") && !names.includes("program") ? [...names, "program"] : names;
  const results = await Promise.all(
    all.map((name) =>
      build({ ...optionsFor(name, folder), metafile: true }).then(
        ({ metafile }) => ({ errors: [], sources: sourcesOf(metafile) }),
        (error: { errors?: Message[] }) => {
          if (!error.errors) throw error;
          return { errors: error.errors, sources: [] };
        },
      ),
    ),
  );
  const errors = results.flatMap((result) => result.errors);
  if (names.includes("cli") && errors.length === 0) chmodSync(join(folder, "cli.js"), 0o755);
  return { errors, sources: [...results.flatMap((result) => result.sources), ...wasmFiles.map((file) => `node_modules/${file}`)] };
}

/** What of the files that were read is in the bundle: unused ones are left out of it. */
const sourcesOf = ({ outputs }: Metafile): readonly string[] =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file),
  );

const optionsFor = (name: Program, folder: string): BuildOptions => ({
  absWorkingDir: projectFolder,
  entryPoints: [programs[name]],
  outfile: join(folder, `${name}.js`),
  bundle: true,
  minify: true,
  logLevel: "warning",
  ...(pages.includes(name) ? pageOptions : nodeOptions),
  ...(name === "cli" ? { banner: { js: "#!/usr/bin/env node" } } : {}),
});

const nodeOptions: BuildOptions = {
  platform: "node",
  format: "cjs",
  target: "node20",
  // Other characters are escaped: V8 holds and reads such a script in half of the bytes.
  charset: "ascii",
  legalComments: "none",
  external: ["vscode"],
  // Its module form asks for its own address, which a bundle does not have.
  alias: { "web-tree-sitter": resolve("web-tree-sitter") },
  plugins: [loadLater()],
};

/** A page runs in VS Code's own Chromium. */
const pageOptions: BuildOptions = { platform: "browser", format: "iife", target: "chrome120", charset: "utf8" };

/** Makes `require` of a module that becomes a program of its own load that program, beside the others, where it is called. */
function loadLater(): Plugin {
  const programOf = (file: string): string | undefined =>
    Object.entries(programs).find(([, entry]) => join(projectFolder, entry) === file)?.[0];
  return {
    name: "load-later",
    setup: ({ onResolve }) =>
      onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
        const program = kind === "require-call" ? programOf(join(resolveDir, `${path}.ts`)) : undefined;
        return program === undefined ? undefined : { path: `./${program}.js`, external: true };
      }),
  };
}

async function main(): Promise<void> {
  const folder = join(projectFolder, "dist");
  const names = Object.keys(programs) as Program[];
  const { errors, sources } = await bundle(names, folder);
  writeFileSync(join(folder, noticesName), thirdPartyNotices(sources));
  writeFileSync(join(folder, extensionPageName), extensionPage(readFileSync(join(projectFolder, "README.md"), "utf8")));
  // Files of an earlier layout must not be shipped; the others are replaced in place, so that what runs from here goes on.
  const wanted = new Set([
    ...names.map((name) => `${name}.js`),
    ...pages.map((name) => `${name}.css`),
    ...wasmFiles.map((file) => basename(file)),
    extensionPageName,
    noticesName,
  ]);
  for (const name of readdirSync(folder)) if (!wanted.has(name)) rmSync(join(folder, name), { recursive: true });
  process.exitCode = errors.length > 0 ? 1 : 0;
}

if (require.main === module) void main();
