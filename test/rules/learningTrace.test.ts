// The trace of rows through learning code, followed from edit to edit: after each it tells what a trace from scratch tells.
import assert from "node:assert/strict";
import type { Cell, Notebook } from "../../language-server/notebook/model";
import { analysePython, createAnalyser } from "../../language-server/python/analyse";
import type { PythonNotebook } from "../../language-server/python/analysis";
import { traceLearning } from "../../language-server/rules/support/learning/trace";
import { roleOf, shareRoots, type Data, type Event } from "../../language-server/rules/support/learning/values";
import { pythonNotebook } from "../python/notebooks";
import { loadTestParser } from "../support/parser";
import { numbersFrom } from "../support/random";

/** Cells that hand rows, transformers and functions on to one another. */
const texts: readonly string[] = [
  "df = pd.read_csv('a.csv')",
  "df = df.dropna()",
  "X = df[['a']]\ny = df['b']",
  "scaler = StandardScaler()",
  "X = scaler.fit_transform(X)",
  "scaler.fit(df)",
  "X_test = scaler.transform(X_test)",
  "X_train, X_test, y_train, y_test = train_test_split(X, y)",
  "if y:\n    X = X + unknown\nelse:\n    X = other",
  "model = LogisticRegression()",
  "model.fit(X_train, y_train)",
  "model.fit(X, y)",
  "pred = model.predict(X_test)\naccuracy_score(y_test, pred)",
  "pred = model.predict(X)",
  "print(pred)",
  "accuracy_score(y, pred)",
  "show(model)",
  "cross_val_score(model, X, y)",
  "def prepare(rows, by=X):\n    made = scaler.fit_transform(rows)\n    return made + by",
  "X = prepare(df)",
  "X = prepare(df[['a', 'b']], y)",
  "def alone(rows):\n    s = StandardScaler()\n    s.fit(rows)\n    a, b = train_test_split(rows)\n    return prepare(a)",
  "train = df[:100]",
  "test = df[100:]",
  "train = df.sample(frac=0.8)",
  "test = df.drop(train.index)",
  "for part in [X_train, X_test]:\n    scaler.fit(part)",
  "x = (",
  "",
  "import numpy as np",
  "np = []",
  "np.append(X_test, [1])",
  "X = np.concatenate([X, y])",
  "X = (X - X.mean()) / X.std()",
  "X = (X - np.min(X)) / (np.max(X) - np.min(X))",
  "df['a'] = df['a'].fillna(df['a'].mean())",
  "X_test = X_test.fillna(X_test.mean())",
  "X = df.apply(lambda column: (column - column.min()) / column.max())",
  "df = df.groupby('b')",
];
const first =
  "import pandas as pd\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split, cross_val_score\nfrom sklearn.metrics import accuracy_score";

function edit(notebook: Notebook, random: () => number): Notebook {
  const cells = [...notebook.cells];
  const at = Math.floor(random() * cells.length);
  const made = pythonNotebook([texts[Math.floor(random() * texts.length)]!]).cells[0]!;
  const kind = random();
  if (kind < 0.15) cells.splice(at, 0, made);
  else if (kind < 0.3 && cells.length > 4) cells.splice(at, 1);
  else if (kind < 0.4) cells[at] = { ...cells[at]!, source: `${cells[at]!.source}\n${made.source}` };
  else cells[at] = made;
  return { ...notebook, cells: cells.map((cell, index): Cell => (cell.index === index ? cell : { ...cell, index })) };
}

/** All that rules may ask of a trace, without the numbers by which it tells moments and rows apart. */
function summarise(python: PythonNotebook): unknown {
  const trace = traceLearning(python);
  const place = ({ cell, node }: Event): string => `${cell}:${node.start}:${node.end}`;
  const events = [
    ...trace.fits,
    ...trace.byHand,
    ...trace.splits,
    ...trace.transforms,
    ...trace.modelFits,
    ...trace.modelScores,
    ...trace.modelPredictions,
  ];
  const rows = [...trace.fits, ...trace.byHand, ...trace.transforms, ...trace.modelFits, ...trace.modelPredictions].map(
    ({ data }): Data => data,
  );
  return {
    events: [...events].sort((one, other) => one.order - other.order).map(place),
    rows: rows.map((data) => [
      roleOf(data),
      [...data.fits].map(place).sort(),
      [...data.predictions].map(place).sort(),
      rows.map((other) => shareRoots(data, other)),
    ]),
    judged: [...trace.judged].map(place),
    looked: [...trace.looked].map(place).sort(),
    escaped: [...trace.escaped].map(({ start }) => start).sort(),
    keys: trace.modelFits.map(({ key }) => trace.modelPredictions.map((use) => use.key === key)),
    crossValidated: trace.crossValidated,
  };
}

describe("the trace of learning", () => {
  before(loadTestParser);

  it("tells after every edit what a trace from scratch tells", () => {
    for (let seed = 1; seed <= 8; seed++) {
      const random = numbersFrom(seed);
      const analyse = createAnalyser();
      let notebook: Notebook = pythonNotebook([first, ...Array.from({ length: 12 }, () => texts[Math.floor(random() * texts.length)]!)]);
      for (let step = 0; step < 12; step++) {
        assert.deepEqual(summarise(analyse(notebook)), summarise(analysePython(notebook)), `seed ${seed}, after ${step} edits`);
        notebook = edit(notebook, random);
      }
    }
  });
});
