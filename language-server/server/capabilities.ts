// What the server offers in `initialize`.
import { CodeActionKind, TextDocumentSyncKind, type ClientCapabilities, type ServerCapabilities } from "vscode-languageserver";

export const fixAllKind = "source.fixAll.nbready";
export const notebookFixAllKind = "notebook.source.fixAll.nbready";
export const extractModuleKind = "refactor.extract.module";
export const extractFunctionKind = "refactor.extract.function";

/** Schemes of notebooks on disk, unsaved ones and those of a repository that lies elsewhere; never the old side of a diff, whose URIs have others. */
export const notebookSchemes: readonly string[] = ["file", "untitled", "vscode-vfs"];

/** Every cell is synced, of whatever language; an editor that knows no notebooks hands over the texts of their files. */
export const capabilitiesFor = ({ notebookDocument }: ClientCapabilities): ServerCapabilities => ({
  textDocumentSync: notebookDocument ? TextDocumentSyncKind.None : { openClose: true, change: TextDocumentSyncKind.Incremental },
  notebookDocumentSync: {
    notebookSelector: notebookSchemes.map((scheme) => ({ notebook: { notebookType: "jupyter-notebook", scheme } })),
    save: true,
  },
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, notebookFixAllKind, extractModuleKind, extractFunctionKind],
  },
  hoverProvider: true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
});
