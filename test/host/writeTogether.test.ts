// Promises of writing files together: all or none, with folders and byte-order marks, and nothing left behind.
import assert from "node:assert/strict";
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeTogether, type TextChange } from "../../language-server/host/writeTogether";
import { inFolder } from "../cli/runCli";

type Texts = Readonly<Record<string, string | null>>;

const changesIn = (folder: string, texts: Texts): readonly TextChange[] =>
  Object.entries(texts).map(([path, text]) => ({ path: join(folder, path), text }));

/** Every file and folder below: text by path; null of a folder. */
const treeOf = (folder: string): Texts =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .sort()
      .map((path) => [path, statSync(join(folder, path)).isFile() ? readFileSync(join(folder, path), "utf8") : null]),
  );

interface Refused {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly prepare?: (folder: string) => void;
  readonly changes: Texts;
  readonly path: string;
  readonly problem: RegExp;
}

const latin1 = Buffer.from("caf\u00e9 = 1\n", "latin1");
const refused: readonly Refused[] = [
  {
    name: "a file that is read-only",
    files: { "a.py": "a\n", "z.py": "z\n" },
    prepare: (folder) => chmodSync(join(folder, "z.py"), 0o444),
    changes: { "a.py": "new\n", "b/c.py": "new\n", "z.py": "new\n" },
    path: "z.py",
    problem: /read-only/,
  },
  {
    name: "a folder where a file should be",
    files: { "a.py": "a\n", "z.py/x": "" },
    changes: { "a.py": "new\n", "z.py": "new\n" },
    path: "z.py",
    problem: /this is a folder/,
  },
  {
    name: "a file where a folder should be",
    files: { "a.py": "a\n", tools: "text" },
    changes: { "made/er/b.py": "new\n", "a.py": null, "tools/deep/z.py": "new\n" },
    path: "tools/deep/z.py",
    problem: /tools is a file, so nothing can be created in it/,
  },
  {
    name: "a file in another encoding",
    files: { "a.py": "a\n" },
    prepare: (folder) => writeFileSync(join(folder, "z.py"), latin1),
    changes: { "a.py": "new\n", "z.py": "new\n" },
    path: "z.py",
    problem: /not UTF-8/,
  },
];

describe("writing files together", () => {
  it("makes folders, keeps byte-order marks, line ends and links, and removes", () =>
    inFolder({ "marked.py": "\ufeffold = 1\r\n", "gone.py": "old\n", "same.py": "same\n", "real.py": "old\n" }, (folder) => {
      symlinkSync("real.py", join(folder, "link.py"));
      chmodSync(join(folder, "real.py"), 0o640);
      const unchanged = statSync(join(folder, "same.py")).ino;
      assert.equal(
        writeTogether(
          changesIn(folder, {
            "marked.py": "new = 1\r\n",
            "deep/er/made.py": "made\n",
            "deep/too.py": "too\n",
            "gone.py": null,
            "never.py": null,
            "same.py": "same\n",
            "link.py": "new\n",
          }),
        ),
        null,
      );
      assert.deepEqual(treeOf(folder), {
        deep: null,
        "deep/er": null,
        "deep/er/made.py": "made\n",
        "deep/too.py": "too\n",
        "link.py": "new\n",
        "marked.py": "\ufeffnew = 1\r\n",
        "real.py": "new\n",
        "same.py": "same\n",
      });
      assert.equal(statSync(join(folder, "real.py")).mode & 0o777, 0o640);
      assert.equal(statSync(join(folder, "same.py")).ino, unchanged, "a file that is so already is not written");
    }));

  it("gives a text that has a byte-order mark no second one", () =>
    inFolder({ "a.ipynb": "\ufeff{}" }, (folder) => {
      assert.equal(writeTogether(changesIn(folder, { "a.ipynb": "\ufeff{ }" })), null);
      assert.equal(readFileSync(join(folder, "a.ipynb"), "utf8"), "\ufeff{ }");
    }));

  for (const { name, files, prepare, changes, path, problem } of refused) {
    it(`leaves all as it is where one is ${name}`, () =>
      inFolder(files, (folder) => {
        prepare?.(folder);
        const before = treeOf(folder);
        const failed = writeTogether(changesIn(folder, changes));
        assert.equal(failed?.path, join(folder, path));
        assert.match(failed.problem, problem);
        assert.deepEqual(treeOf(folder), before);
      }));
  }

  it("takes back what it has changed where a later file cannot take its name", () =>
    inFolder({ "a.py": "\ufeffa\n", "b.py": "b\n" }, (folder) => {
      chmodSync(join(folder, "a.py"), 0o640);
      const before = treeOf(folder);
      // A file and a folder of one name: that shows only when the file is to be named.
      const failed = writeTogether(
        changesIn(folder, { "a.py": "new\n", "b.py": null, "made.py": "made\n", "twice.py": "file\n", "twice.py/z.py": "new\n" }),
      );
      assert.equal(failed?.path, join(folder, "twice.py"));
      assert.match(failed.problem, /this is a folder/);
      assert.deepEqual(treeOf(folder), before);
      assert.equal(statSync(join(folder, "a.py")).mode & 0o777, 0o640);
    }));
});
