// The markers of a conflict among the lines of a text: how they are written, and how they are read again.
import { splitText, type Chunk } from "./mergeLines";

export const openMarker = "<<<<<<< ours";
export const middleMarker = "=======";
export const closeMarker = ">>>>>>> theirs";

/** The text with both sides' lines between markers, as git writes them. */
export const markedText = (chunks: readonly Chunk[]): string =>
  chunks
    .flatMap((chunk) => (chunk.kind === "settled" ? chunk.lines : [openMarker, ...chunk.ours, middleMarker, ...chunk.theirs, closeMarker]))
    .join("\n");

type Place = "settled" | "ours" | "base" | "theirs";

/**
 * The text between its markers: those of nbready, or of any tool that writes them as git does, with or without the lines of
 * the base. Null where there is none, or where one is missing: somebody is in the middle of settling it by hand.
 */
export function readMarkers(text: string): readonly Chunk[] | null {
  const chunks: Chunk[] = [];
  let place: Place = "settled";
  const lines: Record<Place, string[]> = { settled: [], ours: [], base: [], theirs: [] };
  for (const line of splitText(text)) {
    const next = placeBehind(line, place);
    if (next === null) lines[place].push(line);
    else if (next === "misplaced") return null;
    else if (next === "settled") chunks.push({ kind: "conflict", ours: lines.ours.splice(0), theirs: lines.theirs.splice(0) });
    else if (next === "ours" && lines.settled.length > 0) chunks.push({ kind: "settled", lines: lines.settled.splice(0) });
    place = next ?? place;
  }
  if (place !== "settled" || !chunks.some(({ kind }) => kind === "conflict")) return null;
  return lines.settled.length > 0 ? [...chunks, { kind: "settled", lines: lines.settled }] : chunks;
}

/** What a line of a text with markers is: of a side or of the base, of neither (""), or a marker; the one between the sides belongs to none. */
export interface LinePart {
  readonly side: "" | Exclude<Place, "settled">;
  readonly isMarker: boolean;
}

/** What each line is. A marker in an impossible place changes nothing for the lines below it. */
export function partsOf(text: string): readonly LinePart[] {
  let place: Place = "settled";
  return splitText(text).map((line) => {
    const next = placeBehind(line, place);
    if (next === null) return { side: place === "settled" ? "" : place, isMarker: false };
    if (next === "misplaced") return { side: "", isMarker: true };
    place = next;
    return { side: next === "settled" ? "theirs" : next === "theirs" ? "" : next, isMarker: true };
  });
}

/** True where a line opens or closes a conflict. A line of seven = may be a heading's. */
export const hasMarker = (text: string): boolean => splitText(text).some((line) => isMarker(line, "<") || isMarker(line, ">"));

/** Where the text goes on after a marker; null for a line that is none. */
function placeBehind(line: string, place: Place): Place | "misplaced" | null {
  if (isMarker(line, "<")) return place === "settled" ? "ours" : "misplaced";
  if (isMarker(line, ">")) return place === "theirs" ? "settled" : "misplaced";
  if (place === "ours" && isMarker(line, "|")) return "base";
  return (place === "ours" || place === "base") && line.trimEnd() === middleMarker ? "theirs" : null;
}

const isMarker = (line: string, sign: string): boolean =>
  line.startsWith(sign.repeat(7)) && (line[7] === undefined || line[7] === " " || line[7] === "\r");
