import rule from "../../language-server/rules/unbounded-read";
import { testRule } from "./testRule";

const pandas = "import pandas as pd\n";
const row = "1,2.5,some text here\n";
const csv = (rows: number): string => "a,b,c\n" + row.repeat(rows);

testRule(rule, {
  valid: [
    {
      name: "bounded reads",
      cells: [
        `${pandas}pd.read_csv('x.csv', nrows=10)\npd.read_csv('x.csv', usecols=['a'])\nfor part in pd.read_csv('x.csv', chunksize=1000):\n    pass\npd.read_parquet('x.parquet', columns=['a'])`,
      ],
    },
    { name: "arguments that are not known", cells: [`${pandas}pd.read_csv('x.csv', **options)`] },
    { name: "text in memory", cells: [`${pandas}import io\npd.read_csv(io.StringIO('a,b'))`] },
    { name: "a small file that is there", cells: [`${pandas}pd.read_csv('small.csv')`], files: { "small.csv": csv(10) } },
    { name: "a method of the same name", cells: ["reader.read_csv('x.csv')"] },
    {
      name: "readers that are handed over with a bound, to Dask, or that another function bounds",
      cells: [
        `${pandas}import dask\nfrom dask.distributed import Client\nfrom functools import partial\nfrom joblib import delayed\nClient().map(pd.read_csv, files)\ndask.delayed(pd.read_csv)('a.csv')\npool.map(partial(pd.read_csv, usecols=['a']), files)\nexecutor.submit(pd.read_csv, path, nrows=10)\ndelayed(pd.read_csv)(path, usecols=['a'])\npool.map(clean, files)`,
      ],
    },
    {
      name: "a frame that the notebook wrote itself",
      cells: [
        `${pandas}import os\nif os.path.exists('answers.csv'):\n    answers = pd.read_csv('answers.csv')\nelse:\n    answers = pd.DataFrame(ask_all())\n    answers.to_csv('answers.csv', index=False)`,
        "OUT = 'out/' + 'pairs.parquet'\npairs = pd.DataFrame(join_all())\npairs.to_parquet(OUT)",
        "check = pd.read_parquet(OUT)",
      ],
    },
    { name: "a lazy reader", cells: ["import polars as pl\npl.scan_csv('x.csv')\nimport dask.dataframe as dd\ndd.read_csv('x.csv')"] },
    { name: "a memory map", cells: ["import numpy as np\nnp.load('x.npy', mmap_mode='r')"] },
  ],
  invalid: [
    ...[
      ["index_col='id'", "print(df['a'])"],
      ["parse_dates=['day']", "print(df['a'])"],
      ["sep=';'", "print(df['a'])\nduckdb.sql('SELECT b FROM df').show()"],
      ["sep=';'", "print(df['a'])\n%sql select b from df"],
    ].map(([option, code]) => ({
      name: `columns that ${option} or a text names: ${code}`,
      cells: [`${pandas}df = «pd.read_csv»('x.csv', ${option})`, code],
      noFix: /columns? that/,
    })),
    { name: "a file that is not there", cells: [`${pandas}df = «pd.read_csv»('train.csv')`], severities: ["info"] },
    {
      name: "a file that grows with each run, or is written below, by others or elsewhere",
      cells: [
        `${pandas}log = «pd.read_csv»('log.csv')\nlog = pd.concat([log, pd.DataFrame(now())])\nlog.to_csv('log.csv')`,
        "pd.DataFrame(now()).to_csv('all.csv', mode='a')\nrows = «pd.read_csv»('all.csv')",
        "import dask.dataframe as dd\ndd.read_csv('in-*.csv').to_parquet('big.parquet')\nbig = «pd.read_parquet»('big.parquet')",
        "pd.DataFrame(now()).to_csv('one.csv')\nother = «pd.read_csv»('other.csv')",
      ],
    },
    {
      name: "readers that are handed over",
      cells: [
        `${pandas}import numpy as np\nfrom joblib import Parallel, delayed\nframes = pd.concat(map(«pd.read_csv», files))\nwith pool() as workers:\n    more = list(workers.map(pd.read_csv, files, chunksize=4))\nParallel(2)(delayed(pd.read_csv)(path) for path in files)\nexecutor.submit(«np.load», path)`,
      ],
      messages: [
        /^This reads whole files .* functools\.partial\(pd\.read_csv, usecols=…\) with the columns .* The same goes for 2 more places in this cell\.$/,
        /in production is unknown\. Read one file after the other/,
      ],
      severities: ["info", "info"],
    },
    {
      name: "several reads in a cell, with one mend for all",
      cells: [
        `${pandas}a = «pd.read_csv»('a.csv')\nb = pd.read_csv('b.csv')`,
        "print(a.head(), b.head())\nc = «pd.read_csv»('c.csv')\nprint(c.head())",
      ],
      messages: [/read it in chunks\. The same goes for 1 more place in this cell\.$/, /read it in chunks\.$/],
      related: [[[0, "pd.read_csv"]], []],
      fixes: [
        {
          title: /Dask/,
          cells: [
            `import dask.dataframe as dd\n${pandas}a = dd.read_csv('a.csv')\nb = dd.read_csv('b.csv')`,
            "print(a.head(), b.head())\nc = pd.read_csv('c.csv')\nprint(c.head())",
          ],
        },
      ],
    },
    { name: "a bound of None is none", cells: [`${pandas}df = «pd.read_csv»('train.csv', nrows=None)`] },
    {
      name: "imported by name, other libraries",
      cells: [
        "from pandas import read_csv as rc\n«rc»('x.csv')\nimport polars as pl\n«pl.read_parquet»('x.parquet')\nimport pyarrow.parquet as pq\npq.read_table('x.parquet')",
      ],
    },
    {
      name: "a large file that is there, through a variable",
      cells: [`${pandas}PATH = 'big.csv'`, "df = «pd.read_csv»(PATH)"],
      files: { "big.csv": csv(60_000) },
      options: { "small-file": 1 },
      messages: [/on disk, about .* in memory\. Read only the columns/],
      severities: ["warning"],
    },
    {
      name: "over the budget",
      cells: [`${pandas}df = «pd.read_csv»('big.csv')`],
      files: { "big.csv": csv(60_000) },
      options: { "small-file": 1 },
      memoryBudget: 1e6,
      severities: ["error"],
      messages: [/more than the budget of 1 MB/],
    },
    {
      name: "the columns that the notebook uses",
      cells: [
        `${pandas}df = «pd.read_csv»("x.csv")`,
        "total = df['price'].sum()\ndf['tax'] = df['price'] * 0.2\nprint(df[['price', 'city']], df['tax'])",
      ],
      fixes: [
        {
          title: "Read only the 2 columns that the notebook uses",
          safe: false,
          cells: [
            `${pandas}df = pd.read_csv("x.csv", usecols=["price", "city"])`,
            "total = df['price'].sum()\ndf['tax'] = df['price'] * 0.2\nprint(df[['price', 'city']], df['tax'])",
          ],
        },
        {
          title: /Dask/,
          cells: [
            `import dask.dataframe as dd\n${pandas}df = dd.read_csv("x.csv")`,
            "total = df['price'].sum()\ndf['tax'] = df['price'] * 0.2\nprint(df[['price', 'city']], df['tax'])",
          ],
        },
      ],
    },
  ],
});
