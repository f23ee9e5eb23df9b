// Starts VS Code's own web server on a free port with throw-away folders for settings and extensions.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeAtExit } from "../../support/removeAtExit";
import { nodeExecutable, vscodeFolder } from "./paths";

export interface VsCodeOptions {
  /** User settings, over the quiet defaults below. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Extensions to install: paths of .vsix files. */
  readonly extensions?: readonly string[];
  /** More environment variables for the extension host and what it starts. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether every folder is trusted, so that nothing asks (default), or VS Code decides as for a user: a new folder opens restricted. */
  readonly trustFolders?: boolean;
  /** 0 (default) takes a free port. */
  readonly port?: number;
}

export interface VsCode {
  readonly port: number;
  /** Address that shows a folder or the workspace of a .code-workspace file; `payload` is VS Code's own, for extensions under development. */
  url(path: string, payload?: readonly (readonly [string, string])[]): string;
  /** A path of this machine as the workbench names it. */
  remote(path: string): string;
  /** The server's pid: its process group holds the extension hosts and language servers too. */
  readonly pid: number;
  /** What the server printed so far. */
  log(): string;
  /** Ends the server with all it started and removes its folders. */
  stop(): Promise<void>;
}

// server-main.js is VS Code's server itself. code-server's wrapper around it adds logins and proxies only, and does not pass on
// --enable-smoke-test-driver, without which a built VS Code silently ignores an extension under development.
const serverMain = join(vscodeFolder, "out/server-main.js");

const quiet = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "update.mode": "none",
  "git.openRepositoryInParentFolders": "never",
  "chat.disableAIFeatures": true,
};

/** Closes the editor in front, and what was changed in it is lost: for tests, which do so after each. The list of commands, which a user would go through, takes a second. */
export const closing = { key: "ctrl+shift+alt+f12", command: "workbench.action.revertAndCloseActiveEditor" };

/** Starts VS Code. Rejects with what it printed when it is not up after a minute. */
export async function startVsCode(options: VsCodeOptions = {}): Promise<VsCode> {
  const root = mkdtempSync(join(tmpdir(), "nbready-vscode-"));
  const userData = join(root, "user");
  mkdirSync(join(userData, "User"), { recursive: true });
  writeFileSync(join(userData, "User/settings.json"), JSON.stringify({ ...quiet, ...options.settings }));
  writeFileSync(join(userData, "User/keybindings.json"), JSON.stringify([closing]));

  const environment = { ...environmentOfUser(), HOME: root, ...options.environment };
  const folders = [
    "--user-data-dir",
    userData,
    "--extensions-dir",
    installed(options.extensions ?? []),
    "--server-data-dir",
    join(root, "server"),
    "--accept-server-license-terms",
  ];

  const trust = options.trustFolders === false ? [] : ["--disable-workspace-trust"];
  const child = spawn(
    nodeExecutable,
    [
      serverMain,
      ...folders,
      ...trust,
      "--host",
      "127.0.0.1",
      "--port",
      String(options.port ?? 0),
      "--without-connection-token",
      "--enable-smoke-test-driver",
      "--telemetry-level",
      "off",
    ],
    // Its own process group, so that stop() reaches extension hosts and language servers.
    { env: environment, stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-(child.pid ?? 0), name);
    } catch {
      // The group is gone already.
    }
  };
  const removeRoot = (): void => rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  const killAtExit = (): void => {
    signal("SIGKILL");
    removeRoot();
  };
  process.once("exit", killAtExit);

  const output = collectOutput(child);
  const port = await listeningPort(child, output);
  const origin = `127.0.0.1:${port}`;
  return {
    port,
    pid: child.pid ?? 0,
    log: output,
    remote: (path) => `vscode-remote://${origin}${path}`,
    url: (path, payload) =>
      `http://${origin}/?${path.endsWith(".code-workspace") ? "workspace" : "folder"}=${encodeURI(path)}` +
      (payload ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : ""),
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      signal("SIGTERM");
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 2000))]);
      signal("SIGKILL");
      process.off("exit", killAtExit);
      removeRoot();
    },
  };
}

/** Folders of installed extensions, by what is installed in them: as good for the next VS Code as for the first. */
const installations = new Map<string, string>();

/** A folder with these extensions (paths of .vsix files) installed by VS Code itself; it goes when this process ends. */
function installed(extensions: readonly string[]): string {
  const known = installations.get(extensions.join("\n"));
  if (known) return known;
  const root = mkdtempSync(join(tmpdir(), "nbready-extensions-"));
  removeAtExit(root);
  const folder = join(root, "extensions");
  const folders = [
    "--user-data-dir",
    join(root, "user"),
    "--extensions-dir",
    folder,
    "--server-data-dir",
    join(root, "server"),
    "--accept-server-license-terms",
  ];
  for (const vsix of extensions)
    execFileSync(nodeExecutable, [serverMain, ...folders, "--install-extension", vsix], {
      env: { ...environmentOfUser(), HOME: root },
      stdio: "pipe",
    });
  installations.set(extensions.join("\n"), folder);
  return folder;
}

/** The environment without what an outer npm or VS Code put there: an inherited IPC hook would make the server talk to that one. */
function environmentOfUser(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|VSCODE_)/.test(name)));
}

function collectOutput(child: ChildProcess): () => string {
  let text = "";
  child.stdout?.on("data", (chunk) => (text += chunk));
  child.stderr?.on("data", (chunk) => (text += chunk));
  return () => text;
}

function listeningPort(child: ChildProcess, output: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code did not start in 180 s:\n${output()}`)), 180_000);
    child.stdout?.on("data", () => {
      const found = /Extension host agent listening on (\d+)/.exec(output());
      if (!found) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`VS Code ended (${code}):\n${output()}`));
    });
  });
}
