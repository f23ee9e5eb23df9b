import assert from "node:assert/strict";
import * as vscode from "vscode";
import { makeFolder, notebookText } from "../vscode/notebooks";
describe("harness", () => { it("opens a notebook", async () => {
  const folder = makeFolder({ "a.ipynb": notebookText("x = 1") });
  const nb = await vscode.workspace.openNotebookDocument(vscode.Uri.file(folder + "/a.ipynb"));
  assert.equal(nb.notebookType, "jupyter-notebook");
  console.log(vscode.extensions.getExtension("nbready.nbready")?.isActive);
}); });
