// VS Code's patterns of files, said as .gitignore says them.
import assert from "node:assert/strict";
import { toIgnorePatterns } from "../../extension/globs";
import { readIgnorePatterns } from "../../language-server/project/ignorePatterns";

const hidden = (glob: string, path: string): boolean => readIgnorePatterns(toIgnorePatterns(glob)).ignores(path);

describe("globs of VS Code", () => {
  it("without ** hide at the folder itself only", () => {
    assert.deepEqual([hidden("drafts", "drafts/a.ipynb"), hidden("drafts", "sub/drafts/a.ipynb")], [true, false]);
    assert.deepEqual([hidden("*.ipynb", "a.ipynb"), hidden("*.ipynb", "sub/a.ipynb")], [true, false]);
    assert.deepEqual([hidden("sub/old*", "sub/old-a.ipynb"), hidden("sub/old*", "sub/a.ipynb")], [true, false]);
  });

  it("with ** hide at any depth", () => {
    assert.deepEqual(
      [hidden("**/drafts", "drafts/a.ipynb"), hidden("**/drafts", "x/y/drafts/a.ipynb"), hidden("**/drafts", "x/drafts2/a.ipynb")],
      [true, true, false],
    );
    assert.ok(hidden("drafts/**", "drafts/x/a.ipynb"));
  });

  it("with braces hide each of what stands in them", () => {
    assert.deepEqual(toIgnorePatterns("**/*.{old,{bak,tmp}}"), ["**/*.old", "**/*.bak", "**/*.old", "**/*.tmp"]);
    assert.deepEqual(
      ["a.old", "x/a.tmp", "a.ipynb"].map((path) => hidden("**/*.{old,{bak,tmp}}", path)),
      [true, true, false],
    );
  });

  it("that stand for too many patterns hide nothing", () => assert.deepEqual(toIgnorePatterns("{a,b}".repeat(40)), []));
});
