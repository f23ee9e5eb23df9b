import assert from "node:assert/strict";
import rule from "../../language-server/rules/secret-in-source";
import { alphabets, makeTokens, random } from "../support/tokens";
import { code, findingsOf, markdown, testRule } from "./testRule";

const tokens = makeTokens();
const password = ["Wald", "7#", "fuchsbau"].join("");
const key = random(40, alphabets.base62);
const github = tokens["GitHub token"];
const sum = (token: string): string => token.slice(0, -1) + (token.endsWith("a") ? "b" : "a");

testRule(rule, {
  valid: [
    {
      name: "secrets that come from elsewhere",
      cells: [
        "import os, getpass\napi_key = os.environ['OPENAI_API_KEY']\npassword = getpass.getpass('password: ')\ntoken = os.getenv('HF_TOKEN', '')\n%env API_KEY=$API_KEY\n!export TOKEN=$(cat token.txt)",
      ],
    },
    {
      name: "placeholders",
      cells: [
        "api_key = '<your key>'\npassword = 'changeme'\ntoken = 'xxxxxxxxxxxxxxxxxxxxxxxx'\nsecret = '${SECRET_FROM_VAULT_1}'\napi_key = 'YOUR_API_KEY_1234'\napi_key='sk-...'\ntoken = 'insert-token-here-12'\nkey = 'abcdefghijklmnop1234567890'\nfoo(password='password123')",
      ],
    },
    { name: "a checksum that is wrong", cells: [`a = '${sum(github)}'`, `b = '${sum(tokens["npm token"])}'`] },
    {
      name: "examples of the documentation",
      cells: [
        `e = 'postgres://alex:AbC123dEf@cool-1.eu.shop.org/sales'\na = '${["AKIA", "IOSFODNN7", "EXAMPLE"].join("")}'\nb = 'postgresql://user:password@localhost/db'\nc = 'postgres://postgres:postgres@db:5432/app'\nd = 'https://user:<token>@github.com/a/b'\nf = 'postgresql://dbuser:dbpass@localhost:5432/sample'\ng = 'mysql://app:geheim@db/app'\nh = 'mysql://app:db_password1@a.intern.net/app'\ne = f'mysql://{user}:{password}@{host}/db'`,
      ],
    },
    {
      name: "pieces of text that are called tokens",
      cells: ["pad_token = '[PAD]'\neos_token='<|endoftext|>'\ntokenizer = 'bert-base-uncased'\nnext_token = 'Ab3dE6gH9jK2mN5pQ8sT1vW4'"],
    },
    {
      name: "names, paths, addresses and sentences",
      cells: [
        "secret = 'projects/churn/secrets/api-key/versions/3'\napi_key = 'OPENAI_API_KEY'\ntoken = 'https://login.example.com/oauth2/v2.0/token'\npassword = 'Enter the password of user 1'\nsecret = 'kv-prod-storage-account-key-2'\ntoken_url = 'a1B2c3D4e5F6g7H8i9J0'",
      ],
    },
    {
      name: "names of secrets in a cloud's store",
      cells: [
        "connect(secret_arn='arn:aws:secretsmanager:eu-west-1:123456789012:secret:churn/redshift-x7q2m9')\nurl = 'urn:vault:prod:token:b7Kq2mZ9vB4nT1xW5c'",
      ],
    },
    {
      name: "made-up passwords and walks along the keyboard",
      cells: [
        "!docker run -e SA_PASSWORD=MyPassword! -e B_PASSWORD=my-strong-Password1!\ntoken = 'abcd1q2w3e4r5t6y7u8i9o'\npassword = 'Passw0rd!' if False else 'SecretPassword#1'",
      ],
    },
    {
      name: "keys that are made for public pages",
      cells: [
        `API_TOKEN = 'pk.eyJ${random(60, alphabets.base62)}.${random(22, alphabets.base62)}'\nstripe_api_key = '${["pk", "live", random(24, alphabets.base62)].join("_")}'`,
      ],
    },
    { name: "addresses of contracts, which are called tokens", cells: [`token = '0x${random(40, alphabets.hex)}'`] },
    {
      name: "texts with places for secrets",
      cells: [
        "a = 'PWD=<password>;UID=me'\nb = f'https://a.net/?api_key={API_KEY}&token={t}'\nc = 'host=localhost user=postgres password=postgres'\nd = '?token=demo&pageToken=CAUQAA1x7Kq2mZ9vB4nT'\npassword = '$DB_PASSWORD'\nget(url, auth=('user', 'pass'))\nh = 'Basic dXNlcjpwYXNzd29yZA=='\n!curl -u elastic:changeme http://localhost:9200 -u $USER:$PASS",
      ],
    },
    {
      name: "hashes and encoded data",
      cells: [
        `digest = '${random(64, alphabets.hex)}'\nimage = '${random(2000, alphabets.base64)}'\nsha256 = '${random(64, alphabets.hex, "b")}'`,
      ],
    },
    {
      name: "keys of sheets and files, and none in an address",
      cells: [
        `a = 'https://docs.sheets.net/ccc?key=${random(32, alphabets.hex)}'\nb = 'https://api.files.net/get?key=reports/2026/all.csv'\nc = 'https://api.a.net/v1?key=${random(20, alphabets.base62)}'\nd = 'https://rapid.net/x?key=${random(32, alphabets.hex)}'\nokay_key = '${random(32, alphabets.hex)}'`,
      ],
    },
    {
      name: "addresses without a password",
      cells: [
        "a = 'https://example.com:8080/a@b'\nb = 'http://localhost:8888/lab?x=1@2'\nc = 'mongodb://localhost:27017'\nd = 's3://bucket/key'\ne='https://cdn.net/npm/pkg@1.2.3/x.js'",
      ],
    },
  ],
  invalid: [
    {
      name: "two that are called alike, and one that the system's own variable is called",
      cells: ["import os\nshop.connect(password='«Wald7#fuchsbau»')\nlake.connect(password='«Moor3#dachsbau»', pwd='«Feld9#hasenbau»')"],
      fixes: [
        { title: "Read it from the environment variable PASSWORD" },
        {
          finding: 1,
          title: "Read it from the environment variable PASSWORD_2",
          cells: [
            "import os\nshop.connect(password='Wald7#fuchsbau')\nlake.connect(password=os.environ[\"PASSWORD_2\"], pwd='Feld9#hasenbau')",
          ],
        },
        { finding: 2, title: "Read it from the environment variable NOTEBOOK_PWD" },
      ],
    },
    {
      name: "what stands in for a variable of the environment",
      cells: [`import os\nkey = os.getenv("API_TOKEN", "«${key}»")\nother = os.environ.get('DB_PASSWORD', '«${password}»')`],
      fixes: [
        {
          title: "Read it from the environment variable API_TOKEN",
          cells: [`import os\nkey = os.environ["API_TOKEN"]\nother = os.environ.get('DB_PASSWORD', '${password}')`],
        },
        {
          title: /DB_PASSWORD/,
          finding: 1,
          cells: [`import os\nkey = os.getenv("API_TOKEN", "${key}")\nother = os.environ["DB_PASSWORD"]`],
        },
      ],
    },
    {
      name: "a provider's token, with its variable",
      cells: [`import openai\nopenai.api_key = '«${tokens["OpenAI key"]}»'`],
      messages: [/^This is an OpenAI key, .*Revoke it.* API_KEY\.$/],
      severities: ["error"],
      fixes: [
        {
          title: "Read it from the environment variable API_KEY",
          safe: false,
          cells: [`import os\nimport openai\nopenai.api_key = os.environ["API_KEY"]`],
        },
      ],
    },
    {
      name: "a token in a call that names nothing: the provider's own variable",
      cells: [`import os\nlogin('«${tokens["Hugging Face token"]}»')`],
      fixes: [{ title: "Read it from the environment variable HF_TOKEN", cells: [`import os\nlogin(os.environ["HF_TOKEN"])`] }],
    },
    {
      name: "a password by its name",
      cells: [`db_password = "«${password}»"`],
      messages: [/^The value of db_password looks like a real secret/],
      fixes: [{ title: /DB_PASSWORD/, cells: [`import os\ndb_password = os.environ["DB_PASSWORD"]`] }],
    },
    {
      name: "keywords, keys, defaults, attributes",
      cells: [
        `connect(user='ana', password='«${password}»')`,
        `config = {'api_key': '«${key}»'}`,
        `def load(auth_token='«${random(32, alphabets.hex)}»'):\n    pass`,
        `client.secretKey = '«${random(44, alphabets.base62, "k")}»'`,
        `s = SecretStr('x')\ncall(api_key=SecretStr('«${random(24, alphabets.base62, "s")}»'))`,
        `import os\nt = os.getenv('API_TOKEN', '«${random(24, alphabets.base62, "g")}»')`,
      ],
    },
    {
      name: "the environment set in the notebook: nothing to mend by itself",
      cells: [`import os\nos.environ['DB_API_KEY'] = '«${key}»'`],
      noFix: /./,
    },
    {
      name: "magics, shell lines and comments",
      cells: [
        `%env MY_API_KEY=«${key}»`,
        `!export DB_PASSWORD=«${password}»`,
        `!tool --token «${random(32, alphabets.base62, "o")}»`,
        `# api_key = "«${random(32, alphabets.base62, "c")}»"\nx = 1`,
        `!wandb login «${tokens["Weights & Biases key"].slice(12)}»`,
      ],
      noFix: /./,
    },
    {
      name: "inside texts: connection strings, addresses, JSON, f-strings",
      cells: [
        `a = 'DRIVER={ODBC Driver 17};SERVER=db;UID=etl;PWD=«${password}»'`,
        `connect("host=db user=etl password=«${password}a»")`,
        `u = f'https://a.net/x?api_key=«${key}»&q={q}'`,
        `body = '{"user": "ana", "password": "«${password}b»"}'`,
        `t = {'token': f'«${random(24, alphabets.base62, "f")}»'}`,
      ],
      noFix: /./,
    },
    {
      name: "pairs and log-ins",
      cells: [
        `get(url, auth=('ana', '«${password}»'))`,
        `get(url, auth=HTTPBasicAuth('ana', '«${password}c»'))\nserver.login('ana@a.net', '«${password}d»')`,
      ],
      fixes: [
        {
          title: /PASSWORD/,
          cells: [
            `import os\nget(url, auth=('ana', os.environ["PASSWORD"]))`,
            `get(url, auth=HTTPBasicAuth('ana', '${password}c'))\nserver.login('ana@a.net', '${password}d')`,
          ],
        },
      ],
    },
    { name: "a password with dollar signs", cells: [`password = '«${["Wa$$er", "7b0g"].join("")}»'`] },
    {
      name: "keys of services, by names that end in api key and in their addresses",
      cells: [
        `cdsapi_key = '«${random(32, alphabets.hex).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}»'`,
        `url = 'https://stats.gov.net/api/GET/?key=«${random(32, alphabets.hex, "u")}»&year=2021'`,
        `get('https://api.weather.net/v2?q=Rome&appid=«${random(32, alphabets.hex, "v")}»')`,
      ],
      messages: [/^The value of cdsapi_key looks/, /^The value of key looks/, /^The value of appid looks/],
    },
    { name: "Markdown", cells: [markdown(`Use \`«${tokens["GitHub token"]}»\` to log in.`)], messages: [/GitHub token/], noFix: /./ },
    {
      name: "an address with a password, in any place",
      cells: [
        `engine = create_engine('«${tokens["address with a password"].replace(/\/sales$/, "")}»/sales')`,
        `!git clone «https://ana:${random(20, alphabets.base62)}@git.intern.net»/a.git`,
      ],
    },
    { name: "a private key in a triple-quoted text", cells: [`pem = """«${tokens["private key"].replace(/\\n/g, "\n")}»"""`] },
    { name: "other languages", metadata: { language_info: { name: "r" } }, cells: [`api_key <- 1\npassword = "«${password}»"`] },
    {
      name: "one secret in several cells: one finding that mends all",
      cells: [`a_token = '«${key}»'`, `call(token='${key}')`],
      related: [[[1, key]]],
      fixes: [{ title: /A_TOKEN/, cells: [`import os\na_token = os.environ["A_TOKEN"]`, `call(token=os.environ["A_TOKEN"])`] }],
    },
  ],
});

describe("the shapes of secrets", () => {
  for (const [name, token] of Object.entries(tokens)) {
    it(`finds ${name}, and nothing once a character is gone or it stands inside encoded data`, () => {
      const found = findingsOf(rule, { cells: [code(`use(r'''${token}''')`)] });
      assert.equal(found.length, 1, "one finding");
      assert.ok(!found[0].message.includes(token.slice(12, 30)), "the message never repeats the secret");
      const encoded = `${random(300, alphabets.base62, "left")}${token}${random(300, alphabets.base62, "right")}`;
      if (/^[\w.-]+$/.test(token) && token.length < 60) assert.deepEqual(findingsOf(rule, { cells: [code(`use('${encoded}')`)] }), []);
    });
  }

  it("knows GitHub's and npm's checksums: no other last character will do", () => {
    for (const token of [tokens["GitHub token"], tokens["npm token"]]) {
      const others = [...alphabets.base62].map((unit) => token.slice(0, -1) + unit).filter((other) => other !== token);
      assert.deepEqual(
        others.flatMap((other) => findingsOf(rule, { cells: [`a = '${other}'`] })),
        [],
      );
    }
  });
});
