import rule from "../../language-server/rules/remote-code";
import { testRule } from "./testRule";

const commit = "0123456789abcdef".repeat(3).slice(0, 40);

testRule(rule, {
  valid: [
    { name: "a folder named by keyword", cells: ["from transformers import AutoModel\nFOLDER = './model'\nAutoModel.from_pretrained(pretrained_model_name_or_path=FOLDER, trust_remote_code=True)\n!serve --trust-remote-code=false"] },
    { name: "no code of the repository's own", cells: ["from transformers import AutoModel\nAutoModel.from_pretrained('a/b')\nAutoModel.from_pretrained('a/b', trust_remote_code=False)\nAutoModel.from_pretrained('a/b', trust_remote_code=flag)"] },
    { name: "a commit that was looked at", cells: [`from transformers import AutoModel\nAutoModel.from_pretrained('a/b', trust_remote_code=True, revision='${commit}')\nREV = '${commit}'\nAutoModel.from_pretrained('a/b', trust_remote_code=True, revision=REV)`] },
    { name: "a folder beside the notebook", cells: ["from transformers import AutoModel\nAutoModel.from_pretrained('./model', trust_remote_code=True)"] },
    { name: "exec and eval of the notebook's own text", cells: ["exec('x = 1')\neval(expression)\nexec(open('setup.py').read())\ndf.eval('a + b')"] },
    { name: "downloads that nothing runs", cells: ["!curl -O https://a.net/x.sh\n!wget -qO- https://a.net/x.tar.gz | tar xz\n!curl -s https://a.net/x.json | jq .\n!curl https://a.net | python_tool\n!cat x.sh | sh\n# !curl https://a.net/x.sh | sh", "%%bash\n# curl https://a.net/x.sh | sh\necho 'curl https://a.net/x.sh | sh'"] },
    { name: "text of a request that is parsed", cells: ["import requests, json\njson.loads(requests.get(url).text)\neval('1')"] },
    { name: "only what lies on the disk", cells: ["m = AutoModel.from_pretrained(name, trust_remote_code=True, local_files_only=True)"] },
    { name: "a local %run", cells: ["%run setup.ipynb\n%load https://a.net/x.py"] },
  ],
  invalid: [
    { name: "not only what lies on the disk", cells: ["m = AutoModel.from_pretrained(name, «trust_remote_code=True», local_files_only=False)"] },
    { name: "through a name, among a model's options, and on the command line", cells: ["from transformers import AutoModel\nTRUST = True\nAutoModel.from_pretrained('a/b', «trust_remote_code=TRUST»)\nEmbeddings(model_name='a/b', model_kwargs={'device': 'cpu', «'trust_remote_code': True»})\n!vllm serve a/b «--trust-remote-code»"], fixes: [{ title: /trust_remote_code=False/, finding: 1, cells: ["from transformers import AutoModel\nTRUST = True\nAutoModel.from_pretrained('a/b', trust_remote_code=TRUST)\nEmbeddings(model_name='a/b', model_kwargs={'device': 'cpu', 'trust_remote_code': False})\n!vllm serve a/b --trust-remote-code"] }] },
    { name: "a model that brings code", cells: ["from transformers import AutoModel, pipeline\nm = AutoModel.from_pretrained('a/b', «trust_remote_code=True»)\np = pipeline('x', model='a/b', «trust_remote_code=True», revision='main')"], messages: [/^trust_remote_code=True runs Python code from the model's repository: .*revision=/], severities: ["warning", "warning"], fixes: [{ title: /trust_remote_code=False/, safe: false, cells: ["from transformers import AutoModel, pipeline\nm = AutoModel.from_pretrained('a/b', trust_remote_code=False)\np = pipeline('x', model='a/b', trust_remote_code=True, revision='main')"] }] },
    { name: "torch.hub", cells: ["import torch\ntorch.hub.load('a/b', 'm', «trust_repo=True»)"], noFix: /./ },
    { name: "text of a request", cells: ["import requests\nsource = requests.get('https://a.net/x.py').text\nexec(«source»)\nimport urllib.request\nexec(«urllib.request.urlopen('https://a.net/y.py').read().decode()»)"], messages: [/^exec runs text that requests\.get brought/] },
    { name: "a script straight into a shell", cells: ["!«curl -sSL https://a.net/install.sh | sudo bash»\n!«wget -qO- https://a.net/i.py | python3» -\n!«bash <(curl -s https://a.net/x.sh)»\n!«sh -c \"$(curl -fsSL https://a.net/x.sh)\"»"] },
    { name: "in a script and at os.system", cells: ["%%bash\nset -e\n«curl https://a.net/x.sh | sh»", "import os\nos.system('«curl https://a.net/x.sh | sh»')"] },
    { name: "%run of an address", cells: ["%run «https://a.net/x.py»"] },
  ],
});
