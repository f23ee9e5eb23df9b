// Numbers go through a diff as the file writes them, wherever they stand.
import assert from "node:assert/strict";
import fc from "fast-check";
import { parseExactly, revealNumbers } from "../../language-server/diff/exactNumbers";

const numbers = [
  "0",
  "-1",
  "42",
  "-0",
  "1.0",
  "-0.0",
  "0.1",
  "1.50",
  "1e3",
  "1E+3",
  "12e-07",
  "123456789012345678901234567890",
  "9007199254740993",
  "999999999999999",
  "NaN",
  "-Infinity",
];
const places = [
  '{"a": #}',
  '{"a":#}',
  '{ "a" : # }',
  "[#]",
  "[\n  #,\n  1\n]",
  '{"a": [{"b": #}]}',
  '{"a": [[], [#]], "b": 2}',
  "#",
  '{"text": "a \\" : 1.0, [2.50]", "b": #}',
  '{"execution_count": #}',
];

/** Without white space, of which JSON.stringify leaves none. */
const packed = (text: string): string => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");

describe("exact numbers", () => {
  for (const number of numbers) {
    it(`keeps ${number} as it is written`, () => {
      for (const place of places) {
        const text = place.replace("#", number);
        assert.equal(revealNumbers(JSON.stringify(parseExactly(text))), packed(text), text);
      }
    });
  }

  it("keeps every number of made-up JSON", () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(...numbers),
        fc.string().map((text) => JSON.stringify(text)),
        tie("list"),
        tie("object"),
      ),
      list: fc.array(tie("any") as fc.Arbitrary<string>, { maxLength: 4 }).map((items) => `[${items.join(",")}]`),
      object: fc
        .uniqueArray(
          fc.tuple(
            fc.string({ minLength: 1 }).filter((key) => !/^(?:\d+|__proto__)$/.test(key)),
            tie("any") as fc.Arbitrary<string>,
          ),
          { maxLength: 4, selector: ([key]) => key },
        )
        .map((members) => `{${members.map(([key, item]) => `${JSON.stringify(key)}:${item}`).join(",")}}`),
    })).any as fc.Arbitrary<string>;
    fc.assert(
      fc.property(value, (text) => assert.equal(revealNumbers(JSON.stringify(parseExactly(text))), text)),
      { numRuns: 500 },
    );
  });
});
