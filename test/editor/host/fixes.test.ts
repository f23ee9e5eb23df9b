// Quick fixes as VS Code applies them: of a cell's text and of other files, by hand and while saving.
//
// VS Code's API hands out no edits of a notebook's structure; those (cells moved, outputs cleared) are tested in ui/.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { until } from "../vscode/until";
import { applyFix, closeAll, foundIn, quickFixesAt, showNotebook, sourcesOf, untilFound, untilReported, writeCell } from "./support";

describe("quick fixes", () => {
  afterEach(closeAll);

  it("add a missing import, and undo takes it away", async () => {
    const notebook = await showNotebook(["values = np.arange(3)"]);
    await untilFound(notebook, [[0, "NBR103", "np"]], "NBR103");
    await applyFix(await quickFixesAt(notebook.cellAt(0), "np"), /^Add import numpy as np/);
    await untilFound(notebook, [], "NBR103");
    assert.match(sourcesOf(notebook).join("\n"), /^import numpy as np$/m);
    await undo();
    await untilFound(notebook, [[0, "NBR103", "np"]], "NBR103");
    assert.deepEqual(sourcesOf(notebook), ["values = np.arange(3)"]);
  });

  it("write an ignore comment that silences just that", async () => {
    const notebook = await showNotebook(["print(missing)\nprint(absent)"]);
    await untilFound(
      notebook,
      [
        [0, "NBR103", "missing"],
        [0, "NBR103", "absent"],
      ],
      "NBR103",
    );
    await applyFix(await quickFixesAt(notebook.cellAt(0), "missing"), /^Ignore NBR103 .*line/);
    await untilFound(notebook, [[0, "NBR103", "absent"]], "NBR103");
    assert.equal(notebook.cellAt(0).document.lineAt(0).text, "print(missing)  # nbready: ignore[NBR103]");
  });

  it("pin a requirement in the file that declares it", async () => {
    const notebook = await showNotebook(["import pandas as pd\npd.DataFrame()"], {
      "requirements.txt": "pandas>=2\n",
      ...installed("pandas", "2.2.3"),
    });
    await untilReported(notebook, "NBR202");
    await applyFix(await quickFixesAt(notebook.cellAt(0), "pandas"), /^Pin/);
    const requirements = join(dirname(notebook.uri.fsPath), "requirements.txt");
    await until(
      "the requirement pinned",
      () =>
        vscode.workspace.textDocuments.some((one) => one.uri.fsPath === requirements && one.getText() === "pandas==2.2.3\n") ||
        readFileSync(requirements, "utf8") === "pandas==2.2.3\n",
    );
  });

  it("make what is safe right when the notebook is saved, and undo takes that back in the cell that the user is in", async () => {
    const settings = vscode.workspace.getConfiguration("notebook");
    await settings.update("codeActionsOnSave", { "notebook.source.fixAll.nbready": "explicit" }, vscode.ConfigurationTarget.Global);
    try {
      // The second of two lines that go calls for a second look.
      const first = "values = np.arange(3)\nimport os\nimport re";
      const notebook = await showNotebook([first, "print(values)"]);
      await untilFound(notebook, [[0, "NBR103", "np"]], "NBR103");
      await writeCell(notebook, 1, "print(values, values)");
      await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(1, 2)] });
      await vscode.commands.executeCommand("notebook.cell.edit");
      await until("the cell's editor", () => vscode.window.activeTextEditor?.document === notebook.cellAt(1).document);
      await vscode.commands.executeCommand("workbench.action.files.save");
      await untilFound(notebook, [], "NBR103");
      await until(
        "the import on disk, and no other",
        () => JSON.stringify(readFileSync(notebook.uri.fsPath, "utf8").match(/import \w+/g)) === '["import numpy"]',
      );
      await vscode.commands.executeCommand("undo");
      await untilFound(notebook, [[0, "NBR103", "np"]], "NBR103");
      assert.deepEqual(sourcesOf(notebook), [first, "print(values, values)"]);
    } finally {
      await settings.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("are made all at once where they are safe, and undone in one step", async () => {
    // The second of two lines that go calls for a second look.
    const before = ["values = np.arange(3)\nimport os\nimport re", "frame = pd.DataFrame()", "print(missing)"];
    const notebook = await showNotebook(before);
    await untilFound(
      notebook,
      [
        [0, "NBR103", "np"],
        [1, "NBR103", "pd"],
        [2, "NBR103", "missing"],
      ],
      "NBR103",
    );
    await vscode.commands.executeCommand("nbready.fixAll");
    await untilFound(notebook, [[2, "NBR103", "missing"]], "NBR103");
    assert.match(sourcesOf(notebook).join("\n"), /^import numpy as np$/m);
    assert.match(sourcesOf(notebook).join("\n"), /^import pandas as pd$/m);
    assert.doesNotMatch(sourcesOf(notebook).join("\n"), /import (os|re)$/m);
    await vscode.commands.executeCommand("undo");
    await until("the notebook as it was", () => JSON.stringify(sourcesOf(notebook)) === JSON.stringify(before));
  });

  it("are not offered where nothing is wrong", async () => {
    const notebook = await showNotebook(["x = 1", "print(missing)"]);
    await untilReported(notebook, "NBR103");
    assert.deepEqual(
      foundIn(notebook).filter(([cell]) => cell === 0),
      [],
    );
    assert.deepEqual(await quickFixesAt(notebook.cellAt(0), "x"), []);
  });
});

const undo = async (): Promise<void> => {
  await vscode.commands.executeCommand("notebook.cell.edit");
  await vscode.commands.executeCommand("undo");
};

/** A virtual environment beside the notebook that holds one distribution. */
function installed(name: string, version: string): Readonly<Record<string, string>> {
  const site = ".venv/lib/python3.11/site-packages";
  return {
    ".venv/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.4\n",
    [`${site}/${name}-${version}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${site}/${name}-${version}.dist-info/top_level.txt`]: `${name}\n`,
    [`${site}/${name}-${version}.dist-info/RECORD`]: `${name}/__init__.py,,\n`,
    [`${site}/${name}/__init__.py`]: "",
  };
}
