// The server is killed in the midst of its work, as by a system that is short of memory: it comes back, and so do the findings.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { languageServerIn, processGroupOf } from "../vscode/languageServer";
import { until } from "../vscode/until";
import { closeAll, foundIn, showNotebook, untilReported, writeCell } from "./support";

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
});

const serverPid = (): number | undefined => languageServerIn(processGroupOf(process.pid));
