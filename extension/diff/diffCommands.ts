// The commands that open a diff: from the Explorer, Source Control, a notebook's own title bar, the timeline, or with two URIs.
import { commands, TabInputNotebookDiff, Uri, window, workspace, type Disposable, type QuickPickItem } from "vscode";
import { isNotebookFile, isOurNotebook, nameOf, notebookInFront } from "../notebooks";
import type { DiffViews } from "./diffView";
import { head, index, indexOrHead, repositoryOf, versionOf } from "./git";
import { pickRevision, pickTwoNotebooks } from "./pick";
import { savedUri } from "./savedFiles";

/** Set while a notebook is selected for comparing: the Explorer's menu offers the second step only then. */
const selectedKey = "nbready.hasNotebookForCompare";

type Action = (target?: unknown, other?: unknown) => unknown;
/** What the commands do, by their ids. */
type Actions = Readonly<Record<string, Action>>;

export function registerDiffCommands(views: DiffViews): readonly Disposable[] {
  const actions: Actions = { ...compareTwoNotebooks(views), ...compareVersions(views), ...compareInFront(views), ...walkDiff(views) };
  return Object.entries(actions).map(([id, action]) => commands.registerCommand(id, action));
}

/** Two notebooks with each other. */
function compareTwoNotebooks(views: DiffViews): Actions {
  let selected: Uri | undefined;
  return {
    /** Of two URIs, or their texts: the old side and the new one. */
    "nbready.diff": async (before, after) => {
      const [one, other] = [toUri(before), toUri(after)];
      const target = one && other ? { before: one, after: other } : await pickTwoNotebooks();
      if (target) views.show(target);
    },
    "nbready.selectForCompare": async (target) => {
      selected = fileOf(target);
      if (!selected) sayNothingInFront();
      await commands.executeCommand("setContext", selectedKey, selected !== undefined);
    },
    "nbready.compareWithSelected": withFile((after) => {
      if (selected) views.show({ before: selected, after });
      else void window.showInformationMessage("First choose “Select Notebook for Compare” at the other notebook, in the Explorer's menu.");
    }),
    "nbready.compareSelected": (target, all) => {
      const both = Array.isArray(all) ? all.filter((one): one is Uri => one instanceof Uri) : [];
      // The Explorer names the one under the mouse first: it is the new side.
      const after = fileOf(target);
      const before = both.find((one) => one.toString() !== after?.toString());
      if (before && after) views.show({ before, after });
      else void window.showInformationMessage("Select two notebooks in the Explorer to compare them.");
    },
  };
}

/** A notebook with an earlier version of itself. */
function compareVersions(views: DiffViews): Actions {
  const compareWith = async (file: Uri, ref: string): Promise<void> => {
    const before = await versionOf(file, ref);
    if (before) views.show({ before, after: file });
    else sayNoRepository(file);
  };
  return {
    "nbready.compare": withFile(async (file) => {
      const picked = await window.showQuickPick(comparisons, { title: `Compare ${nameOf(file)}` });
      if (picked) await commands.executeCommand(picked.command, file);
    }),
    "nbready.diffWithHead": withNotebook((file) => compareWith(file, head)),
    "nbready.diffWorkingTree": withNotebook((file) => compareWith(file, indexOrHead)),
    "nbready.diffIndex": withNotebook(async (file) => {
      const [before, after] = await Promise.all([versionOf(file, head), versionOf(file, index)]);
      if (before && after) views.show({ before, after });
      else sayNoRepository(file);
    }),
    "nbready.diffWithSaved": withFile((file) => {
      if (file.scheme === "untitled")
        return void window.showInformationMessage(`${nameOf(file)} has never been saved, so there is nothing to compare it with.`);
      views.show({ before: savedUri(file), after: file });
    }),
    "nbready.diffWithRevision": withFile(async (file) => {
      const repository = await repositoryOf(file);
      if (!repository) return sayNoRepository(file);
      const ref = await pickRevision(repository, file);
      if (ref === undefined) return;
      if (isNotebookFile(file)) await compareWith(file, ref);
      else sayNoNotebook(file);
    }),
    "nbready.diffTimelineItem": async (item, target) => {
      const file = fileOf(target);
      const refs = refsOf(item);
      if (!file || !refs) return;
      // The newest entry of a changed file is the file itself.
      const [before, after] = await Promise.all([versionOf(file, refs.before), refs.after === "" ? file : versionOf(file, refs.after)]);
      if (before && after) views.show({ before, after });
    },
  };
}

/** The two sides of VS Code's own diff of notebooks, where that is in front. */
const compareInFront = (views: DiffViews): Actions => ({
  "nbready.diffInFront": () => {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    if (input instanceof TabInputNotebookDiff) views.show({ before: input.original, after: input.modified });
    else sayNothingInFront();
  },
});

/** What is done in the diff in front. */
const walkDiff = (views: DiffViews): Actions => ({
  "nbready.nextChange": () => views.command("next") || sayNoDiff(),
  "nbready.previousChange": () => views.command("previous") || sayNoDiff(),
  "nbready.findInDiff": () => views.command("find") || sayNoDiff(),
  "nbready.toggleInlineDiff": () => views.command("inline") || sayNoDiff(),
});

/** A command about a file; the user hears of it where there is none. */
const withFile =
  (action: (file: Uri) => unknown): Action =>
  (target) => {
    const file = fileOf(target);
    return file ? action(file) : sayNothingInFront();
  };

/** The same, for a file that has to be a notebook. */
const withNotebook = (action: (file: Uri) => unknown): Action =>
  withFile((file) => (isNotebookFile(file) ? action(file) : sayNoNotebook(file)));

/** The file that a command is about: the Explorer's, a resource of Source Control, a notebook editor's, else the notebook in front. */
export function fileOf(target: unknown): Uri | undefined {
  if (target instanceof Uri) return target;
  if (typeof target === "object" && target !== null) {
    if ("resourceUri" in target && target.resourceUri instanceof Uri) return target.resourceUri;
    if (
      "notebookEditor" in target &&
      typeof target.notebookEditor === "object" &&
      target.notebookEditor !== null &&
      "notebookUri" in target.notebookEditor &&
      target.notebookEditor.notebookUri instanceof Uri
    )
      return target.notebookEditor.notebookUri;
  }
  const notebook = notebookInFront();
  return notebook && isOurNotebook(notebook) ? notebook.uri : undefined;
}

/** The versions before and after an entry that the git extension has in the timeline. */
function refsOf(item: unknown): { readonly before: string; readonly after: string } | undefined {
  if (typeof item !== "object" || item === null || !("ref" in item) || !("previousRef" in item)) return undefined;
  return typeof item.ref === "string" && typeof item.previousRef === "string" ? { before: item.previousRef, after: item.ref } : undefined;
}

/** What a notebook is compared with from its toolbar. */
const comparisons: readonly (QuickPickItem & { readonly command: string })[] = [
  { label: "$(git-commit) With HEAD", description: "the last commit", command: "nbready.diffWithHead" },
  { label: "$(save) With Saved", description: "the file on disk", command: "nbready.diffWithSaved" },
  { label: "$(git-branch) With Branch or Commit…", command: "nbready.diffWithRevision" },
];

const toUri = (value: unknown): Uri | undefined =>
  value instanceof Uri ? value : typeof value === "string" ? Uri.parse(value) : undefined;

const sayNoNotebook = (file: Uri): void =>
  void window.showInformationMessage(`${nameOf(file)} is not a notebook. Click it to open its changes.`);

function sayNothingInFront(): void {
  void window.showInformationMessage("Open the notebook that you want to compare.");
}

const sayNoDiff = (): void =>
  void window.showInformationMessage("Open a notebook diff first, with “Compare Notebook…” or “Compare Two Notebooks…”.");

function sayNoRepository(file: Uri): void {
  void window.showInformationMessage(
    workspace.isTrusted
      ? `${nameOf(file)} is not in a git repository that VS Code has open, so there is no earlier version to compare it with.`
      : `VS Code switches git off in Restricted Mode. Trust the folder to compare ${nameOf(file)} with an earlier version.`,
  );
}
