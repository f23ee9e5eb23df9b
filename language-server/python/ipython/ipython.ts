// IPython's input syntax: finds magics, shell lines, help and auto-calls in a cell and masks them, so that the rest
// parses as Python at the same offsets.
import type { Span } from "../../notebook/model";

export { transformCell } from "./transformCell";

/**
 * An escape found in a cell, not yet lowered: what it is and where its parts are in the cell's source.
 * The body of a cell magic that runs Python in the notebook's namespace (%%time, %%capture) stays in the cell's text and
 * is parsed with it, so such an escape ends with its first line; escapes inside its body are entries of their own.
 */
export interface RawEscape extends Span {
  readonly kind: "line-magic" | "cell-magic" | "shell" | "shell-capture" | "help" | "auto-call";
  readonly name: string;
  readonly args: Span;
  readonly body: Span | null;
  readonly bodyKind: "python" | "isolated-python" | "foreign" | "unknown" | null;
  /** Spans of Python statements inside the escape (%time x = 1; %%timeit's set-up line), parsed apart, in order. */
  readonly statementSpans: readonly Span[];
  /** Spans of Python expressions it reads ({expr}, $name, help's subject). */
  readonly readSpans: readonly Span[];
  readonly bindSpans: readonly Span[];
  readonly unbinds: readonly string[];
  readonly opensScope: boolean;
  readonly automagic: boolean;
}

/** A cell ready for the Python parser. */
export interface Transformed {
  /** Same length and same line breaks as the source; escapes are replaced by placeholders, see `placeholder`. */
  readonly text: string;
  /** As `text`, but with only the escapes within statement spans masked: what those spans are parsed from. */
  readonly fragments: string;
  readonly escapes: readonly RawEscape[];
  /** For a line whose common leading indent was removed (moved to the line's end to keep the length): how many units its
   *  content moved left. Indexed by line; absent lines moved by 0. An offset in `text` plus this is the offset in the source. */
  readonly indentShift: ReadonlyMap<number, number>;
  /** What IPython itself would refuse (UsageError, a magic in an impossible place). */
  readonly problems: readonly { readonly start: number; readonly end: number; readonly message: string }[];
}
