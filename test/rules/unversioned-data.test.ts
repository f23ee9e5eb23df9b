import rule from "../../language-server/rules/unversioned-data";
import { testRule } from "./testRule";

const pandas = "import pandas as pd\n";
const index = new Uint8Array([0x44, 0x49, 0x52, 0x43, 0, 0, 0, 2, 0, 0, 0, 0]);
const raw = "https://raw.githubusercontent.com/ana/data";

testRule(rule, {
  valid: [
    {
      name: "addresses of which too little is known",
      cells: [
        `${pandas}pd.read_csv(f'${raw}/{branch}/x.csv')\npd.read_csv(f'https://a.net/{year}.csv')\nfor address in addresses:\n    pd.read_csv(address)\nlist(map(str, ['${raw}/main/x.csv']))\npd.read_csv('${raw}/' + COMMIT)`,
      ],
    },
    {
      name: "a model whose version a function is given",
      cells: [
        "from transformers import AutoModel\ndef load(name, revision):\n    return AutoModel.from_pretrained(name, revision=revision)",
        "load('acme/large', '5c7f1b2e9d3a4860b1c2d3e4f5a697887766554a')",
      ],
    },
    {
      name: "a name that is still to be filled in",
      cells: ["from transformers import AutoTokenizer\nname = ''\nAutoTokenizer.from_pretrained(name)"],
    },
    {
      name: "an address that is still to be filled in",
      cells: [
        `${pandas}pd.read_parquet('https://example.com/trips_????-??.parquet')\npd.read_csv('https://<your host>/a.csv')\npd.read_csv('s3://your-bucket/a.csv')\npd.read_csv('https://YOUR_ACCOUNT.example.com/a.csv')`,
      ],
    },
    {
      name: "what the notebook itself saved",
      cells: [
        "from transformers import AutoModel, TrainingArguments\nOUT = 'model'\ntrainer.save_model(OUT)\nAutoModel.from_pretrained(OUT)\nargs = TrainingArguments(output_dir='runs')\nAutoModel.from_pretrained('runs/checkpoint-500')",
      ],
    },
    {
      name: "a service, a tag",
      cells: [
        `import requests\nrequests.get('https://api.example.com/items')\n!wget https://example.com/x.csv\n!curl -O ${raw}/v1.0/x.csv\n!curl -s ${raw}/main/x.py | less\n!wget -qO- ${raw}/main/x.py\n!wget ${raw}/release/2.0/x.csv`,
        `${pandas}pd.read_parquet('hf://datasets/ana/data@0123456789abcdef0123456789abcdef01234567/x.parquet')`,
      ],
    },
    {
      name: "clones of a release, of what is still to be filled in",
      cells: [
        "!git clone --depth 1 --branch v1.2.0 https://github.com/ana/tools\n!git clone -b 2.0 https://github.com/ana/data\n!git clone --branch=1.4 https://github.com/ana/maps.git\n!git clone {address}\n!git clone https://$HOST/ana/data\n!git status",
      ],
    },
    {
      name: "clones that Python starts, of a release, of an unknown address, and other programs",
      cells: [
        "import subprocess\nsubprocess.run(['git', 'clone', '--branch', 'v1.2.0', 'https://github.com/ana/tools'])\nsubprocess.run(['git', 'clone', address])\nsubprocess.run(['echo', 'clone', 'https://github.com/ana/tools'])",
      ],
    },
    {
      name: "a clone whose commit is checked out",
      cells: ["!git clone https://github.com/ana/tools", "!cd tools && git checkout 4f2a9c1e"],
    },
    {
      name: "a commit, a tag, a release",
      cells: [
        `${pandas}pd.read_csv('${raw}/0123456789abcdef0123456789abcdef01234567/x.csv')\npd.read_csv('${raw}/v1.2.0/x.csv')\npd.read_csv('https://example.com/releases/2.1/x.csv')`,
      ],
    },
    {
      name: "dates, versions and archives",
      cells: [
        `${pandas}pd.read_csv('s3://bucket/2024-05-01/x.csv')\npd.read_parquet('gs://bucket/sales/v3/x.parquet')\npd.read_csv('https://zenodo.org/record/123/files/x.csv')\npd.read_csv('s3://bucket/x.csv?versionId=abc')`,
      ],
    },
    {
      name: "this machine, and addresses that nobody knows",
      cells: [`${pandas}pd.read_csv('http://localhost:8000/x.csv')\npd.read_csv(url)`],
    },
    {
      name: "a revision, local models and builders",
      cells: [
        "from datasets import load_dataset\nfrom transformers import AutoModel\nload_dataset('imdb', revision='abc')\nload_dataset('csv', data_files='x.csv')\nAutoModel.from_pretrained('./model')\nAutoModel.from_pretrained(name)\nAutoModel.from_pretrained('bert', **options)",
      ],
    },
    {
      name: "one version of a registry",
      cells: [
        "from azure.ai.ml import MLClient\nfrom sagemaker import model_uris\nregistry = MLClient(credential, registry_name='azureml')\nregistry.models.get(name='acme', version='3')\nregistry.models.get('acme', label='stable')\nmodel_uris.retrieve(model_id='acme', model_version='2.0.1')",
      ],
    },
    {
      name: "a revision among a model's options, options that are not known, a folder",
      cells: [
        "from langchain_huggingface import HuggingFaceEmbeddings\nfrom llama_index.embeddings.huggingface import HuggingFaceEmbedding\nfrom vllm import LLM\noptions = {'device': 'cpu', 'revision': '4f2a9c1'}\nHuggingFaceEmbeddings(model_name='ana/small', model_kwargs=options)\nHuggingFaceEmbeddings(model_name='ana/small', model_kwargs=settings())\nHuggingFaceEmbeddings(model_name='ana/small', model_kwargs={**more, 'device': 'cpu'})\nHuggingFaceEmbeddings(model_name='./small')\nHuggingFaceEmbedding(model_name='ana/small', revision='4f2a9c1')\nLLM(model='ana/large', revision='4f2a9c1')\nHuggingFaceEmbeddings()",
      ],
    },
    {
      name: "a fixed version on OpenML and GitHub",
      cells: [
        "from sklearn.datasets import fetch_openml\nimport torch\nfetch_openml('mnist_784', version=1)\nfetch_openml(data_id=61)\ntorch.hub.load('pytorch/vision:v0.10.0', 'resnet18')",
      ],
    },
    {
      name: "no repository around, or no file",
      cells: [`${pandas}pd.read_csv('data.csv')\npd.read_csv('missing.csv')`],
      files: { "data.csv": "a" },
    },
    {
      name: "DVC keeps it",
      cells: [`${pandas}pd.read_csv('data.csv')`],
      files: { "data.csv": "a", "data.csv.dvc": "outs:", "../.git/index": index },
    },
    {
      name: "the notebook wrote it",
      cells: [`${pandas}df.to_csv('data.csv')\npd.read_csv('data.csv')`],
      files: { "data.csv": "a", "../.git/index": index },
    },
  ],
  invalid: [
    {
      name: "a model that transformers chooses, reported once for a task",
      cells: [
        "from transformers import pipeline\nask = pipeline(«'question-answering'»)\npipeline(task='question-answering')\npipeline('summarization', model=mine)\npipeline('summarization', revision='df1b051')\npipeline('summarization', **options)\npipeline(model=mine)",
      ],
      messages: [/^No model is named here, so the installed version of transformers chooses one for question-answering, /],
      severities: ["info"],
      related: [[[0, "'question-answering'"]]],
    },
    {
      name: "addresses that a loop goes through",
      cells: [
        `${pandas}for name, address in {'x': «'${raw}/main/x.csv'»}.items():\n    pd.read_csv(address)\nframes = [pd.read_csv(address) for address in [«'${raw}/dev/y.csv'»]]`,
        `tables = list(map(pd.read_csv, [«'${raw}/test/z.csv'»]))`,
      ],
    },
    {
      name: "a branch, whatever the file",
      cells: [
        `${pandas}BASE = '${raw}/main/'\ndef load(name):\n    return pd.read_csv(«BASE + name»)\nframes = [pd.read_csv(«f'${raw}/dev/{year}.csv'») for year in years]`,
        "load(name)",
      ],
    },
    {
      name: "a revision that is a branch",
      cells: ["from transformers import AutoModel\nAutoModel.from_pretrained(«'acme/large'», revision='main')"],
      messages: [/Pass revision= with a commit\.$/],
    },
    {
      name: "a model whose name a function is given",
      cells: [
        "from transformers import AutoModel\ndef load(name, revision=None):\n    return AutoModel.from_pretrained(«name», revision=revision)",
        "load('acme/large')",
      ],
    },
    {
      name: "a copy of the Hub's newest",
      cells: ["from huggingface_hub import snapshot_download\nsnapshot_download(«'ana/model'», local_dir='model')"],
    },
    {
      name: "a branch from which a command or a request fetches, with a read of the same",
      cells: [
        `${pandas}!wget -q «${raw}/main/x.csv» -O x.csv\ny = pd.read_csv('${raw}/main/y.csv')`,
        `import requests\nrequests.get(«'${raw}/dev/x.json'»)\npd.read_parquet(«'hf://datasets/ana/data/x.parquet'»)`,
      ],
      messages: [
        /^The file is fetched from the branch main of ana\/data/,
        /^The data is read from the branch dev/,
        /ana\/data on the Hugging Face Hub with no revision/,
      ],
      related: [[[0, `'${raw}/main/y.csv'`]], [], []],
    },
    {
      name: "a catalogue on a branch",
      cells: [`import intake\nlist = intake.open_catalog(«'${raw}/main/air.yml'»)\nother = intake.open_catalog('https://a.net/air.yml')`],
      messages: [/^The data is read from the branch main of ana\/data/],
    },
    {
      name: "a branch, read twice",
      cells: [`${pandas}URL = '${raw}/main/'\na = pd.read_csv(«URL + 'x.csv'»)`, "b = pd.read_csv(URL + 'y.csv')"],
      severities: ["info"],
      messages: [/^The data is read from the branch main of ana\/data, which changes with every push/],
      related: [[[1, "URL + 'y.csv'"]]],
    },
    {
      name: "an address that is given to a function",
      cells: [
        "from urllib.request import urlretrieve\ndef fetch(url, name):\n    urlretrieve(url, name)",
        `fetch(«'${raw}/main/a.csv'», 'a.csv')\nfetch('${raw}/v1.0/b.csv', 'b.csv')`,
      ],
      messages: [/from the branch main of ana\/data/],
    },
    {
      name: "frames of H2O and bags of Dask",
      cells: [`import h2o\nimport dask.bag as db\nh2o.import_file(«'https://example.com/x.csv'»)\ndb.read_text(«'${raw}/main/log.jsonl'»)`],
    },
    {
      name: "a web address, a bucket",
      cells: [
        `${pandas}from urllib.request import urlretrieve\npd.read_excel(«'https://example.com/x.xlsx'»)\npd.read_parquet(«'s3://bucket/x.parquet'»)\nurlretrieve(«"http://example.com/y.zip"», 'y.zip')`,
      ],
      messages: [/no version in it/, /the bucket bucket with no version/],
    },
    {
      name: "models of LangChain, LlamaIndex, unsloth and vLLM",
      cells: [
        "from unsloth import FastLanguageModel\nmodel, tokenizer = FastLanguageModel.from_pretrained(model_name=«'ana/zero'», max_seq_length=2048)",
        "from langchain_community.embeddings import HuggingFaceEmbeddings\nfrom llama_index.embeddings.huggingface import HuggingFaceEmbedding\nfrom sentence_transformers import CrossEncoder\nfrom vllm import LLM\noptions = {'device': 'cpu'}\nHuggingFaceEmbeddings(model_name=«'ana/one'», model_kwargs=options)\nHuggingFaceEmbeddings(model_name=«'ana/two'», model_kwargs={'revision': None})\nHuggingFaceEmbedding(model_name=«'ana/three'»)\nLLM(«'ana/four'»)\nCrossEncoder(«'ana/five'»)",
      ],
      messages: [
        /ana\/zero/,
        /Pass model_kwargs=\{"revision": …\} with a commit\.$/,
        /Pass model_kwargs=/,
        /Pass revision= with a commit\.$/,
        /ana\/four/,
        /ana\/five/,
      ],
    },
    {
      name: "the Hub",
      cells: [
        "from datasets import load_dataset as ld\nfrom transformers import AutoTokenizer, AutoModel\nld(«'imdb'»)\nAutoTokenizer.from_pretrained(«'bert-base'»)\nAutoModel.from_pretrained('bert-base')\nAutoModel.from_pretrained(«'a/b'», revision=None)",
      ],
      messages: [/^The data set imdb comes from the Hugging Face Hub in its newest version/],
    },
    {
      name: "whatever is newest in a registry",
      cells: [
        "from azure.ai.ml import MLClient\nfrom sagemaker import model_uris, script_uris\nregistry = MLClient(credential, registry_name='azureml')\nregistry.models.get(name=«'acme'», label='latest')\nchosen = 'acme-large'\nmodel_uris.retrieve(model_id=«chosen», model_version='*')\nscript_uris.retrieve(model_id=chosen, model_version='*')\nregistry.environments.get(name=«names[0]», label='latest')",
      ],
      messages: [
        /^acme comes from Azure Machine Learning in its newest version .* Name one version instead of label="latest"\.$/,
        /^acme-large comes from SageMaker JumpStart/,
        /^This comes from Azure/,
      ],
      related: [[], [[0, "chosen"]], []],
    },
    {
      name: "repositories that are cloned as a branch is that day",
      cells: [
        "!git clone «https://github.com/ana/tools.git»\n!git clone https://github.com/ana/tools",
        "import os\nos.system('git clone --branch dev «git@github.com:ana/data» data')",
      ],
      messages: [
        /^This clones https:\/\/github\.com\/ana\/tools with whatever its branch holds at the time of the run/,
        /^This clones git@github\.com:ana\/data /,
      ],
      related: [[[0, "https://github.com/ana/tools"]], []],
    },
    {
      name: "clones that Python starts",
      cells: [
        "import subprocess\nADDRESS = 'https://github.com/ana/tools.git'\nsubprocess.run(['git', 'clone', «ADDRESS», 'tools'], check=True)\nsubprocess.check_call(['git', '-C', 'work', 'clone', «'https://github.com/ana/data'»])",
      ],
      messages: [/^This clones https:\/\/github\.com\/ana\/tools with/, /ana\/data/],
    },
    { name: "a clone whose branch is checked out", cells: ["!git clone «https://github.com/ana/tools»\n!git -C tools checkout dev"] },
    {
      name: "OpenML and torch.hub",
      cells: [
        "from sklearn.datasets import fetch_openml\nimport torch\nfetch_openml(«'mnist_784'»)\ntorch.hub.load(«'pytorch/vision'», 'resnet18')",
      ],
      messages: [/Pass version=\./, /Put the version into the name/],
    },
    {
      name: "a file that git does not know",
      cells: [`${pandas}pd.read_csv(«'data.csv'»)`],
      files: { "data.csv": "a", "../.git/index": index },
      messages: [/^Neither git nor DVC tracks this file/],
    },
  ],
});
