// How long VS Code waits for nbready: for its own code, and from a notebook that opens to the first findings. Runs before
// the other tests, in a window in which nbready has not run yet.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { slowness } from "../../support/machine";
import { until } from "../vscode/until";
import { closeAll, showNotebook, untilReported } from "./support";

/** ms of the processor on a machine like the one in test/support/machine.ts: other work of the machine does not count. */
const longestWork = 100;

describe("activation", () => {
  after(closeAll);

  it("gives VS Code its thread back before the server has started, and the first findings come", async () => {
    const extension = vscode.extensions.getExtension("nbready.nbready");
    assert.ok(extension && !extension.isActive, "no notebook was open");
    const before = slowness();
    const processor = process.cpuUsage();
    const begun = performance.now();
    await extension.activate();
    const activation = performance.now() - begun;
    const { user, system } = process.cpuUsage(processor);
    const work = (user + system) / 1000;
    const machine = Math.max(before, slowness());
    let opened = 0;
    const listener = vscode.workspace.onDidOpenNotebookDocument(() => (opened ||= performance.now()));
    const notebook = await showNotebook(["import math", "print(missing)"]);
    await untilReported(notebook, "NBR103");
    const findings = performance.now() - opened;
    listener.dispose();
    const own = await ownTime();
    console.log(
      `activation ${own} ms, with VS Code's part ${activation.toFixed(0)} ms (processor ${work.toFixed(0)} ms), from the open notebook to findings ${findings.toFixed(0)} ms`,
    );
    if (process.env.NBREADY_FIGURES) writeFileSync(process.env.NBREADY_FIGURES, JSON.stringify({ own, activation, work, findings }));
    assert.ok(work < longestWork * machine, `${work} ms of work`);
  });
});

/** What VS Code's own page "Startup Performance" says of the extension, ms: loading its code, the call of `activate`, and what that waits for. */
async function ownTime(): Promise<number> {
  await vscode.commands.executeCommand("perfview.show");
  const row = await until("VS Code's figures", () =>
    vscode.workspace.textDocuments
      .filter(({ uri }) => uri.scheme === "perf")
      .map((document) => /^\| nbready\.nbready +\|[^|]*\| *(\d+) *\| *(\d+) *\| *(\d+) *\|/m.exec(document.getText()))
      .find((found) => found !== null),
  );
  return row.slice(1).reduce((sum, part) => sum + Number(part), 0);
}
