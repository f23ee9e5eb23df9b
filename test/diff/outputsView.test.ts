// What a person sees of outputs: text, errors, HTML, charts, tables and images.
import assert from "node:assert/strict";
import { PNG } from "pngjs";
import { diffHtml } from "../../language-server/cli/diff/htmlFormat";
import { diffText } from "../../language-server/cli/diff/textFormat";
import { createStyle } from "../../language-server/cli/style";
import { code, notebookOf, type Json } from "./notebooks";
import { display, stream, text, view } from "./shown";

describe("what a diff shows of outputs", () => {
  it("shows changes of ports that somebody chose, and of ordinary names of eight letters", () => {
    const shown = (one: string, other: string): number =>
      view(notebookOf([code("x", { outputs: [stream(one)] })]), notebookOf([code("x", { outputs: [stream(other)] })])).summary.outputs;
    assert.equal(shown("http://localhost:8787/status", "http://localhost:8888/status"), 1);
    assert.equal(shown("/tmp/template.txt", "/tmp/tmpfiles.txt"), 1);
    assert.equal(shown("https://example.org:43057", "https://example.org:43058"), 1);
  });

  it("says that HTML differs where its text does not", () => {
    const page = (html: string): Json => notebookOf([code("x", { outputs: [display({ "text/html": html })] })]);
    const shown = (one: string, other: string): string => text(page(one), page(other));
    for (const [one, other] of [
      ["<b title='red'>a</b>", "<b title='blue'>a</b>"],
      // A name that no element has, and one that two share.
      ["<p id='row'>a</p><script>draw('apple')</script>", "<p id='row'>a</p><script>draw('grape')</script>"],
      ["<p id='aaaaa'>a</p><i class='bbbbb'></i>", "<p id='ccccc'>a</p><i class='ccccc'></i>"],
    ])
      assert.match(shown(one, other), /outputs changed\n {5}x\n {5}text\/html, but not its text\n/, one);
    const [row] = view(page("<b title='red'>a</b>"), page("<b title='blue'>a</b>")).rows;
    assert.deepEqual(row.kind === "changed" && row.outputs[0].html, { before: "<b title='red'>a</b>", after: "<b title='blue'>a</b>" });
  });

  it("compares a chart by its data if its page is a script", () => {
    const chart = (values: readonly number[]): Json =>
      notebookOf([
        code("fig.show()", {
          outputs: [
            display({
              "application/vnd.plotly.v1+json": { data: [{ y: values }] },
              "text/html": `<div id="a"></div><script>Plotly.newPlot("a", ${String(values)})</script>`,
            }),
          ],
        }),
      ]);
    assert.match(text(chart([1, 2]), chart([1, 3])), /application\/vnd\.plotly\.v1\+json\n[^]*- {3}6 {6}2\n\+ {3}6 {6}3\n/);
  });

  it("reads what a stream wrote in pieces as one text", () => {
    const pieces = (texts: readonly string[]): Json => notebookOf([code("x", { outputs: texts.map(stream) })]);
    assert.deepEqual(view(pieces(["a\n", "b\n"]), pieces(["a\nb\n"])).rows, [{ kind: "same", count: 1 }]);
    assert.match(
      text(pieces(["a\n", "b\n", "c\n"]), pieces(["a\nb\n", "d\n"])),
      /output\n {4}1 {2}a\n {4}2 {2}b\n- {3}3 {2}c\n\+ {3}3 {2}d\n$/,
    );
  });

  it("shows each side's own line if only noise differs", () => {
    const log = (day: string, loss: string): Json =>
      notebookOf([code("fit()", { outputs: [stream(`2025-01-${day} 10:00:00 start\nloss ${loss}\n`)] })]);
    const shown = view(log("01", "0.5"), log("02", "0.4"));
    const [row] = shown.rows;
    assert.ok(row.kind === "changed");
    assert.deepEqual(row.outputs[0].blocks[0], {
      kind: "same",
      before: 1,
      after: 1,
      text: "2025-01-02 10:00:00 start",
      was: "2025-01-01 10:00:00 start",
    });
    assert.ok(
      diffHtml(["a", "b"], shown).includes(
        '<td class="n">1</td><td class="t">2025-01-01 10:00:00 start</td><td class="n">1</td><td class="t">2025-01-02 10:00:00 start</td>',
      ),
    );
    assert.match(text(log("01", "0.5"), log("02", "0.4")), /\n {4}1 {2}2025-01-02 10:00:00 start\n/);
  });

  it("marks in changed lines of outputs no date, time or address, unless nothing else differs", () => {
    const marked = (before: string, after: string): readonly string[] => {
      const [row] = view(
        notebookOf([code("run()", { outputs: [stream(before)] })]),
        notebookOf([code("run()", { outputs: [stream(after)] })]),
      ).rows;
      assert.ok(row.kind === "changed");
      return row.outputs[0].blocks.flatMap((block) =>
        block.kind === "edit"
          ? [block.before, block.after].map(
              (line) => line?.pieces.map((piece) => (piece.changed ? `[${piece.text}]` : piece.text)).join("") ?? "",
            )
          : [],
      );
    };
    assert.deepEqual(
      marked("2026-01-01 10:00:19 step 19 loss 0.25 at 0x7f11ac0d1e20", "2026-01-02 10:30:21 step 19 loss 0.125 at 0x7f11ac0d1e99"),
      ["2026-01-01 10:00:19 step 19 loss [0.25] at 0x7f11ac0d1e20", "2026-01-02 10:30:21 step 19 loss [0.125] at 0x7f11ac0d1e99"],
    );
    assert.deepEqual(marked("from 10:00:19 on", "from 10:00:21 till 10:00:22 on"), [
      "from 10:00:19 on",
      "from 10:00:21[ till] 10:00:22 on",
    ]);
    assert.deepEqual(marked("at 10:00:19 and 10:00:20", "at 10:00:19 and then"), ["at 10:00:19 and 10:00:20", "at 10:00:19 and [then]"]);
  });

  it("shows an error by its message and its place", () => {
    const failed: Json = {
      output_type: "error",
      ename: "KeyError",
      evalue: "'x'\nnor y",
      traceback: [
        "\u001b[31m---------------------------------------------------------------------------\u001b[39m",
        "\u001b[31mKeyError\u001b[39m                                  Traceback (most recent call last)",
        "Cell \u001b[32mIn[1]\u001b[39m, line 1\n----> 1 row['x']\n",
        "KeyError: 'x'\nnor y",
      ],
    };
    const shown = text(notebookOf([code("row['x']")]), notebookOf([code("row['x']", { outputs: [failed] })]));
    assert.ok(shown.endsWith("new error\n+   1  KeyError: 'x'\n+   2  nor y\n+   3  Cell In[1], line 1\n+   4  ----> 1 row['x']\n"), shown);
  });

  it("counts outputs that were added or removed and are alike", () => {
    const widget = (bar: string): Json => display({ "text/plain": bar, "application/vnd.jupyter.widget-view+json": { model_id: "1" } });
    const trained = notebookOf([
      code("fit()", {
        outputs: [
          widget("Train: 0it [00:00, ?it/s]"),
          widget("Check: 0it [00:00, ?it/s]"),
          widget("Check: 0it [00:01, ?it/s]"),
          stream("done"),
        ],
      }),
    ]);
    const [before, after] = [notebookOf([code("fit()")]), trained];
    const told =
      "     new widget\n+   1  Train: 0it [00:00, ?it/s]\n     new widget: 2 alike\n+   1  Check: 0it [00:00, ?it/s]\n     new output\n+   1  done\n";
    assert.ok(text(before, after).includes(told), text(before, after));
    assert.ok(text(notebookOf([]), trained).includes(told), "in a new cell, too");
    assert.match(text(after, before), / {5}widget removed: 2 alike\n/);
    assert.equal(text(before, after, true).split("Check").length, 3, "all of them on demand");
  });

  it("shows tables row by row, with aligned columns", () => {
    const table = (rows: readonly (readonly string[])[]): Json =>
      display({
        "text/html": `<div><style>td { x }</style><table border="1"><thead><tr><th></th><th>a &amp; b</th></tr></thead><tbody>${rows.map((row) => `<tr><th>${row[0]}</th><td>${row[1]}</td></tr>`).join("")}</tbody></table></div>`,
        "text/plain": "table",
      });
    const shown = text(
      notebookOf([
        code("df", {
          outputs: [
            table([
              ["0", "7"],
              ["1", "8"],
            ]),
          ],
        }),
      ]),
      notebookOf([
        code("df", {
          outputs: [
            table([
              ["0", "7"],
              ["1", "12345678"],
            ]),
          ],
        }),
      ]),
    );
    assert.ok(shown.includes("     table\n    1        a & b\n    2  0         7\n-   3  1         8\n+   3  1  12345678\n"), shown);
  });

  const frame = (...rows: readonly string[]): Json =>
    notebookOf([
      code("df", {
        outputs: [
          display({
            "text/html": `<table>${rows
              .map(
                (row) =>
                  `<tr>${row
                    .split(" ")
                    .map((cell) => `<td>${cell}</td>`)
                    .join("")}</tr>`,
              )
              .join("")}</table>`,
          }),
        ],
      }),
    ]);
  const marked = (before: Json, after: Json): string =>
    diffText(
      ["a", "b"],
      view(before, after),
      { ...createStyle(false), removedWord: (word) => `[${word}]`, addedWord: (word) => `[${word}]` },
      80,
    )
      .split("     table")
      .slice(1)
      .join("");

  it("names columns of a table that were added or removed; rows that are otherwise equal stay unchanged", () => {
    const rows = ["1 oak 7 x", "2 elm 8 y", "3 ash 9 z", "4 fir 4 z", "5 yew 5 z", "6 bay 6 z"];
    const [before, after] = [
      frame("id tree age note", ...rows),
      frame("id tree age total", ...rows.map((row) => `${row.slice(0, -2)} ${row.length}0`)),
    ];
    assert.equal(
      marked(before, frame("id tree age note total", ...rows.map((row) => `${row} 10`))),
      `: column total added
-   1  id  tree  age  note
+   1  id  tree  age  note  [total]
    2   1   oak    7     x     10
    3   2   elm    8     y     10
     ⋯ 4 unchanged lines
`,
    );
    assert.match(
      marked(after, frame("id age", ...rows.map((row) => row.replace(/ (\w+) (\w+) \w$/, " $2")))),
      /^: columns tree, total removed\n- {3}1 {2}id {2}\[tree\] {2}age {2}\[total\]\n\+ {3}1 {2}id {2}age\n {4}2 {3}1 {4}7\n/,
    );
    // As many columns as before: one has another name, and its cells face those of the old one.
    assert.match(marked(before, after), /^\n- {3}1 {2}id {2}tree {2}age {3}\[note\]\n[^]*- {3}2 {3}1 {3}oak {4}7 {6}\[x\]\n/);
    assert.match(
      marked(before, frame("a b c d e", "1 oak 7 x y")),
      /^\n- {3}1 {2}id {2}tree {2}age {2}note\n[^]*\+ {3}2 {2}1 {2}oak {2}7 {2}x {2}y\n/,
      "tables of other columns are set one below the other",
    );
  });

  it("names columns of a table that moved, and sets their cells against each other", () => {
    const before = frame("id tree age note", "1 oak 7 x", "2 elm 8 y", "3 ash 9 z");
    assert.equal(
      marked(before, frame("id age note tree", "1 7 x oak", "2 8 y fir", "3 9 z ash")),
      `: column tree moved
-   1  id  [tree]  age  note
+   1  id  age  note  [tree]
    2   1    7     x   oak
-   3   2   [elm]    8     y
+   3   2    8     y   [fir]
    4   3    9     z   ash
`,
    );
    assert.match(
      marked(before, frame("id note age tree total", "1 x 7 oak 1", "2 y 8 elm 2", "3 z 9 ash 3")),
      /^: columns tree, age moved, column total added\n/,
    );
    // Of columns that share a heading nobody can say which moved.
    assert.match(marked(frame("id a b a", "1 2 3 4"), frame("id b a a", "1 3 2 4")), /^: column a removed, column a added\n/);
  });

  it("names few of many columns", () => {
    const columns = (count: number): string => Array.from({ length: count }, (_, at) => `c${at}`).join(" ");
    assert.match(
      marked(frame(`id ${columns(3)}`, "1 2 3 4"), frame(`id ${columns(3)} d e f g h`, "1 2 3 4 5 6 7 8 9")),
      /^: columns d, e, f and 2 more added\n/,
    );
  });

  it("puts rows of tables side by side by most of their cells if a number before them went up", () => {
    const shown = marked(
      frame("n tree age from", "7 oak 1 a", "8 elm 2 b", "9 ash 3 c"),
      frame("n tree age from", "8 oak 1 a", "9 elm 2 b", "10 ash 3 c"),
    );
    assert.match(shown, /-   2 {3}\[7\]   oak    1     a\n[^]*\+   4  \[10\]   ash    3     c\n/);
  });

  it("puts rows of tables side by side by their first cell, and marks cells", () => {
    const table = (rows: readonly (readonly string[])[]): Json =>
      display({
        "text/html": `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`,
      });
    const shown = view(
      notebookOf([
        code("df", {
          outputs: [
            table([
              ["x", "1.5", "oak tree"],
              ["y", "2.5", "elm"],
            ]),
          ],
        }),
      ]),
      notebookOf([
        code("df", {
          outputs: [
            table([
              ["w", "9.9", "ash"],
              ["x", "7.25", "oak"],
              ["y", "2.5", "fir"],
            ]),
          ],
        }),
      ]),
    );
    const [row] = shown.rows;
    assert.ok(row.kind === "changed");
    const marked = (line: { readonly pieces: readonly { readonly text: string; readonly changed: boolean }[] } | null): string | null =>
      line && line.pieces.map(({ text: piece, changed }) => (changed ? `[${piece}]` : piece)).join("");
    assert.deepEqual(
      row.outputs[0].blocks.map((block) => (block.kind === "edit" ? [marked(block.before), marked(block.after)] : block)),
      [
        [null, "w   9.9       ash"],
        ["x   [1.5]  [oak tree]", "x  [7.25]       [oak]"],
        ["y   2.5       [elm]", "y   2.5       [fir]"],
      ],
    );
  });

  it("says how much of an image differs", () => {
    const png = (black: number): string => {
      const image = new PNG({ width: 10, height: 10 });
      image.data.forEach((_, index) => (image.data[index] = index % 4 === 3 || index >= black * 4 ? 255 : 0));
      return PNG.sync.write(image).toString("base64");
    };
    const shown = (a: string, b: string) =>
      text(
        notebookOf([code("plot()", { outputs: [display({ "image/png": a })] })]),
        notebookOf([code("plot()", { outputs: [display({ "image/png": b })] })]),
      );
    assert.match(shown(png(0), png(20)), /image {2}10×10 png, \d+ bytes: 20 % of the pixels differ/);
    assert.match(shown(png(0), "iVBORw0KGgo="), /10×10 png, \d+ bytes → png, 8 bytes/);
    // What is known of one image alone is said once.
    const page = diffHtml(
      ["a", "b"],
      view(notebookOf([code("plot()")]), notebookOf([code("plot()", { outputs: [display({ "image/png": png(0) })] })])),
    );
    assert.equal(page.match(/10×10 png/g)?.length, 1);
  });
});
