import rule from "../../language-server/rules/stale-output";
import { code, displayed, printed, raised, ran, testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "everything in order", cells: [ran(1, "a = 1"), ran(2, "print(a)", printed("1\n"))] },
    { name: "the reader ran again too", cells: [ran(3, "a = 1"), ran(4, "print(a)", printed("1\n"))] },
    { name: "no saved output", cells: [ran(3, "a = 1"), ran(2, "b = a")] },
    {
      name: "a printer and a logger made again",
      cells: [
        ran(3, "import logging, pprint\npp = pprint.PrettyPrinter(indent=4)\nlog = logging.getLogger('run')"),
        ran(2, "pp.pprint(1)\nlog.info(2)", printed("1\n")),
      ],
    },
    {
      name: "a client of a service made again",
      cells: [
        ran(
          3,
          "from mlflow.tracking import MlflowClient\nfrom google.cloud import bigquery\nclient = MlflowClient(tracking_uri='http://127.0.0.1:5000')\nbq = bigquery.Client()",
        ),
        ran(1, "client.search_experiments()", displayed("[]", 1)),
        ran(2, "bq.project", displayed("'a'", 2)),
      ],
    },
    {
      name: "a device, a session and a connection to a file made again",
      cells: [
        ran(
          3,
          "import torch, duckdb\nfrom pyspark.sql import SparkSession\ndevice = torch.device('cuda' if torch.cuda.is_available() else 'cpu')\nspark = SparkSession.builder.appName('a').getOrCreate()\ndb = duckdb.connect('rows.db')",
        ),
        ran(2, "db.execute('CREATE SCHEMA a')\nspark.sql('SELECT 1').show()\nprint(device)", printed("1\n")),
      ],
    },
    { name: "an error that was saved", cells: [ran(3, "a = 1"), ran(2, "print(a)", raised("NameError", "name 'a' is not defined"))] },
    { name: "a re-run import", cells: [ran(3, "import math"), ran(2, "print(math.pi)", printed("3.14\n"))] },
    { name: "a cell between binds the name", cells: [ran(3, "a = 1"), ran(1, "a = 2"), ran(2, "print(a)", printed("2\n"))] },
    {
      name: "Python 2, where a comprehension has a name of its own",
      cells: [ran(3, "a = 1"), ran(2, "print sum([a * 2 for a in [1, 2]]), list(a for a in '')", printed("6\n"))],
    },
    {
      name: "a loop of the cell gives the name its value",
      cells: [ran(3, "row = 1"), ran(2, "import sys\nfor row in sys.argv:\n    print(row)\nprint(row)", printed("2\n"))],
    },
    { name: "the binder's count is unknown", cells: [code("a = 1"), ran(2, "print(a)", printed("1\n"))] },
    { name: "counts of mixed sessions", cells: [ran(3, "a = 1"), ran(2, "print(a)", printed("1\n")), ran(3, "b = 2")] },
  ],
  invalid: [
    {
      name: "a connection to a database in memory, which is a new one",
      cells: [
        ran(3, "import duckdb, sqlite3\na = duckdb.connect()\nb = sqlite3.connect(':memory:')"),
        ran(2, "«a».execute('SHOW TABLES').fetchall()", displayed("[]", 2)),
        ran(1, "«b».total_changes", displayed("3", 1)),
      ],
    },
    {
      name: "a cell above that bound the name again later",
      cells: [ran(3, "rate = 0.5"), ran(2, "«rate» * 2", displayed("1.0", 2))],
      messages: [/computed with an older value of rate: cell 0 \[3\] defined it again afterwards/],
      related: [[[0, "rate"]]],
      fixes: [{ title: "Clear this output", safe: false }],
    },
    {
      name: "Python 2, beside a comprehension and in what it goes through",
      cells: [ran(3, "a = 1"), ran(2, "print [b for b in «a»]", printed("1\n"))],
    },
    { name: "one finding a cell", cells: [ran(4, "a = 1"), ran(5, "b = 2"), ran(3, "print(«a», b)", printed("1 2\n"))] },
  ],
});
