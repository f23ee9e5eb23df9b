import rule from "../../language-server/rules/unsafe-deserialisation";
import { testRule } from "./testRule";

const torch26 = { "requirements.txt": "torch==2.6.0\n" };
const torch21 = { "requirements.txt": "torch==2.1.2\n" };

testRule(rule, {
  valid: [
    {
      name: "files that a cell wrote",
      cells: [
        "import pickle, joblib\npickle.dump(m, open('m.pkl', 'wb'))\njoblib.dump(m, './m.joblib')",
        "m = pickle.load(open('m.pkl', 'rb'))\nm2 = joblib.load('m.joblib')",
      ],
    },
    {
      name: "files in the folder where Kaggle and Colab begin",
      cells: [
        "import joblib, pickle\njoblib.dump(m, 'm.joblib')\npickle.dump(m, open('/content/m.pkl', 'wb'))",
        "m = joblib.load('/kaggle/working/m.joblib')\nn = pickle.load(open('m.pkl', 'rb'))",
      ],
    },
    {
      name: "with blocks and paths in names",
      cells: [
        "import pickle\nPATH = 'a/m.pkl'\nwith open(PATH, 'wb') as f:\n    pickle.dump(m, f)",
        "with open(PATH, 'rb') as f:\n    m = pickle.load(f)",
      ],
    },
    {
      name: "one of the files that a loop wrote",
      cells: [
        "import torch\nfolder = 'runs/'\nfor epoch in range(5):\n    torch.save(m.state_dict(), folder + f'epoch_{epoch}.pt')",
        "m.load_state_dict(torch.load(folder + f'epoch_1.pt'))",
      ],
    },
    {
      name: "a path that is computed the same way",
      cells: ["import joblib, os\njoblib.dump(m, os.path.join(folder, name))\njoblib.load(os.path.join(folder, name))"],
    },
    {
      name: "readers that are handed over, where cells save such files or the data is at hand",
      cells: [
        "import pandas as pd\ndf.to_pickle('a.pkl')\npd.concat(map(pd.read_pickle, files))",
        "import pickle\nlist(map(pickle.loads, blobs))",
      ],
    },
    { name: "a frame's own pickle", cells: ["import pandas as pd\ndf.to_pickle('a.pkl')\npd.read_pickle('a.pkl')"] },
    {
      name: "a file nobody can know, where cells save such files",
      cells: [
        "import pickle\ndef save(m, path):\n    with open(path, 'wb') as f:\n        pickle.dump(m, f)\ndef load(other):\n    with open(other, 'rb') as g:\n        return pickle.load(g)",
      ],
    },
    {
      name: "bytes of its own, or of nobody knows where",
      cells: ["import pickle\ncopy = pickle.loads(pickle.dumps(m))\nb = pickle.dumps(m)\npickle.loads(b)\npickle.loads(blob)"],
    },
    {
      name: "safe forms",
      cells: [
        "import torch, yaml, numpy as np, json\ntorch.load('a.pt', weights_only=True)\nyaml.safe_load(open('a.yml'))\nyaml.load(open('a.yml'), Loader=yaml.SafeLoader)\nyaml.load(open('a.yml'), yaml.FullLoader)\nnp.load('a.npy')\nnp.load('a.npy', allow_pickle=False)\njson.load(open('a.json'))\nyaml.load('a: 1')",
      ],
    },
    { name: "a PyTorch whose default is safe", files: torch26, cells: ["import torch\ntorch.load('a.pt')"] },
    { name: "Keras in safe mode", cells: ["from tensorflow import keras\nkeras.models.load_model('m.keras')"] },
    {
      name: "functions by the same name",
      cells: [
        "import json as pickle\npickle.load(f)\nfrom ruamel.yaml import YAML\nyaml = YAML()\nyaml.load(open('a.yml'))\nmodel.load('a')",
      ],
    },
    {
      name: "an index that the notebook saved, or that is not read as a pickle",
      cells: [
        "from langchain_community.vectorstores import FAISS\nFAISS.from_texts(texts, model).save_local('index')",
        "FAISS.load_local('index', model, allow_dangerous_deserialization=True)\nFAISS.load_local('other', model)",
      ],
    },
    {
      name: "an archive that saves under another way of writing",
      cells: ["import numpy as np\nnp.savez('a.npz', x=x)\nnp.load('a.npz', allow_pickle=True)"],
    },
  ],
  invalid: [
    {
      name: "YAML that is called unsafe",
      cells: ["import yaml\nc = «yaml.unsafe_load»(open('a.yml'))"],
      messages: [/^yaml\.unsafe_load runs .*Read it with yaml\.safe_load\.$/],
      fixes: [{ title: "Change to yaml.safe_load", cells: ["import yaml\nc = yaml.safe_load(open('a.yml'))"] }],
    },
    {
      name: "not one of the files that a loop wrote, and a loop whose names say nothing",
      cells: [
        "import joblib\nfor n in names:\n    joblib.dump(m, f'run_{n}.pkl')\n    joblib.dump(m, f'{n}')",
        "«joblib.load»('best.pkl')",
      ],
    },
    {
      name: "readers that are handed over",
      cells: [
        "import joblib\nimport pandas as pd\nframes = pd.concat(map(«pd.read_pickle», files))\nmodels = list(pool.map(«joblib.load», paths))\nlast = pd.read_pickle('z.pkl')",
      ],
      messages: [/^pandas\.read_pickle runs any code/, /^joblib\.load runs/],
    },
    { name: "an unpickler", cells: ["import pickle\nmodel = «pickle.Unpickler»(open('m.pkl', 'rb')).load()"] },
    {
      name: "a pickle from elsewhere",
      cells: ["import pickle\nmodel = «pickle.load»(open('model.pkl', 'rb'))"],
      messages: [/^pickle\.load runs any code that the data contains, and no cell of this notebook wrote it: .*hash before reading it\.$/],
      severities: ["warning"],
      noFix: /./,
    },
    {
      name: "each reader once, its other places beside it",
      cells: [
        "import joblib, pickle\na = «joblib.load»('a.pkl')\nb = joblib.load('b.pkl')",
        "with open('c.pkl', 'rb') as f:\n    c = «pickle.load»(f)\njoblib.load('d.pkl')",
      ],
      related: [
        [
          [0, "joblib.load"],
          [1, "joblib.load"],
        ],
        [],
      ],
    },
    {
      name: "pandas, dill, shelve",
      cells: [
        "import pandas as pd, dill, shelve\npd.«».read_pickle('a.pkl')".replace("pd.«».read_pickle", "«pd.read_pickle»") +
          "\n«dill.load»(f)\ns = «shelve.open»('a', flag='r')",
      ],
    },
    {
      name: "bytes of a request",
      cells: ["import pickle, requests\nm = «pickle.loads»(requests.get('https://a.net/m.pkl').content)".replace(".content", ".read()")],
    },
    {
      name: "PyTorch, version unknown: an info",
      cells: ["import torch\nm = «torch.load»('a.pt', map_location='cpu')"],
      severities: ["info"],
      messages: [/^torch\.load before PyTorch 2\.6 runs/],
      fixes: [
        {
          title: "Add weights_only=True",
          safe: false,
          cells: ["import torch\nm = torch.load('a.pt', map_location='cpu', weights_only=True)"],
        },
      ],
    },
    {
      name: "a file in another folder of Kaggle's or Colab's",
      cells: [
        "import joblib\njoblib.dump(m, 'm.joblib')",
        "m = «joblib.load»('/kaggle/input/m.joblib')",
        "import pickle\nn = «pickle.load»(open('/content/drive/m.joblib', 'rb'))",
      ],
    },
    {
      name: "PyTorch of an old version, and told to be unsafe",
      files: torch21,
      cells: ["import torch\nm = «torch.load»('a.pt')"],
      severities: ["warning"],
      messages: [/of PyTorch 2\.1\.2/],
    },
    {
      name: "told to be unsafe in a new version",
      files: torch26,
      cells: ["import torch\nm = «torch.load»('a.pt', weights_only=False)"],
      severities: ["warning"],
      fixes: [{ title: "Change to weights_only=True", cells: ["import torch\nm = torch.load('a.pt', weights_only=True)"] }],
    },
    {
      name: "an index of others",
      cells: [
        "from langchain_community.vectorstores import FAISS\nindex = «FAISS.load_local»('other', model, allow_dangerous_deserialization=True)",
      ],
      messages: [/load_local with allow_dangerous_deserialization=True runs any code/],
      noFix: /./,
    },
    {
      name: "Keras with its safety switched off",
      cells: [
        "import keras\nkeras.config.enable_unsafe_deserialization()",
        "m = «keras.models.load_model»('m.keras')\nn = keras.models.load_model('n.keras', safe_mode=True)",
      ],
      messages: [/after enable_unsafe_deserialization\(\) runs any code that the data contains.*Remove that call/],
    },
    {
      name: "NumPy and Keras",
      cells: [
        "import numpy as np\nfrom tensorflow.keras.models import load_model\nnp_data = «np.load»('a.npy', allow_pickle=True)\nm = «load_model»('m.keras', safe_mode=False)",
      ],
      fixes: [
        {
          title: "Change to allow_pickle=False",
          cells: [
            "import numpy as np\nfrom tensorflow.keras.models import load_model\nnp_data = np.load('a.npy', allow_pickle=False)\nm = load_model('m.keras', safe_mode=False)",
          ],
        },
      ],
    },
    {
      name: "YAML without a loader, and with an unsafe one",
      cells: ["import yaml\na = «yaml.load»(open('a.yml'))\nb = yaml.load(open('b.yml'), Loader=yaml.Loader)"],
      fixes: [
        {
          title: "Change to yaml.safe_load",
          safe: false,
          cells: ["import yaml\na = yaml.safe_load(open('a.yml'))\nb = yaml.safe_load(open('b.yml'))"],
        },
      ],
    },
  ],
});
