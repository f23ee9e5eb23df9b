// The open notebooks of one editor: keeps what was found in each, checks again after changes, and publishes.
import type { Connection } from "vscode-languageserver";
import type { DidChangeNotebookDocumentParams, DidCloseNotebookDocumentParams, DidOpenNotebookDocumentParams } from "vscode-languageserver";
import { CellRuns } from "../cellRuns";
import { createAnalyser } from "../python/analyse";
import type { Checker } from "./checker";
import type { Actionable } from "./codeActions";
import { describeEdit } from "./describeEdit";
import { notebookFromEditor, outputFromEditor, type OutputsByCell } from "./editorNotebook";
import { describeError } from "./guard";
import { NotebookStore, type OpenNotebook } from "./notebookStore";
import { statusNotification, type NotebookStatus, type OutputsParams } from "./protocol";
import { quietTime, Scheduler } from "./scheduler";
import type { EditorSettings } from "./settings";
import { groupByUri, placeDiagnostics } from "./translate";
import { statusOf } from "./status";
import { pathOf, uriOf } from "./uris";

/** What is known about an open notebook at one moment. */
export interface Result extends Actionable {
  readonly open: OpenNotebook;
  readonly status: NotebookStatus;
}

/** What the session keeps of one open notebook besides its cells. */
interface Attendance {
  readonly analyse: ReturnType<typeof createAnalyser>;
  readonly cellRuns: CellRuns;
  /** null until the editor has told them: nothing is checked before, or it would be checked by others than the user's. */
  settings: EditorSettings | null;
  outputs: OutputsByCell;
  /** The last result; null where something other than the cells has changed since. */
  result: Result | null;
  readonly published: Map<string, string>;
  /** Resolves when the settings are there and the notebook was checked for the first time. */
  ready: Promise<void>;
  /** Time that the last check took, ms. */
  duration: number;
}

export class Session {
  readonly store = new NotebookStore();
  private readonly attended = new Map<string, Attendance>();
  /** Outputs may come before the notebook they belong to. */
  private readonly early = new Map<string, OutputsParams["cells"]>();
  private readonly scheduler = new Scheduler((uri) => this.publish(uri));

  /** @param settingsOf the editor's settings for a notebook; does not fail */
  constructor(
    private readonly connection: Connection,
    private readonly checker: Checker,
    private readonly settingsOf: (uri: string) => Promise<EditorSettings>,
  ) {}

  async open(params: DidOpenNotebookDocumentParams): Promise<void> {
    const { uri } = params.notebookDocument;
    // An editor that opens it a second time has lost the first: nothing stays on cells that are gone.
    if (this.attended.has(uri)) this.close({ notebookDocument: { uri }, cellTextDocuments: [] });
    this.store.open(params);
    this.attended.set(uri, { analyse: createAnalyser(), cellRuns: new CellRuns(), settings: null, outputs: new Map(), result: null, published: new Map(), ready: Promise.resolve(), duration: 0 });
    this.takeOutputs({ notebook: uri, cells: this.early.get(uri) ?? [] });
    this.early.delete(uri);
    await this.refreshSettings(uri);
  }

  /** Waits until an open notebook has been checked for the first time; not at all for any other. */
  async whenReady(uri: string): Promise<void> {
    await this.attended.get(uri)?.ready;
  }

  change(params: DidChangeNotebookDocumentParams): void {
    if (this.store.change(params)) this.checkLater(params.notebookDocument.uri);
  }

  close(params: DidCloseNotebookDocumentParams): void {
    const { uri } = params.notebookDocument;
    this.scheduler.cancel(uri);
    for (const document of this.attended.get(uri)?.published.keys() ?? []) void this.connection.sendDiagnostics({ uri: document, diagnostics: [] });
    this.attended.delete(uri);
    this.early.delete(uri);
    this.store.close(params);
  }

  takeOutputs({ notebook, cells }: OutputsParams): void {
    const attendance = this.attended.get(notebook);
    if (!attendance) {
      const told = new Set(cells.map(({ cell }) => cell));
      this.early.set(notebook, [...(this.early.get(notebook) ?? []).filter(({ cell }) => !told.has(cell)), ...cells]);
      return;
    }
    if (cells.length === 0) return;
    attendance.outputs = new Map([...attendance.outputs, ...cells.map(({ cell, outputs }) => [cell, outputs.map(outputFromEditor)] as const)]);
    attendance.result = null;
    this.checkLater(notebook);
  }

  /** Asks the editor for its settings again and checks every open notebook. */
  async refreshAllSettings(): Promise<void> {
    await Promise.all(this.store.all().map(({ uri }) => this.refreshSettings(uri)));
  }

  /** Checks every open notebook again, because something around them has changed. */
  recheckAll(): void {
    for (const [uri, attendance] of this.attended) {
      attendance.result = null;
      this.checkLater(uri);
    }
  }

  /** What is found in a notebook as it stands now; undefined where it is not open, or its settings are still to come. Checks first where that is needed. */
  resultOf(uri: string): Result | undefined {
    const open = this.store.get(uri);
    const attendance = this.attended.get(uri);
    if (!open || !attendance?.settings) return undefined;
    if (attendance.result?.open !== open) {
      const started = performance.now();
      attendance.result = this.check(open, attendance, attendance.settings);
      attendance.duration = performance.now() - started;
    }
    return attendance.result;
  }

  /** Checks a notebook where that is needed and tells the editor what has changed in the answer. */
  publish(uri: string): Result | undefined {
    this.scheduler.cancel(uri);
    try {
      const result = this.resultOf(uri);
      if (result) this.send(result);
      return result;
    } catch (error) {
      this.connection.console.error(`checking ${uri}: ${describeError(error)}`);
      return undefined;
    }
  }

  dispose(): void {
    this.scheduler.cancelAll();
  }

  private refreshSettings(uri: string): Promise<void> {
    const refreshed = this.readSettings(uri);
    const attendance = this.attended.get(uri);
    if (attendance) attendance.ready = refreshed;
    return refreshed;
  }

  private async readSettings(uri: string): Promise<void> {
    const settings = await this.settingsOf(uri);
    const attendance = this.attended.get(uri); // it may have been closed while the editor answered
    if (!attendance) return;
    attendance.settings = settings;
    attendance.result = null;
    this.publish(uri);
  }

  private checkLater(uri: string): void {
    this.scheduler.later(uri, quietTime(this.attended.get(uri)?.duration ?? 0));
  }

  private check(open: OpenNotebook, { analyse, cellRuns, outputs }: Attendance, settings: EditorSettings): Result {
    const notebook = notebookFromEditor(open, pathOf(open.uri), outputs);
    const checked = this.checker.check(notebook, settings, analyse, cellRuns);
    // Findings on the whole notebook stand at the start of its first cell.
    const placed = placeDiagnostics(checked.diagnostics, (cell, range) => ({ uri: open.cells[Math.max(cell, 0)]?.uri ?? open.uri, range }));
    const language = open.cells.find((cell) => cell.isCode)?.document.languageId ?? notebook.language;
    const readText = (path: string): string | undefined => checked.project.readText(path);
    return { ...checked, uri: open.uri, open, placed, status: statusOf(open.uri, checked), describe: (fix) => describeEdit(fix, { open, language, uriOf, readText }) };
  }

  private send({ open, placed, status }: Result): void {
    const attendance = this.attended.get(open.uri);
    if (!attendance) return;
    const { published } = attendance;
    for (const [uri, diagnostics] of groupByUri(placed, [...published.keys()])) {
      const text = JSON.stringify(diagnostics);
      if (text === (published.get(uri) ?? "[]")) continue;
      void this.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
      if (diagnostics.length > 0) published.set(uri, text);
      else published.delete(uri);
    }
    void this.connection.sendNotification(statusNotification.method, status);
  }
}
