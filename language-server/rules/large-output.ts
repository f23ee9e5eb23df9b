// Saved outputs that make the notebook's file large.
import { cellListLabel } from "../notebook/label";
import type { Cell, Notebook } from "../notebook/model";
import { rememberEach } from "../util/rememberEach";
import { defineRule, type Finding } from "./rule";
import { sizeText } from "./support/data/sizes";
import { firstLine } from "./support/spans";

export default defineRule({
  code: "NBR909",
  name: "large-output",
  severity: "info",
  summary: "Saved outputs that make the file large",
  options: {
    cell: { description: "Outputs of one cell above this many megabytes are reported.", default: 1 },
    notebook: { description: "Outputs of all cells together above this many megabytes are reported.", default: 5 },
  },
  *check({ notebook, options }) {
    const sizes = outputSizes(notebook.cells);
    const large = sizes.filter(({ bytes }) => bytes > Number(options.cell) * megabyte);
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    if (large.length > 0) yield largeCells(large, notebook);
    else if (total > Number(options.notebook) * megabyte)
      yield {
        cell: -1,
        span: { start: 0, end: 0 },
        message: `The saved outputs add up to ${sizeText(total)}. ${harm} Clear those that nobody needs, or show less.`,
      };
  },
});

const megabyte = 1e6;
const harm = "Every run adds new outputs to the repository, which makes diffs unreadable and editors slow.";

interface Sized {
  readonly cell: Cell;
  readonly bytes: number;
}

/** One finding for all of them: a notebook of interactive plots has one in every cell. */
function largeCells(large: readonly Sized[], notebook: Notebook): Finding {
  const [first, ...rest] = large;
  const bytes = large.reduce((sum, one) => sum + one.bytes, 0);
  const said =
    rest.length === 0
      ? `The saved output of this cell is ${sizeText(bytes)}.`
      : `The saved outputs of ${cellListLabel(large.map(({ cell }) => cell.index))} are ${sizeText(bytes)}.`;
  return {
    cell: first.cell.index,
    span: firstLine(notebook.cells[first.cell.index]),
    message: `${said} ${harm} Clear ${rest.length === 0 ? "it" : "them"}, show less, or write the result to a file.`,
    related: rest.map((one) => ({ cell: one.cell.index, span: firstLine(one.cell), message: `${sizeText(one.bytes)} of outputs` })),
    fixes: [
      {
        title: rest.length === 0 ? "Clear this output" : "Clear these outputs",
        safe: false,
        edits: large.map(({ cell }) => ({ kind: "clearOutputs", cell: cell.index })),
      },
    ],
  };
}

/** The cells that have outputs. */
const outputSizes = rememberEach((cell: Cell): readonly Sized[] => {
  const bytes = outputBytes(cell);
  return bytes > 0 ? [{ cell, bytes }] : [];
});

/** Bytes of a cell's outputs as stored in the file. */
const outputBytes = ({ outputs }: Cell): number =>
  outputs.reduce(
    (sum, { data, error }) => sum + data.reduce((bytes, one) => bytes + one.bytes, 0) + (error ? Buffer.byteLength(error.traceback) : 0),
    0,
  );
