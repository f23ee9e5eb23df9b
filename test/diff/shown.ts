// What a diff of two notebooks shows, and small notebooks to compare.
import { diffText } from "../../language-server/cli/diff/textFormat";
import { createStyle } from "../../language-server/cli/style";
import { viewDiff } from "../../language-server/diff/view";
import { code, sideOf, type Json } from "./notebooks";

export const view = (a: Json, b: Json, showAll = false) => viewDiff(sideOf(a), sideOf(b), { showAll });
/** The diff as text without colours, and without the lines behind headings. */
export const text = (a: Json, b: Json, showAll = false): string =>
  diffText(["a", "b"], view(a, b, showAll), createStyle(false), 80).replace(/ ─+$/gm, "");

export const stream = (shown: string): Json => ({ output_type: "stream", name: "stdout", text: shown });
export const display = (data: Json): Json => ({ output_type: "display_data", data, metadata: {} });

export const load = code("import pandas as pd\ndf = pd.read_csv('orders.csv')\ndf = df.dropna()");
export const fit = code("from sklearn.linear_model import Ridge\nmodel = Ridge(alpha=1).fit(X, y)\nprint(model.score(X, y))", {
  outputs: [stream("0.81\n")],
});
