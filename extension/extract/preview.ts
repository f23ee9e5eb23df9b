// Shows what an extraction will change, file by file, and asks whether to make it.
//
// Not VS Code's refactor preview: that one knows no cells, leaves every box unticked, and lets single changes be left out, which would tear notebook
// and module apart.
import {
  commands,
  languages,
  QuickPickItemKind,
  Uri,
  window,
  workspace,
  type Disposable,
  type QuickPickItem,
  type TextDocumentContentProvider,
} from "vscode";
import { nameOf } from "../notebooks";
import type { ChangedText } from "./changedTexts";
import { intoLines } from "./intoLines";
import type { Toggle } from "./options";

const scheme = "nbready-preview";

export interface Preview {
  readonly title: string;
  readonly changes: readonly ChangedText[];
  /** What the user should know, as sentences. */
  readonly messages: readonly string[];
  /** What can be had besides. */
  readonly toggles: readonly Toggle[];
  /** Which of them the user has just turned on or off: the choice stays there. */
  readonly last?: Toggle["option"];
  /** What can be answered anew. */
  readonly again: readonly Again[];
}

/** What the user decides. */
export type Decision =
  | { readonly do: "apply" | "cancel" }
  | { readonly do: "toggle"; readonly option: Toggle["option"] }
  | { readonly do: "ask"; readonly ask: Again["ask"] };

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

/** Shows the changes until the user decides; then the preview is closed. */
export async function preview({ title, changes, messages, toggles, last, again }: Preview): Promise<Decision> {
  const turn = `${++count}`;
  const shown = await Promise.all(
    changes.map(async ({ file, before, after, language }) => {
      const place = async (side: string, text: string): Promise<Uri> => {
        const uri = Uri.from({ scheme, path: file.path, query: `${side}-${turn}` });
        texts.set(uri.toString(), text);
        await languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), language);
        return uri;
      };
      return [file, before === null ? undefined : await place("before", before), await place("after", after)] as const;
    }),
  );
  const back = window.activeNotebookEditor?.notebook;
  await commands.executeCommand("vscode.changes", title, shown);
  try {
    return await choose(choicesFor(changes, messages, toggles, again), title, last);
  } finally {
    await closePreview(title);
    for (const [, before, after] of shown) for (const uri of [before, after]) if (uri) texts.delete(uri.toString());
    // Whoever has opened something else meanwhile stays there.
    if (back) await Promise.resolve(window.showNotebookDocument(back)).catch(() => undefined);
  }
}

interface Choice extends QuickPickItem {
  /** None of a line that is only to be read. */
  readonly decision?: Decision;
}

function choicesFor(
  changes: readonly ChangedText[],
  messages: readonly string[],
  toggles: readonly Toggle[],
  again: readonly Again[],
): readonly Choice[] {
  const made = changes.filter(({ before }) => before === null).map(({ file }) => nameOf(file));
  const changed = changes.filter(({ before }) => before !== null).map(({ file }) => nameOf(file));
  const parts = [
    ...(made.length > 0 ? [`makes ${made.join(", ")}`] : []),
    ...(changed.length > 0 ? [`changes ${changed.join(", ")}`] : []),
  ];
  return [
    { decision: { do: "apply" }, label: "$(check) Apply", description: parts.join("; ") },
    ...(toggles.length > 0 ? [separator("options")] : []),
    ...toggles.map(({ option, isOn, label, description }): Choice => ({
      decision: { do: "toggle", option },
      label: `${isOn ? "$(pass-filled)" : "$(circle-large-outline)"} ${label}`,
      description: isOn ? `on: ${description}` : description,
    })),
    separator(""),
    ...again.map(({ ask, label }): Choice => ({ decision: { do: "ask", ask }, label: `$(edit) ${label}` })),
    { decision: { do: "cancel" }, label: "$(close) Cancel", description: "changes nothing" },
    ...(messages.length > 0 ? [separator("")] : []),
    ...messages.flatMap((message) =>
      intoLines(message, lineWidth).map((line, at): Choice => ({ label: `$(${at === 0 ? "info" : "blank"}) ${line}` })),
    ),
  ];
}

/** Characters that a row of VS Code's list shows, with some to spare: it cuts off what is longer. */
const lineWidth = 72;

const separator = (label: string): Choice => ({ label, kind: QuickPickItemKind.Separator });

/** It stays while the user reads and scrolls the preview. */
function choose(choices: readonly Choice[], title: string, last: Toggle["option"] | undefined): Promise<Decision> {
  return new Promise((resolve) => {
    const pick = window.createQuickPick<Choice>();
    pick.title = title;
    pick.placeholder = "Nothing has been changed yet.";
    pick.ignoreFocusOut = true;
    pick.items = choices;
    pick.activeItems = [choices.find(({ decision }) => decision?.do === "toggle" && decision.option === last) ?? choices[0]];
    let decision: Decision = { do: "cancel" };
    pick.onDidAccept(() => {
      const [taken] = pick.selectedItems;
      if (!taken?.decision) return;
      decision = taken.decision;
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(decision);
    });
    pick.show();
  });
}

/** By its title: VS Code's API does not say what a tab of several diffs shows. */
async function closePreview(title: string): Promise<void> {
  await window.tabGroups.close(window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label.startsWith(title)));
}
