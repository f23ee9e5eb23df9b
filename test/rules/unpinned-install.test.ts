import rule from "../../language-server/rules/unpinned-install";
import { printed, ran, testRule } from "./testRule";

const environment = { ".venv/lib/python3.11/site-packages/pandas-2.2.3.dist-info/METADATA": "Name: pandas\nVersion: 2.2.3\n\n" };
const commit = "0123456789abcdef0123456789abcdef01234567";

testRule(rule, {
  valid: [
    {
      name: "exact versions",
      cells: [
        "%pip install pandas==2.2.3 'numpy[extra]==1.26.4'",
        "!pip install -q --upgrade seaborn==0.13.2",
        "%conda install -y -c conda-forge pandas=2.2.3",
      ],
    },
    {
      name: "files, paths and constraints",
      cells: [
        "%pip install -r requirements.txt",
        "!pip install -e . && pip install ./wheels/x.whl",
        "%pip install -c constraints.txt pandas",
      ],
    },
    {
      name: "a commit, a hash, a release's file",
      cells: [`%pip install git+https://example.org/a/b.git@${commit}`, "%pip install https://example.org/x-1.0-py3-none-any.whl"],
    },
    {
      name: "names that an unknown variable gives, and pinned ones",
      cells: [
        "%pip install {package}",
        "!pip install $package",
        "for name in ['pandas==2.2.3', 'numpy==1.26.4']:\n    !pip install {name}",
        "import subprocess, sys\nfrom shop import needed\nfor name in needed():\n    subprocess.run([sys.executable, '-m', 'pip', 'install', name])",
        "version = '2.2.3'\n!pip install pandas=={version}",
        "options = ['-q', '-r', 'requirements.txt']\nsubprocess.run(['pip', 'install', *options])",
      ],
    },
    {
      name: "started from Python with a name that a variable gives, pinned, or for another program",
      cells: [
        "import subprocess, sys\ndef install(package):\n    subprocess.check_call([sys.executable, '-m', 'pip', 'install', package])",
        "subprocess.run(['pip', 'install', 'pandas==2.2.3'])",
        "subprocess.run(['echo', 'pip', 'install', 'pandas'])",
      ],
    },
    { name: "the installers themselves", cells: ["!pip install --upgrade pip setuptools wheel"] },
    { name: "other pip commands", cells: ["!pip list\n!pip uninstall -y pandas\n%pip freeze\n!pip show install"] },
    {
      name: "text and comments",
      cells: [
        "print('!pip install pandas')\n# !pip install pandas\nx = '''\n!pip install pandas\n'''",
        "%%html\n<p>pip install pandas</p>",
      ],
    },
    { name: "a comment behind the command", cells: ["%pip install pandas==2.2.3 # not numpy"] },
  ],
  invalid: [
    {
      name: "a range that leaves out what is installed",
      files: environment,
      interpreter: ".venv",
      cells: ["«%pip install 'pandas<2'»"],
      noFix: /./,
    },
    {
      name: "each way to call pip",
      cells: [
        "«%pip install pandas»",
        "«!pip3 install -q pandas»",
        "import sys\n«!{sys.executable} -m pip install pandas>=2 numpy==1.26.4»",
        "«!uv pip install pandas»",
        "«%conda install -y -c conda-forge pandas»",
        "«!mamba install pandas>=2»",
      ],
      messages: [/^This installs pandas without an exact version: /, /pandas/, /the shell even treats ">=2" as a redirection/],
    },
    {
      name: "in a shell cell, beside other commands",
      cells: ["%%bash\napt-get update\n«pip install seaborn»\necho ok", "!apt-get update && «pip install seaborn»"],
    },
    { name: "under a cell magic with Python", cells: ["%%capture\n«!pip install seaborn»"] },
    { name: "behind variables of the environment", cells: ['«!CMAKE_ARGS="-DGGML_CUDA=on" FORCE=1 pip install llama-cpp-python»'] },
    {
      name: "started from Python",
      files: environment,
      interpreter: ".venv",
      cells: [
        "import subprocess, sys\n«subprocess.check_call([sys.executable, '-m', 'pip', 'install', '-q', 'pandas'])»",
        "import os\n«os.system('pip install pandas && echo ok')»",
        "«get_ipython().system('pip install pandas')»",
      ],
      fixes: [
        {
          title: "Pin pandas==2.2.3",
          safe: true,
          cells: [
            "import subprocess, sys\nsubprocess.check_call([sys.executable, '-m', 'pip', 'install', '-q', 'pandas==2.2.3'])",
            "import os\nos.system('pip install pandas && echo ok')",
            "get_ipython().system('pip install pandas')",
          ],
        },
        { title: "Pin pandas==2.2.3", finding: 1 },
      ],
    },
    {
      name: "packages that a loop gives",
      files: environment,
      interpreter: ".venv",
      cells: [
        "for name in ['pandas', 'numpy==1.26.4']:\n    «!pip install {name}»",
        "import subprocess, sys\nneeded = ['seaborn', 'pandas>=2']\nfor name in needed:\n    «subprocess.run([sys.executable, '-m', 'pip', 'install', '-q', name])»",
        "«subprocess.run(['pip', 'install', *needed], check=True)»",
        "package = 'seaborn'\n«%pip install $package»",
      ],
      messages: [
        /^This installs pandas without/,
        /^This installs seaborn and pandas without an exact version: every/,
        /^This installs seaborn and pandas without/,
        /^This installs seaborn without/,
      ],
      fixes: [
        {
          title: "Pin pandas==2.2.3",
          safe: false,
          cells: [
            "for name in ['pandas==2.2.3', 'numpy==1.26.4']:\n    !pip install {name}",
            "import subprocess, sys\nneeded = ['seaborn', 'pandas>=2']\nfor name in needed:\n    subprocess.run([sys.executable, '-m', 'pip', 'install', '-q', name])",
            "subprocess.run(['pip', 'install', *needed], check=True)",
            "package = 'seaborn'\n%pip install $package",
          ],
        },
      ],
    },
    {
      name: "packages that a function is given",
      cells: [
        "import subprocess, sys\ndef install(package):\n    «subprocess.check_call([sys.executable, '-m', 'pip', 'install', package])»",
        "install('pandas')\ninstall('seaborn==0.13.2')",
      ],
      messages: [/^This installs pandas without/],
    },
    {
      name: "a file of some address under a name for its version",
      files: environment,
      interpreter: ".venv",
      cells: ["«!pip install pandas==latest+cu101 -f https://example.org/wheels.html»"],
      noFix: /./,
    },
    {
      name: "--upgrade",
      cells: ["«%pip install -U seaborn pandas==2.2.3»"],
      messages: [/installs seaborn without an exact version, and --upgrade replaces what is installed:/],
    },
    {
      name: "a repository without a commit",
      cells: ["«!pip install git+https://example.org/a/tools.git@main»"],
      messages: [/tools from an address without a commit/],
    },
    { name: "a branch's archive", cells: ["«!pip install https://example.org/a/tools/archive/refs/heads/main.zip»"] },
    { name: "over several lines", cells: ["«!pip install \\\n    pandas==2.2.3 \\\n    seaborn»"] },
    {
      name: "pinned to the environment",
      files: environment,
      interpreter: ".venv",
      cells: ['«%pip install -q "pandas[excel]>=2"» # tables'],
      fixes: [{ title: "Pin pandas[excel]==2.2.3", safe: true, cells: ['%pip install -q "pandas[excel]==2.2.3" # tables'] }],
    },
    {
      name: "a build of its own index, by its public version",
      cells: [ran(1, "«%pip install torch»", printed("Requirement already satisfied: torch in /usr/lib (2.3.0+cu121)\n"))],
      fixes: [{ title: "Pin torch==2.3.0", safe: true, cells: ["%pip install torch==2.3.0"] }],
    },
    {
      name: "pinned to what the saved output says",
      cells: [
        ran(
          1,
          "«!pip install pandas seaborn»",
          printed(
            "Requirement already satisfied: pandas in /usr/lib (2.1.0)\nCollecting seaborn\nSuccessfully installed contourpy-1.3.0 seaborn-0.13.2\n",
          ),
        ),
      ],
      fixes: [{ title: "Pin pandas==2.1.0, seaborn==0.13.2", cells: ["!pip install pandas==2.1.0 seaborn==0.13.2"] }],
    },
  ],
});
