// Shows what an extraction will change, file by file, and asks whether to make it.
//
// Not VS Code's refactor preview: that one knows no cells, leaves every box unticked, and lets single changes be left out, which would tear notebook
// and module apart.
import { commands, languages, Uri, window, workspace, type Disposable, type QuickPickItem, type TextDocumentContentProvider } from "vscode";
import { nameOf } from "../notebooks";
import type { ChangedText } from "./changedTexts";

const scheme = "nbready-preview";

export interface Preview {
  readonly title: string;
  readonly changes: readonly ChangedText[];
  /** What the user should know, as sentences. */
  readonly messages: readonly string[];
  /** What can be answered anew. */
  readonly again: readonly Again[];
}

/** A question that can be asked once more, with what the user reads. */
export interface Again {
  readonly ask: "function" | "module";
  readonly label: string;
}

/** Texts by the URIs under which the preview shows them. */
const texts = new Map<string, string>();
const provider: TextDocumentContentProvider = { provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? "" };

/** Lets VS Code read the texts of previews. */
export const providePreviews = (): Disposable => workspace.registerTextDocumentContentProvider(scheme, provider);

let count = 0;

/** What the user decides: "apply", which question to ask again, or undefined for none of it. The preview is closed then. */
export async function preview({ title, changes, messages, again }: Preview): Promise<"apply" | Again["ask"] | undefined> {
  const turn = `${++count}`;
  const shown = await Promise.all(changes.map(async ({ file, before, after, language }) => {
    const place = async (side: string, text: string): Promise<Uri> => {
      const uri = Uri.from({ scheme, path: file.path, query: `${side}-${turn}` });
      texts.set(uri.toString(), text);
      await languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), language);
      return uri;
    };
    return [file, before === null ? undefined : await place("before", before), await place("after", after)] as const;
  }));
  const back = window.activeNotebookEditor?.notebook;
  await commands.executeCommand("vscode.changes", title, shown);
  try {
    const made = changes.filter(({ before }) => before === null).map(({ file }) => nameOf(file));
    const changed = changes.filter(({ before }) => before !== null).map(({ file }) => nameOf(file));
    const apply: Choice = {
      decision: "apply", label: "$(check) Apply", detail: messages.join(" ") || undefined,
      description: [...(made.length > 0 ? [`makes ${made.join(", ")}`] : []), ...(changed.length > 0 ? [`changes ${changed.join(", ")}`] : [])].join("; "),
    };
    const others = again.map(({ ask, label }): Choice => ({ decision: ask, label: `$(edit) ${label}` }));
    const choices: readonly Choice[] = [apply, ...others, { decision: undefined, label: "$(close) Cancel", description: "changes nothing" }];
    // It stays while the user reads and scrolls the preview.
    return (await window.showQuickPick(choices, { title, placeHolder: "Nothing has been changed yet.", ignoreFocusOut: true }))?.decision;
  } finally {
    await closePreview(title);
    for (const [, before, after] of shown) for (const uri of [before, after]) if (uri) texts.delete(uri.toString());
    if (back) await window.showNotebookDocument(back);
  }
}

interface Choice extends QuickPickItem {
  readonly decision: "apply" | Again["ask"] | undefined;
}

/** By its title: VS Code's API does not say what a tab of several diffs shows. */
async function closePreview(title: string): Promise<void> {
  await window.tabGroups.close(window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label.startsWith(title)));
}
