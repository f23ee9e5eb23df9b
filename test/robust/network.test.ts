// Promises without a network: every command does its work, and none tries to call anybody.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkWorkspaceRequest, type WorkspaceSummary } from "../../language-server/server/protocol";
import { LastingProcess } from "../cli/lasting";
import { buildScripts, cliScript, notebookText } from "../cli/runCli";
import { TestServer } from "../server/support/server";
import { watch, watchers, type Watched } from "./support/watch";

/** A notebook that names hosts wherever one can be named. */
const cells = (limit: number): readonly string[] => [
  "import pandas as pd, requests\nfrom sklearn.datasets import fetch_openml",
  `rows = pd.read_csv("https://example.invalid/rows.csv", nrows=${limit})\nmodel = requests.get("http://example.invalid/model")`,
  "%pip install -r https://example.invalid/requirements.txt\n!git clone https://example.invalid/x.git",
  `total = ${limit} + 1\nprint(total)`,
];
const script = {
  cells: [
    {
      cell_type: "code",
      execution_count: 1,
      id: "a",
      metadata: {},
      outputs: [],
      source: 'import x from "https://example.invalid/x.ts";\nconsole.log(await fetch("https://example.invalid/"), x);',
    },
  ],
  metadata: { kernelspec: { name: "deno", language: "typescript", display_name: "Deno" } },
  nbformat: 4,
  nbformat_minor: 5,
};

/** Every command, in an order in which each finds what it needs; the exit code where it is not 0. */
const commands: readonly (readonly [line: string, code?: number])[] = [
  ["--version"],
  ["rules --format json"],
  ["rule NBR301"],
  ...["text", "json", "sarif", "github", "gitlab", "junit"].map(
    (format) => [`check --format ${format} --output check.${format}`, 1] as const,
  ),
  ["check --jobs 2 --no-cache", 1],
  ["check --since HEAD", 0],
  ["check --baseline known.json --write-baseline"],
  ...["text", "json", "markdown", "html"].map((format) => [`report --format ${format} --output report.${format}`] as const),
  ["merge-reports check.json --fail-on never"],
  ["diff a.ipynb b.ipynb", 1],
  ["diff HEAD:a.ipynb b.ipynb --format html --output diff.html", 1],
  ["diff a.ipynb b.ipynb --format json --output delta.json", 1],
  ["patch a.ipynb delta.json -o c.ipynb"],
  ["merge a.ipynb b.ipynb a.ipynb -o merged.ipynb"],
  ["git install"],
  ["git uninstall"],
  ["extract a.ipynb --cells 3 --to made.py --dry-run"],
  ["check --fix --unsafe-fixes --fail-on never"],
];

/** Fails where a program that has ended called anybody, or started anything but git. */
function assertAlone(watched: Watched): void {
  const { hosts, processes } = watched.end();
  assert.deepEqual([hosts, processes.filter((program) => !/(?:^|\/)git$/.test(program))], [[], []]);
}

describe(`without a network (${watchers})`, () => {
  let folder: string;
  before(async () => {
    await buildScripts();
    folder = mkdtempSync(join(tmpdir(), "nbready-offline-"));
    for (const [name, text] of Object.entries({
      "a.ipynb": notebookText(cells(1)),
      "b.ipynb": notebookText(cells(2)),
      "s.ipynb": JSON.stringify(script),
      "requirements.txt":
        "-r https://example.invalid/more.txt\nrequests @ https://example.invalid/requests.whl\n--index-url https://example.invalid/simple\n",
    }))
      writeFileSync(join(folder, name), text);
    for (const args of ["init -q", "add .", "-c user.name=a -c user.email=a@b commit -qm a"])
      spawnSync("git", args.split(" "), { cwd: folder });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("the command line does all its work, calls nobody, and starts nothing but git", async () => {
    const watched = watch([], tmpdir(), `nbready-offline-${process.pid}`);
    const env = { PATH: process.env.PATH ?? "", HOME: folder, GIT_CONFIG_NOSYSTEM: "1", ...watched.env };
    const lasting = new LastingProcess(cliScript, watched.command, env);
    for (const [line, code = 0] of commands) {
      const run = lasting.run({ args: line.split(" "), cwd: folder, env });
      assert.deepEqual([line, run.code], [line, code], run.stderr);
    }
    await lasting.end();
    assertAlone(watched);
  });

  it("its entry and its start do, too", () => {
    for (const line of ["--version", "check --jobs 2 --no-cache --fail-on never"]) {
      const watched = watch([cliScript, ...line.split(" ")], tmpdir(), `nbready-offline-${process.pid}`);
      const run = spawnSync(watched.command[0], watched.command.slice(1), {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: process.env.PATH, HOME: folder, ...watched.env },
      });
      assert.equal(run.status, 0, run.stderr);
      assertAlone(watched);
    }
  });

  it("the server does, too", async () => {
    const watched = watch([cliScript, "lsp", "--stdio"], tmpdir(), `nbready-offline-${process.pid}-server`);
    const server = await TestServer.start({
      command: watched.command,
      env: { ...watched.env, HOME: folder },
      folders: [folder],
      settings: {},
    });
    const notebook = await server.open(cells(3), join(folder, "new.ipynb"));
    assert.notEqual(await server.check(notebook.uri), null);
    const summary: WorkspaceSummary = await server.connection.sendRequest(checkWorkspaceRequest.method, {});
    assert.ok(summary.notebooks >= 4 && summary.errors.length === 0, JSON.stringify(summary));
    await server.stop();
    const { hosts, processes } = watched.end();
    assert.deepEqual([hosts, processes], [[], []]);
  });
});
