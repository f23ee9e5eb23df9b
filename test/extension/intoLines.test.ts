// Promises of broken lines: none is too long, and nothing is lost.
import assert from "node:assert/strict";
import fc from "fast-check";
import { intoLines } from "../../extension/extract/intoLines";

describe("sentences in lines", () => {
  it("break at spaces", () => {
    assert.deepEqual(intoLines("index, data: now known inside load only.", 20), ["index, data: now", "known inside load", "only."]);
    assert.deepEqual(intoLines("short", 20), ["short"]);
    assert.deepEqual(intoLines("see an_identifier_that_is_too_long here", 10), ["see", "an_identifier_that_is_too_long", "here"]);
  });

  it("lose nothing, and are as long as they can be", () =>
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }), fc.integer({ min: 12, max: 40 }), (words, width) => {
        const lines = intoLines(words.join(" "), width);
        assert.equal(lines.join(" "), words.join(" "));
        for (const [at, line] of lines.entries()) {
          assert.ok(line.length <= width, line);
          const [next] = lines[at + 1]?.split(" ") ?? [];
          assert.ok(next === undefined || line.length + 1 + next.length > width, `${next} has room behind "${line}"`);
        }
      }),
    ));
});
