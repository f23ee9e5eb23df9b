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
    { name: "!pip", cells: ["«!pip» install pandas"], messages: [/^!pip installs into the first Python on PATH/], severities: ["info"], fixes: [{ title: "Change to %pip", safe: true, cells: ["%pip install pandas"] }] },
    { name: "!python -m pip", cells: ["«!python -m pip» install -q pandas"], fixes: [{ title: "Change to %pip", cells: ["%pip install -q pandas"] }] },
    { name: "!conda", cells: ["«!conda» install -y pandas"], fixes: [{ title: "Change to %conda", cells: ["%conda install -y pandas"] }] },
    { name: "beside other commands: no fix", cells: ["«!pip» install pandas && echo ok"] },
    { name: "after the import of the same package", cells: ["import cv2", "%pip install -q «opencv-python»"], messages: [/^opencv-python is installed after cell 0 has imported it: the kernel keeps/], related: [[[0, "cv2"]]] },
    { name: "after another import, in the same cell", cells: ["import pandas\n%pip install «seaborn xgboost»\nimport seaborn"], messages: [/stands after imports \(the first in cell 0\)/] },
  ],
});
