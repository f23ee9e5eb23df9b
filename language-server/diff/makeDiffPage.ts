// Makes the data of an interactive page from two notebooks.
import { cellLabel } from "../notebook/label";
import type { Cell } from "../notebook/model";
import { writtenLanguage } from "../notebook/writtenLanguage";
import { maskSecrets } from "../secrets/mask";
import type { Side } from "./canonical";
import type { DiffPage, OutputType, PageCell, PageChanges, PageImage, PageOutput, PageRow } from "./diffPage";
import type { ImageView, OutputView, SideLines } from "./outputs/outputChanges";
import { faced } from "./text/facing";
import { viewDiff, type CellView, type RowView } from "./view";
import { foldedText, happeningText, hasRows, imageChangeText, imageText, kindsOf, outputHead, summaryText } from "./words";

/** Of one output no more lines go to a page: what is longer is data, and is compared elsewhere. */
const mostBlocks = 2_000;
/** HTML that is longer is shown as text alone: no browser lays it out in time. */
const longestHtml = 1_000_000;

/** The same for JSON. */
const longestJson = 1_000_000;

/** Of an output that is longer what did not change cannot be unfolded. */
const longestText = 500_000;

const lengthOf = ({ before, after }: SideLines): number => [...before, ...after].reduce((sum, line) => sum + line.length, 0);

/** @param showAll shows noise, too */
export function makeDiffPage(a: Side, b: Side, showAll: boolean): DiffPage {
  const { summary, notebook, rows } = viewDiff(a, b, { showAll });
  const isEqual = rows.every(({ kind }) => kind === "same") && notebook.length === 0 && summary.folded.size === 0;
  const places = placesOf(rows);
  const leftAt = new Map(rows.flatMap((row, index) => (row.kind === "left" ? [[row.before.index, places[index].after] as const] : [])));
  const pageRows = rows.map((row, index) => pageRow(row, b, places[index], leftAt));
  return {
    summary: isEqual ? "the notebooks are equal" : summaryText(summary),
    folded: foldedText(summary),
    isEqual,
    notebook,
    rows: pageRows,
    cells: { before: a.notebook.cells.length, after: b.notebook.cells.length },
  };
}

/** Indexes of the cells on both sides that a row begins with. */
interface Place {
  readonly before: number;
  readonly after: number;
}

function placesOf(rows: readonly RowView[]): readonly Place[] {
  let [before, after] = [0, 0];
  return rows.map((row) => {
    const place = { before, after };
    before += row.kind === "same" ? row.count : row.kind === "added" || row.kind === "moved" ? 0 : 1;
    after += row.kind === "same" ? row.count : row.kind === "removed" || row.kind === "left" ? 0 : 1;
    return place;
  });
}

/** @param leftAt by the old index of a moved cell, the new index before which it would stand */
function pageRow(row: RowView, b: Side, place: Place, leftAt: ReadonlyMap<number, number>): PageRow {
  switch (row.kind) {
    case "same":
      return {
        kind: "same",
        cells: Array.from({ length: row.count }, (_, index) => ({
          before: place.before + index,
          after: pageCell(b.notebook.cells[place.after + index]),
        })),
      };
    case "left":
      return { kind: "left", before: pageCell(row.before), after: row.after.index, happening: happeningText(row) };
    case "added":
      return { kind: "added", after: pageCell(row.cell), split: row.split, happening: happeningText(row), ...pageChanges(row) };
    case "removed":
      return {
        kind: "removed",
        before: pageCell(row.cell),
        place: place.after,
        split: row.split,
        happening: happeningText(row),
        ...pageChanges(row),
      };
    case "moved":
      return {
        kind: "moved",
        before: pageCell(row.before),
        after: pageCell(row.after),
        place: leftAt.get(row.before.index) ?? row.before.index,
        happening: happeningText(row),
        ...pageChanges(row),
      };
    case "changed":
      return {
        kind: "changed",
        before: pageCell(row.before),
        after: pageCell(row.after),
        happening: happeningText(row),
        ...pageChanges(row),
      };
  }
}

const pageCell = (cell: Cell): PageCell => ({
  index: cell.index,
  label: cellLabel(cell),
  kind: cell.kind,
  language: cell.kind === "code" ? writtenLanguage(cell.source, cell.language) : cell.language,
  source: maskSecrets(cell.source),
  outputs: cell.outputs.length,
});

const pageChanges = ({ source, outputs, values }: CellView): PageChanges => ({ source, outputs: outputs.map(pageOutput), values });

function pageOutput(output: OutputView): PageOutput {
  const { kind, image, html, json } = output;
  // Faced before any part is shown: what came stands beside what is gone.
  const blocks = faced(output.blocks);
  const isShort = html !== null && [html.before, html.after].every((side) => (side?.length ?? 0) <= longestHtml);
  return {
    kind,
    type: typeOf(output),
    head: outputHead(output),
    blocks: blocks.slice(0, mostBlocks),
    lines: output.lines && lengthOf(output.lines) <= longestText ? output.lines : null,
    more: Math.max(0, blocks.length - mostBlocks),
    hasRows: hasRows(output),
    image: image && { before: pageImage(image.before), after: pageImage(image.after), says: imageChangeText(image) },
    html: isShort ? html : null,
    json: json !== undefined && JSON.stringify(json).length <= longestJson ? json : null,
  };
}

function typeOf(output: OutputView): OutputType {
  if (output.image) return "image";
  const last = kindsOf(output).at(-1) ?? output.label;
  if (last === "error" || last === "table") return last;
  if (output.html) return "html";
  return last === "output" || last === "stderr" ? "text" : "data";
}

const pageImage = (image: ImageView["before"]): PageImage | null =>
  image && { mime: image.mime, data: image.data, caption: imageText(image), width: image.width, height: image.height };
