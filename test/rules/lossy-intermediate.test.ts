import rule from "../../language-server/rules/lossy-intermediate";
import { testRule } from "./testRule";

const pandas = "import pandas as pd\n";

testRule(rule, {
  valid: [
    { name: "read before it is written", cells: [`${pandas}df = pd.read_csv('x.csv')\ndf.to_csv('x.csv')`] },
    { name: "another file", cells: [`${pandas}df.to_csv('out.csv')\npd.read_csv('in.csv')`] },
    { name: "Parquet", cells: [`${pandas}df.to_parquet('x.parquet')\npd.read_parquet('x.parquet')`] },
    {
      name: "files that a loop goes through, and a name that is bound again",
      cells: [
        `${pandas}import os\nfrom shop import root\nfor path in files:\n    df.to_csv(path)`,
        "out = os.path.join(root(), 'a.csv')\ndf.to_csv(out)",
        "out = os.path.join(root(), 'b.csv')\npd.read_csv(out)",
      ],
    },
    { name: "a buffer", cells: [`${pandas}import io\nbuffer = io.StringIO()\ndf.to_csv(buffer)\nbuffer.seek(0)\npd.read_csv(buffer)`] },
    { name: "a path that is not known", cells: [`${pandas}df.to_csv(path)\npd.read_csv(path)`] },
  ],
  invalid: [
    {
      name: "a file that a shell line names, too",
      cells: [
        "import pandas as pd\ndf = pd.DataFrame({'a': [1]})\ndf.to_csv('w.csv', index=False)\n!head w.csv\nback = «pd.read_csv»('w.csv')",
      ],
      noFix: /./,
    },
    {
      name: "there and back",
      cells: [
        `${pandas}df = pd.read_json("a.json").dropna()\ndf.to_csv("data/clean.csv", index=False)`,
        "df = «pd.read_csv»('data/clean.csv')",
      ],
      severities: ["info"],
      messages: [/^data\/clean\.csv was written with to_csv in cell 0 and is read back here/],
      related: [[[0, 'df.to_csv("data/clean.csv", index=False)']]],
      fixes: [
        {
          title: "Write and read data/clean.parquet instead",
          safe: false,
          cells: [
            `${pandas}df = pd.read_json("a.json").dropna()\ndf.to_parquet("data/clean.parquet", index=False)`,
            "df = pd.read_parquet('data/clean.parquet')",
          ],
        },
      ],
    },
    {
      name: "a column, which has no to_parquet",
      cells: [
        `${pandas}df = pd.read_json("a.json")\ndf["a"].to_csv("a.csv", index=False)\ndf.groupby("b").size().to_csv("b.csv", index=False)`,
        "a = «pd.read_csv»('a.csv')",
        "b = «pd.read_csv»('b.csv')",
      ],
      noFix: /./,
    },
    {
      name: "an index that is dropped as a column",
      cells: [`${pandas}df = pd.read_json("a.json")\ndf.to_csv("a.csv")`, "a = «pd.read_csv»('a.csv').drop(columns='Unnamed: 0')"],
      noFix: /./,
    },
    {
      name: "through a name, with options: no fix; once a file",
      cells: [`${pandas}OUT = './x.csv'\ndf.to_csv(OUT)`, "a = «pd.read_csv»('x.csv', index_col=0)\nb = pd.read_csv(OUT)"],
      noFix: /./,
    },
    {
      name: "at a path in an unknown folder",
      cells: [`${pandas}import os\nfrom shop import root\nout = os.path.join(root(), 'a.csv')\ndf.to_csv(out)`, "df = «pd.read_csv»(out)"],
      messages: [/^The file at out was written with to_csv in cell 0/],
      noFix: /./,
    },
    {
      name: "inside functions that run one after the other",
      cells: [
        `${pandas}def load():\n    return «pd.read_csv»('x.csv', sep=';')\ndef save(df):\n    df.to_csv('x.csv', sep=';')`,
        "save(df)\ndf = load()",
      ],
    },
  ],
});
