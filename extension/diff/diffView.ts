// The diffs of notebooks as editors: one web view for each pair that is compared.
import { Uri, ViewColumn, type Disposable } from "vscode";
import type { FromView, Kept, ToView, ViewCommand } from "../../media/diff/messages";
import { createPages } from "../pages";
import type { Server } from "../server";
import { diffTitle, OpenDiff, type DiffTarget } from "./openDiff";
import { diffPageParts } from "./page";
import { sideName } from "./sides";

const diffViewType = "nbready.diff";

export interface DiffViews extends Disposable {
  /** Opens the diff of two notebooks, or brings it to the front where it is open. */
  show(target: DiffTarget): void;
  /** Hands a command to the diff in front. Gives whether there is one. */
  command(name: ViewCommand): boolean;
}

/** Makes the views; they cost nothing until one is shown. */
export function createDiffViews(extension: Uri, server: Server): DiffViews {
  const pages = createPages<DiffTarget, Kept, ToView, FromView>(extension, {
    viewType: diffViewType,
    parts: diffPageParts,
    column: ViewColumn.Active,
    keyOf,
    titleOf: ({ before, after }) => diffTitle(sideName(before), sideName(after)),
    targetOf(kept) {
      if (!kept?.uris) return undefined;
      const [before, after] = kept.uris.map((uri) => Uri.parse(uri));
      return { before, after };
    },
    open: (page, target) => new OpenDiff(page, target, server),
  });
  return { show: pages.show, command: (name) => pages.tellFront({ type: "command", name }), dispose: pages.dispose };
}

const keyOf = ({ before, after }: DiffTarget): string => `${before.toString()}\n${after.toString()}`;
