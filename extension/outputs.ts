// Sends the server what the Language Server Protocol leaves out: the cells' outputs, by kind and size, texts cut short.
import {
  Disposable,
  workspace,
  type NotebookCell,
  type NotebookCellOutput,
  type NotebookCellOutputItem,
  type NotebookDocument,
} from "vscode";
import { outputsNotification, type EditorOutput, type EditorOutputItem } from "../language-server/server/protocol";
import { isOurNotebook } from "./notebooks";
import type { Server } from "./server";

/** A cell that prints changes its outputs many times a second: they are sent after this time, ms. */
const sendDelay = 200;
/** Longest text of one output that is sent, bytes; the size is sent whole. */
const longestText = 64 * 1024;

/** Forwards the outputs of open notebooks for as long as the server runs, all of them again when it starts anew. */
export function forwardOutputs(server: Server): Disposable {
  const waiting = new Map<NotebookDocument, Set<NotebookCell>>();
  /** A running cell has outputs but no count yet, just as one that was edited since its run: the server hears of none until the run ends. */
  const running = new WeakSet<NotebookCell>();
  let timer: NodeJS.Timeout | undefined;
  const send = (notebook: NotebookDocument, cells: Iterable<NotebookCell>): void => {
    const described = [...cells]
      .filter((cell) => cell.index >= 0)
      .map((cell) => ({ cell: cell.document.uri.toString(), outputs: running.has(cell) ? [] : cell.outputs.map(describeOutput) }));
    if (described.length > 0) server.tell(outputsNotification, { notebook: notebook.uri.toString(), cells: described });
  };
  const flush = (): void => {
    timer = undefined;
    for (const [notebook, cells] of waiting) if (!notebook.isClosed) send(notebook, cells);
    waiting.clear();
  };
  const later = (notebook: NotebookDocument, cells: readonly NotebookCell[]): void => {
    if (cells.length === 0) return;
    waiting.set(notebook, new Set([...(waiting.get(notebook) ?? []), ...cells]));
    timer ??= setTimeout(flush, sendDelay);
  };
  const sendAll = (notebook: NotebookDocument): void => {
    if (isOurNotebook(notebook))
      send(
        notebook,
        notebook.getCells().filter((cell) => cell.outputs.length > 0),
      );
  };
  return Disposable.from(
    server.onDidChangeState((state) => {
      if (state === "running") workspace.notebookDocuments.forEach(sendAll);
    }),
    workspace.onDidOpenNotebookDocument(sendAll),
    workspace.onDidChangeNotebookDocument(({ notebook, cellChanges, contentChanges }) => {
      if (!isOurNotebook(notebook)) return;
      for (const { cell, executionSummary } of cellChanges) {
        if (!executionSummary) continue;
        if (executionSummary.executionOrder === undefined || executionSummary.success !== undefined) running.delete(cell);
        else running.add(cell);
      }
      const started = cellChanges.filter(({ cell, executionSummary }) => executionSummary && running.has(cell)).map(({ cell }) => cell);
      if (started.length > 0) send(notebook, started);
      const changed = cellChanges
        .filter((change) => change.outputs !== undefined || change.executionSummary !== undefined)
        .map((change) => change.cell);
      const added = contentChanges.flatMap((change) => change.addedCells).filter((cell) => cell.outputs.length > 0);
      later(notebook, [...changed, ...added]);
    }),
    new Disposable(() => clearTimeout(timer)),
  );
}

/** The ipynb extension keeps nbformat's output_type in the output's metadata. */
const describeOutput = ({ items, metadata }: NotebookCellOutput): EditorOutput => ({
  type: typeof metadata?.outputType === "string" ? metadata.outputType : null,
  items: items.map(describeItem),
});

const describeItem = ({ mime, data }: NotebookCellOutputItem): EditorOutputItem => ({
  mime,
  bytes: data.byteLength ?? 0,
  // While cells move, VS Code now and then hands out something else than its interface says; the size then is all there is.
  text: isText(mime) && ArrayBuffer.isView(data) ? new TextDecoder().decode(data.subarray(0, longestText)) : null,
});

const isText = (mime: string): boolean =>
  mime.startsWith("text/") || mime.startsWith("application/vnd.code.notebook.") || /[/+](?:json|xml|javascript)$/.test(mime);
