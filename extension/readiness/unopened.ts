// Follows the notebook file in front that is not open as a notebook, because it is damaged or shown as text: the side bar says what can be done about it.
import { commands, Disposable, window, type Uri } from "vscode";
import { workLater } from "../later";
import { notebookFileInFront, notebookInFront } from "../notebooks";

/** Set to the file's address, where there is one: the welcomes in package.json go by it. */
const unopenedKey = "nbready.unopenedNotebook";
/** A notebook that is just being opened is not to be taken for one that cannot be, ms. */
const delay = 1000;

export function followUnopened(): Disposable {
  const tell = (): void => void commands.executeCommand("setContext", unopenedKey, unopened());
  const later = workLater(tell, delay);
  const look = (): void => (unopened() ? later.soon() : tell());
  look();
  return Disposable.from(
    later,
    window.tabGroups.onDidChangeTabs(look),
    window.tabGroups.onDidChangeTabGroups(look),
    window.onDidChangeActiveNotebookEditor(look),
    window.onDidChangeVisibleNotebookEditors(look),
  );
}

/** The side bar stays with a notebook as long as one is seen. */
const unopened = (): Uri | undefined => (notebookInFront() ? undefined : notebookFileInFront());
