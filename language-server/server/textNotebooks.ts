// Notebooks in an editor that knows none and shows their files as the JSON they are: findings stand in that text, fixes change it.
import { type Connection, type DidChangeTextDocumentParams, type DidCloseTextDocumentParams, type DidOpenTextDocumentParams, type Hover, type Position } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { CellRuns } from "../lint/cellRuns";
import type { Fix } from "../notebook/edits";
import { readNotebook, type NotebookFile } from "../notebook/read";
import type { ReadProblem } from "../notebook/readProblem";
import { trimEdit } from "../notebook/sourceEdits";
import { sourcePlaces, type SourcePlaces } from "../notebook/sourcePlaces";
import { applyEdits } from "../notebook/write";
import { createAnalyser, type Analyser } from "../python/analyse";
import type { Checker } from "./checker";
import type { Actionable } from "./codeActions";
import { textEdit, type EditorEdit } from "./describeEdit";
import { describeError } from "./guard";
import { hoverAt } from "./hover";
import { rangeIn } from "./rangeInFile";
import { quietTime, Scheduler } from "./scheduler";
import type { EditorSettings } from "./settings";
import { placeDiagnostics, unreadableDiagnostic } from "./translate";
import { pathOf, uriOf } from "./uris";

/** What was found in the text of a notebook's file. */
export interface TextResult extends Actionable {
  readonly document: TextDocument;
  readonly places: SourcePlaces;
}

interface OpenText {
  readonly document: TextDocument;
  /** null until the editor has told them. */
  settings: EditorSettings | null;
  /** The last result, or why the text is no notebook; null where something has changed since. */
  result: TextResult | ReadProblem | null;
  readonly analyser: Analyser;
  readonly cellRuns: CellRuns;
  /** Time that the last check took, ms. */
  duration: number;
}

export class TextNotebooks {
  private readonly texts = new Map<string, OpenText>();
  private readonly scheduler = new Scheduler((uri) => this.publish(uri));

  /** @param settingsOf the editor's settings for a notebook; does not fail */
  constructor(
    private readonly connection: Connection,
    private readonly checker: Checker,
    private readonly settingsOf: (uri: string) => Promise<EditorSettings>,
  ) {}

  async open({ textDocument: { uri, languageId, version, text } }: DidOpenTextDocumentParams): Promise<void> {
    // JupyterLab hands over the cells of a notebook joined, under its name, in the language of its kernel.
    if (!uri.endsWith(".ipynb") || languageId === "python") return;
    this.texts.set(uri, { document: TextDocument.create(uri, languageId, version, text), settings: null, result: null, analyser: createAnalyser(), cellRuns: new CellRuns(), duration: 0 });
    await this.refreshSettings(uri);
  }

  change({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
    const open = this.texts.get(uri);
    if (!open) return;
    TextDocument.update(open.document, contentChanges, version);
    this.checkLater(uri, open);
  }

  close({ textDocument: { uri } }: DidCloseTextDocumentParams): void {
    this.scheduler.cancel(uri);
    if (this.texts.delete(uri)) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async refreshAllSettings(): Promise<void> {
    await Promise.all([...this.texts.keys()].map((uri) => this.refreshSettings(uri)));
  }

  /** Checks all again, because something around them has changed. */
  recheckAll(): void {
    this.texts.forEach((open, uri) => this.checkLater(uri, open));
  }

  /** What is found in a text as it stands now; undefined where it is not open here, or is no notebook at the moment. */
  resultOf(uri: string): TextResult | undefined {
    const open = this.texts.get(uri);
    const checked = open && this.checkedNow(open);
    return checked && "placed" in checked ? checked : undefined;
  }

  hoverAt(uri: string, position: Position): Hover | null {
    const result = this.resultOf(uri);
    const at = result?.places.inSource(result.document.offsetAt(position));
    const hover = result && at ? hoverAt(result, at.cell, at.offset) : null;
    return result && at && hover?.range ? { ...hover, range: rangeIn(result, at.cell, hover.range) } : null;
  }

  dispose(): void {
    this.scheduler.cancelAll();
  }

  private async refreshSettings(uri: string): Promise<void> {
    const settings = await this.settingsOf(uri);
    const open = this.texts.get(uri); // it may have been closed while the editor answered
    if (!open) return;
    open.settings = settings;
    open.result = null;
    this.publish(uri);
  }

  private checkLater(uri: string, open: OpenText): void {
    open.result = null;
    this.scheduler.later(uri, quietTime(open.duration));
  }

  private publish(uri: string): void {
    const open = this.texts.get(uri);
    if (!open) return;
    try {
      const checked = this.checkedNow(open);
      if (!checked) return;
      const diagnostics = "placed" in checked ? checked.placed.map(({ lsp }) => lsp) : [unreadableDiagnostic(checked)];
      void this.connection.sendDiagnostics({ uri, version: open.document.version, diagnostics });
    } catch (error) {
      this.connection.console.error(`checking ${uri}: ${describeError(error)}`);
    }
  }

  private checkedNow(open: OpenText): TextResult | ReadProblem | undefined {
    if (!open.settings) return undefined;
    if (!open.result) {
      const started = performance.now();
      open.result = this.check(open, open.settings);
      open.duration = performance.now() - started;
    }
    return open.result;
  }

  private check({ document, analyser, cellRuns }: OpenText, settings: EditorSettings): TextResult | ReadProblem {
    const { uri, languageId, version } = document;
    const path = pathOf(uri);
    const read = readNotebook(document.getText(), path ?? uri);
    if (!read.ok) return read.error;
    const checked = this.checker.check({ ...read.file.notebook, path }, settings, analyser, cellRuns);
    const places = sourcePlaces(read.file);
    // The document goes on changing; what was found stands in the text of now.
    const now = TextDocument.create(uri, languageId, version, read.file.text);
    const describe = (fix: Pick<Fix, "edits" | "files">): EditorEdit | null => describeInText(fix, read.file, now, (path) => checked.project.readText(path));
    const placed = placeDiagnostics(checked.diagnostics, (cell, range) => ({ uri, range: rangeIn({ ...checked, places, document: now }, cell, range) }));
    return { ...checked, uri, document: now, places, placed, describe };
  }
}

/** A fix as one change of the file's text; null where it cannot be made. */
function describeInText({ edits, files = [] }: Pick<Fix, "edits" | "files">, file: NotebookFile, document: TextDocument, readText: (path: string) => string | undefined): EditorEdit | null {
  const written = applyEdits(file, edits);
  if ("problem" in written) return null;
  const change = trimEdit(file.text, { start: 0, end: file.text.length, text: written.text });
  const range = change && { start: document.positionAt(change.start), end: document.positionAt(change.end) };
  const texts = range ? [{ textDocument: { uri: document.uri, version: document.version }, edits: [{ range, newText: change.text }] }] : [];
  return textEdit(files, texts, { uriOf, readText });
}
