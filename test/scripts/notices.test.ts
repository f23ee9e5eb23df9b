// The licences that ship with what is bundled.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { thirdPartyNotices } from "../../scripts/notices";

const projectFolder = resolve(__dirname, "../..");
const licenceOf = (path: string): string =>
  readFileSync(join(projectFolder, "node_modules", path), "utf8")
    .replace(/\r\n/g, "\n")
    .trim();

describe("third-party notices", () => {
  it("name each bundled package with its version and its licence, and nothing of the project's own", () => {
    const text = thirdPartyNotices([
      "language-server/capital.ts",
      "node_modules/yaml/dist/index.js",
      "node_modules/yaml/dist/doc/anchors.js",
      "node_modules/@renovatebot/pep440/lib/version.js",
    ]);
    const titles = text
      .split(/\n-{80}\n\n/)
      .slice(1)
      .map((section) => section.split("\n")[0].replace(/ [\d.]+$/, ""));
    assert.deepEqual(titles, ["@renovatebot/pep440", "yaml"]);
    assert.match(text, /^yaml \d+\.\d+\.\d+\n/m);
    for (const file of ["yaml/LICENSE", "@renovatebot/pep440/LICENSE.APACHE", "@renovatebot/pep440/LICENSE.BSD"])
      assert.ok(text.includes(licenceOf(file)), file);
  });

  it("say a licence once where packages share it, and tell versions apart", () => {
    const text = thirdPartyNotices([
      "node_modules/vscode-jsonrpc/lib/node/main.js",
      "node_modules/vscode-languageserver/node_modules/vscode-jsonrpc/lib/node/main.js",
    ]);
    assert.match(text, /^vscode-jsonrpc [\d.]+, vscode-jsonrpc [\d.]+$/m);
    assert.equal(text.split(licenceOf("vscode-jsonrpc/License.txt")).length, 2);
  });

  it("hold the licence of the TypeScript compiler, which ts-morph carries within itself", () => {
    assert.ok(thirdPartyNotices(["node_modules/@ts-morph/common/dist/typescript.js"]).includes(licenceOf("typescript/LICENSE")));
  });

  it("are refused for a package without a licence", () => {
    const folder = mkdtempSync(join(tmpdir(), "nbready-notices-"));
    try {
      mkdirSync(join(folder, "node_modules/none"), { recursive: true });
      writeFileSync(join(folder, "node_modules/none/package.json"), '{"name": "none", "version": "1.0.0"}');
      assert.throws(
        () => thirdPartyNotices([join(relative(projectFolder, folder), "node_modules/none/index.js")]),
        /node_modules\/none brings no licence/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
