import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeFiles } from "../../language-server/host/files";

describe("files of this machine", () => {
  const folder = mkdtempSync(join(tmpdir(), "nbready-files-"));
  const path = (name: string): string => join(folder, name).replace(/\\/g, "/");
  before(() => {
    mkdirSync(path("sub"));
    writeFileSync(path("b.txt"), "\ufeffhällo\n");
    writeFileSync(path("a.bin"), new Uint8Array([1, 0, 2, 3]));
    symlinkSync(path("b.txt"), path("link.txt"));
    symlinkSync(path("nowhere"), path("dangling"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are described", () => {
    const { kind, size } = nodeFiles.stat(path("b.txt")) ?? {};
    assert.deepEqual(
      [kind, size, nodeFiles.stat(path("sub"))?.kind, nodeFiles.stat(path("link.txt"))?.kind],
      ["file", 10, "folder", "file"],
    );
    assert.ok(Math.abs((nodeFiles.stat(path("b.txt"))?.modified ?? 0) - Date.now()) < 60_000);
  });
  it("are read as text without the byte order mark, up to a limit", () => {
    assert.equal(nodeFiles.readText(path("b.txt")), "hällo\n");
    assert.equal(nodeFiles.readText(path("link.txt"), 10), "hällo\n");
    assert.equal(nodeFiles.readText(path("b.txt"), 9), undefined);
    assert.equal(nodeFiles.readText(path("a.bin")), undefined, "a zero byte: not text");
  });
  it("are read in parts, from both ends", () => {
    assert.deepEqual([...(nodeFiles.readBytes(path("a.bin"), 1, 2) ?? [])], [0, 2]);
    assert.deepEqual([...(nodeFiles.readBytes(path("a.bin"), -3, 2) ?? [])], [0, 2]);
    assert.deepEqual([...(nodeFiles.readBytes(path("a.bin"), -99, 99) ?? [])], [1, 0, 2, 3]);
    assert.deepEqual([...(nodeFiles.readBytes(path("a.bin"), 9, 2) ?? [7])], []);
  });
  it("are listed in order", () => assert.deepEqual(nodeFiles.list(folder), ["a.bin", "b.txt", "dangling", "link.txt", "sub"]));
  it("that cannot be read are undefined, never an exception", () => {
    for (const name of ["missing", "dangling", "b.txt/below", "nul\0byte"]) {
      assert.deepEqual(
        [nodeFiles.stat(path(name)), nodeFiles.readText(path(name)), nodeFiles.readBytes(path(name), 0, 1), nodeFiles.list(path(name))],
        [undefined, undefined, undefined, undefined],
        name,
      );
    }
    assert.deepEqual(
      [nodeFiles.readText(path("sub")), nodeFiles.readBytes(path("sub"), 0, 1), nodeFiles.list(path("b.txt"))],
      [undefined, undefined, undefined],
    );
  });
  it("never wait for a pipe or a device", function () {
    if (process.platform === "win32") return this.skip();
    execFileSync("mkfifo", [path("pipe")]);
    assert.deepEqual(
      [nodeFiles.stat(path("pipe")), nodeFiles.readText(path("pipe")), nodeFiles.readBytes("/dev/zero", 0, 10)],
      [undefined, undefined, undefined],
    );
    rmSync(path("pipe"));
  });
});
