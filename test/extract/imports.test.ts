// The module's imports and the notebook's import of the module: which code decides what imports find, and which does not.
import { describeCases } from "./describeCases";

describeCases("imports of extracted modules", [
  {
    name: "code that reads the environment, draws in a style or looks at files decides nothing",
    cells: ["import os", "a = [os.environ.get('NBREADY_NONE') == 'x']\n!printf seen\n# sys.path.append('x')", "import numpy as np\nb = np.array([len(a)])", "print(b)"], chosen: [1, 2],
    module: "import os\n\nimport numpy as np\n\n\ndef make_a() -> list:\n    a = [os.environ.get('NBREADY_NONE') == 'x']\n    return a\n\n\ndef make_b(a: list) -> np.ndarray:\n    b = np.array([len(a)])\n    return b\n",
    after: ["import os\nfrom nbready_module import make_a, make_b", "a = make_a()\n!printf seen\n# sys.path.append('x')", "b = make_b(a)", "print(b)"],
  },
  {
    name: "what sets it does",
    cells: ["import os", "a = [1]\nos.environ['NBREADY_NONE'] = 'y'", "import numpy as np\nb = np.array([len(a)])", "print(b)"], chosen: [1, 2], refused: [["import-order", 1, 1, null]],
  },
  {
    name: "but for the standard library, and for classes of modules that are there",
    cells: ["import os\nfrom pandas import Series", "a = Series([1])\nos.environ['NBREADY_NONE'] = 'y'", "import json\nfrom pandas import DataFrame\nb = json.dumps(DataFrame({'a': a}).shape)", "print(b)"], chosen: [1, 2],
    module: "import json\nimport os\n\nfrom pandas import DataFrame, Series\n\n\ndef make_a():\n    a = Series([1])\n    os.environ['NBREADY_NONE'] = 'y'\n    return a\n\n\ndef make_b(a):\n    b = json.dumps(DataFrame({'a': a}).shape)\n    return b\n",
    after: ["import os\nfrom pandas import Series\nfrom nbready_module import make_a, make_b", "a = make_a()", "b = make_b(a)", "print(b)"],
  },
  { name: "a function of such a module may be a module inside", cells: ["import os\nfrom pandas import Series", "a = Series([1])\nos.environ['NBREADY_NONE'] = 'y'", "from pandas import concat\nb = concat([a])", "print(b)"], chosen: [1, 2], refused: [["import-order", 1, 1, null]] },
  { name: "a command that brings a module", cells: ["a = [1]\n!echo 'k = 1' > made_here.py", "import made_here\nb = [made_here.k]", "print(a, b)"], chosen: [0, 1], refused: [["import-order", 0, 1, null]] },
  { name: "a command that fetches a folder, which may be a package", cells: ["a = [1]\n!gsutil cp -r gs://bucket/made_here .", "import made_here\nb = [made_here.k]", "print(a, b)"], chosen: [0, 1], refused: [["import-order", 0, 1, null]] },
  {
    name: "what sets it stays where the rest can move, and the imports below it stay below",
    cells: ["import sys", "sys.path.append('nbready_none')\nimport csv\na = [csv.QUOTE_ALL]\na.append(2)\nb = len(a)", "print(b)"], chosen: [1],
    module: "import csv\n\n\ndef make_b() -> int:\n    a = [csv.QUOTE_ALL]\n    a.append(2)\n    b = len(a)\n    return b\n",
    after: ["import sys", "sys.path.append('nbready_none')\nfrom nbready_module import make_b\n\nb = make_b()", "print(b)"],
    messages: [/^Line 1 of cell 1 stays in the notebook\. This decides what the imports below find/, /^a: now known/],
  },
  { name: "an import that only other cells need is not made before it either", cells: ["import os", "os.environ['NBREADY_NONE'] = 'y'\nimport numpy as np\nb = 1", "print(np.pi, b)"], chosen: [1], refused: [["import-order", 1, 0, null]] },
  {
    name: "one function of several cells has the imports of them all in front",
    cells: ["a = [1]\nimport math", "b = math.pi\nprint(a)", "print(b)"], chosen: [0, 1], options: { functionName: "start", together: true },
    module: "import math\n\n\ndef start():\n    a = [1]\n\n    b = math.pi\n    print(a)\n    return b\n",
    after: ["from nbready_module import start\n\nb = start()", "print(b)"],
    messages: [/^a: now known/],
  },
  { name: "code that makes a module's file", cells: ["a = [1]\nopen('made_here.py', 'w').close()", "import made_here\nb = [made_here]", "print(a, b)"], chosen: [0, 1], refused: [["import-order", 0, 1, null]] },
  {
    name: "a variable that is called as a magic changes no folder",
    cells: ["import os\ncd = [os.sep]\ncd.append(1)", "a = [cd]", "print(a)"], chosen: [1],
    module: "def make_a(cd: list) -> list:\n    a = [cd]\n    return a\n",
    after: ["import os\nfrom nbready_module import make_a\ncd = [os.sep]\ncd.append(1)", "a = make_a(cd)", "print(a)"],
  },
  {
    name: "imports of the notebook stay as they are written",
    cells: ["from os import path\nfrom os import sep\na = [path, sep]", "print(a, path, sep)"], chosen: [0],
    module: "from os import path, sep\n\n\ndef make_a() -> list:\n    a = [path, sep]\n    return a\n",
    after: ["from os import path\nfrom os import sep\nfrom nbready_module import make_a\n\na = make_a()", "print(a, path, sep)"],
  },
  { name: "the magic without its sign does, and has to be alone in its cell", cells: ["cd ..", "a = [1]", "print(a)"], chosen: [1], refused: [["import-order", 0, 0, null]] },
  {
    name: "a shell of its own does not",
    cells: ["%%bash\ncd ..", "a = [1]", "print(a)"], chosen: [1],
    module: "def make_a() -> list:\n    a = [1]\n    return a\n",
    after: ["%%bash\ncd ..", "from nbready_module import make_a\n\na = make_a()", "print(a)"],
  },
  {
    name: "two ways to import one module",
    cells: ["import os.path as p", "a = p.join('a', 'b')", "from os import path as p\nprint(p.basename(a))"], chosen: [1],
    module: "import os.path as p\n\n\ndef make_a():\n    a = p.join('a', 'b')\n    return a\n",
    after: ["import os.path as p\nfrom nbready_module import make_a", "a = make_a()", "from os import path as p\nprint(p.basename(a))"],
  },
]);
