// The server is killed in the midst of its work, as by a system that is short of memory: it comes back, and so do the findings.
import assert from "node:assert/strict";
import childProcess, { type ChildProcess, type Serializable } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Outcome } from "../../../extension/extract/oneExtraction";
import { serverStopped } from "../../../extension/words";
import { extractOfferRequest, mergeRequest } from "../../../language-server/server/protocol";
import { languageServerIn, processGroupOf } from "../vscode/languageServer";
import { makeFolder, notebookText } from "../vscode/notebooks";
import { commitAll, git, makeRepository, rewrite } from "../vscode/repository";
import { until } from "../vscode/until";
import { closeAll, foundIn, showNotebook, sourcesOf, untilReported, writeCell } from "./support";

describe("a server that dies", () => {
  before(async () => void (await untilReported(await showNotebook(["print(missing)"]), "NBR103")));
  afterEach(closeAll);

  it("is started again, and finds what is wrong in every open notebook", async () => {
    const notebook = await showNotebook([
      "import math\nprint(missing)",
      ...Array.from({ length: 200 }, (_, index) => `value_${index} = math.sqrt(${index})`),
    ]);
    await untilReported(notebook, "NBR103");
    const pid = serverPid();
    assert.ok(pid !== undefined, "the server is a process of its own");
    for (let edit = 0; edit < 5; edit++) await writeCell(notebook, 1, `value_0 = math.sqrt(${edit})`); // so that it has something to do
    process.kill(pid, "SIGKILL");
    await until("another server", () => ![undefined, pid].includes(serverPid()));
    await writeCell(notebook, 0, "import math\nprint(other)");
    await until("the findings of the text as it is now", () => foundIn(notebook, "NBR103").some(([, , text]) => text === "other"));
    assert.deepEqual(foundIn(notebook, "NBR103"), [[0, "NBR103", "other"]]);
    assert.ok(vscode.extensions.getExtension("nbready.nbready")?.isActive);
  });

  it("in the moment in which it has started is started again, though it cannot be written to", async () => {
    const notebook = await showNotebook(["print(missing)"]);
    await untilReported(notebook, "NBR103");
    const before = serverPid();
    const told = await whileTelling({}, async () => {
      for (const method of ["initialize", "initialized", "notebookDocument/didOpen"]) {
        await endedBefore(method, () => vscode.commands.executeCommand("nbready.restartServer"));
        await until(
          `another server than the one that ended before ${method}`,
          () => ![undefined, before].includes(serverPid()) && foundIn(notebook, "NBR103").length === 1,
        );
      }
    });
    assert.deepEqual(told, []);
  });

  it("only when the user starts another, as it hangs, is ended, and the other one stays", async () => {
    const notebook = await showNotebook(["print(missing)"]);
    await untilReported(notebook, "NBR103");
    const hung = serverPid();
    assert.ok(hung !== undefined);
    process.kill(hung, "SIGSTOP");
    const told = await whileTelling({}, async () => void (await vscode.commands.executeCommand("nbready.restartServer")));
    await untilReported(notebook, "NBR103");
    await until("the end of the one that hung", () => !existsSync(`/proc/${hung}`));
    const another = serverPid();
    assert.notEqual(another, undefined);
    // Nothing tells that the client took one end for the other but a third server.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    assert.deepEqual([serverPid(), foundIn(notebook, "NBR103").length, told], [another, 1, []]);
  });

  it("over an extraction leaves all as it is, says so in a sentence, and lets the user try again", async () => {
    const cells = ["values = [1, 2, 3]", "total = sum(values)", "print(total)"];
    const notebook = await showNotebook(cells);
    const chosen = {
      notebook: notebook.uri.toString(),
      cells: [notebook.cellAt(1).document.uri.toString()],
      modulePath: "sums.py",
      functionName: "take_sum",
      confirmed: true,
    };
    const told = await whileTelling({ "before it had answered": "Try Again" }, async () => {
      await endOver(extractOfferRequest, () =>
        vscode.commands
          .executeCommand<Outcome>("nbready.extractCells", chosen)
          .then((outcome) => assert.deepEqual(outcome, { refused: [serverStopped] })),
      );
      assert.deepEqual(sourcesOf(notebook), cells);
      await until("the extraction, begun again", () => /take_sum\(values\)/.test(sourcesOf(notebook).join()));
    });
    assert.deepEqual(told, [endedMessage]);
  });

  it("over a merge by cell leaves the file as it is, says so in a sentence, and lets the user try again", async () => {
    const folder = makeFolder({ "sales.ipynb": notebookText("rate = 1") });
    makeRepository(folder);
    git(folder, "checkout", "--quiet", "-b", "side");
    rewrite(folder, "sales.ipynb", notebookText("rate = 2"));
    commitAll(folder, "Theirs");
    git(folder, "checkout", "--quiet", "main");
    rewrite(folder, "sales.ipynb", notebookText("rate = 3"));
    commitAll(folder, "Ours");
    assert.throws(() => git(folder, "merge", "side"));
    const uri = vscode.Uri.file(join(folder, "sales.ipynb"));
    const file = (): string => readFileSync(uri.fsPath, "utf8");
    const marked = file();
    await vscode.extensions.getExtension("vscode.git")?.activate();
    await vscode.commands.executeCommand("git.openRepository", folder);
    const told = await whileTelling({ "merged sales.ipynb by lines": "Merge by Cell", "before it had answered": "Try Again" }, async () => {
      await endOver(mergeRequest, () => vscode.commands.executeCommand("nbready.openMerge", { resourceUri: uri }));
      await until("the merge, begun again", () => file() !== marked && JSON.parse(file()).cells.length > 0);
    });
    assert.deepEqual(
      told.map((text) => text.split(",")[0]),
      ["git has merged sales.ipynb by lines", endedMessage, "git has merged sales.ipynb by lines"],
    );
  });
});

const endedMessage = "nbready's server ended before it had answered. Nothing was changed.";

/** Ends the server while it owes the answer to some work: once it has been asked for it. */
async function endOver(asked: { readonly method: string }, work: () => Thenable<unknown>): Promise<void> {
  const pid = serverPid();
  assert.ok(pid !== undefined);
  process.kill(pid, "SIGSTOP");
  const whenAsked = untilAsked(pid, asked);
  const done = work();
  await whenAsked;
  process.kill(pid, "SIGKILL");
  await done;
  await until("another server", () => ![undefined, pid].includes(serverPid()));
}

/** Has the next server end before it gets its first message of this kind, so that this one cannot be written any more. */
async function endedBefore(method: string, start: () => Thenable<unknown>): Promise<void> {
  const { fork } = childProcess;
  let hasEnded = false;
  const launch = (...launched: Parameters<typeof fork>): ChildProcess => {
    childProcess.fork = fork;
    const server = fork(...launched);
    const { send } = server;
    server.send = (message: Serializable, ...others: never[]): boolean => {
      if (!hasEnded && (message as { readonly method?: unknown }).method === method) {
        server.kill("SIGKILL");
        // Its end is heard of in a later turn of this process only.
        while (languageServerIn(processGroupOf(process.pid)) === server.pid) continue;
        hasEnded = true;
      }
      return send.call(server, message, ...others);
    };
    return server;
  };
  Object.assign(childProcess, { fork: launch });
  await start();
  await until(`a server that ends before ${method}`, () => hasEnded).finally(() => (childProcess.fork = fork));
}

/** Waits until nbready, which runs in this process as the tests do, has sent a request to a server of its own. */
async function untilAsked(pid: number, { method }: { readonly method: string }): Promise<void> {
  const server = childOf(pid);
  const { send } = server;
  let isAsked = false;
  const listen = (message: Serializable, ...others: never[]): boolean => {
    isAsked ||= (message as { readonly method?: unknown }).method === method;
    return send.call(server, message, ...others);
  };
  server.send = listen;
  await until(`the server to be asked for ${method}`, () => isAsked).finally(() => (server.send = send));
}

/** What Node knows of a process that this one has started: nothing else names it once it runs. */
function childOf(pid: number): ChildProcess {
  const handles = (process as unknown as { _getActiveHandles(): readonly Partial<ChildProcess>[] })._getActiveHandles();
  const child = handles.find((handle) => handle.pid === pid);
  assert.ok(child, "the server was started by this process");
  return child as ChildProcess;
}

/** Answers warnings for the user while something is done: each by the button of the first text that it holds. Gives what was told. */
async function whileTelling(answers: Readonly<Record<string, string>>, work: () => Promise<void>): Promise<readonly string[]> {
  const { showWarningMessage } = vscode.window;
  const told: string[] = [];
  const answer = async (message: string): Promise<string | undefined> => {
    told.push(message);
    return Object.entries(answers).find(([text]) => message.includes(text))?.[1];
  };
  Object.assign(vscode.window, { showWarningMessage: answer });
  try {
    await work();
  } finally {
    Object.assign(vscode.window, { showWarningMessage });
  }
  return told;
}

const serverPid = (): number | undefined => languageServerIn(processGroupOf(process.pid));
