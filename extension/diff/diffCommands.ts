// The commands that open a diff: from the Explorer, Source Control, a notebook's own title bar, the timeline, or with two URIs.
import { commands, TabInputNotebookDiff, Uri, window, workspace, type Disposable, type QuickPickItem } from "vscode";
import { folderOf, isNotebookFile, isOurNotebook, nameOf, notebookInFront } from "../notebooks";
import type { DiffViews } from "./diffView";
import { head, index, indexOrHead, repositoryOf, versionOf, type Repository } from "./git";
import { savedUri } from "./savedFiles";

/** Set while a notebook is selected for comparing: the Explorer's menu offers the second step only then. */
const selectedKey = "nbready.hasNotebookForCompare";

export function registerDiffCommands(views: DiffViews): readonly Disposable[] {
  let selected: Uri | undefined;
  const compareVersion = async (target: unknown, ref: string): Promise<void> => {
    const file = fileOf(target);
    if (!file) return sayNothingInFront();
    if (!isNotebookFile(file)) return sayNoNotebook(file);
    const before = await versionOf(file, ref);
    if (!before) return sayNoRepository(file);
    views.show({ before, after: file });
  };
  const actions: Readonly<Record<string, (target?: unknown, other?: unknown) => unknown>> = {
    /** Of two URIs, or their texts: the old side and the new one. */
    "nbready.diff": async (before, after) => {
      const [one, other] = [toUri(before), toUri(after)];
      if (one && other) views.show({ before: one, after: other });
      else await pickAndCompare(views);
    },
    "nbready.selectForCompare": async (target) => {
      selected = fileOf(target);
      if (!selected) sayNothingInFront();
      await commands.executeCommand("setContext", selectedKey, selected !== undefined);
    },
    "nbready.compareWithSelected": async (target) => {
      const after = fileOf(target);
      if (!after) return sayNothingInFront();
      if (!selected) return void window.showInformationMessage("First choose “Select Notebook for Compare” at the other notebook, in the Explorer's menu.");
      views.show({ before: selected, after });
    },
    "nbready.compareSelected": async (target, all) => {
      const both = Array.isArray(all) ? all.filter((one): one is Uri => one instanceof Uri) : [];
      // The Explorer names the one under the mouse first: it is the new side.
      const before = both.find((one) => one.toString() !== fileOf(target)?.toString());
      const after = fileOf(target);
      if (before && after) views.show({ before, after });
      else void window.showInformationMessage("Select two notebooks in the Explorer to compare them.");
    },
    "nbready.compare": async (target) => {
      const file = fileOf(target);
      if (!file) return sayNothingInFront();
      const picked = await window.showQuickPick(comparisons, { title: `Compare ${nameOf(file)}` });
      if (picked) await commands.executeCommand(picked.command, file);
    },
    "nbready.diffWithHead": (target) => compareVersion(target, head),
    "nbready.diffWorkingTree": (target) => compareVersion(target, indexOrHead),
    "nbready.diffIndex": async (target) => {
      const file = fileOf(target);
      if (!file) return sayNothingInFront();
      if (!isNotebookFile(file)) return sayNoNotebook(file);
      const [before, after] = await Promise.all([versionOf(file, head), versionOf(file, index)]);
      if (before && after) views.show({ before, after });
      else sayNoRepository(file);
    },
    "nbready.diffWithSaved": async (target) => {
      const file = fileOf(target);
      if (!file) return sayNothingInFront();
      if (file.scheme === "untitled") return void window.showInformationMessage(`${nameOf(file)} has never been saved, so there is nothing to compare it with.`);
      views.show({ before: savedUri(file), after: file });
    },
    "nbready.diffWithRevision": async (target) => {
      const file = fileOf(target);
      if (!file) return sayNothingInFront();
      const repository = await repositoryOf(file);
      if (!repository) return sayNoRepository(file);
      const ref = await pickRevision(repository, file);
      if (ref !== undefined) await compareVersion(file, ref);
    },
    "nbready.diffTimelineItem": async (item, target) => {
      const file = fileOf(target);
      const refs = refsOf(item);
      if (!file || !refs) return;
      // The newest entry of a changed file is the file itself.
      const [before, after] = await Promise.all([versionOf(file, refs.before), refs.after === "" ? file : versionOf(file, refs.after)]);
      if (before && after) views.show({ before, after });
    },
    /** Of the two sides of VS Code's own diff of notebooks, where that is in front. */
    "nbready.diffInFront": () => {
      const input = window.tabGroups.activeTabGroup.activeTab?.input;
      if (input instanceof TabInputNotebookDiff) views.show({ before: input.original, after: input.modified });
      else sayNothingInFront();
    },
    "nbready.nextChange": () => views.command("next") || sayNoDiff(),
    "nbready.previousChange": () => views.command("previous") || sayNoDiff(),
    "nbready.findInDiff": () => views.command("find") || sayNoDiff(),
    "nbready.toggleInlineDiff": () => views.command("inline") || sayNoDiff(),
  };
  return Object.entries(actions).map(([id, action]) => commands.registerCommand(id, action));
}

/** The file that a command is about: the Explorer's, a resource of Source Control, a notebook editor's, else the notebook in front. */
export function fileOf(target: unknown): Uri | undefined {
  if (target instanceof Uri) return target;
  if (typeof target === "object" && target !== null) {
    if ("resourceUri" in target && target.resourceUri instanceof Uri) return target.resourceUri;
    if ("notebookEditor" in target && typeof target.notebookEditor === "object" && target.notebookEditor !== null && "notebookUri" in target.notebookEditor && target.notebookEditor.notebookUri instanceof Uri) return target.notebookEditor.notebookUri;
  }
  const notebook = notebookInFront();
  return notebook && isOurNotebook(notebook) ? notebook.uri : undefined;
}

/** What the git extension's entries of the timeline stand for. */
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

const toUri = (value: unknown): Uri | undefined => (value instanceof Uri ? value : typeof value === "string" ? Uri.parse(value) : undefined);

const sayNoNotebook = (file: Uri): void => void window.showInformationMessage(`${nameOf(file)} is not a notebook. Click it to open its changes.`);

function sayNothingInFront(): void {
  void window.showInformationMessage("Open the notebook that you want to compare.");
}

const sayNoDiff = (): void => void window.showInformationMessage("Open a notebook diff first, with “Compare Notebook…” or “Compare Two Notebooks…”.");

function sayNoRepository(file: Uri): void {
  void window.showInformationMessage(workspace.isTrusted ? `${nameOf(file)} is not in a git repository that VS Code has open, so there is no earlier version to compare it with.` : `VS Code switches git off in Restricted Mode. Trust the folder to compare ${nameOf(file)} with an earlier version.`);
}

/** Two notebooks, chosen one after the other: of the workspace, or from anywhere. */
async function pickAndCompare(views: DiffViews): Promise<void> {
  const before = await pickNotebook(1, "The old notebook");
  const after = before && (await pickNotebook(2, "The new notebook"));
  if (before && after) views.show({ before, after });
}

interface NotebookItem extends QuickPickItem {
  readonly uri: Uri | undefined;
}

/** So many notebooks of a workspace are listed; the others are found by browsing. */
const mostListed = 2_000;

async function pickNotebook(step: 1 | 2, placeHolder: string): Promise<Uri | undefined> {
  const items = async (): Promise<readonly NotebookItem[]> => {
    const found = await workspace.findFiles("**/*.ipynb", "**/{node_modules,.ipynb_checkpoints}/**", mostListed);
    const listed = found.map((uri): NotebookItem => ({ uri, label: nameOf(uri), description: folderOf(uri) }));
    return [...listed.sort((a, b) => (a.description ?? "").localeCompare(b.description ?? "") || a.label.localeCompare(b.label)), { uri: undefined, label: "$(folder-opened) Browse…", alwaysShow: true }];
  };
  const picked = await window.showQuickPick(items(), { title: `Compare Two Notebooks (${step}/2)`, placeHolder, matchOnDescription: true });
  if (!picked || picked.uri) return picked?.uri;
  return (await window.showOpenDialog({ title: placeHolder, canSelectMany: false, filters: { Notebooks: ["ipynb"] } }))?.[0];
}

interface RevisionItem extends QuickPickItem {
  readonly ref: string;
}

/** A branch, a tag, or one of the last commits that touched the file. */
async function pickRevision(repository: Repository, file: Uri): Promise<string | undefined> {
  const items = async (): Promise<readonly RevisionItem[]> => {
    const [refs, commits] = await Promise.all([repository.getRefs({ sort: "committerdate" }), repository.log({ maxEntries: 50, path: file.fsPath })]);
    const named = refs.flatMap(({ type, name, commit }): readonly RevisionItem[] => (name ? [{ ref: name, label: `${type === 2 ? "$(tag)" : "$(git-branch)"} ${name}`, description: commit?.slice(0, 8) }] : []));
    const changes = commits.map(({ hash, message, authorName, authorDate }): RevisionItem => ({ ref: hash, label: `$(git-commit) ${message.split("\n")[0]}`, description: hash.slice(0, 8), detail: [authorName, authorDate?.toLocaleString()].filter(Boolean).join(", ") }));
    return [...named, ...changes];
  };
  return (await window.showQuickPick(items(), { title: `Compare ${nameOf(file)} with…`, placeHolder: "A branch, a tag or a commit", matchOnDescription: true, matchOnDetail: true }))?.ref;
}
