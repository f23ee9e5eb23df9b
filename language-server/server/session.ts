// The open notebooks of one editor: keeps what was found in each, checks again after changes, and publishes.
import type { Connection } from "vscode-languageserver";
import type { DidChangeNotebookDocumentParams, DidCloseNotebookDocumentParams, DidOpenNotebookDocumentParams } from "vscode-languageserver";
import { CellRuns } from "../lint/cellRuns";
import { createAnalyser, type Analyser } from "../python/analyse";
import type { Steps } from "../util/steps";
import type { Checker } from "./checker";
import type { Actionable } from "./codeActions";
import { describeEdit, type EditTarget } from "./describeEdit";
import { notebookFromEditor, outputFromEditor, type OutputsByCell } from "./editorNotebook";
import type { ConfigurationProblems } from "./configurationProblems";
import { describeError } from "./guard";
import { LiveCheck } from "./liveCheck";
import { NotebookStore, type OpenNotebook } from "./notebookStore";
import { statusNotification, type NotebookStatus, type OutputsParams } from "./protocol";
import type { EditorSettings } from "./settings";
import { groupByUri, placeDiagnostics } from "./translate";
import { statusOf } from "./status";
import { startTrial } from "./trial";
import { pathOf, uriOf } from "./uris";

/** What is known about an open notebook at one moment. */
export interface Result extends Actionable {
  readonly open: OpenNotebook;
  readonly status: NotebookStatus;
  /** What edits of it are described for. */
  readonly target: EditTarget;
}

/** What the session keeps of one open notebook besides its cells. */
interface Attendance {
  readonly analyser: Analyser;
  readonly cellRuns: CellRuns;
  /** null until the editor has told them: nothing is checked before, or it would be checked by others than the user's. */
  settings: EditorSettings | null;
  outputs: OutputsByCell;
  readonly published: Map<string, string>;
  readonly live: LiveCheck<Result>;
}

export class Session {
  readonly store = new NotebookStore();
  private readonly attended = new Map<string, Attendance>();
  /** Outputs may come before the notebook they belong to. */
  private readonly early = new Map<string, OutputsParams["cells"]>();

  /** @param settingsOf the editor's settings for a notebook; does not fail */
  constructor(
    private readonly connection: Connection,
    private readonly checker: Checker,
    private readonly configurations: ConfigurationProblems,
    private readonly settingsOf: (uri: string) => Promise<EditorSettings>,
  ) {}

  async open(params: DidOpenNotebookDocumentParams): Promise<void> {
    const { uri } = params.notebookDocument;
    // An editor that opens it a second time has lost the first: nothing stays on cells that are gone.
    if (this.attended.has(uri)) this.close({ notebookDocument: { uri }, cellTextDocuments: [] });
    this.store.open(params);
    this.attended.set(uri, this.attend(uri));
    this.takeOutputs({ notebook: uri, cells: this.early.get(uri) ?? [] });
    this.early.delete(uri);
    await this.refreshSettings(uri);
  }

  /** The open notebook of a file (absolute path). */
  uriAt(path: string): string | undefined {
    return this.store.all().find(({ uri }) => pathOf(uri) === path)?.uri;
  }

  /** Waits until an open notebook has been checked, and for checks of it in slices that are under way; not at all for any other. */
  async whenReady(uri: string): Promise<void> {
    await this.attended.get(uri)?.live.whenReady();
  }

  change(params: DidChangeNotebookDocumentParams): void {
    if (this.store.change(params)) this.attended.get(params.notebookDocument.uri)?.live.edited();
  }

  close(params: DidCloseNotebookDocumentParams): void {
    const { uri } = params.notebookDocument;
    const attendance = this.attended.get(uri);
    attendance?.live.close();
    for (const document of attendance?.published.keys() ?? []) void this.connection.sendDiagnostics({ uri: document, diagnostics: [] });
    this.attended.delete(uri);
    this.configurations.drop(uri);
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
    attendance.outputs = new Map([
      ...attendance.outputs,
      ...cells.map(({ cell, outputs }) => [cell, outputs.map(outputFromEditor)] as const),
    ]);
    attendance.live.changedAround();
  }

  /** Asks the editor for its settings again and checks every open notebook. */
  async refreshAllSettings(): Promise<void> {
    await Promise.all(this.store.all().map(({ uri }) => this.refreshSettings(uri)));
  }

  /** Checks every open notebook again, because something around them has changed. */
  recheckAll(): void {
    this.attended.forEach(({ live }) => live.changedAround());
  }

  /** What is found in a notebook as it stands, once it has been checked; undefined where it is not open. */
  async checked(uri: string): Promise<Result | undefined> {
    await this.whenReady(uri);
    return this.attended.get(uri)?.live.now();
  }

  /** Checks a notebook where that is needed and tells the editor what has changed in the answer. */
  publish(uri: string): Result | undefined {
    return this.attended.get(uri)?.live.publishNow();
  }

  dispose(): void {
    this.attended.forEach(({ live }) => live.close());
  }

  private attend(uri: string): Attendance {
    const attendance: Attendance = {
      analyser: createAnalyser(),
      cellRuns: new CellRuns(),
      settings: null,
      outputs: new Map(),
      published: new Map(),
      live: new LiveCheck<Result>({
        check: () => {
          const open = this.store.get(uri);
          return open && attendance.settings ? this.check(open, attendance, attendance.settings) : null;
        },
        publish: (result) => this.send(result, attendance.published),
        fail: (error) => this.connection.console.error(`checking ${uri}: ${describeError(error)}`),
      }),
    };
    return attendance;
  }

  private async refreshSettings(uri: string): Promise<void> {
    const attendance = this.attended.get(uri);
    await attendance?.live.restart(
      this.settingsOf(uri).then((settings) => {
        attendance.settings = settings;
      }),
    );
  }

  private *check(open: OpenNotebook, { analyser, cellRuns, outputs }: Attendance, settings: EditorSettings): Steps<Result> {
    const notebook = notebookFromEditor(open, pathOf(open.uri), outputs);
    const checked = yield* this.checker.checkInSteps(notebook, settings, analyser, cellRuns);
    // Findings on the whole notebook stand at the start of its first cell.
    const placed = placeDiagnostics(checked.diagnostics, (cell, range) => ({ uri: open.cells[Math.max(cell, 0)]?.uri ?? open.uri, range }));
    const target: EditTarget = {
      open,
      language: open.cells.find((cell) => cell.isCode)?.document.languageId ?? notebook.language,
      uriOf,
      readText: (path) => checked.project.readText(path),
    };
    return {
      ...checked,
      uri: open.uri,
      open,
      placed,
      status: statusOf(open.uri, checked),
      target,
      describe: (fix) => describeEdit(fix, target),
      startTrial: () => startTrial(checked, settings, this.checker),
    };
  }

  /** @param published the text of what the editor shows, by document */
  private send({ placed, status, configuration }: Result, published: Map<string, string>): void {
    for (const [uri, diagnostics] of groupByUri(placed, [...published.keys()])) {
      const text = JSON.stringify(diagnostics);
      if (text === (published.get(uri) ?? "[]")) continue;
      void this.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
      if (diagnostics.length > 0) published.set(uri, text);
      else published.delete(uri);
    }
    this.configurations.use(status.notebook, configuration);
    void this.connection.sendNotification(statusNotification.method, status);
  }
}
