// Promises of the engine's regular expressions: none takes more than linear time on texts made to slow it down.
import assert from "node:assert/strict";
import { join } from "node:path";
import { fuzzSeconds } from "./support/random";
import { longestMatch, slowest } from "./support/slowPatterns";
import { sourcePatterns } from "./support/sourcePatterns";

const longestText = 50_000;

/** Patterns that may take longer where the text is long, because it never is: the most characters that they are given. */
const bounded: Readonly<Record<string, number>> = {
  "language-server/graph/title.ts": 2000, // of a heading
  "language-server/python/parser/explainError.ts": 5000, // of a line
  "language-server/python/ipython/transformCell.ts": 300, // before a question mark
};

describe("fuzzing: regular expressions", function () {
  this.timeout(300_000 + fuzzSeconds * 1500);
  const patterns = ["language-server", "extension", "media"].flatMap((folder) =>
    sourcePatterns(join(__dirname, "../..", folder)).map(({ place, pattern }) => ({ place: `${folder}/${place}`, pattern })),
  );

  it("finds the patterns of the sources", () => {
    assert.ok(patterns.length > 500, `${patterns.length} patterns`);
    assert.ok(
      patterns.some(({ pattern }) => pattern.flags.includes("y")),
      "those put together at run time too",
    );
  });

  it("sees what is quadratic", () => {
    for (const pattern of [/\s+$/, /\d+x/, /"(?:\\.|[^"\\])*"/g])
      assert.ok(slowest(pattern, longestText / 5, longestMatch / 25), String(pattern));
    for (const pattern of [/(?<!\s)\s+$/, /\bimport\b/, /^\s*#/, /"(?:\\[^]?|[^"\\])*"?/g])
      assert.equal(slowest(pattern, longestText), undefined, String(pattern));
  });

  it("has none that is slow", () => {
    const slow = [...new Map(patterns.map((one) => [String(one.pattern), one])).values()].flatMap(({ place, pattern }) => {
      const run = slowest(pattern, bounded[place.split(":")[0]] ?? longestText);
      return run
        ? [`${place} ${pattern}: ${Math.round(run.took)} ms on ${JSON.stringify(run.text.slice(0, 12))}… (${run.text.length} characters)`]
        : [];
    });
    assert.deepEqual(slow, []);
  });
});
