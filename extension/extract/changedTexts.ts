// What files and the notebook say before and after an edit that is not made yet, as texts to be compared.
import { NotebookCellKind, Uri, workspace, type NotebookDocument } from "vscode";
import type { NotebookEditRequest } from "../../language-server/server/protocol";
import { addTo } from "../../language-server/util/groupBy";
import { editedText } from "../notebookEdit";

/** One file before and after. */
export interface ChangedText {
  readonly file: Uri;
  /** null where the edit makes the file. */
  readonly before: string | null;
  readonly after: string;
  readonly language: string;
}

interface CellText {
  readonly isCode: boolean;
  readonly text: string;
}

/** The notebook as a script with its cells, then every file that the edit makes or changes. */
export async function changedTexts(request: NotebookEditRequest, notebook: NotebookDocument): Promise<readonly ChangedText[]> {
  const language = notebook.getCells().find(({ kind }) => kind === NotebookCellKind.Code)?.document.languageId ?? "python";
  const made = request.createFiles.map(({ uri, text }): ChangedText => ({ file: Uri.parse(uri), before: null, after: text, language }));
  const changed: ChangedText[] = [];
  for (const { document, edits } of request.texts) {
    const uri = Uri.parse(document);
    if (isCell(uri, notebook)) continue;
    const file = await workspace.openTextDocument(uri);
    changed.push({ file: uri, before: file.getText(), after: editedText(file, edits), language: file.languageId });
  }
  const before: readonly CellText[] = notebook
    .getCells()
    .map(({ kind, document }) => ({ isCode: kind === NotebookCellKind.Code, text: document.getText() }));
  const notebookText: ChangedText = {
    file: notebook.uri,
    before: asScript(before, language),
    after: asScript(cellsAfter(request, notebook, before), language),
    language,
  };
  return [notebookText, ...made, ...changed];
}

const isCell = (uri: Uri, notebook: NotebookDocument): boolean =>
  notebook.getCells().some(({ document }) => document.uri.toString() === uri.toString());

function cellsAfter(
  { operations, texts }: NotebookEditRequest,
  notebook: NotebookDocument,
  before: readonly CellText[],
): readonly CellText[] {
  const indexOf = (uri: string | null): number =>
    uri === null ? before.length : notebook.getCells().findIndex(({ document }) => document.uri.toString() === Uri.parse(uri).toString());
  const now = new Map(
    texts.flatMap(({ document, edits }) => {
      const index = indexOf(document);
      return index < 0 ? [] : [[index, editedText(notebook.cellAt(index).document, edits)] as const];
    }),
  );
  const gone = new Set<number>();
  const inserted = new Map<number, CellText[]>();
  const insert = (place: string | null, cell: CellText): void => addTo(inserted, indexOf(place), cell);
  for (const operation of operations) {
    if (operation.op === "insert") insert(operation.before, { isCode: operation.cell.kind === "code", text: operation.cell.text });
    if (operation.op === "delete" || operation.op === "move") gone.add(indexOf(operation.cell));
    if (operation.op === "move")
      insert(operation.before, { ...before[indexOf(operation.cell)], ...(operation.text === null ? {} : { text: operation.text }) });
    if (operation.op === "clearOutputs" && operation.text !== null) now.set(indexOf(operation.cell), operation.text);
  }
  return [...before, undefined].flatMap((cell, index) => [
    ...(inserted.get(index) ?? []),
    ...(cell && !gone.has(index) ? [{ ...cell, text: now.get(index) ?? cell.text }] : []),
  ]);
}

/** In the "percent" form that editors know as a notebook in a script. Cells bear no numbers: those would change with every cell that comes or goes. */
function asScript(cells: readonly CellText[], language: string): string {
  const comment = language === "python" ? "#" : "//";
  return cells
    .map(({ isCode, text }) => (isCode ? `${comment} %%\n${text}\n` : `${comment} %% [markdown]\n${text.replace(/^/gm, `${comment} `)}\n`))
    .join("\n");
}
