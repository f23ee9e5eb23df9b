// Marks open notebooks in the Explorer and on their tabs, as VS Code marks files with problems: those of a notebook's cells it leaves out,
// so that a notebook that a check of the workspace has marked would lose its mark when it is opened.
import { Disposable, EventEmitter, FileDecoration, ThemeColor, Uri, window, workspace, type FileDecorationProvider } from "vscode";
import type { SeverityCounts } from "../language-server/server/protocol";
import { describeCounts } from "./counts";
import { openNotebookOf } from "./notebooks";
import type { Statuses } from "./statuses";

/** Registers the marks; they follow the server's word on open notebooks. */
export function markNotebooks(statuses: Statuses): Disposable {
  const changed = new EventEmitter<Uri | undefined>();
  const provider: FileDecorationProvider = {
    onDidChangeFileDecorations: changed.event,
    provideFileDecoration(uri) {
      const open = openNotebookOf(uri);
      const status = open && statuses.of(open);
      return status && areShown() ? markOf(status.counts) : undefined;
    },
  };
  return Disposable.from(
    changed,
    window.registerFileDecorationProvider(provider),
    statuses.onChange((status) => changed.fire(status && Uri.parse(status.notebook))),
    workspace.onDidCloseNotebookDocument(({ uri }) => changed.fire(uri)),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("problems")) changed.fire(undefined);
    }),
  );
}

/** Whether the user lets VS Code mark files with problems. */
function areShown(): boolean {
  const settings = workspace.getConfiguration("problems");
  return settings.get("visibility", true) && settings.get("decorations.enabled", true);
}

/** Errors and warnings alone count, as with other files; a folder takes the colour of what is in it. */
function markOf(counts: SeverityCounts): FileDecoration | undefined {
  const total = counts.error + counts.warning;
  if (total === 0) return undefined;
  const mark = new FileDecoration(
    total > 9 ? "9+" : String(total),
    `nbready: ${describeCounts(counts)}`,
    new ThemeColor(counts.error > 0 ? "list.errorForeground" : "list.warningForeground"),
  );
  mark.propagate = true;
  return mark;
}
