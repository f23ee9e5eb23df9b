import rule from "../../language-server/rules/hard-coded-device";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    {
      name: "a default that every call replaces, or that nobody calls for",
      cells: [
        "import torch\ndef move(model, device='cuda'):\n    return model.to(device)\ndef unused(device='cuda'):\n    pass\nmove(net, 'cpu')\nmove(net, device='cpu')\nshow('cuda')\nwords = {'cuda': 'device', 'text': 'cuda'}",
      ],
    },
    {
      name: "a GPU that is only tried",
      cells: ["import torch\ntry:\n    net = torch.nn.Linear(1, 2).cuda()\nexcept RuntimeError:\n    net = torch.nn.Linear(1, 2)"],
    },
    {
      name: "a device chosen by what is available",
      cells: ["import torch\ndevice = 'cuda' if torch.cuda.is_available() else 'cpu'", "model.to(device)\nmodel.cuda()"],
    },
    {
      name: "a name of the device, or a function, above the check",
      cells: [
        "import torch\ndevice = 'cuda'\nother = torch.device('cuda')\ndef move(x):\n    return x.cuda()",
        "if not torch.cuda.is_available():\n    device = 'cpu'\nmove(net)",
      ],
    },
    {
      name: "a check in a function that may have run, and one in the same cell",
      cells: [
        "import torch\ndef setup():\n    assert torch.cuda.is_available()\nx = torch.ones(1).cuda()",
        "setup()",
        "torch.cuda.is_available()\ny = x.cuda()",
      ],
    },
    { name: "under a condition", cells: ["import torch\nif use_gpu:\n    model.cuda()\ndevice = 'cuda:0' if use_gpu else 'cpu'"] },
    {
      name: "words about it",
      cells: [
        "import torch\nprint('cuda')\nif device == 'cuda': pass\nwith torch.autocast('cuda'):\n    pass\nname = 'cuda'\nunits = {'cuda': 1}",
      ],
    },
    { name: "other libraries", cells: ["from numba import cuda\ndf.cuda()\nx.to('cuda')", "table.to('cuda')"] },
    {
      name: "TensorFlow on the CPU, or after a question",
      cells: [
        "import tensorflow as tf\nwith tf.device('/CPU:0'):\n    pass",
        "print(tf.config.list_physical_devices('GPU'))\nwith tf.device('/GPU:0'): pass",
      ],
    },
  ],
  invalid: [
    {
      name: "a device by its type",
      cells: ["import torch\ndevice = torch.device(type=«'cuda'», index=0)"],
      fixes: [
        { title: /GPU/, cells: ['import torch\ndevice = torch.device(type="cuda" if torch.cuda.is_available() else "cpu", index=0)'] },
      ],
    },
    {
      name: "what the notebook's own functions and objects take for a device",
      cells: [
        "import torch\nfrom dataclasses import dataclass\ndef train(model, device=«'cuda'»):\n    model.to(device)\nclass Trainer:\n    def __init__(self, model, device):\n        self.model = model.to(device)\n@dataclass\nclass Config:\n    device: str = 'cuda'\nargs = {'device': 'cuda'}",
        "train(net)\nTrainer(net, 'cuda:0')",
      ],
      related: [
        [
          [0, "'cuda'"],
          [0, "'cuda'"],
          [1, "'cuda:0'"],
        ],
      ],
    },
    {
      name: "Lightning's trainer",
      cells: [
        "import torch\nimport pytorch_lightning as pl\nt = pl.Trainer(accelerator=«'gpu'», devices=1)\nu = pl.Trainer(accelerator='auto')",
      ],
      fixes: [
        {
          title: "Use the GPU if there is one, otherwise the CPU",
          cells: [
            "import torch\nimport pytorch_lightning as pl\nt = pl.Trainer(accelerator=\"auto\", devices=1)\nu = pl.Trainer(accelerator='auto')",
          ],
        },
      ],
    },
    {
      name: "moved without waiting, and a generator's",
      cells: ["import torch\nx = batch.«cuda(non_blocking=True)»\ng = torch.Generator('cuda')"],
      fixes: [
        {
          title: "Use the GPU if there is one, otherwise the CPU",
          cells: [
            'import torch\nx = batch.to("cuda" if torch.cuda.is_available() else "cpu", non_blocking=True)\ng = torch.Generator("cuda" if torch.cuda.is_available() else "cpu")',
          ],
        },
      ],
    },
    {
      name: "by a number that is known only then, and Apple's",
      cells: ["import torch\nrank = 1\nx = torch.zeros(3).to(«f'cuda:{rank}'»)\ny = x.to('mps')"],
      fixes: [
        {
          title: "Use the GPU if there is one, otherwise the CPU",
          cells: [
            'import torch\nrank = 1\nx = torch.zeros(3).to(f\'cuda:{rank}\' if torch.cuda.is_available() else "cpu")\ny = x.to("mps" if torch.backends.mps.is_available() else "cpu")',
          ],
        },
      ],
    },
    {
      name: "data that goes there before the notebook asks",
      cells: [
        "import torch\nx = torch.ones(1)",
        "y = x.«cuda()»\nz = torch.zeros(3, device='cuda')\nz.to('cuda:0')",
        "device = 'cuda' if torch.cuda.is_available() else 'cpu'\nmodel.cuda()",
      ],
      messages: [/^This code needs a GPU, and the notebook checks only further down whether there is one: .* 2 more places do the same/],
      related: [
        [
          [1, "'cuda'"],
          [1, "'cuda:0'"],
        ],
      ],
      noFix: /./,
    },
    {
      name: "a pipeline's number",
      cells: ["import torch\nfrom transformers import pipeline\np = pipeline('x', device=«0»)"],
      fixes: [
        {
          title: "Use the GPU if there is one, otherwise the CPU",
          cells: ["import torch\nfrom transformers import pipeline\np = pipeline('x', device=0 if torch.cuda.is_available() else -1)"],
        },
      ],
    },
    {
      name: "for everything that follows",
      cells: ["import torch\n«torch.cuda.set_device(1)»\ntorch.set_default_tensor_type(torch.cuda.FloatTensor)"],
      noFix: /./,
    },
    {
      name: "PyTorch, all places in one finding",
      cells: [
        "import torch\ndevice = torch.device(«'cuda:0'»)\nmodel = Net().cuda()",
        "x = x.to(\"cuda\")\ny = torch.zeros(3, device='cuda')\nz = y.cuda(1)\nstate = torch.load(path, map_location='cuda')",
      ],
      messages: [/5 more places do the same/],
      related: [
        [
          [0, "cuda()"],
          [1, '"cuda"'],
          [1, "'cuda'"],
          [1, "cuda(1)"],
          [1, "'cuda'"],
        ],
      ],
      fixes: [
        {
          title: "Use the GPU if there is one, otherwise the CPU",
          safe: false,
          cells: [
            'import torch\ndevice = torch.device("cuda:0" if torch.cuda.is_available() else "cpu")\nmodel = Net().to("cuda" if torch.cuda.is_available() else "cpu")',
            'x = x.to("cuda" if torch.cuda.is_available() else "cpu")\ny = torch.zeros(3, device="cuda" if torch.cuda.is_available() else "cpu")\nz = y.to("cuda:1" if torch.cuda.is_available() else "cpu")\nstate = torch.load(path, map_location="cuda" if torch.cuda.is_available() else "cpu")',
          ],
        },
      ],
    },
    { name: "a name of its own", cells: ['from transformers import AutoModel\nDEVICE = «"cuda"»\nmodel.to(DEVICE)'] },
    {
      name: "TensorFlow",
      cells: ["import tensorflow as tf\nwith tf.device(«'/GPU:0'»):\n    x = tf.ones(3)"],
      fixes: [
        {
          title: /otherwise the CPU/,
          cells: [
            'import tensorflow as tf\nwith tf.device(\'/GPU:0\' if tf.config.list_physical_devices("GPU") else "/CPU:0"):\n    x = tf.ones(3)',
          ],
        },
      ],
    },
  ],
});
