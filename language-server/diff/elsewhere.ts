// Lines that were split off into another cell: one line tells where they are.
import type { LinesElsewhere } from "./splits";
import type { Block, LineView } from "./textView";

/** So many removed lines stand in another cell now. */
export interface Elsewhere {
  readonly kind: "elsewhere";
  /** Number of the first of them in the old text. Numbers count from 1. */
  readonly first: number;
  readonly count: number;
  readonly cell: number;
}

/** What a cell's text is shown as. */
export type SourceBlock = Block | Elsewhere;

/** The blocks, with removed lines that stand elsewhere as one. A blank line of them that faces a new one is torn from it. */
export function foldElsewhere(blocks: readonly Block[], elsewhere: readonly LinesElsewhere[]): readonly SourceBlock[] {
  const folded: SourceBlock[] = [];
  let torn: Block[] = [];
  const push = (block: SourceBlock): void => {
    folded.push(...torn, block);
    torn = [];
  };
  for (const block of blocks) {
    const old = block.kind === "edit" && block.before;
    const run = old ? runOf(block, old, elsewhere) : undefined;
    const last = folded.at(-1);
    if (!run || !old) push(block);
    else if (last?.kind === "elsewhere" && last.cell === run.cell) folded[folded.length - 1] = { ...last, count: last.count + 1 };
    else push({ kind: "elsewhere", first: old.number, count: 1, cell: run.cell });
    if (run && block.kind === "edit" && block.after) torn.push({ ...block, before: null });
  }
  return [...folded, ...torn];
}

function runOf({ after }: Extract<Block, { kind: "edit" }>, old: LineView, elsewhere: readonly LinesElsewhere[]): LinesElsewhere | undefined {
  if (after && !isBlank(old)) return undefined;
  const at = old.number - 1;
  return elsewhere.find(({ start, end }) => at >= start && at < end);
}

const isBlank = ({ pieces }: LineView): boolean => pieces.every(({ text }) => text.trim() === "");

/** "7 lines, now in cell 20" */
export const elsewhereText = ({ count, cell }: Elsewhere): string => `${count} ${count === 1 ? "line" : "lines"}, now in cell ${cell}`;
