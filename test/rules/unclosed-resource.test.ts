import rule from "../../language-server/rules/unclosed-resource";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    {
      name: "with",
      cells: [
        "import contextlib, sqlite3\nwith open(p) as f:\n    x = f.read()\nwith contextlib.closing(sqlite3.connect(p)) as db:\n    pass",
      ],
    },
    { name: "closed, also in another cell", cells: ["f = open(p)", "f.close()\ng = open(p)\nwith g:\n    pass"] },
    {
      name: "handed on",
      cells: [
        "def opened(p):\n    return open(p)\nf = open(p)\nuse(f)\nself.log = open(p)\nfiles = [open(p) for p in ps]\nsubprocess.run(x, stdout=open(p))\ng = open(p)\nh = g",
      ],
    },
    { name: "an own function", cells: ["def open(p): return p\nx = open(p).read()"] },
    { name: "a stack", cells: ["f = stack.enter_context(open(p))"] },
  ],
  invalid: [
    {
      name: "two files in one statement, one after the other",
      cells: ["text = «open('a.txt')».read() + «open('b.txt')».read()"],
      fixes: [
        {
          title: "Open it in a with statement",
          safe: true,
          cells: ["with open('a.txt') as file:\n    text = file.read() + open('b.txt').read()"],
        },
      ],
    },
    {
      name: "the second of two files",
      cells: ["with open('a.txt') as file:\n    text = file.read() + «open('b.txt')».read()"],
      fixes: [
        {
          title: "Open it in a with statement",
          safe: true,
          cells: ["with open('a.txt') as file:\n    with open('b.txt') as opened_file:\n        text = file.read() + opened_file.read()"],
        },
      ],
    },
    {
      name: "settings that are read at once",
      cells: ["import configparser\nconfig = configparser.ConfigParser()\nconfig.read_file(«open('shop.cfg')»)"],
      fixes: [
        {
          title: "Open it in a with statement",
          safe: true,
          cells: ["import configparser\nconfig = configparser.ConfigParser()\nwith open('shop.cfg') as file:\n    config.read_file(file)"],
        },
      ],
    },
    {
      name: "a path that is written",
      cells: ["from pathlib import Path\nf = «Path('a').open('w')»\nf.write('x')"],
      messages: [/may stay in a buffer/],
    },
    {
      name: "read only, written, a connection: what each costs",
      cells: [
        "import sqlite3\na = «open('a.txt')»\nx = a.read()\nb = «open('b.txt', 'w')»\nb.write(x)\nc = «sqlite3.connect('a.db')»\nc.execute('select 1')",
      ],
      messages: [/^This file is never closed: the kernel keeps it open until/, /written data may stay in a buffer/, /contextlib\.closing/],
    },
    {
      name: "read in place",
      cells: [
        "import json\nx = «open(p)».read()  # all of it\nif x:\n    y = json.load(«open('a.json', encoding='utf8')»)\nlines = [line for line in «open(p)»]\nfor line in «open(p)»:\n    pass",
      ],
      messages: [/^Nothing closes this file: CPython does it when nothing refers to it any more, other Pythons at some later time\. Open/],
      fixes: [
        {
          title: "Open it in a with statement",
          safe: true,
          cells: [
            "import json\nwith open(p) as file:\n    x = file.read()  # all of it\nif x:\n    y = json.load(open('a.json', encoding='utf8'))\nlines = [line for line in open(p)]\nfor line in open(p):\n    pass",
          ],
        },
        {
          finding: 1,
          title: "Open it in a with statement",
          cells: [
            "import json\nx = open(p).read()  # all of it\nif x:\n    with open('a.json', encoding='utf8') as file:\n        y = json.load(file)\nlines = [line for line in open(p)]\nfor line in open(p):\n    pass",
          ],
        },
      ],
    },
    {
      name: "written in place",
      cells: ["import pickle\npickle.dump(model, «open('m.pkl', 'wb')»)"],
      fixes: [{ title: /with/, cells: ["import pickle\nwith open('m.pkl', 'wb') as file:\n    pickle.dump(model, file)"] }],
    },
    { name: "a displayed value has no fix", cells: ["«open(p)».read()"], noFix: /with/ },
    {
      name: "written at a cell's end, where the number of characters is shown, and above it",
      cells: ["«open(p, 'w')».write('x')", "«open(p, 'w')».write('x');", "«open(p, 'w')».write('x')\nn = 1"],
      fixes: [
        { title: /with/, safe: false },
        { finding: 1, title: /with/, safe: true },
        { finding: 2, title: /with/, safe: true },
      ],
    },
    {
      name: "read before it is written: in a with statement it would be empty",
      cells: ["import json\njson.dump(json.load(«open(p)»), «open(p, 'w')»)"],
      noFix: /with/,
    },
    { name: "written by what runs before it is opened", cells: ["text = fetch('a.txt') + «open('a.txt')».read()"], noFix: /with/ },
    {
      name: "a method that is called later",
      cells: ["lines = «open(p)».readlines", "import pandas as pd\nparts = pd.read_csv(«open(p)», chunksize=10)"],
      noFix: /with/,
    },
    {
      name: "held by what reads it",
      cells: ["import csv\nrows = csv.reader(«open(p)»)"],
      messages: [/^This file is never closed: the kernel keeps/],
    },
    {
      name: "a function's own name lets go of it",
      cells: ["def parse(p):\n    f = «open(p)»\n    return f.read().split()"],
      messages: [/^Nothing closes this file: CPython does it when nothing refers to it any more/],
    },
    {
      name: "an array read at once, an archive read when it is asked",
      cells: ["import numpy as np\na = np.load(«open('a.npy', 'rb')»)\nb = np.load(«open('b.npz', 'rb')»)"],
      messages: [
        /^Nothing closes this file/,
        /^This file is never closed: the kernel keeps it open until it ends, or until the name that holds it is assigned again\./,
      ],
    },
    { name: "kept and never closed", cells: ["import csv\nf = «open(p)»\nrows = csv.reader(f)", "print(f.readline())"] },
    {
      name: "a connection",
      cells: ["import sqlite3\ndb = «sqlite3.connect('x.db')»\ncursor = db.cursor()"],
      messages: [/^This connection is never closed/],
    },
    {
      name: "an archive",
      cells: [
        "from zipfile import ZipFile\n«ZipFile(p)».extractall('data')\n«ZipFile(p, 'w')».write('a.txt')\nimport tarfile\n«tarfile.open(p, 'r:gz')».extractall()",
      ],
      messages: [
        /^Nothing closes this archive: CPython does/,
        /until then written data may stay in a buffer/,
        /^Nothing closes this archive/,
      ],
    },
  ],
});
