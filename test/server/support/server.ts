// Starts the real language server as a process of its own and speaks LSP with it over stdio, as an editor does.
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type ServerCapabilities,
} from "vscode-languageserver-protocol/node";
import {
  checkNotebookRequest,
  outputsNotification,
  statusNotification,
  workspaceChangeNotification,
  type EditorOutput,
  type NotebookStatus,
  type WorkspaceChange,
} from "../../../language-server/server/protocol";
import { OpenNotebook, type CellInput } from "./notebook";

const projectFolder = resolve(__dirname, "../../..");

export interface ServerOptions {
  /** The program, from the project's folder; the server itself by default. */
  readonly program?: string;
  /** Another command line that serves on standard input and output, and what its environment has besides the tests' own. */
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Absolute paths of the workspace's folders. */
  readonly folders?: readonly string[];
  /** The settings of the section `nbready`; without them the client has no configuration to ask for. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly initializationOptions?: Readonly<Record<string, unknown>>;
  /** Whether the editor knows notebooks; one that does not opens their files as text. */
  readonly knowsNotebooks?: boolean;
}

export class TestServer {
  /** Published diagnostics by URI. */
  readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly statuses: NotebookStatus[] = [];
  readonly workspaceChanges: WorkspaceChange[] = [];
  /** What the server logged. */
  readonly log: string[] = [];
  settings: Readonly<Record<string, unknown>>;
  /** What the server said it can do. */
  capabilities: ServerCapabilities = {};
  private readonly listeners = new Set<() => void>();

  private constructor(
    readonly process: ChildProcessWithoutNullStreams,
    readonly connection: ProtocolConnection,
    { settings = {} }: ServerOptions,
  ) {
    this.settings = settings;
    connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      this.diagnostics.set(uri, diagnostics);
      this.changed();
    });
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.log.push(message);
      this.changed();
    });
    connection.onNotification(statusNotification.method, (status: NotebookStatus) => {
      this.statuses.push(status);
      this.changed();
    });
    connection.onNotification(workspaceChangeNotification.method, (change: WorkspaceChange) => {
      this.workspaceChanges.push(change);
      this.changed();
    });
    connection.onRequest("workspace/configuration", ({ items }: { items: readonly unknown[] }) => items.map(() => this.settings));
    connection.onRequest("client/registerCapability", () => null);
    connection.listen();
  }

  static async start(options: ServerOptions = {}): Promise<TestServer> {
    const {
      program = "language-server/server/main.ts",
      folders = [],
      settings,
      initializationOptions = {},
      knowsNotebooks = true,
    } = options;
    const [name, ...args] = options.command ?? [process.execPath, "--import", "tsx", program, "--stdio"];
    const child = spawn(name, args, { cwd: projectFolder, env: { ...process.env, ...options.env } });
    child.stderr.on("data", (chunk) => process.stderr.write(chunk));
    const server = new TestServer(
      child,
      createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)),
      options,
    );
    server.capabilities = (
      await server.connection.sendRequest<InitializeResult>("initialize", {
        processId: process.pid,
        rootUri: null,
        workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder })),
        capabilities: {
          workspace: { configuration: settings !== undefined, workspaceFolders: true },
          window: { workDoneProgress: true },
          ...(knowsNotebooks ? { notebookDocument: { synchronization: {} } } : {}),
        },
        initializationOptions,
      })
    ).capabilities;
    await server.connection.sendNotification("initialized", {});
    return server;
  }

  /** Opens a notebook in the editor; a path makes it one on disk, else it is unsaved. */
  async open(cells: readonly (CellInput | string)[], path?: string, metadata?: Readonly<Record<string, unknown>>): Promise<OpenNotebook> {
    const notebook = new OpenNotebook(this, cells, path, metadata);
    await notebook.open();
    return notebook;
  }

  /** Has a notebook checked; everything that was published for it has arrived when this resolves. */
  check(uri: string): Promise<NotebookStatus | null> {
    return this.connection.sendRequest(checkNotebookRequest.method, { notebook: uri });
  }

  sendOutputs(notebook: string, cells: readonly { readonly cell: string; readonly outputs: readonly EditorOutput[] }[]): Promise<void> {
    return this.connection.sendNotification(outputsNotification.method, { notebook, cells });
  }

  /** Waits until `find` gives something but undefined or false, after each message of the server. */
  async until<T>(what: string, find: () => T | undefined | false, limit = 60_000): Promise<T> {
    const deadline = Date.now() + limit;
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      const left = deadline - Date.now();
      if (left <= 0)
        throw new Error(`no ${what} within ${limit} ms; there is ${JSON.stringify([...this.diagnostics])}; log: ${this.log.join("\n")}`);
      await new Promise<void>((resume) => {
        const timer = setTimeout(resume, left);
        const listener = (): void => {
          clearTimeout(timer);
          this.listeners.delete(listener);
          resume();
        };
        this.listeners.add(listener);
      });
    }
  }

  /** Says goodbye as an editor does; gives the process's exit code. */
  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const ended = new Promise<number | null>((resolve) => this.process.once("exit", resolve));
    const timer = setTimeout(() => this.process.kill("SIGKILL"), 3000);
    await this.connection.sendRequest("shutdown").catch(() => undefined);
    await this.connection.sendNotification("exit").catch(() => undefined);
    const code = await ended;
    clearTimeout(timer);
    this.connection.dispose();
    return code;
  }

  private changed(): void {
    [...this.listeners].forEach((listener) => listener());
  }
}
