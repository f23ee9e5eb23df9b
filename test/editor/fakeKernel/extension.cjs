// A kernel for the UI tests that runs nothing: it gives each cell the next execution count and, where a cell prints, an output.
//
// Plain JavaScript, because VS Code loads it from this folder as it is.
"use strict";
const { NotebookCellOutput, NotebookCellOutputItem, NotebookControllerAffinity, notebooks, workspace } = require("vscode");

exports.activate = ({ subscriptions }) => {
  const controller = notebooks.createNotebookController("fake-kernel", "jupyter-notebook", "Fake Python");
  controller.supportedLanguages = ["python"];
  controller.supportsExecutionOrder = true;
  /** How many cells each notebook has run since it was opened. */
  const counts = new WeakMap();

  controller.executeHandler = async (cells, notebook) => {
    for (const cell of cells) {
      const count = (counts.get(notebook) ?? 0) + 1;
      counts.set(notebook, count);
      const execution = controller.createNotebookCellExecution(cell);
      execution.executionOrder = count;
      execution.start(Date.now());
      const prints = /\bprint\(/.test(cell.document.getText());
      await execution.replaceOutput(prints ? [new NotebookCellOutput([NotebookCellOutputItem.stdout(`printed by run ${count}\n`)])] : []);
      execution.end(true, Date.now());
    }
  };

  const prefer = (notebook) => controller.updateNotebookAffinity(notebook, NotebookControllerAffinity.Preferred);
  workspace.notebookDocuments.forEach(prefer);
  subscriptions.push(controller, workspace.onDidOpenNotebookDocument(prefer));
};
