import rule from "../../language-server/rules/not-rerunnable";
import { testRule } from "./testRule";

const split = "import pandas as pd\nfrom sklearn.model_selection import train_test_split\ndf = pd.read_csv('a.csv')";
const scaled =
  "from sklearn.preprocessing import StandardScaler\nimport pandas as pd\nX = pd.read_csv('a.csv')\nZ = pd.read_csv('b.csv')\ns = StandardScaler().fit(X)";
const frame = "import pandas as pd\nimport numpy as np\ndf = pd.read_csv('a.csv')\nx = 1\nrows = []";

testRule(rule, {
  valid: [
    {
      name: "columns that the cell makes for itself",
      cells: [
        frame,
        "df['c'] = df.a * 2\nplot(df)\ndf.drop('c', axis=1, inplace=True)",
        "df[\"d\"] = 1\ndel df['d']",
        "df['e'] = 1\ndf['f'] = 2\ndf = df.drop(columns=['e', 'f'])",
        "df['g'] = 1\ng = df.pop('g')",
      ],
    },
    {
      name: "a value made in the same cell",
      cells: [frame, "x = 2\nx += 1\nrows = []\nrows.append(1)\ndf = pd.DataFrame()\ndf = df.drop('a')\ndf['b'] = 1\ndf['b'] += 1"],
    },
    {
      name: "an index of values, which leaves every column in the frame",
      cells: [
        frame,
        "import pandas as pd\ndf = df.set_index(pd.DatetimeIndex(df['Date'].values))",
        "df = df.set_index(df['a'])",
        "df = df.set_index([pd.to_datetime(df.Date)])",
        "df.set_index('b', drop=False, inplace=True)",
      ],
    },
    {
      name: "what gives the same again",
      cells: [
        frame,
        "df = df.dropna().sort_values('a').fillna(0).head(3)\ndf = df[df.a > 3]\ndf = df.drop(columns='a', errors='ignore')\ndf = df.reset_index(drop=True)\ndf = df[:100]\ndf['a'] = df['a'] - df['a'].min()\ndf['a'] = df['a'].astype(int)",
      ],
    },
    {
      name: "rows that the cell filters and drops",
      cells: [
        frame,
        "rows = df[df.a > 3].index\ndf.drop(index=rows, inplace=True)",
        "df = df.drop(df[df.a.isna()].index)",
        "df = df.drop(df[df.isna().sum(axis=1) > 2].index)",
        "df = df.drop(df.loc[~df.a.between(1, 3)].index, axis=0)",
      ],
    },
    {
      name: "columns that Spark and Snowpark drop by their names",
      cells: [
        "from pyspark.sql import SparkSession, functions as F\ndf = SparkSession.builder.getOrCreate().table('t')",
        "df = df.drop('a')\ndf = df.drop(*names)\ndf = df.drop('b', 'c')",
      ],
    },
    { name: "the same where the kernel has Spark", cells: ["df = spark.table('t')", "df = df.drop('a')"] },
    { name: "idempotent operators", cells: ["mask = True\nnames = set()", "mask &= False\nmask |= True\nnames.add(1)"] },
    { name: "another name, another column", cells: [frame, "small = df.drop('a')\ndf['b'] = df['a'] * 2\ny = x + 1"] },
    { name: "receivers of unknown kind", cells: [frame + "\nfig = make()\nd = {}", "fig.append(1)\nd.pop('a', None)\nd.update(a=1)"] },
    { name: "inside functions", cells: [frame, "def f():\n    rows.append(1)\n    global x\n    x += 1"] },
    { name: "a module's list", cells: ["import sys", "sys.path.append('lib')"] },
    {
      name: "what no longer passes its filter",
      cells: [frame, "df.loc[df['a'] < 1, 'a'] *= 100\ndf.loc[(df.a < 1) & (df.b > 2), 'a'] -= 1"],
    },
    {
      name: "dummies of all columns, text that stays text",
      cells: [frame, "df = pd.get_dummies(df)\ndf['a'] = df['a'].str.strip().astype(str)\nwords = ', '\nwords = words.join(['a'])"],
    },
    {
      name: "parts under new names, and one that the cell makes itself",
      cells: [
        `${split}\ntrain, test = train_test_split(df)`,
        "fit, valid = train_test_split(train, stratify=train['a'])\nrows = df.dropna()\nrows, rest = train_test_split(rows)",
      ],
    },
    {
      name: "rows that are scaled under another name, by a scaler that the cell fits itself, or by something unknown",
      cells: [scaled, "s = StandardScaler()\nX = s.fit_transform(X)\nZ = s.transform(Z)", "Y = s.transform(Z)\nX = other.transform(X)"],
    },
    { name: "a map onto its own keys", cells: [frame, "df['a'] = df['a'].map({'x': 'y', 'y': 'x'})\ndf['b'] = df['b'].map(str)"] },
  ],
  invalid: [
    ...[
      "duckdb.sql('SELECT * FROM df').show()",
      "other.query('a in @df.b')",
      "%%sql\nSELECT * FROM df",
      "print(globals()['df'])",
      "%R -i df print(df)",
    ].map((reader) => ({
      name: `no new name where a text means the variable: ${reader}`,
      cells: ["import pandas as pd\ndf = pd.read_csv('a.csv')", "«df = df.drop(columns='a')»", reader],
      noFix: /./,
    })),
    {
      name: "rows that another cell filters, that are counted, or that a measure of them all filters",
      cells: [
        frame,
        "rows = df[df.a > 3].index",
        "«df.drop(rows, inplace=True)»",
        "«df = df.drop(df.index[0])»",
        "«df.drop(df[df.a > df.a.quantile(0.9)].index, inplace=True)»",
        "most = df.a.mean() * 3\n«df.drop(df[df.a > most].index, inplace=True)»",
      ],
    },
    {
      name: "classes in columns of their own",
      cells: [frame + "\nfrom tensorflow.keras.utils import to_categorical\ny = df['a'].values", "«y = to_categorical(y)»"],
      messages: [/each run of this cell adds the same things again/],
    },
    {
      name: "a column of its own and one of another cell",
      cells: [frame, "df['c'] = df.a * 2\n«df.drop(columns=['c', 'a'], inplace=True)»"],
    },
    {
      name: "pandas beside Spark",
      cells: [
        "import pandas as pd\nfrom pyspark.sql import SparkSession\ndf = pd.read_csv('a.csv')\nother = pd.read_csv('b.csv')",
        "«df = df.drop(['a'], axis=1)»\n«other = other.drop('b', 1)»",
      ],
    },
    {
      name: "a name that is new already",
      cells: ["import pandas as pd\ndf_new = pd.read_csv('a.csv')", "«df_new = df_new.drop('a', axis=1)»", "df_new.head()"],
      fixes: [{ title: "Assign the result to df_new_2" }],
    },
    {
      name: "a dropped column",
      cells: [frame, "«df = df.drop('a', axis=1)»\nprint(df)", "df.head()"],
      messages: [/^This changes df, which cell 0 creates: running this cell again fails/],
      severities: ["hint"],
      related: [[[0, "df"]]],
      fixes: [
        {
          title: "Assign the result to df_new",
          safe: false,
          cells: [frame, "df_new = df.drop('a', axis=1)\nprint(df_new)", "df_new.head()"],
        },
      ],
    },
    {
      name: "arithmetic on itself",
      cells: [frame, "«x += 1»", "«x = x * 2»", "«df['a'] = df['a'] / 100»", "«df['a'] = np.log(df['a'])»", "«df.a -= 1»"],
      messages: [/each run of this cell changes the result of the run before/],
    },
    { name: "lists that grow", cells: [frame, "for i in [1, 2]:\n    «rows.append(i)»"], messages: [/adds the same things again/] },
    { name: "a list that many cells fill, once", cells: [frame, "«rows.append(1)»", "rows.append(2)"] },
    {
      name: "in place",
      cells: [
        frame,
        "«df.drop('a', inplace=True)»",
        "«df.set_index('b', inplace=True)»",
        "«df.insert(0, 'c', 1)»",
        "«del df['d']»",
        "«y = df.pop('y')»",
      ],
    },
    {
      name: "slices and chains",
      cells: [
        frame + "\nlines = read()",
        "«lines = lines[1:]»",
        "«df = df.iloc[:-1]»",
        "«df = df.dropna().drop(columns=['a']).head()»",
        "«df = df.sample(frac=1).reset_index(drop=True)»",
        "«df = df.T»",
      ],
    },
    { name: "what is joined to itself", cells: [frame, "«df = pd.concat([df, df2])»", "«rows = np.append(rows, 1)»"] },
    {
      name: "a dictionary that maps away its keys",
      cells: [frame, "«df['sex'] = df['sex'].map({'male': 0, 'female': 1})»"],
      messages: [/leaves missing values/],
    },
    {
      name: "what is joined to another table",
      cells: [
        frame + "\nother = pd.read_csv('b.csv')",
        "«df = df.merge(other, on='id')»",
        "«df = pd.merge(df, other)»",
        "«df = df.join(other)»",
      ],
      messages: [/adds the same things again/, /adds the same things again/, /running this cell again fails/],
    },
    {
      name: "columns that are gone",
      cells: [frame, "«df = pd.get_dummies(df, columns=['a'])»", "«df.pop('a')»", "«df['b'] = df['b'].str.replace('%', '').astype(float)»"],
      messages: [/fails/, /fails/, /fails/],
    },
    {
      name: "a part that is split again",
      cells: [`${split}\ntrain, test = train_test_split(df)`, "«train, valid = train_test_split(train, random_state=1)»", "fit(train)"],
      messages: [/^This changes train, which cell 0 creates: each run of this cell removes more\. Assign the result to a new name\.$/],
      fixes: [
        {
          title: "Assign the result to train_new",
          cells: [
            `${split}\ntrain, test = train_test_split(df)`,
            "train_new, valid = train_test_split(train, random_state=1)",
            "fit(train_new)",
          ],
        },
      ],
    },
    {
      name: "one of two arrays that are split",
      cells: [`${split}\nX, y = df, df['a']`, "«x, x_test, y, y_test = train_test_split(X, y)»"],
      messages: [/^This changes y, .*: running this cell again fails/],
    },
    {
      name: "all arrays that are split",
      cells: [
        `${split}\nx, x_test, y, y_test = train_test_split(df, df['a'])`,
        "«x, x_valid, y, y_valid = train_test_split(x, y, stratify=y)»",
      ],
      messages: [/^This changes x, .*: each run of this cell removes more/],
    },
    {
      name: "rows that a fitted scaler scales, and scales back",
      cells: [scaled, "«X = s.transform(X)»", "«Z = s.inverse_transform(Z)»"],
      messages: [/each run of this cell changes the result of the run before/, /each run/],
      fixes: [{ title: "Assign the result to X_new", safe: false }],
    },
    { name: "a key that is gone", cells: ["settings = {'a': 1}", "«settings.pop('a')»"] },
    { name: "once a cell and name", cells: [frame, "«df['a'] = df['a'] * 2»\ndf['b'] = df['b'] * 2\n«x += 1»"] },
    {
      name: "a name that a function reads, without a fix",
      cells: [frame, "def f():\n    return x", "«x = x + 1»", "print(x)"],
      noFix: /./,
    },
  ],
});
