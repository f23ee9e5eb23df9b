import rule from "../../language-server/rules/tls-verification-off";
import { testRule } from "./testRule";

testRule(rule, {
  valid: [
    {
      name: "checked connections",
      cells: [
        "import requests, ssl\nrequests.get(url, verify=True)\nrequests.get(url, verify='/certs/ca.pem')\nctx = ssl.create_default_context()\n!curl -fsSL https://a.net/x\n!wget -q https://a.net/x",
      ],
    },
    {
      name: "the same machine",
      cells: [
        "import requests\nrequests.get('https://localhost:8443/health', verify=False)\nrequests.get(f'https://127.0.0.1:{port}', verify=False)\n!curl -k https://localhost:9200",
      ],
    },
    {
      name: "other things called verify or ssl",
      cells: [
        "import jwt\njwt.decode(token, verify=False)\ncheck(verify=False)\nimport mlflow\nmlflow.start(ssl=False)\nmodel.get(verify=False)",
      ],
    },
    {
      name: "a parameter that somebody else gives",
      cells: ["import requests\ndef load(url, verify):\n    return requests.get(url, verify=verify)"],
    },
    {
      name: "options of other commands, and in quotes",
      cells: ["!sort -k 2 a.txt\n!tar -k x\n!echo 'curl -k https://a.net'\n!curl -H 'x: -k' https://a.net -d k"],
    },
    { name: "a comparison", cells: ["import ssl\nif ctx.verify_mode == ssl.CERT_NONE:\n    raise ValueError"] },
    {
      name: "a context by the same name",
      cells: ["class ssl:\n    def _create_unverified_context():\n        pass\nssl._create_unverified_context()"],
    },
  ],
  invalid: [
    {
      name: "a program with its list of arguments",
      cells: [
        "import subprocess\nsubprocess.run(['curl', «'-k'», '-o', 'x', 'https://a.net/x'], check=True)\nsubprocess.run(['curl', '-k', 'https://localhost:9200'])\nsubprocess.run(['sort', '-k', '2'])",
      ],
      messages: [/^curl -k accepts any certificate/],
    },
    {
      name: "through a name",
      cells: ["import requests\nVERIFY = False\nrequests.get(url, «verify=VERIFY»)"],
      messages: [/^verify=False accepts/],
      fixes: [{ title: "Check the certificate (verify=True)", cells: ["import requests\nVERIFY = False\nrequests.get(url, verify=True)"] }],
    },
    {
      name: "requests",
      cells: ["import requests as rq\nrq.get(url, «verify=False»)"],
      messages: [/^verify=False accepts any certificate: .*certificate authority/],
      severities: ["warning"],
      fixes: [{ title: "Check the certificate (verify=True)", safe: false, cells: ["import requests as rq\nrq.get(url, verify=True)"] }],
    },
    {
      name: "sessions and clients",
      cells: [
        "import requests, httpx\ns = requests.Session()\ns.post(url, «verify=False»)\n«s.verify = False»\nc = httpx.Client(verify=False)\ndef f(session):\n    return session.get(url, verify=False)",
      ],
      messages: [/^verify=False accepts any certificate \(3 places\): /, /^This session/],
      related: [
        [
          [0, "verify=False"],
          [0, "verify=False"],
        ],
        [],
      ],
      fixes: [
        {
          title: "Check the certificate (verify=True)",
          cells: [
            "import requests, httpx\ns = requests.Session()\ns.post(url, verify=True)\ns.verify = False\nc = httpx.Client(verify=True)\ndef f(session):\n    return session.get(url, verify=True)",
          ],
        },
      ],
    },
    {
      name: "options that a dictionary holds",
      cells: ["import requests\noptions = dict(verify=False, timeout=3)", "requests.get(url, «**options»)"],
      messages: [/^verify=False accepts/],
      noFix: /./,
    },
    {
      name: "git's settings",
      cells: ["!git config --global «http.sslVerify false»"],
      messages: [/^git with http\.sslVerify false accepts/],
    },
    {
      name: "aiohttp and Elasticsearch",
      cells: [
        "import aiohttp\nfrom elasticsearch import Elasticsearch\naiohttp.TCPConnector(«ssl=False»)\nElasticsearch(hosts, «verify_certs=False»)",
      ],
    },
    {
      name: "contexts",
      cells: ["import ssl\nssl._create_default_https_context = «ssl._create_unverified_context»"],
      fixes: [{ title: /create_default_context/, cells: ["import ssl\nssl._create_default_https_context = ssl.create_default_context"] }],
    },
    {
      name: "a context that is made, and a mode",
      cells: ["import ssl, urllib.request\nctx = «ssl._create_unverified_context»()\nother.verify_mode = «ssl.CERT_NONE»"],
    },
    {
      name: "environment variables",
      cells: ["import os\n«os.environ['PYTHONHTTPSVERIFY'] = '0'»\n«os.environ['CURL_CA_BUNDLE'] = ''»", "%env «GIT_SSL_NO_VERIFY=1»"],
    },
    {
      name: "environment variables that a call sets",
      cells: [
        "import os\nos.environ.update({«'PYTHONHTTPSVERIFY': '0'», 'LANG': 'C'})\nos.environ.update(«CURL_CA_BUNDLE=''»)\nos.environ.setdefault(«'GIT_SSL_NO_VERIFY', '1'»)\nos.environ.setdefault('GIT_SSL_NO_VERIFY', '0')",
      ],
    },
    {
      name: "a server's name that nobody checks",
      cells: ["import ssl\ncontext = ssl.create_default_context()\n«context.check_hostname = False»"],
      messages: [/^check_hostname = False accepts any other server's certificate: /],
      fixes: [{ title: /name/, safe: false, cells: ["import ssl\ncontext = ssl.create_default_context()\ncontext.check_hostname = True"] }],
    },
    {
      name: "before a mode that says more",
      cells: [
        "import ssl\ncontext = ssl.create_default_context()\ncontext.check_hostname = False",
        "context.verify_mode = «ssl.CERT_NONE»",
      ],
    },
    {
      name: "urllib3's pool",
      cells: [
        "import urllib3\npool = urllib3.PoolManager(«cert_reqs='CERT_NONE'»)\nother = urllib3.PoolManager(cert_reqs='CERT_REQUIRED')",
      ],
      noFix: /./,
    },
    {
      name: "commands",
      cells: [
        "!curl «-k» -O https://a.net/x && wget «--no-check-certificate» https://a.net/y",
        "%%bash\ncd /tmp\ncurl «-skL» https://a.net | tar x\ngit -c «http.sslVerify=false» clone https://a.net/b.git",
        "import os\nos.system('wget --no-check-certificate https://a.net/y')\n!curl https://a.net «--insecure»",
      ],
    },
  ],
});
