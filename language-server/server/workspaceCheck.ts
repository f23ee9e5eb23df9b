// Checks the notebooks that no editor has open, one at a time with a breath between, and publishes what it finds on their files.
import { existsSync } from "node:fs";
import type { CancellationToken, Connection, Diagnostic } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { findNotebooks } from "../host/findNotebooks";
import { readNotebookFile } from "../host/readNotebookFile";
import type { ReadProblem } from "../notebook/readProblem";
import { isInside } from "../project/paths";
import { sourcePlaces } from "../notebook/sourcePlaces";
import { createAnalyser } from "../python/analyse";
import type { Checker, Checked } from "./checker";
import { statusNotification, type NotebookStatus, type SeverityCounts, type WorkspaceSummary } from "./protocol";
import type { EditorSettings } from "./settings";
import { statusOf } from "./status";
import { rangeIn } from "./rangeInFile";
import { fileDiagnostics, placeOf, unreadableDiagnostic } from "./translate";
import { uriOf } from "./uris";

export interface Progress {
  report(percentage: number, message: string): void;
}

export class WorkspaceCheck {
  /** Paths that the user has asked about: kept up to date while they are closed. */
  private readonly covered = new Set<string>();
  private readonly published = new Set<string>();
  /** How often all were to be checked again. */
  private rounds = 0;

  constructor(
    private readonly connection: Connection,
    private readonly checker: Checker,
    private readonly settingsOf: (uri: string) => Promise<EditorSettings>,
    /** Whether the editor has the notebook of a path open: then it is shown there, and nothing on the file. */
    private readonly isOpen: (path: string) => boolean,
  ) {}

  /**
   * Checks every notebook of the open folders. Those that are open in the editor are published by the
   * session, and `openStatus` (null: not open) says how they stand.
   */
  async run(openStatus: (path: string) => NotebookStatus | null, progress: Progress, token: CancellationToken): Promise<WorkspaceSummary> {
    const paths: string[] = [];
    for (const folder of this.checker.workspaceFolders) paths.push(...this.notebooksIn(folder, await this.settingsOf(uriOf(folder))));
    const statuses: NotebookStatus[] = [];
    const errors: WorkspaceSummary["errors"][number][] = [];
    const summary = (notebooks: number, cancelled: boolean): WorkspaceSummary => ({ notebooks, counts: sum(statuses.map(({ counts }) => counts)), statuses, errors, cancelled });
    for (const [index, path] of paths.entries()) {
      await new Promise(setImmediate); // edits, requests and the cancellation get their turn
      if (token.isCancellationRequested) return summary(index, true);
      progress.report(Math.floor((100 * index) / paths.length), `${index + 1} of ${paths.length}: ${path.slice(path.lastIndexOf("/") + 1)}`);
      this.covered.add(path);
      const open = openStatus(path);
      if (open) {
        statuses.push(open);
        continue;
      }
      const found = await this.checkFile(path);
      if ("problem" in found) errors.push({ path, message: found.problem.message, at: placeOf(found.problem) });
      else statuses.push(statusOf(uriOf(path), found));
    }
    return summary(paths.length, false);
  }

  /** Reads and checks one notebook on disk, and publishes on its file. */
  async checkFile(path: string): Promise<Checked | { readonly problem: ReadProblem }> {
    const uri = uriOf(path);
    const settings = await this.settingsOf(uri);
    const read = readNotebookFile(path);
    if (!read.ok) {
      this.publish(path, existsSync(path) && settings.enable ? [unreadableDiagnostic(read.error)] : []);
      return { problem: read.error };
    }
    const checked = this.checker.check({ ...read.file.notebook, path }, settings, createAnalyser());
    const inFile = { notebook: read.file.notebook, document: TextDocument.create(uri, "json", 0, read.file.text), places: sourcePlaces(read.file) };
    this.publish(path, fileDiagnostics(checked.diagnostics, (cell, range) => rangeIn(inFile, cell, range)));
    if (this.covers(path)) void this.connection.sendNotification(statusNotification.method, statusOf(uri, checked));
    return checked;
  }

  /** Checks all again that the user has asked about and no editor has open, because something around them has changed; one at a time, until something changes again. */
  async recheckAll(): Promise<void> {
    const round = ++this.rounds;
    for (const path of [...this.covered]) {
      await new Promise(setImmediate); // edits and requests get their turn
      if (round !== this.rounds) return;
      if (this.covers(path) && !this.isOpen(path)) await this.checkFile(path);
    }
  }

  /** Takes back what was published on a file (absolute path), because the editor has it open now or it is gone. */
  clear(path: string | null): void {
    if (path !== null && this.published.delete(path)) void this.connection.sendDiagnostics({ uri: uriOf(path), diagnostics: [] });
  }

  /** Publishes on a file again after the editor has closed it, where the user has asked about it before. */
  async reopen(path: string | null): Promise<void> {
    if (path !== null && this.covers(path)) await this.checkFile(path);
  }

  /** Whether a check of the workspace has come by this file. */
  covers(path: string): boolean {
    return this.covered.has(path);
  }

  /** Takes back what was published inside a folder (absolute), because it is no longer part of the workspace. */
  forgetFolder(folder: string): void {
    for (const path of this.covered) if (isInside(folder, path)) {
      this.covered.delete(path);
      this.clear(path);
    }
  }

  private publish(path: string, diagnostics: readonly Diagnostic[]): void {
    if (diagnostics.length === 0 || this.isOpen(path)) return this.clear(path);
    this.published.add(path);
    void this.connection.sendDiagnostics({ uri: uriOf(path), diagnostics: [...diagnostics] });
  }

  private notebooksIn(folder: string, settings: EditorSettings): readonly string[] {
    const found = findNotebooks(folder, (at) => {
      const { config } = this.checker.configurationOf(at, settings, folder);
      return config.folder === null ? null : { folder: config.folder, patterns: config.exclude };
    }, this.checker.filesFrom(folder));
    return found.ok ? found.notebooks : [];
  }
}

const sum = (all: readonly SeverityCounts[]): SeverityCounts => all.reduce(
  (total, one) => ({ error: total.error + one.error, warning: total.warning + one.warning, info: total.info + one.info, hint: total.hint + one.hint }),
  { error: 0, warning: 0, info: 0, hint: 0 },
);
