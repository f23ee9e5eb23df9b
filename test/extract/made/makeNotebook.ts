// Made-up notebooks as data scientists write them: frames changed in place, models, plots, functions, branches, in any order that runs.
import { numbersFrom } from "../../support/random";
import { frameSteps } from "./frames";
import { modelSteps } from "./models";
import { plainSteps } from "./plain";
import { makeWorld, type World } from "./world";

const headings = ["Loading the data", "Cleaning", "New features", "A closer look", "Training a model", "Results", "Notes on the method"];

/** The cells of the notebook of this seed; those that begin with "md:" are Markdown. */
export function makeNotebook(seed: number): readonly string[] {
  const world = makeWorld(numbersFrom(seed));
  const cells = [imports(world), makeFrame(world)];
  const topics = [frameSteps, modelSteps, plainSteps, world.pick([frameSteps, plainSteps])];
  const count = 5 + world.below(4);
  while (cells.filter((cell) => !cell.startsWith("md:")).length < count + 2) {
    const cell = world.pick(world.pick(topics))(world);
    if (cell === null) continue;
    if (world.chance(0.3)) cells.push(`md:## ${world.pick(headings)}`);
    cells.push(cell);
  }
  return [...cells, `print(${world.frame}.shape, round(float(${world.frame}['${world.numbers[0]}'].sum()), 6))`];
}

const imports = (world: World): string =>
  world.pick([
    "import numpy as np\nimport pandas as pd\nimport matplotlib.pyplot as plt",
    "%matplotlib inline\nimport matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd",
    "import pandas as pd, numpy as np  # the usual\nfrom matplotlib import pyplot as plt\nimport os, sys\nSEED = 3",
  ]);

function makeFrame(world: World): string {
  world.frame = world.fresh(world.pick(["df", "data", "sales", "raw"]));
  const rows = 20 + world.below(40);
  const numbers = ["amount", "price", "age"].map((column) => world.fresh(column));
  const text = world.fresh(world.pick(["region", "kind", "class_name"]));
  world.numbers = [...numbers];
  world.groups = [text];
  const columns = [
    ...numbers.map((column, at) => `'${column}': rng.normal(${at + 1}, 2, ${rows})`),
    `'${text}': rng.choice(['north', 'south', 'west'], ${rows})`,
  ];
  return `rng = np.random.default_rng(${world.below(1000)})\n${world.frame} = pd.DataFrame({\n    ${columns.join(",\n    ")},\n})\n${world.frame}.head()`;
}
