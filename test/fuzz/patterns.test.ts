// Promises of the engine's regular expressions: none takes more than linear time on texts made to slow it down.
import assert from "node:assert/strict";
import { join } from "node:path";
import { fuzzSeconds } from "./support/random";
import { slowest } from "./support/slowPatterns";
import { sourcePatterns } from "./support/sourcePatterns";

const longestText = 50_000;

/** Patterns that take longer where the text is long, and what keeps their text short. */
const bounded: Readonly<Record<string, string>> = {
  "graph/title.ts": "headings are cut to 2,000 characters first",
  "python/explain-error.ts": "lines over 5,000 characters are not explained",
  "python/transform-cell.ts": "the 300 characters before a question mark are looked at",
};
/** Folders whose patterns run on outputs that are shown and on modules that are written, not in checks. */
const apart = /^(?:diff|merge|extract)\//;

describe("fuzzing: regular expressions", function () {
  this.timeout(60_000 + fuzzSeconds * 1500);
  const patterns = sourcePatterns(join(__dirname, "../../language-server")).filter(({ place }) => !apart.test(place));

  it("finds the patterns of the sources", () => {
    assert.ok(patterns.length > 500, `${patterns.length} patterns`);
    assert.ok(patterns.some(({ pattern }) => pattern.flags.includes("y")), "those put together at run time too");
  });

  it("sees what is quadratic", () => {
    for (const pattern of [/\s+$/, /\d+x/, /"(?:\\.|[^"\\])*"/g]) assert.ok(slowest(pattern, longestText), String(pattern));
    for (const pattern of [/(?<!\s)\s+$/, /\bimport\b/, /^\s*#/, /"(?:\\[^]?|[^"\\])*"?/g]) assert.equal(slowest(pattern, longestText), undefined, String(pattern));
  });

  it("has none that is slow", () => {
    const slow = [...new Map(patterns.map((one) => [String(one.pattern), one])).values()].filter(({ place }) => !(place.split(":")[0] in bounded)).flatMap(({ place, pattern }) => {
      const run = slowest(pattern, longestText);
      return run ? [`${place} ${pattern}: ${Math.round(run.took)} ms on ${JSON.stringify(run.text.slice(0, 12))}… (${run.text.length} characters)`] : [];
    });
    assert.deepEqual(slow, []);
  });
});
