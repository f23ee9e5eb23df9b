// A notebook as an editor holds it: every edit goes to the server as VS Code sends it.
import { pathToFileURL } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CodeAction, Diagnostic, Hover, TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver-protocol";
import type { NotebookStatus } from "../../../language-server/server/protocol";
import type { TestServer } from "./server";

export interface CellInput {
  readonly source: string;
  readonly kind?: "code" | "markdown";
  readonly language?: string;
  readonly run?: number | null;
  readonly tags?: readonly string[];
}

interface EditorCell {
  readonly uri: string;
  readonly kind: 1 | 2;
  readonly metadata: Readonly<Record<string, unknown>>;
  document: TextDocument;
}

/** One finding as tests compare it: cell, code, the text at the place. */
export type Found = readonly [cell: number, code: string, text: string];

const pythonKernel = {
  metadata: { kernelspec: { name: "python3", language: "python", display_name: "Python 3" }, language_info: { name: "python" } },
  nbformat: 4,
  nbformat_minor: 5,
};
let made = 0;

export class OpenNotebook {
  readonly uri: string;
  readonly cells: EditorCell[];
  private version = 1;
  private named = 0;
  private readonly number = ++made;

  constructor(
    private readonly server: TestServer,
    cells: readonly (CellInput | string)[],
    path: string | undefined,
    private readonly metadata: Readonly<Record<string, unknown>> = pythonKernel,
  ) {
    this.uri = path === undefined ? `untitled:Untitled-${this.number}.ipynb?jupyter-notebook` : pathToFileURL(path).href;
    this.cells = cells.map((cell) => this.make(cell));
  }

  open(): Promise<void> {
    return this.server.connection.sendNotification("notebookDocument/didOpen", {
      notebookDocument: {
        uri: this.uri,
        notebookType: "jupyter-notebook",
        version: this.version,
        metadata: this.metadata,
        cells: this.cells.map(cellItem),
      },
      cellTextDocuments: this.cells.map(textItem),
    });
  }

  close(): Promise<void> {
    return this.server.connection.sendNotification("notebookDocument/didClose", {
      notebookDocument: { uri: this.uri },
      cellTextDocuments: this.cells.map(({ uri }) => ({ uri })),
    });
  }

  /** Types: replaces the first occurrence of a text in a cell by another, as one incremental change. */
  async type(index: number, old: string, text: string): Promise<void> {
    const { document } = this.cells[index];
    const start = document.getText().indexOf(old);
    if (start < 0) throw new Error(`cell ${index} has no ${old}`);
    await this.edit(index, [{ range: { start: document.positionAt(start), end: document.positionAt(start + old.length) }, newText: text }]);
  }

  /** Puts cells in and takes cells out, as one change of the structure. */
  async splice(start: number, deleteCount: number, ...inputs: readonly (CellInput | string)[]): Promise<void> {
    const cells = inputs.map((cell) => this.make(cell));
    const removed = this.cells.splice(start, deleteCount, ...cells);
    await this.change({
      structure: {
        array: { start, deleteCount, cells: cells.map(cellItem) },
        didOpen: cells.map(textItem),
        didClose: removed.map(({ uri }) => ({ uri })),
      },
    });
  }

  /** Moves a cell as VS Code's client sends it: the cell is closed and opened again under a new URI. */
  async move(from: number, to: number): Promise<void> {
    const { document, metadata, kind } = this.cells[from];
    await this.splice(from, 1);
    const cell = { ...this.make(document.getText()), metadata, kind };
    this.cells.splice(to, 0, cell);
    await this.change({
      structure: { array: { start: to, deleteCount: 0, cells: [cellItem(cell)] }, didOpen: [textItem(cell)], didClose: [] },
    });
  }

  /** A run has ended: the count changes, as the ipynb extension writes it. */
  async run(index: number, count: number | null): Promise<void> {
    const cell = { ...this.cells[index], metadata: { ...this.cells[index].metadata, execution_count: count } };
    this.cells[index] = cell;
    await this.change({ data: [cellItem(cell)] });
  }

  /** What is shown in the notebook now, in order; of these codes only where some are named. */
  shown(...codes: readonly string[]): readonly Found[] {
    return this.cells
      .flatMap((cell, index) =>
        [...(this.server.diagnostics.get(cell.uri) ?? [])].map((one): Found => [index, String(one.code), cell.document.getText(one.range)]),
      )
      .filter(([, code]) => codes.length === 0 || codes.includes(code));
  }

  diagnosticsOf(index: number): readonly Diagnostic[] {
    return this.server.diagnostics.get(this.cells[index].uri) ?? [];
  }

  /** Has the notebook checked now and gives what is shown then. */
  async found(...codes: readonly string[]): Promise<readonly Found[]> {
    await this.server.check(this.uri);
    return this.shown(...codes);
  }

  status(): Promise<NotebookStatus | null> {
    return this.server.check(this.uri);
  }

  hover(index: number, text: string): Promise<Hover | null> {
    const { uri, document } = this.cells[index];
    return this.server.connection.sendRequest("textDocument/hover", {
      textDocument: { uri },
      position: document.positionAt(document.getText().indexOf(text)),
    });
  }

  /** The code actions at a text in a cell; of these kinds only where some are named. */
  actions(index: number, text: string, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const { uri, document } = this.cells[index];
    const start = document.getText().indexOf(text);
    const range = { start: document.positionAt(start), end: document.positionAt(start + text.length) };
    return this.server.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: [...this.diagnosticsOf(index)], only },
    });
  }

  /** Makes the action whose title matches and sends the edits to the server. */
  async apply(actions: readonly CodeAction[], title: RegExp): Promise<void> {
    const action = actions.find((one) => title.test(one.title));
    if (!action?.edit) throw new Error(`no edit ${title}; there are: ${actions.map((one) => one.title).join(" | ")}`);
    await this.applyEdit(action.edit);
  }

  async applyEdit({ documentChanges = [] }: WorkspaceEdit): Promise<void> {
    for (const change of documentChanges as readonly TextDocumentEdit[]) {
      const index = this.cells.findIndex(({ uri }) => uri === change.textDocument?.uri);
      if (index < 0) throw new Error(`an edit of ${JSON.stringify(change)} is not of this notebook`);
      if (change.textDocument.version !== this.cells[index].document.version) throw new Error("the edit is of another version");
      await this.edit(index, change.edits as { range: { start: Position; end: Position }; newText: string }[]);
    }
  }

  get sources(): readonly string[] {
    return this.cells.map(({ document }) => document.getText());
  }

  private async edit(
    index: number,
    edits: readonly { readonly range: { readonly start: Position; readonly end: Position }; readonly newText: string }[],
  ): Promise<void> {
    const cell = this.cells[index];
    const { document } = cell;
    const version = document.version + 1;
    // The protocol applies a list of changes one after the other: from the end, each leaves the others' places alone.
    const changes = [...edits]
      .sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start))
      .map(({ range, newText }) => ({ range, text: newText }));
    cell.document = TextDocument.create(cell.uri, document.languageId, version, TextDocument.applyEdits(document, [...edits]));
    await this.change({ textContent: [{ document: { uri: cell.uri, version }, changes }] });
  }

  private change(cells: object): Promise<void> {
    return this.server.connection.sendNotification("notebookDocument/didChange", {
      notebookDocument: { uri: this.uri, version: ++this.version },
      change: { cells },
    });
  }

  private make(input: CellInput | string): EditorCell {
    const {
      source,
      kind = "code",
      language = kind === "code" ? "python" : "markdown",
      run = null,
      tags,
    } = typeof input === "string" ? ({ source: input } as CellInput) : input;
    const uri = `vscode-notebook-cell:${this.uri.replace(/^[a-z]+:/, "")}#W${this.named++}s`;
    const metadata = { id: `c${this.named}`, execution_count: run, metadata: tags ? { tags } : {} };
    return { uri, kind: kind === "code" ? 2 : 1, metadata, document: TextDocument.create(uri, language, 1, source) };
  }
}

type Position = { readonly line: number; readonly character: number };

const cellItem = ({ uri, kind, metadata }: EditorCell) => ({ kind, document: uri, metadata });
const textItem = ({ uri, document }: EditorCell) => ({
  uri,
  languageId: document.languageId,
  version: document.version,
  text: document.getText(),
});
