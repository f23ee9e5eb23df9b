import rule from "../../language-server/rules/reads-whole-file";
import { testRule } from "./testRule";

const files = { "log.txt": "a line of the log\n".repeat(1000) };
const options = { "large-file": 0.01 };

testRule(rule, {
  valid: [
    { name: "files that are small or not there", cells: ["text = open('log.txt').read()\nopen('other.txt').read()"], files },
    {
      name: "a piece at a time",
      cells: ["with open('log.txt') as f:\n    for line in f:\n        pass\n    head = f.read(100)\n    g = json.load(unknown)"],
      files,
      options,
    },
    {
      name: "a download that is not kept on disk",
      cells: ["import requests\nr = requests.get(url)\ndata = r.json()\nprint(r.content)\nimage = open_image(r.content)"],
    },
    {
      name: "a download in pieces",
      cells: [
        "import requests\nr = requests.get(url, stream=True)\nwith open('x', 'wb') as f:\n    for chunk in r.iter_content(8192):\n        f.write(chunk)",
      ],
    },
    { name: "other contents", cells: ["f.write(page.content)\nf.write(text)"] },
  ],
  invalid: [
    {
      name: "a large file",
      cells: [
        "import csv, json\nfrom pathlib import Path\nPATH = 'log.txt'\nwith open(PATH) as f:\n    text = «f.read()»\nrows = «list(csv.reader(open(PATH)))»\ndata = «json.load(open('log.txt'))»\nb = «Path('log.txt').read_bytes()»",
      ],
      files,
      options,
      messages: [/^read\(\) loads the whole file into memory: 18 kB on disk/, /^list\(\)/, /^json\.load\(\)/, /^read_bytes\(\)/],
    },
    {
      name: "lines",
      cells: ["with open('log.txt') as f:\n    for line in «f.readlines()»:  # each\n        print(line)"],
      files,
      options,
      fixes: [
        {
          title: "Read the file line by line",
          safe: true,
          cells: ["with open('log.txt') as f:\n    for line in f:  # each\n        print(line)"],
        },
      ],
    },
    {
      name: "lines of a file that the loop looks at, writes or leaves unread",
      cells: [
        "f = open('log.txt')\nfor line in «f.readlines()»:\n    print(f.tell())",
        "for line in «open('log.txt').readlines()»:\n    open('log.txt', 'a').write(line)",
        "with open('log.txt') as g:\n    for line in «g.readlines()»:\n        break\n    rest = «g.read()»",
      ],
      files,
      options,
      noFix: /line by line/,
    },
    {
      name: "a download that goes to disk",
      cells: [
        "import requests\nr = requests.get(url, timeout=9)\nr.raise_for_status()",
        "with open('data.zip', 'wb') as f:\n    f.write(«r.content»)",
      ],
      messages: [/kept in memory before it is written to disk.*iter_content/],
      fixes: [
        {
          title: "Stream the download to disk",
          safe: false,
          cells: [
            "import requests\nr = requests.get(url, timeout=9, stream=True)\nr.raise_for_status()",
            "with open('data.zip', 'wb') as f:\n    for chunk in r.iter_content(1 << 20):\n        f.write(chunk)",
          ],
        },
      ],
    },
    {
      name: "a download in one line",
      cells: [
        "import requests\nfrom urllib.request import urlopen\nopen('x', 'wb').write(«requests.get(url).content»)\nwith open('y', 'wb') as f:\n    f.write(«urlopen(url).read()»)",
      ],
      messages: [/stream=True/, /copyfileobj/],
      noFix: /Stream/,
    },
  ],
});
