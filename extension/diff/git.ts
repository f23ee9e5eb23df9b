// What the diff asks of VS Code's own git extension: older versions of a file, branches and commits. No program is started for it.
import { extensions, type Event, type Uri } from "vscode";

/** The parts of the git extension's interface (version 1) that are used here. */
interface GitApi {
  toGitUri(uri: Uri, ref: string): Uri;
  getRepository(uri: Uri): Repository | null;
}

export interface Repository {
  readonly state: { readonly HEAD: { readonly name?: string; readonly commit?: string } | undefined; readonly onDidChange: Event<void> };
  getRefs(query: { readonly sort?: "committerdate" }): Promise<readonly Ref[]>;
  log(options: { readonly maxEntries: number; readonly path: string }): Promise<readonly Commit[]>;
}

export interface Ref {
  /** 0 a branch, 1 a branch of a remote, 2 a tag. */
  readonly type: 0 | 1 | 2;
  readonly name?: string;
  readonly commit?: string;
}

export interface Commit {
  readonly hash: string;
  readonly message: string;
  readonly authorDate?: Date;
  readonly authorName?: string;
}

/** Refs as git's file system names them. */
export const head = "HEAD";
export const index = "";
/** The index where the file is in it, else HEAD. */
export const indexOrHead = "~";
/** What stands before a repository's first commit. */
export const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
/** What the index holds of a file in conflict. */
export const stages = { base: "~1", ours: "~2", theirs: "~3" } as const;

/** The interface; undefined where git is switched off or missing, or the workspace is not trusted. */
async function gitApi(): Promise<GitApi | undefined> {
  const extension = extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): GitApi }>("vscode.git");
  if (!extension) return undefined;
  try {
    const git = await extension.activate();
    return git.enabled ? git.getAPI(1) : undefined;
  } catch {
    return undefined;
  }
}

/** The repository that a file lies in; undefined where there is none. */
export const repositoryOf = async (file: Uri): Promise<Repository | undefined> => (await gitApi())?.getRepository(file) ?? undefined;

/** Where a version of a file is read; undefined where the file is in no repository. */
export async function versionOf(file: Uri, ref: string): Promise<Uri | undefined> {
  const api = await gitApi();
  return api?.getRepository(file) ? api.toGitUri(file, ref) : undefined;
}

/** What a URI of git's file system says: the file, and which version of it; undefined for all other URIs. */
export function readGitUri(uri: Uri): { readonly path: string; readonly ref: string } | undefined {
  if (uri.scheme !== "git") return undefined;
  try {
    const { path, ref } = JSON.parse(uri.query) as { readonly path?: unknown; readonly ref?: unknown };
    return typeof path === "string" && typeof ref === "string" ? { path, ref } : undefined;
  } catch {
    return undefined;
  }
}
