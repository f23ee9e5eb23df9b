// Which notebooks are nbready's own, and which one the user works in.
import { TabInputNotebook, TabInputText, window, workspace, type NotebookDocument, type Tab, type Uri } from "vscode";

export const notebookType = "jupyter-notebook";
/** Notebooks on disk, unsaved ones, and those of a repository that lies elsewhere; never the old side of a diff, whose URIs have other schemes. */
export const notebookSchemes: readonly string[] = ["file", "untitled", "vscode-vfs"];

/** Whether the server hears of this notebook. */
export const isOurNotebook = (notebook: NotebookDocument): boolean =>
  notebook.notebookType === notebookType && notebookSchemes.includes(notebook.uri.scheme);

/** The notebook of a file as it is open; undefined where it is not. */
export const openNotebookOf = (uri: Uri): NotebookDocument | undefined =>
  workspace.notebookDocuments.find((one) => one.uri.toString() === uri.toString());

/** The notebook with the focus, else one of ours that is seen. */
export function notebookInFront(): NotebookDocument | undefined {
  const active = window.activeNotebookEditor?.notebook;
  if (active) return isOurNotebook(active) ? active : undefined;
  return window.visibleNotebookEditors.map(({ notebook }) => notebook).find(isOurNotebook);
}

/** Whether a tab shows a file as a notebook. */
export const isTabOf = ({ input }: Tab, uri: Uri): boolean => input instanceof TabInputNotebook && input.uri.toString() === uri.toString();

/** A file's name. */
export const nameOf = ({ path }: Uri): string => path.slice(path.lastIndexOf("/") + 1);

/** The folder of a file in its workspace, which names the workspace's folder where there are several; "" for the workspace's own. */
export function folderOf(uri: Uri): string {
  const path = workspace.asRelativePath(uri, (workspace.workspaceFolders?.length ?? 0) > 1);
  return path.includes("/") && !path.startsWith("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/** The server hears of a notebook when it has a first cell: of one without, there is nothing to wait for. */
export const isEmpty = ({ cellCount }: NotebookDocument): boolean => cellCount === 0;

/** Whether the user has left the checks on for this file or folder; where none is named, for any folder of the workspace. */
export function isEnabled(uri?: Uri): boolean {
  const folders = workspace.workspaceFolders ?? [];
  const scopes = uri || folders.length === 0 ? [uri] : folders.map((folder) => folder.uri);
  return scopes.some((scope) => workspace.getConfiguration("nbready", scope).get("enable", true));
}

/** Whether a file is called as notebooks are. Source Control offers its entries for every file, for its menus do not know which file it is about. */
export const isNotebookFile = ({ path }: Uri): boolean => /\.ipynb$/i.test(path);

/** The notebook file of the tab in front: VS Code cannot open one that is damaged, or shows its text. */
export function notebookFileInFront(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return (input instanceof TabInputNotebook || input instanceof TabInputText) && isNotebookFile(input.uri) ? input.uri : undefined;
}
