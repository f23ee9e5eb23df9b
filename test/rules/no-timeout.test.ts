import rule from "../../language-server/rules/no-timeout";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    {
      name: "timeouts that are made, and one that is handed on",
      cells: [
        "import aiohttp, httpx, functools, requests\naiohttp.ClientTimeout(total=60)\nhttpx.Timeout(10, read=None)\npool.submit(requests.get, url, timeout=5)\npool.map(functools.partial(requests.get, timeout=5), urls)\nd.map(get, urls)",
      ],
    },
    {
      name: "a timeout that is given later",
      cells: ["from functools import partial\nimport requests\nfetch = partial(requests.get, headers=h)\nfetch(url, timeout=5)"],
    },
    {
      name: "a session whose method bounds every request",
      cells: ["import functools, requests\ns = requests.Session()\ns.request = functools.partial(s.request, timeout=10)\ns.get(url)"],
    },
    {
      name: "timeouts",
      cells: [
        "import requests, urllib.request\nrequests.get(url, timeout=5)\nurllib.request.urlopen(url, None, 5)\nurllib.request.urlopen(url, timeout=wait)",
      ],
    },
    { name: "arguments that are not known", cells: ["import requests\nrequests.get(url, **options)\nrequests.get(*args)"] },
    {
      name: "libraries with a default",
      cells: ["import httpx, aiohttp\nhttpx.get(url)\nasync with aiohttp.ClientSession() as session:\n    await session.get(url)"],
    },
    {
      name: "a default for all sockets",
      cells: [
        "import socket\nsocket.setdefaulttimeout(10)",
        "from urllib.request import urlopen, urlretrieve\nurlopen(url)\nurlretrieve(url, 'x')",
      ],
    },
    {
      name: "a session with its own adapter",
      cells: ["import requests\ns = requests.Session()\ns.mount('https://', Bounded())\ns.get(url)"],
    },
    {
      name: "others of the same name",
      cells: ["class requests:\n    def get(self): pass\nrequests.get(url)\ncache.get(key)\nurlopen(url)"],
    },
  ],
  invalid: [
    {
      name: "a session with Requests' own adapter, which only tries again",
      cells: [
        "import requests\nfrom requests.adapters import HTTPAdapter\ns = requests.Session()\nagain = HTTPAdapter(max_retries=3)\ns.mount('https://', again)\ns.mount(prefix='http://', adapter=HTTPAdapter())\n«s.get»(url)",
      ],
    },
    {
      name: "a session that a function is given",
      cells: [
        "import requests\ndef fetch(session, address):\n    return «session.get»(address)",
        "fetch(requests.Session(), 'https://a.net')",
      ],
    },
    {
      name: "handed over to be called, and timeouts without an end",
      cells: [
        "import aiohttp, requests\npages = list(map(«requests.get», urls))\nfuture = pool.submit(«requests.get», url)\nlimit = «aiohttp.ClientTimeout»(total=None)",
      ],
      messages: [/^requests\.get without a timeout can wait/, /^requests\.get/, /^aiohttp\.ClientTimeout with total=None can wait forever/],
    },
    {
      name: "Requests, by any import",
      cells: [
        "import requests\nr = «requests.get»(url)",
        "from requests import post as send\n«send»(\n    url,\n    json=body,  # the order\n)",
      ],
      messages: [/^requests\.get without a timeout can wait forever/, /^requests\.post /],
      fixes: [
        {
          title: "Add timeout=30",
          safe: false,
          cells: [
            "import requests\nr = requests.get(url, timeout=30)",
            "from requests import post as send\nsend(\n    url,\n    json=body,  # the order\n)",
          ],
        },
        {
          finding: 1,
          title: "Add timeout=30",
          cells: [
            "import requests\nr = requests.get(url)",
            "from requests import post as send\nsend(\n    url,\n    json=body, timeout=30,  # the order\n)",
          ],
        },
      ],
    },
    {
      name: "a function with some arguments given",
      cells: ["import functools, requests\nfetch = functools.partial(«requests.get», headers=h)", "fetch(url).json()"],
      messages: [/^requests\.get without a timeout/],
    },
    {
      name: "a session that an object keeps",
      cells: [
        "import requests\nclass Client:\n    def __init__(self):\n        self.session = requests.Session()\n    def load(self, url):\n        return «self.session.get»(url)",
      ],
      messages: [/^The session's get without/],
    },
    {
      name: "a session",
      cells: ["import requests\nwith requests.Session() as s:\n    «s.get»((url))"],
      messages: [/^The session's get without/],
      fixes: [{ title: /timeout/, cells: ["import requests\nwith requests.Session() as s:\n    s.get((url), timeout=30)"] }],
    },
    {
      name: "None is none",
      cells: ["import requests, httpx\n«requests.get»(url, timeout=None)\n«httpx.get»(url, timeout=None)"],
      fixes: [{ title: /30 seconds/, cells: ["import requests, httpx\nrequests.get(url, timeout=30)\nhttpx.get(url, timeout=None)"] }],
    },
    { name: "a default does not reach Requests", cells: ["import socket, requests\nsocket.setdefaulttimeout(10)\n«requests.get»(url)"] },
    {
      name: "the standard library",
      cells: ["from urllib.request import urlopen, urlretrieve\n«urlopen»(url).read()\n«urlretrieve»(url, 'data.csv')"],
      severities: ["warning", "info"],
    },
  ],
});
