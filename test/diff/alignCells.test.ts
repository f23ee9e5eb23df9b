// Which cell became which: by ids that can be trusted, by text, by likeness, and moves told as moves.
import assert from "node:assert/strict";
import { alignCells } from "../../language-server/diff/cells/alignCells";
import { code, markdown, notebookOf, sideOf, withIds, type Json } from "./notebooks";
import { processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";

/** "0-0 1>0 -2 +3": pairs (`>` where moved), then removed and added cells. */
function align(before: Json, after: Json): string {
  const { pairs, removed, added } = alignCells(sideOf(before).notebook.cells, sideOf(after).notebook.cells);
  return [
    ...pairs.map(({ before: one, after: other, moved }) => `${one}${moved ? ">" : "-"}${other}`),
    ...removed.map((index) => `-${index}`),
    ...added.map((index) => `+${index}`),
  ].join(" ");
}

const load = code("import pandas as pd\ndf = pd.read_csv('orders.csv')");
const clean = code("df = df.dropna()\ndf['total'] = df.price * df.amount");
const plot = code("import matplotlib.pyplot as plt\nplt.plot(df.total)\nplt.show()");
const train = code("from sklearn.linear_model import Ridge\nmodel = Ridge(alpha=1).fit(X, y)\nprint(model.score(X, y))");
const empty = code("");

const cases: readonly (readonly [string, Json, Json, string])[] = [
  ["nothing changed", notebookOf([load, clean, plot]), notebookOf([load, clean, plot]), "0-0 1-1 2-2"],
  ["a cell came in", notebookOf([load, plot]), notebookOf([load, clean, plot]), "0-0 1-2 +1"],
  ["a cell went", notebookOf([load, clean, plot]), notebookOf([load, plot]), "0-0 2-1 -1"],
  [
    "a cell was edited",
    notebookOf([load, clean, plot]),
    notebookOf([load, code("df = df.dropna()\ndf['total'] = df.price * df.amount * 1.19"), plot]),
    "0-0 1-1 2-2",
  ],
  ["one cell moved down: it alone", notebookOf([load, clean, plot, train]), notebookOf([clean, plot, train, load]), "1-0 2-1 3-2 0>3"],
  ["two cells changed places: the shorter one moved", notebookOf([train, clean]), notebookOf([clean, train]), "1>0 0-1"],
  [
    "a moved cell was edited",
    notebookOf([train, load, clean, plot]),
    notebookOf([
      load,
      clean,
      plot,
      code("from sklearn.linear_model import Ridge\nmodel = Ridge(alpha=5).fit(X, y)\nprint(model.score(X, y))"),
    ]),
    "1-0 2-1 3-2 0>3",
  ],
  [
    "an edited cell between others that came",
    notebookOf([load, train]),
    notebookOf([
      load,
      plot,
      code("from sklearn.linear_model import Lasso\nmodel = Lasso(alpha=1).fit(X, y)\nprint(model.score(X, y))"),
      clean,
    ]),
    "0-0 1-2 +1 +3",
  ],
  ["empty cells do not move", notebookOf([empty, load, clean]), notebookOf([load, clean, empty]), "1-0 2-1 -0 +2"],
  [
    "a cell that grew a lot below its first line, among others that changed",
    notebookOf([code("# Install required packages\n!pip install python-dotenv"), plot]),
    notebookOf([
      code(
        "# Install required packages\n# !pip install python-dotenv langchain-community langchain_openai rank_bm25\n!pip uninstall -y PyMuPDF # conflicts with the next one\n!pip install pypdf PyMuPDF faiss-cpu",
      ),
      code("import matplotlib.pyplot as plt\nplt.plot(df.total)\nplt.close()"),
    ]),
    "0-0 1-1",
  ],
  [
    "another cell below a first line of one word",
    notebookOf([code("%%time\nmodel.fit(X, y)"), plot]),
    notebookOf([
      code("%%time\nscores = cross_validate(pipeline, frame, folds=5, jobs=4)"),
      code("import matplotlib.pyplot as plt\nplt.plot(df.total)\nplt.close()"),
    ]),
    "1-1 -0 +0",
  ],
  ["short cells that only share signs are no pair", notebookOf([load, code("mnist.target")]), notebookOf([load, code("y")]), "0-0 -1 +1"],
  [
    "code that became Markdown",
    notebookOf([load, code("Here we load the orders of one year")]),
    notebookOf([load, markdown("Here we load the orders of one year")]),
    "0-0 1-1",
  ],
  [
    "equal cells keep their order",
    notebookOf([code("df.head()"), load, code("df.head()")]),
    notebookOf([code("df.head()"), load, code("df.head()"), code("df.head()")]),
    "0-0 1-1 2-2 +3",
  ],
  [
    "the same id, another text of the same words",
    withIds([load, clean], ["aa", "bb"]),
    withIds([code("import pandas as pd\ndf = pd.read_parquet('orders.parquet')"), clean], ["aa", "bb"]),
    "0-0 1-1",
  ],
  ["the same id moved", withIds([load, clean, plot], ["aa", "bb", "cc"]), withIds([plot, load, clean], ["cc", "aa", "bb"]), "2>0 0-1 1-2"],
  [
    "a copy has a new id, the original was edited",
    withIds([load], ["aa"]),
    withIds([code("import pandas as pd\ndf = pd.read_csv('orders-2024.csv')"), load], ["aa", "zz"]),
    "0-0 +1",
  ],
  [
    "ids that number the cells say nothing",
    withIds([load, clean, plot, train], ["cell-0", "cell-1", "cell-2", "cell-3"]),
    withIds([empty, load, clean, plot, train], ["cell-0", "cell-1", "cell-2", "cell-3", "cell-4"]),
    "0-1 1-2 2-3 3-4 +0",
  ],
  [
    "an id that names something else now",
    withIds([load, plot], ["aa", "bb"]),
    withIds([train, load, plot], ["aa", "cc", "bb"]),
    "0-1 1-2 +0",
  ],
  ["from nothing", notebookOf([]), notebookOf([load]), "+0"],
];

describe("aligning cells", () => {
  for (const [name, before, after, expected] of cases) it(name, () => assert.equal(align(before, after), expected));

  it("takes well under a second for 2,000 cells, even where all were edited", () => {
    const cells = (version: string) =>
      Array.from({ length: 2000 }, (_, index) =>
        code(`step_${index} = compute(${index}, "${version}")\nresult_${index} = step_${index}.${version}()`),
      );
    const [a, b] = [sideOf(notebookOf(cells("first"))), sideOf(notebookOf(cells("second")))];
    assertQuick(1000, () =>
      processorTime(() => {
        const { pairs } = alignCells(a.notebook.cells, b.notebook.cells);
        assert.ok(pairs.every(({ before, after, moved }) => before === after && !moved) && pairs.length === 2000);
      }),
    );
  });
});
