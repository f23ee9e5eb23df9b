// In changed lines of outputs, what every run changes is not marked: the other words are why the line is shown.
import type { Span } from "../../notebook/model";
import { noiseIn } from "../outputs/noise";
import { byWords, withoutEnd, type LineCompare } from "./textView";
import { joinPieces, type Piece } from "./wordDiff";

/** Compares lines by their words, marks none that lies in noise, unless nothing else is marked. */
export function byQuietWords(before: readonly string[], after: readonly string[]): LineCompare {
  const words = byWords(before, after);
  return {
    likeness: words.likeness,
    pieces: (one, other) => {
      const marked = words.pieces(one, other);
      if (!isMarked(marked.before) && !isMarked(marked.after)) return marked;
      const quiet = {
        before: unmark(marked.before, noiseIn(withoutEnd(before[one]))),
        after: unmark(marked.after, noiseIn(withoutEnd(after[other]))),
      };
      return isMarked(quiet.before) || isMarked(quiet.after) ? quiet : marked;
    },
  };
}

const isMarked = (pieces: readonly Piece[]): boolean => pieces.some(({ changed }) => changed);

/** The pieces, with marks only outside the spans. */
function unmark(pieces: readonly Piece[], spans: readonly Span[]): readonly Piece[] {
  if (spans.length === 0) return pieces;
  let end = 0;
  return joinPieces(
    pieces.flatMap((piece): readonly Piece[] => {
      const start = end;
      end += piece.text.length;
      if (!piece.changed) return [piece];
      const part = (from: number, to: number, changed: boolean): Piece => ({ text: piece.text.slice(from - start, to - start), changed });
      const parts: Piece[] = [];
      let at = start;
      for (const span of spans) {
        if (span.end <= at || span.start >= end) continue;
        const [from, to] = [Math.max(at, span.start), Math.min(end, span.end)];
        parts.push(part(at, from, true), part(from, to, false));
        at = to;
      }
      return [...parts, part(at, end, true)];
    }),
  );
}
