// Finds the interpreter that the Python extension has selected, where that extension is installed.
import { EventEmitter, extensions, Uri, workspace, type Disposable, type Event, type LogOutputChannel } from "vscode";
import { existsSync } from "node:fs";
import { isAbsolute } from "node:path";

/** The part of the Python extension's public interface that is used here. */
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: Uri): { readonly id: string; readonly path: string };
    resolveEnvironment(environment: {
      readonly id: string;
      readonly path: string;
    }): Promise<{ readonly executable: { readonly uri?: Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

type Environments = NonNullable<PythonExtension["environments"]>;

export interface InterpreterSource extends Disposable {
  /** Path of the interpreter or environment selected for a document (URI); undefined where none is known (yet). */
  interpreterFor(scope: string | undefined): string | undefined;
  /** Fires when another one is selected, or becomes known. */
  readonly onChange: Event<void>;
}

/**
 * Follows the Python extension without waiting for it: notebooks are checked at once, and again when it has started.
 * In an untrusted workspace no interpreter is asked for.
 */
export function followInterpreter(log: LogOutputChannel): InterpreterSource {
  const changed = new EventEmitter<void>();
  const subscriptions: Disposable[] = [changed];
  /** Interpreters by the id of their environment, where the path alone does not name them. */
  const resolved = new Map<string, string>();
  let environments: Environments | undefined;
  const connect = (): void => {
    if (environments || !workspace.isTrusted) return;
    void findEnvironments(log).then((found) => {
      if (!found || environments) return;
      environments = found;
      subscriptions.push(found.onDidChangeActiveEnvironmentPath(() => changed.fire()));
      changed.fire();
    });
  };
  const resolveLater = async (from: Environments, active: { readonly id: string; readonly path: string }): Promise<void> => {
    if (resolved.has(active.id)) return;
    resolved.set(active.id, "");
    const path = (await from.resolveEnvironment(active))?.executable.uri?.fsPath;
    if (!path) return;
    resolved.set(active.id, path);
    changed.fire();
  };
  connect();
  subscriptions.push(workspace.onDidGrantWorkspaceTrust(connect), extensions.onDidChange(connect));
  return {
    onChange: changed.event,
    interpreterFor(scope) {
      if (!environments) return undefined;
      const active = environments.getActiveEnvironmentPath(scope === undefined ? undefined : Uri.parse(scope));
      if (isAbsolute(active.path)) return existsSync(active.path) ? active.path : undefined;
      void resolveLater(environments, active).catch((error) =>
        log.warn(`The Python extension could not resolve ${active.path}: ${String(error)}`),
      );
      return resolved.get(active.id) || undefined;
    },
    dispose: () => subscriptions.forEach((one) => one.dispose()),
  };
}

async function findEnvironments(log: LogOutputChannel): Promise<Environments | undefined> {
  const extension = extensions.getExtension<PythonExtension>("ms-python.python");
  if (!extension) return undefined;
  try {
    return (await extension.activate()).environments;
  } catch (error) {
    log.warn(`The Python extension did not start, so its interpreter is not used: ${String(error)}`);
    return undefined;
  }
}
