// Promises in workspaces that nobody trusts: no process starts, nothing outside is looked at, no setting names a program.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { projectFolder } from "../../scripts/project";
import {
  checkWorkspaceRequest,
  diffRequest,
  extractOfferRequest,
  extractRequest,
  graphRequest,
  readinessRequest,
  type WorkspaceSummary,
} from "../../language-server/server/protocol";
import { buildCli, buildScripts, cliScript } from "../cli/runCli";
import { TestServer } from "../server/support/server";
import { type HostileWorkspace, makeHostileWorkspace } from "./support/hostile";
import { type Trace, watch, watchers } from "./support/watch";

/** Has a server do everything that it can for the workspace; gives what it did and which notebooks it found. */
async function serve(
  { top, workspace, home, programs, cells }: HostileWorkspace,
  trusted: boolean,
): Promise<{ readonly trace: Trace; readonly summary: WorkspaceSummary }> {
  const watched = watch([cliScript, "lsp", "--stdio"], top, `server-${trusted}`);
  const environment = join(top, "outside/venv/bin/python");
  const server = await TestServer.start({
    command: watched.command,
    env: { ...watched.env, HOME: home, PATH: `${programs}:${process.env.PATH}`, VIRTUAL_ENV: join(top, "outside/venv") },
    folders: [workspace],
    initializationOptions: { trusted },
    settings: {
      interpreter: environment,
      requirements: [join(top, "outside/requirements.txt"), "../outside/requirements.txt"],
      "python.defaultInterpreterPath": environment,
    },
  });
  try {
    for (const path of ["a.ipynb", "deep/b.ipynb", "script.ipynb"]) {
      const isScript = path === "script.ipynb";
      const notebook = await server.open(
        isScript ? ['import { readFileSync } from "fs";\nreadFileSync("../outside/secret.txt");'] : cells,
        join(workspace, path),
        isScript ? { metadata: { kernelspec: { name: "deno", language: "typescript", display_name: "Deno" } } } : undefined,
      );
      assert.notEqual(await server.check(notebook.uri), null);
      for (const [index, source] of notebook.sources.entries())
        for (const word of source.match(/\w{4,}/g) ?? []) {
          await notebook.hover(index, word);
          if (index < 2) await notebook.actions(index, word);
        }
      const ask = (method: string, more: object = {}): Promise<unknown> =>
        server.connection.sendRequest(method, { notebook: notebook.uri, ...more });
      await ask(graphRequest.method);
      await ask(readinessRequest.method);
      const last = [notebook.cells[notebook.cells.length - 1].uri];
      await ask(extractOfferRequest.method, { cells: last });
      await ask(extractRequest.method, { cells: last, modulePath: join(top, "outside/made.py"), functionName: null, withTest: true });
      await notebook.type(0, "import", "import ");
      await server.check(notebook.uri);
    }
    await server.connection.sendRequest(diffRequest.method, {
      before: { name: "HEAD:a.ipynb", text: null },
      after: { name: "a.ipynb", text: null },
      showAll: true,
    });
    await server.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: ["requirements.txt", "link.txt", "linked.ipynb", "a.ipynb"].map((path) => ({
        uri: pathToFileURL(join(workspace, path)).href,
        type: 2,
      })),
    });
    const summary: WorkspaceSummary = await server.connection.sendRequest(checkWorkspaceRequest.method, {});
    return { summary, trace: await server.stop().then(() => watched.end()) };
  } finally {
    await server.stop();
  }
}

describe(`untrusted workspaces (${watchers})`, () => {
  let hostile: HostileWorkspace;
  before(async () => {
    await buildScripts();
    hostile = makeHostileWorkspace();
  });
  after(() => rmSync(hostile.top, { recursive: true, force: true }));

  const inside = (folder: string, path: string): boolean => !relative(folder, resolve(folder, path)).startsWith("..");
  /** What was changed, without the watch's own notes. */
  const writesOf = ({ writes }: Trace): readonly string[] => writes.filter((path) => !/\.notes$/.test(path));
  /** Paths that belong to the user and lie outside the workspace; Node's own and the system's libraries are nobody's secret. */
  const outside = ({ paths }: Trace): readonly string[] =>
    [...new Set(paths)].filter(
      (path) =>
        (path.startsWith(`${hostile.top}/`) &&
          !path.startsWith(`${hostile.workspace}/`) &&
          path !== hostile.workspace &&
          !path.startsWith(join(hostile.top, "server-"))) ||
        /^(?:~|\/home|\/etc\/(?:passwd|hostname)|\/\/|\\)/.test(path) ||
        path.includes("example.invalid"),
    );

  it("the server starts no process, calls no host, and looks at nothing outside", async () => {
    const { trace, summary } = await serve(hostile, false);
    assert.deepEqual([trace.processes, trace.hosts, writesOf(trace)], [[], [], []]);
    assert.deepEqual(outside(trace), []);
    assert.ok(!existsSync(hostile.started) && !existsSync(join(hostile.top, "outside/made.py")));
    assert.deepEqual(
      summary.statuses.map(({ notebook }) => notebook.slice(notebook.indexOf("workspace/"))),
      ["workspace/a.ipynb", "workspace/deep/b.ipynb", "workspace/plain.ipynb"],
      "linked.ipynb leads outside",
    );
    assert.ok(trace.paths.includes(join(hostile.workspace, "requirements.txt")), "what lies inside is looked at");
  });

  it("a trusted one looks further, and still starts nothing and calls nobody", async () => {
    const { trace } = await serve(hostile, true);
    assert.deepEqual([trace.processes, trace.hosts, writesOf(trace)], [[], [], []]);
    assert.ok(outside(trace).includes(join(hostile.top, "outside/requirements.txt")), "else the test above sees nothing");
    assert.deepEqual(
      outside(trace).filter((path) => /example\.invalid|^\/\/|^\\/.test(path)),
      [],
      "a path of another machine is a call to it",
    );
    assert.ok(!existsSync(hostile.started));
  });

  it("the command line starts nothing and changes nothing outside, whatever lies in the folder or on its way", async () => {
    await buildCli();
    const { top, workspace, home, programs, started } = hostile;
    const isAllowed = (path: string): boolean =>
      inside(workspace, path) || inside(join(home, ".cache/nbready"), path) || path === join(home, ".cache");
    const commands = [
      "check",
      "report",
      "extract plain.ipynb --cells 1 --to made.py",
      "diff a.ipynb deep/b.ipynb",
      "merge a.ipynb deep/b.ipynb a.ipynb -o merged.ipynb",
      "rules",
      "rule NBR301",
      "check --fix --unsafe-fixes",
    ];
    for (const [index, command] of commands.entries()) {
      const watched = watch([cliScript, ...command.split(" ")], top, `cli-${index}`);
      const run = spawnSync(watched.command[0], watched.command.slice(1), {
        cwd: workspace,
        encoding: "utf8",
        env: { ...watched.env, HOME: home, PATH: `${programs}:${process.env.PATH}` },
      });
      assert.ok(run.status === 0 || run.status === 1, `${command}: ${run.stderr}`);
      const trace = watched.end();
      assert.deepEqual([command, trace.processes, trace.hosts], [command, [], []]);
      assert.deepEqual(
        writesOf(trace).filter((path) => !isAllowed(path)),
        [],
        command,
      );
    }
    assert.ok(!existsSync(started));
  });

  it("no setting of a folder names a program: those that point to one need trust, and none is started", () => {
    const { capabilities, contributes } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as Manifest;
    assert.equal(capabilities.untrustedWorkspaces.supported, "limited");
    const paths = Object.entries(contributes.configuration.properties)
      .filter(([, { markdownDescription }]) => /interpreter|\bpath|files?\b.*declare/i.test(markdownDescription))
      .map(([name]) => name);
    assert.ok(paths.includes("nbready.interpreter"));
    assert.deepEqual(
      ["nbready.interpreter", "nbready.requirements"].filter(
        (name) => !capabilities.untrustedWorkspaces.restrictedConfigurations.includes(name),
      ),
      [],
    );
    assert.deepEqual(
      Object.keys(contributes.configuration.properties).filter((name) => /program|command|executable|server\.path/i.test(name)),
      [],
    );
  });
});

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly markdownDescription: string }>> };
  };
}
