// A diff for a terminal.
import type { OutputView } from "../../diff/outputs/outputChanges";
import { elsewhereText, type SourceBlock } from "../../diff/text/elsewhere";
import { keptLine, type Edit } from "../../diff/text/facing";
import { textOf, type LineView } from "../../diff/text/textView";
import type { Piece } from "../../diff/text/wordDiff";
import type { DiffView, RowView, ValueView } from "../../diff/view";
import { foldedText, gist, happeningText, imageChangeText, isCleared, outputHead, summaryText, unchangedText } from "../../diff/words";
import { cellLabel } from "../../notebook/label";
import { visible, visibleOnLine } from "../../notebook/visible";
import type { Style } from "../style";
import { emptyRunLabel, emptyRunText, foldEmptyCells, type EmptyRun } from "./emptyCells";

/** How many lines are shown of an output that only one side has. */
const outputLines = 6;
/** How many of one that was cleared. */
const clearedLines = 2;
/** How many of a changed output: what scrolls by for pages is data. */
const changedLines = 40;
/** How many outputs of one cell are shown: a loop that prints and warns in turn leaves thousands. */
const mostOutputs = 30;
/** Longer lines are cut around what changed. */
const longestLine = 240;
/** How many characters of a new line are shown: a paragraph of prose is read whole, and what is longer is data. */
const longestText = 1_500;

export function diffText(names: readonly [string, string], { summary, notebook, rows }: DiffView, style: Style, width: number): string {
  const lines: string[] = [
    `${style.removed(visibleOnLine(names[0]))} → ${style.added(visibleOnLine(names[1]))}`,
    style.bold(summaryText(summary)),
    ...(notebook.length > 0
      ? ["", rule("notebook", "metadata changed", style.changed, style, width), ...notebook.flatMap((value) => valueLines(value, style))]
      : []),
    ...foldEmptyCells(rows).flatMap((row) => rowLines(row, style, width)),
  ];
  const folded = foldedText(summary);
  if (folded !== "") lines.push("", style.dim(`Not shown: ${folded} (--all shows them)`));
  return `${lines.join("\n")}\n`;
}

function rowLines(row: RowView | EmptyRun, style: Style, width: number): readonly string[] {
  switch (row.kind) {
    case "empty":
      return ["", rule(emptyRunLabel(row), emptyRunText(row), row.happening === "added" ? style.added : style.removed, style, width)];
    case "same":
      return ["", style.dim(`     ⋯ ${unchangedText(row.count)}`)];
    case "left":
      return ["", style.dim(`     ${cellLabel(row.before)} ${happeningText(row)}: ${visible(gist(row.before))}`)];
    case "added":
    case "removed": {
      const paint = row.kind === "added" ? style.added : style.removed;
      // Where a cell was split or merged, its lines are in the diff of the other part.
      const body =
        row.source.length === 0
          ? []
          : row.split !== null
            ? [style.dim(`     ${visible(gist(row.cell, width - 10))}`)]
            : blockLines(row.source, style);
      return [
        "",
        rule(cellLabel(row.cell), happeningText(row), paint, style, width),
        ...body,
        ...row.values.flatMap((value) => valueLines(value, style)),
        ...outputsText(row.outputs, style, outputLines),
      ];
    }
    default: {
      const head = rule(cellLabel(row.after), happeningText(row), row.kind === "moved" ? style.moved : style.changed, style, width);
      const isOnlyMoved = row.source.length + row.outputs.length + row.values.length === 0;
      const knownBy = row.source.length === 0 ? [style.dim(`     ${visible(gist(row.after, width - 10))}`)] : blockLines(row.source, style);
      return [
        "",
        head,
        ...knownBy,
        ...(isOnlyMoved
          ? []
          : [
              ...row.values.flatMap((value) => valueLines(value, style)),
              ...outputsText(row.outputs, style, isCleared(row) ? clearedLines : outputLines),
            ]),
      ];
    }
  }
}

/** `── cell 3 [7] changed ───────` */
function rule(label: string, happening: string, paint: (text: string) => string, style: Style, width: number): string {
  const text = `── ${label} ${happening} `;
  return `${style.dim("──")} ${style.bold(label)} ${paint(happening)} ${style.dim("─".repeat(Math.max(2, Math.min(width, 80) - text.length)))}`;
}

/** Writes a line when it is asked for: of long outputs only the first ones are. */
type LineWriter = () => string;

const blockLines = (blocks: readonly SourceBlock[], style: Style): readonly string[] => lineWriters(blocks, style).map((write) => write());

/** Lines with their number and a sign. In a run of edits the old lines come first, up to an unchanged line. */
function lineWriters(blocks: readonly SourceBlock[], style: Style): readonly LineWriter[] {
  const lines: LineWriter[] = [];
  let run: Edit[] = [];
  const endRun = (): void => {
    for (const { before, after } of run)
      if (before) lines.push(() => changedLine("-", { ...before, pieces: seamed(before, after) }, style.removed, style.removedWord, style));
    for (const { before, after } of run)
      if (after) lines.push(() => changedLine("+", { ...after, pieces: seamed(after, before) }, style.added, style.addedWord, style));
    run = [];
  };
  for (const block of blocks) {
    const kept = block.kind === "edit" ? keptLine(block) : block.kind === "same" ? block : null;
    if (block.kind === "edit" && kept === null) {
      run.push(block);
      continue;
    }
    endRun();
    if (kept !== null) lines.push(() => `  ${style.dim(number(kept.after))}  ${visible(cut(kept.text))}`.trimEnd());
    else if (block.kind === "skipped") lines.push(() => style.dim(`     ⋯ ${block.count} unchanged lines`));
    else if (block.kind === "elsewhere")
      lines.push(() => `${block.side === "before" ? style.removed("-") : style.added("+")} ${style.dim(`   ⋯ ${elsewhereText(block)}`)}`);
  }
  endRun();
  return lines;
}

const number = (value: number): string => String(value).padStart(3);

function changedLine(sign: string, line: LineView, paint: (text: string) => string, mark: (text: string) => string, style: Style): string {
  const pieces = cutPieces(line.pieces).flatMap(({ text, changed }) => (text === "" ? [] : [(changed ? mark : paint)(visible(text))]));
  return `${paint(sign)} ${style.dim(number(line.number))}  ${pieces.join("")}`;
}

const cut = (text: string, most = longestLine): string =>
  text.length > most ? `${text.slice(0, most - 20)}… (${text.length} characters)` : text;

/** A line's pieces; where it only lost what its other side has, an empty one stands at each place, so that both are cut alike. */
function seamed(line: LineView, other: LineView | null): readonly Piece[] {
  if (other === null || line.pieces.some(({ changed }) => changed)) return line.pieces;
  const whole = textOf(line);
  let at = 0;
  const seams = other.pieces.map(({ text, changed }): Piece => {
    // A space after what was removed may have been removed, too.
    const own = changed ? "" : whole.startsWith(text, at) ? text : text.trimStart();
    at += own.length;
    return { text: own, changed };
  });
  return textOf({ pieces: seams }) === whole ? seams : line.pieces;
}

/** Long lines keep what changed and some characters around it. */
function cutPieces(pieces: readonly Piece[]): readonly Piece[] {
  const length = pieces.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= longestLine) return pieces;
  if (!pieces.some(({ changed }) => changed)) return pieces.map((piece) => ({ ...piece, text: cut(piece.text, longestText) }));
  const around = 40;
  return pieces.map(({ text, changed }, index) => {
    if (changed) return { changed, text: text.length > longestLine ? `${text.slice(0, 100)}…${text.slice(-40)}` : text };
    const head = index === 0 ? "" : text.slice(0, around);
    const tail = index === pieces.length - 1 ? "" : text.slice(-around);
    return { changed, text: text.length <= 2 * around + 1 ? text : `${head}…${tail}` };
  });
}

/** Outputs, one below the other; a heading that repeats the one above it is left out. */
function outputsText(outputs: readonly OutputView[], style: Style, mostLines: number): readonly string[] {
  const shown = outputs.length <= mostOutputs + 1 ? outputs : outputs.slice(0, mostOutputs);
  const texts = shown.flatMap((output, index) => {
    const above = outputs[index - 1];
    const isSameHead = above !== undefined && !above.image && !output.image && outputHead(above) === outputHead(output);
    return outputText(output, style, mostLines).slice(isSameHead ? 1 : 0);
  });
  return shown === outputs ? texts : [...texts, style.dim(`     ⋯ ${outputs.length - mostOutputs} more outputs`)];
}

function outputText(output: OutputView, style: Style, mostLines: number): readonly string[] {
  const { kind, image } = output;
  const paint = kind === "added" ? style.added : kind === "removed" ? style.removed : style.changed;
  const head = `     ${paint(outputHead(output))}${image ? `  ${visible(imageChangeText(image))}` : ""}`;
  const lines = lineWriters(output.blocks, style);
  const most = kind === "changed" ? changedLines : mostLines;
  const shown = lines.length <= most + 1 ? lines : lines.slice(0, most);
  const texts = [head, ...shown.map((write) => write())];
  return shown === lines ? texts : [...texts, style.dim(`     ⋯ ${lines.length - most} more lines`)];
}

function valueLines({ name, before, after }: ValueView, style: Style): readonly string[] {
  const label = `     ${visible(name)}: `;
  if (before === null) return [`${label}${style.added(visible(oneLine(after ?? "")))} ${style.dim("new")}`];
  if (after === null) return [`${label}${style.removed(visible(oneLine(before)))} ${style.dim("removed")}`];
  return [`${label}${style.removed(visible(oneLine(before)))} → ${style.added(visible(oneLine(after)))}`];
}

const oneLine = (text: string): string => text.replace(/\r?\n/g, "⏎");
