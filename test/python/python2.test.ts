import assert from "node:assert/strict";
import { readNotebook } from "../../language-server/notebook/read";
import { isPython2 } from "../../language-server/python/ipython/python2";

const told = (metadata: unknown): boolean => {
  const read = readNotebook(JSON.stringify({ cells: [], metadata, nbformat: 4, nbformat_minor: 5 }), "a.ipynb");
  assert.ok(read.ok);
  return isPython2(read.file.notebook);
};

describe("Python 2", () => {
  for (const [metadata, expected] of [
    [
      {
        kernelspec: { name: "python2", display_name: "Python 2", language: "python" },
        language_info: { name: "python", version: "2.7.12" },
      },
      true,
    ],
    [{ kernelspec: { name: "python2", display_name: "Python 2", language: "python" } }, true],
    [{ kernelspec: { name: "ipython2", display_name: "x" } }, true],
    [{ kernelspec: { name: "env", display_name: "Python 2.7 (env)" } }, true],
    [{ kernelspec: { name: "env", display_name: "Python [conda env:python2]" } }, true],
    [{ language_info: { name: "python", version: "2.7.12" } }, true],
    // The version that last ran it outweighs a name.
    [{ kernelspec: { name: "python2", display_name: "Python 2" }, language_info: { name: "python", version: "3.6.1" } }, false],
    [{ kernelspec: { name: "python3", display_name: "Python 3" }, language_info: { name: "python", version: "3.11.2" } }, false],
    [{ kernelspec: { name: "python3", display_name: "Python 3.12.2" } }, false],
    [{ kernelspec: { name: "conda-2024", display_name: "Python 2024" } }, false],
    [{}, false],
    [{ kernelspec: 2, language_info: [] }, false],
  ] as const)
    it(`is ${expected ? "told" : "not told"} by ${JSON.stringify(metadata)}`, () => assert.equal(told(metadata), expected));
});
