// Makes the changes of a plan as one edit of VS Code, or none of them.
import { Uri, workspace, type LogOutputChannel, type NotebookDocument } from "vscode";
import type { NotebookEditRequest } from "../../language-server/server/protocol";
import { toWorkspaceEdit } from "../notebookEdit";
import { nameOf } from "../notebooks";

/**
 * Gives null, or why nothing was changed, as a sentence without its beginning.
 * @param fromNotebook see `toWorkspaceEdit`
 */
export async function applyPlan(
  request: NotebookEditRequest,
  notebook: NotebookDocument,
  log: LogOutputChannel,
  fromNotebook = false,
): Promise<string | null> {
  const edit = toWorkspaceEdit(request, notebook, fromNotebook);
  if (!edit) return "the notebook has changed in the meantime.";
  const made = await missing(request.createFiles.map(({ uri }) => Uri.parse(uri)));
  const applied = await workspace.applyEdit(edit, { isRefactoring: true }).then(
    (done) => done,
    (error: unknown) => {
      log.error(`${request.title}: ${String(error)}`);
      return false;
    },
  );
  if (applied) return null;
  // VS Code makes the files first, one after the other, and stops at one that it cannot make.
  for (const uri of made) await workspace.fs.delete(uri).then(undefined, () => undefined);
  const names = request.createFiles.map(({ uri }) => nameOf(Uri.parse(uri)));
  return names.length > 0
    ? `VS Code could not create ${names.join(", ")}. Check that the folder is writable and the disk is not full.`
    : "VS Code could not make the change; nbready's log says more.";
}

/** The files, and the folders above them, that are not there: files first, then folders from the innermost. Deleting a folder that holds anything fails. */
async function missing(files: readonly Uri[]): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  for (let level = [...files]; level.length > 0;) {
    const there = await Promise.all(
      level.map((uri) =>
        workspace.fs.stat(uri).then(
          () => true,
          () => false,
        ),
      ),
    );
    const absent = level.filter((_, at) => !there[at]);
    found.push(...absent);
    level = [...new Map(absent.map((uri) => Uri.joinPath(uri, "..")).map((uri) => [uri.toString(), uri])).values()];
  }
  return found;
}
