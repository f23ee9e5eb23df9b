import rule from "../../language-server/rules/inference-mode";
import { testRule } from "./testRule";

const net =
  "import torch\nfrom torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.body = nn.Sequential(nn.Linear(3, 9), nn.Dropout(0.5))\n    def forward(self, x):\n        return self.body(x)";
const train =
  "for x, y in loader:\n    optimizer.zero_grad()\n    loss = criterion(model(x), y)\n    loss.backward()\n    optimizer.step()";

testRule(rule, {
  valid: [
    {
      name: "a hub whose models come ready to predict",
      cells: ["import torch\nmodel = torch.hub.load('ultralytics/yolov5', 'yolov5s')\nrows = model(image).pandas().xyxy[0].round(2)"],
    },
    {
      name: "what prepares a model's images",
      cells: [
        "import torch\nfrom torchvision.models import resnet50, ResNet50_Weights\npreprocess = ResNet50_Weights.DEFAULT.transforms()\npixels = preprocess(image).tolist()",
      ],
    },
    {
      name: "eval and no_grad",
      cells: [net, "model = Net()\nmodel.load_state_dict(torch.load(p))\nmodel.eval()\nwith torch.no_grad():\n    y = model(x).argmax(1)"],
    },
    {
      name: "models for TensorFlow and JAX",
      cells: [
        "from transformers import TFAutoModel, FlaxAutoModelForMaskedLM\nmodel = TFAutoModel.from_pretrained('a')\nother = FlaxAutoModelForMaskedLM.from_pretrained('a')\ny = model(x).argmax(1)\nz = other(x).argmax(1)",
      ],
    },
    { name: "training", cells: [net, "model = Net()", train] },
    {
      name: "a decorated function",
      cells: [net, "model = Net().to('cpu').eval()\n@torch.inference_mode()\ndef predict(x):\n    return model(x)"],
    },
    { name: "gradients off for good", cells: [net, "torch.set_grad_enabled(False)\nmodel = Net().eval()\ny = model(x)"] },
    {
      name: "a graph of the gradients that is drawn",
      cells: [
        net,
        "from torchviz import make_dot\nmodel = Net()\ny = model(x)",
        "make_dot(y.mean(), params=dict(model.named_parameters()))",
      ],
    },
    { name: "a shape", cells: [net, "model = Net()\nprint(model(torch.rand(1, 3)).shape)"] },
    {
      name: "a lesson step by step",
      cells: [net, "model = Net()\nout = model(x)\np = out.argmax()", "loss = criterion(out, y)\nloss.backward()"],
    },
    { name: "a layer by itself", cells: ["import torch\nlayer = torch.nn.Linear(3, 1)\nprint(layer(x).detach())"] },
    {
      name: "forward under no_grad, and of something else",
      cells: [net, "model = Net()\nmodel.eval()\nwith torch.no_grad():\n    y = model.forward(x)\nz = player.forward(x).item()"],
    },
    {
      name: "other libraries",
      cells: ["from sklearn.svm import SVC\nmodel = SVC()\ny = model.predict(x)", "def model(x): return x\ny = model(x)"],
    },
  ],
  invalid: [
    {
      name: "neither",
      cells: [net, "model = Net()\nmodel = model.to('cpu')", train, "y = «model(x)».argmax(1)"],
      messages: [/^model predicts in training mode and with gradients/],
      fixes: [
        {
          title: "Call model.eval() and predict inside inference_mode()",
          safe: false,
          cells: [
            net,
            "model = Net()\nmodel = model.to('cpu')",
            train,
            "model.eval()\nwith torch.inference_mode():\n    y = model(x).argmax(1)",
          ],
        },
      ],
    },
    {
      name: "eval without no_grad, all places in one finding",
      cells: ["import torch, torchvision\nnet = torchvision.models.resnet18(weights='DEFAULT')\nnet.eval()", "a = «net(x)»\nb = net(y)"],
      messages: [/^net predicts with gradients/],
      related: [[[1, "net(y)"]]],
      fixes: [
        {
          title: "Predict inside inference_mode()",
          cells: [
            "import torch, torchvision\nnet = torchvision.models.resnet18(weights='DEFAULT')\nnet.eval()",
            "with torch.inference_mode():\n    a = net(x)\nwith torch.inference_mode():\n    b = net(y)",
          ],
        },
      ],
    },
    {
      name: "by forward",
      cells: [net, "model = Net()\nmodel.load_state_dict(torch.load(p))\nmodel.eval()", "y = «model.forward(x)».cpu().detach().numpy()"],
      messages: [/^model predicts with gradients/],
      fixes: [
        {
          title: "Predict inside inference_mode()",
          cells: [
            net,
            "model = Net()\nmodel.load_state_dict(torch.load(p))\nmodel.eval()",
            "with torch.inference_mode():\n    y = model.forward(x).cpu().detach().numpy()",
          ],
        },
      ],
    },
    {
      name: "no_grad without eval",
      cells: [net, "model = Net()\nwith torch.no_grad():\n    y = «model(x)»"],
      messages: [/^model predicts in training mode: dropout/],
      fixes: [{ title: "Call model.eval()", cells: [net, "model = Net()\nwith torch.no_grad():\n    model.eval()\n    y = model(x)"] }],
    },
    {
      name: "training goes on below: eval() would be left on",
      cells: [
        net,
        "model = Net()\ndef validate(x):\n    y = «model(x)».argmax(1)\n    return y",
        "for epoch in range(3):\n    for x, y in loader:\n        optimizer.zero_grad()\n        criterion(model(x), y).backward()\n    print(validate(x))",
      ],
      messages: [/inside torch\.no_grad\(\)\.$/],
      noFix: /./,
    },
    {
      name: "training that puts the model back into its mode",
      cells: [
        net,
        "model = Net()\ndef validate(x):\n    y = «model(x)».argmax(1)\n    return y",
        "for epoch in range(3):\n    model.train()\n    for x, y in loader:\n        optimizer.zero_grad()\n        criterion(model(x), y).backward()\n    print(validate(x))",
      ],
      fixes: [
        {
          title: "Call model.eval() and predict inside no_grad()",
          cells: [
            net,
            "model = Net()\ndef validate(x):\n    model.eval()\n    with torch.no_grad():\n        y = model(x).argmax(1)\n    return y",
            "for epoch in range(3):\n    model.train()\n    for x, y in loader:\n        optimizer.zero_grad()\n        criterion(model(x), y).backward()\n    print(validate(x))",
          ],
        },
      ],
    },
    {
      name: "transformers come in eval mode",
      cells: ["from transformers import AutoModelForSequenceClassification as M\nmodel = M.from_pretrained('x')\nout = «model(**inputs)»"],
      messages: [/^model predicts with gradients/],
    },
  ],
});
