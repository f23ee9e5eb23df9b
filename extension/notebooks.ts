// Which notebooks are nbready's own.
import type { NotebookDocument } from "vscode";

export const notebookType = "jupyter-notebook";
/** Notebooks on disk, unsaved ones, and those of a repository that lies elsewhere; never the old side of a diff, whose URIs have other schemes. */
export const notebookSchemes: readonly string[] = ["file", "untitled", "vscode-vfs"];

/** Whether the server hears of this notebook. */
export const isOurNotebook = (notebook: NotebookDocument): boolean => notebook.notebookType === notebookType && notebookSchemes.includes(notebook.uri.scheme);
