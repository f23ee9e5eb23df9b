// A diff as the data of an interactive page: what a page shows and says, as JSON, without what it never needs.
import type { JsonValue } from "../notebook/jsonStyle";
import type { CellKind } from "../notebook/model";
import type { OutputView, SideLines } from "./outputs/outputChanges";
import type { SourceBlock } from "./text/elsewhere";
import type { Block } from "./text/textView";
import type { ValueView } from "./view";

/** A cell's text, secrets masked, and what distinguishes it from others. Its outputs are not here: they may be megabytes. */
export interface PageCell {
  readonly index: number;
  /** "cell 3 [7]" */
  readonly label: string;
  readonly kind: CellKind;
  readonly language: string;
  readonly source: string;
  readonly outputs: number;
}

/** By which outputs are shown and hidden. */
export const outputTypes = ["text", "error", "table", "image", "html", "data"] as const;
export type OutputType = (typeof outputTypes)[number];

export interface PageImage {
  readonly mime: string;
  /** Base64, or the text of an SVG. */
  readonly data: string;
  /** "640×480 png, 12 kB" */
  readonly caption: string;
  readonly width: number | null;
  readonly height: number | null;
}

export interface PageOutput {
  readonly kind: OutputView["kind"];
  readonly type: OutputType;
  /** "new table", "output" */
  readonly head: string;
  /** Old lines that are gone face new ones that came. */
  readonly blocks: readonly Block[];
  /** All lines of both sides, where the blocks leave some out that can be unfolded. */
  readonly lines: SideLines | null;
  /** Blocks that are left out at the end. */
  readonly more: number;
  /** True where lines are rows of a table, on one side at least, and must not be broken. */
  readonly hasRows: boolean;
  /** `says`: how the two differ. */
  readonly image: { readonly before: PageImage | null; readonly after: PageImage | null; readonly says: string } | null;
  /** As the notebook has it: not safe. */
  readonly html: { readonly before: string | null; readonly after: string | null } | null;
  /** The JSON of the sides that have any; null where neither has. */
  readonly json: { readonly before?: JsonValue; readonly after?: JsonValue } | null;
}

/** What changed inside a cell. */
export interface PageChanges {
  readonly source: readonly SourceBlock[];
  readonly outputs: readonly PageOutput[];
  readonly values: readonly ValueView[];
}

export type PageRow =
  | { readonly kind: "same"; readonly cells: readonly { readonly before: number; readonly after: PageCell }[] }
  /** `happening`: "changed", "moved from cell 3", as a line under the cell's label. */
  | ({ readonly kind: "changed"; readonly before: PageCell; readonly after: PageCell; readonly happening: string } & PageChanges)
  /** `place`: index of the new side's cell before which it would stand, had it not moved. */
  | ({
      readonly kind: "moved";
      readonly before: PageCell;
      readonly after: PageCell;
      readonly place: number;
      readonly happening: string;
    } & PageChanges)
  | { readonly kind: "left"; readonly before: PageCell; readonly after: number; readonly happening: string }
  | ({ readonly kind: "added"; readonly after: PageCell; readonly split: number | null; readonly happening: string } & PageChanges)
  /** `place`: index of the new side's cell before which it would stand. */
  | ({
      readonly kind: "removed";
      readonly before: PageCell;
      readonly place: number;
      readonly split: number | null;
      readonly happening: string;
    } & PageChanges);

export interface DiffPage {
  /** "3 cells changed, 1 moved; outputs of 5 cells" */
  readonly summary: string;
  /** What is not shown: "run numbers of 12 cells"; empty where nothing is folded. */
  readonly folded: string;
  /** True where the notebooks say the same. */
  readonly isEqual: boolean;
  /** Changes of the notebook itself. */
  readonly notebook: readonly ValueView[];
  readonly rows: readonly PageRow[];
  /** Number of cells on each side. */
  readonly cells: { readonly before: number; readonly after: number };
}
