import rule from "../../language-server/rules/sql-injection";
import { testRule } from "./testRule";

const pandas = "import pandas as pd, sqlite3\ncon = sqlite3.connect('a.db')\nname = input()\n";

testRule(rule, {
  valid: [
    {
      name: "text that the notebook's own function puts together from its own words",
      cells: [
        "import sqlite3\ncon = sqlite3.connect('a.db')\ndef build(table):\n    return f'select * from {table}'",
        "con.execute(build('t'))",
      ],
    },
    {
      name: "marks that are put behind, and parts that stand in the notebook",
      cells: [
        "import sqlite3\ncon = sqlite3.connect('a.db')\nname = input()\nsql = 'select * from t'\nsql += ' where name = ?'\ncon.execute(sql, (name,))\ncolumns = ['a']\ncolumns.append('b')\ncon.execute('select ' + ', '.join(columns) + ' from t')\ntext = 'Dear '\ntext += name\ncon.execute(text)",
      ],
    },
    {
      name: "a table of a fixed list",
      cells: [
        "import sqlite3\nconnection = sqlite3.connect('a.db')\ntable = input()\nif table in ('sales', 'stores'):\n    connection.execute(f'SELECT * FROM {table}')",
      ],
    },
    {
      name: "what gets past a test above",
      cells: [
        "import sqlite3\nconnection = sqlite3.connect('a.db')\ntable = input()\nassert table in tables\nconnection.execute(f'SELECT * FROM {table}')\ndef show(city):\n    if not city or city not in cities:\n        raise ValueError(city)\n    with connection:\n        connection.execute(f\"SELECT * FROM sales WHERE city = '{city}'\")\nshow(input())",
      ],
    },
    {
      name: "the notebook's own words in place of the command line's",
      cells: [
        "import argparse\nparser = argparse.ArgumentParser()\nargs = parser.parse_args([])\ncon.execute(f\"SELECT * FROM t WHERE a = '{args.a}'\")\nmore, rest = parser.parse_known_args(args='--a 1'.split())\ncon.execute(f\"SELECT * FROM t WHERE a = '{more.a}'\")",
      ],
    },
    {
      name: "parameters",
      cells: [
        `${pandas}pd.read_sql('SELECT * FROM t WHERE a = ?', con, params=(name,))\ncon.execute('DELETE FROM t WHERE a = ?', (name,))`,
      ],
    },
    {
      name: "the notebook's own values",
      cells: [
        "import pandas as pd\ntable = 'sales'\nday = '2026-01-01'\npd.read_sql(f'SELECT * FROM {table} WHERE day = {day!r}', con)\nfor t in ['a', 'b']:\n    pd.read_sql('SELECT * FROM ' + t, con)",
      ],
    },
    {
      name: "the project's own settings",
      cells: [
        "import json, pathlib\nwith open('app_config.json') as f:\n    config = json.load(f)\nsettings = pathlib.Path('settings.yaml').read_text()",
        "con.execute('CREATE SCHEMA {0}'.format(config['schema']))\ncon.execute(f'SELECT * FROM {settings}')",
      ],
    },
    {
      name: "the settings of one environment",
      cells: [
        "import json\nwith open('../pipelines/dev.json') as f:\n    payload = json.load(f)['data']\ndataset = payload['dataset']",
        "con.execute(f'SELECT * FROM {dataset}.rows')",
      ],
    },
    { name: "numbers", cells: [`${pandas}n = int(input())\npd.read_sql(f'SELECT * FROM t LIMIT {n}', con)`] },
    {
      name: "text that is no SQL",
      cells: [`${pandas}client.query(f'what about {name}')\nrunner.execute('tool ' + name)\nindex.query(name)`],
    },
    {
      name: "a list of marks, made of the values' number",
      cells: [
        `${pandas}ids = open('ids.txt').read().split()\nmarks = ','.join('?' * len(ids))\ncon.execute(f'SELECT * FROM t WHERE id IN ({marks})', ids)`,
      ],
    },
    {
      name: "a parameter nobody knows",
      cells: ["import pandas as pd\ndef load(name):\n    return pd.read_sql(f\"SELECT * FROM t WHERE a = '{name}'\", con)"],
    },
  ],
  invalid: [
    {
      name: "rows of a file in JSON",
      cells: [
        "import json\nwith open('devices.json') as f:\n    rows = json.load(f)\nfor row in rows:\n    con.execute(«f\"SELECT * FROM t WHERE name = '{row['name']}'\"»)",
      ],
    },
    {
      name: "text that the notebook's own function puts together",
      cells: [
        "import sqlite3\ncon = sqlite3.connect('a.db')\ndef build(table, condition):\n    sql = «f'select * from {table} where {condition}'»\n    return sql",
        "con.execute(build('t', input()))",
      ],
    },
    {
      name: "text that grows before it runs",
      cells: [
        "import sqlite3\ncon = sqlite3.connect('a.db')\nsql = 'select * from t'",
        "name = input()\nif name:\n    sql += «\" where name = '\" + name + \"'\"»\nsql += ' order by name'\ncon.execute(sql)",
      ],
    },
    {
      name: "parts that are joined",
      cells: [
        "import sqlite3\ncon = sqlite3.connect('a.db')\nname = input()\nparts = ['select *', 'from t', f\"where name = '{name}'\"]\ncon.execute(«' '.join(parts)»)\nclauses = []\nclauses.append(\"name = '\" + name + \"'\")\ncon.execute(«'select * from t where ' + ' and '.join(clauses)»)",
      ],
    },
    {
      name: "through a function's parameter",
      cells: [
        "import sqlite3\ncon = sqlite3.connect('a.db')\ndef find(name):\n    return con.execute(«f\"select * from t where name = '{name}'\"»).fetchall()",
        "find(name=input())",
      ],
    },
    {
      name: "an f-string, with a mend for sqlite3",
      cells: [`${pandas}df = pd.read_sql(«f"SELECT * FROM t WHERE a = '{name}' AND b > 3"», con)`],
      messages: [/^A value from input\(\) becomes part of this SQL: .*as a parameter\.$/],
      severities: ["warning"],
      fixes: [
        {
          title: "Pass the value to the driver as a parameter",
          safe: false,
          cells: [`${pandas}df = pd.read_sql("SELECT * FROM t WHERE a = ? AND b > 3", con, params=(name,))`],
        },
      ],
    },
    {
      name: "a cursor of PostgreSQL",
      cells: [
        "import psycopg2\ncur = psycopg2.connect('').cursor()\nlow, high = input(), input()\na = input()\nb = input()\ncur.execute(«f'''\n  SELECT *\n  FROM t WHERE x BETWEEN {a} AND {b}\n'''»)",
      ],
      fixes: [
        {
          title: /parameters/,
          cells: [
            "import psycopg2\ncur = psycopg2.connect('').cursor()\nlow, high = input(), input()\na = input()\nb = input()\ncur.execute('''\n  SELECT *\n  FROM t WHERE x BETWEEN %s AND %s\n''', (a, b))",
          ],
        },
      ],
    },
    {
      name: "an answer that is awaited, at asyncpg",
      cells: [
        "import aiohttp, asyncpg\nasync with aiohttp.ClientSession() as session:\n    async with session.get('https://a.net') as reply:\n        data = await reply.json()",
        "con = await asyncpg.connect('')\nrows = await con.fetch(«f\"SELECT * FROM t WHERE a = '{data['a']}'\"»)",
      ],
    },
    {
      name: "a test that lets the others through",
      cells: [
        "import sqlite3\nconnection = sqlite3.connect('a.db')\ntable = input()\nif table in tables:\n    raise ValueError(table)\nif table not in others:\n    print(table)\nconnection.execute(«f'SELECT * FROM {table}'»)",
      ],
    },
    ...["a IN ({name})", "a = 1 AND {name} = 2", "a = {name}.b", "a > 1 ORDER BY b, {name}", "a = SUM({name})"].map((condition) => ({
      name: `no single value: ${condition}`,
      cells: [`${pandas}import sqlite3\ncon2 = sqlite3.connect('a.db')\ncon2.execute(«f'SELECT * FROM t WHERE ${condition}'»)`],
      noFix: /./,
    })),
    {
      name: "a value in a row",
      cells: ["import sqlite3\ncon = sqlite3.connect('a.db')\na = input()\ncon.execute(«f\"INSERT INTO t (a, b) VALUES ({a}, 'x')\"»)"],
      fixes: [
        {
          title: /a parameter$/,
          cells: [
            "import sqlite3\ncon = sqlite3.connect('a.db')\na = input()\ncon.execute(\"INSERT INTO t (a, b) VALUES (?, 'x')\", (a,))",
          ],
        },
      ],
    },
    {
      name: "values in quotes and at the end of a range",
      cells: [
        "import sqlite3\ncon = sqlite3.connect('a.db')\na = input()\ncon.execute(«f\"SELECT * FROM t WHERE a IN ('{a}') AND day BETWEEN 1 AND {a}\"»)",
      ],
      fixes: [
        {
          title: /parameters/,
          cells: [
            "import sqlite3\ncon = sqlite3.connect('a.db')\na = input()\ncon.execute(\"SELECT * FROM t WHERE a IN (?) AND day BETWEEN 1 AND ?\", (a, a))",
          ],
        },
      ],
    },
    { name: "a table's name is no parameter", cells: [`${pandas}con.execute(«f'SELECT * FROM {name}'»)`], noFix: /./ },
    {
      name: "plus, percent, format",
      cells: [
        `${pandas}con.execute(«"SELECT * FROM t WHERE a = '" + name + "'"»)\ncon.execute(«"SELECT * FROM t WHERE a = '%s'" % name»)\ncon.execute(«"DELETE FROM t WHERE a = {}".format(name)»)`,
      ],
      noFix: /./,
    },
    {
      name: "through a name and another cell",
      cells: [
        `${pandas}query = «f"SELECT * FROM t WHERE a = '{name}'"»`,
        "df = pd.read_sql(query, con)\ndf2 = pd.read_sql_query(sql=query, con=con)",
      ],
      noFix: /./,
    },
    {
      name: "SQLAlchemy's text, a web request",
      cells: [
        "import requests\nfrom sqlalchemy import text\nuser = requests.get('https://a.net/user').json()['name']\nwith engine.connect() as c:\n    c.execute(text(«f\"UPDATE t SET a = '{user}'\"»))",
      ],
      messages: [/web request/],
    },
    {
      name: "rows of a file, one after the other",
      cells: ["import csv\nfor row in csv.reader(open('a.csv')):\n    cur.execute(«f\"INSERT INTO t VALUES ('{row[0]}', '{row[1]}')\"»)"],
      messages: [/a file \(open\)/],
    },
  ],
});
