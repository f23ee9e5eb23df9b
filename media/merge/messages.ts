// What the web view of a merge and the extension say to each other.
import type { PagedConflict } from "../../language-server/merge/mergePage";
import type { Take } from "../../language-server/merge/settle";

export type ToView =
  /** The conflicts as they stand; `version` is the notebook's, which a choice names; `canUndo`: it has a change that can be taken back, as one that is not saved has. */
  | {
      readonly type: "conflicts";
      readonly name: string;
      readonly uri: string;
      readonly version: number;
      readonly isDirty: boolean;
      readonly canUndo: boolean;
      readonly conflicts: readonly PagedConflict[];
    }
  /** There is nothing to settle, for this reason. */
  | { readonly type: "problem"; readonly text: string }
  | { readonly type: "command"; readonly name: "next" | "previous" }
  /** Something to say to the user, in a line. */
  | { readonly type: "notice"; readonly text: string };

export type FromView =
  /** The page is there and waits. */
  | { readonly type: "ready" }
  | { readonly type: "take"; readonly version: number; readonly cell: number; readonly take: Take }
  | { readonly type: "open"; readonly cell: number }
  | { readonly type: "undo" }
  | { readonly type: "save" };

/** What VS Code keeps of the page while it is hidden. */
export interface Kept {
  readonly uri: string;
}
