// Makes a VS Code edit of what the server describes: cells moved, put in, taken out, with text and file changes of the same act.
import {
  NotebookCellData,
  NotebookCellKind,
  NotebookEdit,
  NotebookRange,
  Position,
  TextEdit,
  Uri,
  WorkspaceEdit,
  type NotebookCell,
  type NotebookDocument,
  type TextDocument,
} from "vscode";
import { replaceSpans } from "../language-server/util/replaceSpans";
import type { EditorCell, NotebookEditRequest, NotebookOperation } from "../language-server/server/protocol";
import { toRange } from "./ranges";

/** What becomes of one cell that is there. */
interface Fate {
  readonly index: number;
  readonly deleted: boolean;
  /** Index before which it goes, counted as the notebook stands now; null where it stays. */
  readonly target: number | null;
  readonly cleared: boolean;
  /** New text; null keeps it. */
  readonly text: string | null;
  readonly tags: readonly string[] | null;
}

type PlainEdit = NotebookEditRequest["texts"][number]["edits"][number];
type Metadata = Readonly<Record<string, unknown>>;

/**
 * The edit, to be applied whole and undone in one step; undefined where a cell that it names is gone, because the
 * notebook has changed since the server described it.
 * @param fromNotebook undo is asked for where the notebook has the focus, not in the text of a cell
 */
export function toWorkspaceEdit(request: NotebookEditRequest, notebook: NotebookDocument, fromNotebook = false): WorkspaceEdit | undefined {
  const indexes = new Map(notebook.getCells().map((cell) => [cell.document.uri.toString(), cell.index]));
  const indexOf = (uri: string | null): number | undefined => (uri === null ? notebook.cellCount : indexes.get(normalised(uri)));
  if (request.operations.some((operation) => cellsOf(operation).some((uri) => indexOf(uri) === undefined))) return undefined;

  const edit = new WorkspaceEdit();
  // Without further options the edit fails where the file is there by now.
  for (const { uri, text } of request.createFiles) edit.createFile(Uri.parse(uri), { contents: new TextEncoder().encode(text) });
  // Cells are made anew with their text with a file, as one undo takes back changes of the notebook with the file's, but not changes of cells' texts; and
  // for the notebook, where undo takes back its own changes only.
  const inCells = request.texts.filter(({ document }) => indexes.has(normalised(document)));
  const renewed = fromNotebook || request.createFiles.length > 0 || inCells.length < request.texts.length ? inCells : [];
  const loose = request.texts.filter((one) => !renewed.includes(one));
  for (const { document, edits } of loose)
    edit.set(
      Uri.parse(document),
      edits.map(({ range, newText }) => TextEdit.replace(toRange(range), newText)),
    );
  if (renewed.length > 0 && loose.length === 1)
    edit.set(unchangedCell(request, notebook).document.uri, [TextEdit.insert(new Position(0, 0), "")]);
  const structure = notebookEdits(request.operations, notebook, (uri) => indexOf(uri) ?? notebook.cellCount);
  const changed = renewed.map(({ document, edits }) => {
    const cell = notebook.cellAt(indexes.get(normalised(document)) ?? 0);
    return NotebookEdit.replaceCells(new NotebookRange(cell.index, cell.index + 1), [
      remade(cell, { ...unchanged(cell.index), text: editedText(cell.document, edits) }),
    ]);
  });
  if (structure.length + changed.length > 0) edit.set(notebook.uri, [...changed, ...structure]);
  return edit;
}

/**
 * VS Code takes back the edit of a file that is not open only where the edit touched two texts: an empty edit of a cell that stays makes them two.
 * (With one text its undo belongs to the file's open document, and is lost with it.)
 */
function unchangedCell({ operations, texts }: NotebookEditRequest, notebook: NotebookDocument): NotebookCell {
  const changed = new Set(
    [...texts.map(({ document }) => document), ...operations.flatMap(cellsOf)].flatMap((uri) => (uri === null ? [] : [normalised(uri)])),
  );
  return notebook.getCells().find(({ document }) => !changed.has(document.uri.toString())) ?? notebook.cellAt(0);
}

/** A document's text after edits of it, which do not overlap. */
export const editedText = (document: TextDocument, edits: readonly PlainEdit[]): string =>
  replaceSpans(
    document.getText(),
    edits.map(({ range, newText }) => ({
      start: document.offsetAt(toRange(range).start),
      end: document.offsetAt(toRange(range).end),
      text: newText,
    })),
  );

/**
 * Numbers in all these edits are those of the notebook before any of them: VS Code applies them from the end. What arrives at one
 * place, new and moved, stays in the order of the operations.
 */
function notebookEdits(
  operations: readonly NotebookOperation[],
  notebook: NotebookDocument,
  indexOf: (uri: string | null) => number,
): NotebookEdit[] {
  const fates = new Map<number, Fate>();
  const inOrder: (NotebookEdit | number)[] = [];
  for (const operation of operations) {
    if (operation.op === "insert") {
      inOrder.push(NotebookEdit.insertCells(indexOf(operation.before), [newCell(operation.cell)]));
      continue;
    }
    const index = indexOf(operation.cell);
    if (!fates.has(index)) inOrder.push(index);
    fates.set(index, decide(fates.get(index) ?? unchanged(index), operation, indexOf));
  }
  return inOrder.flatMap((one) => (typeof one === "number" ? editsFor(fates.get(one) ?? unchanged(one), notebook.cellAt(one)) : [one]));
}

const unchanged = (index: number): Fate => ({ index, deleted: false, target: null, cleared: false, text: null, tags: null });

function decide(fate: Fate, operation: Exclude<NotebookOperation, { op: "insert" }>, indexOf: (uri: string | null) => number): Fate {
  switch (operation.op) {
    case "delete":
      return { ...fate, deleted: true };
    case "move":
      return { ...fate, target: indexOf(operation.before), text: operation.text ?? fate.text };
    case "clearOutputs":
      return { ...fate, cleared: true, text: operation.text ?? fate.text };
    case "setTags":
      return { ...fate, tags: operation.tags, text: operation.text ?? fate.text };
  }
}

function editsFor(fate: Fate, cell: NotebookCell): NotebookEdit[] {
  const here = new NotebookRange(fate.index, fate.index + 1);
  if (fate.deleted) return [NotebookEdit.deleteCells(here)];
  if (fate.target !== null) return [NotebookEdit.deleteCells(here), NotebookEdit.insertCells(fate.target, [remade(cell, fate)])];
  if (fate.cleared || fate.text !== null) return [NotebookEdit.replaceCells(here, [remade(cell, fate)])];
  return fate.tags ? [NotebookEdit.updateCellMetadata(fate.index, withTags(cell.metadata, fate.tags))] : [];
}

/** The extension API can neither move a cell nor take its outputs away: it is made anew, with all that it keeps. */
function remade(cell: NotebookCell, { cleared, text, tags }: Fate): NotebookCellData {
  const data = new NotebookCellData(cell.kind, text ?? cell.document.getText(), cell.document.languageId);
  const metadata: Metadata = tags ? withTags(cell.metadata, tags) : cell.metadata;
  // As VS Code does after an edit of the text: the outputs stay, the count of the run that gave them goes.
  const isRunGone = cleared || text !== null;
  data.metadata = isRunGone && "execution_count" in metadata ? { ...metadata, execution_count: null } : { ...metadata };
  if (cell.kind !== NotebookCellKind.Code) return data;
  data.outputs = cleared ? [] : [...cell.outputs];
  data.executionSummary = isRunGone ? undefined : cell.executionSummary;
  return data;
}

function newCell({ kind, language, text, tags }: EditorCell): NotebookCellData {
  const data = new NotebookCellData(kind === "code" ? NotebookCellKind.Code : NotebookCellKind.Markup, text, language);
  if (tags.length > 0) data.metadata = withTags({}, tags);
  return data;
}

/** VS Code keeps a cell's nbformat metadata one level down, beside its id. */
function withTags(metadata: Metadata, tags: readonly string[]): Record<string, unknown> {
  const { tags: _, ...rest } = (metadata.metadata ?? {}) as Metadata;
  return { ...metadata, metadata: tags.length > 0 ? { ...rest, tags: [...tags] } : rest };
}

function cellsOf(operation: NotebookOperation): readonly (string | null)[] {
  switch (operation.op) {
    case "insert":
      return [operation.before];
    case "move":
      return [operation.cell, operation.before];
    default:
      return [operation.cell];
  }
}

/** The server gives URIs back as it got them, which need not be how VS Code prints them. */
const normalised = (uri: string): string => Uri.parse(uri).toString();
