// The packaged extension holds what it needs and nothing else.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const projectFolder = resolve(__dirname, "../..");
const vsix = join(projectFolder, "nbready.vsix");

/** Names in a zip archive, from its central directory. */
function zipNames(bytes: Buffer): readonly string[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const names: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const length = bytes.readUInt16LE(at + 28);
    names.push(bytes.toString("utf8", at + 46, at + 46 + length));
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names;
}

describe("packaged extension", () => {
  before(function () {
    if (existsSync(vsix)) return;
    console.log("skipped: there is no nbready.vsix; npm run vsix makes it");
    this.skip();
  });

  it("holds the programs, the parser, the licences of what is bundled, the pages, the documentation, the walkthrough's pictures, the icons and the texts, and nothing else", () => {
    const inside = zipNames(readFileSync(vsix))
      .filter((name) => name.startsWith("extension/"))
      .map((name) => name.slice("extension/".length).toLowerCase())
      .sort();
    const pages = ["docs", "docs/rules"].flatMap((folder) =>
      readdirSync(join(projectFolder, folder))
        .filter((name) => name.endsWith(".md"))
        .map((name) => `${folder}/${name.toLowerCase()}`),
    );
    const { contributes } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as {
      contributes: { walkthroughs: { steps: { media: { image: Record<string, string> } }[] }[] };
    };
    const pictures = new Set(contributes.walkthroughs.flatMap(({ steps }) => steps.flatMap(({ media }) => Object.values(media.image))));
    const expected = [
      "changelog.md",
      "license.txt",
      "package.json",
      "readme.md",
      "media/icon.png",
      "media/nbready.svg",
      "dist/cli.js",
      "dist/program.js",
      "dist/extension.js",
      "dist/client.js",
      "dist/server.js",
      "dist/typescript.js",
      "dist/graph.js",
      "dist/graph.css",
      "dist/diff.js",
      "dist/diff.css",
      "dist/merge.js",
      "dist/merge.css",
      "dist/tree-sitter-python.wasm",
      "dist/web-tree-sitter.wasm",
      "dist/ruff_wasm_bg.wasm",
      "dist/thirdpartynotices.txt",
      ...pages,
      ...pictures,
    ].sort();
    assert.deepEqual(inside, expected);
  });

  it("is under 8 MB", () => {
    assert.ok(statSync(vsix).size < 8e6, `${statSync(vsix).size} bytes`);
  });
});
