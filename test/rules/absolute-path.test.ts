import rule from "../../language-server/rules/absolute-path";
import { code, testRule } from "./testRule";

const pandas = "import pandas as pd\n";

testRule(rule, {
  valid: [
    { name: "file addresses without a folder of the machine", cells: ["out = 'file://model/'\nlogs = 'file://./logs'"] },
    {
      name: "in the container of a pipeline's step",
      cells: [
        "from kfp import dsl\nfrom kfp.components import func_to_container_op\n@dsl.component(base_image='python:3.12')\ndef clean():\n    open('/data/in.csv')\ndef train():\n    open('/data/in.csv')\ntrain_step = func_to_container_op(func=train)",
      ],
    },
    {
      name: "what a pipeline hands to its steps",
      cells: [
        "from kfp import dsl\n@dsl.pipeline(name='sales')\ndef sales(folder: str = '/data/latest'):\n    open(folder)\n    load(path='/data/in.csv')",
      ],
    },
    {
      name: "files that a loop looks for, one after the other",
      cells: [
        "import os\nfonts = ['C:/Windows/Fonts/arial.ttf', '/data/fonts/DejaVuSans.ttf', 'arial.ttf']\nfor font in fonts:\n    if os.path.exists(font):\n        break",
      ],
    },
    {
      name: "what is cleared away, be it there or not",
      cells: ["!rm -rf /root/.cache/big/* /home/ana/out\n!rm -r --force /srv/old\n!find /tmp -name '*.part' -delete"],
    },
    { name: "no drives", cells: ["send('a:/b/c', 'C://x/y', 'C:/', 'N:/A', 'S:/1')"] },
    {
      name: "relative paths, addresses and values in queries, queries of others",
      cells: [
        "import duckdb\nduckdb.sql(\"SELECT * FROM 'data/a.parquet' WHERE p = '/data/b'\")\nduckdb.sql(\"SELECT * FROM read_csv('https://a.org/b.csv')\")\ndb.sql(\"SELECT * FROM '/data/a.csv'\")",
      ],
    },
    {
      name: "what is installed among the system's own",
      cells: ["!sudo dpkg -i tool.deb\n!sudo cp /var/tool-repo/tool-keyring.gpg /usr/share/keyrings/"],
    },
    {
      name: "the store of a cluster",
      metadata: { kernelspec: { name: "synapse_pyspark", display_name: "Synapse PySpark" } },
      cells: ["df = spark.read.parquet('/sales/2026')\ndf.write.format('delta').save('/delta/sales')"],
    },
    {
      name: "the store of a cluster, by what Synapse exports",
      metadata: { saveOutput: true },
      cells: ["path = '/delta/t-{0}'.format(number)", "df.write.format('delta').save(path)"],
    },
    { name: "what Vault's agent gives a container", cells: ["open(f'/vault/secrets/{tenant}.json')"] },
    { name: "the system's own folders", cells: ["!sudo mv /var/lib/docker /usr/share/docker"] },
    {
      name: "scripts and patterns of shell commands",
      cells: ["!sed -i '/srv/d' notes.txt\n!sed '/srv/d’ notes.txt\n!grep /srv/app log.txt"],
    },
    { name: "relative paths", cells: [`${pandas}pd.read_csv('data/train.csv')\nopen('../a.txt')`] },
    { name: "URL routes", cells: ["@app.route('/home/dashboard/list')\ndef f():\n    pass\nrequests.get(base + '/v1/models/predict')"] },
    { name: "URLs", cells: [`${pandas}pd.read_csv('https://example.com/home/ana/x.csv')`] },
    {
      name: "regular expressions, XPath, dates",
      cells: ["import re\nre.search('/home/[a-z]+/x', text)\ntree.xpath('/html/body/div')\nday = '1/2/3'"],
    },
    { name: "system places", cells: ["open('/dev/null')\nopen('/proc/cpuinfo')\n!cat /proc/meminfo\n!ls /usr/local/cuda > /dev/null"] },
    {
      name: "docstrings and printed prose",
      cells: ["def f():\n    '/home/ana/data is where it was'\nprint('/home/ana/data/x.csv is missing')"],
    },
    { name: "an absolute string that no file API takes", cells: ["prefix = '/api/v2/items'"] },
    { name: "existence tests that tell the platform", cells: ["import os\nif os.path.exists('/opt/deeplearning/version'):\n    pass"] },
    { name: "the parameters cell", cells: [code("DATA = '/home/ana/data.csv'", { tags: ["parameters"] })] },
    { name: "a magic's look-alike in a string", cells: ["text = '''\n!cat /home/ana/x.csv is what I did\n'''"] },
    { name: "a script written by %%writefile", cells: ["%%writefile run.py\nopen('/home/ana/x')"] },
    { name: "platform paths are another rule's", cells: [`${pandas}pd.read_csv('/kaggle/input/train.csv')`] },
  ],
  invalid: [
    {
      name: "a person's folder of a Databricks workspace",
      cells: ["import mlflow\nwhere = «'/Users/ana@shop.com/experiments/churn'»\nmlflow.get_experiment_by_name(where)"],
      messages: [/^This path is in one person's folder of a Databricks workspace \(\/Users\/ana@shop\.com\)\. .*service principal/],
    },
    {
      name: "a placeholder",
      cells: ["import pandas as pd\npd.read_csv(«'/Path/to/your/file.csv'»)\npd.read_csv(«'/srv/path/to/rows.csv'»)"],
      messages: [
        /^This path is a placeholder\. It is passed to pandas\.read_csv and fails until/,
        /^This absolute path is from the author's machine/,
      ],
    },
    {
      name: "in a function with another decorator, or one that is called here",
      cells: [
        "from app import component\n@component\ndef clean():\n    open(«'/data/in.csv'»)\ndef train():\n    open(«'/data/in.csv'»)\ntrain()",
      ],
    },
    {
      name: "what a class of settings or an object keeps",
      cells: [
        "import pandas as pd\nclass Config:\n    train = «'/data/train.csv'»",
        "pd.read_csv(Config.train)",
        "class Loader:\n    def __init__(self):\n        self.path = «'/data/test.csv'»\n    def load(self):\n        return pd.read_csv(self.path)",
      ],
    },
    {
      name: "files that are sent to and taken from buckets",
      cells: [
        "blob.upload_from_filename(«'/data/a.csv'»)\nblob.download_to_filename(«'/data/b.csv'»)\ns3.upload_file(«'/data/c.csv'», 'bucket', 'key')\ns3.download_file('bucket', 'key', «'/data/d.csv'»)\nbucket.download_file('/key', Filename=«'/data/e.csv'»)",
      ],
    },
    { name: "a drive and folders with slashes", cells: ["folder = «'C:/exports/2024-04-12'»\nsend(folder)"] },
    {
      name: "in DuckDB's queries",
      cells: [
        "import duckdb\nq = \"\"\"\nSELECT *\nFROM '«/data/a.parquet»' JOIN read_csv(['«/home/ann/b.csv»']) USING (id)\nWHERE route = '/data/x'\n\"\"\"",
        "con = duckdb.connect()\ncon.execute(q)\nduckdb.sql(\"COPY t TO '«/srv/out.csv»' (HEADER)\")",
      ],
      messages: [/It is passed to DuckDB and fails/, /one person's folder/, /It is passed to DuckDB and fails/],
    },
    {
      name: "models and data sets",
      cells: [
        "from transformers import AutoModel\nfrom datasets import load_dataset\nimport spacy\nAutoModel.from_pretrained(«'/srv/models/small'»)\nload_dataset('csv', data_files=«'/srv/rows.csv'»)\nspacy.load(«'/srv/models/nl'»)\nAutoModel.from_pretrained('example/small')",
      ],
    },
    { name: "%cd into somebody's folder", cells: ["%cd «/home/ana/project»"] },
    {
      name: "a person's folder, whoever takes it",
      cells: ["DATA = «'/home/ana/projects/churn/train.csv'»"],
      messages: [/one person's folder \(\/home\/ana\/projects\/churn\)|one person's folder \(\/home\/ana\)/],
      severities: ["warning"],
      fixes: [
        { title: "Move DATA into the parameters cell", safe: false, cells: ["DATA = '/home/ana/projects/churn/train.csv'"] },
        {
          title: "Read the path from the environment variable TRAIN_CSV",
          safe: false,
          cells: ['import os\nDATA = os.environ["TRAIN_CSV"]'],
        },
      ],
    },
    { name: "Windows and macOS folders", cells: ["a = «r'C:\\Users\\ana\\data.csv'»\nb = «'/Users/ana/data.csv'»"] },
    {
      name: "UNC and file addresses",
      cells: [
        "a = «r'\\\\server\\share\\data.csv'»\nb = «'file:///srv/data.csv'»\nc = «'file://localhost/srv/data.csv'»\nd = «'file://C:/srv/data.csv'»",
      ],
    },
    { name: "given to a method", cells: ["spark.read.csv(«'/home/ana/sales.csv'»)"], messages: [/It is passed to \.csv\(\) and fails/] },
    {
      name: "directly at a file API",
      cells: [`${pandas}pd.read_csv(«'/data/train.csv'»)\nopen(«"/srv/x.txt"»)\nopen(«'D:/data/x.txt'»)`],
      messages: [/It is passed to pandas\.read_csv and fails/],
    },
    {
      name: "through a variable in another cell",
      cells: [`${pandas}ROOT = «'/data/churn'»`, "import os\npd.read_csv(os.path.join(ROOT, 'a.csv'))"],
    },
    {
      name: "in an f-string and a joined path",
      cells: [
        "from pathlib import Path\nday = 3\nopen(f«»'x')".replace("f«»'x'", "«f'/data/{day}.csv'»") +
          "\np = Path(«'/data'») / 'x.csv'\nopen(«'/srv/'» + str(day))",
      ],
    },
    { name: "at a method that writes", cells: [`${pandas}pd.DataFrame().to_csv(«'/data/out.csv'»)`] },
    {
      name: "in shell lines and magics",
      cells: ["!cp «/data/train.csv» .\n!python train.py --data=«/home/ana/x.csv»\n%run «/srv/setup.py»"],
    },
    { name: "a loop over paths", cells: [`${pandas}for path in [«'/data/a.csv'», «'/data/b.csv'»]:\n    pd.read_csv(path)`] },
    {
      name: "given to a function that opens it",
      cells: [
        "import os\ndef shrink(folder, prefix='/small'):\n    for name in os.listdir(folder):\n        print(prefix + name)",
        "place = «'D:/rows/old'»\nshrink(place)\nshrink(folder=«'/data/new'», prefix='/tiny')",
      ],
    },
    {
      name: "through two functions, where it stands",
      cells: [
        "from PIL import Image\ndef load(path):\n    return Image.open(path)",
        "folders = {\n    'new': «'/srv/new'»,\n}",
        "import os\ndef look(folder):\n    for name in os.listdir('.'):\n        print('a name that is longer than any place above', name)\n        load(os.path.join(folder, name))",
        "look(folders['new'])",
      ],
      messages: [/PIL\.Image\.open/],
    },
    {
      name: "folders that all of a machine share",
      cells: ["a = «'/home/models/small/weights.bin'»\nb = «'/Users/Shared/rows/a.csv'»\nc = «r'C:\\Users\\Public\\rows\\a.csv'»"],
      messages: [/^This absolute path is from/, /^This absolute path is from/, /^This absolute path is from/],
    },
    { name: "what has to be there to be removed", cells: ["!rm «/srv/old.csv»\n!find «/srv/old» -type f"] },
    {
      name: "options that name folders of this machine, whoever takes them",
      cells: ["import unknown_trainer\nunknown_trainer.run(rows, cache_dir=«'/cache/'», route_dir='/api/v1', file_path=«'/rows/a.csv'»)"],
    },
    { name: "a default of a parameter", cells: [`${pandas}def load(path=«'/data/a.csv'»):\n    return pd.read_csv(path)`] },
    { name: "a temporary folder is an info", cells: ["open(«'/tmp/out.txt'», 'w')"], severities: ["info"] },
    {
      name: "inside the workspace",
      cells: ["open(«'/project/data/train.csv'»)"],
      files: { "../data/train.csv": "a\n1\n" },
      fixes: [{ title: "Use the path relative to the notebook: ../data/train.csv", safe: false, cells: ["open('../data/train.csv')"] }],
    },
    {
      name: "os under another name",
      cells: ["import os as system\nopen(«'/data/x.csv'»)"],
      fixes: [{ title: /environment/, cells: ['import os as system\nopen(system.environ["X_CSV"])'] }],
    },
    {
      name: "a parameters cell further down is out of reach",
      cells: ["open(«'/data/x.csv'»)", code("EPOCHS = 3", { tags: ["parameters"] })],
      fixes: [{ title: /environment/, cells: ['import os\nopen(os.environ["X_CSV"])', "EPOCHS = 3"] }],
    },
    {
      name: "an existing parameters cell is extended",
      cells: [code("EPOCHS = 3", { tags: ["parameters"] }), "open(«'/data/x.csv'»)"],
      fixes: [{ title: "Move the path into the parameters cell as X_CSV", cells: ["EPOCHS = 3\nX_CSV = '/data/x.csv'", "open(X_CSV)"] }],
    },
    {
      name: "a path that the parameters cell has already",
      cells: [code("X_CSV = '/data/x.csv'", { tags: ["parameters"] }), "open(«'/data/x.csv'»)"],
      fixes: [{ title: "Use X_CSV of the parameters cell", safe: false, cells: ["X_CSV = '/data/x.csv'", "open(X_CSV)"] }],
    },
    {
      name: "an assignment moves with its comment and leaves the rest",
      cells: ["import os\nROOT = «'/data/churn'»  # mounted\nprint(os.listdir(ROOT))"],
      fixes: [
        { title: "Move ROOT into the parameters cell", cells: ["ROOT = '/data/churn'  # mounted", "import os\nprint(os.listdir(ROOT))"] },
      ],
    },
    {
      name: "an assignment to a name that has other values stays",
      cells: ["import os\nroot = «'/data/churn'»\nprint(os.listdir(root))\nroot = 'out'"],
      fixes: [
        {
          title: "Move the path into the parameters cell as CHURN_DIR",
          cells: ["CHURN_DIR = '/data/churn'", "import os\nroot = CHURN_DIR\nprint(os.listdir(root))\nroot = 'out'"],
        },
      ],
    },
    {
      name: "a name that is removed above the assignment stays there",
      cells: ["%xdel root", "root = «'/home/ana/churn'»"],
      fixes: [
        {
          title: "Move the path into the parameters cell as CHURN_DIR",
          cells: ["CHURN_DIR = '/home/ana/churn'", "%xdel root", "root = CHURN_DIR"],
        },
      ],
    },
    {
      name: "below what removes all names there are no parameters",
      cells: ["%reset -f", "root = «'/home/ana/churn'»"],
      fixes: [{ title: /environment/, cells: ["%reset -f", 'import os\nroot = os.environ["CHURN_DIR"]'] }],
    },
    {
      name: "two paths that end alike have names of their own",
      cells: ["open(«'/data/x.csv'»)\nopen(«'/old/x.csv'»)\nopen(«'/data/x.csv'»)"],
      fixes: [
        {
          finding: 1,
          title: "Move the path into the parameters cell as X_CSV_2",
          cells: ["X_CSV_2 = '/old/x.csv'", "open('/data/x.csv')\nopen(X_CSV_2)\nopen('/data/x.csv')"],
        },
        {
          finding: 2,
          title: "Move the path into the parameters cell as X_CSV",
          cells: ["X_CSV = '/data/x.csv'", "open('/data/x.csv')\nopen('/old/x.csv')\nopen(X_CSV)"],
        },
      ],
    },
  ],
});
