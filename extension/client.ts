// Makes the language client: which documents are the server's own, and what passes between them.
import type { ChildProcess } from "node:child_process";
import {
  CodeAction,
  CodeActionKind,
  Position,
  TextEdit,
  window,
  workspace,
  type CancellationToken,
  type Command,
  type Disposable,
  type LogOutputChannel,
  type TextDocument,
} from "vscode";
import {
  ConnectionError,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  LanguageClient,
  ResponseError,
  State,
  WorkDoneProgress,
  type LanguageClientOptions,
  type WorkDoneProgressReport,
} from "vscode-languageclient/node";
import { applyNotebookEditCommand, type InitializationOptions, type NotebookEditRequest } from "../language-server/server/protocol";
import { changesHiddenFiles, hiddenFiles } from "./hiddenFiles";
import { followInterpreter, type InterpreterSource } from "./interpreter";
import { toWorkspaceEdit } from "./notebookEdit";
import { notebookSchemes, notebookType } from "./notebooks";
import type { ServerState } from "./server";
import { followEnds } from "./serverEnds";

/** The library's client in the words of the extension. What goes wrong between it and the server it writes to the log, and says nothing. */
export interface Client extends Disposable {
  start(): Promise<void>;
  /** Starts the server anew, also one that has ended too often to be started by itself. */
  restart(): Promise<void>;
  ask<R>(method: string, params: unknown, token?: CancellationToken): Promise<R>;
  /** Whether a question has failed because the server ended. */
  isEnd(error: unknown): boolean;
  tell(method: string, params: unknown): Promise<void>;
  hear<P>(method: string, listener: (params: P) => void): void;
  hearProgress(token: string, listener: (report: WorkDoneProgressReport) => void): Disposable;
}

/**
 * A client that is not started yet.
 * @param launch gives the process that the client is to speak to, a new one each time it starts anew
 * @param changed hears each change of the server's state
 * @param gaveUp hears that the server has ended too often, and is not started again
 */
export function createClient(
  log: LogOutputChannel,
  launch: () => ChildProcess,
  changed: (state: ServerState) => void,
  gaveUp: () => void,
): Client {
  const interpreter = followInterpreter(log);
  let spoken: readonly Disposable[] = [];
  const transports = async () => {
    // The end of a server that hung is not the end of the one that took its place.
    for (const one of spoken) one.dispose();
    const server = launch();
    const [reader, writer] = [new IPCMessageReader(server), new IPCMessageWriter(server)];
    spoken = [reader, writer];
    return { reader, writer };
  };
  const ends = followEnds(() => client, gaveUp);
  const client: LanguageClient = new LanguageClient("nbready", "nbready", transports, {
    ...clientOptions(log, interpreter),
    errorHandler: ends,
    initializationFailedHandler: () => false,
  });
  // The library would tell the user each of several errors that come of one, in words of the protocol.
  const tellOfError = client.error.bind(client);
  client.error = (message, data) => tellOfError(message, data, false);
  // It would stop a server that ends in the moment in which it has started, and not start it again.
  const stop = client.stop.bind(client);
  client.stop = () => Promise.resolve();
  client.onDidChangeState(({ newState }) =>
    changed(newState === State.Running ? "running" : newState === State.Starting ? "starting" : "stopped"),
  );
  const tellOfSettings = (): void => {
    if (client.isRunning()) void client.sendNotification("workspace/didChangeConfiguration", { settings: null });
  };
  interpreter.onChange(tellOfSettings);
  const hidden = workspace.onDidChangeConfiguration((event) => {
    if (changesHiddenFiles(event)) tellOfSettings();
  });
  return {
    start: () => client.start(),
    async restart() {
      ends.forget();
      if (client.isRunning())
        await stop().catch((error: unknown) => log.error(`the server did not stop as it was told to: ${String(error)}`));
      // One that ends while it starts is started again by itself.
      await client.start().catch((error: unknown) => {
        if (isEnd(error)) log.error(`the server ended while it started: ${String(error)}`);
        else throw error;
      });
    },
    ask: (method, params, token) => (token ? client.sendRequest(method, params, token) : client.sendRequest(method, params)),
    isEnd,
    tell: (method, params) => client.sendNotification(method, params),
    hear: (method, listener) => void client.onNotification(method, listener),
    hearProgress: (token, listener) =>
      client.onProgress(WorkDoneProgress.type, token, (report) => {
        if (report.kind === "report") listener(report);
      }),
    dispose() {
      interpreter.dispose();
      hidden.dispose();
      client.stop = stop;
      void client.dispose();
    },
  };
}

const isEnd = (error: unknown): boolean => error instanceof ConnectionError || (error instanceof ResponseError && endCodes.has(error.code));

/** The library's codes for questions that never reached the server, or stood open when it ended. */
const endCodes: ReadonlySet<number> = new Set([
  ErrorCodes.MessageWriteError,
  ErrorCodes.MessageReadError,
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
]);

function clientOptions(log: LogOutputChannel, interpreter: InterpreterSource): LanguageClientOptions {
  return {
    documentSelector: notebookSchemes.map((scheme) => ({ notebook: { notebookType, scheme }, language: "*" })),
    outputChannel: log,
    // A function, so that a restarted server hears of trust that was given in between.
    initializationOptions: (): InitializationOptions => ({ trusted: workspace.isTrusted, notebookEdits: true }),
    middleware: {
      provideCodeActions: async (document, range, context, token, next) => {
        const actions = await next(document, range, context, token);
        return actions?.flatMap((action): (Command | CodeAction)[] =>
          action instanceof CodeAction ? [...readyToApply(action, document)] : [action],
        );
      },
      workspace: {
        configuration: async (params, token, next) => {
          const settings = await next(params, token);
          return Array.isArray(settings)
            ? settings.map((one, index) => withSurroundings(one, params.items[index]?.scopeUri, interpreter))
            : settings;
        },
      },
    },
  };
}

/** An action as the server gives it, for a cell; empty where it no longer fits. */
const readyToApply = (action: CodeAction, cell: TextDocument): readonly CodeAction[] =>
  action.command?.command === applyNotebookEditCommand ? withNotebookEdit(action, action.command.arguments?.[0]) : [tiedTo(cell, action)];

/** LSP has no edit that moves or removes cells: the server describes one, and here it becomes an edit like any other. */
function withNotebookEdit(action: CodeAction, request: NotebookEditRequest): readonly CodeAction[] {
  const notebook = workspace.notebookDocuments.find(({ uri }) => uri.toString() === request.notebook);
  const edit = notebook && toWorkspaceEdit(request, notebook);
  if (!edit) return []; // the notebook has changed in the meantime; VS Code asks again
  action.edit = edit;
  // The focus goes to the notebook, where Ctrl+Z takes this back: in a cell's text it takes back changes of that text only.
  action.command = isQuickFix(action) ? { title: "Leave Cell Editor", command: "notebook.cell.quitEdit" } : undefined;
  return [action];
}

/** So that Ctrl+Z takes a fix of another text (an import in the first cell, a pin in a file) back where the user is: an empty edit ties it to that cell. */
function tiedTo(cell: TextDocument, action: CodeAction): CodeAction {
  const { edit } = action;
  const { uri } = isQuickFix(action) ? cell : (editedCell() ?? cell);
  if (edit && !edit.has(uri)) edit.set(uri, [TextEdit.insert(new Position(0, 0), "")]);
  return action;
}

/** The cell that the user is in: while saving, VS Code asks for fixes of others, too. */
const editedCell = (): TextDocument | undefined =>
  window.activeNotebookEditor?.notebook.getCells().find(({ document }) => document === window.activeTextEditor?.document)?.document;

const isQuickFix = ({ kind }: CodeAction): boolean => kind !== undefined && CodeActionKind.QuickFix.contains(kind);

/** nbready's settings with what others in VS Code decide: the files that it hides, and, where the user sets none, the interpreter that the Python extension has selected. */
function withSurroundings(settings: unknown, scope: string | undefined, source: InterpreterSource): unknown {
  if (typeof settings !== "object" || settings === null || !("interpreter" in settings)) return settings;
  return { ...settings, hiddenFiles: hiddenFiles(scope), interpreter: settings.interpreter || (source.interpreterFor(scope) ?? "") };
}
