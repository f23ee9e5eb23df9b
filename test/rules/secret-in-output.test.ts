import assert from "node:assert/strict";
import { readNotebook } from "../../language-server/notebook/read";
import rule from "../../language-server/rules/secret-in-output";
import personalData from "../../language-server/rules/personal-data-in-output";
import { processorTime } from "../support/evenGrowth";
import { assertQuick } from "../support/machine";
import { alphabets, makeTokens, random } from "../support/tokens";
import { displayed, printed, ran, testRule } from "./testRule";

const tokens = makeTokens();
const signature = tokens["Azure shared access signature"].slice(1);
const traced = (text: string): unknown => ({ output_type: "error", ename: "ValueError", evalue: "no", traceback: [text] });
const shown = (mime: string, text: string): unknown => ({ output_type: "display_data", metadata: {}, data: { [mime]: text } });

testRule(rule, {
  valid: [
    {
      name: "images, hashes, ids and encoded pages",
      cells: [
        ran(
          1,
          "plot()",
          shown("image/png", random(5000, alphabets.base64)),
          shown("text/html", `<img src="data:image/png;base64,${random(20_000, alphabets.base64, "png")}==">`),
        ),
        ran(
          2,
          "digests",
          printed(
            `sha256: ${random(64, alphabets.hex)}\nid ${random(32, alphabets.hex)}\nlayer ${random(12, alphabets.hex)}\nrun 4f3a token_type_ids attention_mask\n`,
          ),
        ),
        ran(3, "page", shown("text/html", `<div id="${random(36, alphabets.hex)}" data-token="${random(32, alphabets.base62)}"></div>`)),
      ],
    },
    {
      name: "addresses that were signed for hours",
      cells: [
        ran(
          1,
          "fetch()",
          printed(
            `https://bucket.s3.amazonaws.com/f?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${tokens["AWS access key"]}%2F20240102%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Expires=300\n`,
          ),
        ),
        ran(
          2,
          "item",
          printed(
            `https://data.blob.core.windows.net/a.nc?st=2024-01-02T03%3A04%3A05Z&se=2024-01-03T03%3A49%3A05Z&sp=rl&sv=2021-06-08&sr=c&${signature}\n`,
          ),
          shown(
            "text/html",
            `<a href="https://data.blob.core.windows.net/a.nc?skt=2024-01-01T00:00:00Z&amp;ske=2024-01-08T00:00:00Z&amp;${signature}">`,
          ),
          shown(
            "text/html",
            `<a href="https://data.blob.core.windows.net/a.nc?${signature}&amp;se=2024-01-08T00:00:00Z&amp;st=2024-01-02T00:00:00Z">`,
          ),
        ),
      ],
    },
    {
      name: "a console's password for one run, in Scrapy's log",
      cells: [
        ran(
          1,
          "process.start()",
          printed(`2026-01-02 03:04:05 [scrapy.extensions.telnet] INFO: Telnet Password: ${random(16, alphabets.hex, "a1b2")}\n`),
        ),
      ],
    },
    {
      name: "tokens of text and placeholders",
      cells: [
        ran(
          1,
          "x",
          printed(
            "tokens: ['[CLS]', 'hel', '##lo']\npad_token='<|endoftext|>'\nnext_page_token: CAUQAA1b2c3d4e5f6g7h8\nAPI_KEY=********\npassword: None\ntoken = <hidden>\n",
          ),
        ),
      ],
    },
  ],
  invalid: [
    {
      name: "a printed token",
      cells: [ran(1, "«print(token)»", printed(`logged in with ${tokens["GitHub token"]}\n`))],
      messages: [/contains a GitHub token: .*clear the output/],
      fixes: [{ title: "Clear this output", safe: false }],
    },
    {
      name: "an address that was signed for months, and one without a beginning",
      cells: [
        ran(
          1,
          "«item»",
          printed(`https://data.blob.core.windows.net/a.nc?st=2024-01-02T03%3A04%3A05Z&se=2024-06-03T03%3A49%3A05Z&sp=rl&${signature}\n`),
        ),
        ran(2, "«item»", printed(`https://data.blob.core.windows.net/a.nc?se=2024-01-03T03%3A49%3A05Z&sp=rl&${signature}\n`)),
      ],
      messages: [/an Azure shared access signature/, /an Azure shared access signature/],
    },
    {
      name: "a traceback whose colours cut the address into pieces",
      cells: [
        ran(
          1,
          "«connect()»",
          traced(`\u001b[0;31mOperationalError\u001b[0m: ${tokens["address with a password"].replace("://", "\u001b[1;32m://\u001b[0m")}`),
        ),
      ],
      messages: [/an address with a password/],
    },
    {
      name: "an environment listing and a mapping",
      cells: [
        ran(
          1,
          "«os.environ»",
          displayed(
            `environ{'HOME': '/home', 'DB_PASSWORD': '${["Wald", "7#fuchs", "bau"].join("")}', 'SERVICE_API_KEY': '${random(40, alphabets.base62)}'}`,
          ),
        ),
      ],
      messages: [/contain.* a secret called DB_PASSWORD and a secret called SERVICE_API_KEY/],
    },
    {
      name: "a password in another log",
      cells: [ran(1, "«connect()»", printed(`INFO: Console Password: ${random(16, alphabets.hex, "a1b2")}\n`))],
      messages: [/a secret called Password/],
    },
    { name: "%env's echo", cells: [ran(1, "«%env TOKEN=...»", printed(`env: AUTH_TOKEN=${random(40, alphabets.base62)}\n`))] },
    {
      name: "a token in a page",
      cells: [ran(1, "«show()»", shown("text/html", `<a href="https://x.net/?key=${tokens["Google API key"]}">`))],
      messages: [/a Google API key/],
    },
    ...Object.entries(tokens).map(([name, token]) => ({ name, cells: [ran(1, "«x»", printed(`value: ${token}\n`))] })),
  ],
});

describe("scanning outputs", () => {
  /** Milliseconds of the processor that one rule takes for an output; the reading of the notebook is not counted. */
  const time = (text: string, check: typeof rule): number => {
    const read = readNotebook(
      JSON.stringify({
        cells: [{ cell_type: "code", id: "a", metadata: {}, execution_count: 1, source: "x", outputs: [printed(text)] }],
        metadata: {},
        nbformat: 4,
        nbformat_minor: 5,
      }),
      "test.ipynb",
    );
    assert.ok(read.ok);
    return processorTime(() => findingsIn(check, read.file.notebook));
  };
  const findingsIn = (check: typeof rule, notebook: Parameters<typeof rule.check>[0]["notebook"]) => [
    ...check.check({ notebook, python: null, script: null, project: {} as never, options: { minimum: 3 }, memoryBudget: 1 } as Parameters<
      typeof rule.check
    >[0]),
  ];

  const megabytes = 1;
  const fill = (piece: string): string => piece.repeat(Math.ceil((megabytes * 1e6) / piece.length));
  const texts = {
    "a log": fill(
      "2026-01-02 03:04:05,678 INFO step 1200 loss=0.0123 acc=0.98 token=abc user=ana@x http://host/a?b=c -- 12-34 key: value\n",
    ),
    numbers: fill("0.12345678 -1.2345e-05 4111 1111 2222 123-45-6789 +4917 \n"),
    "encoded data": fill(random(4096, alphabets.base64)),
    "hints without end": fill("eyJhbGciOi.eyJ://a:b-----BEGIN PRIVATE KEY-----ghp_password=AKIA:AAsk-"),
    "one letter": fill("a"),
    "at signs": fill("a@"),
    "dots and letters": fill("a.b@c."),
    digits: fill("4"),
    keys: fill("key="),
    slashes: fill("://"),
    "plus signs": fill("+1 "),
    header: `eyJ${fill("A")}`,
    "key body": `-----BEGIN PRIVATE KEY-----${fill("M")}`,
  };
  for (const [name, text] of Object.entries(texts))
    it(`takes less than 0.3 s of the processor a megabyte for both rules: ${name}`, () => {
      assertQuick(300 * megabytes, () => time(text, rule) + time(text, personalData));
    });

  it("reads an output once, however often the notebook is checked", () => {
    let reads = 0;
    const data = {
      mime: "text/plain",
      bytes: 4,
      get text() {
        reads++;
        return `key: ${tokens["npm token"]}`;
      },
    };
    const cell = {
      index: 0,
      kind: "code",
      id: null,
      source: "x",
      language: "python",
      executionCount: 1,
      metadata: {},
      tags: [],
      outputs: [{ kind: "stream", name: "stdout", data: [data], error: null }],
    } as const;
    const notebook = { path: null, language: "python", nbformat: 4, nbformatMinor: 5, metadata: {}, cells: [cell], formatProblems: [] };
    const once = findingsIn(rule, notebook).length;
    const first = reads;
    assert.deepEqual([once, findingsIn(rule, notebook).length, findingsIn(personalData, notebook).length], [1, 1, 0]);
    assert.equal(reads, first, "neither rule reads the text again");
  });
});
