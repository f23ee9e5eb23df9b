// Wires a language server connection to a session: which message goes where. `startServer` is the server's only entry.
import type { CancellationToken, Connection, RemoteConsole } from "vscode-languageserver";
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type ClientCapabilities,
  type InitializeParams,
} from "vscode-languageserver";
import { nodeFiles } from "../host/files";
import { offsetAt } from "../notebook/positions";
import { loadParser } from "../host/wasm";
import { rules as allRules } from "../rules/index";
import type { Rule } from "../rules/rule";
import { capabilitiesFor } from "./capabilities";
import { Checker } from "./checker";
import { codeActions } from "./codeActions";
import { ConfigurationProblems } from "./configurationProblems";
import { describeRequest } from "./describeEdit";
import { diffOf } from "./diffOf";
import { extractionOf, extractionToFunctionOf, extractOfferOf } from "./extractCells";
import { fixAllOf } from "./fixAllOf";
import { graphOf } from "./graphOf";
import { describeError, guardNotification, guardRequest } from "./guard";
import { hoverAt } from "./hover";
import { mergeOf } from "./mergeOf";
import { newestAnswer } from "./newestAnswer";
import { startProgress } from "./progress";
import {
  checkNotebookRequest,
  checkWorkspaceRequest,
  diffRequest,
  extractOfferRequest,
  extractRequest,
  extractToFunctionRequest,
  fixAllRequest,
  graphRequest,
  mergeRequest,
  outputsNotification,
  readinessRequest,
  trustNotification,
  type InitializationOptions,
  type NotebookStatus,
  type NotificationName,
  type RequestName,
  type WorkspaceSummary,
} from "./protocol";
import { readinessOf } from "./readinessOf";
import { Session, type Result } from "./session";
import { defaultSettings, readEditorSettings, type EditorSettings } from "./settings";
import { statusOf } from "./status";
import { TextNotebooks } from "./textNotebooks";
import { placeOf } from "./translate";
import { Turns } from "./turns";
import { pathOf } from "./uris";
import { isProjectFile, mayExclude, watchers } from "./watchedFiles";
import { WorkspaceCheck } from "./workspaceCheck";

const nothingChecked: WorkspaceSummary = {
  notebooks: 0,
  counts: { error: 0, warning: 0, info: 0, hint: 0 },
  statuses: [],
  errors: [],
  cancelled: false,
};

/**
 * Serves one editor until it says goodbye. The connection must not listen yet.
 * @param rules the rules that check; all of them but in tests
 */
export function startServer(connection: Connection, rules: readonly Rule[] = allRules): void {
  // Loads while the client says hello, which waits for it and hears of its errors.
  loadParser().catch(() => undefined);
  new Server(connection, rules).listen();
}

class Server {
  private readonly log: RemoteConsole;
  private readonly turns = new Turns();
  private readonly checker: Checker;
  private readonly session: Session;
  private readonly texts: TextNotebooks;
  private readonly workspace: WorkspaceCheck;
  private client: ClientCapabilities = {};
  private options: InitializationOptions = {};

  constructor(
    private readonly connection: Connection,
    rules: readonly Rule[],
  ) {
    this.log = connection.console;
    this.checker = new Checker(nodeFiles, rules, this.log);
    const settingsOf = (uri: string): Promise<EditorSettings> => this.settingsOf(uri);
    const settingsOrDefaults = newestAnswer((uri: string): Promise<EditorSettings> =>
      settingsOf(uri).catch((error) => {
        this.log.error(`the settings for ${uri} could not be read: ${describeError(error)}`);
        return defaultSettings;
      }),
    );
    const configurations = new ConfigurationProblems(connection);
    this.session = new Session(connection, this.checker, configurations, settingsOrDefaults);
    this.texts = new TextNotebooks(connection, this.checker, configurations, settingsOrDefaults);
    this.workspace = new WorkspaceCheck(connection, this.checker, configurations, settingsOf, {
      isOpen: (path) => this.session.uriAt(path) !== undefined,
      statusOf: (path) => this.statusOfOpen(path),
    });
  }

  listen(): void {
    this.greet();
    this.followNotebooks();
    this.followSurroundings();
    this.answerEditors();
    this.answerExtension();
    this.connection.onShutdown(() => {
      this.session.dispose();
      this.texts.dispose();
    });
    this.connection.listen();
  }

  private greet(): void {
    this.connection.onInitialize(async (params: InitializeParams) => {
      this.client = params.capabilities;
      this.options = (params.initializationOptions ?? {}) as InitializationOptions;
      this.checker.trusted = this.options.trusted !== false;
      this.checker.workspaceFolders = workspaceFoldersOf(params);
      await loadParser();
      return { capabilities: capabilitiesFor(this.client), serverInfo: { name: "nbready" } };
    });
    this.connection.onInitialized(
      this.notify("initialized", async () => {
        const { workspace: can } = this.client;
        if (can?.didChangeConfiguration?.dynamicRegistration)
          await this.connection.client.register(DidChangeConfigurationNotification.type, { section: "nbready" });
        if (can?.didChangeWatchedFiles?.dynamicRegistration)
          await this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
        if (can?.workspaceFolders)
          this.connection.workspace.onDidChangeWorkspaceFolders(
            this.notify("workspace/didChangeWorkspaceFolders", ({ added, removed }) => {
              const gone = pathsOf(removed);
              this.checker.workspaceFolders = [...this.checker.workspaceFolders.filter((path) => !gone.includes(path)), ...pathsOf(added)];
              return this.recheckEverything();
            }),
          );
      }),
    );
  }

  private followNotebooks(): void {
    const { synchronization } = this.connection.notebooks;
    synchronization.onDidOpenNotebookDocument(
      this.notify("notebookDocument/didOpen", async (params) => {
        this.workspace.clear(pathOf(params.notebookDocument.uri));
        await this.session.open(params);
      }),
    );
    synchronization.onDidChangeNotebookDocument(this.notify("notebookDocument/didChange", (params) => this.session.change(params)));
    synchronization.onDidCloseNotebookDocument(
      this.notify("notebookDocument/didClose", async (params) => {
        this.session.close(params);
        await this.workspace.recheck(pathsOf([params.notebookDocument]));
      }),
    );
    this.connection.onDidOpenTextDocument(this.notify("textDocument/didOpen", (params) => this.texts.open(params)));
    this.connection.onDidChangeTextDocument(this.notify("textDocument/didChange", (params) => this.texts.change(params)));
    this.connection.onDidCloseTextDocument(this.notify("textDocument/didClose", (params) => this.texts.close(params)));
    this.onOwnNotification(outputsNotification, (params) => this.session.takeOutputs(params));
  }

  /** Settings, trust and files around the notebooks. */
  private followSurroundings(): void {
    this.onOwnNotification(trustNotification, ({ trusted }) => {
      this.checker.trusted = trusted === true;
      return this.recheckEverything();
    });
    this.connection.onDidChangeConfiguration(
      this.notify("workspace/didChangeConfiguration", async () => {
        await Promise.all([this.session.refreshAllSettings(), this.texts.refreshAllSettings()]);
        await this.workspace.listAgain();
        await this.workspace.recheckAll();
      }),
    );
    this.connection.onDidChangeWatchedFiles(
      this.notify("workspace/didChangeWatchedFiles", async ({ changes }) => {
        const paths = pathsOf(changes);
        const ofProject = paths.filter(isProjectFile);
        ofProject.forEach((path) => this.checker.forget(path));
        const isOfList =
          ofProject.some(mayExclude) || this.workspace.isListOf(pathsOf(changes.filter(({ type }) => type !== FileChangeType.Changed)));
        if (ofProject.length > 0) return this.recheckAll(isOfList);
        if (isOfList) await this.workspace.listAgain();
        await this.workspace.recheck(paths);
      }),
    );
  }

  /** What every editor may ask. */
  private answerEditors(): void {
    this.connection.onCodeAction(
      this.answer("textDocument/codeAction", [], async (params) => {
        const { uri } = params.textDocument;
        const result = await this.resultForCell(uri);
        if (result) return [...codeActions(params, result, this.options.notebookEdits === true ? result : null)];
        const text = await this.texts.checked(uri);
        return text ? [...codeActions(params, text, null)] : [];
      }),
    );
    this.connection.onHover(
      this.answer("textDocument/hover", null, async ({ textDocument, position }) => {
        const result = await this.resultForCell(textDocument.uri);
        const index = this.session.store.findCell(textDocument.uri)?.index ?? -1;
        return result
          ? hoverAt(result, index, offsetAt(result.notebook.cells[index], position))
          : this.texts.hoverAt(textDocument.uri, position);
      }),
    );
  }

  /** What the extension for VS Code asks besides. */
  private answerExtension(): void {
    this.onOwnRequest(checkNotebookRequest, null, async ({ notebook }) => {
      await this.session.whenReady(notebook);
      const open = this.session.publish(notebook);
      if (open) return open.status;
      const path = pathOf(notebook);
      const checked = path === null ? null : await this.workspace.checkFile(path);
      if (checked === null) return null;
      return "problem" in checked ? { unreadable: checked.problem.message, at: placeOf(checked.problem) } : statusOf(notebook, checked);
    });
    // Nothing is published for these: the editor asks when it hears of a check, and must not hear of another one for that.
    this.onOwnRequest(graphRequest, null, async ({ notebook }) => this.withResult(notebook, graphOf));
    this.onOwnRequest(diffRequest, null, async (params) => diffOf(params));
    this.onOwnRequest(mergeRequest, null, async (params) => mergeOf(params));
    this.onOwnRequest(extractOfferRequest, null, async (params) =>
      this.withResult(params.notebook, (result) => extractOfferOf(result, params, this.checker)),
    );
    this.onOwnRequest(extractRequest, null, async (params) =>
      this.withResult(params.notebook, (result) => extractionOf(result, params, this.checker)),
    );
    this.onOwnRequest(extractToFunctionRequest, null, async (params) =>
      this.withResult(params.notebook, (result) => extractionToFunctionOf(result, params)),
    );
    this.onOwnRequest(fixAllRequest, null, async ({ notebook }) =>
      this.withResult(notebook, (result) => {
        const { fixed, problem, ...fix } = fixAllOf(result);
        return { edit: describeRequest({ title: "Fix everything that is safe to fix", ...fix }, result.target), fixed, problem };
      }),
    );
    this.onOwnRequest(readinessRequest, null, async ({ notebook }) => this.withResult(notebook, readinessOf));
    this.onOwnRequest(checkWorkspaceRequest, nothingChecked, async ({ workDoneToken }, token) => {
      const progress = await startProgress(this.connection, "Checking notebooks", workDoneToken, token);
      try {
        return await this.workspace.run(progress, progress.token);
      } finally {
        progress.done();
      }
    });
  }

  private async settingsOf(uri: string): Promise<EditorSettings> {
    if (!this.client.workspace?.configuration) return defaultSettings;
    return readEditorSettings(await this.connection.workspace.getConfiguration({ scopeUri: uri, section: "nbready" }));
  }

  private recheckEverything(): Promise<void> {
    this.checker.forgetAll();
    return this.recheckAll(true);
  }

  /** Open notebooks first. `isOfList`: other notebooks may be the workspace's now. */
  private async recheckAll(isOfList: boolean): Promise<void> {
    this.session.recheckAll();
    this.texts.recheckAll();
    if (isOfList) await this.workspace.listAgain();
    return this.workspace.recheckAll();
  }

  private async withResult<R>(notebook: string, make: (result: Result) => R): Promise<R | null> {
    const result = await this.session.checked(notebook);
    return result ? make(result) : null;
  }

  private async resultForCell(document: string): Promise<Result | undefined> {
    const uri = this.session.store.findCell(document)?.notebook.uri;
    return uri === undefined ? undefined : this.session.checked(uri);
  }

  private async statusOfOpen(path: string): Promise<NotebookStatus | null> {
    const uri = this.session.uriAt(path);
    if (uri === undefined) return null;
    await this.session.whenReady(uri);
    return this.session.publish(uri)?.status ?? null;
  }

  private onOwnNotification<P>({ method }: NotificationName<P>, handle: (params: P) => void | Promise<void>): void {
    this.connection.onNotification(method, this.notify(method, handle));
  }

  private onOwnRequest<P, R>({ method }: RequestName<P, R>, empty: R, handle: (params: P, token: CancellationToken) => Promise<R>): void {
    this.connection.onRequest<unknown, void>(method, this.answer(method, empty, handle));
  }

  private notify<P>(name: string, handle: (params: P) => void | Promise<void>): (params: P) => Promise<void> {
    return guardNotification(name, this.log, handle);
  }

  private answer<P, R>(
    name: string,
    empty: R,
    handle: (params: P, token: CancellationToken) => R | Promise<R>,
  ): ReturnType<typeof guardRequest<P, R>> {
    return guardRequest(name, this.log, this.turns, empty, handle);
  }
}

const pathsOf = (places: readonly { readonly uri: string }[]): readonly string[] =>
  places.map(({ uri }) => pathOf(uri)).filter((path) => path !== null);

function workspaceFoldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return pathsOf(workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []));
}
