// The words that every form of a diff shares: its summary, and the heads of cells.
import { counted } from "../util/counted";
import type { Cell } from "../notebook/model";
import { wordList } from "../util/wordList";
import type { ImageFacts } from "./outputs/images";
import type { ImageView, OutputView } from "./outputs/outputChanges";
import type { CellView, RowView, Summary } from "./view";

/** "3 cells changed, 1 moved, outputs of 5", or that nothing but noise differs. */
export function summaryText({ changed, added, removed, moved, outputs, metadata, notebook }: Summary): string {
  const counts = (
    [
      ["changed", changed],
      ["added", added],
      ["removed", removed],
      ["moved", moved],
    ] as const
  ).filter(([, count]) => count > 0);
  const cells = counts.map(([word, count], index) => (index === 0 ? `${counted(count, "cell")} ${word}` : `${count} ${word}`)).join(", ");
  const beside = [
    ...(outputs > 0 ? [`outputs of ${counted(outputs, "cell")}`] : []),
    ...(metadata > 0 ? [`metadata of ${counted(metadata, "cell")}`] : []),
    ...(notebook > 0 ? ["metadata of the notebook"] : []),
  ];
  const parts = [
    ...(cells === "" ? [] : [cells]),
    ...(beside.length > 0 ? [`${cells === "" ? "changed: " : ""}${beside.join(", ")}`] : []),
  ];
  return parts.length > 0 ? parts.join("; ") : "only what every run changes";
}

/** "run numbers of 12 cells, kernel versions"; empty where nothing is folded. */
export const foldedText = ({ folded }: Summary): string =>
  [...folded]
    .map(([noise, cells]) => (cells > 0 ? `${noise}${noise.endsWith("outputs") ? "" : ` of ${counted(cells, "cell")}`}` : noise))
    .join(", ");

/** "12 unchanged cells" */
export const unchangedText = (count: number): string => counted(count, "unchanged cell");

/** What happened to a cell, in words: "changed", "moved from cell 3". */
export function happeningText(row: Exclude<RowView, { kind: "same" }>): string {
  switch (row.kind) {
    case "added":
    case "removed":
      if (row.split === null) return `${row.kind}${noteText(row)}`;
      return row.kind === "added" ? `split off cell ${row.split}` : `merged into ${newCell(row.split, row.cell)}`;
    case "left":
      return `moved to ${newCell(row.after.index, row.before)}`;
    case "moved":
      return `moved from ${row.before.index === row.after.index ? `what was cell ${row.before.index}` : `cell ${row.before.index}`}${row.source.length + row.outputs.length + row.values.length > 0 ? " and changed" : ""}`;
    case "changed":
      return `${isCleared(row) && row.source.length === 0 ? "outputs cleared" : changedParts(row)}${row.before.index === row.after.index ? "" : `, was cell ${row.before.index}`}`;
  }
}

/** A cell of the new side, named beside one of the old side that may have had the same number. */
const newCell = (index: number, { index: own }: Cell): string => (index === own ? `what is cell ${index} now` : `cell ${index}`);

/** True where the outputs were cleared: all are gone, and none came. A cell that is no longer code can have none. */
export const isCleared = ({ outputs, after }: { readonly after: Cell } & CellView): boolean =>
  outputs.length > 0 && after.kind === "code" && after.outputs.length === 0;

/** What the parts of a cell are called. */
const partNames: Readonly<Record<string, string>> = {
  metadata: "metadata",
  execution_count: "run number",
  cell_type: "type",
  attachments: "attachments",
};

function changedParts({ source, outputs, values }: CellView): string {
  if (source.length > 0) return "changed";
  const parts = [
    ...new Set([...(outputs.length > 0 ? ["outputs"] : []), ...values.map(({ name }) => partNames[name.split(".")[0]] ?? name)]),
  ];
  return `${wordList(parts)} changed`;
}

function noteText({ cell: { kind }, source }: { readonly cell: Cell } & CellView): string {
  const notes = [...(kind === "code" ? [] : [kind === "markdown" ? "Markdown" : kind]), ...(source.length === 0 ? ["empty"] : [])];
  return notes.length > 0 ? ` (${notes.join(", ")})` : "";
}

/** The first words of a cell, to know it by; what a magic runs says more than the magic alone on its line. */
export function gist({ source }: Pick<Cell, "source">, width = 50): string {
  const lines = source
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  const telling = lines.filter((one) => /[\p{L}\p{N}]/u.test(one));
  const line = telling.find((one) => !/^%%\w+$/.test(one)) ?? telling[0] ?? lines[0] ?? "(empty)";
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}

/** "640×480 png, 12 kB" */
export function imageText({ mime, bytes, width, height }: ImageFacts): string {
  const type = mime.replace(/^image\//, "").replace(/\+xml$/, "");
  return `${width === null ? "" : `${width}×${height} `}${type}, ${sizeText(bytes)}`;
}

/** "640×480 png, 12 kB: 3.4 % of the pixels differ", or both images where they have different sizes. */
export function imageChangeText({ before, after, changed }: ImageView): string {
  if (!before || !after) return before ? imageText(before) : after ? imageText(after) : "";
  if (changed === null) return `${imageText(before)} → ${imageText(after)}`;
  return `${imageText(after)}: ${changed === 0 ? "the same picture to the eye" : `${shareText(changed)} of the pixels differ`}`;
}

const shareText = (share: number): string => (share < 0.001 ? "under 0.1 %" : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`);

const sizeText = (bytes: number): string =>
  bytes < 1000 ? `${bytes} bytes` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** What an output is, or was and is: "image → table". */
export const kindsOf = ({ label }: Pick<OutputView, "label">): readonly string[] => label.split(" → ");

/** Whether the lines of an output are rows of a table, on one side at least: broken, its columns would not are below one another. */
export const hasRows = (output: Pick<OutputView, "label">): boolean => kindsOf(output).includes("table");

/** The head of an output: "output", "new output", "table removed", "table: column total added", "new widget: 32 alike". */
export const outputHead = ({ kind, label, note }: OutputView): string =>
  `${kind === "changed" ? label : kind === "added" ? `new ${label}` : `${label} removed`}${note === undefined ? "" : `: ${note}`}`;
