// `nbready merge`: three-way merge of notebooks, for people and as git's merge driver.
import { openSide, type Side } from "../../diff/canonical";
import { readWholeFile } from "../../host/readNotebookFile";
import { writeFileWhole } from "../../host/writeFile";
import { mergeNotebooks, writeMerged, type MergeConflict } from "../../merge/mergeNotebooks";
import { readNotebook } from "../../notebook/read";
import { noSuchChoice } from "../choice";
import { exitCodes, printError, printWarning } from "../console";
import { asReadAt, readSide, type ReadSide } from "../diff/readSide";
import { isStandardOutput } from "../output";
import { visibleOnLine } from "../../notebook/visible";

interface MergeOptions {
  readonly output: string;
  readonly strategy?: string;
  /** The path to name in messages, where the files are temporary copies. */
  readonly path?: string;
}

const strategies = ["mark", "ours", "theirs"] as const;

/** Ends with 0 where all could be merged, 1 where conflicts are marked in the result, 2 where an input cannot be read; then nothing is written. */
export async function runMerge(
  base: string,
  ours: string,
  theirs: string,
  { output, strategy: wanted = "mark", path: copied }: MergeOptions,
): Promise<void> {
  const inputs = [base, ours, theirs];
  const strategy = strategies.find((one) => one === wanted);
  if (strategy === undefined) return printError(noSuchChoice("--strategy", wanted, strategies));
  if (inputs.filter((name) => name === "-").length > 1) return printError("-: standard input can be one of the three inputs only");
  const sides = [await readBase(base), await readSide(ours), await readSide(theirs)];
  // The names of copies say nothing to the user.
  const nameOf = (index: number): string => (copied === undefined ? inputs[index] : `${copied} (${["base", "ours", "theirs"][index]})`);
  sides.forEach((side, index) => "problem" in side && printError(side.problem.replace(inputs[index], () => nameOf(index))));
  const [one, other, third] = sides;
  if ("problem" in one || "problem" in other || "problem" in third) return;

  const { json, conflicts, cleared } = mergeNotebooks(one.side, other.side, third.side, { strategy });
  const text = writeMerged(one.side, other.side, third.side, json);
  if (isStandardOutput(output)) process.stdout.write(text);
  else {
    const problem = writeFileWhole(output, text, asReadAt(output, [one, other, third]));
    if (problem !== null) return printError(`${output}: ${problem}`);
  }
  const shownAs = copied ?? (isStandardOutput(output) ? ours : output);
  if (cleared.length > 0) process.stderr.write(`${visibleOnLine(shownAs)}: ${clearedText(cleared)}\n`);
  for (const conflict of conflicts) printWarning(`${shownAs}: ${conflictText(conflict)}`);
  if (conflicts.length > 0 && !isStandardOutput(output))
    process.stderr.write(
      `Edit the notebook to settle ${conflicts.length === 1 ? "it" : "them"}, or take a side: nbready settle ${visibleOnLine(quoted(shownAs))} --take ours|theirs|both\n`,
    );
  process.exitCode ??= conflicts.length > 0 ? exitCodes.findings : exitCodes.clean;
}

const conflictText = ({ cell, message }: MergeConflict): string => `${cell < 0 ? "" : `cell ${cell}: `}conflict: ${message}`;

/** A path as a shell takes it. */
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

const clearedText = (cells: readonly number[]): string =>
  cells.length === 1
    ? `the outputs of cell ${cells[0]} are cleared, as its merged text is neither side's: run it again`
    : `the outputs of cells ${cells.join(", ")} are cleared, as their merged text is neither side's: run them again`;

/** An empty file is what git hands over where both sides added the notebook: they come from one without cells. */
async function readBase(name: string): Promise<ReadSide | { readonly problem: string }> {
  if (name !== "-") {
    const read = readWholeFile(name);
    if ("bytes" in read && read.bytes.length === 0) return { name, bytes: read.bytes, side: emptyNotebook() };
  }
  return readSide(name);
}

function emptyNotebook(): Side {
  const read = readNotebook('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}\n', "");
  if (!read.ok) throw new Error(read.error.message);
  return openSide(read.file);
}
