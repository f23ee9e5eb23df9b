import rule from "../../language-server/rules/no-manifest";
import { testRule } from "./testRule";

const environment = {
  ".venv/lib/python3.12/site-packages/pandas-2.2.3.dist-info/METADATA": "Name: pandas\nVersion: 2.2.3\n\n",
  ".venv/lib/python3.12/site-packages/scikit_learn-1.5.2.dist-info/METADATA": "Name: scikit-learn\nVersion: 1.5.2\n\n",
};

testRule(rule, {
  valid: [
    { name: "the standard library only", cells: ["import os\nimport json", "from pathlib import Path"] },
    { name: "a project with a manifest", files: { "../requirements.txt": "numpy\n" }, cells: ["import pandas"] },
    { name: "a project with an empty manifest", files: { "requirements.txt": "" }, cells: ["import pandas"] },
    { name: "install lines for all of it", cells: ["%pip install pandas==2.2.3 scikit-learn==1.5.2", "import pandas\nimport sklearn"] },
    { name: "a PEP 723 block", cells: ["# /// script\n# dependencies = []\n# ///\nimport pandas"] },
    { name: "no imports", cells: ["print(1)"] },
    { name: "first-party and unknown modules", files: { "helpers/__init__.py": "" }, cells: ["import helpers\nimport not_known_anywhere"] },
  ],
  invalid: [
    {
      name: "one finding for all imports, pinned to what is installed",
      files: environment,
      interpreter: ".venv",
      cells: ["import os", "import «pandas» as pd\nfrom sklearn.svm import SVC", "import sklearn"],
      messages: [/^The notebook needs pandas and scikit-learn, but no requirements\.txt/],
      fixes: [
        {
          title: "Write requirements.txt (with the installed versions)",
          safe: true,
          files: { "requirements.txt": "pandas==2.2.3\nscikit-learn==1.5.2\n" },
        },
        {
          title: /first cell/,
          safe: false,
          cells: [
            '# /// script\n# dependencies = [\n#   "pandas==2.2.3",\n#   "scikit-learn==1.5.2",\n# ]\n# ///',
            "import os",
            "import pandas as pd\nfrom sklearn.svm import SVC",
            "import sklearn",
          ],
        },
      ],
    },
    {
      name: "with no environment known",
      cells: ["import «numpy»\nimport cv2\nimport seaborn, boto3"],
      messages: [/^The notebook needs numpy, opencv-python and 2 more/],
      fixes: [
        {
          title: "Write requirements.txt (without versions: none are known here)",
          safe: false,
          files: { "requirements.txt": "boto3\nnumpy\nopencv-python\nseaborn\n" },
        },
      ],
    },
    {
      name: "install lines for a part of it",
      cells: ["!pip install pandas", "import pandas\nimport «seaborn»"],
      messages: [/^The notebook needs seaborn, but no .* lists it: /],
    },
  ],
});
