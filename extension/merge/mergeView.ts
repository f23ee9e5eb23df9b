// The merges of notebooks as editors: one web view for each notebook with conflicts.
import { Uri, ViewColumn, type Disposable } from "vscode";
import type { FromView, Kept, ToView } from "../../media/merge/messages";
import { nameOf } from "../notebooks";
import { createPages } from "../pages";
import { OpenMerge } from "./openMerge";
import { mergePageParts } from "./page";

const mergeViewType = "nbready.merge";

export interface MergeViews extends Disposable {
  /** Opens the conflicts of a notebook, or brings them to the front where they are open. */
  show(uri: Uri): void;
  /** Hands a command to the view in front. Gives whether there is one. */
  command(name: "next" | "previous"): boolean;
}

/** Makes the views; they cost nothing until one is shown. */
export function createMergeViews(extension: Uri): MergeViews {
  const pages = createPages<Uri, Kept, ToView, FromView>(extension, {
    viewType: mergeViewType,
    parts: mergePageParts,
    column: ViewColumn.Active,
    keyOf: (uri) => uri.toString(),
    titleOf: (uri) => `Merge: ${nameOf(uri)}`,
    targetOf: (kept) => (kept?.uri ? Uri.parse(kept.uri) : undefined),
    open: (page, uri) => new OpenMerge(page, uri),
  });
  return { show: pages.show, command: (name) => pages.tellFront({ type: "command", name }), dispose: pages.dispose };
}
