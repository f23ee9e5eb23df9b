// What patch writes, against Python's nbformat: the same bytes as the other notebook after nbformat's own writer, and as valid.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { diffNotebooks } from "../../language-server/diff/diffNotebooks";
import { patchNotebook } from "../../language-server/diff/patch";
import { writePatched } from "../../language-server/diff/writePatched";
import { itOnCorpus } from "../support/corpus";
import { editedNotebooks, revisionPairs, sideOfText } from "./notebooks";

const python = join(__dirname, "../../.venv/bin/python");
const numbers = (text: string): string => text.replace(/: 2\.5\b/g, ": 2.50").replace(/: -3\b/g, ": -3.0");

function patched(before: string, after: string): string {
  const [a, b] = [sideOfText(before), sideOfText(after)];
  const result = patchNotebook(a.json, diffNotebooks(a, b));
  assert.ok("value" in result, "problem" in result ? result.problem : "");
  return writePatched(a, result.value);
}

function compare(pairs: readonly (readonly [string, string])[]): void {
  const run = spawnSync(python, [join(__dirname, "writeWithNbformat.py")], {
    input: JSON.stringify(pairs.map(([a, b]) => [patched(a, b), b])),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(run.status, 0, run.stderr);
  const answers = JSON.parse(run.stdout) as readonly string[];
  assert.equal(answers.length, pairs.length);
  assert.deepEqual(
    answers.flatMap((answer, index) => (answer === "same" ? [] : [`${index}: ${answer}`])),
    [],
  );
}

describe("patched notebooks against nbformat", () => {
  it("are the other notebook, byte for byte, for random edits", function () {
    if (!existsSync(python)) return this.skip();
    compare(fc.sample(editedNotebooks, 300).map(([a, b]) => [numbers(JSON.stringify(a, null, 1)), numbers(JSON.stringify(b))] as const));
  });

  itOnCorpus(
    "patched notebooks are the other notebook, byte for byte",
    (paths) => {
      if (!existsSync(python)) return;
      compare(
        revisionPairs(paths, [
          ["a", "b"],
          ["b", "a"],
        ]).map(({ a, b }) => [readFileSync(a, "utf8"), readFileSync(b, "utf8")] as const),
      );
    },
    "pairs",
  );
});
