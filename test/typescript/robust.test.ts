// Whatever stands in a cell, the analysis gives an answer, and places that lie inside the cell.
import assert from "node:assert/strict";
import { analyseScript, createScriptAnalyser } from "../../language-server/typescript/analyse";
import type { ScriptNotebook } from "../../language-server/typescript/analysis";
import { processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";
import { numbersFrom } from "../support/random";
import { randomScript } from "./randomScripts";
import { deno, scriptNotebook, sloppy, tslab } from "./scriptNotebook";

/** Every place that the analysis gives lies in its cell, and names stand where they are said to stand. */
function checkPlaces(script: ScriptNotebook): void {
  const sourceOf = (cell: number): string => script.notebook.cells[cell]!.source;
  for (const { cell, at } of [...script.document.reads, ...script.document.latent, ...script.definitions])
    assert.equal(sourceOf(cell).slice(at.start, at.end), at.name);
  for (const { cell, start, end } of [...script.calls, ...script.strings, ...script.imports, ...script.catches])
    assert.ok(start >= 0 && start <= end && end <= sourceOf(cell).length, `${start} to ${end} in ${sourceOf(cell)}`);
  for (const { index, comments, problems, statements } of script.cells) {
    for (const { start, end } of [...comments, ...problems, ...statements])
      assert.ok(start >= 0 && start <= end && end <= sourceOf(index).length);
    for (const { start, end, text } of comments) assert.equal(sourceOf(index).slice(start, end), text);
  }
}

describe("scripts of any kind", () => {
  it("reads texts that are cut, torn and mixed", () => {
    const pieces = [
      "{",
      "}",
      "(",
      ")",
      "=>",
      "`${",
      "*/",
      "/*",
      "//",
      "<T>",
      "</a>",
      "<a b={",
      "import ",
      "export default ",
      "class ",
      "@x ",
      "#p",
      "await ",
      "yield ",
      "enum ",
      "😀",
      "\u2028",
      "\r\n",
      "?.",
      "...",
      "=",
      "\\",
      '"',
      "'",
      "/(/",
      "0x",
      "get ",
      "async ",
      "type T = ",
      "declare ",
    ];
    for (let seed = 1; seed <= 150; seed++) {
      const random = numbersFrom(seed);
      const torn = randomScript(seed).map((source) => {
        let text = source;
        for (let count = Math.floor(random() * 4); count >= 0; count--) {
          const at = Math.floor(random() * (text.length + 1));
          const length = random() < 0.5 ? Math.floor(random() * 6) : 0;
          text = text.slice(0, at) + (random() < 0.7 ? pieces[Math.floor(random() * pieces.length)]! : "") + text.slice(at + length);
        }
        return text;
      });
      checkPlaces(analyseScript(scriptNotebook(torn, [deno, tslab, sloppy][seed % 3])));
    }
  });

  it("finds each comment once, in TypeScript and JavaScript", () => {
    const source =
      "/** doc // no\n * @param {a} b */ function f(x /* in */) {} // end\nconst s = 'a // no', t = `/* no */ ${1 /* hole */}`, r = /\\/\\* no/; //last";
    for (const metadata of [deno, sloppy]) {
      const { cells } = analyseScript(scriptNotebook([source], metadata));
      assert.deepEqual(
        cells[0]!.comments.map(({ text }) => text),
        ["/** doc // no\n * @param {a} b */", "/* in */", "// end", "/* hole */", "//last"],
      );
    }
  });

  it("reads what is nested very deeply, or very long", () => {
    for (const source of [
      "[".repeat(50_000),
      "(".repeat(20_000) + ")".repeat(20_000),
      Array(20_000).fill("a").join(" + "),
      "x" + ".y".repeat(20_000),
      "f(".repeat(5_000) + ")".repeat(5_000),
      "if (a) ".repeat(5_000) + ";",
      "`${".repeat(5_000),
    ]) {
      checkPlaces(analyseScript(scriptNotebook([source, "missing"])));
    }
  });

  it("analyses a notebook of 300 cells within a second after an edit", () => {
    const cells = Array.from(
      { length: 300 },
      (_, index) =>
        `import { a${index} } from "./a.ts";\nconst b${index} = a${index} + ${index === 0 ? 1 : `b${index - 1}`};\nfunction f${index}(x: number) { return x + b${index}; }\nconsole.log(f${index}(1), \`\${b${index}}\`);`,
    );
    const analyse = createScriptAnalyser();
    analyse(scriptNotebook(cells));
    let edits = 0;
    assertQuick(1000, () => {
      const edited = scriptNotebook([...cells.slice(0, 299), `console.log(b${298 - edits++})`]);
      return processorTime(() => analyse(edited));
    });
  });
});
