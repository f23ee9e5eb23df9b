// What can be had besides an extraction: turned on and off in the preview by keyboard, and seen in what it shows and writes.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { notebookText } from "../vscode/notebooks";
import { until } from "../vscode/until";
import type { Workbench } from "../vscode/workbench";
import { heading, useExtraction } from "./support/extraction";
import type { ExtractionByHand } from "./support/extractionByHand";
import { extracting } from "./support/windows";

/** As analysts write them: imports, settings, data, a step under each heading. */
const churn = notebookText(
  heading("# Churn of the first quarter"),
  "import math\nimport statistics",
  "THRESHOLD = 0.3\nMIN_VISITS = 2\ncustomers = [\n    {'name': 'Ann', 'visits': 3, 'days': 12},\n    {'name': 'Bob', 'visits': 9, 'days': 40},\n    {'name': 'Cid', 'visits': 1, 'days': 90},\n]",
  heading("## Score the customers\nMore days without a visit give a higher score."),
  "# days per visit, on a logarithmic scale\nscores = {}\nfor customer in customers:\n    if customer['visits'] >= MIN_VISITS:\n        scores[customer['name']] = math.log1p(customer['days'] / customer['visits'])\nrisky = [name for name, score in scores.items() if score > THRESHOLD]\nrisky",
  heading("## Report"),
  "print(len(risky), 'at risk of', len(customers))\nprint(statistics.mean(scores.values()))",
);

/** The same, said to be Deno's. */
const asDeno = (text: string): string =>
  JSON.stringify({
    ...(JSON.parse(text) as object),
    metadata: { kernelspec: { display_name: "Deno", language: "typescript", name: "deno" }, language_info: { name: "typescript" } },
  });

const shown = [{ output_type: "execute_result", execution_count: 2, data: { "text/plain": ["\u001b[33m6\u001b[39m"] }, metadata: {} }];
const sizes = asDeno(
  notebookText(
    heading("# Sizes"),
    { source: "const sizes = [1, 2, 3];", run: 1 },
    { source: "const total = sizes.reduce((sum, size) => sum + size, 0);\ntotal", run: 2, outputs: shown },
    { source: "console.log(total);", run: 3 },
  ),
);

const notebooks = {
  "churn.ipynb": churn,
  "deep/notebooks/visits.ipynb": churn,
  "sizes.ipynb": sizes,
  "package.json": '{ "devDependencies": { "vitest": "^4.0.0" } }',
};

describe("options of an extraction", () => {
  let workbench: Workbench;
  let folder: string;
  let hand: ExtractionByHand;
  useExtraction(extracting, notebooks, (opened) => ({ workbench, folder, hand } = opened));

  it("are toggled in the preview by keyboard, shown at once, and written", async () => {
    const made = ["score.py", "test_score.py"].map((name) => join(folder, name));
    await hand.extractToModule("churn.ipynb", 4, ["score_customers.py", "score.py"], ["score_customers"]);
    await hand.previewText(/min_visits: int,/);
    assert.match(await hand.chosen(), /^Apply ?makes score\.py; changes churn\.ipynb/);
    assert.deepEqual(
      (await hand.choices()).slice(1, 4).map((row) => row.replace(/ options$/, "")),
      [
        "Write a testin test_score.py",
        "Take constants as keyword parametersmin_visits=2, threshold=0.3",
        "Read the module again when its file changes%autoreload 2 in the notebook",
      ],
    );
    await workbench.shoot("extract-options");
    await hand.decide("Take constants as keyword parameters");
    await hand.previewText(/min_visits: int = 2,/, /threshold: float = 0\.3/);
    // The choice stays where it was: a second Enter takes it back.
    await until("the option turned on", async () => /^Take constants as keyword parameters ?on: /.test(await hand.chosen()));
    await workbench.page.locator(".quick-input-widget .quick-input-box input:focus").press("Enter");
    await until("the option turned off", async () => /^Take constants as keyword parameters ?min_visits/.test(await hand.chosen()));
    await hand.previewText(/min_visits: int,/, /threshold: float,/);
    await hand.decide("Take constants as keyword parameters");
    await hand.previewText(/min_visits: int = 2,/);
    await hand.decide("Read the module again");
    await hand.previewText(/%autoreload 2/, /%load_ext autoreload/);
    await hand.decide("Write a test");
    await until("the test among the files", async () => (await hand.choices())[0]?.includes("makes score.py, test_score.py"));
    await workbench.shoot("extract-options-on");
    await hand.decide("Apply");
    await hand.line(4, "score_customers(customers").waitFor();
    const [module, test] = made.map((path) => readFileSync(path, "utf8"));
    assert.match(module, /min_visits: int = 2,\n/);
    assert.match(test, /def test_score_customers\(/);
    await workbench.shoot("extract-options-applied");
    await hand.undo(2);
    await until("no files", () => !made.some((path) => existsSync(path)));
    await hand.line(4, "# days per visit").waitFor();
  });

  it("offer an installable project where the module is not importable", async () => {
    await hand.extractToModule("deep/notebooks/visits.ipynb", 4, ["score_customers.py", "../src/score.py"], [null, "score_customers"]);
    const warning = await workbench.notification("would not be importable");
    await workbench.shoot("extract-not-importable");
    assert.deepEqual(await warning.locator(".monaco-button").allInnerTexts(), ["Make Installable", "Use sys.path", "Another Module"]);
    await workbench.press(warning, "Use sys.path");
    await hand.previewText(/sys\.path\.insert/);
    await hand.decide("Make the project installable");
    const shown = await hand.previewText(/build-backend/, /from score import score_customers/);
    assert.doesNotMatch(shown, /sys\.path/);
    await workbench.shoot("extract-installable");
    await hand.decide("Apply");
    await hand.line(4, "score_customers(customers").waitFor();
    assert.match(readFileSync(join(folder, "deep/pyproject.toml"), "utf8"), /py-modules = \["score"\]/);
    assert.ok(existsSync(join(folder, "deep/src/score.py")));
  });

  it("write a TypeScript test for the project's runner", async () => {
    await hand.extractToModule("sizes.ipynb", 2, ["sizes.ts"], ["makeTotal"], "Extract Cells to Module with a Test…");
    await hand.previewText(/export function makeTotal\(sizes: number\[\]\)/);
    assert.deepEqual((await hand.choices()).slice(0, 2), [
      "Applymakes sizes.ts, sizes.test.ts; changes sizes.ipynb",
      "Write a teston: in sizes.test.ts options",
    ]);
    await workbench.shoot("extract-typescript");
    await hand.decide("Apply");
    await hand.line(2, "const total = makeTotal(sizes);").waitFor();
    assert.equal(
      readFileSync(join(folder, "sizes.test.ts"), "utf8"),
      'import { expect, test } from "vitest";\nimport { makeTotal } from "./sizes";\n\ntest("makeTotal", () => {\n  const sizes = [1, 2, 3];\n  const total = makeTotal(sizes);\n  expect(total).toBe(6);\n});\n',
    );
    await hand.undo(2);
    await until("no files", () => !existsSync(join(folder, "sizes.test.ts")));
  });
});
