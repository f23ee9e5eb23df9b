import rule from "../../language-server/rules/swallowed-error";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    {
      name: "an import that only tells where it runs",
      cells: ["try:\n    import google.colab\n    IN_COLAB = True\nexcept:\n    IN_COLAB = False"],
    },
    {
      name: "another way to the result below",
      cells: [
        "def load(path):\n    try:\n        frame = fast(path)\n        if frame is not None:\n            return frame\n    except Exception:\n        pass\n    frame = slow(path)\n    return frame",
      ],
    },
    {
      name: "an exception that is named",
      cells: ["try:\n    x = int(text)\nexcept ValueError:\n    pass\nexcept (KeyError, TypeError) as error:\n    pass"],
    },
    {
      name: "raised again",
      cells: ["try:\n    run()\nexcept:\n    tidy()\n    raise\ntry:\n    run()\nexcept:\n    if strict:\n        raise RuntimeError('x')"],
    },
    {
      name: "shown with its traceback",
      cells: [
        "import traceback, logging\ntry:\n    run()\nexcept:\n    traceback.print_exc()\ntry:\n    run()\nexcept:\n    logging.exception('x')",
      ],
    },
    { name: "Exception with a word about it", cells: ["try:\n    run()\nexcept Exception as error:\n    print(error)"] },
    {
      name: "a question what there is",
      cells: [
        "try:\n    import cudf as pd\nexcept:\n    import pandas as pd\ntry:\n    %tensorflow_version 2.x\nexcept Exception:\n    pass",
      ],
    },
    {
      name: "tidying up",
      cells: [
        "import os\ntry:\n    os.remove(path)\n    job.delete()\nexcept Exception:\n    pass\ntry: del df\nexcept: pass; gc.collect()\ntry:\n    del X, y\n    print('cleared')\nexcept:\n    pass",
      ],
    },
    { name: "a class of the same name", cells: ["class Exception(ValueError): pass\ntry:\n    run()\nexcept Exception:\n    pass"] },
    {
      name: "a handler whose body is missing: the cell does not parse",
      cells: ["try:\n    run()\nexcept:", "try: run()\nexcept Exception:\n# nothing yet"],
    },
    { name: "suppressing what is named", cells: ["from contextlib import suppress\nwith suppress(FileNotFoundError):\n    run()"] },
  ],
  invalid: [
    {
      name: "no other way below",
      cells: [
        "def load(path):\n    try:\n        frame = fast(path)\n    «except Exception»:\n        pass\n    return frame",
        "def load(paths):\n    for path in paths:\n        try:\n            return fast(path)\n        «except Exception»:\n            pass\n    return None",
      ],
    },
    {
      name: "a package that may be missing, and what is done with it",
      cells: [
        "try:\n    import torch\n    torch.manual_seed(0)\n«except Exception»:\n    pass\ntry:\n    from torch import cuda\n    cuda.empty_cache()\n«except»: pass",
      ],
      fixes: [
        {
          title: "Catch ImportError only",
          safe: false,
          cells: [
            "try:\n    import torch\n    torch.manual_seed(0)\nexcept ImportError:\n    pass\ntry:\n    from torch import cuda\n    cuda.empty_cache()\nexcept: pass",
          ],
        },
        {
          finding: 1,
          title: "Catch ImportError only",
          cells: [
            "try:\n    import torch\n    torch.manual_seed(0)\nexcept Exception:\n    pass\ntry:\n    from torch import cuda\n    cuda.empty_cache()\nexcept ImportError: pass",
          ],
        },
      ],
    },
    {
      name: "an import with work behind it",
      cells: [
        "try:\n    import helper\n    rows = helper.load()\n«except»:\n    rows = []",
        "try:\n    done = True\n    import helper\n«except»:\n    pass",
      ],
    },
    {
      name: "Exception with pass",
      cells: ["import os\ntry:\n    run()\n«except Exception»:\n    pass  # never mind"],
      messages: [/hides every error/],
      fixes: [
        {
          title: "Log the error and raise it again",
          safe: false,
          cells: [
            'import logging\nimport os\ntry:\n    run()\nexcept Exception:\n    logging.exception("This step failed")\n    raise  # never mind',
          ],
        },
      ],
    },
    {
      name: "a bare except with pass, on one line",
      cells: ["import logging", "for path in paths:\n    try: load(path)\n    «except»: pass"],
      fixes: [
        {
          title: "Log the error and raise it again",
          cells: [
            "import logging",
            'for path in paths:\n    try: load(path)\n    except Exception: logging.exception("This step failed"); raise',
          ],
        },
      ],
    },
    {
      name: "with continue, a tuple, a name",
      cells: ["for x in xs:\n    try:\n        f(x)\n    «except (ValueError, Exception) as e»:\n        continue"],
      messages: [/^except Exception: continue hides every error/],
    },
    { name: "BaseException, in a function", cells: ["def f():\n    try:\n        g()\n    «except BaseException»:\n        ..."] },
    {
      name: "a bare except that goes on",
      cells: ["try:\n    rate = float(text)\n«except»:\n    print('failed')\n    rate = 0"],
      messages: [/^A bare except catches everything/],
      fixes: [
        {
          title: "Catch Exception only",
          safe: false,
          cells: ["try:\n    rate = float(text)\nexcept Exception:\n    print('failed')\n    rate = 0"],
        },
      ],
    },
    { name: "suppress", cells: ["import contextlib\nwith «contextlib.suppress(Exception)»:\n    run()"] },
  ],
});
