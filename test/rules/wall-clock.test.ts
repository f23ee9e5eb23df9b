import rule from "../../language-server/rules/wall-clock";
import { code, testRule } from "./testRule";

const head = "import pandas as pd\nfrom datetime import datetime, date, timedelta\nimport time\n";

testRule(rule, {
  valid: [
    {
      name: "a query by names that hold other things, or are bound below",
      cells: ["import datetime as dt\nlimit = 3\ndf.query('n < @limit and mail == \"a@now\"')", "now = dt.datetime.now()\nprint(now)"],
    },
    {
      name: "measuring and printing",
      cells: [
        `${head}start = time.time()\nwork()\nprint(time.time() - start, datetime.now())\nseconds = round(time.time() - start)\ndf.to_csv('x.csv')`,
      ],
    },
    {
      name: "a duration in a file's name",
      cells: [`${head}start = time.time()\ntook = time.time() - start\ndf.to_csv(f'run_{took}.csv')`],
    },
    { name: "a fixed day", cells: [`${head}day = date(2024, 1, 1)\npd.read_csv(f'{day}.csv')`] },
    {
      name: "a parameter with now as its default",
      cells: [
        code("RUN_DATE = ''", { tags: ["parameters"] }),
        `${head}day = date.fromisoformat(RUN_DATE) if RUN_DATE else date.today()\npd.read_csv(f'{day}.csv')`,
      ],
    },
    {
      name: "time stamps among the values that a statement stores",
      cells: [
        `${head}now = time.time()\nquery = f"INSERT INTO logs VALUES ('x', {now})"\nspark.sql(query)`,
        `cursor.execute("INSERT INTO logs (name, at) VALUES (?, ?)", ('x', datetime.now()))\nspark.sql(f"UPDATE logs SET at = {time.time()} WHERE name = 'x'")\ncursor.execute("REPLACE INTO logs VALUES ('{}')".format(datetime.now()))`,
      ],
    },
    {
      name: "a column of the frame",
      cells: [`${head}df['loaded'] = datetime.now()\ndf['age'] = (datetime.now() - df.born).dt.days\ndf.to_csv('x.csv')`],
    },
    { name: "other things that are called now", cells: [`${head}pd.read_csv(f'{clock.now()}.csv')`] },
  ],
  invalid: [
    {
      name: "by a name in the text of a query",
      cells: [
        "import datetime as dt\nnow = «dt.datetime.now()»\nsince = now - dt.timedelta(days=7)",
        "recent = df.query('day < @now')",
        "week = df.query('day >= @since')",
      ],
      related: [[[1, "df.query('day < @now')"]]],
    },
    {
      name: "in a path",
      cells: ["# Imports\n" + head, "df = pd.read_csv(f'sales_{«date.today()»:%Y%m%d}.csv')"],
      severities: ["hint"],
      messages: [/^The current time decides which data is read/],
      related: [[]],
      fixes: [
        {
          title: "Take the time from the parameter RUN_DATE, or the current time if it is empty",
          safe: false,
          cells: [
            'RUN_DATE = ""  # an ISO date; empty means now',
            "# Imports\n" + head,
            "df = pd.read_csv(f'sales_{(date.fromisoformat(RUN_DATE) if RUN_DATE else date.today()):%Y%m%d}.csv')",
          ],
        },
      ],
    },
    {
      name: "through names in other cells",
      cells: [
        `${head}now = «datetime.now()»\nsince = now - timedelta(days=7)`,
        "stamp = since.strftime('%Y-%m-%d')\nname = 'out_' + stamp + '.csv'",
        "df.to_csv(name)",
      ],
      messages: [/which file is written: every run creates another file, and the next step cannot know its name\. Make/],
      related: [[[2, "df.to_csv(name)"]]],
    },
    {
      name: "through a method that is called by its class",
      cells: [
        `${head}day = str(datetime.date(«datetime.now()»))\ndf.to_csv('prices' + day + '.csv')\ndf.to_csv(f'x-{date.isoformat(«date.today()»)}.csv')`,
      ],
    },
    {
      name: "a folder",
      cells: ["import os\nfrom datetime import date\nfolder = f'run-{«date.today()»}'\nos.makedirs(folder)"],
      messages: [
        /^The current time decides which folder is created: every run creates another folder, and the next step cannot know its name\. Make/,
      ],
    },
    {
      name: "rows by their day",
      cells: [
        `${head}cut = «pd.Timestamp.now()» - pd.Timedelta(days=30)`,
        "recent = df[df['day'] >= cut]\nold = df.loc[(df.day < cut) & df.ok]",
      ],
      messages: [/which rows are taken/],
      related: [[[1, "df[df['day'] >= cut]"]]],
    },
    {
      name: "queries and requests",
      cells: [
        `${head}import requests\npd.read_sql(f"SELECT * FROM t WHERE day = '{«date.today()»}'", con)\nrequests.get(url, params={'to': «time.strftime('%F')»})`,
      ],
    },
    {
      name: "rows and tables that a statement writes to",
      cells: [
        `${head}cursor.execute(f"UPDATE t SET old = 1 WHERE day < '{«date.today()»}'")\ncursor.execute(f"INSERT INTO sales_{«datetime.now()»:%Y} VALUES (1)")\ncursor.execute("UPDATE t SET old = 1 WHERE day < ?", («date.today()»,))`,
      ],
    },
    {
      name: "files that are opened, and Spark's tables",
      cells: [
        `${head}with open(f'log-{«date.today()»}.txt') as f:\n    lines = f.readlines()\nsales = spark.read.parquet(f's3://shop/{«datetime.now()»:%Y/%m}')`,
      ],
      messages: [/which file is used/, /which file is used/],
    },
    {
      name: "rows chosen by a method",
      cells: [
        `${head}df = pd.read_csv('a.csv')\nnow = «pd.Timestamp.now()»\nweek = df[df.day.between(now - pd.Timedelta('7D'), now)]\nold = df.where(df.day < «datetime.now()»)`,
      ],
      messages: [/which rows are taken/, /which rows are taken/],
    },
    { name: "texts that mean now", cells: [`${head}pd.read_parquet(str(«pd.to_datetime('today')») + '.parquet')`], noFix: /./ },
  ],
});
