import assert from "node:assert/strict";
import { describeCoverage } from "../../language-server/lint/coverage";
import { createTally } from "../../language-server/cli/report";
import { textReporter } from "../../language-server/cli/formats/text";
import { createStyle } from "../../language-server/cli/style";

const told =
  "only the rules that do not depend on the language apply: order of the runs, saved outputs and errors, secrets, structure. The others need Python, TypeScript or JavaScript.";

describe("what is checked in other languages", () => {
  for (const [languages, expected] of [
    [["python", "", "typescript", "javascript"], null],
    [["r"], `In R ${told}`],
    [["julia", "python", "r", "julia"], `In Julia and R ${told}`],
    [["scala", "c++", "fsharp"], `In C++, F# and Scala ${told}`],
  ] as const)
    it(`of ${languages.join(", ")}`, () => assert.equal(describeCoverage(languages), expected));

  it("is told once at the end of a run, and not at all of notebooks that are checked in full", () => {
    const run = (...languages: string[]): string => {
      const reporter = textReporter({ style: createStyle(false), width: 1000, verbose: false, quiet: false });
      const tally = createTally();
      const printed = languages.map((language, number) => {
        const checked = {
          path: `${number}.ipynb`,
          text: "",
          diagnostics: [],
          grade: "A" as const,
          score: 100,
          notebook: { path: null, language, nbformat: 4, nbformatMinor: 5, metadata: {}, cells: [], formatProblems: [] },
        };
        tally.add(checked);
        return reporter.notebook(checked);
      });
      return printed.join("") + reporter.end(tally.summary([], 1));
    };
    assert.equal(run("python", "typescript"), "2 notebooks checked: nothing found\n");
    assert.equal(run("r", "python", "r"), `3 notebooks checked: nothing found\nIn R ${told}\n`);
  });
});
