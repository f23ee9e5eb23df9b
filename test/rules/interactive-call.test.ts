import rule from "../../language-server/rules/interactive-call";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    {
      name: "sign-ins of the shell with a token, a pipe or on a condition",
      cells: [
        "!huggingface-cli login --token $HF_TOKEN\n!hf auth login --token={token}\n!az login --identity\n!echo $T | gh auth login --with-token",
        "!gcloud auth login < answers.txt\n!huggingface-cli whoami\n!wandb login\nif IN_COLAB:\n    !gcloud auth login\n# !az login",
      ],
    },
    {
      name: "asked where the file of log-ins or the keyring has none",
      cells: [
        "from netrc import netrc\ntry:\n    user, _, key = netrc(file=path).authenticators('a.net')\nexcept (FileNotFoundError, TypeError):\n    user = input('User: ')",
        "import keyring, getpass\nkey = keyring.get_password('a', 'b')\nif not key:\n    key = getpass.getpass()",
      ],
    },
    {
      name: "asked for want of a setting that was tried",
      cells: [
        "import os, getpass\ntry:\n    key = os.environ['KEY']\nexcept KeyError:\n    key = getpass.getpass()\ntry:\n    from google.colab import userdata\n    token = userdata.get('T')\nexcept ImportError:\n    token = getpass.getpass('token')",
      ],
    },
    {
      name: "a sign-in where the credentials that are there do not do",
      cells: ["import ee\ntry:\n    ee.Initialize()\nexcept Exception:\n    ee.Authenticate()\n    ee.Initialize()"],
    },
    {
      name: "a sign-in for want of a token that the machine keeps",
      cells: [
        "from huggingface_hub import login, notebook_login\nlogin(new_session=False)\nlogin(skip_if_logged_in=True)\nnotebook_login(skip_if_logged_in=True)",
      ],
    },
    {
      name: "a sign-in with a token",
      cells: ["import os\nfrom huggingface_hub import login\nlogin(os.environ['T'])\nlogin(token=os.environ['T'])"],
    },
    { name: "a function that nothing calls", cells: ["def ask():\n    return input('?')"] },
    {
      name: "for want of a setting",
      cells: [
        "import os\nfrom getpass import getpass\nkey = os.environ.get('KEY') or getpass()\nif 'TOKEN' not in os.environ:\n    os.environ['TOKEN'] = getpass()",
      ],
    },
    {
      name: "for want of a setting that a name holds",
      cells: [
        "import os\nfrom getpass import getpass\ntoken = os.getenv('TOKEN')\nif not token:\n    token = getpass()",
        "def ask(name):\n    key = os.environ.get(name)\n    if key is None:\n        try:\n            from google.colab import userdata\n        except ImportError:\n            key = getpass('Key: ')\n    return key\nask('KEY')",
        "def ask_once(name):\n    key = os.environ.get(name)\n    if key:\n        return key\n    return getpass('Key: ')\nask_once('KEY')",
      ],
    },
    { name: "a value that is there", cells: ["from getpass import getpass\nkey = '<<YOUR KEY>>' or getpass('Key: ')"] },
    {
      name: "on one platform",
      cells: ["import sys\nif 'google.colab' in sys.modules:\n    from google.colab import auth\n    auth.authenticate_user()"],
    },
    {
      name: "where only one platform has the module",
      cells: [
        "try:\n    from google.colab import drive\n    drive.mount('/content/drive')\n    %cd /content/drive/MyDrive\nexcept ImportError:\n    %cd ..",
      ],
    },
    { name: "names of the notebook's own", cells: ["input = layers.Input\ninput(shape)\ndef breakpoint(): pass\nbreakpoint()"] },
    { name: "a short wait", cells: ["import cv2\ncv2.waitKey(20)"] },
    { name: "the debugger switched off", cells: ["%pdb off"] },
  ],
  invalid: [
    {
      name: "names that the system's own variables have",
      cells: ["import os\nfrom getpass import getpass\nuser = «input('User: ')»\npwd = «getpass()»"],
      fixes: [
        {
          title: "Read it from the environment variable NOTEBOOK_USER",
          cells: ['import os\nfrom getpass import getpass\nuser = os.environ["NOTEBOOK_USER"]\npwd = getpass()'],
        },
        {
          finding: 1,
          title: "Read it from the environment variable NOTEBOOK_PWD",
          cells: ["import os\nfrom getpass import getpass\nuser = input('User: ')\npwd = os.environ[\"NOTEBOOK_PWD\"]"],
        },
      ],
    },
    {
      name: "several answers under one name",
      cells: [
        "import os\ncity = «input('From: ')»\nprint(city)\ncity = «input('To: ')»",
        "stage = os.environ['STAGE']",
        "stage = «input()»",
      ],
      fixes: [
        { title: "Read it from the environment variable CITY" },
        { finding: 1, title: "Read it from the environment variable CITY_2" },
        { finding: 2, title: "Read it from the environment variable STAGE_2" },
      ],
    },
    {
      name: "a debugger that runs code: no fix",
      cells: ["import pdb\n«pdb.runcall(print, 3)»\n«pdb.run('print(3)')»", "«%debug print(3)»"],
      noFix: /Remove/,
    },
    {
      name: "by what a function imports itself",
      cells: [
        "def loss(x):\n    import pdb; «pdb.set_trace()»\n    return x",
        "def key():\n    from getpass import getpass\n    return «getpass()»",
        "loss(key())",
        "USES_DRIVE = False\ndef mount():\n    from google.colab import drive\n    drive.mount('/content/drive')\nif USES_DRIVE:\n    mount()",
        "def unused():\n    from getpass import getpass\n    return getpass()",
      ],
    },
    {
      name: "asked until the answer is right: a fixed value would never end it",
      cells: ["while True:\n    answer = «input('> ')»\n    if answer == 'q':\n        break"],
      noFix: /environment/,
    },
    {
      name: "tried, with the module imported for certain, or with nothing done elsewhere",
      cells: [
        "from google.colab import drive\ntry:\n    «drive.mount('/content/drive')»\nexcept ValueError:\n    print('no drive')",
        "try:\n    from google.colab import files\n    «files.upload()»\nfinally:\n    print('done')",
      ],
    },
    {
      name: "a sign-in after something else failed",
      cells: ["import ee\ntry:\n    import geemap\nexcept ImportError:\n    «ee.Authenticate()»"],
    },
    {
      name: "a sign-in whose options ask all the same",
      cells: ["from huggingface_hub import login, notebook_login\n«login(new_session=True)»\n«notebook_login(skip_if_logged_in=False)»"],
    },
    {
      name: "other prompts, and one after something else was tried",
      cells: [
        "from rich.prompt import Prompt\nfrom huggingface_hub import login\nname = «Prompt.ask('name')»\n«login()»\ntry:\n    n = int(name)\nexcept ValueError:\n    n = int(«input('a number')»)",
      ],
      messages: [/^Prompt\.ask asks a person/, /^login waits for a person to sign in/, /^input asks/],
    },
    {
      name: "under a condition about something else",
      cells: ["from getpass import getpass\ndef ask(key):\n    if key == '':\n        key = «getpass('Key: ')»\n    return key\nask('')"],
    },
    {
      name: "input",
      cells: ["import pandas as pd\ncity = «input('City? ')»\nn = int(«input()»)"],
      messages: [/^input asks a person for a value/, /Make the value a parameter/],
      fixes: [
        {
          title: "Read it from the environment variable CITY",
          safe: false,
          cells: ['import os\nimport pandas as pd\ncity = os.environ["CITY"]\nn = int(input())'],
        },
        {
          finding: 1,
          title: "Read it from the environment variable N",
          cells: ["import os\nimport pandas as pd\ncity = input('City? ')\nn = int(os.environ[\"N\"])"],
        },
      ],
    },
    {
      name: "a secret",
      cells: ["import os", "from getpass import getpass\npassword = «getpass()»"],
      messages: [/secret store/],
      fixes: [{ title: /PASSWORD/, cells: ["import os", 'from getpass import getpass\npassword = os.environ["PASSWORD"]'] }],
    },
    {
      name: "debuggers",
      cells: ["import pdb\nx = 1\n«pdb.set_trace()»\nfor i in x:\n    «breakpoint()»\n«%debug»\ny = 2"],
      fixes: [
        { title: "Remove pdb.set_trace()", safe: true, cells: ["import pdb\nx = 1\nfor i in x:\n    breakpoint()\n%debug\ny = 2"] },
        { finding: 1, title: "Remove breakpoint()", cells: ["import pdb\nx = 1\npdb.set_trace()\nfor i in x:\n    pass\n%debug\ny = 2"] },
        { finding: 2, title: "Remove %debug", cells: ["import pdb\nx = 1\npdb.set_trace()\nfor i in x:\n    breakpoint()\ny = 2"] },
      ],
    },
    { name: "in a function that is called", cells: ["def ask():\n    return «input('?')»", "ask()"] },
    {
      name: "Colab's uploads and sign-ins",
      cells: ["from google.colab import files, drive\n«files.upload()»\n«drive.mount('/content/drive')»"],
      messages: [/choose a file/, /sign in/],
    },
    {
      name: "sign-ins of the shell",
      cells: [
        "! «huggingface-cli login»\n!cd x && «hf auth login --add-to-git-credential»\n!«gcloud auth application-default login»\n!«az login»",
      ],
      messages: [
        /^huggingface-cli login waits for a person to sign in/,
        /^hf auth login waits/,
        /^gcloud auth application-default login/,
        /^az login/,
      ],
    },
    {
      name: "widgets that are waited for",
      cells: ["from jupyter_ui_poll import ui_events\nwith «ui_events()» as poll:\n    while not done:\n        poll(10)"],
      messages: [/a key or a click/],
    },
    { name: "a window", cells: ["import cv2\ncv2.imshow('x', image)\n«cv2.waitKey(0)»"] },
  ],
});
