// Lines that were split off into another cell: one line tells where they are.
import type { LinesElsewhere } from "../../diff/splits";
import type { Block, LineView } from "../../diff/textView";

/** So many removed lines stand in another cell now. */
export interface Elsewhere {
  readonly kind: "elsewhere";
  readonly count: number;
  readonly cell: number;
}

/** The blocks, with removed lines that stand elsewhere as one. A blank line of them that faces a new one is torn from it. */
export function foldElsewhere(blocks: readonly Block[], elsewhere: readonly LinesElsewhere[]): readonly (Block | Elsewhere)[] {
  const folded: (Block | Elsewhere)[] = [];
  let torn: Block[] = [];
  const push = (block: Block | Elsewhere): void => {
    folded.push(...torn, block);
    torn = [];
  };
  for (const block of blocks) {
    const run = runOf(block, elsewhere);
    const last = folded.at(-1);
    if (run === undefined) push(block);
    else if (last?.kind === "elsewhere" && last.cell === run.cell) folded[folded.length - 1] = { ...last, count: last.count + 1 };
    else push({ kind: "elsewhere", count: 1, cell: run.cell });
    if (run !== undefined && block.kind === "edit" && block.after) torn.push({ ...block, before: null });
  }
  return [...folded, ...torn];
}

function runOf(block: Block, elsewhere: readonly LinesElsewhere[]): LinesElsewhere | undefined {
  if (block.kind !== "edit" || !block.before || (block.after && !isBlank(block.before))) return undefined;
  const at = block.before.number - 1;
  return elsewhere.find(({ start, end }) => at >= start && at < end);
}

const isBlank = ({ pieces }: LineView): boolean => pieces.every(({ text }) => text.trim() === "");

/** "7 lines, now in cell 20" */
export const elsewhereText = ({ count, cell }: Elsewhere): string => `${count} ${count === 1 ? "line" : "lines"}, now in cell ${cell}`;
