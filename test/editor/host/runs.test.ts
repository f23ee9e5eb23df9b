// Findings that follow how cells are run: a kernel that only counts stands in for Python.
import * as vscode from "vscode";
import { until } from "../vscode/until";
import { closeAll, showNotebook, untilFound, untilReported, writeCell } from "./support";

describe("runs", () => {
  let kernel: vscode.NotebookController;
  let count = 0;
  /** A cell ends its run no sooner than this. */
  let held = Promise.resolve();

  before(() => {
    kernel = vscode.notebooks.createNotebookController("counting", "jupyter-notebook", "Counting");
    kernel.supportsExecutionOrder = true;
    kernel.executeHandler = async (cells) => {
      for (const cell of cells) {
        const execution = kernel.createNotebookCellExecution(cell);
        execution.executionOrder = ++count;
        execution.start();
        await execution.replaceOutput([new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.stdout(`run ${count}\n`)])]);
        await held;
        execution.end(true);
      }
    };
  });
  beforeEach(() => (count = 0));
  afterEach(closeAll);
  after(() => kernel.dispose());

  it("from top to bottom raise nothing", async () => {
    const notebook = await open("price = 2", "print(price)");
    await run(notebook, 0, 1);
    // Makes sure that the notebook as it stands now has been checked, and not just one on the way there.
    await vscode.commands.executeCommand("nbready.checkNotebook");
    await untilFound(notebook, []);
  });

  it("in another order raise a finding, and a run in order takes it away", async () => {
    const notebook = await open("price = 2", "print(price)");
    await run(notebook, 1, 0);
    await untilFound(notebook, [[1, "NBR101", "price"]], "NBR101");
    await run(notebook, 0, 1);
    await untilFound(notebook, [], "NBR101");
  });

  it("of a cell above, again, make the output below stale", async () => {
    const notebook = await open("price = 2", "print(price)");
    await run(notebook, 0, 1);
    await run(notebook, 0);
    await untilReported(notebook, "NBR104");
    await run(notebook, 1);
    await untilFound(notebook, [], "NBR104");
  });

  it("before an edit leave an output that the code no longer gives", async () => {
    const notebook = await open("price = 2", "print(price)");
    await run(notebook, 0, 1);
    await writeCell(notebook, 1, "print(price * 2)");
    await untilReported(notebook, "NBR105");
    await run(notebook, 1);
    await untilFound(notebook, [], "NBR105");
  });

  it("that still go on are not taken for an edit", async () => {
    const notebook = await open("price = 2", "print(price)");
    await run(notebook, 0);
    let release = (): void => undefined;
    held = new Promise((resolve) => (release = resolve));
    try {
      void vscode.commands.executeCommand("notebook.cell.execute", { ranges: [{ start: 1, end: 2 }], document: notebook.uri });
      await until("an output of the running cell", () => notebook.cellAt(1).outputs.length > 0);
      await vscode.commands.executeCommand("nbready.checkNotebook");
      await untilFound(notebook, [], "NBR105");
    } finally {
      held = Promise.resolve();
      release();
    }
    await until("the end of the run", () => notebook.cellAt(1).executionSummary?.success === true);
  });

  async function open(...cells: readonly string[]): Promise<vscode.NotebookDocument> {
    const notebook = await showNotebook(cells);
    await vscode.commands.executeCommand("notebook.selectKernel", { id: "counting", extension: "nbready.nbready" });
    return notebook;
  }

  /** Runs these cells one after the other and waits until VS Code has written their counts. */
  async function run(notebook: vscode.NotebookDocument, ...cells: readonly number[]): Promise<void> {
    for (const index of cells) {
      const next = count + 1;
      await vscode.commands.executeCommand("notebook.cell.execute", { ranges: [{ start: index, end: index + 1 }], document: notebook.uri });
      await until(`run ${next} of cell ${index}`, () => notebook.cellAt(index).metadata.execution_count === next);
    }
  }
});
