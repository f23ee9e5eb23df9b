// The server is killed in the midst of its work, as by a system that is short of memory: it comes back, and so do the findings.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Outcome } from "../../../extension/extract/extractCells";
import { serverStopped } from "../../../extension/words";
import { languageServerIn, processGroupOf } from "../vscode/languageServer";
import { makeFolder, notebookText } from "../vscode/notebooks";
import { commitAll, git, makeRepository, rewrite } from "../vscode/repository";
import { until } from "../vscode/until";
import { closeAll, foundIn, showNotebook, sourcesOf, untilReported, writeCell } from "./support";

describe("a server that dies", () => {
  afterEach(closeAll);

  it("is started again, and finds what is wrong in every open notebook", async () => {
    const notebook = await showNotebook(["import math\nprint(missing)", ...Array.from({ length: 200 }, (_, index) => `value_${index} = math.sqrt(${index})`)]);
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

  it("over an extraction leaves all as it is, says so in a sentence, and lets the user try again", async () => {
    const cells = ["values = [1, 2, 3]", "total = sum(values)", "print(total)"];
    const notebook = await showNotebook(cells);
    await until("the server", () => serverPid() !== undefined);
    const chosen = { notebook: notebook.uri.toString(), cells: [notebook.cellAt(1).document.uri.toString()], modulePath: "sums.py", functionName: "take_sum", confirmed: true };
    const told = await whileTelling({ "before it had answered": "Try Again" }, async () => {
      await endOver(() => vscode.commands.executeCommand<Outcome>("nbready.extractCells", chosen).then((outcome) => assert.deepEqual(outcome, { refused: [serverStopped] })));
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
      await endOver(() => vscode.commands.executeCommand("nbready.openMerge", { resourceUri: uri }));
      await until("the merge, begun again", () => file() !== marked && JSON.parse(file()).cells.length > 0);
    });
    assert.deepEqual(told.map((text) => text.split(",")[0]), ["git has merged sales.ipynb by lines", endedMessage, "git has merged sales.ipynb by lines"]);
  });
});

const endedMessage = "nbready's server ended before it had answered. Nothing was changed.";

/** Ends the server while it owes the answer to some work. */
async function endOver(work: () => Thenable<unknown>): Promise<void> {
  const pid = serverPid();
  assert.ok(pid !== undefined);
  process.kill(pid, "SIGSTOP");
  const done = work();
  // What it is asked lies in its queue by then.
  await new Promise((resolve) => setTimeout(resolve, 500));
  process.kill(pid, "SIGKILL");
  await done;
  await until("another server", () => ![undefined, pid].includes(serverPid()));
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
