// What the diff's web view and the extension say to each other.
import type { DiffPage } from "../../language-server/diff/diffPage";

/** What is put back to how the left side has it, by the cells' indexes on both sides. */
export type Revert =
  | { readonly kind: "changed"; readonly before: number; readonly after: number }
  /** `place`: index on the right side before which it goes. */
  | { readonly kind: "moved"; readonly before: number; readonly after: number; readonly place: number }
  | { readonly kind: "added"; readonly after: number }
  | { readonly kind: "removed"; readonly before: number; readonly place: number }
  /** Some lines of a cell's text. */
  | { readonly kind: "lines"; readonly before: number; readonly after: number; readonly old: LineRange; readonly new: LineRange };

/** Zero-based, half-open. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

export interface Sides {
  /** How the two sides are called. */
  readonly names: readonly [string, string];
  /** Their URIs; the page keeps them, so that VS Code can bring it back. */
  readonly uris: readonly [string, string];
  /** Whether the right side is a working copy that can be changed. */
  readonly canRevert: boolean;
}

export type ToView =
  | ({
      readonly type: "diff";
      readonly page: DiffPage;
      /** Counts the diffs; a revert names the one that it was asked from. */ readonly version: number;
      readonly showsAll: boolean;
      /** Whether images may come from the network: the user has said so. */ readonly remoteImages: boolean;
    } & Sides)
  /** There is nothing to show, for these reasons. */
  | ({ readonly type: "problem"; readonly problems: readonly string[] } & Sides)
  /** A command of the extension that the page carries out. */
  | { readonly type: "command"; readonly name: ViewCommand }
  | { readonly type: "colours"; readonly colours: CodeColours }
  /** Something to say to the user, in a line. */
  | { readonly type: "notice"; readonly text: string; readonly canUndo: boolean };

/** Colours of code, as #rrggbb, by kind of word; a kind that is missing keeps the page's own. */
export type CodeColours = {
  readonly [kind in "comment" | "keyword" | "string" | "number" | "title" | "type" | "name" | "constant"]?: string;
};

export type ViewCommand = "next" | "previous" | "find" | "inline";

export type FromView =
  /** The page is there and waits for a diff. */
  | { readonly type: "ready" }
  /** The page has this theme now, by its id. */
  | { readonly type: "theme"; readonly id: string }
  /** Tell what every run changes, too, or no longer. */
  | { readonly type: "showAll"; readonly showAll: boolean }
  | { readonly type: "copy"; readonly text: string; readonly what: string }
  | { readonly type: "revert"; readonly version: number; readonly revert: Revert }
  | { readonly type: "undo" }
  /** The user wants the images that lie on servers. */
  | { readonly type: "loadImages" }
  /** Show a cell of a side in the notebook's own editor. */
  | { readonly type: "open"; readonly side: "before" | "after"; readonly cell: number };

/** What VS Code keeps of the page while it is hidden. */
export interface Kept {
  readonly uris: readonly [string, string];
  readonly isInline: boolean | null;
  readonly hidden: readonly string[];
  readonly scrolled: number;
}
