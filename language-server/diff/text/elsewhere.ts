// Lines that were split off into another cell, or came out of one that was merged: one line says where they are.
import { counted } from "../../util/counted";
import type { LinesElsewhere } from "../cells/splits";
import { textOf, type Block, type LineView } from "./textView";
import { unmarked } from "./wordDiff";

/** So many removed lines are in another cell now, or so many added ones were in one before. */
export interface Elsewhere {
  readonly kind: "elsewhere";
  /** Whose lines these are. */
  readonly side: "before" | "after";
  /** Number of the first of them in that side's text. Numbers count from 1. */
  readonly first: number;
  readonly count: number;
  /** Number, on the other side, of the cell that they are in there. */
  readonly cell: number;
}

/** What a cell's text is shown as. */
export type SourceBlock = Block | Elsewhere;

/** The blocks, with lines of one side that are elsewhere as one. A line that faced one of them stands alone. */
export function foldElsewhere(
  blocks: readonly SourceBlock[],
  elsewhere: readonly LinesElsewhere[],
  side: Elsewhere["side"],
): readonly SourceBlock[] {
  if (elsewhere.length === 0) return blocks;
  const folded: SourceBlock[] = [];
  let torn: Block[] = [];
  const push = (block: SourceBlock): void => {
    folded.push(...torn, block);
    torn = [];
  };
  for (const block of blocks) {
    const line = block.kind === "edit" ? block[side] : null;
    const run = line && runOf(line, elsewhere);
    const last = folded.at(-1);
    if (!run) {
      push(block);
      continue;
    }
    if (last?.kind === "elsewhere" && last.side === side && last.cell === run.cell)
      folded[folded.length - 1] = { ...last, count: last.count + 1 };
    else push({ kind: "elsewhere", side, first: line.number, count: 1, cell: run.cell });
    if (block.kind === "edit") torn.push(...alone(block, side === "before" ? "after" : "before"));
  }
  return [...folded, ...torn];
}

const runOf = ({ number }: LineView, elsewhere: readonly LinesElsewhere[]): LinesElsewhere | undefined =>
  elsewhere.find(({ start, end }) => number > start && number <= end);

/** The line of one side, which faces nothing now. */
function alone(block: Extract<Block, { kind: "edit" }>, side: Elsewhere["side"]): readonly Block[] {
  const line = block[side];
  return line ? [{ kind: "edit", before: null, after: null, [side]: { number: line.number, pieces: unmarked(textOf(line)) } }] : [];
}

/** "7 lines, now in cell 20" */
export const elsewhereText = ({ side, count, cell }: Elsewhere): string =>
  `${counted(count, "line")}, ${side === "before" ? "now in" : "from"} cell ${cell}`;
