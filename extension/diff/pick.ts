// What the user chooses to compare, from lists: two notebooks, or the version of one.
import { window, workspace, type QuickPickItem, type Uri } from "vscode";
import { folderOf, nameOf } from "../notebooks";
import type { DiffTarget } from "./openDiff";
import type { Repository } from "./git";

/** Two notebooks, chosen one after the other: of the workspace, or from anywhere. undefined where the user gives up. */
export async function pickTwoNotebooks(): Promise<DiffTarget | undefined> {
  const before = await pickNotebook(1, "The old notebook");
  const after = before && (await pickNotebook(2, "The new notebook"));
  return before && after && { before, after };
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
    return [
      ...listed.sort((a, b) => (a.description ?? "").localeCompare(b.description ?? "") || a.label.localeCompare(b.label)),
      { uri: undefined, label: "$(folder-opened) Browse…", alwaysShow: true },
    ];
  };
  const picked = await window.showQuickPick(items(), { title: `Compare Two Notebooks (${step}/2)`, placeHolder, matchOnDescription: true });
  if (!picked || picked.uri) return picked?.uri;
  return (await window.showOpenDialog({ title: placeHolder, canSelectMany: false, filters: { Notebooks: ["ipynb"] } }))?.[0];
}

interface RevisionItem extends QuickPickItem {
  readonly ref: string;
}

/** A branch, a tag, or one of the last commits that touched the file, as git names it. undefined where the user gives up. */
export async function pickRevision(repository: Repository, file: Uri): Promise<string | undefined> {
  const items = async (): Promise<readonly RevisionItem[]> => {
    const [refs, commits] = await Promise.all([
      repository.getRefs({ sort: "committerdate" }),
      repository.log({ maxEntries: 50, path: file.fsPath }),
    ]);
    const named = refs.flatMap(({ type, name, commit }): readonly RevisionItem[] =>
      name ? [{ ref: name, label: `${type === 2 ? "$(tag)" : "$(git-branch)"} ${name}`, description: commit?.slice(0, 8) }] : [],
    );
    const changes = commits.map(({ hash, message, authorName, authorDate }): RevisionItem => ({
      ref: hash,
      label: `$(git-commit) ${message.split("\n")[0]}`,
      description: hash.slice(0, 8),
      detail: [authorName, authorDate?.toLocaleString()].filter(Boolean).join(", "),
    }));
    return [...named, ...changes];
  };
  return (
    await window.showQuickPick(items(), {
      title: `Compare ${nameOf(file)} with…`,
      placeHolder: "A branch, a tag or a commit",
      matchOnDescription: true,
      matchOnDetail: true,
    })
  )?.ref;
}
