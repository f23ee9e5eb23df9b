import rule from "../../language-server/rules/home-path";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "approximation in prose", cells: ["print('~/ is home')\nx = '~5'"] },
    { name: "expanduser of what a user gives", cells: ["import os\ndef load(path):\n    return os.path.expanduser(path)"] },
  ],
  invalid: [
    { name: "a home path at a file API", cells: ["open(«'~/data.csv'»)\n!ls «~/data»"], severities: ["info", "info"] },
    { name: "expanduser, once", cells: ["import os\nopen(«os.path.expanduser('~/data.csv')»)"] },
    { name: "Path.home", cells: ["from pathlib import Path\np = «Path.home()» / 'data'"] },
  ],
});
