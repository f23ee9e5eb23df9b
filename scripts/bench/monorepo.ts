// Writes a folder of made-up notebooks of the sizes that teams have, the same ones for the same seed.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { numbersFrom } from "../../test/support/random";

type Random = () => number;

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)];
const words = ["price", "region", "visits", "income", "age", "tenure", "score", "amount", "segment", "volume"];

/** Kinds of cells, each from the number of the cell and chance. Earlier cells bind what later ones read. */
const cellKinds: readonly ((index: number, random: Random) => string)[] = [
  (index, random) =>
    `frame_${index} = pd.read_csv("data/${pick(random, words)}_${index}.csv")\nframe_${index}["${pick(random, words)}"] = frame_${index}["${pick(random, words)}"].fillna(0)\nframe_${index}.head()`,
  (index, random) =>
    [
      `def prepare_${index}(frame, column="${pick(random, words)}", rate=${index}):`,
      '    """Scales one column and drops what is missing."""',
      "    result = frame.dropna(subset=[column]).copy()",
      "    total = 0",
      "    for name, value in result[column].items():",
      `        if value > rate and name != ${Math.floor(random() * 100)}:`,
      "            total += value * rate",
      "    result[column] = result[column] / max(total, 1)",
      "    return result",
    ].join("\n"),
  (_, random) =>
    `fig, ax = plt.subplots(figsize=(${4 + Math.floor(random() * 8)}, 4))\nax.plot(np.cumsum(np.arange(${10 + Math.floor(random() * 90)})), label="${pick(random, words)}")\nax.set_title(f"{SEED}: {len(words)} columns")\nplt.show()`,
  (index, random) =>
    `values_${index} = np.array([${Array.from({ length: 12 }, () => random().toFixed(4)).join(", ")}])\nsummary = {name: values_${index}.mean() * weight for name, weight in zip(words, range(${index}))}\nprint("mean", summary, values_${index}.std())`,
  (index, random) =>
    `train, test = train_test_split(np.arange(${100 + index}).reshape(-1, 1), random_state=SEED)\nmodel = ${pick(random, ["Ridge", "Lasso"])}(alpha=${random().toFixed(3)})\nmodel.fit(train, train.ravel())\nmodel.score(test, test.ravel())`,
  (index) => `%matplotlib inline\n!ls data | head -n ${index}\n%timeit -n 1 sum(range(${index}))`,
];

const head =
  'import numpy as np\nimport pandas as pd\nimport matplotlib.pyplot as plt\nfrom sklearn.linear_model import Lasso, Ridge\nfrom sklearn.model_selection import train_test_split\n\nSEED = 7\nwords = ["price", "region"]';
const linesOf = (text: string): readonly string[] => text.split(/(?<=\n)/);

/** What a run left: nothing, some lines, or a picture of up to 120 kB. */
function outputsOf(random: Random): readonly object[] {
  const kind = random();
  if (kind < 0.5) return [];
  if (kind < 0.9)
    return [
      {
        output_type: "stream",
        name: "stdout",
        text: Array.from({ length: 1 + Math.floor(random() * 20) }, (_, line) => `${line} ${pick(random, words)} ${random()}\n`),
      },
    ];
  const picture = Buffer.from(Array.from({ length: 1000 + Math.floor(random() * 90_000) }, () => Math.floor(random() * 256)));
  return [
    {
      output_type: "display_data",
      metadata: {},
      data: { "image/png": picture.toString("base64"), "text/plain": ["<Figure size 640x480 with 1 Axes>"] },
    },
  ];
}

function notebookOf(number: number, random: Random): object {
  const cells = 8 + Math.floor(random() * 40);
  const codeCell = (source: string, index: number): object => ({
    cell_type: "code",
    id: `c${index}`,
    execution_count: index + 1,
    metadata: {},
    outputs: outputsOf(random),
    source: linesOf(source),
  });
  return {
    cells: [
      {
        cell_type: "markdown",
        id: "title",
        metadata: {},
        source: [`# Study ${number}\n`, "\n", `How ${pick(random, words)} moves with ${pick(random, words)}.`],
      },
      codeCell(head, 0),
      ...Array.from({ length: cells }, (_, index) => codeCell(pick(random, cellKinds)(index + 1, random), index + 1)),
    ],
    metadata: {
      kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
      language_info: { name: "python", version: "3.11.4" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** Writes `count` notebooks into `folder` (absolute), twenty to a team, with one requirements file for all; gives their size in bytes. */
export function writeMonorepo(folder: string, count: number, seed: number): number {
  const random = numbersFrom(seed);
  let bytes = 0;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "requirements.txt"), "matplotlib==3.10.1\nnumpy==2.2.4\npandas==2.2.3\nscikit-learn==1.6.1\n");
  for (let number = 0; number < count; number++) {
    const path = join(folder, `team_${Math.floor(number / 20)}`, `study_${number}.ipynb`);
    const text = `${JSON.stringify(notebookOf(number, random), null, 1)}\n`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}
