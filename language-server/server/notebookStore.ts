// The notebooks that the editor has open, kept up to date from `notebookDocument/*` messages.
import type {
  DidChangeNotebookDocumentParams,
  DidCloseNotebookDocumentParams,
  DidOpenNotebookDocumentParams,
  ExecutionSummary,
  NotebookCell,
  TextDocumentItem,
} from "vscode-languageserver";
import { NotebookCellKind } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

type Metadata = Readonly<Record<string, unknown>>;

/** The same object as long as nothing about the cell changes. */
export interface OpenCell {
  readonly uri: string;
  readonly isCode: boolean;
  readonly document: TextDocument;
  readonly metadata: Metadata;
  readonly executionSummary: ExecutionSummary | undefined;
}

export interface OpenNotebook {
  readonly uri: string;
  readonly version: number;
  readonly metadata: Metadata;
  readonly cells: readonly OpenCell[];
}

/** Open notebooks by URI. Messages about what is not open are ignored: an editor may send them late. */
export class NotebookStore {
  private readonly notebooks = new Map<string, OpenNotebook>();
  private readonly texts = new Map<string, TextDocument>();
  private readonly owners = new Map<string, string>();

  all(): readonly OpenNotebook[] {
    return [...this.notebooks.values()];
  }

  get(uri: string): OpenNotebook | undefined {
    return this.notebooks.get(uri);
  }

  /** The notebook that a cell's document belongs to, with the cell's index. */
  findCell(document: string): { readonly notebook: OpenNotebook; readonly index: number } | undefined {
    const notebook = this.notebooks.get(this.owners.get(document) ?? "");
    const index = notebook?.cells.findIndex((cell) => cell.uri === document) ?? -1;
    return notebook && index >= 0 ? { notebook, index } : undefined;
  }

  open({ notebookDocument, cellTextDocuments }: DidOpenNotebookDocumentParams): void {
    cellTextDocuments.forEach((item) => this.openText(item));
    const { uri, version, metadata } = notebookDocument;
    const cells = notebookDocument.cells.map((cell) => this.cell(cell));
    this.notebooks.set(uri, { uri, version, metadata: recordOf(metadata), cells });
    cells.forEach((cell) => this.owners.set(cell.uri, uri));
  }

  /** Takes in one change; false where the notebook is not open. */
  change({ notebookDocument, change }: DidChangeNotebookDocumentParams): boolean {
    const before = this.notebooks.get(notebookDocument.uri);
    if (!before) return false;
    const { structure, data, textContent } = change.cells ?? {};
    structure?.didClose?.forEach(({ uri }) => this.closeText(uri));
    structure?.didOpen?.forEach((item) => this.openText(item));
    const written = new Set<string>(structure?.didOpen?.map(({ uri }) => uri));
    textContent?.forEach(({ document, changes }) => {
      const text = this.texts.get(document.uri);
      if (!text) return;
      this.texts.set(document.uri, TextDocument.update(copyOf(text), [...changes], document.version));
      written.add(document.uri);
    });
    const cells: OpenCell[] = [...before.cells];
    if (structure) {
      const { start, deleteCount, cells: added = [] } = structure.array;
      cells.splice(start, deleteCount, ...added.map((cell) => this.cell(cell)));
      added.forEach(({ document }) => this.owners.set(document, before.uri));
    }
    const changed = new Map((data ?? []).map((cell) => [cell.document, cell]));
    for (const [at, cell] of cells.entries()) {
      const newer = changed.get(cell.uri);
      if (newer) cells[at] = this.cell(newer);
      else if (written.has(cell.uri)) cells[at] = { ...cell, document: this.texts.get(cell.uri) ?? cell.document };
    }
    this.notebooks.set(before.uri, {
      uri: before.uri,
      version: notebookDocument.version,
      metadata: change.metadata ? recordOf(change.metadata) : before.metadata,
      cells,
    });
    return true;
  }

  /** Forgets a notebook; gives what it was. */
  close({ notebookDocument, cellTextDocuments }: DidCloseNotebookDocumentParams): OpenNotebook | undefined {
    const notebook = this.notebooks.get(notebookDocument.uri);
    this.notebooks.delete(notebookDocument.uri);
    cellTextDocuments.forEach(({ uri }) => this.closeText(uri));
    notebook?.cells.forEach(({ uri }) => this.closeText(uri));
    return notebook;
  }

  private openText({ uri, languageId, version, text }: TextDocumentItem): void {
    this.texts.set(uri, TextDocument.create(uri, languageId, version, text));
  }

  private closeText(uri: string): void {
    this.texts.delete(uri);
    this.owners.delete(uri);
  }

  private cell({ document, kind, metadata, executionSummary }: NotebookCell): OpenCell {
    const text = this.texts.get(document) ?? TextDocument.create(document, "", 0, "");
    return { uri: document, isCode: kind === NotebookCellKind.Code, document: text, metadata: recordOf(metadata), executionSummary };
  }
}

/** `TextDocument.update` writes into the document it is given; what was handed out before must stay as it was. */
const copyOf = (text: TextDocument): TextDocument => TextDocument.create(text.uri, text.languageId, text.version, text.getText());

/** The protocol calls metadata an object without saying more. */
const recordOf = (metadata: object | undefined): Metadata => (metadata ?? {}) as Metadata;
