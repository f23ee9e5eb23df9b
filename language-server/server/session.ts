// The open notebooks of one editor: keeps what was found in each, checks again after changes, and publishes.
import type { Connection } from "vscode-languageserver";
import type { DidChangeNotebookDocumentParams, DidCloseNotebookDocumentParams, DidOpenNotebookDocumentParams } from "vscode-languageserver";
import { CellRuns } from "../lint/cellRuns";
import { createAnalyser, type Analyser } from "../python/analyse";
import { finish, type Steps } from "../util/steps";
import type { Checker } from "./checker";
import type { Actionable } from "./codeActions";
import { describeEdit } from "./describeEdit";
import { notebookFromEditor, outputFromEditor, type OutputsByCell } from "./editorNotebook";
import { describeError } from "./guard";
import { NotebookStore, type OpenNotebook } from "./notebookStore";
import { statusNotification, type NotebookStatus, type OutputsParams } from "./protocol";
import { quietTime, Scheduler } from "./scheduler";
import type { EditorSettings } from "./settings";
import { inSlices } from "./slices";
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
  readonly analyser: Analyser;
  readonly cellRuns: CellRuns;
  /** null until the editor has told them: nothing is checked before, or it would be checked by others than the user's. */
  settings: EditorSettings | null;
  outputs: OutputsByCell;
  /** The last result; null where something other than the cells has changed since. */
  result: Result | null;
  /** How often something other than the cells has changed. */
  changesAround: number;
  readonly published: Map<string, string>;
  /** Resolves when the settings are there and no check in slices is under way or to come. Does not reject. */
  ready: Promise<void>;
  /** A check in slices is under way: no other may begin. */
  isBusy: boolean;
  /** Time that the last check took, ms. */
  duration: number;
}

export class Session {
  readonly store = new NotebookStore();
  private readonly attended = new Map<string, Attendance>();
  /** Outputs may come before the notebook they belong to. */
  private readonly early = new Map<string, OutputsParams["cells"]>();
  private readonly scheduler = new Scheduler((uri) => this.checkNow(uri));

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
    this.attended.set(uri, { analyser: createAnalyser(), cellRuns: new CellRuns(), settings: null, outputs: new Map(), result: null, changesAround: 0, published: new Map(), ready: Promise.resolve(), isBusy: false, duration: 0 });
    this.takeOutputs({ notebook: uri, cells: this.early.get(uri) ?? [] });
    this.early.delete(uri);
    await this.refreshSettings(uri);
  }

  /** Waits until an open notebook has been checked, and for checks of it in slices that are under way; not at all for any other. */
  async whenReady(uri: string): Promise<void> {
    const ready = this.attended.get(uri)?.ready;
    await ready;
    if (this.attended.get(uri)?.ready !== ready) await this.whenReady(uri);
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
    this.changeAround(attendance);
    this.checkLater(notebook);
  }

  /** Asks the editor for its settings again and checks every open notebook. */
  async refreshAllSettings(): Promise<void> {
    await Promise.all(this.store.all().map(({ uri }) => this.refreshSettings(uri)));
  }

  /** Checks every open notebook again, because something around them has changed. */
  recheckAll(): void {
    for (const [uri, attendance] of this.attended) {
      this.changeAround(attendance);
      this.checkLater(uri);
    }
  }

  /** What is found in a notebook as it stands now; undefined where it is not open, or not ready. Checks first where that is needed. */
  resultOf(uri: string): Result | undefined {
    const open = this.store.get(uri);
    const attendance = this.attended.get(uri);
    if (!open || !attendance?.settings || attendance.isBusy) return undefined;
    if (attendance.result?.open !== open) {
      const started = performance.now();
      attendance.result = finish(this.check(open, attendance, attendance.settings));
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
      this.logFailure(uri, error);
      return undefined;
    }
  }

  dispose(): void {
    this.scheduler.cancelAll();
  }

  private async refreshSettings(uri: string): Promise<void> {
    const attendance = this.attended.get(uri);
    if (!attendance) return;
    const settings = this.settingsOf(uri);
    await this.inTurn(attendance, async () => {
      attendance.settings = await settings;
      this.changeAround(attendance);
      await this.checkInSlices(uri, attendance);
    });
  }

  /** What was found no longer counts, though no cell has changed. */
  private changeAround(attendance: Attendance): void {
    attendance.result = null;
    attendance.changesAround++;
  }

  /** Does work on a notebook behind all that was begun before. */
  private inTurn(attendance: Attendance, work: () => Promise<void>): Promise<void> {
    return (attendance.ready = attendance.ready.then(work));
  }

  /** After an edit what has changed is checked at once, for that takes no longer than a frame; else the whole notebook in slices. */
  private checkNow(uri: string): void {
    const attendance = this.attended.get(uri);
    if (attendance?.result) this.publish(uri);
    else if (attendance) void this.inTurn(attendance, () => this.checkInSlices(uri, attendance));
  }

  /** Checks a notebook, where nothing is known of it, so that other messages are answered meanwhile; edits of it wait for the end. */
  private async checkInSlices(uri: string, attendance: Attendance): Promise<void> {
    const open = this.store.get(uri);
    const { settings, result, changesAround } = attendance;
    if (!open || !settings || result || !this.isAttended(uri, attendance)) return;
    attendance.isBusy = true;
    const started = performance.now();
    try {
      const found = await inSlices(this.check(open, attendance, settings));
      if (!this.isAttended(uri, attendance)) return;
      if (changesAround === attendance.changesAround) attendance.result = found;
      attendance.duration = performance.now() - started;
      this.send(found);
    } catch (error) {
      this.logFailure(uri, error);
    } finally {
      attendance.isBusy = false;
    }
    if (attendance.result && this.store.get(uri) !== open) this.publish(uri);
  }

  /** False where it was closed meanwhile, be it that it is open again. */
  private isAttended(uri: string, attendance: Attendance): boolean {
    return this.attended.get(uri) === attendance;
  }

  private logFailure(uri: string, error: unknown): void {
    this.connection.console.error(`checking ${uri}: ${describeError(error)}`);
  }

  private checkLater(uri: string): void {
    this.scheduler.later(uri, quietTime(this.attended.get(uri)?.duration ?? 0));
  }

  private *check(open: OpenNotebook, { analyser, cellRuns, outputs }: Attendance, settings: EditorSettings): Steps<Result> {
    const notebook = notebookFromEditor(open, pathOf(open.uri), outputs);
    const checked = yield* this.checker.checkInSteps(notebook, settings, analyser, cellRuns);
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
