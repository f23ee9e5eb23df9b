// The notebooks that the tests of the diff view compare.
import { PNG } from "pngjs";
import { displayed, notebookText, type Cell } from "../../vscode/notebooks";

/** A square of one colour on white, as base64. */
export function picture(left: number, colour: readonly [number, number, number]): string {
  const png = new PNG({ width: 120, height: 80 });
  for (let at = 0; at < png.width * png.height; at++) {
    const [x, y] = [at % png.width, Math.floor(at / png.width)];
    const isInside = x >= left && x < left + 40 && y >= 20 && y < 60;
    png.data.set([...(isInside ? colour : [255, 255, 255]), 255], at * 4);
  }
  return PNG.sync.write(png).toString("base64");
}

const table = (rows: readonly (readonly (string | number)[])[]): string =>
  `<table border="1" class="dataframe"><thead><tr><th></th><th>region</th><th>sales</th></tr></thead><tbody>${rows.map((row, index) => `<tr><th>${index}</th>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</tbody></table>`;

const title: Cell = { id: "title", kind: "markdown", source: "# Sales of the year\n\nBy region and by month." };
const imports: Cell = { id: "imports", source: "import pandas as pd\nimport numpy as np", run: 1 };
const load: Cell = {
  id: "load",
  source: "frame = pd.read_csv('sales.csv')\nframe = frame.dropna()\nprint(len(frame))",
  run: 2,
  printed: "120 rows\n",
};
const style: Cell = { id: "style", source: "pd.options.display.max_rows = 20", run: 3 };
const regions: Cell = {
  id: "regions",
  source: "totals = frame.groupby('region')['sales'].sum()\ntotals.reset_index()",
  run: 4,
  outputs: [
    displayed({
      "text/html": table([
        ["north", 10],
        ["south", 20],
      ]),
      "text/plain": "  region  sales\n0  north  10\n1  south  20",
    }),
  ],
};
const plot: Cell = {
  id: "plot",
  source: "totals.plot(kind='bar', title='Sales')",
  run: 5,
  outputs: [displayed({ "image/png": picture(10, [200, 40, 40]), "text/plain": "<Figure size 120x80>" })],
};
const check: Cell = { id: "check", source: "assert totals.min() > 0, 'a region without sales'", run: 6 };
const closing: Cell = { id: "closing", kind: "markdown", source: "That is all." };

/** Every kind of change: a moved cell, a removed and an added one, a source word by word, a text, a table and an image as outputs. */
export const salesBefore = notebookText(title, imports, load, style, regions, plot, check, closing);
export const salesAfter = notebookText(
  title,
  imports,
  { ...load, source: load.source.replace("sales.csv", "sales-2026.csv"), printed: "144 rows\n", run: 12 },
  {
    ...regions,
    outputs: [
      displayed({
        "text/html": table([
          ["north", 12],
          ["south", 20],
          ["west", 7],
        ]),
        "text/plain": "  region  sales\n0  north  12\n1  south  20\n2   west  7",
      }),
    ],
  },
  { ...plot, outputs: [displayed({ "image/png": picture(50, [40, 40, 200]), "text/plain": "<Figure size 120x80>" })] },
  {
    id: "share",
    source: "share = totals / totals.sum()\nshare.round(2)",
    run: 15,
    outputs: [displayed({ "text/html": `<b>kept</b> ${table([["north", 0.3]])}` })],
  },
  style,
  closing,
);

/** A notebook with one chart, kept as data. */
export const chart = (name: string, width: number): string =>
  notebookText({
    id: "chart",
    source: "chart",
    run: 1,
    outputs: [
      displayed({
        "application/vnd.vegalite.v5+json": {
          mark: { type: "bar", color: "red", opacity: 1, width },
          data: { values: Array.from({ length: 40 }, (_, index) => `month-${index}`) },
          title: name,
        },
        "text/plain": "<VegaLite 5 object>",
      }),
    ],
  });

/** A notebook with HTML whose title the text beside it does not say. */
export const report = (title: string): string =>
  notebookText({
    id: "report",
    source: "report",
    run: 1,
    outputs: [displayed({ "text/html": `<h3>${title}</h3><p>All is well.</p>`, "text/plain": "The report of the month" })],
  });

/** A long run: its log with times, deep and wide code, a table wider than the page in which the last column changed in two rows, two cells made one, much metadata. */
export function longRun(day: string, loss: number, isMerged: boolean): string {
  const log = Array.from(
    { length: 80 },
    (_, index) => `2026-01-${day} 10:00:${String(index % 60).padStart(2, "0")} step ${index}${index % 20 === 19 ? ` loss ${loss}` : ""}\n`,
  ).join("");
  const columns = Array.from({ length: 40 }, (_, index) => `column_${index}`);
  const wide = `<table><thead><tr><th></th>${columns.map((name) => `<th>${name}</th>`).join("")}</tr></thead><tbody>${Array.from({ length: 10 }, (_, row) => `<tr><th>${row}</th>${columns.map((_, index) => `<td>${index === 39 && row < 2 ? loss : index === 20 ? "one, two, three" : 1}</td>`).join("")}</tr>`).join("")}</tbody></table>`;
  const train = `%%time\nfor epoch in range(10):\n    if epoch > 2:\n        history=train_the_whole_model(model=candidate_model,data=training_frame,rate=${loss},folds=number_of_folds)`;
  const parts = [
    "score = evaluate(candidate_model, validation_frame)\nprint(score.round(3))",
    "report = summarise(score)\nreport.to_csv('report.csv')\nprint('written')",
  ];
  const text = notebookText(
    { id: "train", source: train, run: 1, printed: log },
    { id: "table", source: "%%time\nframe.head(10)", run: 2, outputs: [displayed({ "text/html": wide })] },
    ...(isMerged
      ? [{ id: "score", source: parts.join("\n") }]
      : parts.map((source, index) => ({ id: index === 0 ? "score" : "report", source }))),
    { id: "end", kind: "markdown" as const, source: "That is all." },
  );
  const { metadata, ...rest } = JSON.parse(text) as { readonly metadata: object };
  return JSON.stringify({ ...rest, metadata: { ...metadata, ...Object.fromEntries(columns.slice(0, 30).map((name) => [name, loss])) } });
}

/** Five hundred cells; every fifth one changed, every fiftieth new. */
export function longPair(): readonly [string, string] {
  const cell = (index: number, text: string): Cell => ({
    id: `long-${index}`,
    source: `# Step ${index}\nvalue_${index} = ${text}\nprint(value_${index} + ${index})\n\ndef step_${index}(frame):\n    return frame.assign(step=${index})`,
    run: index + 1,
    printed: `${text}\n`,
  });
  const all = Array.from({ length: 500 }, (_, index) => index);
  return [
    notebookText(...all.map((index) => cell(index, `load('part-${index}')`))),
    notebookText(
      ...all.flatMap((index) => [
        ...(index % 50 === 7 ? [{ id: `new-${index}`, source: `extra_${index} = fetch('extra', ${index})` }] : []),
        cell(index, index % 5 === 0 ? `load('part-${index}', fast=True)` : `load('part-${index}')`),
      ]),
    ),
  ];
}

/** Code, a comment and prose in Hebrew; one word of a string is given. */
export const hebrew = (word: string): string =>
  notebookText(
    { source: `# כותרת ראשונה כאן\n\n${word}`, kind: "markdown" },
    [
      'ברכה = "שלום" + "בוקר"  # חיבור מילים לשורה',
      "סכום = מחיר + מס * 2",
      `print("שלום ${word} טוב", 5, סכום)`,
      'table["עיר"].שם[12] = "רחוב"',
    ].join("\n"),
  );
