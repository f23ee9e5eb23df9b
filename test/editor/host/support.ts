// What the host tests share: opening notebooks, and reading what nbready says about them.
import { join } from "node:path";
import * as vscode from "vscode";
import { makeFolder, notebookText, type Cell } from "../vscode/notebooks";
import { until } from "../vscode/until";

/** One finding as the tests compare it: the cell, the code, and the text under the squiggle. */
export type Found = readonly [cell: number, code: string, text: string];

/** Writes a notebook (and files beside it) into a new folder and shows it. */
export async function showNotebook(
  cells: readonly (Cell | string)[],
  files: Readonly<Record<string, string>> = {},
): Promise<vscode.NotebookDocument> {
  const folder = makeFolder({ "requirements.txt": "pandas==2.2.3\nnumpy==2.1.0\n", ...files, "test.ipynb": notebookText(...cells) });
  const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(join(folder, "test.ipynb")));
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

/** nbready's diagnostics on one cell. */
export const diagnosticsOf = (cell: vscode.NotebookCell): readonly vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(cell.document.uri).filter((one) => one.source === "nbready");

/** The diagnostic's code without its link. */
export const codeOf = ({ code }: vscode.Diagnostic): string => String(typeof code === "object" ? code.value : code);

/** Everything found in a notebook, in order. Only these codes, where any are named. */
export function foundIn(notebook: vscode.NotebookDocument, ...codes: readonly string[]): readonly Found[] {
  return notebook
    .getCells()
    .flatMap((cell) =>
      [...diagnosticsOf(cell)]
        .sort((a, b) => a.range.start.compareTo(b.range.start))
        .map((one): Found => [cell.index, codeOf(one), cell.document.getText(one.range)]),
    )
    .filter(([, code]) => codes.length === 0 || codes.includes(code));
}

/** Waits until exactly these findings stand in the notebook. */
export async function untilFound(notebook: vscode.NotebookDocument, wanted: readonly Found[], ...codes: readonly string[]): Promise<void> {
  const text = JSON.stringify(wanted);
  await until(`the findings ${text}`, () => JSON.stringify(foundIn(notebook, ...codes)) === text).catch((error: Error) => {
    throw new Error(`${error.message}; there are ${JSON.stringify(foundIn(notebook))}`);
  });
}

/** Waits until nbready has checked the notebook once; gives its diagnostics of this code. */
export const untilReported = (notebook: vscode.NotebookDocument, code: string): Promise<readonly vscode.Diagnostic[]> =>
  until(`a finding ${code}`, () => {
    const found = notebook.getCells().flatMap((cell) => diagnosticsOf(cell).filter((one) => codeOf(one) === code));
    return found.length > 0 && found;
  });

/** Replaces the whole text of a cell, as typing does. */
export async function writeCell(notebook: vscode.NotebookDocument, index: number, text: string): Promise<void> {
  const { document } = notebook.cellAt(index);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
}

/** The quick fixes at the place of a text in a cell; no other extension here offers any. */
export async function quickFixesAt(cell: vscode.NotebookCell, text: string): Promise<readonly vscode.CodeAction[]> {
  const start = cell.document.getText().indexOf(text);
  const range = new vscode.Range(cell.document.positionAt(start), cell.document.positionAt(start + text.length));
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    cell.document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

/** Applies the quick fix whose title matches, as the menu does. Throws where there is none, naming those there are. */
export async function applyFix(fixes: readonly vscode.CodeAction[], title: RegExp): Promise<void> {
  const fix = fixes.find((one) => title.test(one.title));
  if (!fix) throw new Error(`no quick fix ${title}; there are: ${fixes.map((one) => one.title).join(" | ")}`);
  if (fix.edit) await vscode.workspace.applyEdit(fix.edit, { isRefactoring: true });
  if (fix.command) await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
}

export const sourcesOf = (notebook: vscode.NotebookDocument): readonly string[] =>
  notebook.getCells().map((cell) => cell.document.getText());

/** Closes every editor without saving. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeNotebookEditor || vscode.window.activeTextEditor) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
}
