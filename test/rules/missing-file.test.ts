import rule from "../../language-server/rules/missing-file";
import { testRule } from "./testRule";

const pandas = "import pandas as pd\n";

testRule(rule, {
  valid: [
    {
      name: "a file of the container that runs a pipeline's step",
      cells: ["from kfp.dsl import component\n@component\ndef clean():\n    open('in.csv')"],
    },
    {
      name: "a file that is there",
      cells: [`${pandas}pd.read_csv('data/a.csv')\nopen('../b.txt')`],
      files: { "data/a.csv": "a\n1\n", "../b.txt": "" },
    },
    {
      name: "a file that a cell writes",
      cells: [`${pandas}df.to_csv('a.csv')`, "pd.read_csv('a.csv')\nopen('b.txt', 'w')\nopen('b.txt')"],
    },
    { name: "through one variable", cells: [`${pandas}PATH = 'a.csv'\ndf.to_csv(PATH, index=False)\npd.read_csv(PATH)`] },
    { name: "files written and appended", cells: ["open('a.txt', 'w')\nopen('b.txt', mode='a')\nopen('c.txt', 'x')"] },
    { name: "a test whether it is there", cells: [`${pandas}import os\nif os.path.exists('a.csv'):\n    pd.read_csv('a.csv')`] },
    { name: "downloads and archives", cells: ["!wget https://example.com/a.zip", `${pandas}pd.read_csv('a.csv')`] },
    { name: "extractall", cells: [`${pandas}archive.extractall()\npd.read_csv('a.csv')`] },
    { name: "another current folder", cells: ["%cd data", `${pandas}pd.read_csv('a.csv')`] },
    {
      name: "requirements that are there, of an address, of a folder that a cell brings, and of one that a line goes to",
      cells: [
        "%pip install -r requirements.txt",
        "!pip install -r https://example.com/requirements.txt",
        "!cd .. && pip install -r dev.txt\n!pip install -r {file} -r $FILE",
      ],
      files: { "requirements.txt": "" },
    },
    { name: "requirements of what is cloned", cells: ["!git clone https://example.com/a\n!pip install -r a/requirements.txt"] },
    {
      name: "requirements that a cell writes",
      cells: ["open('requirements.txt', 'w').write('numpy==2.0.0')", "!pip install -r requirements.txt"],
    },
    { name: "requirements that a cell looks for", cells: ["!ls requirements.txt", "!pip install -r requirements.txt"] },
    {
      name: "names that are not constant",
      cells: [`${pandas}for n in [1]:\n    df.to_csv(f'{n}.csv')\npd.read_csv('1.csv')\npd.read_csv(name)`],
    },
    {
      name: "addresses, patterns, absolute and home paths",
      cells: [
        `${pandas}pd.read_csv('https://example.com/a.csv')\npd.read_csv('s3://b/a.csv')\nimport dask.dataframe as dd\ndd.read_csv('data/*.csv')\nopen('/data/a')\nopen('~/a')\npd.read_csv('../input/train.csv')`,
      ],
    },
    {
      name: "what DVC brings",
      cells: [`${pandas}pd.read_csv('data/a.csv')\npd.read_csv('raw/b.csv')`],
      files: { "data/a.csv.dvc": "", "raw.dvc": "" },
    },
    { name: "a reading that is tried", cells: ["try:\n    text = open('a.txt').read()\nexcept FileNotFoundError:\n    text = ''"] },
    {
      name: "a Path that is written first",
      cells: ["from pathlib import Path\nPath('a.txt').write_text('x')\nPath('a.txt').read_text()\nPath('b.txt').open('w')"],
    },
    { name: "text that is no path", cells: [`${pandas}pd.read_json('{"a": 1}')`] },
  ],
  invalid: [
    {
      name: "a missing file",
      cells: [`${pandas}pd.read_csv(«'a.csv'»)`],
      messages: [/^There is no file a\.csv relative to the notebook's folder, and no cell writes it, so the run stops here\./],
      severities: ["info"],
    },
    { name: "at open and image readers", cells: ["from PIL import Image\nopen(«'a.txt'»)\nopen(«'b.txt'», 'rb')\nImage.open(«'c.png'»)"] },
    {
      name: "through variables and joins",
      cells: [`${pandas}import os\nDIR = 'data'\npd.read_csv(«os.path.join(DIR, 'a.csv')»)`],
      files: { "data/b.csv": "" },
      messages: [/no file data\/a\.csv/],
    },
    {
      name: "a folder that is missing as a whole, once",
      cells: [`${pandas}pd.read_csv(«'data/a.csv'»)`, "pd.read_csv('data/b.csv')"],
      messages: [/no folder data\//],
      related: [[[1, "'data/b.csv'"]]],
    },
    {
      name: "requirements",
      cells: ["%pip install -q -r «requirements.txt»"],
      messages: [/^There is no file requirements\.txt .*so nothing is installed here, and the run goes on without its packages\./],
    },
    {
      name: "requirements of a shell's line",
      cells: ["!python -m pip install -r «../dev.txt» --quiet\nprint(1)", `${pandas}pd.read_csv(«'a.csv'»)`],
    },
    { name: "the same file again", cells: [`${pandas}pd.read_csv(«'a.csv'»)`, "pd.read_csv('a.csv')"] },
    {
      name: "a Path's own methods",
      cells: [
        "from pathlib import Path\ntext = «Path('a.txt')».read_text()\nsource = Path('b.bin')\nwith «source».open('rb') as f:\n    f.read()",
      ],
    },
    {
      name: "a Path",
      cells: ["from pathlib import Path\nimport pandas as pd\npd.read_csv(«Path('data') / 'a.csv'»)"],
      files: { "data/b.csv": "" },
    },
  ],
});
