// Promise: whatever nbready prints about a notebook with secrets, no piece of a secret is in it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { hoverAt } from "../../language-server/server/hover";
import { maskSecrets } from "../../language-server/secrets/mask";
import { readNotebook } from "../../language-server/notebook/read";
import { analysePython } from "../../language-server/python/analyse";
import { formats } from "../../language-server/cli/formats";
import { loadTestParser } from "../support/parser";
import { alphabets, makeTokens, random } from "../support/tokens";
import { buildCli, inFolder, notebookText, runCli } from "./runCli";

const tokens = Object.values(makeTokens("leak"));
const password = ["Wald", "7#", "fuchsbau"].join("");
const named = {
  key: random(40, alphabets.base62, "leak key"),
  hex: random(40, alphabets.hex, "leak hex"),
  git: random(24, alphabets.base62, "leak git"),
};
const secrets = [...tokens, password, ...Object.values(named)];

const sources: readonly string[] = [
  ...tokens.map((token, index) => `x${index} = "${token}"`),
  // Places where other rules report beside a secret, or quote what stands there.
  `import pandas as pd\npd.read_csv("/home/ana/a.csv", storage_options={"auth_token": "${named.key}"})`,
  `!pip install pandas git+https://ana:${named.git}@git.intern.net/a/b.git`,
  `db_password = "${password}"; print(not_bound, db_password)`,
  `# api_key = "${named.key}"\ndef load(api_key="${named.key}", path="/home/ana/x"):\n    return undefined_thing`,
  `%env MY_API_KEY=${named.key}\n!curl -k https://x.net --token ${named.hex}`,
  `import wandb\nwandb.login(key="${named.hex}")`,
  `import os\nkey = os.environ.setdefault("SERVICE_API_KEY",\n    "${named.key}")`,
  `import requests\nrequests.get("https://x.net?token=${named.key}", verify=False)`,
  `password: str = (\n    "${password}")`,
];
const text = notebookText([
  ...sources.map((source, index) => ({
    source,
    run: index + 1,
    outputs: tokens[index] ? [{ output_type: "stream", name: "stdout", text: [`got ${tokens[index]}\n`] }] : [],
  })),
  {
    source: `connect("${tokens[0]}")`,
    run: 90,
    outputs: [
      {
        output_type: "error",
        ename: "AuthError",
        evalue: `refused ${tokens[0]}`,
        traceback: [`----> 1 connect("${tokens[0]}")`, `AuthError: refused ${tokens[0]}`],
      },
    ],
  },
]);

/** Any ten characters in a row of a secret's random part. */
function leaks(output: string): readonly string[] {
  const words = new Set(
    secrets.flatMap((secret) => secret.split(/[^A-Za-z0-9_-]+/).filter((part) => part.length >= 10 && /\d/.test(part))),
  );
  return [...words]
    .filter((word) => {
      for (let at = 0; at + 10 <= word.length; at += 5) if (output.includes(word.slice(at, at + 10))) return true;
      return false;
    })
    .concat(output.includes(password) ? ["the password"] : []);
}

describe("secrets never leave the notebook", () => {
  before(async () => {
    await buildCli();
    await loadTestParser();
  });

  it("the check for leaks finds what is there", () => assert.ok(leaks(text).length >= secrets.length - 1));

  for (const format of formats)
    it(`--format ${format}`, () =>
      inFolder({ "a.ipynb": text }, (cwd) => {
        const run = runCli(["check", "--format", format, "--verbose"], { cwd });
        assert.equal(run.code, 1);
        assert.match(run.stdout, /NBR701/);
        assert.match(run.stdout, /NBR702/);
        assert.deepEqual(leaks(run.stdout + run.stderr), []);
      }));

  it("also where only other rules run", () =>
    inFolder({ "a.ipynb": text }, (cwd) => {
      const run = runCli(["check", "--select", "NBR1,NBR2,NBR3", "--verbose"], { cwd });
      assert.match(run.stdout, /NBR301/);
      assert.deepEqual(leaks(run.stdout + run.stderr), []);
    }));

  it("nor in what is kept between runs, nor in what is told from it", () =>
    inFolder({ "a.ipynb": text }, (cwd) => {
      const env = { XDG_CACHE_HOME: `${cwd}/cache`, NBREADY_CACHE_DIR: `${cwd}/cache` };
      runCli(["check", "--verbose"], { cwd, env });
      const again = runCli(["check", "--verbose"], { cwd, env });
      const kept = (readdirSync(cwd, { recursive: true }) as string[])
        .filter((path) => path !== "a.ipynb" && statSync(join(cwd, path)).isFile())
        .map((path) => readFileSync(join(cwd, path), "latin1"));
      assert.deepEqual(leaks([again.stdout, again.stderr, ...kept].join("\n")), []);
    }));

  it("nor in what is said of a file that is no JSON", () =>
    inFolder(Object.fromEntries(tokens.map((token, index) => [`${index}.ipynb`, `{"cells": [${token}]}`])), (cwd) => {
      const run = runCli(["check"], { cwd });
      assert.equal(run.code, 2);
      assert.deepEqual(leaks(run.stdout + run.stderr), []);
    }));

  it("text shows dots in the secret's place", () =>
    inFolder({ "a.ipynb": text }, (cwd) => {
      const run = runCli(["check"], { cwd });
      assert.match(run.stdout, /x0 = "•{40}"\n.*\^{40}/);
    }));

  for (const flags of [["--diff", "--unsafe-fixes"], ["--fix"], ["--fix", "--unsafe-fixes"]])
    it(flags.join(" "), () =>
      inFolder({ "a.ipynb": text }, (cwd) => {
        const run = runCli(["check", ...flags, "--verbose"], { cwd });
        assert.match(run.stdout, flags[0] === "--diff" ? /^\+.*os\.environ\[/m : /NBR70[12]/);
        assert.deepEqual(leaks(run.stdout + run.stderr), []);
      }),
    );

  it("hovers", () => {
    const read = readNotebook(
      notebookText([
        ...sources.slice(0, tokens.length),
        tokens.map((_, index) => `x${index}`).join("\n"),
        `k = {"api_key": "${named.key}"}`,
        "k",
      ]),
      "a.ipynb",
    );
    assert.ok(read.ok);
    const python = analysePython(read.file.notebook);
    const quotes = python.document.reads.map(({ cell, at }) =>
      JSON.stringify(hoverAt({ python, script: null, diagnostics: [] }, cell, at.start)),
    );
    assert.ok(quotes.length > tokens.length && quotes.every((quote) => quote.includes("comes from")), "every name has a hover");
    assert.deepEqual(leaks(quotes.join("\n")), []);
  });

  it("masking keeps every place, and what is no secret", () => {
    const code = `token = "${tokens[0]}"\nname = "ana"\n`;
    assert.equal(maskSecrets(code), `token = "${"•".repeat(tokens[0].length)}"\nname = "ana"\n`);
    const harmless = "token = tokenizer('a')\npassword = input()\nimage = 'iVBORw0KGgo'\n";
    assert.equal(maskSecrets(harmless), harmless);
  });
});
