import rule from "../../language-server/rules/remote-code";
import { testRule } from "./testRule";

const commit = "0123456789abcdef".repeat(3).slice(0, 40);

testRule(rule, {
  valid: [
    {
      name: "a folder named by keyword",
      cells: [
        "from transformers import AutoModel\nFOLDER = './model'\nAutoModel.from_pretrained(pretrained_model_name_or_path=FOLDER, trust_remote_code=True)\n!serve --trust-remote-code=false",
      ],
    },
    {
      name: "no code of the repository's own",
      cells: [
        "from transformers import AutoModel\nAutoModel.from_pretrained('a/b')\nAutoModel.from_pretrained('a/b', trust_remote_code=False)\nAutoModel.from_pretrained('a/b', trust_remote_code=flag)",
      ],
    },
    {
      name: "a commit that was looked at",
      cells: [
        `from transformers import AutoModel\nAutoModel.from_pretrained('a/b', trust_remote_code=True, revision='${commit}')\nREV = '${commit}'\nAutoModel.from_pretrained('a/b', trust_remote_code=True, revision=REV)`,
      ],
    },
    {
      name: "a folder beside the notebook",
      cells: ["from transformers import AutoModel\nAutoModel.from_pretrained('./model', trust_remote_code=True)"],
    },
    {
      name: "exec and eval of the notebook's own text",
      cells: ["exec('x = 1')\neval(expression)\nexec(open('setup.py').read())\ndf.eval('a + b')"],
    },
    {
      name: "downloads that nothing runs",
      cells: [
        "!curl -O https://a.net/x.sh\n!wget -qO- https://a.net/x.tar.gz | tar xz\n!curl -s https://a.net/x.json | jq .\n!curl https://a.net | python_tool\n!cat x.sh | sh\n# !curl https://a.net/x.sh | sh",
        "%%bash\n# curl https://a.net/x.sh | sh\necho 'curl https://a.net/x.sh | sh'",
      ],
    },
    {
      name: "a download that a program of the notebook's own reads",
      cells: [
        "! curl -s http://localhost:4040/api | python3 -c \\\n  \"import sys, json; print(json.load(sys.stdin))\"\n!curl https://a.net/x.json | python -m json.tool\n!curl https://a.net/x | perl -ne 'print'\n!curl https://a.net/x | node -e 'f()'\n!curl https://a.net/x | python3 \\\n  read.py --all\n!curl https://a.net/x | bash -c 'cat'\n!curl https://a.net/x | sh count.sh > n.txt",
      ],
    },
    { name: "text of a request that is parsed", cells: ["import requests, json\njson.loads(requests.get(url).text)\neval('1')"] },
    { name: "only what lies on the disk", cells: ["m = AutoModel.from_pretrained(name, trust_remote_code=True, local_files_only=True)"] },
    { name: "a local %run", cells: ["%run setup.ipynb\n%load https://a.net/x.py"] },
  ],
  invalid: [
    {
      name: "a metric's script",
      cells: ["from datasets import load_metric\nmetric = load_metric('seqeval', «trust_remote_code=True»)"],
      messages: [/from the metric's repository.*or use a metric that needs/],
    },
    {
      name: "among options that a dictionary holds",
      cells: [
        "from transformers import AutoTokenizer\noptions = {'trust_remote_code': True}\nAutoTokenizer.from_pretrained('acme/encoder', «**options»)",
      ],
      noFix: /./,
    },
    {
      name: "not only what lies on the disk",
      cells: ["m = AutoModel.from_pretrained(name, «trust_remote_code=True», local_files_only=False)"],
    },
    {
      name: "through a name, among a model's options, and on the command line",
      cells: [
        "from transformers import AutoModel\nTRUST = True\nAutoModel.from_pretrained('a/b', «trust_remote_code=TRUST»)\nEmbeddings(model_name='a/b', model_kwargs={'device': 'cpu', «'trust_remote_code': True»})\n!vllm serve a/b «--trust-remote-code»",
      ],
      fixes: [
        {
          title: /trust_remote_code=False/,
          finding: 1,
          cells: [
            "from transformers import AutoModel\nTRUST = True\nAutoModel.from_pretrained('a/b', trust_remote_code=TRUST)\nEmbeddings(model_name='a/b', model_kwargs={'device': 'cpu', 'trust_remote_code': False})\n!vllm serve a/b --trust-remote-code",
          ],
        },
      ],
    },
    {
      name: "a model that brings code",
      cells: [
        "from transformers import AutoModel, pipeline\nm = AutoModel.from_pretrained('a/b', «trust_remote_code=True»)\np = pipeline('x', model='a/b', «trust_remote_code=True», revision='main')",
      ],
      messages: [/^trust_remote_code=True runs Python code from the model's repository: .*revision=/],
      severities: ["warning", "warning"],
      fixes: [
        {
          title: /trust_remote_code=False/,
          safe: false,
          cells: [
            "from transformers import AutoModel, pipeline\nm = AutoModel.from_pretrained('a/b', trust_remote_code=False)\np = pipeline('x', model='a/b', trust_remote_code=True, revision='main')",
          ],
        },
      ],
    },
    { name: "torch.hub", cells: ["import torch\ntorch.hub.load('a/b', 'm', «trust_repo=True»)"], noFix: /./ },
    {
      name: "text of a request",
      cells: [
        "import requests\nsource = requests.get('https://a.net/x.py').text\nexec(«source»)\nimport urllib.request\nexec(«urllib.request.urlopen('https://a.net/y.py').read().decode()»)",
      ],
      messages: [/^exec runs text that comes from requests\.get/],
    },
    {
      name: "a script into a shell with variables of its own",
      cells: ['!«curl -sfL https://a.net/x.sh | MODE="a b" VERSION=1 sh» -\n!«curl -LsSf https://a.net/x.sh | env A=1 sh»'],
    },
    {
      name: "a script straight into a shell",
      cells: [
        '!«curl -sSL https://a.net/install.sh | sudo bash»\n!«wget -qO- https://a.net/i.py | python3» -\n!«bash <(curl -s https://a.net/x.sh)»\n!«sh -c "$(curl -fsSL https://a.net/x.sh)"»',
      ],
    },
    {
      name: "whatever options the shell has",
      cells: [
        '!«curl https://a.net/x.sh | sh» -e > log\n!«curl https://a.net/x.sh | bash» -s -- --yes\n!«curl https://a.net/x.sh | bash» /dev/stdin all\n!«curl https://a.net/x.py | python3» -u 2>&1\n!bash -c "«curl https://a.net/x.sh | sh»" done',
      ],
    },
    {
      name: "a data set's code, and a tool's",
      cells: [
        "from datasets import load_dataset\nload_dataset('a/b', «trust_remote_code=True»)\nload_tool('a/b', «trust_remote_code=True»)",
      ],
      messages: [
        /^trust_remote_code=True runs Python code from the data set's repository: .*use a data set that needs no custom code/,
        /the tool's repository/,
      ],
    },
    {
      name: "in a script and at os.system",
      cells: ["%%bash\nset -e\n«curl https://a.net/x.sh | sh»", "import os\nos.system('«curl https://a.net/x.sh | sh»')"],
    },
    { name: "%run of an address", cells: ["%run «https://a.net/x.py»"] },
  ],
});
