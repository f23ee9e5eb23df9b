// Extraction of code that takes names from its caller by a text: pandas' queries and formulas, as patsy evaluates them for statsmodels and others.
import { describeCases } from "./describeCases";

const frame =
  "import numpy as np\nimport pandas as pd\nfrom patsy import dmatrix\nframe = pd.DataFrame({'a': [1.0, 2.0, 4.0]})\nshift = len(frame)";

describeCases("extraction of names in texts", [
  {
    name: "a formula whose names are columns",
    cells: [frame, "design = dmatrix('0 + a', frame)", "print(design.sum(), shift)"],
    chosen: [1],
    module:
      "import pandas as pd\nfrom patsy import dmatrix\n\n\ndef make_design(frame: pd.DataFrame):\n    design = dmatrix('0 + a', frame)\n    return design\n",
    after: [
      "import numpy as np\nimport pandas as pd\nfrom patsy import dmatrix\nfrom nbready_module import make_design\nframe = pd.DataFrame({'a': [1.0, 2.0, 4.0]})\nshift = len(frame)",
      "design = make_design(frame)",
      "print(design.sum(), shift)",
    ],
  },
  {
    name: "a formula that reads a variable, and a module that nothing else reads",
    cells: [frame, "print(dmatrix('0 + np.log(a) + I(a + shift)', frame).sum())", "print(shift)"],
    chosen: [1],
    module:
      "import numpy as np  # noqa: F401\nimport pandas as pd\nfrom patsy import dmatrix\n\n\ndef print_summary(frame: pd.DataFrame, shift: int) -> None:\n    print(dmatrix('0 + np.log(a) + I(a + shift)', frame).sum())\n",
    after: [
      "import numpy as np\nimport pandas as pd\nfrom patsy import dmatrix\nfrom nbready_module import print_summary\nframe = pd.DataFrame({'a': [1.0, 2.0, 4.0]})\nshift = len(frame)",
      "print_summary(frame, shift)",
      "print(shift)",
    ],
  },
  {
    name: "a name that formulas of other cells read is given back, and its import stays",
    cells: [
      "import numpy as np\nimport pandas as pd\nfrom patsy import dmatrix\nframe = pd.DataFrame({'a': [1.0, 2.0, 4.0]})\nshift = int(np.abs(-2))",
      "print(dmatrix('0 + np.log(a) + I(a + shift)', frame).sum())",
    ],
    chosen: [0],
    module:
      "import numpy as np\nimport pandas as pd\n\n\ndef make_shift() -> tuple[pd.DataFrame, int]:\n    frame = pd.DataFrame({'a': [1.0, 2.0, 4.0]})\n    shift = int(np.abs(-2))\n    return frame, shift\n",
    after: [
      "import numpy as np\nfrom patsy import dmatrix\nfrom nbready_module import make_shift\n\nframe, shift = make_shift()",
      "print(dmatrix('0 + np.log(a) + I(a + shift)', frame).sum())",
    ],
  },
  {
    name: "a function with a formula that reads a variable",
    cells: [frame, "def total(frame):\n    return dmatrix('0 + I(a + shift)', frame).sum()", "print(total(frame))"],
    chosen: [1],
    module: "from patsy import dmatrix\n\n\ndef total(frame, shift):\n    return dmatrix('0 + I(a + shift)', frame).sum()\n",
    after: [
      "import numpy as np\nimport pandas as pd\nfrom patsy import dmatrix\nfrom nbready_module import total\nframe = pd.DataFrame({'a': [1.0, 2.0, 4.0]})\nshift = len(frame)",
      "print(total(frame, shift=shift))",
    ],
  },
  {
    name: "a query that reads what its comprehension goes through",
    cells: [frame, "print([len(frame.query('a > @v')) for v in range(3)])"],
    chosen: [1],
    module:
      "import pandas as pd\n\n\ndef print_summary(frame: pd.DataFrame) -> None:\n    print([len(frame.query('a > @v')) for v in range(3)])\n",
    after: [
      "import numpy as np\nimport pandas as pd\nfrom patsy import dmatrix\nfrom nbready_module import print_summary\nframe = pd.DataFrame({'a': [1.0, 2.0, 4.0]})\nshift = len(frame)",
      "print_summary(frame)",
    ],
  },
  {
    name: "a formula that is put together above the code, which binds nothing that it could have read",
    cells: [
      frame,
      "print(dmatrix(' + '.join(frame.columns), frame).sum())",
      "rows = []\nfor column in frame:\n    rows.append(column)",
      "print(rows, shift)",
    ],
    chosen: [2],
    module:
      "import pandas as pd\n\n\ndef make_rows(frame: pd.DataFrame) -> list:\n    rows = []\n    for column in frame:\n        rows.append(column)\n    return rows\n",
    after: [
      frame.replace("import dmatrix", "import dmatrix\nfrom nbready_module import make_rows"),
      "print(dmatrix(' + '.join(frame.columns), frame).sum())",
      "rows = make_rows(frame)",
      "print(rows, shift)",
    ],
  },
  {
    name: "a formula that is put together below the code",
    cells: [frame, "for column in frame:\n    print(column)", "print(dmatrix(' + '.join(frame.columns), frame).sum())"],
    chosen: [1],
    refused: [["bound-in-one-branch", 1, 0, "column"]],
  },
  {
    name: "one in a function above the code",
    cells: [
      `${frame}\ndef total():\n    return dmatrix(' + '.join(frame.columns), frame).sum()`,
      "for column in frame:\n    print(column)",
      "print(total())",
    ],
    chosen: [1],
    refused: [["bound-in-one-branch", 1, 0, "column"]],
  },
  {
    name: "a query in a lambda, which would not see the function's variable",
    cells: [frame, "print(frame.a.map(lambda v: len(frame.query('a < @shift'))).sum())"],
    chosen: [1],
    refused: [["hidden-names", 1, 0, "shift"]],
  },
  {
    name: "a formula in a comprehension, which would not see the function's variable",
    cells: [frame, "print([dmatrix('0 + I(a + shift)', frame).sum() for v in range(2)])"],
    chosen: [1],
    refused: [["hidden-names", 1, 0, "shift"]],
  },
  {
    name: "a function whose comprehension would not see a parameter",
    cells: [frame, "def totals(frame):\n    return [dmatrix('0 + I(a + shift)', frame).sum() for v in range(2)]", "print(totals(frame))"],
    chosen: [1],
    refused: [["reads-variable", 1, 1, "shift"]],
  },
  {
    name: "a formula that is put together",
    cells: [frame, "print(dmatrix(' + '.join(frame.columns), frame).sum())"],
    chosen: [1],
    refused: [["hidden-names", 1, 0, "patsy.dmatrix"]],
  },
  {
    name: "a formula that another function's variables are meant for",
    cells: [frame, "print(dmatrix('0 + a', frame, eval_env=1).sum())"],
    chosen: [1],
    refused: [["hidden-names", 1, 0, "patsy.dmatrix"]],
  },
  {
    name: "a formula below a star import",
    cells: [`from math import *\n${frame}`, "print(dmatrix('0 + a', frame).sum())"],
    chosen: [1],
    refused: [["hidden-names", 1, 0, "patsy.dmatrix"]],
  },
]);
