// Wires a language server connection to a session: which message goes where. `startServer` is the server's only entry.
import type { CancellationToken, Connection } from "vscode-languageserver";
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, FileChangeType, type ClientCapabilities, type InitializeParams } from "vscode-languageserver";
import { nodeFiles } from "../host/files";
import { offsetAt } from "../notebook/positions";
import { loadParser } from "../host/wasm";
import { rules as allRules } from "../rules/index";
import type { Rule } from "../rules/rule";
import { capabilitiesFor } from "./capabilities";
import { Checker } from "./checker";
import { codeActions } from "./codeActions";
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
import { checkNotebookRequest, checkWorkspaceRequest, diffRequest, extractOfferRequest, extractRequest, extractToFunctionRequest, fixAllRequest, graphRequest, mergeRequest, outputsNotification, readinessRequest, trustNotification, type InitializationOptions, type NotebookStatus, type NotificationName, type RequestName, type WorkspaceSummary } from "./protocol";
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

const nothingChecked: WorkspaceSummary = { notebooks: 0, counts: { error: 0, warning: 0, info: 0, hint: 0 }, statuses: [], errors: [], cancelled: false };

/**
 * Serves one editor until it says goodbye. The connection must not listen yet.
 * @param rules the rules that check; all of them but in tests
 */
export function startServer(connection: Connection, rules: readonly Rule[] = allRules): void {
  // Loads while the client says hello, which waits for it and hears of its errors.
  loadParser().catch(() => undefined);
  const log = connection.console;
  const turns = new Turns();
  const checker = new Checker(nodeFiles, rules, log);
  let client: ClientCapabilities = {};
  let options: InitializationOptions = {};
  const settingsOf = async (uri: string): Promise<EditorSettings> => {
    if (!client.workspace?.configuration) return defaultSettings;
    return readEditorSettings(await connection.workspace.getConfiguration({ scopeUri: uri, section: "nbready" }));
  };
  const settingsOrDefaults = newestAnswer((uri: string): Promise<EditorSettings> => settingsOf(uri).catch((error) => {
    log.error(`the settings for ${uri} could not be read: ${describeError(error)}`);
    return defaultSettings;
  }));
  const session = new Session(connection, checker, settingsOrDefaults);
  const texts = new TextNotebooks(connection, checker, settingsOrDefaults);
  const workspace = new WorkspaceCheck(connection, checker, settingsOf, { isOpen, statusOf: statusOfOpen });
  const notify = <P>(name: string, handle: (params: P) => void | Promise<void>) => guardNotification(name, log, handle);
  const answer = <P, R>(name: string, empty: R, handle: (params: P, token: CancellationToken) => R | Promise<R>) => guardRequest(name, log, turns, empty, handle);

  connection.onInitialize(async (params: InitializeParams) => {
    client = params.capabilities;
    options = (params.initializationOptions ?? {}) as InitializationOptions;
    checker.trusted = options.trusted !== false;
    checker.workspaceFolders = workspaceFoldersOf(params);
    await loadParser();
    return { capabilities: capabilitiesFor(client), serverInfo: { name: "nbready" } };
  });
  connection.onInitialized(notify("initialized", async () => {
    const { workspace: can } = client;
    if (can?.didChangeConfiguration?.dynamicRegistration) await connection.client.register(DidChangeConfigurationNotification.type, { section: "nbready" });
    if (can?.didChangeWatchedFiles?.dynamicRegistration) await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    if (can?.workspaceFolders) connection.workspace.onDidChangeWorkspaceFolders(notify("workspace/didChangeWorkspaceFolders", ({ added, removed }) => {
      const gone = pathsOf(removed);
      checker.workspaceFolders = [...checker.workspaceFolders.filter((path) => !gone.includes(path)), ...pathsOf(added)];
      return recheckEverything();
    }));
  }));

  const { synchronization } = connection.notebooks;
  synchronization.onDidOpenNotebookDocument(notify("notebookDocument/didOpen", async (params) => {
    workspace.clear(pathOf(params.notebookDocument.uri));
    await session.open(params);
  }));
  synchronization.onDidChangeNotebookDocument(notify("notebookDocument/didChange", (params) => session.change(params)));
  synchronization.onDidCloseNotebookDocument(notify("notebookDocument/didClose", async (params) => {
    session.close(params);
    await workspace.recheck(pathsOf([params.notebookDocument]));
  }));
  connection.onDidOpenTextDocument(notify("textDocument/didOpen", (params) => texts.open(params)));
  connection.onDidChangeTextDocument(notify("textDocument/didChange", (params) => texts.change(params)));
  connection.onDidCloseTextDocument(notify("textDocument/didClose", (params) => texts.close(params)));
  onOwnNotification(outputsNotification, (params) => session.takeOutputs(params));
  onOwnNotification(trustNotification, ({ trusted }) => {
    checker.trusted = trusted === true;
    return recheckEverything();
  });
  connection.onDidChangeConfiguration(notify("workspace/didChangeConfiguration", async () => {
    await Promise.all([session.refreshAllSettings(), texts.refreshAllSettings()]);
    await workspace.listAgain();
    await workspace.recheckAll();
  }));
  connection.onDidChangeWatchedFiles(notify("workspace/didChangeWatchedFiles", async ({ changes }) => {
    const paths = pathsOf(changes);
    const ofProject = paths.filter(isProjectFile);
    ofProject.forEach((path) => checker.forget(path));
    const isOfList = ofProject.some(mayExclude) || workspace.isListOf(pathsOf(changes.filter(({ type }) => type !== FileChangeType.Changed)));
    if (ofProject.length > 0) return recheckAll(isOfList);
    if (isOfList) await workspace.listAgain();
    await workspace.recheck(paths);
  }));

  connection.onCodeAction(answer("textDocument/codeAction", [], async (params) => {
    const { uri } = params.textDocument;
    const result = await resultForCell(uri);
    if (result) return [...codeActions(params, result, options.notebookEdits === true ? result : null)];
    const text = await texts.resultOf(uri);
    return text ? [...codeActions(params, text, null)] : [];
  }));
  connection.onHover(answer("textDocument/hover", null, async ({ textDocument, position }) => {
    const result = await resultForCell(textDocument.uri);
    const index = session.store.findCell(textDocument.uri)?.index ?? -1;
    return result ? hoverAt(result, index, offsetAt(result.notebook.cells[index], position)) : texts.hoverAt(textDocument.uri, position);
  }));
  onOwnRequest(checkNotebookRequest, null, async ({ notebook }) => {
    await session.whenReady(notebook);
    const open = session.publish(notebook);
    if (open) return open.status;
    const path = pathOf(notebook);
    const checked = path === null ? null : await workspace.checkFile(path);
    if (checked === null) return null;
    return "problem" in checked ? { unreadable: checked.problem.message, at: placeOf(checked.problem) } : statusOf(notebook, checked);
  });
  // Nothing is published for these: the editor asks when it hears of a check, and must not hear of another one for that.
  onOwnRequest(graphRequest, null, async ({ notebook }) => withResult(notebook, graphOf));
  onOwnRequest(diffRequest, null, async (params) => diffOf(params));
  onOwnRequest(mergeRequest, null, async (params) => mergeOf(params));
  onOwnRequest(extractOfferRequest, null, async (params) => withResult(params.notebook, (result) => extractOfferOf(result, params, checker)));
  onOwnRequest(extractRequest, null, async (params) => withResult(params.notebook, (result) => extractionOf(result, params, checker)));
  onOwnRequest(extractToFunctionRequest, null, async (params) => withResult(params.notebook, (result) => extractionToFunctionOf(result, params)));
  onOwnRequest(fixAllRequest, null, async ({ notebook }) => withResult(notebook, (result) => {
    const { mended, problem, ...fix } = fixAllOf(result);
    return { edit: describeRequest({ title: "Fix everything that is safe to fix", ...fix }, result.target), mended, problem };
  }));
  onOwnRequest(readinessRequest, null, async ({ notebook }) => withResult(notebook, readinessOf));
  onOwnRequest(checkWorkspaceRequest, nothingChecked, async ({ workDoneToken }, token) => {
    const progress = await startProgress(connection, "Checking notebooks", workDoneToken, token);
    try {
      return await workspace.run(progress, progress.token);
    } finally {
      progress.done();
    }
  });
  connection.onShutdown(() => {
    session.dispose();
    texts.dispose();
  });
  connection.listen();

  function onOwnNotification<P>({ method }: NotificationName<P>, handle: (params: P) => void | Promise<void>): void {
    connection.onNotification(method, notify(method, handle));
  }
  function onOwnRequest<P, R>({ method }: RequestName<P, R>, empty: R, handle: (params: P, token: CancellationToken) => Promise<R>): void {
    connection.onRequest<unknown, void>(method, answer(method, empty, handle));
  }
  function recheckEverything(): Promise<void> {
    checker.forgetAll();
    return recheckAll(true);
  }
  /** Open notebooks first. `isOfList`: other notebooks may be the workspace's now. */
  async function recheckAll(isOfList: boolean): Promise<void> {
    session.recheckAll();
    texts.recheckAll();
    if (isOfList) await workspace.listAgain();
    return workspace.recheckAll();
  }
  async function withResult<R>(notebook: string, make: (result: Result) => R): Promise<R | null> {
    await session.whenReady(notebook);
    const result = session.resultOf(notebook);
    return result ? make(result) : null;
  }
  async function resultForCell(document: string): Promise<Result | undefined> {
    const uri = session.store.findCell(document)?.notebook.uri;
    if (uri === undefined) return undefined;
    await session.whenReady(uri);
    return session.resultOf(uri);
  }
  async function statusOfOpen(path: string): Promise<NotebookStatus | null> {
    const uri = openUriOf(path);
    if (uri === undefined) return null;
    await session.whenReady(uri);
    return session.publish(uri)?.status ?? null;
  }
  function isOpen(path: string): boolean {
    return openUriOf(path) !== undefined;
  }
  function openUriOf(path: string): string | undefined {
    return session.store.all().find(({ uri }) => pathOf(uri) === path)?.uri;
  }
}

const pathsOf = (places: readonly { readonly uri: string }[]): readonly string[] => places.map(({ uri }) => pathOf(uri)).filter((path) => path !== null);

function workspaceFoldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return pathsOf(workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []));
}
