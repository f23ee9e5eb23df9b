// A cell's change as Markdown, to be pasted into a review.
import type { PageOutput, PageRow } from "../../language-server/diff/diffPage";
import { elsewhereText, type SourceBlock } from "../../language-server/diff/text/elsewhere";
import { runAt } from "../../language-server/diff/text/facing";
import { textOf } from "../../language-server/diff/text/textView";
import type { ValueView } from "../../language-server/diff/view";
import { pushAll } from "../../language-server/util/pushAll";

/** Of one output so many lines are copied: a review is read by people. */
const mostLines = 30;

/** Rows that tell a change of a cell. */
export type ChangedRow = Extract<PageRow, { happening: string }>;

/** "Cell 3 [7] changed", then what changed as a diff block, the outputs below it. */
export function rowMarkdown(row: ChangedRow, file: string): string {
  const cell = row.kind === "added" ? row.after : row.kind === "left" ? row.before : row.kind === "removed" ? row.before : row.after;
  const head = `**${file}, ${cell.label}: ${row.happening}**`;
  if (row.kind === "left") return `${head}\n`;
  const parts = [
    ...(row.source.length > 0 ? [fenced(linesOf(row.source))] : []),
    ...row.values.map(valueText),
    ...row.outputs.map(outputText),
  ];
  return `${[head, ...parts].join("\n\n")}\n`;
}

/** Lines as `diff` writes them. */
function linesOf(blocks: readonly SourceBlock[]): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at];
    if (block.kind === "skipped") lines.push(`@@ ${block.count} unchanged ${block.count === 1 ? "line" : "lines"} @@`);
    else if (block.kind === "elsewhere") lines.push(`@@ ${elsewhereText(block)} @@`);
    else if (block.kind === "same") lines.push(` ${block.text}`);
    else {
      // Of a run of edits all old lines stand before all new ones.
      const run = runAt(blocks, at);
      pushAll(
        lines,
        run.flatMap(({ before }) => (before ? [`-${textOf(before)}`] : [])),
      );
      pushAll(
        lines,
        run.flatMap(({ after }) => (after ? [`+${textOf(after)}`] : [])),
      );
      at += run.length - 1;
    }
  }
  return lines;
}

/** A fence longer than any in the text. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...[...lines.join("\n").matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}diff`, ...lines, fence].join("\n");
}

function outputText({ head, blocks, more, image }: PageOutput): string {
  const lines = linesOf(blocks);
  const left = Math.max(0, lines.length - mostLines) + more;
  const title = `${head.slice(0, 1).toUpperCase()}${head.slice(1)}${image ? `: ${image.says}` : ""}`;
  return lines.length === 0
    ? title
    : `${title}\n\n${fenced([...lines.slice(0, mostLines), ...(left > 0 ? [`@@ ${left} more lines @@`] : [])])}`;
}

const valueText = ({ name, before, after }: ValueView): string =>
  `\`${name}\`: ${before === null ? `${code(after ?? "")} (new)` : after === null ? `${code(before)} (removed)` : `${code(before)} → ${code(after)}`}`;

const code = (text: string): string => `\`${text.replace(/`/g, "'").replace(/\r?\n/g, "⏎")}\``;
