// Promises of the engine's paths on both families of systems: what Node's own path modules for POSIX and Windows say, on any machine.
import assert from "node:assert/strict";
import { posix, win32 } from "node:path";
import { defaultConfig } from "../../language-server/config/config";
import { findConfig } from "../../language-server/config/find";
import { absolutePath, displayPath } from "../../language-server/host/paths";
import { collectFacts } from "../../language-server/project/collect";
import {
  foldersUpTo,
  isAbsolutePath,
  isInside,
  isNetworkPath,
  joinPath,
  parentFolder,
  toSlashes,
} from "../../language-server/project/paths";
import { rules } from "../../language-server/rules";
import { memoryFiles } from "../support/memoryFiles";
import { notebookText, readFile } from "../fuzz/support/check";
import { fuzz } from "../fuzz/support/random";

const parts = ["a", "b c", "..", ".", "é", "x.ipynb", "C", "a..b", "", "..."];
const families = [
  { name: "POSIX", system: posix, folders: ["/", "/home", "/home/u/p q"], absolute: ["/x", "/x/../y"] },
  { name: "Windows drives", system: win32, folders: ["C:/", "C:/Users/u v", "d:/p"], absolute: ["E:\\x\\..\\y", "C:/z"] },
  {
    name: "Windows shares",
    system: win32,
    folders: ["//server/share", "//server/share/p/q", "//wsl.localhost/Ubuntu/home"],
    absolute: ["\\\\other\\place\\x", "//server/share/y", "C:\\x"],
  },
];

describe("paths", () => {
  for (const { name, system, folders, absolute } of families)
    it(`are joined and taken apart as Node does for ${name}`, () =>
      fuzz(2000, (chance) => {
        const folder = chance.pick(folders);
        const separator = system === win32 ? chance.pick(["/", "\\"]) : "/";
        const path =
          chance.below(6) === 0
            ? chance.pick(absolute)
            : Array.from({ length: 1 + chance.below(5) }, () => chance.pick(parts))
                .join(separator)
                .replace(/^[\\/]+/, "") || ".";
        const expected = toSlashes(system.resolve(folder, path));
        const joined = joinPath(folder, path);
        assert.equal(joined, expected, `${path} from ${folder}`);
        assert.equal(absolutePath(path, folder, system), expected);
        assert.ok(isAbsolutePath(joined) && isInside(joined, joined));
        const parent = toSlashes(system.dirname(joined));
        assert.equal(parentFolder(joined), parent === joined ? null : parent);
        const isBelow = !/^(?:\.\.(?:[\\/]|$)|[A-Za-z]:|[\\/])/.test(system.relative(folder, joined));
        assert.equal(isInside(folder, joined), isBelow, `${joined} in ${folder}`);
        if (isBelow) {
          const way = foldersUpTo(joined, folder);
          assert.deepEqual([way[0], way[way.length - 1]], [joined, folder]);
          assert.equal(displayPath(joined, folder, system), toSlashes(system.relative(folder, joined)) || ".");
        }
      }));

  it("of other machines are told from one's own, however they are written", () => {
    for (const path of ["\\\\server\\share\\x", "//server/share", "\\/server/share"]) assert.ok(isNetworkPath(path), path);
    for (const path of ["/server/share", "C:\\x", "\\x", "x//y", "/", "//"]) assert.ok(!isNetworkPath(path), path);
    assert.equal(joinPath("/home/u", "//server/share/x"), "//server/share/x", "what names another machine goes on to do so");
  });

  for (const folder of ["/work/p", "C:/work/p", "//server/share/p"])
    it(`lead from a notebook in ${folder} to its configuration and its manifests`, () => {
      const top = parentFolder(folder) ?? folder;
      const files = memoryFiles({
        [joinPath(folder, "deep/a.ipynb")]: "",
        [joinPath(folder, ".git/HEAD")]: "",
        [joinPath(folder, "requirements.txt")]: "-r more\\list.txt\n-r //other/share/list.txt\npandas==2.0\n",
        [joinPath(folder, "more/list.txt")]: "numpy==1.0\n",
        "//other/share/list.txt": "torch\n",
        [joinPath(top, "nbready.toml")]: 'ignore = ["NBR1"]\n',
        [joinPath(folder, "deep/rows.csv")]: "a\n1\n",
      });
      const notebookPath = joinPath(folder, "deep/a.ipynb");
      const { config } = findConfig(joinPath(folder, "deep"), files, rules);
      assert.deepEqual([config.folder, config.ignore], [top, ["NBR1"]]);
      const facts = collectFacts({
        notebookPath,
        files,
        trusted: true,
        notebook: readFile(notebookText([""])).notebook,
        config: defaultConfig,
      });
      assert.equal(facts.root, folder);
      assert.deepEqual(
        ["pandas", "numpy", "torch"].map((name) => facts.declarations(name).length),
        [1, 1, 0],
      );
      assert.deepEqual(
        [facts.exists("rows.csv"), facts.exists("..\\deep\\rows.csv"), facts.exists("\\\\other\\share\\list.txt")],
        [true, true, undefined],
      );
    });
});
