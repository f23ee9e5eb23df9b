// The language server as the rest of the extension sees it. It can be asked at once: its process, and the client that speaks
// to it, which is large, are started when VS Code no longer waits for the extension.
import { EventEmitter, type CancellationToken, type Disposable, type Event, type ExtensionContext, type LogOutputChannel } from "vscode";
import type { WorkDoneProgressReport } from "vscode-languageclient/node";
import type { NotificationName, RequestName } from "../language-server/server/protocol";
import { tellStopped } from "./commands/restartServer";
import { ServerEnded } from "./serverEnded";
import { endSoon, startServerProcess } from "./serverProcess";

/** "stopped" also where it could not start. */
export type ServerState = "starting" | "running" | "stopped";

export interface Server extends Disposable {
  readonly state: ServerState;
  readonly onDidChangeState: Event<ServerState>;
  /** Asks, and waits for a server that is starting. Fails with `ServerEnded` where it ends before it answers. */
  ask<P, R>(request: RequestName<P, R>, params: P, token?: CancellationToken): Promise<R>;
  /** Tells a server that runs; to another one nothing is said. */
  tell<P>(notification: NotificationName<P>, params: P): void;
  /** Hears one kind of message; each kind has one listener. */
  hear<P>(notification: NotificationName<P>, listener: (params: P) => void): void;
  /** Hears how far the server has got with a request that carried this token. */
  hearProgress(token: string, listener: (report: WorkDoneProgressReport) => void): Promise<Disposable>;
  restart(): Promise<void>;
}

/** The build makes a program of its own of this module; see scripts/build.ts. */
const loadClient = (): typeof import("./client") => require("./client");

export function startServer(context: ExtensionContext, log: LogOutputChannel): Server {
  const changed = new EventEmitter<ServerState>();
  let state: ServerState = "starting";
  const become = (next: ServerState): void => {
    state = next;
    changed.fire(next);
  };
  const client = afterActivation().then(() => {
    const launch = () => startServerProcess(context.asAbsolutePath("dist/server.js"), log);
    // The first one gets ready while the client is loaded.
    let [latest, isTaken] = [launch(), false];
    const processForClient = () => {
      if (isTaken) latest = launch();
      isTaken = true;
      return latest;
    };
    const changedTo = (next: ServerState): void => {
      if (next === "stopped") endSoon(latest);
      become(next);
    };
    return loadClient().createClient(
      log,
      processForClient,
      changedTo,
      () => void tellStopped("nbready's server has stopped several times and is not started again.", log),
    );
  });
  // Not waited for: what is asked of the server while it starts waits for it by itself.
  client
    .then((one) => one.start())
    .catch((error: unknown) => {
      log.error(`the language server did not start: ${String(error)}`);
      become("stopped");
    });
  return {
    get state() {
      return state;
    },
    onDidChangeState: changed.event,
    async ask({ method }, params, token) {
      const one = await client;
      return one.ask<never>(method, params, token).catch((error: unknown) => {
        throw one.isEnd(error) ? new ServerEnded(String(error)) : error;
      });
    },
    tell: ({ method }, params) => {
      if (state === "running") void client.then((one) => one.tell(method, params));
    },
    hear: ({ method }, listener) => void client.then((one) => one.hear(method, listener)),
    hearProgress: async (token, listener) => (await client).hearProgress(token, listener),
    async restart() {
      log.info("Restarting the server");
      await (await client).restart();
    },
    dispose() {
      changed.dispose();
      void client.then(
        (one) => one.dispose(),
        () => undefined,
      );
    },
  };
}

/** VS Code has heard that the extension is active once the turn in which it was activated is over. */
const afterActivation = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
