// Checks the notebooks that no editor has open, one at a time and in slices, and publishes what it finds on their files.
import { existsSync } from "node:fs";
import type { CancellationToken, Connection, Diagnostic } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { findNotebooks } from "../host/findNotebooks";
import { readNotebookFile } from "../host/readNotebookFile";
import type { ReadProblem } from "../notebook/readProblem";
import { parentFolder } from "../project/paths";
import { sourcePlaces } from "../notebook/sourcePlaces";
import { createAnalyser } from "../python/analyse";
import type { Checker, Checked } from "./checker";
import type { ConfigurationProblems } from "./configurationProblems";
import {
  statusNotification,
  workspaceChangeNotification,
  type NotebookStatus,
  type SeverityCounts,
  type WorkspaceChange,
  type WorkspaceSummary,
} from "./protocol";
import type { EditorSettings } from "./settings";
import { inSlices } from "./slices";
import { statusOf } from "./status";
import { rangeIn } from "./rangeInFile";
import { fileDiagnostics, placeOf, unreadableDiagnostic } from "./translate";
import { uriOf } from "./uris";

export interface Progress {
  report(percentage: number, message: string): void;
}

/** The notebooks that the editor has open: they are shown there, and nothing on their files. */
export interface OpenNotebooks {
  isOpen(path: string): boolean;
  /** How an open notebook stands; null where it is not open, or cannot be checked. */
  statusOf(path: string): Promise<NotebookStatus | null>;
}

type FileError = WorkspaceSummary["errors"][number];

/** A file that is no notebook. */
interface Unread {
  readonly problem: ReadProblem;
}

export class WorkspaceCheck {
  /** Paths that the user has asked about: kept up to date while they are closed. */
  private readonly covered = new Set<string>();
  private readonly published = new Set<string>();
  /** Whether all notebooks of the workspace were asked about: then those that come are checked, too. */
  private coversAll = false;
  /** How often all were to be checked again. */
  private rounds = 0;

  constructor(
    private readonly connection: Connection,
    private readonly checker: Checker,
    private readonly configurations: ConfigurationProblems,
    private readonly settingsOf: (uri: string) => Promise<EditorSettings>,
    private readonly open: OpenNotebooks,
  ) {}

  /** Checks every notebook of the open folders. Those that are open in the editor are published by the session. */
  async run(progress: Progress, token: CancellationToken): Promise<WorkspaceSummary> {
    const first = await this.notebooks();
    this.forgetOthers(first);
    const seen = new Set<string>();
    const statuses: NotebookStatus[] = [];
    const errors: FileError[] = [];
    const summary = (notebooks: number, cancelled: boolean): WorkspaceSummary => ({
      notebooks,
      counts: sum(statuses.map(({ counts }) => counts)),
      statuses,
      errors,
      cancelled,
    });
    // Before all were asked about nobody tells of those that come meanwhile: they are looked for at the end.
    for (let paths = first; paths.length > 0; paths = (await this.notebooks()).filter((path) => !seen.has(path))) {
      const total = seen.size + paths.length;
      for (const path of paths) {
        await new Promise(setImmediate); // edits, requests and the cancellation get their turn
        if (token.isCancellationRequested) {
          // What was found stays. A request that was cancelled has no answer, so it is told apart.
          this.tell({ statuses, errors });
          return summary(seen.size, true);
        }
        progress.report(Math.floor((100 * seen.size) / total), `${seen.size + 1} of ${total}: ${path.slice(path.lastIndexOf("/") + 1)}`);
        seen.add(path);
        this.covered.add(path);
        await this.look(path, statuses, errors);
      }
    }
    this.coversAll = true;
    return summary(seen.size, false);
  }

  /** Reads and checks one notebook on disk, publishes on its file, and tells how it stands where the user has asked about it before. */
  async checkFile(path: string): Promise<Checked | Unread> {
    const found = await this.examine(path);
    if (!this.covers(path)) return found;
    if (!("problem" in found)) void this.connection.sendNotification(statusNotification.method, statusOf(uriOf(path), found));
    else this.tell(existsSync(path) ? { errors: [fileError(path, found)] } : { gone: this.forget([path]) });
    return found;
  }

  /** Whether notebooks came or went with these files and folders (absolute paths). Of a folder that is gone, what was in it need not be named. */
  isListOf(moved: readonly string[]): boolean {
    // A folder of packages may go with thousands of files.
    const folders = new Set<string>();
    for (const path of this.covered)
      for (let at = parentFolder(path); at !== null && !folders.has(at); at = parentFolder(at)) folders.add(at);
    return moved.some((path) => (path.endsWith(".ipynb") ? this.coversAll || this.covers(path) : folders.has(path)));
  }

  /** Looks again which notebooks there are, and tells of those that came and went; nothing before the first check of the workspace. */
  async listAgain(): Promise<void> {
    if (this.covered.size === 0 && !this.coversAll) return;
    const paths = await this.notebooks();
    const gone = this.forgetOthers(paths);
    const came = this.coversAll ? paths.filter((path) => !this.covers(path)) : [];
    came.forEach((path) => this.covered.add(path));
    const statuses: NotebookStatus[] = [];
    const errors: FileError[] = [];
    for (const path of came) await this.look(path, statuses, errors);
    if (gone.length + came.length > 0) this.tell({ statuses, errors, gone });
  }

  /** Checks those again that the user has asked about, all or one, and no editor has open: their files have changed, or an editor has closed them. */
  async recheck(paths: readonly string[]): Promise<void> {
    for (const path of paths) if ((this.covers(path) || this.published.has(path)) && !this.open.isOpen(path)) await this.checkFile(path);
  }

  /** Checks all again that the user has asked about and no editor has open, because something around them has changed; one at a time, until something changes again. */
  async recheckAll(): Promise<void> {
    const round = ++this.rounds;
    for (const path of [...this.covered]) {
      await new Promise(setImmediate); // edits and requests get their turn
      if (round !== this.rounds) return;
      await this.recheck([path]);
    }
  }

  /** Takes back what was published on a file (absolute path), because the editor has it open now or it is gone. */
  clear(path: string | null): void {
    if (path !== null && this.published.delete(path)) void this.connection.sendDiagnostics({ uri: uriOf(path), diagnostics: [] });
  }

  /** Whether a check of the workspace has come by this file. */
  private covers(path: string): boolean {
    return this.covered.has(path);
  }

  /** Adds how a notebook stands, or why it cannot be read. */
  private async look(path: string, statuses: NotebookStatus[], errors: FileError[]): Promise<void> {
    const open = await this.open.statusOf(path);
    if (open) return void statuses.push(open);
    const found = await this.examine(path);
    if ("problem" in found) errors.push(fileError(path, found));
    else statuses.push(statusOf(uriOf(path), found));
  }

  private async examine(path: string): Promise<Checked | Unread> {
    const uri = uriOf(path);
    const settings = await this.settingsOf(uri);
    const read = readNotebookFile(path);
    if (!read.ok) {
      this.publish(path, existsSync(path) && settings.enable ? [unreadableDiagnostic(read.error)] : []);
      if (!this.open.isOpen(path)) this.configurations.drop(uri);
      return { problem: read.error };
    }
    const checked = await inSlices(this.checker.checkInSteps({ ...read.file.notebook, path }, settings, createAnalyser()));
    const inFile = {
      notebook: read.file.notebook,
      document: TextDocument.create(uri, "json", 0, read.file.text),
      places: sourcePlaces(read.file),
    };
    this.publish(
      path,
      fileDiagnostics(checked.diagnostics, (cell, range) => rangeIn(inFile, cell, range)),
    );
    if (this.covers(path) && !this.open.isOpen(path)) this.configurations.use(uri, checked.configuration);
    return checked;
  }

  /** Forgets all that are not among these; gives them. */
  private forgetOthers(paths: readonly string[]): readonly string[] {
    const kept = new Set(paths);
    return this.forget([...this.covered].filter((path) => !kept.has(path)));
  }

  private forget(paths: readonly string[]): readonly string[] {
    for (const path of paths) {
      this.covered.delete(path);
      if (!this.open.isOpen(path)) this.configurations.drop(uriOf(path));
      this.clear(path);
    }
    return paths;
  }

  private tell(change: Partial<WorkspaceChange>): void {
    void this.connection.sendNotification(workspaceChangeNotification.method, {
      statuses: [],
      errors: [],
      gone: [],
      ...change,
    } satisfies WorkspaceChange);
  }

  private publish(path: string, diagnostics: readonly Diagnostic[]): void {
    if (diagnostics.length === 0 || this.open.isOpen(path)) return this.clear(path);
    this.published.add(path);
    void this.connection.sendDiagnostics({ uri: uriOf(path), diagnostics: [...diagnostics] });
  }

  /** Every notebook of the folders in which checks are on, once: folders may lie in one another. */
  private async notebooks(): Promise<readonly string[]> {
    const paths = new Set<string>();
    for (const folder of this.checker.workspaceFolders) {
      const settings = await this.settingsOf(uriOf(folder));
      if (settings.enable) this.notebooksIn(folder, settings).forEach((path) => paths.add(path));
    }
    return [...paths];
  }

  private notebooksIn(folder: string, settings: EditorSettings): readonly string[] {
    const hidden = { folder, patterns: settings.hiddenFiles };
    const found = findNotebooks(
      folder,
      (at) => {
        const { config } = this.checker.configurationOf(at, settings, folder);
        return config.folder === null ? [hidden] : [hidden, { folder: config.folder, patterns: config.exclude }];
      },
      this.checker.filesFrom(folder),
    );
    return found.ok ? found.notebooks : [];
  }
}

const fileError = (path: string, { problem }: Unread): FileError => ({ path, message: problem.message, at: placeOf(problem) });

const sum = (all: readonly SeverityCounts[]): SeverityCounts =>
  all.reduce(
    (total, one) => ({
      error: total.error + one.error,
      warning: total.warning + one.warning,
      info: total.info + one.info,
      hint: total.hint + one.hint,
    }),
    { error: 0, warning: 0, info: 0, hint: 0 },
  );
