// Measures nbready on a folder of pairs or triples of notebooks: for each, seconds in a new process and again in the same one,
// and what a person is shown. A program of its own, bundled as nbready itself is. Writes a list in JSON.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { diffText } from "../../../language-server/cli/diff/textFormat";
import { createStyle } from "../../../language-server/cli/style";
import { openSide, type Side } from "../../../language-server/diff/canonical";
import type { ItemChange } from "../../../language-server/diff/delta";
import { diffNotebooks } from "../../../language-server/diff/diffNotebooks";
import { viewDiff } from "../../../language-server/diff/view";
import { mergeNotebooks, writeMerged } from "../../../language-server/merge/mergeNotebooks";
import { readNotebook } from "../../../language-server/notebook/read";
import type { Again, MeasuredDiff, MeasuredMerge } from "./measured";

/** From here on two cells are one: this share of their words is the same (Dice's coefficient). Cells of fewer words turn up anywhere. */
const alike = 0.7;
const fewestWords = 5;
const width = 80;

function openFile(path: string): Side {
  const read = readNotebook(readFileSync(path), path);
  if (!read.ok) throw new Error(`${path}: ${read.error.message}`);
  return openSide(read.file);
}

/** What a function gives, and the seconds that it took. */
function timed<T>(work: () => T): readonly [result: T, seconds: number] {
  const begun = process.hrtime.bigint();
  const result = work();
  return [result, Number(process.hrtime.bigint() - begun) / 1e9];
}

function measureDiff(name: string, folder: string): MeasuredDiff & { readonly shown: number } {
  const names = [join(folder, "a.ipynb"), join(folder, "b.ipynb")] as const;
  const [{ before, after, delta }, seconds] = timed(() => {
    const [one, other] = [openFile(names[0]), openFile(names[1])];
    return { before: one, after: other, delta: diffNotebooks(one, other) };
  });
  const [text, more] = timed(() => diffText(names, viewDiff(before, after, { delta }), createStyle(false), width));
  return { name, seconds, shown: seconds + more, lines: text.split("\n").length - 1, moves: hiddenMoves(delta.cells) };
}

/** How many cells are shown as removed and as added although they are one. */
function hiddenMoves(changes: readonly ItemChange[]): number {
  const bags = (kind: "added" | "removed"): (readonly string[])[] =>
    changes.flatMap((change) => (change.kind === kind ? [wordsOf(change.value as { readonly source?: unknown })] : []));
  const added = bags("added");
  return bags("removed").filter((bag) => {
    const place = added.findIndex((other) => isAlike(bag, other));
    if (place >= 0) added.splice(place, 1);
    return place >= 0;
  }).length;
}

const wordsOf = ({ source }: { readonly source?: unknown }): readonly string[] => String(source).match(/[\p{L}\p{N}_]+/gu) ?? [];

function isAlike(one: readonly string[], other: readonly string[]): boolean {
  if (Math.min(one.length, other.length) < fewestWords) return false;
  const left = [...other];
  const shared = one.filter((word) => {
    const place = left.indexOf(word);
    if (place >= 0) left.splice(place, 1);
    return place >= 0;
  }).length;
  return 2 * shared >= alike * (one.length + other.length);
}

function measureMerge(name: string, folder: string): MeasuredMerge & { readonly shown: number } {
  const [conflicts, seconds] = timed(() => {
    const [base, ours, theirs] = ["base", "ours", "theirs"].map((side) => openFile(join(folder, `${side}.ipynb`)));
    const result = mergeNotebooks(base, ours, theirs);
    writeMerged(base, ours, theirs, result.json);
    return result.conflicts.length;
  });
  return { name, seconds, shown: seconds, conflicts };
}

const [, , what, root] = process.argv;
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const measureAll = () => folders.map((name) => (what === "merge" ? measureMerge : measureDiff)(name, join(root, name)));
const first = measureAll();
const second = measureAll();
process.stdout.write(JSON.stringify(first.map((one, index): typeof one & Again => ({ ...one, again: second[index].seconds }))));
