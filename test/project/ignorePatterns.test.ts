// Patterns in .gitignore's syntax, also such as no regular expression can hold.
import assert from "node:assert/strict";
import { readIgnorePatterns } from "../../language-server/project/ignorePatterns";

describe("readIgnorePatterns", () => {
  const ignored: readonly (readonly [pattern: string, path: string, expected: boolean])[] = [
    ["*.tmp", "a/b.tmp", true],
    ["/a", "b/a", false],
    ["a/\n!a/b", "a/b", true],
    ["[z-a]", "a", false],
    ["(((", "a", false],
  ];
  for (const [pattern, path, expected] of ignored)
    it(`${JSON.stringify(pattern)} says of ${path}: ${expected}`, () => assert.equal(readIgnorePatterns(pattern).ignores(path), expected));

  it("passes over patterns that are too long to be compiled, and keeps the others", () => {
    for (const long of ["a".repeat(100_000), "?".repeat(50_000), "a/*".repeat(20_000)]) {
      const patterns = readIgnorePatterns(`${long}\n*.tmp\n`);
      assert.deepEqual([patterns.ignores("a.ipynb"), patterns.ignores("a.tmp")], [false, true]);
    }
  });
});
