import rule from "../../language-server/rules/guessed-schema";
import { testRule } from "./testRule";

const pandas = "import pandas as pd\n";

testRule(rule, {
  valid: [
    {
      name: "types given",
      cells: [
        `${pandas}pd.read_csv('x.csv', dtype=types)\npd.read_csv('x.csv', converters={'a': f})\npd.read_json('x.json', dtype={'a': str})\npd.read_csv('x.csv', **options)`,
      ],
    },
    {
      name: "types given behind the read",
      cells: [`${pandas}a = pd.read_csv('x.csv').astype({'a': int})\ndf = pd.read_csv('x.csv')`, "df = df.astype(types)"],
    },
    { name: "an assertion about the frame", cells: [`${pandas}df = pd.read_csv('x.csv')\nassert list(df.columns) == ['a', 'b']`] },
    { name: "a schema library", cells: [`${pandas}import pandera as pa\ndf = pd.read_csv('x.csv')\nschema.validate(df)`] },
    {
      name: "a glance, text in memory, the notebook's own file",
      cells: [
        `${pandas}import io\na = pd.read_csv('x.csv', nrows=5)\npd.read_csv('x.csv')\npd.read_csv(io.StringIO('a'))\ndf.to_csv('y.csv')\npd.read_csv('y.csv')`,
      ],
    },
    { name: "formats that hold their types", cells: [`${pandas}pd.read_parquet('x.parquet')`] },
  ],
  invalid: [
    {
      name: "readers that guess",
      cells: [`${pandas}df = «pd.read_csv»('x.csv')\nother = pd.read_excel('x.xlsx', sheet_name=0)`, "df['a'] = df['a'] * 2"],
      severities: ["hint"],
      related: [[[0, "pd.read_excel"]]],
      noFix: /./,
    },
    {
      name: "types from the file",
      cells: [`${pandas}df = «pd.read_csv»("x.csv", sep=";")`],
      files: { "x.csv": 'id;code;price;note;ok;n\n1;007;2.5;"a;b";True;3\n2;012;3;x;False;\n' },
      fixes: [
        {
          title: "Add the types found in the file: dtype= for 6 columns",
          safe: false,
          cells: [
            `${pandas}df = pd.read_csv("x.csv", sep=";", dtype={"id": "int64", "code": "string", "price": "float64", "note": "string", "ok": "bool", "n": "Int64"})`,
          ],
        },
      ],
    },
    ...[
      "words = df.select_dtypes('object').columns",
      "words = [c for c in df.columns if df[c].dtype == 'O']",
      "df.describe(include=['O'])",
    ].map((chosen) => ({
      name: `columns are chosen by the types that are guessed: no fix (${chosen})`,
      cells: [`${pandas}df = «pd.read_csv»("x.csv")`, chosen],
      files: { "x.csv": "a,b\nx,2\n" },
      noFix: /./,
    })),
    {
      name: "types are shown: a fix",
      cells: [`${pandas}df = «pd.read_csv»("x.csv")`, "df.dtypes"],
      files: { "x.csv": "a,b\nx,2\n" },
      fixes: [{ title: /2 columns/ }],
    },
    {
      name: "rows of different width: no fix",
      cells: [`${pandas}df = «pd.read_csv»("x.csv")`],
      files: { "x.csv": "a,b\n1,2\n1,2,3\n" },
      noFix: /./,
    },
  ],
});
