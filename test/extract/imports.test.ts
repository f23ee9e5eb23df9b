// The module's imports and the notebook's import of the module: which code decides what imports find, and which does not.
import { describeCases } from "./describeCases";

describeCases("imports of extracted modules", [
  {
    name: "code that reads the environment, draws in a style or looks at files decides nothing",
    cells: ["import os", "a = [os.environ.get('NBREADY_NONE') == 'x']\n!echo seen\n# sys.path.append('x')", "import numpy as np\nb = np.array([len(a)])", "print(b)"], chosen: [1, 2],
    module: "import os\n\nimport numpy as np\n\n\ndef make_a() -> list:\n    a = [os.environ.get('NBREADY_NONE') == 'x']\n    return a\n\n\ndef make_b(a: list) -> np.ndarray:\n    b = np.array([len(a)])\n    return b\n",
    after: ["import os\nfrom nbready_module import make_a, make_b", "a = make_a()\n!echo seen\n# sys.path.append('x')", "b = make_b(a)", "print(b)"],
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
