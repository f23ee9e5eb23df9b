// What a merge makes of the cases that people meet.
import assert from "node:assert/strict";
import { isJsonObject, type Side } from "../../language-server/diff/canonical";
import { cellsOf } from "../../language-server/diff/diffNotebooks";
import { mergeNotebooks, type MergeOptions, writeMerged } from "../../language-server/merge/mergeNotebooks";
import { code, markdown, notebookOf, sideOf, sideOfText, withIds, type Json } from "../diff/notebooks";
import { distinct } from "./notebooks";

const stream = (text: string): Json => ({ output_type: "stream", name: "stdout", text });
const ran = (source: string, count: number, text: string): Json => code(source, { execution_count: count, outputs: [stream(text)] });
const side = (...cells: readonly Json[]): Side => sideOf(notebookOf(cells));

function merge(base: Side, ours: Side, theirs: Side, options: MergeOptions = {}) {
  const { json, conflicts, cleared } = mergeNotebooks(base, ours, theirs, options);
  const { notebook } = sideOfText(writeMerged(base, ours, theirs, json));
  assert.deepEqual(notebook.formatProblems, []);
  return { notebook, json, conflicts, cleared, sources: notebook.cells.map(({ source }) => source) };
}

describe("merging notebooks", () => {
  const [a, b, c, d, e, f, g] = [0, 1, 2, 3, 4, 5, 6].map(distinct);

  const orders: readonly (readonly [
    what: string,
    base: readonly string[],
    ours: readonly string[],
    theirs: readonly string[],
    merged: readonly string[],
  ])[] = [
    ["each adds a cell at another place", [a, b], [c, a, b], [a, b, d], [c, a, b, d]],
    ["both add cells at one place: ours come first", [a, b], [a, c, b], [a, d, b], [a, c, d, b]],
    ["both add the same cell: it comes once", [a, b], [a, c, b], [a, c, b], [a, c, b]],
    ["each deletes another cell", [a, b, c], [b, c], [a, b], [b]],
    ["both delete the same cell", [a, b, c], [a, c], [a, c], [a, c]],
    ["theirs moves a cell", [a, b, c, d], [a, b, c, d, "print(1)"], [d, a, b, c], [d, a, b, c, "print(1)"]],
    [
      "theirs moves cells between which ours added others: these go with them",
      [a, b, e, c, d],
      [a, b, e, c, f, g, d],
      [c, d, a, b, e],
      [c, f, g, d, a, b, e],
    ],
    [
      "theirs moves cells apart between which ours added one: it stays",
      [a, b, e, c, d],
      [a, b, e, c, f, d],
      [c, a, d, b, e],
      [c, a, d, b, e, f],
    ],
    ["ours moves cells between which theirs added one", [a, b, e, c, d], [c, d, a, b, e], [a, b, e, c, f, d], [c, f, d, a, b, e]],
    ["ours moves a cell that theirs changes", [a, b, c, d], [d, a, b, c], [a, b, c, `${d}\nprint(2)`], [`${d}\nprint(2)`, a, b, c]],
    ["both move a cell: it goes where ours has it", [a, b, c, d], [d, a, b, c], [a, d, b, c], [d, a, b, c]],
    ["each changes another line of one cell", [a], [`import os\n${a}`], [`${a}\nprint(3)`], [`import os\n${a}\nprint(3)`]],
    ["neighbouring lines, each replaced by one side", ["x = 1\ny = 2"], ["x = 10\ny = 2"], ["x = 1\ny = 20"], ["x = 10\ny = 20"]],
    [
      "one adds an empty line where the other changes text",
      ["x = 1\ny = 2"],
      ["x = 1\n\ny = 2"],
      ["x = 1\nz = 3\ny = 2"],
      ["x = 1\nz = 3\ny = 2"],
    ],
    [
      "both make the same change, and one another",
      [`${a}\n${b}`],
      [`import os\n${a}\n${b}`],
      [`import os\n${a}\n${b}\nprint(4)`],
      [`import os\n${a}\n${b}\nprint(4)`],
    ],
    ["one deletes a cell that the other only ran", [a, b], [b], [a, b], [b]],
  ];
  for (const [what, base, ours, theirs, expected] of orders) {
    it(what, () => {
      const sides = [base, ours, theirs].map((cells) => side(...cells.map((text) => code(text))));
      const { sources, conflicts } = merge(sides[0], sides[1], sides[2]);
      assert.deepEqual(sources, expected);
      assert.deepEqual(conflicts, []);
    });
  }

  it("marks lines that both sides changed, inside the cell", () => {
    const versions = [1, 2, 3].map((value) => side(ran(`import os\nx = ${value}\nprint(x)`, value, `${value}`)));
    const { notebook, conflicts } = merge(versions[0], versions[1], versions[2]);
    assert.equal(notebook.cells[0].source, "import os\n<<<<<<< ours\nx = 2\n=======\nx = 3\n>>>>>>> theirs\nprint(x)");
    assert.deepEqual(notebook.cells[0].metadata, {
      nbready: { conflict: { ours: "ours", theirs: "theirs", part: "lines", base: "import os\nx = 1\nprint(x)" } },
    });
    assert.deepEqual([notebook.cells[0].outputs, notebook.cells[0].executionCount], [[], null]);
    assert.deepEqual(conflicts, [{ cell: 0, message: "both sides changed the same lines" }]);
  });

  it("sets both versions between marker cells where nothing of the cell is agreed on, each with its outputs", () => {
    const versions = [1, 2, 3].map((value) => side(code(a), ran(`x = load_value(${value})`, value, `${value}`)));
    const { notebook, conflicts } = merge(versions[0], versions[1], versions[2]);
    const [, begin, ours, middle, theirs, end] = notebook.cells;
    assert.deepEqual(
      [begin, middle, end].map(({ kind, source }) => `${kind} ${source.split("\n")[0]}`),
      ["markdown `<<<<<<< ours`", "markdown `=======`", "markdown `>>>>>>> theirs`"],
    );
    assert.deepEqual(
      [ours, theirs].map(({ source, executionCount, outputs }) => [source, executionCount, outputs[0].data[0].text]),
      [
        ["x = load_value(2)", 2, "2"],
        ["x = load_value(3)", 3, "3"],
      ],
    );
    assert.deepEqual(conflicts, [{ cell: 1, message: "both sides changed the cell" }]);
  });

  it("sets both versions of a cell that both added side by side where they differ in several places, as they may be two cells", () => {
    const added = (...values: readonly number[]): string =>
      values
        .map((value, index) => `frame${index} = load_rows("part${index}.csv", limit=${value})`)
        .join("\nprint('next part of the rows')\nprint('read')\nprint('and')\nprint('kept')\n");
    const merged = (one: string, other: string) => merge(side(code(a)), side(code(a), code(one)), side(code(a), code(other)));
    const apart = merged(added(1, 2), added(3, 4));
    assert.deepEqual(
      apart.sources.slice(2).filter((source) => !source.startsWith("`")),
      [added(1, 2), added(3, 4)],
    );
    assert.match(
      apart.sources[1],
      /^`<<<<<<< ours`\n\nBoth sides added this cell, each in its own way\. Keep one of the two versions below, or both,/,
    );
    assert.deepEqual(apart.conflicts, [{ cell: 1, message: "both sides added the cell, each in its own way" }]);
    assert.deepEqual(merged(added(1, 2), added(1, 4)).conflicts, [{ cell: 1, message: "both sides changed the same lines" }]);
  });

  for (const [who, message] of [
    ["ours", "ours deleted the cell, theirs changed it"],
    ["theirs", "theirs deleted the cell, ours changed it"],
  ] as const) {
    it(`keeps a cell that ${who} deleted and the other changed, between markers`, () => {
      const [without, changed] = [side(code(a)), side(code(a), code(`${b}\nprint(5)`))];
      const { sources, conflicts } = merge(side(code(a), code(b)), who === "ours" ? without : changed, who === "ours" ? changed : without);
      assert.equal(sources.filter((source) => source === `${b}\nprint(5)`).length, 1);
      assert.equal(sources.filter((source) => /^`(?:<<<<<<< ours|=======|>>>>>>> theirs)`/.test(source)).length, 3);
      assert.deepEqual(conflicts, [{ cell: 1, message }]);
    });
  }

  for (const [strategy, expected] of [
    ["ours", ["import os\nx = 2\nprint(x)"]],
    ["theirs", ["import os\nx = 3\nprint(x)", `${b}\nprint(5)`]],
  ] as const) {
    it(`takes ${strategy} where asked to, and asks nothing`, () => {
      const cells = (value: number): Json => code(`import os\nx = ${value}\nprint(x)`);
      const { sources, conflicts } = merge(side(cells(1), code(b)), side(cells(2)), side(cells(3), code(`${b}\nprint(5)`)), { strategy });
      assert.deepEqual(sources, expected);
      assert.deepEqual(conflicts, []);
    });
  }

  const text = "x = 1\ny = 2\nz = 3";
  const runs: readonly (readonly [
    what: string,
    base: Json,
    ours: Json,
    theirs: Json,
    source: string,
    output: string | null,
    count: number | null,
  ])[] = [
    ["both ran it: ours", ran(text, 1, "b"), ran(text, 2, "o"), ran(text, 3, "t"), text, "o", 2],
    ["theirs ran it", ran(text, 1, "b"), ran(text, 1, "b"), ran(text, 3, "t"), text, "t", 3],
    [
      "ours changed the text, theirs ran the old one: ours",
      ran(text, 1, "b"),
      ran(`${text}\nx`, 2, "o"),
      ran(text, 3, "t"),
      `${text}\nx`,
      "o",
      2,
    ],
    [
      "theirs changed the text, ours ran the old one: theirs",
      ran(text, 1, "b"),
      ran(text, 2, "o"),
      ran(`${text}\nx`, 3, "t"),
      `${text}\nx`,
      "t",
      3,
    ],
    [
      "the text is both's: none",
      ran(text, 1, "b"),
      ran(`import os\n${text}`, 2, "o"),
      ran(`${text}\nx`, 3, "t"),
      `import os\n${text}\nx`,
      null,
      null,
    ],
  ];
  for (const [what, base, ours, theirs, source, output, count] of runs) {
    it(`outputs go with the text: ${what}`, () => {
      const { notebook, conflicts, cleared } = merge(side(base), side(ours), side(theirs));
      const [cell] = notebook.cells;
      assert.deepEqual([cell.source, cell.outputs[0]?.data[0].text ?? null, cell.executionCount], [source, output, count]);
      assert.deepEqual(conflicts, []);
      assert.deepEqual(cleared, output === null ? [0] : []);
    });
  }

  it("merges metadata by key and tags as a set; keeps the other value of a key that both changed", () => {
    const [base, ours, theirs] = [
      { tags: ["old", "kept"], slide: "a" },
      { tags: ["kept", "ours"], slide: "b", own: 1, scrolled: true },
      { tags: ["old", "kept", "theirs"], slide: "c", scrolled: false },
    ].map((metadata) => side(code(a, { metadata })));
    const { notebook, conflicts } = merge(base, ours, theirs);
    assert.deepEqual(notebook.cells[0].metadata, {
      tags: ["kept", "ours", "theirs"],
      slide: "b",
      own: 1,
      scrolled: true,
      nbready: {
        conflict: { ours: "ours", theirs: "theirs", part: "metadata", theirMetadata: [{ path: ["metadata", "slide"], value: "c" }] },
      },
    });
    assert.deepEqual(conflicts, [{ cell: 0, message: "both sides changed metadata.slide; ours is kept" }]);
  });

  it("knows a cell without tags for one whose tags are gone", () => {
    const tagged = (tags?: readonly string[]): Side => side(code(a, { metadata: tags === undefined ? {} : { tags } }));
    const merged = (base: Side, ours: Side, theirs: Side) => merge(base, ours, theirs).notebook.cells[0].metadata;
    assert.deepEqual(merged(tagged(["old"]), tagged(), tagged(["old", "new"])), { tags: ["new"] });
    assert.deepEqual(merged(tagged(["old"]), tagged(["old", "new"]), tagged()), { tags: ["new"] });
    assert.deepEqual(merged(tagged(["one", "two"]), tagged(), tagged(["one"])), {});
    assert.deepEqual(merged(tagged(), tagged(["one"]), tagged(["two"])), { tags: ["one", "two"] });
  });

  it("leaves the bytes of cells that neither side changed, and writes letters as the sides do", () => {
    const text = (first: string, second: string): string =>
      `${JSON.stringify(notebookOf([code("é = 'ü'"), code(first), code(b), code(second)]), null, 1)}\n`
        .replace("é", "\\u00e9")
        .replace('"metadata": {}', '"metadata": { }');
    const merged = (base: string, ours: string, theirs: string): string => {
      const sides = [base, ours, theirs].map(sideOfText);
      return writeMerged(sides[0], sides[1], sides[2], mergeNotebooks(sides[0], sides[1], sides[2]).json);
    };
    assert.equal(merged(text(a, d), text(c, d), text(a, "last = 1")), text(c, "last = 1"));
    // Ours has nothing that could be written in two ways: as theirs writes it.
    const ascii = (first: string, second: string): string =>
      `${JSON.stringify(notebookOf([code(first), code(b), code(second)]), null, 1)}\n`.replace(/é/g, "\\u00e9");
    assert.equal(merged(ascii(a, d), ascii(c, d), ascii(a, "last = 'é'")), ascii(c, "last = 'é'"));
  });

  it("takes one kernel whole, without a question", () => {
    const withKernel = (name: string, version: string): Side =>
      sideOf(notebookOf([code(a)], { metadata: { kernelspec: { name, display_name: name }, language_info: { name: "python", version } } }));
    const { json, conflicts } = merge(withKernel("one", "3.9"), withKernel("two", "3.10"), withKernel("three", "3.11"));
    assert.deepEqual(json.metadata, {
      kernelspec: { name: "two", display_name: "two" },
      language_info: { name: "python", version: "3.10" },
    });
    assert.deepEqual(conflicts, []);
    for (const noted of [
      (hash: string): Json => ({ vscode: { interpreter: { hash } } }),
      (hash: string): Json => ({ interpreter: { hash } }),
    ]) {
      const taken = (hash: string): Side => sideOf(notebookOf([code(a)], { metadata: noted(hash) }));
      assert.deepEqual(merge(taken("a1"), taken("b2"), taken("c3")).conflicts, [], "nor which interpreter an editor took");
    }
  });

  it("gives ids to what has none, and another to what comes with one that is taken", () => {
    const base = withIds([code(a)], ["one"]);
    const { notebook } = merge(
      sideOf(base),
      sideOf(withIds([code(a), code(b)], ["one", "two"])),
      sideOf(withIds([code(c), code(a)], ["two", "one"])),
    );
    assert.deepEqual(
      notebook.cells.map(({ source }) => source),
      [c, a, b],
    );
    assert.equal(new Set(notebook.cells.map(({ id }) => id)).size, 3);
    const upgraded = merge(side(code(a)), sideOf(withIds([code(a), code(b)], ["one", "two"])), side(code(c), code(a)));
    assert.equal(upgraded.notebook.nbformatMinor, 5);
    assert.deepEqual(upgraded.sources, [c, a, b]);
  });

  it("follows a cell that one side made Markdown and the other side changed", () => {
    const { notebook, json } = merge(side(ran(text, 1, "b")), side(markdown(text)), side(ran(`${text}\nmore`, 2, "t")));
    assert.deepEqual(
      notebook.cells.map(({ kind, source }) => [kind, source]),
      [["markdown", `${text}\nmore`]],
    );
    const [cell] = cellsOf(json);
    assert.ok(isJsonObject(cell) && !("outputs" in cell) && !("execution_count" in cell));
  });
});
