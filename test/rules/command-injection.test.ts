import rule from "../../language-server/rules/command-injection";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    {
      name: "a parameter that every call gives a constant or a number",
      cells: [
        "import os\ndef show(name, n):\n    os.system(f'head -n {n} {name}')\n    show(name, n)",
        "show('a.txt', int(input()))\ndef unused(name):\n    os.system('ls ' + name)",
      ],
    },
    {
      name: "constants and values of the notebook's own",
      cells: [
        "import os, subprocess\nname = 'a.csv'\nos.system('ls -l')\nos.system(f'wc -l {name}')\nsubprocess.run('ls | wc', shell=True)\n!ls {name}\nfor i in range(3):\n    os.system(f'mkdir run{i}')",
      ],
    },
    {
      name: "values that a test lets through",
      cells: [
        "import os, re\nname = input()\nif ready and validate_input(r'[a-z]+', name):\n    !az pool create --name $name\nif re.fullmatch('[a-z]+', name):\n    os.system(f'ls {name}')\nif name.isalnum():\n    os.system('ls ' + name)",
      ],
    },
    {
      name: "a list of arguments, no shell",
      cells: ["import subprocess\nname = input()\nsubprocess.run(['ls', name])\nsubprocess.run(['ls', name], shell=False)"],
    },
    {
      name: "numbers and quoted values",
      cells: [
        "import os, shlex\nn = int(input())\nos.system(f'head -n {n} a.txt')\nos.system('ls ' + shlex.quote(input()))\n!head -n {n} a.txt",
      ],
    },
    { name: "a name that is bound again", cells: ["import os\nx = input()\nx = 'a'\nos.system('ls ' + x)"] },
    { name: "a function by the same name", cells: ["class os:\n    def system(x):\n        pass\nos.system(input())"] },
    { name: "a parameter nobody knows", cells: ["import os\ndef run(command):\n    os.system(command)"] },
    { name: "a file that is written", cells: ["import os\nwith open('a.txt', 'w') as f:\n    pass\nos.system(f'cat {f.name}')"] },
    { name: "the length of what a file holds", cells: ["import os\ntext = open('a.txt').read()\nos.system(f'echo {len(text)}')"] },
  ],
  invalid: [
    {
      name: "a command that grows",
      cells: ["import os\ncommand = 'ffmpeg -i '\ncommand += input()\ncommand += ' out.mp4'\nos.system(«command»)"],
    },
    {
      name: "through a function's parameters, from another cell",
      cells: [
        "import subprocess\ndef show(name, *, options=''):\n    command = f'ls {name}'\n    subprocess.run(«command», shell=True)\n    !tool {«options»}",
        "folder = input('folder')\nshow(folder)\nshow('data', options=input())",
      ],
      messages: [/A value from input\(\)/, /A value from input\(\)/],
    },
    {
      name: "input, through a name and another cell",
      cells: ["name = input('file: ').strip()", "import os\nos.system(«'wc -l ' + name»)"],
      messages: [/^A value from input\(\) becomes part of a shell command/],
      severities: ["warning"],
    },
    {
      name: "shell=True, with a mend",
      cells: ["import subprocess\nx = input()\nsubprocess.run(«f'wc -l {x} {x}.bak'», shell=True, check=True)"],
      fixes: [
        {
          title: /list of arguments/,
          safe: false,
          cells: ['import subprocess\nx = input()\nsubprocess.run(["wc", "-l", str(x), f"{x}.bak"], check=True)'],
        },
      ],
    },
    ...[
      "subprocess.run(«f'cd {x}'», shell=True)",
      "subprocess.run(«f'type {x}'», shell=True)",
      "subprocess.run(«f'ls {x}'», shell=True, executable='/bin/bash')",
    ].map((line) => ({ name: `${line} needs its shell`, cells: [`import subprocess\nx = input()\n${line}`], noFix: /./ })),
    {
      name: "a shell that is started by a list, and a comprehension",
      cells: [
        "import subprocess, pandas as pd\nx = input()\nsubprocess.Popen(['bash', '-c', «f'wc -l {x}'»])\ndf = pd.read_csv('a.csv')\n[subprocess.run(«'gzip ' + name», shell=True) for index, name in enumerate(df.file)]\n[subprocess.run(['wc', '-l', name]) for name in df.file]",
      ],
      noFix: /./,
    },
    {
      name: "what only a shell can do is not mended",
      cells: ["import subprocess\nx = input()\nsubprocess.run(«f'cat {x} | wc -l'», shell=True)"],
      noFix: /./,
    },
    {
      name: "tests that let nothing through, or something else",
      cells: ["import os\nname = input()\nif not is_valid(name):\n    os.system(«'ls ' + name»)\nif is_valid(other):\n    !ls {«name»}"],
    },
    { name: "a shell line", cells: ["url = input()\n!wget {«url»}"], messages: [/input\(\)/] },
    {
      name: "a web request and a file",
      cells: [
        "import requests, os\nitem = requests.get('https://a.net').json()\nos.system(«f\"tool {item['name']}\"»)",
        "import pandas as pd\ndf = pd.read_csv('a.csv')\nfor url in df['url']:\n    os.popen(«'wget %s' % url»)",
        "with open('list.txt') as lines:\n    for line in lines:\n        os.system(«'ls {}'.format(line)»)",
      ],
      messages: [/a web request \(requests\.get\)/, /a file \(pandas\.read_csv\)/, /a file \(open\)/],
    },
    {
      name: "a widget and the command line",
      cells: [
        "import ipywidgets as widgets, os, sys\nbox = widgets.Text()\nos.system(«'ls ' + box.value»)\nos.system(«'ls ' + sys.argv[1]»)",
      ],
      messages: [/a widget \(ipywidgets\.Text\)/, /the command line \(sys\.argv\)/],
    },
    { name: "inside a function", cells: ["import os\ndef ask():\n    name = input()\n    os.system(«'ls ' + name»)\nask()"] },
  ],
});
