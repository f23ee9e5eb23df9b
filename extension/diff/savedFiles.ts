// Files as they are saved, by a URI of their own: an open notebook can then stand beside itself without its unsaved changes.
import {
  Disposable,
  EventEmitter,
  FilePermission,
  FileSystemError,
  Uri,
  workspace,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
} from "vscode";

const savedScheme = "nbready-saved";

/** The URI under which the saved state of a file is read. */
export const savedUri = (file: Uri): Uri => file.with({ scheme: savedScheme, query: file.toString() });

/** The file behind such a URI; undefined for all others. */
export const fileOfSaved = (uri: Uri): Uri | undefined => (uri.scheme === savedScheme ? Uri.parse(uri.query) : undefined);

/** Lets VS Code read these URIs. Nothing can be written there. */
export function provideSavedFiles(): Disposable {
  const refuse = (uri: Uri): never => {
    throw FileSystemError.NoPermissions(uri);
  };
  const fileOf = (uri: Uri): Uri => fileOfSaved(uri) ?? refuse(uri);
  const changed = new EventEmitter<FileChangeEvent[]>();
  const provider: FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new Disposable(() => {}),
    stat: async (uri): Promise<FileStat> => ({ ...(await workspace.fs.stat(fileOf(uri))), permissions: FilePermission.Readonly }),
    readFile: (uri) => Promise.resolve(workspace.fs.readFile(fileOf(uri))),
    readDirectory: () => [],
    writeFile: refuse,
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
  return Disposable.from(changed, workspace.registerFileSystemProvider(savedScheme, provider, { isReadonly: true }));
}
