import rule from "../../language-server/rules/shell-dependency";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    {
      name: "for a platform that was asked about",
      cells: [
        "import sys\nif 'google.colab' in sys.modules:\n    !apt-get install graphviz\nON_KAGGLE = True\nif ON_KAGGLE:\n    !wget https://a.net/x",
      ],
    },
    {
      name: "tools that are meant",
      cells: ["!git status\n!gcloud projects list | head -3\n!python train.py\n!pip install x\n%pip install y"],
    },
    { name: "what another command's output goes through", cells: ["!gcloud storage cat x | \\\n    tar -xz"] },
    { name: "Python", cells: ["import os\nos.makedirs('data', exist_ok=True)\nls = 1\nls"] },
    { name: "other languages' bodies", cells: ["%%html\nls", "%%writefile run.sh\nwget x"] },
    { name: "comments and arguments", cells: ["%%bash\n# wget x\necho ls"] },
  ],
  invalid: [
    {
      name: "servers of the machine",
      cells: ["!sudo «service» mongod start\n!«systemctl» start postgresql"],
      messages: [/machine's own service: .* Start the server where/, /machine's own systemctl/],
    },
    { name: "magics that run a shell", cells: ["%system «wget» https://a.net/x", "files = %sx «ls» data"] },
    {
      name: "one finding a command",
      cells: ["!«wget» -q https://example.com/a.zip\n!«unzip» a.zip", "!wget https://example.com/b.zip && «ls» data"],
      messages: [/the machine's own wget \(2 places\).*continues anyway/, /shutil\.unpack_archive/, /pathlib/],
      related: [[[1, "wget"]], [], []],
    },
    {
      name: "with sudo, a variable, in a script",
      cells: ["!sudo «apt-get» install -y graphviz\n!DEBUG=1 «curl» -O {url}", "%%bash\nset -e\nrm -rf out\n«wget» x"],
      messages: [/image or environment/],
    },
    {
      name: "what does the same for each command",
      cells: ["!«tar» -czf out.tar.gz out\n!«cp» a b\n!«mv» b c\n!«wc» -l a"],
      messages: [
        / Use shutil\.make_archive or shutil\.unpack_archive/,
        / Use shutil\.copy or shutil\.copytree\.$/,
        / Use shutil\.move\.$/,
        / Count in Python/,
      ],
    },
    {
      name: "in Python",
      cells: ["import pandas as pd\n!«mkdir» -p data/raw\n!mkdir out", "if True:\n    !«unzip» -q a.zip -d data"],
      fixes: [
        {
          title: "Use Python instead of mkdir",
          safe: false,
          cells: [
            'import os\nimport pandas as pd\nos.makedirs("data/raw", exist_ok=True)\nos.makedirs("out", exist_ok=True)',
            "if True:\n    !unzip -q a.zip -d data",
          ],
        },
        {
          finding: 1,
          title: "Use Python instead of unzip",
          cells: [
            "import shutil\nimport pandas as pd\n!mkdir -p data/raw\n!mkdir out",
            'if True:\n    shutil.unpack_archive("a.zip", "data")',
          ],
        },
      ],
    },
    { name: "no fix where the shell expands", cells: ["import shutil\n!«cp» *.csv data\n!cp $SRC a\n!cp a b"], noFix: /Python/ },
  ],
});
