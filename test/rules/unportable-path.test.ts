import rule from "../../language-server/rules/unportable-path";
import { testRule } from "./testRule";

const pandas = "import pandas as pd\n";

testRule(rule, {
  valid: [
    {
      name: "an address by the name of what gives it",
      cells: [
        "import os, pandas as pd\nbase = os.environ['DATA_URL']\nroot = os.getenv('S3_ROOT')\npd.read_csv(base + '/a.csv')\npd.read_csv(root + '/a.csv')",
      ],
    },
    {
      name: "names of models and data sets",
      cells: [
        "from transformers import AutoModel\nfrom datasets import load_dataset\norganisation = 'example'\nAutoModel.from_pretrained(organisation + '/' + 'small')\nload_dataset(organisation + '/' + 'rows')",
      ],
    },
    {
      name: "forward slashes and joins",
      cells: [
        `${pandas}import os\nfrom pathlib import Path\npd.read_csv('data/a.csv')\npd.read_csv(os.path.join(folder, 'a.csv'))\npd.read_csv(Path('data') / 'a.csv')\npd.read_csv(f'{folder}/a.csv')`,
      ],
    },
    { name: "backslashes that no file call takes", cells: ["import re\nre.sub('a\\\\b', r'c\\d', text)\nprint('data\\\\a.csv')"] },
    {
      name: "absolute Windows paths are another rule's",
      cells: [`${pandas}pd.read_csv('C:\\\\data\\\\a.csv')\npd.read_csv(r'\\\\server\\a.csv')`],
    },
    { name: "names and endings", cells: [`${pandas}pd.read_csv(name + '.csv')\nopen('train_' + str(3))`] },
    {
      name: "addresses",
      cells: [
        `${pandas}BASE = 'https://example.com/'\npd.read_csv(BASE + 'a.csv')\npd.read_csv(base_url + '/a.csv')\npd.read_csv('s3://b/' + name)\nOUT = f'gs://{b}/x'\npd.read_csv(OUT + '/a.csv')`,
      ],
    },
    { name: "one text on two lines", cells: [`${pandas}pd.read_csv('data/' + 'a.csv')`] },
    {
      name: "what functions are given that open no file, and addresses that they open",
      cells: [
        `${pandas}def show(name):\n    print(name)\ndef load(path):\n    return pd.read_csv(path)\nshow('a\\\\b.csv')\nload(base_url + '/a.csv')\nload('https://example.com/' + day)\nload('data/a.csv')`,
      ],
    },
    { name: "a template without a separator", cells: ["open(name + '{}.csv'.format(day))"] },
    { name: "numbers", cells: ["f(1 + 2)\nopen(a - b)"] },
  ],
  invalid: [
    {
      name: "a path that is also taken apart, unsafely; one that is only opened",
      cells: [
        "import pandas as pd\npath = «'data\\\\a.csv'»\nname = path.split('\\\\')[1]\npd.read_csv(path)\nother = «'data\\\\b.csv'»\npd.read_csv(other)",
      ],
      fixes: [
        { title: "Use forward slashes", safe: false },
        { finding: 1, title: "Use forward slashes", safe: true },
      ],
    },
    {
      name: "folders that are listed, whose entries begin with them, unsafely",
      cells: [
        "import glob, os\nnames = [file.split('\\\\')[2] for file in glob.glob(«'data\\\\raw\\\\*.csv'»)]\nroots = list(os.walk(«'data\\\\raw'»))\npattern = «'data\\\\*.txt'»\ntexts = glob.glob(pattern)",
      ],
      fixes: [0, 1, 2].map((finding) => ({ finding, title: "Use forward slashes", safe: false })),
    },
    {
      name: "backslashes between fields",
      cells: ["import pandas as pd\nname = 'a'\npd.read_csv(«f'data\\\\{name}.csv'»)"],
      fixes: [{ title: "Use forward slashes", safe: true, cells: ["import pandas as pd\nname = 'a'\npd.read_csv(f'data/{name}.csv')"] }],
    },
    {
      name: "backslashes",
      cells: [`${pandas}pd.read_csv(«r'data\\train.csv'»)`],
      messages: [/^Backslashes separate folders only on Windows/],
      severities: ["info"],
      fixes: [{ title: "Use forward slashes", safe: true, cells: [`${pandas}pd.read_csv(r'data/train.csv')`] }],
    },
    {
      name: "doubled backslashes through a variable",
      cells: [`${pandas}PATH = «'..\\\\data\\\\a.csv'»`, "pd.read_csv(PATH)"],
      fixes: [{ title: "Use forward slashes", cells: [`${pandas}PATH = '../data/a.csv'`, "pd.read_csv(PATH)"] }],
    },
    {
      name: "a backslash that makes a tab",
      cells: [`${pandas}pd.read_csv(«'data\\train.csv'»)`],
      messages: [/^Python reads \\t in this path/],
      fixes: [{ title: "Use forward slashes", cells: [`${pandas}pd.read_csv('data/train.csv')`] }],
    },
    {
      name: "a folder and a file joined with +",
      cells: [`${pandas}DIR = 'data/'`, "a = pd.read_csv(«DIR + 'a.csv'»)\nb = pd.read_csv(DIR + 'b.csv')"],
      messages: [/joined with \+ \(2 places\): only a slash in the right place separates DIR from the rest/],
      related: [[[1, "DIR + 'b.csv'"]]],
      fixes: [
        {
          title: "Join with pathlib",
          safe: false,
          cells: [
            `from pathlib import Path\n${pandas}DIR = 'data/'`,
            "a = pd.read_csv(Path(DIR) / 'a.csv')\nb = pd.read_csv(Path(DIR) / 'b.csv')",
          ],
        },
      ],
    },
    {
      name: "a slash of its own",
      cells: ["from pathlib import Path\nopen(«folder + '/a.txt'»)"],
      fixes: [{ title: "Join with pathlib", cells: ["from pathlib import Path\nopen(Path(folder) / 'a.txt')"] }],
    },
    {
      name: "a folder's text and a name",
      cells: ["import cv2\ncv2.imread(«'images/' + name»)"],
      fixes: [{ title: "Join with pathlib", cells: ["from pathlib import Path\nimport cv2\ncv2.imread(str(Path('images') / name))"] }],
    },
    {
      name: "more than two parts",
      cells: ["open(«folder + '/' + name + '.txt'»)\nopen(«'/data/in/' + day + '/raw/' + str(n) + \".txt\"»)"],
      fixes: [
        {
          title: "Join with pathlib",
          cells: ["from pathlib import Path\nopen(Path(folder) / (name + '.txt'))\nopen('/data/in/' + day + '/raw/' + str(n) + \".txt\")"],
        },
        {
          title: "Join with pathlib",
          finding: 1,
          cells: [
            "from pathlib import Path\nopen(folder + '/' + name + '.txt')\nopen(Path('/data/in') / day / 'raw' / (str(n) + \".txt\"))",
          ],
        },
      ],
    },
    {
      name: "what a function of the notebook opens",
      cells: [
        `${pandas}def load(path, sep=','):\n    return pd.read_csv(path, sep=sep)`,
        "a = load(«r'data\\a.csv'»)\nb = load(«folder + '/b.csv'»)\nc = load(sep=';', path=«'data\\c.csv'»)",
      ],
      fixes: [
        {
          title: "Use forward slashes",
          safe: false,
          cells: [
            `${pandas}def load(path, sep=','):\n    return pd.read_csv(path, sep=sep)`,
            "a = load(r'data/a.csv')\nb = load(folder + '/b.csv')\nc = load(sep=';', path='data\\c.csv')",
          ],
        },
      ],
    },
    {
      name: "what a method of the notebook opens",
      cells: ["class Shop:\n    def load(self, path):\n        return open(path)", "Shop().load(«r'data\\a.csv'»)"],
    },
    {
      name: "a template",
      cells: ["name = 'a'\nopen(«'.\\\\{0}'».format(name))"],
      fixes: [{ title: "Use forward slashes", safe: true, cells: ["name = 'a'\nopen('./{0}'.format(name))"] }],
    },
    {
      name: "a template behind a folder, without a fix",
      cells: ["open(«folder + '/day-{}.csv'.format(3)»)", "DAY = '/day'\nopen(«'data/' + DAY + '/a.csv'»)"],
      noFix: /./,
    },
    { name: "escapes, without a fix", cells: ["open(«folder + '/\\x41' + name»)"], noFix: /./ },
    { name: "through a variable, without a fix", cells: ["path = «folder + '/a.txt'»\nopen(path)"], noFix: /./ },
  ],
});
