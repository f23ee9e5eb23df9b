import rule from "../../language-server/rules/install-in-notebook";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "%pip before every import", cells: ["%pip install pandas==2.2.3", "import pandas"] },
    { name: "the kernel's own Python", cells: ["import sys\n!{sys.executable} -m pip install pandas"] },
    { name: "after standard library imports only", cells: ["import os, sys", "%pip install pandas"] },
    { name: "other pip commands", cells: ["import pandas", "!pip list"] },
    { name: "in a shell cell", cells: ["%%bash\npip install pandas"] },
  ],
  invalid: [
    {
      name: "output that is kept, which %pip does not give",
      cells: ["log = «!pip» install umap-learn==0.5.6\nprint(log.n)"],
      noFix: /Change/,
    },
    {
      name: "!pip",
      cells: ["«!pip» install pandas"],
      messages: [/^!pip installs into the first Python on PATH/],
      severities: ["info"],
      fixes: [{ title: "Change to %pip", safe: true, cells: ["%pip install pandas"] }],
    },
    {
      name: "!python -m pip",
      cells: ["«!python -m pip» install -q pandas"],
      fixes: [{ title: "Change to %pip", cells: ["%pip install -q pandas"] }],
    },
    {
      name: "!conda",
      cells: ["«!conda» install -y pandas"],
      fixes: [{ title: "Change to %conda", safe: false, cells: ["%conda install -y pandas"] }],
    },
    {
      name: "several in a cell, with one mend",
      cells: ["import os\n«!pip» install pandas\n!pip install numpy", "«!pip» install scipy"],
      messages: [/The same goes for 1 more place in this cell\.$/, /Use %pip, which installs into the kernel's environment\.$/],
      related: [[[0, "!pip"]], []],
      fixes: [{ title: "Change to %pip", safe: true, cells: ["import os\n%pip install pandas\n%pip install numpy", "!pip install scipy"] }],
    },
    {
      name: "late ones that a manifest can take stay apart",
      files: { "requirements.txt": "pandas==2.2.3\n" },
      cells: ["import pandas", "%pip install «tqdm==4.67.1»\n%pip install «xgboost==2.1.0»"],
    },
    { name: "beside other commands: no fix", cells: ["«!pip» install pandas && echo ok"] },
    {
      name: "after the import of the same package",
      cells: ["import cv2", "%pip install -q «opencv-python»"],
      messages: [/^opencv-python is installed after cell 0 has imported it: the kernel keeps/],
      related: [[[0, "cv2"]]],
    },
    {
      name: "after another import, in the same cell",
      cells: ["import pandas\n%pip install «seaborn xgboost»\nimport seaborn"],
      messages: [/comes after imports \(the first in cell 0\)/],
    },
    {
      name: "moved to the manifest, with the line or the cell",
      files: { "requirements.txt": "pandas==2.2.3\n" },
      cells: ["import pandas", "%pip install -q «seaborn==0.13.2 pandas==2.2.3 tqdm==4.67.1»", "x = 1\n%pip install «xgboost==2.1.0»"],
      fixes: [
        {
          title: "Move to requirements.txt",
          safe: false,
          cells: ["import pandas", "x = 1\n%pip install xgboost==2.1.0"],
          files: { "requirements.txt": "pandas==2.2.3\nseaborn==0.13.2\ntqdm==4.67.1\n" },
        },
        {
          title: "Move to requirements.txt",
          finding: 1,
          cells: ["import pandas", "%pip install -q seaborn==0.13.2 pandas==2.2.3 tqdm==4.67.1", "x = 1"],
          files: { "requirements.txt": "pandas==2.2.3\nxgboost==2.1.0\n" },
        },
      ],
    },
    {
      name: "declared already",
      files: { "../pyproject.toml": '[project]\ndependencies = ["pandas==2.2.3"]\n' },
      cells: ["import pandas\n%pip install «pandas==2.2.3»\nx = 1"],
      fixes: [{ title: /declares it already/, cells: ["import pandas\nx = 1"] }],
    },
  ],
});
