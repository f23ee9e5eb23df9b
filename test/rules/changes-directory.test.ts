import rule from "../../language-server/rules/changes-directory";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "cd for one command", cells: ["!cd src && make"] },
    { name: "a function of one's own", cells: ["def chdir(x):\n    pass\nchdir('a')"] },
    { name: "another magic by its function", cells: ["get_ipython().run_line_magic('matplotlib', 'inline')"] },
    { name: "back to where the notebook began", cells: ["import os\npath = os.getcwd()", "os.chdir(path)"] },
    {
      name: "on one hosted platform only",
      cells: [
        "import os, sys\nif 'google.colab' in sys.modules:\n    os.chdir('/content/drive/MyDrive/work')",
        "IN_COLAB = 'google.colab' in sys.modules\nif IN_COLAB:\n    print('Colab')\n    %cd work",
      ],
    },
    { name: "%%bash", cells: ["%%bash\ncd src\nmake"] },
  ],
  invalid: [
    {
      name: "os.chdir through an alias",
      cells: ["import os as o\n«o.chdir('..')»"],
      messages: [/os\.chdir changes what every later relative path means/],
    },
    { name: "%cd", cells: ["«%cd ../data»"], messages: [/%cd changes/] },
    {
      name: "%cd by its function",
      cells: ["«get_ipython().run_line_magic('cd', '../data')»", "«get_ipython().magic('cd ../data')»"],
      messages: [/^This runs %cd/],
    },
    { name: "!cd, which does nothing", cells: ["«!cd ../data»"], messages: [/in its own shell and has no effect/] },
    { name: "there and back in one cell", cells: ["«%cd build»\n!make\n%cd -"], severities: ["info"] },
    {
      name: "there and back by calls: only a failure in between leaves the notebook elsewhere",
      cells: ["import os\nstart = os.getcwd()\n«os.chdir('build')»\nmake()\nos.chdir(start)", "«os.chdir('src')»"],
      severities: ["info", "warning"],
    },
    {
      name: "what a second run does: nothing more where the folder was searched upwards, until something is in it",
      cells: [
        "import os\nfrom pathlib import Path\nroot = Path.cwd()\nwhile not (root / 'data').exists() and root != root.parent:\n    root = root.parent\n«os.chdir(root)»",
        "there = folder\nwhile not other.exists():\n    there = other.parent\n«os.chdir(there)»",
      ],
      messages: [/^os\.chdir changes what every later relative path means\. Instead, build/, /means, and if the folder is relative/],
    },
    {
      name: "what a second run does: nothing more where the folder is absolute",
      cells: ["import os\n«os.chdir('/data')»", "«%cd ~/work»", "«os.chdir('../data')»", "«os.chdir(folder)»"],
      messages: [
        /^os\.chdir changes what every later relative path means\. Instead, build/,
        /^%cd changes what every later relative path means\. Instead, build/,
        /^os\.chdir .*means, and running the cell twice fails or ends up in another folder\./,
        /means, and if the folder is relative, running/,
      ],
    },
    {
      name: "what a second run does: nothing more behind a question, back again, or where a name holds an absolute folder",
      cells: [
        "import os\nif not os.path.isdir('data'):\n    «os.chdir('repo/book')»",
        "«%cd container»\n!make\n%cd ../",
        "work = '/content/work/'\n«%cd $work»",
        "«%cd {unknown}»",
      ],
      messages: [
        /^os\.chdir changes what every later relative path means\. Instead, build/,
        /^%cd changes what every later relative path means\. Instead, build/,
        /^%cd changes what every later relative path means\. Instead, build/,
        /means, and if the folder is relative, running/,
      ],
      severities: ["warning", "info", "warning", "warning"],
    },
    {
      name: "what a second run does: nothing more where the cell asks which folder it is in",
      cells: [
        "import os\nfrom pathlib import Path\nif Path.cwd().name == 'notebooks':\n    «os.chdir('..')»",
        "here = os.getcwd()\nif here.endswith('src'):\n    «os.chdir('..')»",
        "if here.endswith('src'):\n    «os.chdir('..')»",
      ],
      messages: [
        /^os\.chdir changes what every later relative path means\. Instead, build/,
        /^os\.chdir changes what every later relative path means\. Instead, build/,
        /means, and running the cell twice/,
      ],
    },
    {
      name: "on all machines but one platform",
      cells: [
        "import os, sys\nif 'google.colab' not in sys.modules:\n    «os.chdir('..')»",
        "if IN_COLAB:\n    pass\nelse:\n    «%cd ..»",
        "if not IN_COLAB:\n    «os.chdir('..')»",
        "if IN_COLAB is None:\n    «os.chdir('..')»",
      ],
    },
    { name: "from os import chdir", cells: ["from os import chdir\n«chdir('x')»"] },
  ],
});
