import rule from "../../language-server/rules/platform-path";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "relative paths", cells: ["open('../input/train.csv')"] },
    { name: "one folder of several", cells: ["from pathlib import Path\nimport os\nfolder = Path('/kaggle/input') if Path('/kaggle/input').exists() else Path('data')\nif os.path.isdir('/kaggle/working'):\n    out = '/kaggle/working/out.csv'\nelse:\n    out = 'out.csv'", "if 'KAGGLE_URL_BASE' in os.environ:\n    path = '/kaggle/input/a.csv'\nelif IN_COLAB:\n    path = '/content/drive/a.csv'"] },
    { name: "a route", cells: ["page = '/content/articles'"] },
  ],
  invalid: [
    { name: "under a condition about something else", cells: ["if train:\n    path = «'/kaggle/input/a.csv'»\nread(exists, '/kaggle/input/b.csv')"] },
    { name: "Kaggle, without any call", cells: ["DATA = «'/kaggle/input/train.csv'»"], messages: [/exist on Kaggle only/], severities: ["info"] },
    { name: "one finding for many places", cells: ["a = «'/dbfs/a'»\nb = '/dbfs/b'", "!ls /dbfs/c"], messages: [/\(3 places\)/], related: [[[0, "'/dbfs/b'"], [1, "/dbfs/c"]]] },
    { name: "a service's token in Snowflake's containers", cells: ["with open(«'/snowflake/session/token'») as f:\n    token = f.read()"], messages: [/^Paths under \/snowflake\/session exist on Snowpark Container Services only/] },
    { name: "what Vault's agent gives a container", cells: ["open(«f'/vault/secrets/{tenant}.json'»)"] },
    { name: "Colab at a file API, and Databricks", cells: ["open(«'/content/a.csv'»)\nspark.read.parquet(«'dbfs:/a'»)"] },
    { name: "mounted volumes in a magic", cells: ["%run «/mnt/shared/setup.py»"] },
  ],
});
