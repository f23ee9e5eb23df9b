// Makes the language client: where the server is, which documents are its own, and what passes between them.
import { CodeAction, window, workspace, type Command, type ExtensionContext, type LogOutputChannel } from "vscode";
import { LanguageClient, TransportKind, type LanguageClientOptions } from "vscode-languageclient/node";
import { applyNotebookEditCommand, type InitializationOptions, type NotebookEditRequest } from "../language-server/server/protocol";
import { followInterpreter, type InterpreterSource } from "./interpreter";
import { toWorkspaceEdit } from "./notebookEdit";
import { notebookSchemes, notebookType } from "./notebooks";

/** The client, not started yet, and its log. */
export function createClient(context: ExtensionContext): { readonly client: LanguageClient; readonly log: LogOutputChannel } {
  const log = window.createOutputChannel("nbready", { log: true });
  const module = context.asAbsolutePath("dist/server.js");
  const interpreter = followInterpreter(log);
  const client = new LanguageClient("nbready", "nbready", { run: { module, transport: TransportKind.ipc }, debug: { module, transport: TransportKind.ipc } }, clientOptions(log, interpreter));
  interpreter.onChange(() => { if (client.isRunning()) void client.sendNotification("workspace/didChangeConfiguration", { settings: null }); });
  context.subscriptions.push(interpreter);
  return { client, log };
}

function clientOptions(log: LogOutputChannel, interpreter: InterpreterSource): LanguageClientOptions {
  return {
    documentSelector: notebookSchemes.map((scheme) => ({ notebook: { notebookType, scheme }, language: "*" })),
    outputChannel: log,
    // A function, so that a restarted server hears of trust that was given in between.
    initializationOptions: (): InitializationOptions => ({ trusted: workspace.isTrusted, notebookEdits: true }),
    middleware: {
      provideCodeActions: async (document, range, context, token, next) => {
        const actions = await next(document, range, context, token);
        return actions?.flatMap((action): (Command | CodeAction)[] => (action instanceof CodeAction ? [...withNotebookEdit(action)] : [action]));
      },
      workspace: {
        configuration: async (params, token, next) => {
          const settings = await next(params, token);
          return Array.isArray(settings) ? settings.map((one, index) => withInterpreter(one, params.items[index]?.scopeUri, interpreter)) : settings;
        },
      },
    },
  };
}

/** LSP has no edit that moves or removes cells: the server describes one, and here it becomes an edit like any other. */
function withNotebookEdit(action: CodeAction): readonly CodeAction[] {
  if (action.command?.command !== applyNotebookEditCommand) return [action];
  const request = action.command.arguments?.[0] as NotebookEditRequest;
  const notebook = workspace.notebookDocuments.find(({ uri }) => uri.toString() === request.notebook);
  const edit = notebook && toWorkspaceEdit(request, notebook);
  if (!edit) return []; // the notebook has changed meanwhile; VS Code asks again
  action.edit = edit;
  action.command = undefined;
  return [action];
}

/** The user's own setting wins; without one, the interpreter that the Python extension has selected. */
function withInterpreter(settings: unknown, scope: string | undefined, source: InterpreterSource): unknown {
  if (typeof settings !== "object" || settings === null || !("interpreter" in settings) || settings.interpreter) return settings;
  return { ...settings, interpreter: source.interpreterFor(scope) ?? "" };
}
