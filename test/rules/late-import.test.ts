import rule from "../../language-server/rules/late-import";
import { testRule } from "./testRule";

const work = "rows = json.loads('[1]')";

testRule(rule, {
  valid: [
    { name: "imports before any work", cells: ["import json", "import os\nimport pandas as pd", work] },
    {
      name: "preparation is no work",
      cells: [
        "import json",
        "%matplotlib inline\nimport warnings\nwarnings.filterwarnings('ignore')\npath = 'a'\nprint(json.__name__)",
        "def f():\n    return json.loads('1')\nclass A: pass",
        "import os",
        work,
      ],
    },
    { name: "imports in the cell that begins to work", cells: ["import json\n" + work + "\nimport os"] },
    {
      name: "imports in try, if and functions",
      cells: [
        "import json",
        work,
        "try:\n    import torch\nexcept ImportError:\n    torch = None\ndef f():\n    import re\nif rows:\n    import os",
      ],
    },
    {
      name: "next to an install",
      cells: ["import json", work, "%pip install pandas==2.2.3\nimport pandas", "!pip install numpy", "import numpy"],
    },
    {
      name: "below a variable or a path that is set for it",
      cells: [
        "import json, os, sys",
        work,
        "os.environ['CUDA_VISIBLE_DEVICES'] = '0'\nimport torch",
        "sys.path.append('lib')\nimport numpy",
      ],
    },
    { name: "below what takes the names away", cells: ["import json", work, "%reset -f\nimport json", "import re\ndel re", "import re"] },
    {
      name: "below another meaning of the name",
      cells: [
        "import json\nfrom datetime import datetime",
        work,
        "time = 3\nfor np in rows: print(np, sum(rows))\nprint(datetime.now())",
        "import time\nimport numpy as np\nfrom math import fsum as sum\nimport datetime",
      ],
    },
    { name: "below another meaning of the name in the first cell", cells: ["import json\ntime = 3", work, "import time\ntime"] },
    {
      name: "below a star that may bring the name",
      cells: ["import json\nfrom numpy import *", work + "\nprint(random.rand())", "from random import random"],
    },
    { name: "below a star in between", cells: ["import json", work, "from helpers import *", "from datetime import datetime"] },
    { name: "modules of one's own", cells: ["import json", work, "import helpers\nfrom . import more"], files: { "helpers.py": "" } },
  ],
  invalid: [
    {
      name: "one import",
      cells: ["import json", work, "«import os»  # paths\nprint(os.sep)"],
      messages: [/^os is imported after other work in cell 1:/],
      severities: ["hint"],
      fixes: [{ title: "Move the import to cell 0", safe: true, cells: ["import json\nimport os  # paths", work, "print(os.sep)"] }],
    },
    {
      name: "no import above the work: no fix",
      cells: ["rows = open('a').read()", "«import json»\njson.loads(rows)"],
      messages: [/^json is imported after other work in cell 0: .* Move the import above it\.$/],
      noFix: /./,
    },
    {
      name: "several in a notebook, once",
      cells: ["import json  # texts\nx = 1", work, "«import os»\nfrom math import pi\npi"],
      messages: [/^os and math are imported/],
      related: [[[2, "from math import pi"]]],
      fixes: [
        {
          title: "Move the imports to cell 0",
          safe: true,
          cells: ["import json  # texts\nimport os\nfrom math import pi\nx = 1", work, "pi"],
        },
      ],
    },
    {
      name: "moved below what the first cell sets for packages",
      cells: ["import json, os\nos.environ['KERAS_BACKEND'] = 'torch'\n%cd src\nx = 1", work, "«import keras»\nkeras.backend"],
      fixes: [
        {
          title: /^Move/,
          safe: false,
          cells: ["import json, os\nos.environ['KERAS_BACKEND'] = 'torch'\nimport keras\n%cd src\nx = 1", work, "keras.backend"],
        },
      ],
    },
    {
      name: "below credentials, and what is read of the environment",
      cells: [
        "import json, os\nos.environ['API_KEY'] = key",
        work,
        "place = os.environ['PLACE']\nos.environ['HF_TOKEN'] = token\n%env WANDB_API_KEY=x",
        "«import torch»\ntorch",
      ],
      fixes: [
        {
          title: /^Move/,
          safe: false,
          cells: [
            "import json, os\nimport torch\nos.environ['API_KEY'] = key",
            work,
            "place = os.environ['PLACE']\nos.environ['HF_TOKEN'] = token\n%env WANDB_API_KEY=x",
            "torch",
          ],
        },
      ],
    },
    {
      name: "below what a cell in between sets, of the standard library alone",
      cells: ["import json, os", work, "os.environ['HF_HOME'] = folder", "«import re»\nimport torch\nre, torch"],
      fixes: [
        {
          title: /^Move/,
          safe: true,
          cells: ["import json, os\nimport re", work, "os.environ['HF_HOME'] = folder", "import torch\nre, torch"],
        },
      ],
    },
    {
      name: "a cell of imports",
      cells: ["import json", work, "«import os»\nimport re"],
      fixes: [{ title: /^Move/, cells: ["import json\nimport os\nimport re", work] }],
    },
    {
      name: "several at a cell's end, on lines of their own",
      cells: ["import json", work, "n = 1\n«import os»\nimport re\nimport re", "os, re"],
      fixes: [{ title: /^Move/, cells: ["import json\nimport os\nimport re", work, "n = 1", "os, re"] }],
    },
    {
      name: "several that share a line",
      cells: ["import json", work, "n = 1; «import os»; import re", "os, re"],
      fixes: [{ title: /^Move/, cells: ["import json\nimport os\nimport re", work, "n = 1; ", "os, re"] }],
    },
    {
      name: "below a magic and a comment, which stay",
      cells: ["import json", work, "%time x = 1\n# paths\n«import os»\nimport re", "os, re"],
      fixes: [{ title: /^Move/, cells: ["import json\nimport os\nimport re", work, "%time x = 1\n# paths", "os, re"] }],
    },
    {
      name: "a cell of imports with comments behind them",
      cells: ["import json", work, "«import os»  # paths\nimport re", "os, re"],
      fixes: [{ title: /^Move/, cells: ["import json\nimport os  # paths\nimport re", work, "os, re"] }],
    },
    {
      name: "below a value that its cell would show",
      cells: ["import json", work, "json.dumps(1)\n«import os»", "os.sep"],
      fixes: [{ title: "Move the import to cell 0", safe: false, cells: ["import json\nimport os", work, "json.dumps(1)", "os.sep"] }],
    },
    {
      name: "in several cells, and what is there already",
      cells: ["import json", work, "«import os»\nos", "import os\nimport json\nos, json"],
      fixes: [{ title: "Move the imports to cell 0", safe: true, cells: ["import json\nimport os", work, "os", "os, json"] }],
    },
    {
      name: "names of a module that the cell imports some of",
      cells: [
        "from math import cos, pi",
        "n = cos(pi)",
        "«from math import cos, e, log as ln»  # logs\nprint(ln(e))",
        "from math import (\n    e, sin\n)\nsin(e)",
      ],
      fixes: [
        {
          title: /^Move/,
          safe: true,
          cells: [
            "from math import cos, pi\nfrom math import e, log as ln  # logs\nfrom math import sin",
            "n = cos(pi)",
            "print(ln(e))",
            "sin(e)",
          ],
        },
      ],
    },
    {
      name: "a name that the cell imports by another name",
      cells: ["import os as system\nimport os.path", work, "«import os»\nos"],
      fixes: [{ title: /^Move/, cells: ["import os as system\nimport os.path\nimport os", work, "os"] }],
    },
    {
      name: "below a magic that takes other names away",
      cells: ["%reset -f\nimport json", work, "%xdel rows\n«import os»\nos"],
      fixes: [{ title: /^Move/, safe: true, cells: ["%reset -f\nimport json\nimport os", work, "%xdel rows\nos"] }],
    },
    { name: "a package, unsafely", cells: ["import json", work, "«import pandas as pd»\npd"], fixes: [{ title: /^Move/, safe: false }] },
    {
      name: "a name that is bound again further down, unsafely",
      cells: ["import json", work, "«import time»\ntime", "time = 3"],
      fixes: [{ title: /^Move/, safe: false, cells: ["import json\nimport time", work, "time", "time = 3"] }],
    },
    {
      name: "below stars that bring other names",
      cells: ["import json\nfrom numpy import *", work, "from math import *", "«import os»\nos.sep"],
      fixes: [{ title: /^Move/, safe: true }],
    },
    {
      name: "below a cell magic",
      cells: ["import json", work, "%%time\n«import os»\nos"],
      fixes: [{ title: /^Move/, cells: ["import json\nimport os", work, "%%time\nos"] }],
    },
  ],
});
