import rule from "../../language-server/rules/platform-path";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "relative paths", cells: ["open('../input/train.csv')"] },
    {
      name: "one folder of several",
      cells: [
        "from pathlib import Path\nimport os\nfolder = Path('/kaggle/input') if Path('/kaggle/input').exists() else Path('data')\nif os.path.isdir('/kaggle/working'):\n    out = '/kaggle/working/out.csv'\nelse:\n    out = 'out.csv'",
        "if 'KAGGLE_URL_BASE' in os.environ:\n    path = '/kaggle/input/a.csv'\nelif IN_COLAB:\n    path = '/content/drive/a.csv'",
      ],
    },
    {
      name: "folders that are tried one after the other",
      cells: [
        "import os\nfrom pathlib import Path\nplaces = [Path('/kaggle/input'), Path('../data')]\nfolder = next(place for place in places if place.is_dir())\nfor path in ('/content/a.csv', 'a.csv'):\n    if os.path.exists(path):\n        break",
        "ROOTS = ['/kaggle/input', 'data']",
        "for root in ROOTS:\n    if os.path.isdir(os.path.join(root, 'train')):\n        print(root)",
      ],
    },
    {
      name: "a file that is read only where it is found",
      cells: [
        "import os\nMETADATA = '/opt/ml/metadata/resource.json'\nif os.path.exists(METADATA):\n    with open(METADATA) as f:\n        print(f.read())",
      ],
    },
    {
      name: "a folder that a job's input is copied to",
      cells: [
        "from sagemaker.core.shapes import ProcessingS3Input\nsource = ProcessingS3Input(s3_uri=uri, local_path='/opt/ml/processing/input')",
      ],
    },
    {
      name: "a folder in the container of a job that the notebook starts",
      cells: [
        "processing_dir = '/opt/ml/processing'\nestimator = Estimator(hyperparameters={'weights': '/opt/ml/input/data/train/model.ckpt'})",
      ],
    },
    { name: "a route", cells: ["page = '/content/articles'"] },
  ],
  invalid: [
    {
      name: "a list whose files are read without a question",
      cells: ["import os\nfor path in [«'/kaggle/input/a.csv'», '/kaggle/input/b.csv']:\n    read(path)\n    print(os.path.exists(out))"],
    },
    {
      name: "a list of one platform's folders",
      cells: ["import os\nROOTS = [«'/kaggle/input/a'», '/kaggle/input/b']\nroot = next(one for one in ROOTS if os.path.isdir(one))"],
      messages: [/2 places/],
    },
    {
      name: "a folder that is made where it is not found",
      cells: [
        "import os\nOUT = «'/kaggle/working/out'»\nif not os.path.exists(OUT):\n    os.makedirs(OUT)\nif os.path.exists(OUT):\n    os.listdir(OUT)\nos.listdir(OUT)",
      ],
    },
    {
      name: "under a condition about something else",
      cells: ["if train:\n    path = «'/kaggle/input/a.csv'»\nread(exists, '/kaggle/input/b.csv')"],
    },
    {
      name: "Kaggle, without any call",
      cells: ["DATA = «'/kaggle/input/train.csv'»"],
      messages: [/exist only on Kaggle/],
      severities: ["info"],
    },
    {
      name: "one finding for many places",
      cells: ["a = «'/dbfs/a'»\nb = '/dbfs/b'", "!ls /dbfs/c"],
      messages: [/\(3 places\)/],
      related: [
        [
          [0, "'/dbfs/b'"],
          [1, "/dbfs/c"],
        ],
      ],
    },
    {
      name: "a service's token in Snowflake's containers",
      cells: ["with open(«'/snowflake/session/token'») as f:\n    token = f.read()"],
      messages: [/^Paths under \/snowflake\/session exist only on Snowpark Container Services/],
    },
    { name: "what Vault's agent gives a container", cells: ["open(«f'/vault/secrets/{tenant}.json'»)"] },
    { name: "Colab at a file API, and Databricks", cells: ["open(«'/content/a.csv'»)\nspark.read.parquet(«'dbfs:/a'»)"] },
    {
      name: "a job's folder that the notebook itself reads",
      cells: ["import json\nwith open(«'/opt/ml/input/config/hyperparameters.json'») as f:\n    chosen = json.load(f)"],
      messages: [/exist only on Amazon SageMaker/],
    },
    { name: "QuantRocket's folder for code", cells: ["!mkdir -p «/codeload/moonshot»"], messages: [/exist only on QuantRocket/] },
    {
      name: "folders of IBM's kernels, which are nobody's home",
      cells: ["open(«'/home/wsuser/work/a.csv'»)", "!rm -rf «/home/spark/shared/user-libs/python3.6*»"],
      messages: [/exist only on IBM Watson Studio/, /exist only on IBM's Spark environments/],
    },
    { name: "mounted volumes in a magic", cells: ["%run «/mnt/shared/setup.py»"] },
  ],
});
