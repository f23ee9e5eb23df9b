import rule from "../../language-server/rules/home-path";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "approximation in prose", cells: ["print('~/ is home')\nx = '~5'"] },
    {
      name: "a variable that is set, others, other mappings",
      cells: ["import os\nos.environ['HOME'] = '/work'\nos.environ['HOMEPAGE']\nmenu['HOME']\nmenu.get('HOME')\n!echo $HOMEDIR/x"],
    },
    {
      name: "settings that a tool looks for there and nowhere else",
      cells: [
        "import os\n!mkdir -p ~/.kaggle\n!cp kaggle.json ~/.kaggle/kaggle.json\n!cat $HOME/.aws/credentials\nopen(os.path.expanduser('~/.netrc'))",
        "!mkdir -p ~/.ssh && chmod 600 /root/.kaggle/kaggle.json",
      ],
    },
    {
      name: "the home folder that tells a platform",
      cells: ["import os\non_cluster = os.environ.get('HOME') == '/home/runner' or '/srv' in os.environ['HOME']"],
    },
    {
      name: "expanduser of what a user gives",
      cells: [
        "import os\ndef load(path):\n    return os.path.expanduser(path)",
        "from pathlib import Path\nroot = Path('.').resolve()\nrows = Path(os.environ.get('ROWS', root / 'rows')).expanduser()\nfolder = Path(input())\nout = (folder / 'out').expanduser()",
      ],
    },
  ],
  invalid: [
    { name: "a home path at a file API", cells: ["open(«'~/data.csv'»)\n!ls «~/data»"], severities: ["info", "info"] },
    { name: "data below a hidden folder", cells: ["open(«'~/.pytorch/data.csv'»)\n!ls «~/.kaggles» «~/.config/mine»"] },
    { name: "expanduser, once", cells: ["import os\nopen(«os.path.expanduser('~/data.csv')»)"] },
    {
      name: "expanduser of a path",
      cells: [
        "from pathlib import Path\na = «Path('~/rows').expanduser()»\nb = «(Path('~') / 'rows').expanduser()»\nroot = Path(«'~/data'»)",
        "c = «root.expanduser()»",
      ],
    },
    {
      name: "the variable HOME, in Python and in a shell line",
      cells: [
        "import os\na = os.path.join(«os.environ['HOME']», 'data')\nb = «os.getenv('HOME')»\nc = f\"{«os.environ.get('HOME')»}/x\"",
        "!ls «$HOME/data» «${HOME}/b»\nopen(os.path.expandvars(«'$HOME/a.csv'»))",
      ],
    },
    { name: "Path.home", cells: ["from pathlib import Path\np = «Path.home()» / 'data'"] },
  ],
});
