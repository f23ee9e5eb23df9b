// One side of a diff: how it is called, what it says now (unsaved changes included), and when that may have changed.
import {
  Disposable,
  extensions,
  FileSystemError,
  NotebookCellData,
  NotebookData,
  RelativePattern,
  Uri,
  workspace,
  type NotebookCell,
  type NotebookDocument,
} from "vscode";
import { nameOf, notebookSchemes, openNotebookOf } from "../notebooks";
import { emptyTree, index, indexOrHead, readGitUri, repositoryOf } from "./git";
import { fileOfSaved } from "./savedFiles";

/** What VS Code's own extension for notebooks offers others. */
interface NotebookExtension {
  exportNotebook?(notebook: NotebookData): Promise<string>;
}

/** "sales.ipynb", "sales.ipynb (HEAD)", and where git has no such version "sales.ipynb (not in HEAD)" */
export function sideName(uri: Uri, isThere = true): string {
  const version = readGitUri(uri);
  if (version) return `${nameOf(uri).replace(/\.git$/, "")} (${(isThere ? refName : nameOfNone)(version.ref)})`;
  return fileOfSaved(uri) ? `${nameOf(uri)} (saved)` : nameOf(uri);
}

function refName(ref: string): string {
  if (ref === index || ref === indexOrHead) return "index";
  return ref.replace(/^[0-9a-f]{40}/, (hash) => hash.slice(0, 8));
}

function nameOfNone(ref: string): string {
  if (ref === emptyTree) return "before the first commit";
  // A notebook that is in neither index nor HEAD is new to git.
  return ref === indexOrHead ? "no version in git" : ref === index ? "not in the index" : `not in ${refName(ref)}`;
}

/** True for a working copy: its cells can be changed. */
export const isWorkingCopy = ({ scheme }: Uri): boolean =>
  notebookSchemes.includes(scheme) && workspace.fs.isWritableFileSystem(scheme) !== false;

/** A side's text as a file; null where there is no such file. Throws what VS Code says where it cannot be read. */
export async function readSide(uri: Uri): Promise<string | null> {
  const open = isWorkingCopy(uri) ? openNotebookOf(uri) : undefined;
  if (open && (open.isDirty || open.isUntitled)) {
    const text = await exportNotebook(open);
    if (text !== undefined) return text;
  }
  return readSaved(uri);
}

/** A file's text as it is saved, whatever is open; null where there is no such file. Throws what VS Code says where it cannot be read. */
export async function readSaved(uri: Uri): Promise<string | null> {
  try {
    const bytes = await workspace.fs.readFile(uri);
    // git's file system gives an empty file for one that is not there.
    return bytes.length === 0 && uri.scheme === "git" ? null : new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound") return null;
    throw error;
  }
}

/** The notebook as it would be saved now; undefined where VS Code's extension for notebooks is switched off. */
async function exportNotebook(notebook: NotebookDocument): Promise<string | undefined> {
  const exporter = await extensions.getExtension<NotebookExtension>("vscode.ipynb")?.activate();
  const data = new NotebookData(notebook.getCells().map(cellData));
  data.metadata = notebook.metadata;
  return exporter?.exportNotebook?.(data);
}

/** A cell with all that a notebook file keeps of it. */
export function cellData({ kind, document, metadata, outputs, executionSummary }: NotebookCell): NotebookCellData {
  const data = new NotebookCellData(kind, document.getText(), document.languageId);
  data.metadata = { ...metadata };
  data.outputs = [...outputs];
  data.executionSummary = executionSummary;
  return data;
}

/** Calls back whenever a side may say something else: it was edited or saved, its file was written, its branch moved. */
export async function followSide(uri: Uri, onChange: () => void): Promise<Disposable> {
  const isMeant = (notebook: NotebookDocument): boolean => notebook.uri.toString() === uri.toString();
  const file = fileOfSaved(uri) ?? uri;
  const watched = file.scheme === "file" ? [watchFile(file, onChange)] : [];
  const version = readGitUri(uri);
  const repository = version && (await repositoryOf(Uri.file(version.path)));
  return Disposable.from(
    ...watched,
    ...(repository ? [repository.state.onDidChange(onChange)] : []),
    workspace.onDidChangeNotebookDocument(({ notebook }) => {
      if (isMeant(notebook)) onChange();
    }),
    workspace.onDidSaveNotebookDocument((notebook) => {
      if (isMeant(notebook)) onChange();
    }),
    workspace.onDidCloseNotebookDocument((notebook) => {
      if (isMeant(notebook)) onChange();
    }),
  );
}

function watchFile(file: Uri, onChange: () => void): Disposable {
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(file, ".."), nameOf(file)));
  return Disposable.from(watcher, watcher.onDidChange(onChange), watcher.onDidCreate(onChange), watcher.onDidDelete(onChange));
}
