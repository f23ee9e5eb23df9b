// What holds of the sources as a whole: inner layers know nothing of outer ones, and nothing is offered that nobody takes.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, resolve, sep } from "node:path";

interface Source {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const projectFolder = resolve(__dirname, "..");

const sourcesIn = (folder: string): readonly Source[] =>
  readdirSync(join(projectFolder, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.includes("node_modules"))
    .map((path) => ({ path: `${folder}/${path.split(sep).join("/")}`, text: readFileSync(join(projectFolder, folder, path), "utf8") }));

const wordsOf = (text: string): readonly string[] => text.match(/[\w$]+/g) ?? [];

/** Modules that a file imports, types and those that it loads while it runs included; its own ones as paths from the project's folder. */
const importsOf = ({ path, text }: Source): readonly string[] =>
  [...text.matchAll(/(?:\bfrom |\b(?:import|require)\()"([^"]+)"/g)].map(([, module]) =>
    module.startsWith(".") ? posix.join(posix.dirname(path), module) : module,
  );

/** Names between the braces of imports; and every word of the few files that load others while they run. */
const namesTaken = ({ text }: Source): readonly string[] =>
  /\b(?:import|require)\("\./.test(text)
    ? wordsOf(text)
    : [...text.matchAll(/^(?:import|export)\b[^;{]*\{([^}]*)\}\s*from\b/gm)].flatMap(([, names]) => wordsOf(names));

describe("the sources", () => {
  const product = ["language-server", "extension", "media"].flatMap(sourcesIn);
  /** The engine: what docs/architecture.md calls pure. `scriptTools.ts` only names what the program that loads late is made of. */
  const engine = product.filter(({ path }) => /^language-server\/(?!host\/|cli\/|server\/|scriptTools\.ts$)/.test(path));
  const complaints = (files: readonly Source[], isWrong: (module: string) => boolean): readonly string[] =>
    files.flatMap((file) =>
      importsOf(file)
        .filter(isWrong)
        .map((module) => `${file.path} imports ${module}`),
    );

  it("keep the engine pure: no files, no process, no editor, no protocol, no clock", () => {
    assert.ok(engine.length > 400);
    // Of node:path the engine takes `posix`, which looks at no file.
    assert.deepEqual(
      complaints(engine, (module) => /^(?:node:(?!path$)|vscode)/.test(module) || /^language-server\/(?:host|cli|server)\//.test(module)),
      [],
    );
    assert.deepEqual(
      engine
        .filter(({ text }) =>
          /^(?!\s*(?:\*|\/\/)).*(?:\bprocess\.(?:env|argv|cwd|exit|stdout)\b(?!.*["`])|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\()/m.test(
            text,
          ),
        )
        .map(({ path }) => path),
      [],
    );
  });

  it("let each part of the engine know only what lies further inside", () => {
    const mayNotKnow: Readonly<Record<string, RegExp>> = {
      util: /^language-server\//,
      notebook: /^language-server\/(?!util\/)/,
      knowledge: /^language-server\/(?!util\/)/,
      python: /^language-server\/(?!(?:util|notebook)\/)/,
      typescript: /^language-server\/(?!(?:util|notebook|python)\/)/,
      project: /^language-server\/(?!(?:util|notebook)\/)/,
    };
    for (const [folder, others] of Object.entries(mayNotKnow)) {
      const own = `language-server/${folder}/`;
      assert.deepEqual(
        complaints(
          engine.filter(({ path }) => path.startsWith(own)),
          (module) => !module.startsWith(own) && others.test(module),
        ),
        [],
      );
    }
  });

  it("leave the parser's library to one folder", () => {
    assert.deepEqual(
      [...new Set(complaints(product, (module) => module.startsWith("web-tree-sitter")).map((line) => posix.dirname(line.split(" ")[0])))],
      ["language-server/python/parser"],
    );
  });

  it("export functions, classes and values only where another file imports them", () => {
    /** What VS Code itself calls. */
    const entryPoints = new Set(["activate"]);
    const taken = new Set([...product, ...["scripts", "test"].flatMap(sourcesIn)].flatMap(namesTaken));
    const offered = product.flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?:async )?(?:function\*?|class|const(?: enum)?|let) ([\w$]+)/gm)].map(([, name]) => ({ path, name })),
    );
    assert.ok(offered.length > 1000);
    assert.deepEqual(
      offered.filter(({ name }) => !taken.has(name) && !entryPoints.has(name)).map(({ path, name }) => `${path}: ${name}`),
      [],
    );
  });
});
